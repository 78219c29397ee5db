// DO-STORAGE-73…78: transactionSync.
import { both, object, outcome, outcomes, sleep } from "../entry";

// DO-STORAGE-73, 77
export const transactionSync = both(async ({ storage }) => ({
  ...(await outcomes({
    value: () => storage.transactionSync(() => 7),
    nothing: () => storage.transactionSync(),
    text: () => storage.transactionSync("x"),
    writes: () => storage.transactionSync(() => void storage.put("a", 1)),
    thrown: () =>
      storage.transactionSync(() => {
        storage.put("b", 1);
        throw new RangeError("mine");
      }),
  })),
  stored: await storage.list(),
}));

// DO-STORAGE-74
export const transactionSyncNests = object(async ({ storage }) => {
  const { kv } = storage;
  storage.transactionSync(() => {
    kv.put("outer", 1);
    try {
      storage.transactionSync(() => {
        kv.put("inner", 1);
        throw new Error("inner");
      });
    } catch {}
    storage.transactionSync(() => kv.put("second", 1));
  });
  await storage.transaction(async () => {
    storage.transactionSync(() => kv.put("third", 1));
    await outcome(() =>
      storage.transactionSync(() => {
        kv.put("fourth", 1);
        throw new Error("x");
      }),
    );
  });
  return storage.list();
});

// DO-STORAGE-74: the outer one's end takes the inner one's writes with it.
export const transactionSyncOuterFails = object(async ({ storage }) => {
  const failed = await outcome(() =>
    storage.transactionSync(() => {
      storage.transactionSync(() => storage.kv.put("inner", 1));
      storage.sql.exec("CREATE TABLE t (a)");
      throw new Error("outer");
    }),
  );
  return { failed, list: await storage.list(), tables: storage.sql.exec("SELECT name FROM sqlite_master WHERE name = 't'").toArray() };
});

// DO-STORAGE-75
export const transactionSyncIsNotAwaited = object(async ({ storage }) => {
  const { kv } = storage;
  const promise = storage.transactionSync(async () => {
    kv.put("before", 1);
    await sleep(5);
    kv.put("after", 1);
    throw new Error("late");
  });
  return { result: await outcome(() => promise), stored: await storage.list() };
});

// DO-STORAGE-76
export const transactionSyncCursor = object(({ storage }) => {
  const { sql } = storage;
  sql.exec("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2), (3)");
  let inside: any;
  try {
    storage.transactionSync(() => {
      sql.exec("INSERT INTO t VALUES (4)");
      inside = sql.exec("SELECT a FROM t");
      inside.next();
      throw new Error("x");
    });
  } catch {}
  return outcomes({ next: () => inside.next(), count: () => sql.exec("SELECT count(*) AS n FROM t").one().n });
});

// DO-STORAGE-78
export const transactionInsideTransactionSync = object(async ({ storage }) => {
  const order: string[] = [];
  let later: any;
  const result = storage.transactionSync(() => {
    later = storage.transaction(async () => {
      order.push("transaction");
      await storage.put("t", 1);
    });
    order.push("sync");
    storage.kv.put("s", 1);
    return "value";
  });
  order.push("after sync");
  await later;
  return { result, order, stored: await storage.list() };
});
