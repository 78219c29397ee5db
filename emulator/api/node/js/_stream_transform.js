// node:_stream_transform: Transform alone, by an old name.
// exports: Transform
(function (host, use) {
  "use strict";
  const { Transform } = use("node:stream");
  return Object.assign(Transform, { Transform });
});
