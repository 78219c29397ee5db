// node:internal/http/ports: the servers that listen, by port, and cloudflare:node, which hands them requests.
(function () {
  "use strict";
  const servers = new Map();
  const checked = (port) => {
    if (!Number.isFinite(port) || port < 0 || port > 65535) throw new Error("Failed to determine port for server");
    return port;
  };
  async function handleAsNodeRequest(target, request, env, ctx) {
    const port = checked(typeof target === "number" ? target : target?.port);
    const server = servers.get(port);
    if (server) return await server.fetch(request, env, ctx);
    const error = new Error(`Http server with port ${port} not found. This is likely a bug with your code. ` +
      `You should check if server.listen() was called with the same port (${port})`);
    error.code = "ERR_INVALID_ARG_VALUE";
    throw error;
  }
  const portOf = (target) => {
    if (typeof target === "number") return target;
    if (target == null) throw new Error("Server descriptor cannot be null or undefined");
    if (target.port != null || typeof target.listen !== "function") return target.port;
    if (typeof target.address()?.port !== "number") target.listen();
    return target.address()?.port;
  };
  function httpServerHandler(target) {
    const port = checked(portOf(target));
    return {
      async fetch(request, env, ctx) {
        return await handleAsNodeRequest({ port }, request, env, ctx);
      },
    };
  }
  return { servers, handleAsNodeRequest, httpServerHandler };
});
