// node:internal/net/errors: the errors of sockets and of HTTP.
(function (host, use) {
  "use strict";
  const { make } = use("node:internal/errors");
  const streams = use("node:internal/streams/errors");
  const errors = {};
  for (const [Base, code, message] of [
    [Error, "ERR_SOCKET_CLOSED", "Socket is closed"],
    [Error, "ERR_SOCKET_CLOSED_BEFORE_CONNECTION", "Socket closed before connection established"],
    [Error, "ERR_SOCKET_CONNECTING", "Socket is already connecting"],
    [TypeError, "ERR_INVALID_IP_ADDRESS", (address) => `Invalid IP address: ${address}`],
    [TypeError, "ERR_INVALID_ADDRESS", "Invalid socket address"],
    [Error, "EPIPE", "This socket has been ended by the other party"],
    [TypeError, "ERR_INVALID_HTTP_TOKEN", (label, name) => `${label} must be a valid HTTP token ["${name}"]`],
    [TypeError, "ERR_INVALID_CHAR", (name, field) => `Invalid character in ${name}${field === undefined ? "" : ` ["${field}"]`}`],
    [TypeError, "ERR_HTTP_INVALID_HEADER_VALUE", (value, header) => `Invalid value "${value}" for header "${header}"`],
    [TypeError, "ERR_UNESCAPED_CHARACTERS", (field) => `${field} contains unescaped characters`],
    [TypeError, "ERR_INVALID_PROTOCOL", (actual, expected) => `Protocol "${actual}" not supported. Expected "${expected}"`],
    [Error, "ERR_HTTP_HEADERS_SENT", (action) => `Cannot ${action} headers after they are sent to the client`],
    [Error, "ERR_HTTP_CONTENT_LENGTH_MISMATCH", (actual, expected) =>
      `Request body length does not match content-length header. Expected: ${expected}, Actual: ${actual}`],
    [Error, "ERR_HTTP_BODY_NOT_ALLOWED", "Request with GET/HEAD method cannot have body"],
    [RangeError, "ERR_HTTP_INVALID_STATUS_CODE", (status) => `Invalid status code: ${status}`],
    [Error, "ERR_SERVER_ALREADY_LISTEN", "Listen method has been called more than once without closing."],
    [Error, "ERR_TLS_HANDSHAKE_TIMEOUT", "TLS handshake timeout"],
    [TypeError, "ERR_TLS_INVALID_CONTEXT", (field) => `${field} must be a SecureContext`],
    [SyntaxError, "ERR_TLS_CERT_ALTNAME_FORMAT", "Invalid subject alternative name string"],
  ]) errors[code] = make(Base, code, message);

  const AltnameInvalid = make(Error, "ERR_TLS_CERT_ALTNAME_INVALID", (reason) => reason);
  errors.ERR_TLS_CERT_ALTNAME_INVALID = class extends AltnameInvalid {
    constructor(reason, host, cert) {
      super(reason);
      Object.assign(this, { reason, host, cert });
    }
  };
  // DnsError is a look-up that failed; its code is that of the failure.
  const dnsError = (hostname, code, syscall) => {
    const Failed = make(Error, code, `${syscall} ${code} ${hostname}`);
    return Object.assign(new Failed(), { errno: undefined, hostname, syscall });
  };
  return { ...streams, ...errors, dnsError };
});
