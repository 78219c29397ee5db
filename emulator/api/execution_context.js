// ExecutionContext, the `ctx` of a Worker's handlers.
(function (host, use) {
  "use strict";
  const { illegalConstructor, badArgument, define } = use("arguments");
  const { makeTracing } = use("tracing");

  const token = {};

  class ExecutionContext {
    #context;
    constructor(key, context, props, exports) {
      if (key !== token) illegalConstructor();
      this.#context = context;
      this.tracing = makeTracing();
      // There is no Access and no cache locally.
      this.access = undefined;
      this.cache = undefined;
      this.props = props;
      if (exports !== undefined) this.exports = exports;
    }
    waitUntil(promise) {
      if (arguments.length < 1) badArgument("waitUntil", "ExecutionContext", 1, "Promise");
      host.waitUntil(this.#context, promise);
    }
    passThroughOnException() {
      host.passThrough(this.#context);
    }
    abort(reason) {
      host.abort(this.#context, reason !== undefined, reason);
    }
  }
  use("restore").addTo(ExecutionContext);
  if (host.isExperimental()) {
    ExecutionContext.prototype.mapVirtualHost = function mapVirtualHost(fetcher, port) {
      const isFetcher = typeof fetcher === "object" || typeof fetcher === "function";
      if (!isFetcher || fetcher === null || !isStub(fetcher)) badArgument("mapVirtualHost", "ExecutionContext", 1, "Fetcher");
      if (port === undefined) badArgument("mapVirtualHost", "ExecutionContext", 2, "unsigned short integer");
      const { mapVirtualHost, port: toPort } = use("sockets");
      return mapVirtualHost(fetcher, toPort(port));
    };
  }
  const isStub = (v) => use("fetcher").entryOf(v) !== undefined || use("durable_object_stub").isStub(v);
  const PublicExecutionContext = define(ExecutionContext, { illegal: true });

  return { ExecutionContext: PublicExecutionContext, makeContext: (context, props, exports) => new ExecutionContext(token, context, props, exports),
    // waitUntil keeps the running event alive.
    waitUntil: (promise) => host.waitUntil(undefined, promise) };
});
