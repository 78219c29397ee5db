// node:_stream_wrap: sockets over streams.
// flag: enable_nodejs_stream_wrap_module
(function (host, use) {
  "use strict";
  return use("node:internal/tls/stream_socket").JSStreamSocket;
});
