// node:tls: TLS, over cloudflare:sockets.
// exports: CLIENT_RENEG_LIMIT CLIENT_RENEG_WINDOW DEFAULT_CIPHERS DEFAULT_ECDH_CURVE DEFAULT_MAX_VERSION DEFAULT_MIN_VERSION
// exports: SecureContext Server TLSSocket checkServerIdentity connect convertALPNProtocols createSecureContext createSecurePair
// exports: createServer getCiphers rootCertificates
(function (host, use) {
  "use strict";
  const { Buffer } = use("node:buffer");
  const { ERR_OUT_OF_RANGE } = use("node:internal/errors");
  const { missing } = use("node:internal/missing");
  const { checkServerIdentity } = use("node:internal/tls/identity");
  const { SecureContext, createSecureContext } = use("node:internal/tls/context");
  const { TLSSocket, connect } = use("node:internal/tls/socket");
  const none = () => {
    throw new Error("Not implemented");
  };
  // A list of protocols goes over the wire as names that their lengths precede.
  const encoded = (protocols) => Buffer.concat(protocols.map((name, n) => {
    const bytes = Buffer.from(name);
    if (bytes.length > 255) {
      throw new ERR_OUT_OF_RANGE(`The byte length of the protocol at index ${n} exceeds the maximum length.`, "<= 255", bytes.length);
    }
    return Buffer.concat([Buffer.from([bytes.length]), bytes]);
  }));
  return {
    CLIENT_RENEG_LIMIT: 3, CLIENT_RENEG_WINDOW: 600, DEFAULT_CIPHERS: "", DEFAULT_ECDH_CURVE: "auto", DEFAULT_MIN_VERSION: "TLSv1.2",
    DEFAULT_MAX_VERSION: "TLSv1.3", rootCertificates: [],
    SecureContext, createSecureContext, TLSSocket, connect, checkServerIdentity,
    Server: function Server() {
      none();
    },
    createServer: none, getCiphers: none,
    convertALPNProtocols(protocols, out) {
      if (Array.isArray(protocols)) out.ALPNProtocols = encoded(protocols);
      else if (protocols instanceof Uint8Array) out.ALPNProtocols = Buffer.from(protocols);
      else if (ArrayBuffer.isView(protocols)) {
        const { buffer, byteOffset, byteLength } = protocols;
        out.ALPNProtocols = Buffer.from(buffer.slice(byteOffset, byteOffset + byteLength));
      }
    },
    createSecurePair: use.flag("remove_nodejs_compat_eol_v24") ? undefined : missing("createSecurePair"),
  };
});
