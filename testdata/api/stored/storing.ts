// DO-DISK-13: stubs and classes in storage, with allow_irrevocable_stub_storage.
import { RpcStub, RpcTarget, ServiceStub } from "cloudflare:workers";
import { Case, inside, keep, outcome } from "../entry";

const keeper = (ctx: any) => ctx.exports.Keeper.get(ctx.exports.Keeper.newUniqueId());

// DO-DISK-13
export const entrypoints: Case = {
  async test(_, env, ctx) {
    const k = keeper(ctx);
    await k.put("props", ctx.exports.Target({ props: { a: 1, list: [new Date(5), undefined] } }));
    await k.put("none", ctx.exports.Target({}));
    await k.put("default", ctx.exports.default({ props: { a: 1 } }));
    return {
      props: await (await k.get("props")).ping(1), none: await (await k.get("none")).ping(2), fetch: await (await (await k.get("props")).fetch("http://x/")).text(),
      class: (await k.get("props")) instanceof ServiceStub, default: await (await (await k.get("default")).fetch("http://x/__case")).text(),
    };
  },
};

// DO-DISK-13
export const objects: Case = {
  async test(_, env, ctx) {
    const k = keeper(ctx);
    const target = ctx.exports.Keeper.getByName("stored object");
    await target.put("marker", "found");
    await k.put("named", target);
    const loaded = await k.get("named");
    return { marker: await loaded.get("marker"), class: loaded instanceof ServiceStub, id: typeof loaded.id, name: typeof loaded.name, own: Object.keys(loaded) };
  },
};

// DO-DISK-13, DO-LIFE-80
export const classes: Case = {
  async test(_, env, ctx) {
    const k = keeper(ctx);
    await k.put("greeter", ctx.exports.Greeter({ props: { greeting: "Hi" } }));
    const use = keep(async (self) => {
      const facet = self.ctx.facets.get("a", async () => ({ class: await self.storage.get("greeter") }));
      return [await facet.name("Bob"), await facet.name()];
    });
    return { used: await k.run(use), class: (await k.get("greeter")).constructor.name };
  },
};

// DO-DISK-13: a value can hold many, and what is written over them is all there is.
export const manyInOne: Case = {
  async test(_, env, ctx) {
    const k = keeper(ctx);
    return k.run(keep(async (self) => {
      const [one, two] = [await self.make({ kind: "rpc", id: "one" }), await self.make({ kind: "rpc", id: "two" })];
      await self.storage.put("v", { list: [one, two], again: one, service: self.ctx.exports.Target({ props: { n: 1 } }) });
      const v: any = await self.storage.get("v");
      const all: any = { one: await v.list[0].add(1), two: await v.list[1].add(2), again: await v.again.add(3), service: await v.service.ping(4) };
      await self.storage.put("v", { list: [two] });
      all.shorter = await (await self.storage.get("v")).list[0].add(5);
      await self.storage.delete("v");
      await self.storage.put("v", "plain");
      all.plain = await self.storage.get("v");
      await self.storage.put({ a: one, b: { two } });
      const listed = await self.storage.list();
      all.listed = [...listed.keys()];
      all.a = await listed.get("a").add(6);
      all.b = await listed.get("b").two.add(7);
      const some = await self.storage.get(["a", "b"]);
      all.some = [await some.get("b").two.add(8), await some.get("a").add(9)];
      all.kv = await self.storage.kv.get("a").add(10);
      self.storage.kv.put("c", two);
      all.kvPut = await self.storage.kv.get("c").add(11);
      all.kvList = [];
      for (const [key, value] of self.storage.kv.list({ prefix: "c" })) all.kvList.push(key, await (value as any).add(12));
      all.tables = self.storage.sql.exec("SELECT name, sql FROM sqlite_master WHERE name LIKE '%EXTERNALS'").toArray();
      return all;
    }));
  },
};

// DO-DISK-13
export const whatCannotBeStored: Case = {
  async test(_, env, ctx) {
    const k = keeper(ctx);
    const all: Record<string, unknown> = {};
    const store = async (name: string, value: unknown) => (all[name] = await outcome(() => k.put("v", value)));
    await store("binding", env.SELF);
    await store("boundObject", env.KEEPER.getByName("bound"));
    await store("loopback", ctx.exports.Target);
    await store("namespace", ctx.exports.Keeper);
    await store("rpcStub", new RpcStub(() => 1));
    await store("function", () => 1);
    await store("nested", ctx.exports.Target({ props: { inner: env.SELF } }));
    all.local = await k.run(keep(async (self) => ({
      target: await outcome(() => self.storage.put("v", new (class extends RpcTarget {})())),
      facet: await outcome(() => self.storage.put("v", self.ctx.facets.get("a", () => ({ class: self.ctx.exports.Greeter })))),
      promise: await outcome(() => self.storage.put("v", self.env.KEEPER.getByName("x").get("y"))),
      structuredClone: await outcome(() => structuredClone(self.ctx.exports.Target({ props: {} }))),
      cloneStub: await outcome(() => structuredClone(new RpcStub(() => 1))),
    })));
    return all;
  },
};

// DO-DISK-13: props are stored with all that they hold.
export const nestedProps: Case = {
  async test(_, env, ctx) {
    const k = keeper(ctx);
    const { Target, Greeter, Keeper } = ctx.exports;
    await Keeper.getByName("nested").put("marker", "in props");
    const props = { service: Target({ props: { inner: 1 } }), class: Greeter({ props: { greeting: "Yo" } }), object: Keeper.getByName("nested") };
    await k.put("v", Target({ props: { props } }));
    const loaded = await k.get("v");
    const [got] = await loaded.ping(1);
    return [await got.props.service.ping(2), got.props.class.constructor.name, await got.props.object.get("marker")];
  },
};

// DO-DISK-13: a transaction that is undone takes the stubs with it.
export const undone: Case = {
  async test(_, env, ctx) {
    return keeper(ctx).run(keep(async (self) => {
      const [one, two] = [await self.make({ kind: "rpc", id: "first" }), await self.make({ kind: "rpc", id: "second" })];
      await self.storage.put("v", one);
      await outcome(() => self.storage.transaction(async (txn: any) => {
        await txn.put("v", two);
        throw new Error("undo");
      }));
      return (await self.storage.get("v")).add(1);
    }));
  },
};

// DO-DISK-13: they are there after the object has been reset.
export const afterReset: Case = {
  async test(_, env, ctx) {
    const id = ctx.exports.Keeper.newUniqueId();
    const get = () => ctx.exports.Keeper.get(id);
    await get().run(keep(async (self) => self.storage.put("v", [await self.make({ kind: "rpc", id: "kept" }), self.ctx.exports.Target({ props: { a: 1 } })])));
    await outcome(() => inside(get(), (self) => self.ctx.abort("reset")));
    return get().run(keep(async (self) => {
      const [counter, target] = await self.storage.get("v");
      return [await counter.add(1), await target.ping(2)];
    }));
  },
};
