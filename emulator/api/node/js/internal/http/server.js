// node:internal/http/server: http.Server, whose requests cloudflare:node hands over.
(function (host, use) {
  "use strict";
  const { EventEmitter } = use("node:events");
  const { ERR_METHOD_NOT_IMPLEMENTED, make } = use("node:internal/errors");
  const { ERR_SERVER_ALREADY_LISTEN } = use("node:internal/net/errors");
  const { normalizeArgs } = use("node:internal/net/connect_arguments");
  const { getDefaultHighWaterMark } = use("node:internal/streams/state");
  const { symbols, uniqueHeaders } = use("node:internal/http/common");
  const { firstOf } = use("node:internal/http/known_headers");
  const { IncomingMessage, setBody, setSocket } = use("node:internal/http/incoming");
  const { servers } = use("node:internal/http/ports");
  const { storeHTTPOptions } = use("node:internal/http/server_options");
  const { ServerResponse, responseOf } = use("node:internal/http/server_response");
  const { missing } = use("node:internal/missing");
  const { validateFunction, validateNumber, validateObject, validatePort } = use("node:internal/validators");
  // Headers that cannot come twice: what fetch has joined is taken apart again.
  const single = new Set(("host content-type user-agent referer authorization proxy-authorization if-modified-since if-unmodified-since from " +
    "location max-forwards").split(" "));

  const InUse = make(Error, "EADDRINUSE", (port) => `bind EADDRINUSE 127.0.0.1:${port}`);
  const inUse = (port) => {
    const error = Object.defineProperty(new InUse(port), "name", { value: "Error", enumerable: true, configurable: true, writable: true });
    return Object.assign(error, { syscall: "bind", address: "127.0.0.1", port });
  };

  class Server extends EventEmitter {
    [symbols.incoming] = IncomingMessage;
    [symbols.response] = ServerResponse;
    [symbols.unique] = null;
    #port = null;
    httpAllowHalfOpen = false;
    timeout = 0;
    maxHeadersCount = null;
    maxRequestsPerSocket = 0;
    connectionsCheckingInterval = 30000;
    requestTimeout = 300000;
    headersTimeout = 60000;
    requireHostHeader = false;
    joinDuplicateHeaders = false;
    rejectNonStandardBodyWrites = false;
    keepAliveTimeout = 5000;
    keepAliveTimeoutBuffer = 1000;
    highWaterMark = getDefaultHighWaterMark();
    constructor(options, listener) {
      if (!use.flag("enable_nodejs_http_server_modules")) throw new ERR_METHOD_NOT_IMPLEMENTED("Server");
      super();
      if (options != null) storeHTTPOptions(this, options, IncomingMessage, ServerResponse);
      if (options?.highWaterMark !== undefined) {
        validateNumber(options.highWaterMark, "options.highWaterMark");
        if (options.highWaterMark > 0) this.highWaterMark = options.highWaterMark;
      }
      if (typeof options === "function") listener = options;
      else if (options != null) validateObject(options, "options");
      if (listener) this.on("request", listener);
      this[symbols.unique] = uniqueHeaders(options?.uniqueHeaders);
    }
    async #serve(request, env, ctx) {
      const incoming = this.#incomingOf(request, env, ctx);
      const response = new this[symbols.response](incoming, { highWaterMark: this.highWaterMark });
      try {
        this.emit("connection", this, incoming);
        this.emit("request", incoming, response);
        return await responseOf(response);
      } catch (error) {
        response.destroy(error);
        throw error;
      }
    }
    #incomingOf(request, env, ctx) {
      const incoming = new this[symbols.incoming]();
      setSocket(incoming, { headers: request.headers, localPort: this.#port });
      const { pathname, search } = new URL(request.url);
      incoming.url = pathname + search;
      const headers = [...request.headers].flatMap(([name, value]) => [name, single.has(name) ? firstOf(value) : value]);
      incoming._addHeaderLines(headers, headers.length);
      incoming.method = request.method;
      setBody(incoming, request.body);
      incoming.cloudflare = { env, ctx };
      if ("cf" in request) incoming.cloudflare.cf = request.cf;
      return incoming;
    }
    listen(...args) {
      const [options, callback] = normalizeArgs(args);
      const hasPort = typeof options.port === "number" || typeof options.port === "string";
      const port = hasPort ? validatePort(options.port, "options.port") : 0;
      if (this.#port != null) throw new ERR_SERVER_ALREADY_LISTEN();
      if (servers.has(port)) throw inUse(port);
      if (callback !== null) this.once("listening", callback);
      this.#port = port || this.#freePort();
      servers.set(this.#port, { fetch: (...event) => this.#serve(...event) });
      queueMicrotask(() => this.emit("listening"));
      return this;
    }
    #freePort() {
      for (let port = 49152; port < 65536; port++) if (!servers.has(port)) return port;
      throw new Error("Failed to find a suitable port after 10 attempts");
    }
    close(callback) {
      this.closeIdleConnections();
      if (this.#port != null) servers.delete(this.#port);
      this.#port = null;
      if (typeof callback === "function") this.once("close", callback);
      queueMicrotask(() => this.emit("close"));
      return this;
    }
    closeAllConnections() {}
    closeIdleConnections() {}
    setTimeout(milliseconds, callback) {
      if (typeof milliseconds === "function") callback = milliseconds;
      else if (typeof milliseconds === "number") this.timeout = milliseconds;
      if (typeof callback === "function") this.once("timeout", callback);
      return this;
    }
    getConnections(callback) {
      if (!callback) return this;
      validateFunction(callback, "callback");
      queueMicrotask(() => callback(null, 0));
      return this;
    }
    ref() {
      return this;
    }
    unref() {
      return this;
    }
    get listening() {
      return this.#port != null;
    }
    address() {
      return this.#port == null ? null : { port: this.#port, family: "IPv4", address: "127.0.0.1" };
    }
    get maxConnections() {
      return Infinity;
    }
    get connections() {
      return 0;
    }
    [Symbol.asyncDispose]() {
      return new Promise((resolve) => this.close(resolve));
    }
  }
  class SecureServer extends Server {}
  for (const name of ["addContext", "getTicketKeys", "setSecureContext", "setTicketKeys"]) {
    Object.defineProperty(SecureServer.prototype, name, { value: missing(name), writable: true, configurable: true });
  }
  Object.defineProperty(SecureServer, "name", { value: "Server" });
  return {
    Server, SecureServer,
    createServer(Class, options, listener) {
      if (!use.flag("enable_nodejs_http_server_modules")) throw new ERR_METHOD_NOT_IMPLEMENTED("createServer");
      return new Class(options, listener);
    },
    storeHTTPOptions(options) {
      storeHTTPOptions(this, options, IncomingMessage, ServerResponse);
    },
    httpServerPreClose: (server) => server.closeIdleConnections(),
    _connectionListener: missing("_connectionListener"),
    setupConnectionsTracking: missing("setupConnectionsTracking"),
  };
});
