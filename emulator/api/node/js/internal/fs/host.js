// node:internal/fs/host: the Go functions under node:fs.
(function (host) {
  return host;
});
