// node:https: the same over TLS.
// flag: enable_nodejs_http_modules
// exports: Agent Server createServer get globalAgent request
(function (host, use) {
  "use strict";
  const { SecureAgent: Agent, secureGlobalAgent: globalAgent } = use("node:internal/http/agent");
  const { ClientRequest } = use("node:internal/http/client");
  const { isURL } = use("node:internal/http/client_options");
  const { SecureServer: Server, createServer } = use("node:internal/http/server");
  function request(...args) {
    const options = {};
    if (typeof args[0] === "string") Object.assign(options, use("node:url").urlToHttpOptions(new URL(args.shift())));
    else if (isURL(args[0])) Object.assign(options, use("node:url").urlToHttpOptions(args.shift()));
    if (args.length > 0 && typeof args[0] !== "function") Object.assign(options, args.shift());
    options._defaultAgent = globalAgent;
    return new ClientRequest(options, ...args);
  }
  return {
    request, Agent, globalAgent, Server,
    get(...args) {
      const made = request(...args);
      made.end();
      return made;
    },
    createServer: (options, listener) => createServer(Server, options, listener),
  };
});
