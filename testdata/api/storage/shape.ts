// DO-STORAGE-1…3, DO-ARG-12, 13 and 90…97: what the storage object has.
import { both, object, outcomes } from "../entry";

// DO-STORAGE-2, DO-STORAGE-97, DO-STORAGE-1
export const storagePrototype = both(({ storage }) => ({
  names: Object.getOwnPropertyNames(Object.getPrototypeOf(storage)).filter((n) => n !== "constructor").sort(),
  own: Object.keys(storage).sort(),
  stable: [storage.sql === storage.sql, storage.kv === storage.kv],
  absent: ["waitForBookmark", "ensureReplicas", "disableReplicas", "primary"].filter((n) => n in storage),
}));

// DO-STORAGE-61
export const transactionPrototype = object(({ storage }) =>
  storage.transaction((txn: any) => ({
    names: Object.getOwnPropertyNames(Object.getPrototypeOf(txn)).filter((n) => n !== "constructor").sort(),
    own: Object.keys(txn),
    name: txn.constructor.name,
  })),
);

// DO-STORAGE-80, DO-ARG-13
export const tags = object(({ storage, ctx }) => {
  const show = (o: any) => [Object.prototype.toString.call(o), o.constructor.name];
  return {
    state: show(ctx), id: show(ctx.id), storage: show(storage), sql: show(storage.sql), kv: show(storage.kv),
    kvNames: Object.getOwnPropertyNames(Object.getPrototypeOf(storage.kv)).filter((n) => n !== "constructor").sort(),
    iterator: Object.prototype.toString.call(storage.kv.list()),
    global: Object.prototype.toString.call(storage.transactionSync),
  };
});

// DO-STORAGE-3
export const realPromises = object(async ({ storage }) => {
  const promises: Record<string, any> = {
    get: storage.get("a"), list: storage.list(), put: storage.put("a", 1), delete: storage.delete("a"),
    transaction: storage.transaction(() => 1), getAlarm: storage.getAlarm(), setAlarm: storage.setAlarm(Date.now() + 1e6),
    deleteAlarm: storage.deleteAlarm(), sync: storage.sync(), deleteAll: storage.deleteAll(), bookmark: storage.getCurrentBookmark(),
  };
  const all: Record<string, unknown> = {};
  for (const name in promises) all[name] = promises[name] instanceof Promise;
  await Promise.all(Object.values(promises));
  return all;
});

// DO-TRAP-3, DO-STORAGE-3, DO-GATE-5: await of a storage promise yields to microtasks only.
export const resolvedAlready = object(async ({ storage }) => {
  const order: string[] = [];
  setTimeout(() => order.push("timer"), 0);
  for (const [name, op] of Object.entries<() => Promise<unknown>>({
    put: () => storage.put("a", 1), get: () => storage.get("a"), list: () => storage.list(), delete: () => storage.delete("a"),
    getAlarm: () => storage.getAlarm(), setAlarm: () => storage.setAlarm(Date.now() + 1e6), deleteAlarm: () => storage.deleteAlarm(),
  })) {
    await op();
    order.push(name);
  }
  return order;
});

// DO-TRAP-12, DO-STORAGE-90, 91, 92
export const legacyRefusals = both(({ storage }) =>
  outcomes({
    exec: () => storage.sql.exec("SELECT 1").toArray(),
    size: () => typeof storage.sql.databaseSize,
    kvGet: () => storage.kv.get("a"),
    kvPut: () => storage.kv.put("a", 1),
    kvDelete: () => storage.kv.delete("a"),
    kvList: () => typeof storage.kv.list(),
    transactionSync: () => storage.transactionSync(() => 5),
  }),
);

// DO-STORAGE-95, 96
export const bookmarks = object(async ({ storage }) => ({
  first: await storage.getCurrentBookmark(),
  second: await storage.getCurrentBookmark(),
  errors: await outcomes({
    forTime: () => storage.getBookmarkForTime(Date.now()),
    forText: () => storage.getBookmarkForTime("x"),
    restore: () => storage.onNextSessionRestoreBookmark("x"),
    restoreNothing: () => storage.onNextSessionRestoreBookmark(),
  }),
}));

// DO-ARG-6, DO-ARG-3
export const constructors = object(({ storage, ctx }) =>
  outcomes({
    storage: () => new storage.constructor(),
    state: () => new ctx.constructor(),
    id: () => new ctx.id.constructor(),
    called: () => storage.constructor(),
    kv: () => new storage.kv.constructor(),
    globals: () => ["DurableObjectStorage", "DurableObjectTransaction", "DurableObjectState", "DurableObjectId", "DurableObjectNamespace", "DurableObject", "SqlStorage", "SyncKvStorage", "WebSocketRequestResponsePair"].map((n) => [n, typeof (globalThis as any)[n]]),
  }),
);

// DO-ARG-1, methods on a wrong receiver
export const wrongReceiver = object(({ storage, ctx }) =>
  outcomes({
    get: () => storage.get.call({}, "a"),
    transactionSync: () => storage.transactionSync.call({}, () => 1),
    kvGet: () => storage.kv.get.call({}, "a"),
    exec: () => storage.sql.exec.call({}, "SELECT 1"),
    waitUntil: () => ctx.waitUntil.call({}, 1),
    id: () => ctx.id.toString.call({}),
    torn: () => {
      const { get } = storage;
      return get("a");
    },
  }),
);

// DO-ARG-12
export const readOnly = object(({ storage, ctx }) =>
  outcomes({
    name: () => (ctx.id.name = "x"),
    databaseSize: () => (storage.sql.databaseSize = 1),
    kv: () => ((storage.kv = 1), storage.kv),
    storage: () => ((ctx.storage = 1), ctx.storage),
    id: () => ((ctx.id = 1), ctx.id),
    props: () => ((ctx.props = 1), ctx.props),
    deleted: () => [delete ctx.storage, typeof ctx.storage],
  }),
);
