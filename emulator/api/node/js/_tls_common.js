// node:_tls_common: parts of node:tls.
// exports: SecureContext createSecureContext translatePeerCertificate
(function (host, use) {
  "use strict";
  const { SecureContext, createSecureContext, translatePeerCertificate } = use("node:internal/tls/context");
  return { SecureContext, createSecureContext, translatePeerCertificate };
});
