// node:_stream_writable: Writable alone, by an old name.
// exports: Writable WritableState fromWeb toWeb
(function (host, use) {
  "use strict";
  const { Writable } = use("node:stream");
  return Object.assign(Writable, { Writable });
});
