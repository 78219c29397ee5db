// node:http: HTTP, over fetch and cloudflare:node.
// flag: enable_nodejs_http_modules
// exports: Agent ClientRequest CloseEvent IncomingMessage METHODS MessageEvent OutgoingMessage STATUS_CODES Server ServerResponse
// exports: WebSocket _connectionListener createServer get globalAgent maxHeaderSize request setMaxIdleHTTPParsers
// exports: validateHeaderName validateHeaderValue
(function (host, use) {
  "use strict";
  const { METHODS, STATUS_CODES, validateHeaderName, validateHeaderValue } = use("node:internal/http/common");
  const { Agent, globalAgent } = use("node:internal/http/agent");
  const { ClientRequest } = use("node:internal/http/client");
  const { IncomingMessage } = use("node:internal/http/incoming");
  const { OutgoingMessage } = use("node:internal/http/outgoing");
  const { Server, createServer, _connectionListener } = use("node:internal/http/server");
  const { ServerResponse } = use("node:internal/http/server_response");
  const { missing } = use("node:internal/missing");
  const { validateInteger } = use("node:internal/validators");
  const request = (url, options, callback) => new ClientRequest(url, options, callback);
  return {
    validateHeaderName, validateHeaderValue, METHODS, STATUS_CODES, ClientRequest, request,
    get(url, options, callback) {
      const made = request(url, options, callback);
      made.end();
      return made;
    },
    OutgoingMessage, Agent, globalAgent, IncomingMessage, Server, ServerResponse,
    createServer: (options, listener) => createServer(Server, options, listener),
    maxHeaderSize: 16384,
    setMaxIdleHTTPParsers(max) {
      validateInteger(max, "max", 1);
      missing("setMaxIdleHTTPParsers")();
    },
    _connectionListener,
    WebSocket: globalThis.WebSocket, CloseEvent: globalThis.CloseEvent, MessageEvent: globalThis.MessageEvent,
  };
});
