// The module cloudflare:workers.
(function (host, use) {
  "use strict";
  const { badArgument, readOnly } = use("arguments");
  const { failNoNew } = use("webidl");

  const isObject = (v) => (typeof v === "object" && v !== null) || typeof v === "function";
  const base = (name, isContext, expected) => {
    const Base = {
      [name]: class {
        constructor(ctx, env) {
          if (!isContext(ctx)) badArgument.construct(name, 1, expected);
          if (!isObject(env)) badArgument.construct(name, 2, "Object");
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
  const WorkerEntrypoint = base("WorkerEntrypoint", isObject, "Object");
  const WorkflowEntrypoint = base("WorkflowEntrypoint", (ctx) => ctx instanceof ExecutionContext, "ExecutionContext");
  Object.defineProperty(DurableObject, "name", { value: "DurableObject", configurable: true });
  for (const Base of [DurableObject, WorkerEntrypoint, WorkflowEntrypoint]) Object.defineProperty(Base, "length", { value: 0, configurable: true });
  function RpcTarget() {
    if (new.target === undefined) failNoNew("JsRpcTarget");
  }
  Object.defineProperty(RpcTarget, "prototype", { writable: false });

  const { RpcPromise, RpcProperty, RpcStub } = use("rpc");

  // `env` and `exports` here follow withEnv() and its like; reads go to whichever is current.
  const reading = (current) => ({
    get: (_, key) => current()[key],
    has: (_, key) => key in current(),
    ownKeys: () => Reflect.ownKeys(current()),
    getOwnPropertyDescriptor(_, key) {
      const d = Object.getOwnPropertyDescriptor(current(), key);
      return d && { ...d, configurable: true };
    },
  });
  const nothing = Object.freeze(Object.create(null));
  const follow = (name, base) => () => {
    const forced = host.forced();
    if (forced !== undefined && name in forced) {
      const replacement = forced[name];
      if (isObject(replacement)) return replacement;
      if (host.nullable() && (replacement === null || replacement === undefined)) return nothing;
    }
    return (host.importable() ? base() : undefined) ?? nothing;
  };
  const currentEnv = follow("env", host.env);
  const env = new Proxy({}, {
    ...reading(currentEnv),
    set: (_, key, value) => Reflect.set(currentEnv(), key, value),
    deleteProperty: (_, key) => Reflect.deleteProperty(currentEnv(), key),
    defineProperty: (_, key, descriptor) => Reflect.defineProperty(currentEnv(), key, descriptor),
  });
  const exports = new Proxy({}, reading(follow("exports", host.exports)));
  // There is no cache that a Worker could purge, as there is none locally on the real runtime.
  const cache = new Proxy({}, reading(() => nothing));

  // The replacement holds for what fn starts as well, across awaits.
  const within = (replacement, fn) => host.within({ ...host.forced(), ...replacement }, () => fn());
  const withEnv = (replacement, fn) => within({ env: replacement }, fn);
  const withExports = (replacement, fn) => within({ exports: replacement }, fn);
  const withEnvAndExports = (newEnv, newExports, fn) => within({ env: newEnv, exports: newExports }, fn);
  const abortIsolate = (reason) => host.abortIsolate(reason === undefined ? "" : `${reason}`);
  const waitUntil = (promise) => host.waitUntil(promise);

  return {
    DurableObject, WorkerEntrypoint, WorkflowEntrypoint, RpcTarget, RpcStub, RpcPromise, RpcProperty,
    ServiceStub: use("fetcher").Fetcher,
    restore: use("restore").restore,
    env, exports, withEnv, withExports, withEnvAndExports, waitUntil, cache, abortIsolate,
    tracing: use("tracing").makeTracing(),
  };
});
