// DO-STORAGE-80…86: the synchronous key-value API.
import { object, outcomes } from "../entry";

// DO-STORAGE-80, 81
export const kvGet = object(async ({ storage }) => {
  await storage.put({ a: 1, "p,q": 2, "[object Object]": 3, undefined: 4, null: 5 });
  return outcomes({
    present: () => storage.kv.get("a"),
    absent: () => storage.kv.get("x"),
    array: () => storage.kv.get(["p", "q"]),
    object: () => storage.kv.get({}),
    undefined: () => storage.kv.get(undefined),
    null: () => storage.kv.get(null),
    nothing: () => storage.kv.get(),
    symbol: () => storage.kv.get(Symbol("x")),
    copy: () => {
      storage.kv.put("o", { list: [1] });
      storage.kv.get("o").list.push(2);
      return storage.kv.get("o");
    },
  });
});

// DO-TRAP-13, DO-STORAGE-82
export const kvPut = object(async ({ storage }) => ({
  ...(await outcomes({
    value: () => storage.kv.put("a", 1),
    undefined: () => storage.kv.put("u", undefined),
    missing: () => storage.kv.put("k"),
    nothing: () => storage.kv.put(),
    entries: () => storage.kv.put({ x: 1 }, 2),
    function: () => storage.kv.put("f", () => {}),
    large: () => storage.kv.put("l", new Uint8Array(8_400_000)),
  })),
  read: storage.kv.get("u") === undefined,
  list: [...storage.kv.list()],
  async: await storage.list(),
}));

// DO-STORAGE-83
export const kvDelete = object(({ storage }) => {
  storage.kv.put("a", 1);
  return outcomes({
    existing: () => storage.kv.delete("a"),
    again: () => storage.kv.delete("a"),
    nothing: () => storage.kv.delete(),
    array: () => storage.kv.delete(["a"]),
  });
});

// DO-STORAGE-84
export const kvList = object(({ storage }) => {
  for (const k of ["b", "a", "c", "ab"]) storage.kv.put(k, k);
  const keys = (o?: unknown) => [...storage.kv.list(o)].map(([k]) => k);
  const it = storage.kv.list();
  return outcomes({
    entries: () => [...storage.kv.list()],
    prefix: () => keys({ prefix: "a" }),
    reverse: () => keys({ reverse: true, limit: 2 }),
    startAfter: () => keys({ startAfter: "a", end: "c" }),
    both: () => storage.kv.list({ start: "a", startAfter: "a" }),
    zero: () => storage.kv.list({ limit: 0 }),
    text: () => storage.kv.list("x"),
    null: () => keys(null),
    helpers: () => storage.kv.list().map(([k]: any) => k).toArray(),
    isArrayLike: () => [it instanceof Map, Symbol.iterator in it, it[Symbol.iterator]() === it, typeof it.next],
    shape: () => {
      const fresh = storage.kv.list({ limit: 1 });
      return [fresh.next(), fresh.next(), fresh.next()];
    },
    names: () => Object.getOwnPropertyNames(Object.getPrototypeOf(it)).sort(),
  });
});

// DO-STORAGE-85
export const kvListInvalidated = object(async ({ storage }) => {
  for (const k of ["a", "b", "c"]) storage.kv.put(k, k);
  const first = storage.kv.list();
  first.next();
  const second = storage.kv.list();
  const all: any = await outcomes({ older: () => first.next(), newer: () => second.next() });
  await storage.list();
  return { ...all, ...(await outcomes({ afterList: () => second.next() })) };
});

// DO-STORAGE-86
export const kvWriteDuringIteration = object(({ storage }) => {
  for (const k of ["a", "b", "c", "d"]) storage.kv.put(k, k);
  const seen: string[] = [];
  for (const [k] of storage.kv.list()) {
    seen.push(k);
    if (k === "a") {
      storage.kv.delete("c");
      storage.kv.put("e", "e");
      storage.kv.put("0", "0");
    }
  }
  return { seen, left: [...storage.kv.list()].map(([k]: any) => k) };
});
