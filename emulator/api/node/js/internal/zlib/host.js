// node:internal/zlib/host: the functions in Go.
(function (host) {
  return host;
});
