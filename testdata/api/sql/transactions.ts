// DO-SQL-46, DO-SQL-47: transactions and cursors.
import { fresh, inside, keep, object, outcome, sleep } from "../entry";
import { rows } from "./run";

// DO-SQL-46
export const together = object(async (self) => {
  const { storage } = self;
  rows(self, "CREATE TABLE t (a)");
  const inTransaction = await outcome(() => storage.transaction(async (txn: any) => {
    rows(self, "INSERT INTO t VALUES (1)");
    await txn.put("k", 1);
    throw new Error("no");
  }));
  const sync = await outcome(() => storage.transactionSync(() => {
    rows(self, "INSERT INTO t VALUES (2)");
    storage.kv.put("k", 2);
    throw new Error("no");
  }));
  const nested = await outcome(() => storage.transactionSync(() => {
    rows(self, "INSERT INTO t VALUES (3)");
    try {
      storage.transactionSync(() => { rows(self, "INSERT INTO t VALUES (4)"); throw 1; });
    } catch {}
    return rows(self, "SELECT a FROM t");
  }));
  return { inTransaction, sync, nested, rows: rows(self, "SELECT a FROM t"), k: await outcome(() => storage.get("k")) };
});

export const schemaRollsBack = object(async (self) => {
  const { storage } = self;
  await outcome(() => storage.transactionSync(() => { rows(self, "CREATE TABLE t (a); INSERT INTO t VALUES (1)"); throw 1; }));
  return [await outcome(() => rows(self, "SELECT * FROM t")), rows(self, "SELECT name FROM sqlite_master WHERE name = 't'")];
});

// DO-SQL-27, DO-STORAGE-76
export const cursorAfterRollback = object(async (self) => {
  const { storage } = self;
  rows(self, "CREATE TABLE t (a); INSERT INTO t VALUES (1), (2), (3)");
  const outer = storage.sql.exec("SELECT a FROM t");
  let inner: any;
  const first = outer.next();
  await outcome(() => storage.transactionSync(() => { inner = storage.sql.exec("SELECT a FROM t"); rows(self, "DELETE FROM t WHERE a = 2"); throw 1; }));
  return { first, outer: await outcome(() => outer.next()), inner: await outcome(() => inner.next()), rows: rows(self, "SELECT a FROM t") };
});

export const cursorAcrossTurns = {
  async test(_: unknown, env: any) {
    const stub = fresh(env.SUBJECT);
    const first = await inside(stub, (self) => {
      rows(self, "CREATE TABLE t (a); INSERT INTO t VALUES (1), (2), (3)");
      self.kept.cursor = self.storage.sql.exec("SELECT a FROM t");
      return self.kept.cursor.next();
    });
    const second = await inside(stub, (self) => (rows(self, "INSERT INTO t VALUES (4)"), self.kept.cursor.next()));
    const third = await inside(stub, (self) => outcome(() => self.kept.cursor.toArray()));
    return [first, second, third];
  },
};

// DO-SQL-47
export const unfinishedWrite = {
  async test(_: unknown, env: any) {
    const stub = fresh(env.SUBJECT);
    await inside(stub, (self) => rows(self, "CREATE TABLE t (a)"));
    const finished = await outcome(() => inside(stub, async (self) => { self.storage.sql.exec("INSERT INTO t VALUES (1) RETURNING a"); await sleep(1); return "done"; }));
    const broken = await outcome(() => inside(stub, async (self) => { self.kept.c = self.storage.sql.exec("INSERT INTO t VALUES (2), (3), (4) RETURNING a"); await sleep(1); return "done"; }));
    const after = await outcome(() => inside(env.SUBJECT.get(stub.id), (self) => rows(self, "SELECT a FROM t")));
    return { finished, broken, after };
  },
};

// DO-GATE-25: a constraint that fails at the commit.
export const violatedAtCommit = {
  async test(_: unknown, env: any) {
    const stub = fresh(env.SUBJECT);
    await inside(stub, (self) => rows(self, "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p REFERENCES p)"));
    const broken = await outcome(() => inside(stub, async (self) => { rows(self, "PRAGMA defer_foreign_keys = on; INSERT INTO c VALUES (1)"); await sleep(1); return "done"; }));
    const again = env.SUBJECT.get(stub.id);
    const rpc = await outcome(() => again.runNow(keep((self) => { rows(self, "PRAGMA defer_foreign_keys = on; INSERT INTO c VALUES (1)"); return "done"; })));
    return { broken, rpc, after: await outcome(() => inside(env.SUBJECT.get(stub.id), (self) => rows(self, "SELECT count(*) FROM c"))) };
  },
};

export const changesFunctions = object((self) => {
  rows(self, "CREATE TABLE t (a INTEGER PRIMARY KEY); INSERT INTO t VALUES (1), (2), (3)");
  const first = rows(self, "SELECT changes(), total_changes() > 0, last_insert_rowid()");
  rows(self, "DELETE FROM t WHERE a > 1");
  return [first, rows(self, "SELECT changes(), last_insert_rowid()")];
});
