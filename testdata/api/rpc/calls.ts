// DO-RPC-1…19: what can be called.
import * as workers from "cloudflare:workers";
import { describe, fresh, outcome, outcomes } from "../entry";
import { log } from "./server";

const unfinished = ["abortIsolate", "cache", "restore", "tracing"];

// DO-RPC-1
export const moduleExports = { test: () => Object.keys(workers).filter((k) => !unfinished.includes(k)).sort().map((k) => [k, typeof (workers as any)[k]]) };
export const unfinishedExports = { test: () => unfinished.map((k) => [k, typeof (workers as any)[k]]) };

// DO-RPC-3
export const baseClasses = {
  test: () => outcomes({
    durable: () => new (workers.DurableObject as any)(), entry: () => new (workers.WorkerEntrypoint as any)(), workflow: () => new (workers.WorkflowEntrypoint as any)(), target: () => Object.keys(new (workers.RpcTarget as any)()),
    names: () => [workers.DurableObject.name, workers.WorkerEntrypoint.name, workers.WorkflowEntrypoint.name, workers.RpcTarget.name, (workers as any).RpcStub.name, (workers as any).RpcPromise.name],
    promise: () => new (workers as any).RpcPromise(), property: () => new (workers as any).RpcProperty(), service: () => new (workers as any).ServiceStub(), length: () => [workers.DurableObject.length, workers.RpcTarget.length],
  }),
};

const names = (list: string[]) => ({
  async test(_: unknown, env: any) {
    const stub = fresh(env.SERVER);
    const all: Record<string, unknown> = {};
    for (const name of list) all[name] = await outcome(() => stub[name]());
    return all;
  },
});

// DO-RPC-10, DO-RPC-14
export const callable = names(["inherited", "overridden", "self", "_under", "$dollar", "a b", "", "get", "put", "delete", "queue", "scheduled", "test", "tail", "toJSON", "apply", "call", "bind", "length", "catch", "finally"]);
// DO-TRAP-15, DO-RPC-11
export const notCallable = names(["own", "arrow", "fixed", "hidden", "#hidden", "ctx", "env", "nope", "toLocaleString", "prototype", "kept", "writable", "isPrototypeOf", "Symbol.iterator"]);
// DO-RPC-13
export const reserved = names(["alarm", "webSocketMessage", "webSocketClose", "webSocketError", "dup", "webSocketOpen", "onRpcBroken"]);
export const local = {
  async test(_: unknown, env: any) {
    const stub = fresh(env.SERVER);
    const all: Record<string, unknown> = {};
    for (const name of ["fetch", "connect", "constructor", "toString", "valueOf", "hasOwnProperty", "isPrototypeOf", "id", "name", "then"]) all[name] = [typeof stub[name], name in stub];
    return { ...all, other: typeof stub.anything, has: "anything" in stub, symbol: typeof stub[Symbol.iterator], dispose: typeof stub[Symbol.dispose], keys: Object.keys(stub), tag: String(stub), calls: await outcomes({ valueOf: () => stub.valueOf() === stub, text: () => stub.toString() }) };
  },
};

// DO-RPC-12
export const noBaseClass = { test: (_: unknown, env: any) => outcomes({ method: () => fresh(env.PLAIN).method(), property: async () => await fresh(env.PLAIN).field, async fetch() { return (await fresh(env.PLAIN).fetch("http://x/")).text(); } }) };

// DO-RPC-15
export const thenless = { test: async (_: unknown, env: any) => { const stub = fresh(env.SERVER); return [stub.then, (await stub) === stub, JSON.stringify(await outcome(() => stub.text))]; } };

// DO-RPC-16
export const properties = {
  test: (_: unknown, env: any) => {
    const stub = fresh(env.SERVER);
    return outcomes({
      getter: () => stub.getter, getterCall: () => stub.getter(), object: () => stub.object.a, deep: () => stub.object.a.b, missing: () => stub.object.nope, missingDeep: () => stub.object.nope.x, objectFn: () => stub.object.fn(4), callable: () => stub.callable(4), thrower: () => stub.thrower,
      promised: () => stub.promised, own: () => stub.own, none: () => stub.nope, throwerCall: () => stub.thrower(), setter: () => stub.writable,
      async method() { const f = await stub.echo; const value = await f(7); f[Symbol.dispose](); return [typeof f, value]; },
      async whole() { const o = await stub.object; return [Object.keys(o), typeof o.fn, await o.fn(3), typeof o[Symbol.dispose], Object.getOwnPropertySymbols(o).length]; },
    });
  },
};

// DO-RPC-17
export const tornOff = {
  test: (_: unknown, env: any) => {
    const stub = fresh(env.SERVER);
    const { echo } = stub;
    return outcomes({ call: () => echo(1), self: () => (0, stub.self)(), bound: () => stub.echo.bind(null), callPath: () => stub.echo.call(null, 1), applyPath: () => stub.echo.apply(null, [1]), construct: () => new stub.echo(1), type: () => [typeof stub.echo, typeof stub.echo.x, String(Object.prototype.toString.call(stub.echo))] });
  },
};
export const sentAtOnce = {
  async test(_: unknown, env: any) {
    const stub = fresh(env.SERVER);
    log.length = 0;
    void stub.run(() => void log.push("first"));
    const second = stub.run(() => void log.push("second"));
    log.push("sent");
    await second;
    return log.splice(0);
  },
};

// DO-RPC-18, DO-RPC-19
export const argumentCounts = {
  test: (_: unknown, env: any) => {
    const stub = fresh(env.SERVER);
    return outcomes({ none: () => stub.count(), one: () => stub.count(undefined), trailing: () => stub.count(1, undefined, undefined), many: () => stub.count(...Array(50).keys()), nothing: () => stub.nothing(), nul: () => stub.nul(), later: () => stub.later(4), holes: () => stub.count([1, , 3]) });
  },
};
