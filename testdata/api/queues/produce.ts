// WorkerQueue: what can be sent, and what that answers.
import { type Case, outcomes } from "../entry";
import { bare, hear, key } from "./heard";

export const shape: Case = {
  test(_, env) {
    const p = Object.getPrototypeOf(env.QUEUE);
    return [
      env.QUEUE.constructor.name,
      Object.prototype.toString.call(env.QUEUE),
      Object.keys(env.QUEUE),
      Object.getOwnPropertyNames(p).sort(),
      ["send", "sendBatch", "metrics"].map((m) => p[m].length),
      typeof (globalThis as any).WorkerQueue,
    ];
  },
};

export const answers: Case = {
  test(_, env) {
    return outcomes({
      send: () => env.NOBODY.send("text"),
      sendBatch: () => env.NOBODY.sendBatch([{ body: 1 }, { body: "two", contentType: "text" }]),
      metrics: () => env.NOBODY.metrics(),
    });
  },
};

const circular: any = {};
circular.itself = circular;

export const refusedBodies: Case = {
  test(_, env) {
    const q = env.QUEUE;
    return outcomes({
      nothing: () => q.send(),
      undefined: () => q.send(undefined, { contentType: "json" }),
      unknownType: () => q.send("x", { contentType: "xx" }),
      upperCaseType: () => env.NOBODY.send("x", { contentType: "TEXT" }),
      numberAsText: () => q.send(1, { contentType: "text" }),
      textAsBytes: () => q.send("x", { contentType: "bytes" }),
      bufferAsBytes: () => q.send(new ArrayBuffer(1), { contentType: "bytes" }),
      nullAsBytes: () => q.send(null, { contentType: "bytes" }),
      circular: () => q.send(circular, { contentType: "json" }),
      bigint: () => q.send(1n, { contentType: "json" }),
      functionAsV8: () => q.send(() => 0, { contentType: "v8" }),
      tooLarge: () => q.send("x".repeat(128_001), { contentType: "text" }),
      options: () => q.send("x", 1),
      type: () => q.send("x", { contentType: null }),
    });
  },
};

export const refusedDelays: Case = {
  test(_, env) {
    return outcomes({
      negative: () => env.QUEUE.send("x", { delaySeconds: -1 }),
      tooLong: () => env.QUEUE.send("x", { delaySeconds: 86401 }),
      ofBatch: () => env.QUEUE.sendBatch([{ body: "x" }], { delaySeconds: -1 }),
      inBatch: () => env.QUEUE.sendBatch([{ body: "x", delaySeconds: -1 }]),
    });
  },
};

export const refusedBatches: Case = {
  test(_, env) {
    const q = env.QUEUE;
    return outcomes({
      empty: () => q.sendBatch([]),
      nothing: () => q.sendBatch(),
      number: () => q.sendBatch(1),
      undefinedBody: () => q.sendBatch([{ body: 1 }, {}]),
      unknownType: () => q.sendBatch([{ body: 1, contentType: "xx" }]),
      tooMany: () => q.sendBatch(Array.from({ length: 101 }, () => ({ body: 1 }))),
      tooLarge: () => q.sendBatch([{ body: "x".repeat(128_001), contentType: "text" }]),
      tooLargeTogether: () => q.sendBatch(Array.from({ length: 3 }, () => ({ body: "x".repeat(100_000), contentType: "text" }))),
      iterable: () => env.NOBODY.sendBatch(new Set([{ body: 1 }])),
    });
  },
};

/** Each content type brings its own kinds of bodies; without one it is by the compatibility date. */
export const bodies: Case = {
  async test(_, env) {
    const k = key();
    const sent: [unknown, any?][] = [
      [{ key: k, date: new Date(0), undefined: undefined }, { contentType: "json" }],
      [{ key: k, date: new Date(0), undefined: undefined, set: new Set([1]) }, { contentType: "v8" }],
      [{ key: k, date: new Date(0) }],
      [new Map<string, unknown>([["key", k]]), { contentType: "v8" }],
    ];
    const heard = hear(k, sent.length);
    for (const [body, options] of sent) await env.QUEUE.send(body, options);
    return (await heard).map((h) => h.body);
  },
};

export const bareBodies: Case = {
  async test(_, env) {
    const [text, bytes] = [key(), key()];
    bare.set("string", text);
    bare.set("object", bytes);
    const heard = [hear(text, 1), hear(bytes, 1)];
    const view = new Uint8Array([0, 1, 2, 3]).subarray(1, 3);
    await env.QUEUE.send("plain", { contentType: "text" });
    await env.QUEUE.send(view, { contentType: "bytes" });
    const bodies = (await Promise.all(heard)).flat().map((h) => h.body);
    bare.clear();
    return { bodies, left: view.byteLength };
  },
};
