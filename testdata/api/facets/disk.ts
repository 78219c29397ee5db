// DO-LIFE-81 and DO-DISK-3: the databases of facets.
import { object, outcome, keep, Case, inside } from "../entry";
import { child, put, read } from "./facets";

// DO-LIFE-81: deleteAll() of the parent deletes its facets.
export const deleteAll = object(async (self) => {
  const facet = child(self, "a");
  const inner = (body: string) => keep((f) => outcome(() => child(f, "inner").run(body)));
  await facet.run(put("a"));
  await facet.run(inner(put("inner")));
  await facet.run(keep(({ kept }) => void (kept.memory = 1)));
  await self.storage.put("value", "parent");
  await self.storage.deleteAll();
  const running = {
    value: await outcome(() => facet.run(read())), again: await outcome(() => child(self, "a").run(read())),
    memory: await outcome(() => child(self, "a").run(keep(({ kept }) => kept))), inner: await outcome(() => child(self, "a").run(inner(read()))),
  };
  self.ctx.facets.abort("a", new Error("start again"));
  return {
    parent: await self.storage.get("value"), running,
    after: await outcome(() => child(self, "a").run(read())), innerAfter: await outcome(() => child(self, "a").run(inner(read()))),
  };
});

// DO-LIFE-81
export const deleteAllOfAnIdleFacet = object(async (self) => {
  await child(self, "a").run(put("a"));
  self.ctx.facets.abort("a", new Error("end"));
  await self.storage.deleteAll();
  return outcome(() => child(self, "a").run(read()));
});

// DO-LIFE-81: deleteAll() of a facet leaves its parent and its siblings.
export const deleteAllOfAFacet = object(async (self) => {
  await self.storage.put("value", "parent");
  await child(self, "a").run(put("a"));
  await child(self, "b").run(put("b"));
  await child(self, "a").run(keep(async (f) => {
    await child(f, "inner").run(put("inner"));
    await f.storage.deleteAll();
  }));
  self.ctx.facets.abort("a", new Error("start again"));
  return [
    await self.storage.get("value"), await child(self, "a").run(read()), await child(self, "b").run(read()),
    await child(self, "a").run(keep((f) => child(f, "inner").run(read()))),
  ];
});

// DO-LIFE-81: a facet has all of the storage API.
export const storageApi = object(async (self) =>
  child(self, "a").run(keep(async ({ storage }) => {
    storage.sql.exec("CREATE TABLE t (a)");
    storage.transactionSync(() => storage.sql.exec("INSERT INTO t VALUES (?)", 1));
    storage.kv.put("k", "v");
    await storage.transaction(async (txn: any) => txn.put("t", 1));
    return {
      rows: storage.sql.exec("SELECT * FROM t").toArray(), kv: storage.kv.get("k"), keys: [...(await storage.list()).keys()],
      alarm: await storage.getAlarm(), bookmark: typeof (await storage.getCurrentBookmark()), deleted: await storage.deleteAlarm(),
    };
  })),
);

// DO-LIFE-81: what a facet says waits for what it has written, as anywhere.
export const outputGate: Case = {
  async test(_, env) {
    const id = env.SUBJECT.newUniqueId();
    await inside(env.SUBJECT.get(id), (self) => child(self, "a").run(keep(({ storage }) => void storage.put("value", "unawaited"))));
    await outcome(() => inside(env.SUBJECT.get(id), ({ ctx }) => ctx.abort("restart")));
    return inside(env.SUBJECT.get(id), (self) => child(self, "a").run(read()));
  },
};
