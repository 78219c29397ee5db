// node:_stream_readable: Readable alone, by an old name.
// exports: Readable ReadableState _fromList from fromWeb toWeb wrap
(function (host, use) {
  "use strict";
  const { Readable } = use("node:stream");
  return Object.assign(Readable, { Readable });
});
