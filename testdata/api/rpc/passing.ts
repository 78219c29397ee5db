// DO-RPC-32…37: what can be passed.
import { RpcTarget } from "cloudflare:workers";
import { fresh, outcome, outcomes, sleep } from "../entry";
import { Instance } from "./server";

const trips = (values: () => Record<string, unknown>) => ({
  async test(_: unknown, env: any) {
    const stub = fresh(env.SERVER);
    const all: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(values())) all[name] = { there: await outcome(() => stub.describe(value)), back: await outcome(() => stub.echo(value)) };
    return all;
  },
});

// DO-RPC-32
export const byValue = trips(() => ({
  undefined, null: null, nan: NaN, minusZero: -0, big: 2n ** 70n, text: "a\uD800", date: new Date(5), regexp: /a/gi, map: new Map([[1, { a: 1 }]]), set: new Set([1]), bytes: new Uint8Array([1, 2]), view: new DataView(new ArrayBuffer(2)), sparse: [1, , 3], nested: { a: [{ b: undefined }] },
  boxed: new Number(5), error: Object.assign(new TypeError("bad"), { extra: 1 }), cause: new Error("outer", { cause: new RangeError("inner") }), aggregate: new AggregateError([new Error("one")], "many"), dom: new DOMException("dom", "AbortError"),
}));
export const references = { async test(_: unknown, env: any) { const shared = { n: 1 }; const cycle: any = { a: shared, b: shared }; cycle.self = cycle; const got = await fresh(env.SERVER).echo(cycle); return [got.a === got.b, got.self === got]; } };

const headersOf = (h: Headers) => [...h];
export const messages = {
  test: (_: unknown, env: any) => {
    const stub = fresh(env.SERVER);
    return outcomes({
      headers: async () => { const h = await stub.echo(new Headers([["a", "b"], ["set-cookie", "x"], ["set-cookie", "y"]])); return [h.constructor.name, headersOf(h), h.getSetCookie()]; },
      request: async () => { const r = await stub.echo(new Request("http://x/p?q", { method: "PUT", headers: { "X-A": "1" }, redirect: "manual" })); return [r.constructor.name, r.method, r.url, headersOf(r.headers), r.body, r.redirect]; },
      requestBody: () => stub.body(new Request("http://x/", { method: "POST", body: "the body" })),
      requestBack: async () => { const r = await stub.echo(new Request("http://x/", { method: "POST", body: "the body" })); return [r.method, await r.text(), headersOf(r.headers)]; },
      response: async () => { const r = await stub.response("made"); return [r.constructor.name, r.status, await r.text(), headersOf(r.headers), r.ok, r.bodyUsed]; },
      responseBody: () => stub.body(new Response("there", { headers: { a: "b" } })), responseNull: async () => { const r = await stub.echo(new Response(null, { status: 204, statusText: "None" })); return [r.status, r.statusText, r.body]; },
      responseJson: async () => (await stub.echo(Response.json({ a: 1 }))).json(), used: async () => { const r = new Response("x"); await r.text(); return stub.echo(r); },
      blob: async () => { const b = await stub.echo(new Blob(["hello"], { type: "text/plain" })); return [b.constructor.name, b.size, b.type, await b.text()]; },
      inside: async () => { const o = await stub.echo({ list: [new Headers({ a: "b" }), new Blob(["z"])] }); return [headersOf(o.list[0]), await o.list[1].text()]; },
    });
  },
};

export const streams = {
  test: (_: unknown, env: any) => {
    const stub = fresh(env.SERVER);
    const text = (s: any) => new Response(s).text();
    return outcomes({
      back: async () => text(await stub.stream(["a", "b", "c"])), there: () => stub.readAll(new Response("streamed").body), made: () => stub.readAll(new ReadableStream({ start(c) { c.enqueue(new TextEncoder().encode("made")); c.close(); } })),
      type: async () => { const s = await stub.stream(["x"]); const r = s.getReader(); const first = await r.read(); const second = await r.read(); return [s.constructor.name, first.value.constructor.name, [...first.value], first.done, second.done]; },
      pipe: async () => { const { readable, writable } = new TransformStream(); const [said, got] = await Promise.all([stub.write(writable, "one ", "two"), text(readable)]); return [said, got]; },
      transform: async () => text((await stub.stream(["up"])).pipeThrough(new TransformStream({ transform(chunk, c) { c.enqueue(new TextEncoder().encode(new TextDecoder().decode(chunk).toUpperCase())); } }))),
      locked: () => { const s = new Response("x").body!; s.getReader(); return stub.readAll(s); }, moved: async () => { const s = new Response("x").body!; await stub.readAll(s); return s.locked; },
      failing: async () => stub.readAll(new ReadableStream({ pull(c) { c.error(new RangeError("source failed")); } })),
      large: async () => (await text(await stub.stream(Array(64).fill("x".repeat(16384))))).length,
      late: async () => { let c: any; const s = new ReadableStream({ start(controller) { c = controller; } }); const read = stub.readAll(s); await sleep(5); c.enqueue(new TextEncoder().encode("late")); c.close(); return read; },
    });
  },
};

export const stringChunks = { test: (_: unknown, env: any) => outcome(() => fresh(env.SERVER).readAll(new ReadableStream({ start(c) { c.enqueue("text"); c.close(); } }))) };

// DO-RPC-33
export const byReference = {
  test: (_: unknown, env: any, ctx: any) => {
    const stub = fresh(env.SERVER);
    class Target extends RpcTarget { hi() { return "hi"; } }
    return outcomes({
      fn: async () => { const f = await stub.echo((x: number) => x + 1); return [typeof f, await f(1)]; }, cls: async () => typeof (await stub.echo(class {})), target: async () => { const t = await stub.echo(new Target()); return [typeof t, String(t), await t.hi()]; },
      object: () => stub.who(fresh(env.SERVER)), objectBack: async () => { const o = await stub.echo(fresh(env.SERVER)); return [o.constructor.name, String(o), await o.text(), await (await o.fetch("http://x/")).text()]; }, entry: () => stub.who(ctx.exports.Entry), entryBack: async () => (await stub.echo(ctx.exports.Entry)).hello("x"),
      inside: async () => { const o = await stub.echo({ f: [(x: number) => x * 2] }); return o.f[0](4); },
    });
  },
};

// DO-TRAP-14, DO-RPC-34, DO-RPC-37
export const refused = {
  async test(_: unknown, env: any, ctx: any) {
    const stub = fresh(env.SERVER);
    const values: Record<string, unknown> = {
      instance: new Instance(), nullProto: Object.create(null), namespace: env.SERVER, id: stub.id, env, ctx, url: new URL("http://x/"), params: new URLSearchParams("a=b"), form: new FormData(), socket: new WebSocketPair()[0], pair: new WebSocketPair(), symbol: Symbol("s"), weakMap: new WeakMap(), promise: { p: Promise.resolve(1) }, generator: (function* () {})(),
      abort: AbortSignal.abort(), controller: new AbortController(), event: new Event("x"), decoder: new TextDecoder(), file: new File([], "f"), custom: new (class Custom extends Error {})("custom"), array: new (class Many extends Array {})(), map: new (class M extends Map {})(), global: globalThis, math: Math, loopback: ctx.exports.Entry,
      error: Object.assign(new Error("e"), { fn() {} }), getter: { get x() { throw new RangeError("getter"); } }, crypto: crypto.subtle,
    };
    const all: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(values)) {
      const got: any = await outcome(() => stub.count(value));
      all[name] = "resolves" in got ? "ok" : got;
    }
    return all;
  },
};

// DO-RPC-35
export const refusedResult = {
  async test(_: unknown, env: any) {
    let ran = false;
    const got = await outcome(() => fresh(env.SERVER).withInstance(() => { ran = true; }));
    return { got, ran, symbol: await outcome(() => fresh(env.SERVER).run(() => Symbol("x"))), instance: await outcome(() => fresh(env.SERVER).instance()) };
  },
};

// DO-RPC-36
export const sizes = {
  slow: true,
  async test(_: unknown, env: any) {
    const stub = fresh(env.SERVER);
    const size = async (f: () => any) => { const got: any = await outcome(f); return got.resolves === undefined ? got : "ok"; };
    return {
      result: await size(async () => (await stub.size(32 << 20)).length), fits: await size(async () => (await stub.size((32 << 20) - 100)).length), argument: await size(async () => (await stub.count(new Uint8Array((32 << 20) + 5)), 1)), text: await size(async () => (await stub.echo("x".repeat(33 << 20)), 1)),
    };
  },
};
