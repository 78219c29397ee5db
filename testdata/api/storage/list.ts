// DO-STORAGE-25…31: list.
import { both, describe, outcomes } from "../entry";

const sorted = async (storage: any, options?: unknown) => [...(await storage.list(options)).keys()];

// DO-TRAP-2, DO-STORAGE-25
export const listOrder = both(async ({ storage }) => {
  for (const k of ["é", "a", "_", "A", "9", "10", "\uFFFF", "\u{1F600}", "", "aa", "a\0"]) await storage.put(k, 1);
  return { up: describe(await sorted(storage)), down: describe(await sorted(storage, { reverse: true })) };
});

// DO-STORAGE-26, 27
export const listRanges = both(async ({ storage }) => {
  for (const k of ["a", "ab", "abc", "abd", "b", "c"]) await storage.put(k, k);
  const asked: unknown[] = [
    { prefix: "ab", start: "abc" }, { prefix: "ab", end: "abd" }, { start: "ab", end: "b", reverse: true, limit: 2 },
    { prefix: "b", start: "a" }, { startAfter: "ab" }, { startAfter: "ab", limit: 1 }, { start: "b" }, { end: "b" },
    { prefix: "ab", reverse: true, limit: 1 }, { prefix: "" }, { prefix: "zz" }, { start: "ab", end: "ab" }, { start: "b", end: "a" },
    { end: "" }, { prefix: "ab", start: "b" }, { prefix: "ab", end: "a" }, { start: "" }, { startAfter: "" }, { startAfter: "c" },
    { startAfter: "ab", prefix: "ab", reverse: true }, { startAfter: "a", end: "c", limit: 3, reverse: true }, { limit: 100 },
    { start: "abd", prefix: "ab", end: "abe" }, { prefix: "ab", startAfter: "aa", end: "abd" },
  ];
  const all: unknown[] = [];
  for (const options of asked) all.push([options, await sorted(storage, options)]);
  return all;
});

// DO-STORAGE-26: a prefix whose last character is the last there is.
export const listPrefixAtTheEnd = both(async ({ storage }) => {
  for (const k of ["a\u{10FFFF}", "a\u{10FFFF}x", "b", "\u{10FFFF}", "\u{10FFFF}y"]) await storage.put(k, 1);
  return describe([await sorted(storage, { prefix: "a\u{10FFFF}" }), await sorted(storage, { prefix: "\u{10FFFF}" }), await sorted(storage, { prefix: "a" })]);
});

// DO-STORAGE-28, 29, 30
export const listArguments = both(async ({ storage }) => {
  for (const k of ["a", "b", "c", "nulla", "o"]) await storage.put(k, k);
  return outcomes({
    startAndAfter: () => storage.list({ start: "a", startAfter: "b" }),
    startAndAfterUndefined: () => sorted(storage, { start: "a", startAfter: undefined }),
    zero: () => storage.list({ limit: 0 }),
    negative: () => storage.list({ limit: -1 }),
    nan: () => storage.list({ limit: NaN }),
    null: () => storage.list({ limit: null }),
    infinite: () => storage.list({ limit: Infinity }),
    text: () => storage.list({ limit: "x" }),
    fraction: () => sorted(storage, { limit: 1.9 }),
    small: () => sorted(storage, { limit: 0.5 }),
    digits: () => sorted(storage, { limit: "2" }),
    huge: () => storage.list({ limit: 2 ** 31 }),
    largest: () => sorted(storage, { limit: 2 ** 31 - 1 }),
    bigint: () => storage.list({ limit: 2n }),
    symbol: () => storage.list({ limit: Symbol("x") }),
    boolean: () => sorted(storage, { limit: true }),
    undefined: () => sorted(storage, { limit: undefined }),
    nothing: () => sorted(storage),
    nullOptions: () => sorted(storage, null),
    textOptions: () => storage.list("x"),
    numberOptions: () => storage.list(5),
    arrayOptions: () => sorted(storage, ["x"]),
    startNull: () => sorted(storage, { start: null }),
    prefixNull: () => sorted(storage, { prefix: null }),
    prefixNumber: () => sorted(storage, { prefix: 5 }),
    reverseText: () => sorted(storage, { reverse: "no" }),
    reverseNull: () => sorted(storage, { reverse: null }),
    unknown: () => sorted(storage, { nonsense: 1 }),
    startSymbol: () => storage.list({ start: Symbol("x") }),
  });
});

// DO-STORAGE-31
export const listIsASnapshot = both(async ({ storage }) => {
  await storage.put("a", 1);
  const listing = storage.list();
  storage.put("b", 2);
  storage.delete("a");
  return [await listing, await storage.list()];
});

// DO-STORAGE-25: what list returns.
export const listResult = both(async ({ storage }) => {
  await storage.put("a", { n: 1 });
  const first = await storage.list();
  first.get("a").n = 2;
  first.delete("a");
  return { isMap: first instanceof Map, second: await storage.list() };
});
