// DO-GATE-20…25: the output gate.
import { Case, fresh, inside, keep, outcome, sleep } from "../entry";

// Makes the commit of the running turn fail, and nothing before.
const breakCommit = (storage: any) => {
  storage.sql.exec("CREATE TABLE IF NOT EXISTS parent (id INTEGER PRIMARY KEY)");
  storage.sql.exec("CREATE TABLE IF NOT EXISTS child (p INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)");
  storage.sql.exec("INSERT INTO child VALUES (1)");
};

// DO-GATE-25
export const failedCommit: Case = {
  async test(_, env) {
    const id = env.SUBJECT.newUniqueId();
    const stub = env.SUBJECT.get(id);
    await inside(stub, async ({ storage, kept }) => {
      kept.instance = true;
      await storage.put("committed", 1);
    });
    const failed = await outcome(() => inside(stub, ({ storage }) => {
      storage.put("lost", 1);
      breakCommit(storage);
      return "answer";
    }));
    return {
      failed,
      same: await outcome(() => inside(stub, () => 1)),
      fresh: await inside(env.SUBJECT.get(id), async ({ storage, kept }) => [kept, await storage.list(), storage.sql.exec("SELECT name FROM sqlite_master WHERE name = 'child'").toArray()]),
    };
  },
};

// DO-GATE-25
export const failedCommitByRPC: Case = {
  test: (_, env) => outcome(() => fresh(env.SUBJECT).run(keep(({ storage }) => { breakCommit(storage); return "answer"; }))),
};

// DO-GATE-25: everything in progress fails.
export const failedCommitFailsEverybody: Case = {
  async test(_, env) {
    const stub = fresh(env.SUBJECT);
    const other = outcome(() => inside(stub, () => sleep(1000)));
    const breaker = outcome(() => inside(stub, async ({ storage }) => {
      await sleep(5);
      breakCommit(storage);
      await sleep(1000);
    }));
    return Promise.all([other, breaker]);
  },
};

// DO-TRAP-4, DO-GATE-20, 25: what was said after the write is never heard.
export const failedCommitHoldsOutput: Case = {
  async test(_, env) {
    const log: string[] = [];
    const id = env.SUBJECT.newUniqueId();
    await inside(env.SUBJECT.get(id), () => 0);
    const failed = await outcome(() => inside(fresh(env.SUBJECT), (self) => {
      const stub = self.env.SUBJECT.get(id);
      stub.run(keep(() => void log.push("call before the write")));
      inside(stub, () => void log.push("fetch before the write"));
      breakCommit(self.storage);
      stub.run(keep(() => void log.push("call after the write")));
      inside(stub, () => void log.push("fetch after the write"));
      log.push("code goes on");
      return sleep(1000);
    }));
    await sleep(20);
    return { class: (failed.rejects as any)?.class, log };
  },
};

// DO-GATE-20, 25: what is kept elsewhere than in the object is output.
export const failedCommitHoldsStores: Case = {
  async test(_, env) {
    const { KV, DB, BUCKET } = env;
    await DB.exec("CREATE TABLE IF NOT EXISTS t (x TEXT)");
    const keepAll = ({ env: { KV, DB, BUCKET } }: any, name: string) => [
      KV.put(name, "1"),
      BUCKET.put(name, "1"),
      DB.prepare("INSERT INTO t VALUES (?)").bind(name).run(),
    ];
    const kept = async () => [
      (await KV.list()).keys.map((k: any) => k.name),
      (await BUCKET.list()).objects.map((o: any) => o.key),
      (await DB.prepare("SELECT x FROM t ORDER BY x").raw()).flat(),
    ];
    const held = await outcome(() => inside(fresh(env.SUBJECT), async (self) => {
      const before = keepAll(self, "before the write");
      breakCommit(self.storage);
      await Promise.all([...before, ...keepAll(self, "after the write")]);
    }));
    await sleep(20);
    const failed = await kept();
    await inside(fresh(env.SUBJECT), async (self) => {
      self.storage.put("a", 1);
      await Promise.all(keepAll(self, "confirmed"));
    });
    return { class: (held.rejects as any)?.class, failed, confirmed: await kept() };
  },
};

// DO-GATE-25: an exception is output as well.
export const failedCommitHoldsExceptions: Case = {
  test: (_, env) => outcome(() => inside(fresh(env.SUBJECT), ({ storage }) => { breakCommit(storage); throw new RangeError("mine"); })),
};

// DO-GATE-25, DO-SQL-47
export const unfinishedWriteCursor: Case = {
  async test(_, env) {
    const id = env.SUBJECT.newUniqueId();
    await inside(env.SUBJECT.get(id), ({ storage }) => storage.sql.exec("CREATE TABLE t (a)").toArray());
    const failed = await outcome(() => inside(env.SUBJECT.get(id), ({ storage, kept }) => {
      kept.cursor = storage.sql.exec("INSERT INTO t VALUES (1), (2), (3) RETURNING a");
      kept.cursor.next();
    }));
    return { failed, rows: await inside(env.SUBJECT.get(id), ({ storage }) => storage.sql.exec("SELECT a FROM t").toArray()) };
  },
};

// DO-TRAP-4, DO-GATE-22: writes of one turn are one commit.
export const writesOfATurnAreAtomic: Case = {
  async test(_, env) {
    const id = env.SUBJECT.newUniqueId();
    await outcome(() => inside(env.SUBJECT.get(id), async ({ storage }) => {
      await storage.put("a", 1);
      await storage.get("a");
      await storage.put({ b: 2, c: 3 });
      await storage.delete("a");
      breakCommit(storage);
    }));
    return inside(env.SUBJECT.get(id), ({ storage }) => storage.list());
  },
};

// DO-GATE-22: a timer ends the turn, and with it the transaction.
export const turnsCommitSeparately: Case = {
  async test(_, env) {
    const id = env.SUBJECT.newUniqueId();
    await outcome(() => inside(env.SUBJECT.get(id), async ({ storage }) => {
      await storage.put("first turn", 1);
      await sleep(1);
      await storage.put("second turn", 1);
      breakCommit(storage);
    }));
    return inside(env.SUBJECT.get(id), ({ storage }) => storage.list());
  },
};

// DO-GATE-25: a failed commit leaves the earlier alarm (DO-ALARM-6).
export const failedCommitKeepsTheAlarm: Case = {
  async test(_, env) {
    const id = env.SUBJECT.newUniqueId();
    const time = Date.now() + 1e6;
    await inside(env.SUBJECT.get(id), ({ storage }) => storage.setAlarm(time));
    await outcome(() => inside(env.SUBJECT.get(id), ({ storage }) => {
      storage.setAlarm(time + 1000);
      breakCommit(storage);
    }));
    return inside(env.SUBJECT.get(id), async ({ storage }) => (await storage.getAlarm()) === time);
  },
};

// DO-GATE-24
export const unconfirmedPut: Case = {
  async test(_, env) {
    const stub = fresh(env.SUBJECT);
    await inside(stub, ({ storage }) => storage.put("a", 1, { allowUnconfirmed: true }));
    return inside(stub, ({ storage }) => storage.get("a"));
  },
};

// DO-GATE-21, DO-GATE-23: behind a commit everything goes out in the order in which it was sent.
export const heldOutputInOrder: Case = {
  async test(_, env) {
    const other = env.SUBJECT.newUniqueId();
    const seen: string[] = [];
    const answer = await inside(fresh(env.SUBJECT), async (self) => {
      const stub = self.env.SUBJECT.get(other);
      await inside(stub, () => 0);
      const calls = [];
      for (const n of ["a", "b", "c"]) {
        self.storage.put(n, 1);
        calls.push(stub.run(keep(() => void seen.push("call " + n))));
      }
      await Promise.all(calls);
      return [...(await self.storage.list()).keys()];
    });
    return { answer, seen };
  },
};
