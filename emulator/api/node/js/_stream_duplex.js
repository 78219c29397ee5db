// node:_stream_duplex: Duplex alone, by an old name.
// exports: Duplex from fromWeb toWeb
(function (host, use) {
  "use strict";
  const { Duplex } = use("node:stream");
  return Object.assign(Duplex, { Duplex });
});
