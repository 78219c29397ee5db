// node:_http_incoming: parts of node:http.
// flag: enable_nodejs_http_modules
// exports: IncomingMessage
(function (host, use) {
  "use strict";
  const { IncomingMessage } = use("node:http");
  return { IncomingMessage };
});
