// node:_tls_wrap: parts of node:tls.
// exports: TLSSocket connect
(function (host, use) {
  "use strict";
  const { TLSSocket, connect } = use("node:internal/tls/socket");
  return { TLSSocket, connect };
});
