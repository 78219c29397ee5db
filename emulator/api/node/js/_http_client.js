// node:_http_client: parts of node:http.
// flag: enable_nodejs_http_modules
// exports: ClientRequest
(function (host, use) {
  "use strict";
  const { ClientRequest } = use("node:http");
  return { ClientRequest };
});
