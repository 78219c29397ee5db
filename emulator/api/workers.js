// The module cloudflare:workers.
(function (host, use) {
  "use strict";
  const { badArgument, readOnly } = use("arguments");

  const base = (name, isContext, expected) => {
    const Base = {
      [name]: class {
        constructor(ctx, env) {
          if (!isContext(ctx)) badArgument.construct(name, 1, expected);
          this.ctx = ctx;
          this.env = env;
        }
      },
    }[name];
    return Base;
  };

  const { DurableObjectState } = use("durable_object_state");
  const { ExecutionContext } = use("execution_context");
  const DurableObject = base("DurableObjectBase", (ctx) => ctx instanceof DurableObjectState, "DurableObjectState");
  const WorkerEntrypoint = base("WorkerEntrypoint", (ctx) => ctx instanceof ExecutionContext, "ExecutionContext");
  const WorkflowEntrypoint = base("WorkflowEntrypoint", (ctx) => ctx instanceof ExecutionContext, "ExecutionContext");
  Object.defineProperty(DurableObject, "name", { value: "DurableObject", configurable: true });
  class RpcTarget {}

  const { RpcPromise, RpcProperty, RpcStub } = use("rpc");

  // `env` here follows withEnv(); reads go to whichever is current.
  const follow = (current) =>
    new Proxy(
      {},
      {
        get: (_, key) => current()[key],
        has: (_, key) => key in current(),
        ownKeys: () => Reflect.ownKeys(current()),
        getOwnPropertyDescriptor(_, key) {
          const d = Object.getOwnPropertyDescriptor(current(), key);
          return d && { ...d, configurable: true };
        },
        set(_, key, value) {
          current()[key] = value;
          return true;
        },
      },
    );
  const nothing = {};
  let forced = {};
  const env = follow(() => forced.env ?? host.env() ?? nothing);
  const exports = follow(() => forced.exports ?? host.exports() ?? nothing);

  const within = (replacement, fn) => {
    const saved = forced;
    forced = { ...forced, ...replacement };
    try {
      return fn();
    } finally {
      forced = saved;
    }
  };
  const withEnv = (replacement, fn) => within({ env: replacement }, fn);
  const withExports = (replacement, fn) => within({ exports: replacement }, fn);
  const withEnvAndExports = (newEnv, newExports, fn) => within({ env: newEnv, exports: newExports }, fn);
  const waitUntil = (promise) => host.waitUntil(promise);

  return {
    DurableObject, WorkerEntrypoint, WorkflowEntrypoint, RpcTarget, RpcStub, RpcPromise, RpcProperty,
    ServiceStub: use("fetcher").Fetcher,
    env, exports, withEnv, withExports, withEnvAndExports, waitUntil,
  };
});
