import { outcomes } from "../entry";

export const values = {
  async test(_: unknown, { KV }: any) {
    const put = (value: any) => async () => {
      const returned = await KV.put("v", value);
      return [returned, [...new Uint8Array(await KV.get("v", "arrayBuffer"))]];
    };
    return outcomes({
      text: put("ž"),
      number: put(5),
      boolean: put(true),
      null: put(null),
      undefined: put(undefined),
      bigint: put(5n),
      buffer: put(new Uint8Array([1, 2]).buffer),
      view: put(new Uint8Array([1, 2, 3]).subarray(1)),
      dataView: put(new DataView(new ArrayBuffer(1))),
      stream: put(new Response("stream").body),
      made: put(new ReadableStream({ start: (c) => (c.enqueue(new TextEncoder().encode("made")), c.close()) })),
      object: put({}),
      array: put([1]),
      date: put(new Date(0)),
      blob: put(new Blob(["b"])),
      map: put(new Map()),
      fn: put(() => 1),
      boxed: put(new String("x")),
    });
  },
};

export const options = {
  async test(_: unknown, { KV }: any) {
    const now = Math.floor(Date.now() / 1000);
    const put = (o: any) => async () => {
      await KV.put("o", "x", o);
      const { keys } = await KV.list({ prefix: "o" });
      const [{ expiration, metadata }] = keys;
      return { ttl: expiration === undefined ? null : Math.abs(expiration - now - 100) < 50, metadata: metadata ?? null, with: (await KV.getWithMetadata("o")).metadata };
    };
    const relative = (e: any) => String(e.message).replaceAll(/\d{10}/g, "<now>");
    const message = (o: any) => async () => {
      try {
        await KV.put("o", "x", o);
        return "stored";
      } catch (e) {
        return relative(e);
      }
    };
    return outcomes({
      none: put(undefined),
      null: put(null),
      empty: put({}),
      ttl: put({ expirationTtl: 100 }),
      expiration: put({ expiration: now + 100 }),
      both: put({ expiration: now + 10_000, expirationTtl: 100 }),
      ttlShort: message({ expirationTtl: 59 }),
      ttlZero: message({ expirationTtl: 0 }),
      ttlNegative: message({ expirationTtl: -1 }),
      ttlText: message({ expirationTtl: "x" }),
      ttlFraction: put({ expirationTtl: 100.9 }),
      ttlNull: message({ expirationTtl: null }),
      expirationPast: message({ expiration: now - 100 }),
      expirationSoon: message({ expiration: now + 30 }),
      expirationZero: message({ expiration: 0 }),
      metadata: put({ metadata: { a: [1, null, "ž"] } }),
      metadataText: put({ metadata: "text" }),
      metadataNumber: put({ metadata: 0 }),
      metadataNull: put({ metadata: null }),
      metadataUndefined: put({ metadata: undefined }),
      metadataFunction: put({ metadata: () => 1 }),
      metadataLong: put({ metadata: "x".repeat(1023) }),
      metadataCycle: async () => {
        const cycle: any = {};
        cycle.self = cycle;
        await KV.put("o", "x", { metadata: cycle }).catch((e: any) => Promise.reject(new Error(e.constructor.name)));
      },
      text: () => KV.put("o", "x", "y"),
      dates: () => KV.put("o", "x", { expiration: new Date(0) }),
    });
  },
};

export const copiedWhenPut = {
  async test(_: unknown, { KV }: any) {
    const bytes = new Uint8Array([1, 2, 3]);
    const done = KV.put("copied", bytes);
    bytes.fill(9);
    await done;
    return KV.get("copied", "arrayBuffer");
  },
};
