// DO-RPC-1, 2, 50…52: env, ctx and ctx.exports.
import * as workers from "cloudflare:workers";
import { Case, describe, fresh, inside, object, outcome, outcomes, sleep } from "../entry";

// DO-RPC-1
export const moduleExports: Case = { test: () => Object.keys(workers).sort().map((n) => [n, typeof (workers as any)[n]]) };

export const environment: Case = {
  test: (_, env) => ({ keys: Object.keys(env).sort(), values: describe([env.TEXT, env.NUMBER, env.OBJECT, env.EMPTY]), tag: Object.prototype.toString.call(env), types: [typeof env.SUBJECT, env.NOTHING === undefined] }),
};

// DO-RPC-2: withEnv.
export const withEnv: Case = {
  async test(_, env) {
    const { withEnv } = workers as any;
    const read = () => (workers as any).env.TEXT;
    return [
      read(), withEnv({ TEXT: "replaced" }, read), read(),
      await withEnv({ TEXT: "async" }, async () => { const before = read(); await sleep(1); return [before, read()]; }),
      await outcome(() => withEnv({ TEXT: "thrown" }, () => { throw new Error("x"); })), read(),
    ];
  },
};

// DO-RPC-52
export const executionContext: Case = {
  test: (_, env, ctx) => ({
    names: Object.getOwnPropertyNames(Object.getPrototypeOf(ctx)).sort(), own: Object.keys(ctx).sort(), tag: Object.prototype.toString.call(ctx), name: ctx.constructor.name, props: ctx.props,
  }),
};

// DO-RPC-52, DO-LIFE-45
export const executionContextMethods: Case = {
  test: (_, env, ctx) => outcomes({
    waitUntil: () => ctx.waitUntil(Promise.resolve()), number: () => ctx.waitUntil(5), nothing: () => ctx.waitUntil(), passThrough: () => ctx.passThroughOnException(),
    rejected: () => ctx.waitUntil(Promise.reject(new Error("only logged"))), imported: () => (workers as any).waitUntil(Promise.resolve()),
  }),
};

// DO-RPC-50, 51
export const contextExports: Case = {
  async test(_, env, ctx) {
    const { exports } = ctx;
    if (!exports) return "none";
    return {
      names: Object.keys(exports).filter((n) => !n.startsWith("__")).sort(),
      kinds: ["default", "Named", "Subject", "Unbound", "Nothing"].map((n) => [n, exports[n] === undefined]),
      sameIds: String(exports.Subject.idFromName("x")) === String(env.SUBJECT.idFromName("x")),
      unbound: await inside(exports.Unbound.getByName("u"), (self) => self.constructor.name),
      entrypoint: await outcome(() => exports.Named.greet("you")),
      props: await outcome(() => exports.Named({ props: { a: 1 } }).props()),
      noProps: await outcome(() => exports.Named.props()),
      inObject: await inside(fresh(env.SUBJECT), ({ ctx }) => [Object.keys(ctx.exports).includes("Named"), typeof ctx.exports.Subject.idFromName]),
    };
  },
};

// Which of the runtime's classes are global.
export const globals: Case = {
  test: () => ["DurableObjectId", "DurableObjectNamespace", "DurableObjectStub", "DurableObject", "DurableObjectState", "DurableObjectStorage", "SqlStorage", "WebSocketPair", "WebSocket", "WebSocketRequestResponsePair",
    "Fetcher", "ExecutionContext", "KvNamespace", "KVNamespace", "RpcStub", "RpcTarget", "ServiceWorkerGlobalScope", "WorkerGlobalScope", "ScheduledController", "navigator", "self", "addEventListener"]
    .map((n) => [n, typeof (globalThis as any)[n]]),
};

export const inDurableObject = object((self) => [Object.keys(self.env).sort(), self.env.TEXT, self.env === (workers as any).env]);
