// DO-STORAGE-5…21, 35…43: get, put, delete, deleteAll and sync.
import { both, fresh, hook, inside, keep, object, outcome, outcomes } from "../entry";

// DO-STORAGE-5
export const getAbsent = both(async ({ storage }) => {
  await storage.put("null", null);
  return [await storage.get("absent"), await storage.get("null")];
});

// DO-STORAGE-6
export const getMany = both(async ({ storage }) => {
  for (const k of ["b", "a", "10", "9", "é", "\u{1F600}", "\uFFFF", "A"]) await storage.put(k, k);
  return {
    asked: await storage.get(["b", "x", "a", "b", "\u{1F600}", "\uFFFF", "é", "9", "10", "A"]),
    none: await storage.get([]),
    converted: await storage.get([10, { toString: () => "a" }]),
  };
});

// DO-STORAGE-7, DO-ARG-7
export const keysAreConverted = both(async ({ storage }) => {
  for (const k of ["null", "undefined", "[object Object]", "[object Set]", "5", "true", ""]) await storage.put(k, "at " + k);
  return outcomes({
    null: () => storage.get(null),
    undefined: () => storage.get(undefined),
    object: () => storage.get({}),
    set: () => storage.get(new Set(["x"])),
    number: () => storage.get(5),
    boolean: () => storage.get(true),
    empty: () => storage.get(""),
    symbol: () => storage.get(Symbol("x")),
    thrower: () => storage.get({ toString() { throw new RangeError("mine"); } }),
  });
});

// DO-STORAGE-8, DO-ARG-10
export const getArguments = both(({ storage }) =>
  outcomes({
    nothing: () => storage.get(),
    options: () => storage.get("a", 5),
    optionsText: () => storage.get("a", "x"),
    optionsNull: () => storage.get("a", null),
    optionsUnknown: () => storage.get("a", { nonsense: 1, allowConcurrency: true, noCache: true }),
    optionsFunction: () => storage.get("a", () => {}),
    manyOptions: () => storage.get(["a"], 5),
    sparse: () => storage.get([, "a"]),
    symbolInArray: () => storage.get([Symbol("x")]),
  }),
);

// DO-STORAGE-9
export const getIsACopy = both(async ({ storage }) => {
  await storage.put("o", { list: [1] });
  const first = await storage.get("o");
  first.list.push(2);
  const second = await storage.get("o");
  return { same: first === second, second };
});

// DO-STORAGE-12
export const putIsSynchronous = both(async ({ storage }) => {
  const value: any = { n: 1 };
  const done = storage.put("o", value);
  value.n = 2;
  const result = await done;
  return { result, stored: await storage.get("o") };
});

// DO-TRAP-13, DO-STORAGE-13, 14, 16, 17
export const putArguments = both(async ({ storage }) => ({
  ...(await outcomes({
    undefined: () => storage.put("k", undefined),
    missing: () => storage.put("k"),
    nothing: () => storage.put(),
    badOptions: () => storage.put("k", 1, 5),
    nullOptions: () => storage.put("k", 1, null),
    entriesAndText: () => storage.put({ a: 1 }, "x"),
    entriesAndNumber: () => storage.put({ a: 1 }, 5),
    entriesAndNull: () => storage.put({ a: 1 }, null),
    entriesAndOptions: () => storage.put({ a: 1 }, { allowUnconfirmed: true }),
    entriesAndThird: () => storage.put({ a: 1 }, {}, {}),
    map: () => storage.put(new Map([["m", 1]])),
    array: () => storage.put(["p", "q"]),
    arrayWithValue: () => storage.put(["p", "q"], 7),
    nullKey: () => storage.put(null, 1),
    numberKey: () => storage.put(5, "five"),
    symbolKey: () => storage.put(Symbol("x"), 1),
    functionKey: () => storage.put(function f() {}, 1),
    dateKey: () => storage.put(new Date(0), 1),
    unknownOption: () => storage.put("k2", 1, { nonsense: true }),
    emptyEntries: () => storage.put({}),
  })),
  stored: await storage.list(),
}));

// DO-STORAGE-15
export const putEntries = both(async ({ storage }) => {
  class Entries {
    own = 1;
    get inherited() { return 2; }
  }
  const hidden = Object.defineProperty({ seen: 1 }, "hidden", { value: 2 });
  return {
    ...(await outcomes({
      skipped: () => storage.put({ a: 1, u: undefined, b: 2 }),
      one: () => storage.put({ c: 1, bad: () => {}, d: 1 }),
      instance: () => storage.put(new Entries()),
      hidden: () => storage.put(hidden),
      symbol: () => storage.put({ [Symbol("s")]: 1, t: 1 }),
      getter: () => storage.put({ e: 1, get f() { throw new RangeError("mine"); } }),
    })),
    stored: await storage.list(),
  };
});

// DO-STORAGE-18, DO-GATE-8
export const putOptions = both(async ({ storage }) => {
  await storage.put("a", 1, { allowUnconfirmed: true, noCache: true, allowConcurrency: true });
  await storage.put({ b: 1 }, { allowUnconfirmed: true });
  await storage.delete("a", { allowUnconfirmed: true, noCache: true });
  return storage.list({ allowConcurrency: true, noCache: true });
});

// DO-STORAGE-20
export const deletes = both(async ({ storage }) => {
  await storage.put({ a: 1, b: 2, c: 3, "5": 5, null: 6 });
  return {
    ...(await outcomes({
      existing: () => storage.delete("a"),
      again: () => storage.delete("a"),
      many: () => storage.delete(["b", "b", "x", "c"]),
      none: () => storage.delete([]),
      number: () => storage.delete(5),
      null: () => storage.delete(null),
    })),
    left: await storage.list(),
  };
});

// DO-STORAGE-21, DO-ARG-11
export const deleteArguments = both(({ storage }) =>
  outcomes({
    nothing: () => storage.delete(),
    options: () => storage.delete("a", 5),
    symbol: () => storage.delete(Symbol("x")),
    symbolInArray: () => storage.delete([Symbol("x")]),
    txn: () => storage.transaction((txn: any) => outcomes({ nothing: () => txn.delete(), options: () => txn.delete("a", 5) })),
  }),
);

// DO-STORAGE-35
export const deleteAll = object(async ({ storage }) => {
  await storage.put("a", 1);
  storage.sql.exec("CREATE TABLE t (a); CREATE INDEX i ON t (a); CREATE VIEW v AS SELECT * FROM t; INSERT INTO t VALUES (1)");
  await storage.setAlarm(Date.now() + 1e6);
  const result = await storage.deleteAll();
  const tables = storage.sql.exec("SELECT name FROM sqlite_master").toArray();
  const alarm = (await storage.getAlarm()) !== null;
  await storage.put("b", 2);
  return { result, tables, alarm, list: await storage.list() };
});

// DO-STORAGE-36
export const deleteAllCancelsCursors = object(async ({ storage }) => {
  storage.sql.exec("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2), (3)");
  const cursor = storage.sql.exec("SELECT a FROM t");
  cursor.next();
  await storage.deleteAll();
  return outcomes({ next: () => cursor.next(), array: () => cursor.toArray() });
});

// DO-STORAGE-37
export const deleteAllInTransaction = object(async ({ storage }) => {
  await storage.put("a", 1);
  return {
    ...(await outcomes({
      txn: () => storage.transaction((txn: any) => outcomes({ txn: () => txn.deleteAll(), storage: () => storage.deleteAll() })),
    })),
    after: await storage.list(),
  };
});

// DO-STORAGE-37
export const deleteAllInTransactionSync = object(async ({ storage }) => {
  await storage.put("a", 1);
  let inner;
  const outer = await outcome(() =>
    storage.transactionSync(() => {
      inner = outcome(() => storage.deleteAll());
    }),
  );
  return { inner: await inner, outer, after: await outcome(() => storage.list()) };
});

// DO-STORAGE-38
export const deleteAllIsNotUndone = {
  async test(_: unknown, env: any) {
    const id = env.SUBJECT.newUniqueId();
    const ran = async (body: any) => outcome(() => inside(env.SUBJECT.get(id), body));
    await ran(async ({ storage }: any) => storage.put("a", 1));
    const aborted = await ran(async ({ storage, ctx }: any) => {
      storage.deleteAll();
      storage.put("b", 2);
      ctx.abort("stop");
    });
    return { aborted, left: await ran(({ storage }: any) => storage.list()) };
  },
};

// DO-STORAGE-38, 60
export const deleteAllSize = object(async ({ storage }) => {
  storage.sql.exec("CREATE TABLE t (a)");
  for (let i = 0; i < 50; i++) storage.sql.exec("INSERT INTO t VALUES (?)", "x".repeat(4000));
  const large = storage.sql.databaseSize > 200_000;
  await storage.deleteAll();
  return { large, size: storage.sql.databaseSize };
});

// DO-STORAGE-39, DO-GATE-9
export const syncs = both(async ({ storage }) => {
  const order: string[] = [];
  setTimeout(() => order.push("timer"), 0);
  await storage.put("a", 1);
  order.push("put");
  const result = await storage.sync();
  order.push("sync");
  await storage.get("a");
  order.push("get");
  return { result, order };
});

// DO-STORAGE-42
export const largeKeysAndBatches = both(async ({ storage }) => {
  const key = "k".repeat(1_000_000);
  const batch = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => ["b" + i, i]));
  return {
    key: await outcome(() => storage.put(key, 1)),
    value: await storage.get(key),
    batch: await outcome(() => storage.put(batch)),
    many: (await storage.get(Object.keys(batch))).size,
    deleted: await storage.delete(Object.keys(batch)),
  };
});

// DO-STORAGE-43, 56
export const largestValue = both(async ({ storage }) => ({
  fits: await outcome(() => storage.put("a", new Uint8Array(8_000_000))),
  tooLarge: await outcome(() => storage.put("a", new Uint8Array(8_400_000))),
  entries: await outcome(() => storage.put({ x: 1, y: new Uint8Array(8_400_000) })),
  kept: (await storage.get("a"))?.length,
  x: await storage.get("x"),
}));

// DO-STORAGE-12: many writes to one key, the last wins, also unawaited.
export const unawaited = both(async ({ storage }) => {
  for (let i = 0; i < 20; i++) storage.put("a", i);
  storage.delete("a");
  storage.put("a", "last");
  storage.put("b", 1);
  return storage.list();
});

// DO-GATE-22, DO-LIFE-60: writes before a throw stay; the object lives on.
export const writesBeforeAThrow = {
  async test(_: unknown, env: any) {
    const stub = fresh(env.SUBJECT);
    const key = keep(async ({ storage, kept }) => {
      kept.instance = true;
      storage.put("a", 1);
      throw new RangeError("after put");
    });
    const thrown = await outcome(() => stub.run(key));
    return { thrown, after: await inside(stub, async ({ storage, kept }) => [await storage.get("a"), kept.instance]) };
  },
};

// DO-LIFE-4, DO-STORAGE-39: storage in the constructor.
export const storageInConstructor = {
  async test(_: unknown, env: any) {
    const id = env.SUBJECT.newUniqueId();
    hook(id, {
      construct(self) {
        self.storage.kv.put("a", 1);
        self.storage.put("b", 2);
        self.storage.sql.exec("CREATE TABLE t (a)");
        self.kept.list = self.storage.list();
      },
    });
    return inside(env.SUBJECT.get(id), async ({ storage, kept }) => [await kept.list, await storage.list()]);
  },
};
