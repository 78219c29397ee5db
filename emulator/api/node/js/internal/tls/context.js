// node:internal/tls/context: secure contexts, which hold nothing.
(function (host, use) {
  "use strict";
  const { validateInteger } = use("node:internal/validators");
  function SecureContext(secureProtocol, secureOptions, minVersion, maxVersion) {
    if (!(this instanceof SecureContext)) return new SecureContext(secureProtocol, secureOptions, minVersion, maxVersion);
    if (secureOptions !== undefined) validateInteger(secureOptions, "secureOptions");
    this.context = undefined;
  }
  function translatePeerCertificate(cert) {
    if (!cert) return null;
    if (cert.issuerCertificate != null && cert.issuerCertificate !== cert) cert.issuerCertificate = translatePeerCertificate(cert.issuerCertificate);
    if (cert.infoAccess != null) {
      const access = Object.create(null);
      for (const [, key, value] of cert.infoAccess.matchAll(/([^\n:]*):([^\n]*)(?:\n|$)/g)) {
        (access[key] ??= []).push(value.startsWith('"') ? JSON.parse(value) : value);
      }
      cert.infoAccess = access;
    }
    return cert;
  }
  return {
    SecureContext, translatePeerCertificate,
    createSecureContext: ({ secureProtocol, secureOptions, minVersion, maxVersion } = {}) =>
      new SecureContext(secureProtocol, secureOptions, minVersion, maxVersion),
  };
});
