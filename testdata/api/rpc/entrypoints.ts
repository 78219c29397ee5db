// DO-RPC-45…52: entrypoints, ctx.exports, the module.
import * as workers from "cloudflare:workers";
import { env as moduleEnv, exports as moduleExports_, waitUntil, withEnv } from "cloudflare:workers";
import { fresh, outcome, outcomes } from "../entry";

// DO-RPC-45
export const entrypoint = {
  test: (_: unknown, env: any, ctx: any) => {
    const { Entry } = ctx.exports;
    return outcomes({
      hello: () => Entry.hello("you"), props: () => Entry.props(), getter: () => Entry.getter, own: () => Entry.own, context: () => Entry.context(), throws: () => Entry.throws(), missing: () => Entry.nope(), fetch: async () => (await Entry.fetch("http://x/path")).text(), instances: async () => (await Entry.instance()) !== (await Entry.instance()),
      noFetch: async () => (await ctx.exports.Other.fetch("http://x/")).text(), reserved: () => Entry.constructor, dup: () => Entry.dup(), type: () => [typeof Entry, String(Object.prototype.toString.call(Entry)), Entry.constructor?.name, typeof Entry.fetch, typeof Entry.anything, Entry.then], method: async () => { const f = await Entry.hello; return f("stub"); },
    });
  },
};
// DO-RPC-50
export const withProps = {
  test: (_: unknown, env: any, ctx: any) => outcomes({
    props: () => ctx.exports.Entry({ props: { a: 1, b: [2] } }).props(), fetch: async () => (await ctx.exports.Entry({ props: { a: 1 } }).fetch("http://x/p")).text(), none: () => ctx.exports.Entry({}).props(), nothing: () => ctx.exports.Entry().props(), same: () => ctx.exports.Entry === ctx.exports.Entry, twice: () => ctx.exports.Entry({ props: 1 })({ props: 2 }).props(), fn: () => ctx.exports.Entry({ props: { f() {} } }).props(),
    default: () => ctx.exports.default({ props: { x: 1 } }).one(1), text: () => ctx.exports.Entry({ props: "text" }).props(), wrong: () => ctx.exports.Entry(5),
  }),
};
// DO-RPC-50, DO-RPC-51
export const exported = {
  async test(_: unknown, env: any, ctx: any) {
    const keys = Object.keys(ctx.exports).filter((k) => !k.startsWith("__")).sort();
    const kinds = Object.fromEntries(keys.filter((k) => !("idFromName" in ctx.exports[k])).map((k) => [k, [typeof ctx.exports[k], String(Object.prototype.toString.call(ctx.exports[k]))]]));
    return {
      keys, kinds, sameIds: String(ctx.exports.Server.idFromName("a")) === String(env.SERVER.idFromName("a")), unbound: await outcome(() => ctx.exports.Unbound.getByName("n").hello()), module: Object.keys(moduleExports_).filter((k) => !k.startsWith("__")).sort(), moduleEntry: await outcome(() => (moduleExports_ as any).Entry.hello("module")), inside: await outcome(() => ctx.exports.Entry.exports()),
      missing: typeof ctx.exports.nope, proto: Object.getPrototypeOf(ctx.exports) === Object.prototype, self: ctx.exports === ctx.exports,
    };
  },
};

export const exportedNamespace = { test: (_: unknown, env: any, ctx: any) => [typeof ctx.exports.Server, String(Object.prototype.toString.call(ctx.exports.Server))] };

// DO-RPC-46
export const plainHandlers = {
  test: (_: unknown, env: any, ctx: any) => {
    const d = ctx.exports.default;
    return outcomes({ one: () => d.one("x"), oneNone: () => d.one(), oneTwo: () => d.one(1, 2), two: () => d.two(1), twoTwo: () => d.two(1, 2), none: () => d.none(), noneOne: () => d.none(1), value: () => d.value, valueCall: () => d.value(), missing: () => d.nope(1), plainOne: () => ctx.exports.plain.one(3), plainNoEnv: () => ctx.exports.plain.noEnv(3), plainThree: () => ctx.exports.plain.three(1), plainFour: () => ctx.exports.plain.four(1), plainBoth: () => ctx.exports.plain.both(1), plainFetch: async () => (await ctx.exports.plain.fetch("http://x/")).text() });
  },
};

// DO-RPC-52
export const context = { test: (_: unknown, env: any, ctx: any) => ({ props: ctx.props, tag: String(ctx), has: ["waitUntil", "passThroughOnException", "props", "exports"].map((k) => k in ctx) }) };
export const contextMembers = { test: (_: unknown, env: any, ctx: any) => ["abort", "access", "cache", "tracing"].map((k) => k in ctx) };

// DO-RPC-52
export const contextShape = { test: (_: unknown, env: any, ctx: any) => ({ own: Object.getOwnPropertyNames(ctx), members: Object.getOwnPropertyNames(Object.getPrototypeOf(ctx)).filter((k) => !["mapVirtualHost"].includes(k)), access: ctx.access, cache: ctx.cache, tracing: String(ctx.tracing), same: ctx.tracing === ctx.tracing, written: (() => { ctx.props = 5; return ctx.props; })() }) };

// DO-RPC-1
export const spans = {
  test: () => {
    const t: any = (workers as any).tracing;
    const span = () => t.startSpan("s");
    return outcomes({
      enter: () => t.enterSpan("x", (s: any, ...args: unknown[]) => [String(s), ...args], 1, 2), enterThrows: () => t.enterSpan("x", () => { throw new RangeError("t"); }), active: () => String(t.startActiveSpan("x", (s: any, a: unknown) => a, 7)), current: () => t.enterSpan("n", (s: any) => t.getActiveSpan() === s), within: () => t.withActiveSpan(span(), (...args: unknown[]) => args, 1), outside: () => String(t.getActiveSpan()),
      span: () => { const s = span(); return [String(s), s.setAttribute("a", 1) === s, s.setAttributes({ a: 1 }) === s, s.end(), s.end()]; }, noName: () => t.enterSpan(), noCallback: () => t.enterSpan("x"), badCallback: () => t.startActiveSpan("x", 1), startNoName: () => t.startSpan(), noKey: () => span().setAttribute(), noSpan: () => t.withActiveSpan(1, () => 1), construct: () => new t.Span(),
    });
  },
};
export const cacheObject = { test: () => { const c: any = (workers as any).cache; return [Object.keys(c), typeof c.purge, "purge" in c, typeof c.toString]; } };

// DO-RPC-2
export const replaced = {
  test: async () => {
    const { withExports } = workers as any;
    const seen = () => [typeof (moduleEnv as any).SERVER, typeof (moduleExports_ as any).Entry];
    const all: unknown[] = [];
    for (const value of ["text", 5, null, undefined, {}]) all.push(await withEnv(value as any, () => withExports(value, async () => { await Promise.resolve(); return seen(); })));
    return all;
  },
};
export const moduleFunctions = {
  async test(_: unknown, env: any, ctx: any) {
    const seen: unknown[] = [];
    const value = withEnv({ X: 1 } as any, () => { seen.push((moduleEnv as any).X, "SERVER" in moduleEnv); return "value"; });
    seen.push((moduleEnv as any).X, "SERVER" in moduleEnv, Object.keys(moduleEnv).sort());
    let late: unknown;
    await withEnv({ X: 2 } as any, async () => { await Promise.resolve(); late = (moduleEnv as any).X; });
    const { withExports, withEnvAndExports } = workers as any;
    return { value, seen, late, same: moduleEnv === env, waitUntil: await outcome(() => waitUntil(Promise.resolve())), exports: await outcome(() => withExports({ Y: 1 }, () => [(moduleExports_ as any).Y])), both: await outcome(() => withEnvAndExports({ X: 3 }, { Y: 4 }, () => [(moduleEnv as any).X, (moduleExports_ as any).Y])), throws: await outcome(() => withEnv({} as any, () => { throw new RangeError("x"); })), bad: await outcome(() => (withEnv as any)(1, () => 1)) };
  },
};
