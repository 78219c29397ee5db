// node:internal/crypto/host: the Go functions under node:crypto.
(function (host) {
  return host;
});
