// DO-DISK-13: ctx.restore(), and stubs that the [restore] method makes again.
import { RpcStub } from "cloudflare:workers";
import * as workers from "cloudflare:workers";
import { Case, keep, outcome, outcomes, sleep } from "../entry";
import { logged } from "./targets";

const keeper = (ctx: any) => ctx.exports.Keeper.get(ctx.exports.Keeper.newUniqueId());

// DO-DISK-13
export const symbol: Case = {
  test: (_, env, ctx) => ({ type: typeof (workers as any).restore, text: String((workers as any).restore), method: typeof ctx.restore, length: ctx.restore.length }),
};

// DO-DISK-13
export const kinds: Case = {
  async test(_, env, ctx) {
    const all: Record<string, unknown> = {};
    for (const [who, maker] of [["entrypoint", ctx.exports.Source], ["object", keeper(ctx)]] as const) {
      for (const kind of ["rpc", "target"]) {
        const stub = await maker.make({ kind, id: who + kind });
        all[who + kind] = [stub instanceof (workers as any).ServiceStub, await stub.add(2), await stub.add(3), logged(who + kind)];
      }
      const fn = await maker.make({ kind: "function", id: who + "fn" });
      all[who + "function"] = [typeof fn, await fn(1)];
      for (const kind of ["service", "loopback"]) {
        const stub = await maker.make({ kind, id: who + kind });
        all[who + kind] = [stub instanceof (workers as any).ServiceStub, await stub.ping(1), logged(who + kind)];
      }
      for (const kind of ["object", "bound"]) {
        const stub = await maker.make({ kind, id: who + kind });
        all[who + kind] = [stub instanceof (workers as any).ServiceStub, await stub.props(), typeof stub.id];
      }
    }
    return all;
  },
};

// DO-DISK-13
export const storedAndCalled: Case = {
  async test(_, env, ctx) {
    const all: Record<string, unknown> = {};
    for (const [who, maker] of [["entrypoint", ctx.exports.Source], ["object", keeper(ctx)]] as const) {
      for (const [kind, call] of Object.entries({ rpc: "add", target: "add", service: "ping", loopback: "ping", object: "props", bound: "props", facet: "props" })) {
        if (kind === "facet" && who === "entrypoint") continue;
        const id = `stored ${who} ${kind}`;
        all[id] = await outcome(async () => {
          const stub = await maker.make({ kind, id });
          const before = logged(id).length;
          const k = keeper(ctx);
          await k.put("v", stub);
          const loaded = await k.get("v");
          const after = logged(id).length;
          const first = await loaded[call](1);
          return [before, after, first, await loaded[call](1), logged(id).length];
        });
      }
    }
    return all;
  },
};

// DO-DISK-13
export const duplicates: Case = {
  async test(_, env, ctx) {
    return keeper(ctx).run(keep(async (self) => {
      const stub = await self.make({ kind: "rpc", id: "dup" });
      const isStub = stub instanceof RpcStub;
      await self.storage.put("v", stub.dup());
      const loaded = await self.storage.get("v");
      const copy = loaded.dup();
      const all = [isStub, await loaded.add(1), await copy.add(2)];
      loaded[Symbol.dispose]();
      return [...all, await copy.add(3), await outcome(() => loaded.add(4)), await stub.add(5)];
    }));
  },
};

// DO-DISK-13: params can hold stubs, and are a copy.
export const params: Case = {
  async test(_, env, ctx) {
    return keeper(ctx).run(keep(async (self) => {
      const service = self.ctx.exports.Target({ props: { p: 1 } });
      const counter = await self.make({ kind: "rpc", id: "inner" });
      const stub = await self.make({ kind: "caps", id: "caps", service, counter });
      const live = await stub.combine(1);
      await self.storage.put("v", stub);
      const again = await (await self.storage.get("v")).combine(2);
      const given = { kind: "params", id: "p", date: new Date(5), map: new Map([[1, 2]]) };
      const echo = await self.make(given);
      given.id = "changed";
      await self.storage.put("echo", echo);
      return { live, again, echo: await (await self.storage.get("echo"))() };
    }));
  },
};

// DO-DISK-13
export const errors: Case = {
  async test(_, env, ctx) {
    const all: Record<string, unknown> = {};
    for (const [who, maker] of [["entrypoint", ctx.exports.Source], ["object", keeper(ctx)]] as const) {
      all[who] = await outcomes({
        number: () => maker.make({ kind: "other", id: "x", value: 5 }),
        nothing: () => maker.make({ kind: "other", id: "x" }),
        plain: () => maker.make({ kind: "other", id: "x", value: {} }),
        throws: () => maker.make({ kind: "throws", id: "x" }),
        function: () => maker.make({ kind: "rpc", id: "x", value: () => 1 }),
        noParams: () => maker.make(),
        textParams: () => maker.make("text"),
        nullParams: () => maker.make(null),
      });
    }
    all.none = await outcome(() => ctx.exports.NoRestore.make());
    all.here = await outcome(() => ctx.restore({ kind: "x" }));
    all.noArguments = await outcome(() => ctx.restore());
    all.local = await keeper(ctx).run(keep(async (self) => ({
      function: await outcome(() => self.ctx.restore({ kind: "rpc", id: "x", value: () => 1 })),
      stub: await outcome(() => self.ctx.restore({ kind: "rpc", id: "x", value: new RpcStub(() => 1) })),
      none: await outcome(() => self.ctx.restore()),
      text: await outcome(() => self.ctx.restore("text")),
    })));
    return all;
  },
};

// DO-DISK-13: what a [restore] method gives must always be of one kind.
export const mismatch: Case = {
  async test(_, env, ctx) {
    const all: Record<string, unknown> = {};
    for (const [kind, call] of [["flip", "ping"], ["flop", "add"]]) {
      const k = keeper(ctx);
      await k.put("v", await ctx.exports.Source.make({ kind, id: kind }));
      const loaded = await k.get("v");
      all[kind] = [await outcome(() => loaded[call](1)), await outcome(() => loaded[call](1)), kind === "flip" ? await outcome(() => loaded.fetch("http://x/")) : null];
    }
    return all;
  },
};

// DO-DISK-13: chains: who made a stub must be found again to make the next one.
export const chains: Case = {
  async test(_, env, ctx) {
    const k = keeper(ctx);
    return k.run(keep(async (self) => {
      const facet = await self.make({ kind: "facet", id: "chained" });
      const inner = await facet.make({ kind: "service", id: "in the facet" });
      const counter = await facet.make({ kind: "rpc", id: "counter in the facet" });
      await self.storage.put("v", { facet, inner, counter });
      const v = await self.storage.get("v");
      const all: any = { live: await inner.ping(1), facet: await v.facet.props(), inner: await v.inner.ping(2), counter: await v.counter.add(3) };
      all.log = [logged("chained").length, logged("in the facet").length, logged("counter in the facet").length];
      const direct = self.ctx.facets.get("direct", () => ({ class: self.ctx.exports.Keeper }));
      all.direct = await outcome(() => direct.make({ kind: "service", id: "x" }));
      return all;
    }));
  },
};

// DO-DISK-13: passed on, a stub can still be stored.
export const passedOn: Case = {
  async test(_, env, ctx) {
    const [one, two] = [keeper(ctx), keeper(ctx)];
    const stub = await one.make({ kind: "rpc", id: "passed" });
    await two.put("v", stub);
    await one.put("v", await two.get("v"));
    return [await stub.add(1), await (await one.get("v")).add(2), logged("passed").length];
  },
};

// DO-DISK-13
export const afterTheAnswer: Case = {
  async test(_, env, ctx) {
    const k = keeper(ctx);
    await k.run(keep((self) => {
      self.ctx.waitUntil((async () => {
        await sleep(1);
        self.kept.result = await outcome(async () => (await self.ctx.restore({ kind: "rpc", id: "late" })).add(1));
      })());
    }));
    for (let n = 0; n < 100; n++) {
      const result = await k.run(keep(({ kept }) => kept.result));
      if (result !== undefined) return result;
      await sleep(5);
    }
  },
};
