// node:_stream_duplex: Duplex alone, by an old name.
// exports: Duplex
(function (host, use) {
  "use strict";
  const { Duplex } = use("node:stream");
  return Object.assign(Duplex, { Duplex });
});
