// DO-RPC-22…25: promises, pipelining, disposal.
import { RpcPromise, RpcStub } from "cloudflare:workers";
import { fresh, outcome, outcomes } from "../entry";
import { Counter, log } from "./server";

// DO-RPC-22
export const promiseShape = {
  async test(_: unknown, env: any) {
    const promise = fresh(env.SERVER).echo({ a: 1 });
    const shape = [promise instanceof Promise, promise instanceof (RpcPromise as any), promise.constructor?.name, typeof promise, String(Object.prototype.toString.call(promise)), typeof promise.then, typeof promise.catch, typeof promise.finally, typeof promise[Symbol.dispose], typeof promise.anything];
    const first = await promise;
    const second = await promise;
    return { shape, first, same: first === second, then: await promise.then((v: any) => v.a), caught: await fresh(env.SERVER).throws("x").catch((e: any) => e.message), finally: await promise.finally(() => 9) };
  },
};

export const propertyShape = {
  async test(_: unknown, env: any) {
    const property = fresh(env.SERVER).getter;
    return [typeof property, String(Object.prototype.toString.call(property)), await property.then((v: any) => v + "!"), await property, await fresh(env.SERVER).thrower.catch((e: any) => e.message), await property.finally(() => 1)];
  },
};

// DO-RPC-23
export const pipelining = {
  test: (_: unknown, env: any) => {
    const stub = fresh(env.SERVER);
    return outcomes({
      name: () => stub.thing().name, method: () => stub.thing().method(5), deep: () => stub.thing().nested.deep.fn(1), counter: () => stub.thing().counter.increment(), counterValue: () => stub.thing().counter.value, self: () => stub.counter(3).self().self().increment(),
      element: () => stub.thing().list[1], length: () => stub.thing().list.length, push: () => stub.thing().list.push(4), fnProp: () => stub.fn().prop, fnCall: () => stub.fn()(4), fnInner: () => stub.fn().inner.v,
      text: () => stub.text().length, textCall: () => stub.text().slice(1), undefined: () => stub.nothing().x, undefinedCall: () => stub.nothing().x(), nul: () => stub.nul().x, nulCall: () => stub.nul().x(), map: () => stub.thing().map.get("k"), date: () => stub.thing().date.getTime(),
      missing: () => stub.thing().nope, missingCall: () => stub.thing().nope(), missingDeep: () => stub.thing().nope.deep, notFunction: () => stub.thing().name(), viaNull: () => stub.thing().nothing.x, own: () => stub.counter().own, arrow: () => stub.counter().arrow(), failed: () => stub.throws("bad").x, failedCall: () => stub.throws("bad").x(), targetThrows: () => stub.counter().fail(),
      instance: () => stub.instance().field, getterFn: () => stub.object.fn(5), dispose: () => stub.counter()[Symbol.dispose](), proto: () => stub.thing().hasOwnProperty("name"), toString: () => stub.counter().toString(),
    });
  },
};
export const promiseAsArgument = { test: (_: unknown, env: any) => { const stub = fresh(env.SERVER); return outcomes({ promise: () => stub.echo(stub.text()), property: () => stub.echo(stub.getter), inside: () => stub.echo({ p: stub.text() }), plain: () => stub.echo(Promise.resolve(1)) }); } };

const path = (o: any, n: number) => { for (let i = 0; i < n; i++) o = o.x; return o; };
export const pathDepth = { test: (_: unknown, env: any) => outcomes({ ok: () => path(fresh(env.SERVER), 64), over: () => path(fresh(env.SERVER), 65), overCall: () => path(fresh(env.SERVER), 65)(), promise: () => path(fresh(env.SERVER).text(), 70) }) };

// DO-RPC-24
export const disposal = {
  async test(_: unknown, env: any) {
    const stub = fresh(env.SERVER);
    const counter = await stub.counter();
    const dup = counter.dup();
    const before = [typeof counter, typeof counter.dup, typeof counter[Symbol.dispose], String(counter), counter.constructor?.name, counter instanceof (RpcStub as any), counter.then];
    counter[Symbol.dispose]();
    counter[Symbol.dispose]();
    const promise = stub.text();
    promise[Symbol.dispose]();
    const settled = stub.thing();
    const thing = await settled;
    settled[Symbol.dispose]();
    return {
      before, used: await outcome(() => counter.increment()), property: await outcome(() => counter.value), alive: await dup.increment(), promise: await outcome(() => promise), pipelined: await outcome(() => promise.x),
      settled: await outcome(() => thing.counter.increment()), passed: await outcome(() => stub.increments(counter)), objectDispose: typeof stub[Symbol.dispose],
    };
  },
};

// DO-RPC-25
export const disposableResults = {
  async test(_: unknown, env: any) {
    const stub = fresh(env.SERVER);
    log.length = 0;
    const kinds: Record<string, unknown> = {};
    for (const [name, value] of Object.entries({ object: {}, array: [], map: new Map(), date: new Date(0), bytes: new Uint8Array(1), error: new Error("e"), text: "t", number: 1, nothing: null })) {
      const got: any = await stub.echo(value);
      kinds[name] = [typeof got?.[Symbol.dispose], got !== null && typeof got === "object" && Object.getOwnPropertyDescriptor(got, Symbol.dispose)?.enumerable];
    }
    const two = await stub.two();
    two[Symbol.dispose]();
    const after = await outcome(() => two.a.increment());
    await stub.text();
    return { kinds, after, log: log.splice(0).sort() };
  },
};

// DO-RPC-26
export const targetDisposer = {
  async test(_: unknown, env: any) {
    const stub = fresh(env.SERVER);
    log.length = 0;
    const counter = await stub.counter(1, "x");
    const dup = counter.dup();
    counter[Symbol.dispose]();
    await stub.text();
    const one = [...log];
    dup[Symbol.dispose]();
    dup[Symbol.dispose]();
    await stub.text();
    await stub.text();
    const local = new (RpcStub as any)(new Counter(1, "local"));
    local[Symbol.dispose]();
    await stub.text();
    return { one, all: log.splice(0) };
  },
};
