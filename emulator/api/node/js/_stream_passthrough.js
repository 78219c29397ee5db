// node:_stream_passthrough: PassThrough alone, by an old name.
// exports: PassThrough
(function (host, use) {
  "use strict";
  const { PassThrough } = use("node:stream");
  return Object.assign(PassThrough, { PassThrough });
});
