import { outcomes } from "../entry";
import { clean } from "./shown";

const keys = (l: any) => ({
  members: Object.keys(l), keys: l.objects.map((o: any) => o.key), truncated: l.truncated, cursor: l.cursor ?? null, prefixes: l.delimitedPrefixes,
});

export const listing = {
  async test(_: unknown, { BUCKET }: any) {
    await clean(BUCKET);
    for (const k of ["a", "b/1", "b/2", "b/c/3", "d", "A", "ž"]) {
      await BUCKET.put(k, k, { httpMetadata: { contentType: `t/${k.length}` }, customMetadata: { k } });
    }
    const list = (o?: any) => async () => keys(await BUCKET.list(o));
    const included = (include: any) => async () => {
      const [o] = (await BUCKET.list({ prefix: "b/1", include })).objects;
      return [o.constructor.name, Object.keys(o), o.httpMetadata ?? null, o.customMetadata ?? null, o.range ?? null, o.checksums.toJSON()];
    };
    return outcomes({
      all: list(),
      null: list(null),
      prefix: list({ prefix: "b/" }),
      delimiter: list({ delimiter: "/" }),
      both: list({ prefix: "b/", delimiter: "/" }),
      emptyDelimiter: list({ delimiter: "" }),
      limit: list({ limit: 2 }),
      startAfter: list({ startAfter: "b/1" }),
      cursor: async () => keys(await BUCKET.list({ limit: 3, cursor: (await BUCKET.list({ limit: 3 })).cursor })),
      cursorAndStart: async () => keys(await BUCKET.list({ startAfter: "b/2", cursor: (await BUCKET.list({ limit: 1 })).cursor })),
      delimiterLimit: list({ delimiter: "/", limit: 3 }),
      badCursor: list({ cursor: "%%" }),
      zero: list({ limit: 0 }),
      negative: list({ limit: -1 }),
      tooMany: list({ limit: 1001 }),
      fraction: list({ limit: 1.5 }),
      limitText: list({ limit: "x" }),
      prefixNumber: list({ prefix: 5 }),
      text: list("x"),
      included: included(["httpMetadata", "customMetadata"]),
      http: included(["httpMetadata"]),
      none: included([]),
      unset: included(undefined),
      unknown: included(["other"]),
      notList: included("httpMetadata"),
      write: async () => {
        const [o] = (await BUCKET.list({ prefix: "b/1" })).objects;
        o.writeHttpMetadata(new Headers());
      },
      writeWrong: async () => (await BUCKET.head("a")).writeHttpMetadata({}),
      writeNothing: async () => (await BUCKET.head("a")).writeHttpMetadata(),
    });
  },
};
