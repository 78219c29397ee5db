// DO-STORAGE-50…56: what can be stored.
import { RpcTarget } from "cloudflare:workers";
import { object, outcome, outcomes } from "../entry";

const roundTrips = (values: () => Record<string, unknown>) =>
  object(async ({ storage }) => {
    const all: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(values())) {
      all[name] = await outcome(async () => {
        storage.kv.put("v", value);
        return storage.get("v");
      });
    }
    return all;
  });

// DO-STORAGE-51
export const primitives = roundTrips(() => ({
  null: null, true: true, false: false, zero: 0, minusZero: -0, one: 1, minusOne: -1, nan: NaN, infinity: Infinity,
  minusInfinity: -Infinity, max30: 2 ** 30 - 1, min30: -(2 ** 30), over30: 2 ** 30, int32: 2 ** 31 - 1, large: 2 ** 53, fraction: 1.5,
  tiny: 5e-324, bigZero: 0n, bigOne: 1n, bigMinus: -1n, big: 2n ** 64n, bigger: -(2n ** 200n), empty: "", ascii: "abc", latin: "é",
  cjk: "日本", mixed: "a日", emoji: "\u{1F600}", lone: "a\uD800b", nul: "a\0b", long: "日".repeat(100),
}));

// DO-STORAGE-51
export const containers = roundTrips(() => ({
  object: { a: 1, b: { c: [] } }, order: { 2: "b", a: 1, 1: "a" }, undefinedInside: { a: undefined, b: [undefined] },
  array: [1, "a", null], sparse: [1, , 3], holes: new Array(3), trailing: [1, 2, ,], extra: Object.assign([1], { x: 2 }),
  map: new Map<unknown, unknown>([["a", 1], [{ k: 1 }, new Map()]]), set: new Set<unknown>([1, "a", new Set([2])]),
  date: new Date(1700000000000), invalid: new Date(NaN), regexp: Object.assign(/a+/gi, { lastIndex: 3 }), sticky: /x/msuy,
  boxes: [new Number(5), new String("s"), new Boolean(true), new Boolean(false), Object(5n)], proto: JSON.parse('{"__proto__": 1}'),
  nullProto: Object.assign(Object.create(null), { a: 1 }), emptyKey: { "": 1 }, longKeys: { ["k".repeat(300)]: 1 },
}));

// DO-STORAGE-51
export const buffers = roundTrips(() => {
  const buffer = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]).buffer;
  return {
    buffer, empty: new ArrayBuffer(0), u8: new Uint8Array(buffer, 1, 3), i8: new Int8Array([-1]), clamped: new Uint8ClampedArray([255]),
    u16: new Uint16Array(buffer, 2, 2), i16: new Int16Array([-2]), u32: new Uint32Array([1]), i32: new Int32Array([-1]),
    f32: new Float32Array([1.5]), f64: new Float64Array([1.5, -0]), i64: new BigInt64Array([-1n]), u64: new BigUint64Array([1n]),
    view: new DataView(buffer, 1, 3), shared: { a: new Uint8Array(buffer, 0, 2), b: new Uint8Array(buffer, 4, 2) },
  };
});

// DO-STORAGE-51: identity inside one value.
export const references = object(async ({ storage }) => {
  const shared = { n: 1 };
  const cycle: any = { list: [shared, shared] };
  cycle.self = cycle;
  const buffer = new ArrayBuffer(8);
  await storage.put("v", { cycle, a: new Uint8Array(buffer), b: new DataView(buffer), m: new Map([[shared, cycle]]) });
  const v = await storage.get("v");
  v.a[3] = 7;
  return [v.cycle.self === v.cycle, v.cycle.list[0] === v.cycle.list[1], v.b.getUint8(3), [...v.m][0][0] === v.cycle.list[0], [...v.m][0][1] === v.cycle];
});

// DO-TRAP-14, DO-STORAGE-52
export const instances = object(async ({ storage }) => {
  class Point {
    #secret = 1;
    constructor(readonly x: number, readonly y: number) {}
    get sum() { return this.x + this.y; }
    [Symbol("s")] = 1;
  }
  const hidden = Object.defineProperty({ a: 1 }, "hidden", { value: 1 });
  const getter = { get a() { return 5; } };
  const read = (v: unknown) =>
    outcome(async () => {
      await storage.put("v", v);
      const r = await storage.get("v");
      return [r, Object.getPrototypeOf(r) === Object.prototype];
    });
  return {
    point: await read(new Point(1, 2)), hidden: await read(hidden), getter: await read(getter), math: await read(Math),
    json: await read(JSON), symbols: await read({ [Symbol("x")]: 1, a: 1 }), arguments: await read((function (..._: unknown[]) { return arguments; })(1, 2)),
    thrower: await outcome(() => storage.put("v", { get a() { throw new RangeError("mine"); } })),
  };
});

// DO-STORAGE-51, 53, DO-COMPAT: errors.
export const errors = object(async ({ storage }) => {
  class Custom extends Error {
    extra = 1;
    get name() { return "Custom"; }
  }
  const named = Object.assign(new Error("named"), { name: "MyErr", x: { y: 1 } });
  const values: Record<string, unknown> = {
    error: new Error("m"), type: new TypeError("t"), range: new RangeError("r"), cause: new Error("c", { cause: { a: 1 } }),
    causeError: new Error("c", { cause: new TypeError("inner") }), aggregate: new AggregateError([1, new Error("in")], "many"),
    custom: new Custom("custom"), named, dom: new DOMException("dom", "AbortError"), empty: new Error(),
    eval: new EvalError("e"), uri: new URIError("u"), syntax: new SyntaxError("s"), reference: new ReferenceError("f"),
  };
  const all: Record<string, unknown> = {};
  for (const name in values) {
    all[name] = await outcome(async () => {
      await storage.put("v", values[name]);
      const v = await storage.get("v");
      return [v, typeof v.stack];
    });
  }
  return all;
});

// DO-STORAGE-53
export const platformObjects = object(async ({ storage }) => {
  const all: Record<string, unknown> = {};
  const trip = async (name: string, value: unknown, look: (v: any) => unknown) => {
    all[name] = await outcome(async () => {
      await storage.put("v", value);
      return look(await storage.get("v"));
    });
  };
  await trip("headers", new Headers({ a: "b", "Content-Type": "text/plain", "x-a": "é" }), (h) => [h.constructor.name, ...h]);
  await trip("request", new Request("http://x/y?z", { method: "DELETE", headers: { a: "b" } }), (r) => [r.constructor.name, r.url, r.method, [...r.headers], r.body]);
  await trip("response", new Response(null, { status: 204, headers: { a: "b" } }), (r) => [r.constructor.name, r.status, [...r.headers], r.body]);
  await trip("nested", { deep: [new Headers({ a: "b" })] }, (v) => [...v.deep[0]]);
  return all;
});

// DO-STORAGE-54
export const notCloneable = object(({ storage }) => {
  const put = (value: unknown) => () => storage.put("v", value);
  class Named {}
  return outcomes({
    arrow: put(() => 1), named: put(function named() { return 1; }), class: put(Named), symbol: put(Symbol("x")), bareSymbol: put(Symbol()),
    inside: put({ a: { b: () => 2 } }), weakMap: put(new WeakMap()), weakSet: put(new WeakSet()), promise: put(Promise.resolve()),
    generator: put((function* () {})()), proxy: put(new Proxy({}, {})), global: put(globalThis),
    url: put(new URL("http://x")), params: put(new URLSearchParams("a=b")), abort: put(new AbortController()),
    decoder: put(new TextDecoder()), event: put(new Event("x")), storage: put(storage), signal: put(new AbortController().signal),
    response: put(new Response("body")), target: put(new RpcTarget()), builtin: put(Math.max),
  });
});

// DO-STORAGE-54: the message has the function's own text.
export const functionText = object(async ({ storage }) => {
  const check = async (f: any) => {
    const { rejects }: any = await outcome(() => storage.put("v", f).catch((e: Error) => { throw e.message === `${f} could not be cloned.`; }));
    return rejects;
  };
  return [await check(() => 1), await check(function named() {}), await check(class A {}), await check({ m() {} }.m)];
});

// DO-STORAGE-54: objects of the runtime.
export const notCloneableObjects = object(({ storage, ctx, env }) => {
  const put = (value: unknown) => () => storage.put("v", value);
  return outcomes({
    ctx: put(ctx), id: put(ctx.id), namespace: put(env.SUBJECT), stub: put(env.SUBJECT.getByName("x")), sql: put(storage.sql), kv: put(storage.kv), env: put(env),
    pair: put(new WebSocketPair()),
  });
});

// DO-STORAGE-54: a detached buffer.
export const detached = object(({ storage }) => {
  const buffer = new ArrayBuffer(4);
  structuredClone(buffer, { transfer: [buffer] });
  return outcomes({ buffer: () => storage.put("v", buffer), view: () => storage.put("v", { a: buffer }) });
});

// DO-STORAGE-56
export const failedPutStoresNothing = object(async ({ storage }) => {
  await storage.put("v", "before");
  const failed = await outcome(() => storage.put("v", { a: 1, f() {} }));
  return { failed, stored: await storage.get("v") };
});
