// DO-RPC-27…29: stubs as parameters, local stubs.
import { RpcStub, RpcTarget } from "cloudflare:workers";
import { fresh, outcome, outcomes, sleep } from "../entry";
import { Counter, Instance, log } from "./server";

const Stub = RpcStub as any;

// DO-RPC-27
export const parameters = {
  async test(_: unknown, env: any) {
    const stub = fresh(env.SERVER);
    log.length = 0;
    const kept = await stub.keep((x: number) => x + 1);
    const use = await outcome(() => stub.useKept(4));
    const held = await stub.hold((x: number) => x + 1);
    const gone = await outcome(() => stub.useKept(4));
    const increments = await stub.increments(new Counter(1, "param"));
    await stub.text();
    return { kept, use, held, gone, increments, log: log.splice(0) };
  },
};

// DO-RPC-28
export const ownership = {
  async test(_: unknown, env: any) {
    const stub = fresh(env.SERVER);
    const counter = await stub.counter(10, "owned");
    const first = await stub.increments(counter);
    const second = await outcome(() => counter.increment());
    const local = new Stub(new Counter(1, "local"));
    const third = await outcome(() => stub.increments(local));
    const fourth = await outcome(() => local.increment());
    const other = await stub.counter(20, "other");
    const viaDup = await stub.increments(other.dup());
    const still = await outcome(() => other.increment());
    const twice = await outcome(() => stub.count(other, other));
    return { first, second, third, fourth, viaDup, still, twice: "resolves" in (twice as any) ? "ok" : twice };
  },
};
export const ownershipInObject = {
  async test(_: unknown, env: any) {
    const stub = fresh(env.SERVER);
    const counter = await stub.counter(10, "owned");
    const value = await outcome(() => stub.echo({ counter }).counter.increment());
    return { value, after: await outcome(() => counter.increment()) };
  },
};
export const returned = {
  async test(_: unknown, env: any) {
    const stub = fresh(env.SERVER);
    const counter = await stub.counter(10, "returned");
    const back = await outcome(async () => { const b = await stub.echo(counter); return [await b.increment(), await b.increment()]; });
    const fn = await outcome(async () => { const f = await stub.echo((x: number) => x * 5); return f(3); });
    return { back, fn };
  },
};

// DO-RPC-29
export const localStubs = {
  test: async () => {
    class Sub extends RpcTarget { hi() { return "hi"; } }
    const counter = new Stub(new Counter(3));
    const results = await outcomes({
      object: () => new Stub({ a: 1, f: () => 2 }).f(), objectValue: () => new Stub({ a: 1 }).a, fn: () => new Stub((x: number) => x + 1)(1), target: () => counter.increment(), getter: () => counter.value, instance: () => new Stub(new Instance()), date: () => new Stub(new Date()), array: () => new Stub([1]), map: () => new Stub(new Map()),
      primitive: () => new Stub(1), none: () => new Stub(), nul: () => new Stub(null), call: () => Stub({}), subclass: () => new Stub(new Sub()).hi(), nullProto: () => new Stub(Object.create(null)), ofStub: () => new Stub(counter).increment(), error: () => counter.fail(), missing: () => counter.nope(), own: () => counter.own,
      promise: () => new Stub(Promise.resolve(1)),
    });
    return { results, shape: [typeof counter, String(counter), counter instanceof Stub, counter.constructor === Stub, Stub.name, typeof counter.dup, Stub.length] };
  },
};
export const localArguments = { test: async () => { const o = { a: 1 }; const same = new Stub((x: any) => x === o); return [await same(o), await outcome(() => new Stub((x: any) => x)(new Instance()))]; } };

// DO-RPC-38
export const functionProperties = {
  async test(_: unknown, env: any) {
    const stub = fresh(env.SERVER);
    const fn = await stub.fn();
    return outcomes({ call: () => fn(2), prop: () => fn.prop, inner: () => fn.inner.v, length: () => fn.length, name: () => fn.name, nope: () => fn.nope, prototype: () => fn.prototype, apply: () => fn.apply(null, [2]) });
  },
};

// A callback runs in its own context while the callee waits.
export const callbacks = {
  async test(_: unknown, env: any) {
    const stub = fresh(env.SERVER);
    return outcomes({ run: () => stub.run((a: number, b: number) => a + b, 1, 2), async: () => stub.run(async () => { await sleep(1); return "slept"; }), throws: () => stub.run(() => { throw new RangeError("in callback"); }), reenter: () => stub.run(() => stub.text()), object: () => stub.run(() => ({ f: () => 3 })).f() });
  },
};

// DO-RPC-41
export const brokenStub = {
  async test(_: unknown, env: any) {
    const stub = fresh(env.SERVER);
    const counter = await stub.counter(1, "broken");
    const reset = await outcome(() => stub.reset());
    await sleep(10);
    return { reset, after: await outcome(() => counter.increment()), stub: await outcome(() => stub.text()), again: await outcome(() => env.SERVER.get(stub.id).text()) };
  },
};
