// DO-ARG: wrong arguments of every method, by the corpus.
import { RpcStub, RpcTarget } from "cloudflare:workers";
import { Case, fresh, keep, object } from "../entry";
import { construct, Place, sweep } from "./corpus";

/** onEach sweeps methods of what make makes, a new one for each. */
const inObject = (make: (self: any) => unknown, methods: Record<string, unknown[]>) =>
  object(async (self) => {
    const all: Record<string, unknown> = {};
    for (const method in methods) all[method] = await sweep({ on: await make(self), method, right: methods[method] });
    return all;
  });

// DO-ARG-1, DO-ARG-7, DO-ARG-10, DO-ID-13, DO-ID-14, DO-ID-16, DO-ID-17, DO-ID-18
export const namespace: Case = {
  async test(_, env) {
    const ns = env.SUBJECT;
    const id = ns.idFromName("x");
    const methods: Record<string, unknown[]> = {
      newUniqueId: [{}], idFromName: ["a"], idFromString: [String(id)], get: [id, {}], getByName: ["a", {}], jurisdiction: [undefined],
    };
    const all: Record<string, unknown> = {};
    for (const method in methods) all[method] = await sweep({ on: ns, method, right: methods[method] });
    return all;
  },
};

// DO-ARG-1, DO-ID-30, DO-ID-31
export const id: Case = {
  async test(_, env) {
    const on = env.SUBJECT.idFromName("x");
    return { toString: await sweep({ on, method: "toString", right: [] }), equals: await sweep({ on, method: "equals", right: [on] }) };
  },
};

// DO-ARG-1, DO-ID-50
export const stubFetch: Case = {
  async test(_, env) {
    return sweep({ on: fresh(env.SUBJECT), method: "fetch", right: ["http://x/?body=" + keep(() => 1), {}] });
  },
};

// DO-ARG-1, DO-ARG-8, DO-ARG-10, DO-ARG-11, DO-STORAGE-8, DO-STORAGE-14, DO-STORAGE-16, DO-STORAGE-21, DO-STORAGE-30, DO-STORAGE-60, DO-STORAGE-77
export const storage = inObject(({ storage }) => storage, {
  get: ["a", {}], list: [{}], put: ["a", 1, {}], delete: ["a", {}], deleteAll: [{}], transaction: [() => 1], transactionSync: [() => 1],
  getAlarm: [{}], setAlarm: [Date.UTC(2100, 0), {}], deleteAlarm: [{}], sync: [], getCurrentBookmark: [],
});

// DO-ARG-1, DO-STORAGE-61
export const transaction = object(async ({ storage }) => {
  const methods: Record<string, unknown[]> = {
    get: ["a", {}], list: [{}], put: ["a", 1, {}], delete: ["a", {}], getAlarm: [{}], setAlarm: [Date.UTC(2100, 0), {}], deleteAlarm: [{}], rollback: [],
  };
  const all: Record<string, unknown> = {};
  await storage.transaction(async (on: any) => {
    for (const method in methods) all[method] = await sweep({ on, method, right: methods[method] });
  });
  return all;
});

// DO-ARG-1, DO-STORAGE-81, DO-STORAGE-82, DO-STORAGE-83, DO-STORAGE-84
export const kv = inObject(({ storage }) => storage.kv, { get: ["a"], put: ["a", 1], delete: ["a"], list: [{}] });

// DO-ARG-9, DO-STORAGE-29, DO-STORAGE-30: each option of list.
export const listOptions = object(async ({ storage }) => {
  const all: Record<string, unknown> = {};
  for (const option of ["start", "startAfter", "end", "prefix", "reverse", "limit", "allowConcurrency", "noCache"]) {
    const list = { list: (value: unknown) => storage.list({ [option]: value }), kv: (value: unknown) => storage.kv.list({ [option]: value }).toArray() };
    for (const method of ["list", "kv"]) {
      const { this: _, ...rest } = await sweep({ on: list, method, right: [1] });
      all[`${option} ${method}`] = rest;
    }
  }
  return all;
});

// DO-ARG-4, DO-ARG-7: options of the other methods.
export const otherOptions: Case = {
  async test(_, env) {
    const ns = env.SUBJECT;
    const tried: Record<string, (value: unknown) => unknown> = {
      jurisdiction: (jurisdiction) => ns.newUniqueId({ jurisdiction }),
      locationHint: (locationHint) => ns.getByName("x", { locationHint }),
      routingMode: (routingMode) => ns.getByName("x", { routingMode }),
      method: (method) => new Request("http://x", { method } as any),
      headers: (headers) => new Request("http://x", { headers } as any),
      signal: (signal) => new Request("http://x", { signal } as any),
      redirect: (redirect) => new Request("http://x", { redirect } as any),
      status: (status) => new Response(null, { status } as any),
      webSocket: (webSocket) => new Response(null, { status: 101, webSocket } as any),
    };
    const all: Record<string, unknown> = {};
    for (const name in tried) {
      const { this: _, ...rest } = await sweep({ on: tried, method: name, right: [undefined] });
      all[name] = rest;
    }
    return all;
  },
};

// DO-ARG-1, DO-SQL-2, DO-SQL-12
export const sql = inObject(({ storage }) => storage.sql, { exec: ["SELECT ?", 1] });

// DO-ARG-1, DO-SQL-21
export const cursor = inObject(({ storage }) => storage.sql.exec("SELECT 1 AS a"), { next: [], toArray: [], one: [], raw: [] });

// DO-ARG-1, DO-LIFE-20, DO-LIFE-45, DO-WS-40, DO-WS-45
export const state = object(async ({ ctx }) => {
  const methods: Record<string, () => unknown[]> = {
    waitUntil: () => [Promise.resolve()], acceptWebSocket: () => [new WebSocketPair()[1], []], getWebSockets: () => ["a"], getTags: () => [new WebSocketPair()[1]],
    setWebSocketAutoResponse: () => [new WebSocketRequestResponsePair("a", "b")], getWebSocketAutoResponse: () => [], getWebSocketAutoResponseTimestamp: () => [new WebSocketPair()[1]],
    setHibernatableWebSocketEventTimeout: () => [5], getHibernatableWebSocketEventTimeout: () => [],
  };
  const all: Record<string, unknown> = {};
  for (const method in methods) all[method] = await sweep({ on: ctx, method, right: methods[method]() });
  return all;
});

// DO-ARG-1, DO-LIFE-20: a section that fails resets the object, so only what is no function is tried.
export const section = object(async ({ ctx }) => {
  const { this: receiver, count, 1: first } = (await sweep({ on: ctx, method: "blockConcurrencyWhile", right: [() => 1] })) as any;
  return { receiver, count, first };
});

// DO-ARG-1, DO-WS-10, DO-WS-20, DO-WS-24, DO-WS-70
export const sockets = object(async () => {
  const methods: Record<string, unknown[]> = { accept: [{}], send: ["a"], close: [1000, "done"], serializeAttachment: [1], deserializeAttachment: [] };
  const all: Record<string, unknown> = {};
  for (const method in methods) {
    const on = new WebSocketPair()[1] as any;
    if (method !== "accept") on.accept();
    all[method] = await sweep({ on, method, right: methods[method] });
  }
  return all;
});

// DO-ARG-2, DO-ARG-3, DO-ARG-6, DO-WS-1, DO-WS-76
export const constructors = object(async ({ ctx, storage }) => ({
  pair: await construct(WebSocketPair, []), requestResponse: await construct(WebSocketRequestResponsePair, ["a", "b"]), socket: await construct(WebSocket, ["ws://127.0.0.1:1/"]),
  state: await construct(ctx.constructor, []), storage: await construct(storage.constructor, []), id: await construct(ctx.id.constructor, []), sql: await construct(storage.sql.constructor, []),
  kv: await construct(storage.kv.constructor, []), cursor: await construct(storage.sql.Cursor, []), response: await construct(Response, ["a", {}]), request: await construct(Request, ["http://x/", {}]),
  headers: await construct(Headers, [{}]),
}));

// DO-ARG-1, DO-RPC-24, DO-RPC-29
export const rpcStubs: Case = {
  async test() {
    class Target extends RpcTarget {}
    return { stub: await construct(RpcStub, [new Target()]), target: await construct(RpcTarget, []), dup: await sweep({ on: new RpcStub(new Target() as any), method: "dup", right: [] } as Place) };
  },
};

// DO-ARG-12, DO-ARG-1: attributes of a wrong object.
export const attributes = object(async ({ ctx, storage }) => {
  const of: Record<string, any> = { id: ctx.id, state: ctx, sql: storage.sql, storage, cursor: storage.sql.exec("SELECT 1"), socket: new WebSocketPair()[0], stub: null };
  const all: Record<string, unknown> = {};
  for (const name in of) {
    if (!of[name]) continue;
    const prototype = Object.getPrototypeOf(of[name]);
    for (const key of Object.getOwnPropertyNames(prototype).sort()) {
      const { get } = Object.getOwnPropertyDescriptor(prototype, key)!;
      if (!get) continue;
      const assigned = { set: (o: any) => { o[key] = 1; } };
      const { this: receiver } = (await sweep({ on: { get }, method: "get", right: [] })) as any;
      all[`${name}.${key}`] = { receiver, ...(key === "binaryType" ? {} : (await sweep({ on: { set: () => assigned.set(of[name]) }, method: "set", right: [] })).this as any ?? {}) };
    }
  }
  return all;
});
