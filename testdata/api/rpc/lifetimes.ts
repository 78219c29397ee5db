// How long what goes by RPC lives: results, stubs that others hold, the events they belong to.
import { RpcStub, RpcTarget } from "cloudflare:workers";
import { fresh, outcome, outcomes, sleep } from "../entry";
import { Counter, log } from "./server";

const Stub = RpcStub as any;
const taken = () => log.splice(0);

// DO-RPC-25: a result takes the disposer that it had on the other side along.
export const resultDisposer = {
  async test(_: unknown, env: any, ctx: any) {
    taken();
    const result = await ctx.exports.Holder.disposable("result");
    const keys = Object.keys(result);
    await sleep(5);
    const before = taken();
    result[Symbol.dispose]();
    await sleep(5);
    const after = taken().sort();
    const promise = ctx.exports.Holder.disposable("promise");
    promise[Symbol.dispose]();
    await sleep(10);
    return { keys, before, after, promise: taken().sort() };
  },
};

// DO-RPC-26, DO-RPC-27: what an event holds goes with it, and it goes on while others hold something of it.
export const eventEnds = {
  async test(_: unknown, env: any, ctx: any) {
    const { Holder } = ctx.exports;
    taken();
    await Holder.plain(new Counter(1, "of plain"));
    await sleep(10);
    const plain = taken();
    const holder = await Holder.leaking(new Counter(1, "of leaking"));
    await holder.noop();
    await sleep(10);
    const leaking = taken();
    holder[Symbol.dispose]();
    await sleep(10);
    const disposed = taken();
    await Holder.timer();
    await Holder.waiting();
    await sleep(30);
    return { plain, leaking, disposed, left: taken() };
  },
};

// DO-RPC-41, DO-RPC-52: ctx.abort() ends the event with all that others have of it.
export const aborted = {
  async test(_: unknown, env: any, ctx: any) {
    const { Holder } = ctx.exports;
    taken();
    const holder = await Holder.leaking(new Counter(1, "of aborted"));
    const hanging = outcome(() => holder.hang());
    await holder.noop();
    const abort = outcome(() => holder.abort(new RangeError("why")));
    const behind = outcome(() => holder.noop());
    const all = { hanging: await hanging, abort: await abort, behind: await behind };
    await sleep(20);
    const later = await Holder.leaking(new Counter());
    const none = await Holder.leaking(new Counter());
    const text = await Holder.leaking(new Counter());
    return { ...all, after: await outcome(() => holder.noop()), log: taken().slice(0, 1), later: await outcome(() => later.later()), gone: await outcome(() => later.noop()), none: await outcome(() => none.abort()), text: await outcome(() => text.abort("text")), atOnce: await outcome(() => Holder.abortNow()) };
  },
};

// DO-RPC-41: calls on what an object gave, when the object is reset.
export const resetObject = {
  async test(_: unknown, env: any) {
    const stub = fresh(env.SERVER);
    const tester = await stub.tester();
    const hanging = outcome(() => tester.hang());
    await tester.ping();
    const abort = outcome(() => tester.abort());
    const behind = outcome(() => tester.ping());
    const all = { hanging: await hanging, abort: await abort, behind: await behind };
    await sleep(20);
    return { ...all, after: await outcome(() => tester.ping()), stub: await outcome(() => stub.text()) };
  },
};

// DO-RPC-26: a stub in a result moves to the caller.
export const resultMovesStubs = {
  async test(_: unknown, env: any, ctx: any) {
    taken();
    const stub = new Stub(new Counter(1, "moved"));
    const result = await ctx.exports.Holder.duplicated(stub);
    stub[Symbol.dispose]();
    await sleep(10);
    const kept = taken();
    const value = await outcome(() => result.stub.increment());
    result.stub[Symbol.dispose]();
    await sleep(10);
    return { kept, value, after: taken() };
  },
};

// DO-RPC-28: a target that has a dup() is duplicated when its caller keeps it.
export const duplicates = {
  async test(_: unknown, env: any, ctx: any) {
    const { Holder } = ctx.exports;
    taken();
    class Dup extends Counter { dup(): any { log.push("dup"); return new Dup(0, "copy"); } }
    class Bad extends Counter { dup() { return 5; } }
    const fn = Object.assign((x: number) => x + 1, { dup() { log.push("fn dup"); return fn; } });
    const bad = Object.assign((x: number) => x + 1, { dup: () => ({}) });
    const results = await outcomes({
      target: () => Holder.increment(new Dup(0, "original"), 2), proxy: () => Holder.increment(new Proxy(new Dup(0, "original"), {}), 2), fn: () => Holder.call(fn, 1), badTarget: () => Holder.increment(new Bad(), 1), badFn: () => Holder.call(bad, 1), badProxy: () => Holder.increment(new Proxy(new Bad(), {}), 1),
    });
    await sleep(10);
    return { results, log: taken() };
  },
};

// DO-RPC-33, DO-RPC-34: a Proxy travels as what it says it is, and never by value.
export const proxies = {
  test: (_: unknown, env: any, ctx: any) => {
    const { Holder } = ctx.exports;
    const fn = Object.assign((x: number) => x * 3, { own: "own" });
    const more = { get: (target: any, name: string) => (name === "increment" ? (x: number) => target.increment(x + 100) : target[name]) };
    return outcomes({
      target: () => Holder.increment(new Proxy(new Counter(), more), 1), plain: () => Holder.increment(new Proxy({ increment: (x: number) => x }, more), 1), fn: () => Holder.call(new Proxy(fn, { apply: (target, _this, [x]) => target(x) + 1 }), 2), own: () => Holder.get(new Proxy(fn, {}), "own"), back: async () => typeof (await Holder.identity(new Proxy({ a: 1 }, {}))),
      instance: () => Holder.increment(new Proxy(new (class Plain { increment() {} })(), {}), 1), array: () => Holder.identity(new Proxy([1], {})), map: () => Holder.identity(new Proxy(new Map(), {})), disguised: () => Holder.increment(new Proxy({ increment: (x: number) => x * 2 }, { getPrototypeOf: () => RpcTarget.prototype }), 4), hidden: () => Holder.increment(new Proxy(new Counter(), { getPrototypeOf: () => Date.prototype }), 1),
    });
  },
};

// DO-RPC-23: pipelining through everything that is passed by reference, and on what has arrived.
export const pipelinedReferences = {
  async test(_: unknown, env: any, ctx: any) {
    const { Holder } = ctx.exports;
    const arrived = Holder.identity({ fn: (x: number) => x * 2, inner: { value: 7 } });
    await arrived;
    const text = Holder.identity("text");
    await text;
    const counter = Holder.forward(3);
    await counter;
    return outcomes({
      object: () => Holder.object("pipelined").text(), inObject: () => Holder.inObject("pipelined").inner.text(), worker: () => Holder.worker().hello("x"), forwarded: () => Holder.forward(5).increment(), order: () => { const c = Holder.forward(1); return Promise.all([c.increment(1), c.increment(2), c.increment(3)]); },
      fn: () => Holder.identity((x: number) => x + 1)(4), made: () => Holder.identity(() => ({ x: (y: number) => y * 2 }))().x(4), arrivedFn: () => arrived.fn(3), arrivedValue: () => arrived.inner.value, arrivedMissing: () => arrived.nope, arrivedText: () => text.length2, arrivedCounter: () => counter.increment(), map: () => Holder.identity(new Map()).nope(), called: () => Holder.identity(5)(), calledObject: () => Holder.identity({ a: 1 })(), deepNotFunction: () => Holder.identity({ a: { b: 1 } }).a.b(),
      unbound: async () => { const f = await ctx.exports.Entry.hello; return f("unbound"); },
    });
  },
};

// DO-RPC-32: a WritableStream's failures come back, and it breaks off with the event that has it.
export const writables = {
  test: (_: unknown, env: any, ctx: any) => {
    const { Holder } = ctx.exports;
    const broken = async (how: (stream: WritableStream) => unknown) => {
      let tell: (reason: any) => void;
      const reason = new Promise<any>((resolve) => (tell = resolve));
      await how(new WritableStream({ abort: (r) => tell(r) }));
      const r = await Promise.race([reason, sleep(200)]);
      return r && String(r);
    };
    return outcomes({
      fails: () => Holder.fill(new WritableStream({ write() { throw new RangeError("full"); } })), gives: () => broken((s) => Holder.give(s)), locked: () => { const s = new WritableStream(); s.getWriter(); return Holder.give(s); }, moved: async () => { const s = new WritableStream({ write() { throw 1; } }); await outcome(() => Holder.fill(s)); return s.locked; },
      trip: async () => { const { readable, writable } = new TransformStream(); const back = await Holder.identity(writable); const text = new Response(readable).text(); const writer = back.getWriter(); await writer.write(new TextEncoder().encode("round ")); await writer.write(new TextEncoder().encode("trip")); await writer.close(); return text; },
    });
  },
};

const read = async (socket: any) => { let text = ""; for await (const chunk of socket.readable) text += new TextDecoder().decode(chunk); return text; };

// DO-RPC-45: connect() of a binding reaches the connect() handler.
export const sockets = {
  test: (_: unknown, env: any, ctx: any) => {
    const { Holder, Echo, Failing, Entry } = ctx.exports;
    return outcomes({
      reads: async () => { const s = Holder.connect("host:1234"); const info = await s.opened; const text = await read(s); return [String(s), info, s.secureTransport, s.upgraded, text, await s.closed]; }, record: async () => read(Holder.connect({ hostname: "record", port: 5 })),
      throws: async () => { const s = Failing.connect("h:1"); return [await outcome(() => s.opened), await read(s), await outcome(() => s.closed)]; },
      none: async () => { const s = Entry.connect("h:1"); return [await outcome(() => s.opened), await outcome(() => s.closed)]; }, web: async () => { const s = Entry.connect("h:80"); return outcome(() => s.opened); }, closes: async () => { const s = Echo.connect("h:1"); s.close(); await s.closed; return [await outcome(() => s.readable.getReader()), await outcome(() => s.writable.getWriter()), await outcome(() => s.startTls())]; },
      noPort: () => Holder.connect("host"), noHost: () => Holder.connect(":1"), badPort: () => Holder.connect("h:99999"), nothing: () => Holder.connect(), transport: () => Holder.connect("h:1", { secureTransport: "x" }), space: () => Holder.connect("a b:1"), port: () => Holder.connect({ hostname: "h", port: 70000 }), noTls: () => Holder.connect("h:1").startTls(),
    });
  },
};

// DO-RPC-32: an open socket can be passed on.
export const passedSocket = {
  test: (_: unknown, env: any, ctx: any) => {
    const { Holder } = ctx.exports;
    return outcomes({
      opened: async () => { const s = Holder.connect("h:1"); await s.opened; const t = await Holder.identity(s); return [String(t), await t.opened, await read(t)]; }, unopened: () => Holder.identity(Holder.connect("h:1")),
    });
  },
};
