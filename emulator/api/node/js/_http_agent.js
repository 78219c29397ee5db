// node:_http_agent: parts of node:http.
// flag: enable_nodejs_http_modules
// exports: Agent globalAgent
(function (host, use) {
  "use strict";
  const { Agent, globalAgent } = use("node:http");
  return { Agent, globalAgent };
});
