// DO-DISK-13: ctx.restore() in a Worker that another one has loaded, which can be found again only
// through a stub that its loader's own ctx.restore() made.
import { Case, outcome } from "../entry";

const code = `
import { WorkerEntrypoint, restore } from "cloudflare:workers";
export class Outer extends WorkerEntrypoint {
  make(id) { return this.ctx.restore({ id }); }
  async call(id) { return (await this.make(id)).ping(1); }
  hasRestore() { return typeof this.ctx.restore; }
  own() { return this.ctx.exports.Other({ props: {} }).make("own"); }
  [restore]({ id }) {
    if (id === "throws") throw new RangeError("inner");
    return this.ctx.exports.Inner({ props: { outer: this.ctx.props, id } });
  }
}
export class Other extends Outer {}
export class Inner extends WorkerEntrypoint {
  ping(value) { return [this.ctx.props, value]; }
  fetch() { return new Response("fetched " + this.ctx.props.id); }
}
`;

/** load gives a loaded Worker, which may store stubs or not. */
export const load = (env: any, storing: boolean) =>
  env.LOADER.load({
    compatibilityDate: "2026-11-01",
    compatibilityFlags: storing ? ["allow_irrevocable_stub_storage"] : [],
    mainModule: "main.js",
    modules: { "main.js": code },
  });

const make = (ctx: any, id: string, storing = true, drops = false) => ctx.exports.Source.make({ kind: "loaded", id, storing, drops });
const keeper = (ctx: any) => ctx.exports.Keeper.get(ctx.exports.Keeper.newUniqueId());
const stored = async (ctx: any, stub: unknown) => {
  const k = keeper(ctx);
  await k.put("v", stub);
  return k.get("v");
};

export const loadedDirectly: Case = {
  test: async (_, env, ctx) => ({
    restored: await outcome(() => load(env, true).getEntrypoint("Outer").call("a")),
    own: await outcome(() => load(env, true).getEntrypoint("Outer").own()),
  }),
};
export const loadedRestored: Case = {
  async test(_, env, ctx) {
    const outer = await make(ctx, "restored");
    return {
      has: await outer.hasRestore(),
      call: await outcome(() => outer.call("a")),
      throws: await outcome(() => outer.call("throws")),
      made: await outcome(async () => (await outer.make("b")).ping(2)),
      fetch: await outcome(async () => (await (await outer.make("c")).fetch("http://x")).text()),
    };
  },
};
export const loadedStored: Case = {
  async test(_, env, ctx) {
    const outer = await make(ctx, "stored");
    return {
      outer: await outcome(async () => (await stored(ctx, outer)).call("a")),
      inner: await outcome(async () => (await stored(ctx, await outer.make("b"))).ping(3)),
      chain: await outcome(async () => (await (await stored(ctx, outer)).make("c")).ping(4)),
    };
  },
};
export const loadedWithoutFlag: Case = {
  async test(_, env, ctx) {
    const outer = await make(ctx, "plain", false);
    return {
      has: await outer.hasRestore(),
      stored: await outcome(async () => (await stored(ctx, outer)).hasRestore()),
    };
  },
};
export const loadedLosesFlag: Case = {
  async test(_, env, ctx) {
    const outer = await make(ctx, "drops", true, true);
    return {
      inner: await outcome(async () => (await stored(ctx, await outer.make("a"))).ping(5)),
      outer: await outcome(async () => (await stored(ctx, outer)).hasRestore()),
    };
  },
};
