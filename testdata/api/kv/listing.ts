import { outcomes } from "../entry";

export const lists = {
  async test(_: unknown, { KV }: any) {
    for (const { name } of (await KV.list()).keys) await KV.delete(name);
    for (const k of ["l/a", "l/b", "l/c", "m"]) await KV.put(k, k, k === "l/b" ? { metadata: { k } } : undefined);
    return outcomes({
      all: () => KV.list(),
      null: () => KV.list(null),
      prefix: () => KV.list({ prefix: "l/" }),
      limit: () => KV.list({ prefix: "l/", limit: 2 }),
      next: async () => KV.list({ prefix: "l/", limit: 2, cursor: (await KV.list({ prefix: "l/", limit: 2 })).cursor }),
      zero: async () => (await KV.list({ limit: 0 })).keys.length,
      negative: async () => (await KV.list({ limit: -1 })).keys.length,
      many: () => KV.list({ limit: 1001 }),
      text: async () => (await KV.list({ limit: "2" })).keys.length,
      nulls: async () => (await KV.list({ prefix: null, cursor: null })).keys.length,
      number: async () => (await KV.list({ prefix: 5 })).keys.length,
      badCursor: async () => (await KV.list({ cursor: "%%" })).keys.length,
      longPrefix: () => KV.list({ prefix: "x".repeat(513) }),
      wrong: () => KV.list("x"),
    });
  },
};
