// node:_http_server: parts of node:http.
// flag: enable_nodejs_http_server_modules
// exports: STATUS_CODES Server ServerResponse _connectionListener httpServerPreClose kConnectionsCheckingInterval kServerResponse setupConnectionsTracking storeHTTPOptions
(function (host, use) {
  "use strict";
  const { STATUS_CODES, symbols } = use("node:internal/http/common");
  const { Server, _connectionListener, httpServerPreClose, setupConnectionsTracking, storeHTTPOptions } = use("node:internal/http/server");
  const { ServerResponse } = use("node:internal/http/server_response");
  return {
    STATUS_CODES, Server, ServerResponse, setupConnectionsTracking, storeHTTPOptions, _connectionListener, kServerResponse: symbols.response,
    httpServerPreClose, kConnectionsCheckingInterval: Symbol("http.server.connectionsCheckingInterval"),
  };
});
