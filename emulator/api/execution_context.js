// ExecutionContext, the `ctx` of a Worker's handlers.
(function (host, use) {
  "use strict";
  const { illegalConstructor, badArgument, readOnly, define } = use("arguments");
  const token = {};

  class ExecutionContext {
    #context;
    constructor(key, context, props, exports) {
      if (key !== token) illegalConstructor();
      this.#context = context;
      readOnly(this, "props", props);
      if (exports !== undefined) readOnly(this, "exports", exports);
    }
    waitUntil(promise) {
      if (arguments.length < 1) badArgument("waitUntil", "ExecutionContext", 1, "Promise");
      host.waitUntil(this.#context, promise);
    }
    passThroughOnException() {
      host.passThrough(this.#context);
    }
  }
  const PublicExecutionContext = define(ExecutionContext, { illegal: true });

  return { ExecutionContext: PublicExecutionContext, makeContext: (context, props, exports) => new ExecutionContext(token, context, props, exports) };
});
