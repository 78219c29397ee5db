import { outcomes } from "../entry";

export const ofArguments = {
  async test(_: unknown, { BUCKET }: any) {
    const long = "k".repeat(1025);
    return outcomes({
      headNothing: () => BUCKET.head(),
      getNothing: () => BUCKET.get(),
      putNothing: () => BUCKET.put(),
      putNoValue: () => BUCKET.put("k"),
      deleteLong: () => BUCKET.delete(long),
      headLong: () => BUCKET.head(long),
      getLong: () => BUCKET.get(long),
      putLong: () => BUCKET.put(long, "x"),
      createLong: () => BUCKET.createMultipartUpload(long),
      exact: async () => (await BUCKET.put("k".repeat(1024), "x")).key.length,
      empty: async () => (await BUCKET.put("", "x")).key,
      number: async () => (await BUCKET.put(5, "x")).key,
      null: async () => (await BUCKET.put(null, "x")).key,
      options: () => BUCKET.put("k", "x", 5),
      getOptions: () => BUCKET.get("k", "x"),
      symbol: () => BUCKET.head(Symbol("s")),
      detached: () => BUCKET.head.call({}, "k"),
      clone: () => structuredClone(BUCKET),
    });
  },
};
