// DO-LIFE-30…36 and DO-ID-44: abort, and stubs of objects that were reset.
import { Case, fresh, inside, keep, outcome, sleep } from "../entry";

// DO-LIFE-30
export const abortReasons: Case = {
  async test(_, env) {
    const all: Record<string, unknown> = {};
    const reasons: Record<string, unknown[]> = {
      none: [], undefined: [undefined], null: [null], text: ["reason"], number: [5], object: [{}], error: [new TypeError("mine")], empty: [""],
      options: ["reason", { retryAlarm: true }], badOptions: ["reason", 5],
    };
    for (const name in reasons) {
      const body = ({ ctx }: any) => ctx.abort(...reasons[name]);
      all[name] = { fetch: await outcome(() => inside(fresh(env.SUBJECT), body)), rpc: await outcome(() => fresh(env.SUBJECT).run(keep(body))) };
    }
    return all;
  },
};

// DO-LIFE-30
export const abortStopsTheCode: Case = {
  async test(_, env) {
    const log: string[] = [];
    const where: Record<string, (self: any) => unknown> = {
      sync(self) {
        try { self.ctx.abort("x"); log.push("sync: on"); } catch { log.push("sync: catch"); } finally { log.push("sync: finally"); }
      },
      async late(self) {
        await sleep(1);
        try { self.ctx.abort("x"); log.push("late: on"); } catch { log.push("late: catch"); } finally { log.push("late: finally"); }
      },
      async caller(self) {
        const inner = async () => { await self.storage.get("a"); self.ctx.abort("x"); };
        try { await inner(); log.push("caller: on"); } catch { log.push("caller: catch"); } finally { log.push("caller: finally"); }
      },
      timer(self) {
        setTimeout(() => { self.ctx.abort("timer"); log.push("timer: on"); }, 1);
        return sleep(50).then(() => log.push("timer: never"));
      },
      microtask(self) {
        Promise.resolve().then(() => self.ctx.abort("microtask"));
        return sleep(50).then(() => log.push("microtask: never"));
      },
      section(self) {
        return self.ctx.blockConcurrencyWhile(async () => { await sleep(1); self.ctx.abort("section"); });
      },
      transaction(self) {
        return self.storage.transaction(async () => { await self.storage.put("t", 1); self.ctx.abort("transaction"); });
      },
      transactionSync(self) {
        return self.storage.transactionSync(() => { self.storage.kv.put("t", 1); self.ctx.abort("transactionSync"); });
      },
    };
    const all: Record<string, unknown> = {};
    for (const name in where) {
      const id = env.SUBJECT.newUniqueId();
      all[name] = [await outcome(() => inside(env.SUBJECT.get(id), where[name])), await inside(env.SUBJECT.get(id), ({ storage }) => storage.list())];
    }
    return { all, log };
  },
};

// DO-LIFE-35, DO-LIFE-65, DO-LIFE-30: calls in progress and queued ones.
export const abortFailsEverybody: Case = {
  async test(_, env) {
    const id = env.SUBJECT.newUniqueId();
    const stub = env.SUBJECT.get(id);
    const other = env.SUBJECT.get(id);
    const calls = [
      outcome(() => inside(stub, () => sleep(1000))),
      outcome(() => other.run(keep(() => sleep(1000)))),
      outcome(() => inside(stub, ({ ctx }) => sleep(5).then(() => ctx.abort("stop")))),
      outcome(() => other.run(keep(() => "done before"))),
    ];
    return Promise.all(calls);
  },
};

// DO-TRAP-6, DO-LIFE-31, DO-ID-44
export const brokenStubs: Case = {
  async test(_, env) {
    const id = env.SUBJECT.newUniqueId();
    const [used, idle, rpc] = [env.SUBJECT.get(id), env.SUBJECT.get(id), env.SUBJECT.get(id)];
    await inside(used, ({ kept }) => void (kept.first = true));
    await inside(idle, () => 0);
    const aborted = await outcome(() => inside(used, ({ ctx }) => ctx.abort("first reset")));
    return {
      aborted,
      sameFetch: [await outcome(() => inside(used, () => 1)), await outcome(() => inside(used, () => 2))],
      sameCall: await outcome(() => used.run(keep(() => 1))),
      idleFetch: await outcome(() => inside(idle, () => 1)),
      idleCall: await outcome(() => idle.run(keep(() => 1))),
      unused: await outcome(() => rpc.run(keep(({ kept }) => kept))),
      fresh: await outcome(() => inside(env.SUBJECT.get(id), ({ kept }) => kept)),
    };
  },
};

// DO-LIFE-32
export const abortDiscardsTheTurn: Case = {
  async test(_, env) {
    const id = env.SUBJECT.newUniqueId();
    await inside(env.SUBJECT.get(id), ({ storage }) => storage.put("request", 1));
    await outcome(() =>
      inside(env.SUBJECT.get(id), async ({ ctx, storage }) => {
        await storage.put("earlier turn", 1);
        storage.setAlarm(Date.now() + 1e6);
        await sleep(2);
        await storage.put("turn", 1);
        storage.kv.put("kv", 1);
        storage.sql.exec("CREATE TABLE t (a)");
        storage.deleteAlarm();
        ctx.abort("x");
      }),
    );
    return inside(env.SUBJECT.get(id), async ({ storage }) => [
      [...(await storage.list()).keys()], (await storage.getAlarm()) !== null, storage.sql.exec("SELECT name FROM sqlite_master WHERE name = 't'").toArray(),
    ]);
  },
};

// DO-LIFE-32, DO-STORAGE-39: what sync() has confirmed stays.
export const abortAfterSync: Case = {
  async test(_, env) {
    const id = env.SUBJECT.newUniqueId();
    await outcome(() =>
      inside(env.SUBJECT.get(id), async ({ ctx, storage }) => {
        await storage.put("synced", 1);
        await storage.sync();
        await storage.put("not", 1);
        ctx.abort("x");
      }),
    );
    return inside(env.SUBJECT.get(id), ({ storage }) => storage.list());
  },
};

// DO-LIFE-31: an object that calls another which is reset.
export const resetSeenByAnObject: Case = {
  async test(_, env) {
    const id = env.SUBJECT.newUniqueId();
    return inside(fresh(env.SUBJECT), async (self) => {
      const stub = self.env.SUBJECT.get(id);
      const first = await outcome(() => stub.run(keep(({ ctx }) => ctx.abort("from inside"))));
      return { first, again: await outcome(() => stub.run(keep(() => 1))), fresh: await outcome(() => self.env.SUBJECT.get(id).run(keep(() => 2))) };
    });
  },
};

// DO-LIFE-32: what is left of the old instance cannot touch the storage.
export const oldInstance: Case = {
  async test(_, env) {
    const id = env.SUBJECT.newUniqueId();
    const left: any = {};
    await outcome(() => inside(env.SUBJECT.get(id), (self) => {
      left.self = self;
      self.ctx.abort("x");
    }));
    return inside(env.SUBJECT.get(id), async (self) => ({
      get: await outcome(() => left.self.storage.get("a")),
      put: await outcome(() => left.self.storage.put("a", 1)),
      kv: await outcome(() => left.self.storage.kv.get("a")),
      sql: await outcome(() => left.self.storage.sql.exec("SELECT 1").toArray()),
      id: await outcome(() => String(left.self.ctx.id) === String(id)),
      same: left.self === self,
    }));
  },
};
