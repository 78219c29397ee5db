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
  const WorkerEntrypoint = base("WorkerEntrypoint", (ctx) => ctx instanceof ExecutionContext, "Object");
  const WorkflowEntrypoint = base("WorkflowEntrypoint", (ctx) => ctx instanceof ExecutionContext, "ExecutionContext");
  Object.defineProperty(DurableObject, "name", { value: "DurableObject", configurable: true });
  for (const Base of [DurableObject, WorkerEntrypoint, WorkflowEntrypoint]) Object.defineProperty(Base, "length", { value: 0, configurable: true });
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
  const env = follow(() => host.forced()?.env ?? host.env() ?? nothing);
  const exports = follow(() => host.forced()?.exports ?? host.exports() ?? nothing);

  // The replacement holds for what fn starts as well, across awaits.
  const within = (replacement, fn) => host.within({ ...host.forced(), ...replacement }, () => fn());
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
