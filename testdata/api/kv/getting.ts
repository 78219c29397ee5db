import { outcomes } from "../entry";

const members = (o: any) => Object.getOwnPropertyNames(Object.getPrototypeOf(o)).sort();

export const shape = {
  async test(_: unknown, { KV }: any) {
    return {
      class: [KV.constructor.name, Object.prototype.toString.call(KV), Object.keys(KV), members(KV)],
      lengths: ["get", "list", "put", "getWithMetadata", "delete"].map((m) => KV[m].length),
      globals: ["KvNamespace", "KVNamespace"].map((name) => name in globalThis),
      ...(await outcomes({ detached: () => KV.get.call({}, "k"), clone: () => structuredClone(KV) })),
    };
  },
};

export const types = {
  async test(_: unknown, { KV }: any) {
    await KV.put("text", "žluť");
    await KV.put("json", '{"a":[1]}', { metadata: { m: 1 } });
    await KV.put("bytes", new Uint8Array([255, 0]));
    await KV.put("empty", "");
    const stream = async (s: any) => [s.constructor.name, await new Response(s).text()];
    return outcomes({
      text: () => KV.get("text"),
      named: () => KV.get("text", "text"),
      option: () => KV.get("text", { type: "text" }),
      json: () => KV.get("json", "json"),
      notJson: () => KV.get("text", "json"),
      emptyJson: () => KV.get("empty", "json"),
      empty: () => KV.get("empty"),
      arrayBuffer: () => KV.get("bytes", "arrayBuffer"),
      badText: () => KV.get("bytes"),
      stream: async () => stream(await KV.get("text", "stream")),
      unknown: () => KV.get("text", "blob"),
      unknownAbsent: () => KV.get("absent", "blob"),
      undefined: () => KV.get("text", undefined),
      null: () => KV.get("text", null),
      nullType: () => KV.get("text", { type: null }),
      number: () => KV.get("text", 5),
      absent: () => KV.get("absent"),
      absentStream: () => KV.get("absent", { type: "stream" }),
      cacheTtl: () => KV.get("text", { cacheTtl: 60 }),
      cacheTtlShort: () => KV.get("text", { cacheTtl: 10 }),
      cacheTtlText: () => KV.get("text", { cacheTtl: "x" }),
      withMetadata: () => KV.getWithMetadata("json"),
      withMetadataJson: () => KV.getWithMetadata("json", "json"),
      withoutMetadata: () => KV.getWithMetadata("text"),
      withMetadataAbsent: () => KV.getWithMetadata("absent"),
    });
  },
};

export const bulk = {
  async test(_: unknown, { KV }: any) {
    await KV.put("one", "1", { metadata: "m" });
    await KV.put("two", "text");
    await KV.put("none", "");
    return outcomes({
      text: () => KV.get(["one", "two", "absent", "none"]),
      json: () => KV.get(["one"], "json"),
      jsonOption: () => KV.get(["one"], { type: "json" }),
      notJson: () => KV.get(["one", "two"], "json"),
      withMetadata: () => KV.getWithMetadata(["one", "two", "absent"]),
      arrayBuffer: () => KV.get(["one"], "arrayBuffer"),
      stream: () => KV.get(["one"], "stream"),
      unknown: () => KV.get(["one"], "x"),
      empty: () => KV.get([]),
      many: () => KV.get(Array.from({ length: 101 }, (_, i) => `k${i}`)),
      hundred: async () => (await KV.get(Array.from({ length: 100 }, (_, i) => `k${i}`))).size,
      twice: () => KV.get(["one", "one"]),
      emptyKey: () => KV.get([""]),
      dot: () => KV.get(["."]),
      long: () => KV.get(["k".repeat(513)]),
      numbers: () => KV.get([1, 2]),
      cacheTtlShort: () => KV.get(["one"], { cacheTtl: 10 }),
    });
  },
};

export const keys = {
  async test(_: unknown, { KV }: any) {
    const long = "k".repeat(513);
    return outcomes({
      none: () => KV.get(),
      empty: () => KV.get(""),
      dot: () => KV.get("."),
      dots: () => KV.get(".."),
      long: () => KV.get(long),
      longBytes: () => KV.get("ž".repeat(300)),
      number: () => KV.get(5),
      null: () => KV.get(null),
      symbol: () => KV.get(Symbol("s")),
      odd: async () => {
        await KV.put("a/b?c=d&e #f%20", "odd");
        return KV.get("a/b?c=d&e #f%20");
      },
      putNone: () => KV.put(),
      putOne: () => KV.put("k"),
      putEmpty: () => KV.put("", "x"),
      putDots: () => KV.put("..", "x"),
      putLong: () => KV.put(long, "x"),
      deleteNone: () => KV.delete(),
      deleteEmpty: () => KV.delete(""),
      deleteLong: () => KV.delete(long),
      deleteAbsent: () => KV.delete("absent"),
      withMetadataNone: () => KV.getWithMetadata(),
      withMetadataEmpty: () => KV.getWithMetadata(""),
    });
  },
};
