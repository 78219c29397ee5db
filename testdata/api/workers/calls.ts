// RPC through service bindings.
import { RpcTarget } from "cloudflare:workers";
import { describe, outcome, outcomes, sleep } from "../entry";

class Mine extends RpcTarget {
  seen: unknown[] = [];
  twice(n: number) { return n * 2; }
  note(v: unknown) { this.seen.push(v); return this.seen.length; }
}

// DO-RPC-45
export const methods = {
  test: (_: unknown, env: any) => outcomes({
    hello: () => env.OTHER.hello("you"), props: () => env.OTHER.props(), named: () => env.NAMED.props(), env: () => env.OTHER.env_(), missing: () => env.OTHER.nope(), own: () => env.OTHER.instance, instances: async () => (await env.OTHER.instances()) !== (await env.OTHER.instances()), self: () => env.SELF.square(4), back: () => env.OTHER.back(5), symbol: () => env.OTHER.symbol(), circular: () => env.OTHER.circular(), type: () => [typeof env.OTHER, Object.prototype.toString.call(env.OTHER)],
  }),
};
// DO-RPC-46
export const plain = {
  test: (_: unknown, env: any) => outcomes({ one: () => env.PLAIN.one("a"), oneTwo: () => env.PLAIN.one("a", "b"), two: () => env.PLAIN.two(1), none: () => env.PLAIN.none(1), missing: () => env.PLAIN.nope(1) }),
};
// DO-LIFE-60: exceptions keep class and properties.
export const errors = {
  test: (_: unknown, env: any) => outcomes({ plain: () => env.OTHER.throws("plain"), type: () => env.OTHER.throws("type"), own: () => env.OTHER.throws("own"), text: () => env.OTHER.throws("text"), callback: () => env.OTHER.call(() => { throw new SyntaxError("mine"); }), target: async () => (await env.OTHER.target("t")).throws() }),
};
export const functions = {
  test: (_: unknown, env: any) => outcomes({
    callback: () => env.OTHER.call((a: number, b: number) => [a, b, "called"], 1, 2), returned: async () => { using f = await env.OTHER.fn(); return f(1); }, pipelined: () => env.OTHER.fn()(2), kept: async () => { using held = await env.OTHER.kept((n: number) => n * 3); return [await held.go(2), await held.go(3)]; },
    target: async () => { using t = await env.OTHER.target("x"); return [await t.twice(4), await t.next(), await t.next(), await t.name, await t.nested().name]; }, chain: () => env.OTHER.target("y").nested().nested().name, mine: async () => { const m = new Mine(); const r = await env.OTHER.call((env.OTHER as any).call ? async (n: number) => m.twice(n) : null, 4); return r; },
  }),
};
export const disposal = {
  async test(_: unknown, env: any) {
    await env.OTHER.disposed();
    const t = await env.OTHER.target("one");
    t[Symbol.dispose]();
    const both = await env.OTHER.targets();
    both[Symbol.dispose]();
    await sleep(20);
    return [(await env.OTHER.disposed()).slice(-2), await outcome(() => t.twice(2))];
  },
};
// A stub made in one Worker goes through a second to a third.
export const threeWorkers = {
  test: (_: unknown, env: any) => outcomes({
    theirs: () => env.OTHER.third("t"), passed: async () => { using t = await env.OTHER.target("p"); return env.PLAIN.use(t); }, mine: () => env.PLAIN.use(new Mine()), service: () => env.OTHER.useService(env.SELF), given: async () => { const plain = await env.OTHER.plain(); return [await plain.one(1), (await (await plain.fetch("http://x/g")).json() as any).who]; },
    object: async () => { const stub = await env.OTHER.counter(); return [await stub.increment(2), await stub.increment(3), typeof stub.id, stub.name ?? null]; },
  }),
};
export const streams = {
  test: (_: unknown, env: any) => outcomes({
    got: async () => new Response(await env.OTHER.stream()).text(), sent: () => env.OTHER.read(new Response("sent").body), writable: async () => { const { readable, writable } = new TransformStream(); const text = new Response(readable).text(); await env.OTHER.write(writable); return text; },
    response: async () => { const r = await env.OTHER.response(); return [r.status, r.headers.get("a"), await r.text()]; }, request: async () => { const r = await env.OTHER.request(); return [r.method, r.url, await r.text()]; }, fetched: () => env.OTHER.fetched(new Request("http://m/", { method: "POST", body: "b" })),
  }),
};
export const order = {
  async test(_: unknown, env: any) {
    using t = await env.OTHER.target("order");
    return Promise.all([t.next(), t.next(), t.next(), t.next()]);
  },
};
export const parallel = {
  async test(_: unknown, env: any) {
    const all = await Promise.all(Array.from({ length: 50 }, (_, n) => env.OTHER.hello(n)));
    return describe([all.length, all[49]]);
  },
};
