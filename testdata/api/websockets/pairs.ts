// DO-WS-1…25: pairs, accepting, send and close.
import { Case, object, outcome, outcomes } from "../entry";
import { follow, pair, settled } from "./rooms";

const fresh = () => Object.values(new WebSocketPair()) as any[];

// DO-WS-1, DO-WS-2, DO-WS-3, DO-WS-5
export const shape: Case = {
  test() {
    const made = new WebSocketPair() as any;
    const [a, b] = made;
    const names = ["CONNECTING", "OPEN", "CLOSING", "CLOSED"];
    const all = [...names, ...names.map((n) => "READY_STATE_" + n)];
    return {
      keys: Object.keys(made),
      iterated: [a === made[0], b === made[1], [...made].length],
      constructor: all.map((n) => (WebSocket as any)[n]),
      prototype: all.map((n) => (WebSocket.prototype as any)[n]),
      end: [a.readyState, a.url, a.protocol, a.extensions, a instanceof WebSocket, a instanceof EventTarget],
      handlers: ["onopen", "onmessage", "onclose", "onerror"].filter((n) => n in a),
      tags: [String(a), String(made)],
    };
  },
};

// DO-WS-4
export const binaryType: Case = {
  async test() {
    const { 0: a, 1: b } = new WebSocketPair() as any;
    const seen: unknown[] = [b.binaryType];
    b.addEventListener("message", ({ data }: any) => seen.push(data.constructor.name));
    a.accept();
    b.accept();
    a.send(new Uint8Array([1]));
    await settled();
    for (const type of ["blob", "nonsense", "arraybuffer"]) {
      seen.push(await outcome(() => (b.binaryType = type)), b.binaryType);
      a.send(new Uint8Array([1]));
      await settled();
    }
    return seen;
  },
};

// DO-WS-6
export const constructor: Case = {
  test: () =>
    outcomes({
      noUrl: () => new (WebSocket as any)(),
      notAUrl: () => new WebSocket("nonsense"),
      relative: () => new WebSocket("/a"),
      scheme: () => new WebSocket("ftp://a.invalid/"),
      fragment: () => new WebSocket("ws://a.invalid/#x"),
      emptyFragment: () => new WebSocket("ws://a.invalid/#"),
      token: () => new WebSocket("ws://a.invalid/", "a b"),
      oneToken: () => new WebSocket("ws://a.invalid/", ["a", "b c"]),
      emptyToken: () => new WebSocket("ws://a.invalid/", ""),
      repeating: () => new WebSocket("ws://a.invalid/", ["a", "a"]),
      withoutNew: () => (WebSocket as any)("ws://a.invalid/"),
    }),
};

// DO-WS-10
export const accepting: Case = {
  async test() {
    const [a, b] = fresh();
    const response = new Response(null, { status: 101, webSocket: b });
    return outcomes({
      accept: () => a.accept(),
      twice: () => a.accept(),
      inAResponse: () => b.accept(),
      sameObject: () => (response as any).webSocket === b,
      options: () => fresh()[0].accept(5),
      nullOptions: () => fresh()[0].accept(null),
    });
  },
};

// DO-WS-11
export const lateListeners: Case = {
  async test() {
    const [a, b] = fresh();
    a.accept();
    a.send("before accept");
    b.accept();
    a.send("after accept");
    await settled();
    const log = follow(b);
    a.send("listened to");
    await settled();
    return log;
  },
};

// DO-WS-20, DO-WS-21, DO-WS-22
export const sending: Case = {
  async test() {
    const { a, heardB } = pair();
    const [unaccepted] = fresh();
    const tried = await outcomes({
      unaccepted: () => unaccepted.send("x"),
      closeUnaccepted: () => unaccepted.close(),
      nothing: () => a.send(),
      undefined: () => a.send(undefined),
      number: () => a.send(5),
      blob: () => a.send(new Blob(["x"])),
      object: () => a.send({ toString: () => "converted" }),
      lone: () => a.send("\ud800"),
      empty: () => a.send(""),
      buffer: () => a.send(new ArrayBuffer(3)),
      view: () => a.send(new Uint16Array([1, 2]).subarray(1)),
      dataView: () => a.send(new DataView(new ArrayBuffer(7), 2)),
      symbol: () => a.send(Symbol("s")),
      close: () => a.close(),
      afterClose: () => a.send("late"),
    });
    await settled();
    return { tried, heardB };
  },
};

// DO-WS-24, DO-WS-25
export const closeArguments: Case = {
  async test() {
    const codes: any[] = [999, 1000, 1001, 1004, 1005, 1006, 1007, 1015, 1016, 2999, 3000, 4999, 5000, null, "1000", "x", 1000.5, -1, NaN, 70_000];
    const all: Record<string, unknown> = {};
    for (const code of codes) {
      const { a, heardB } = pair();
      const tried = await outcome(() => a.close(code, "why"));
      await Promise.resolve();
      all[String(code)] = [tried, a.readyState, heardB];
    }
    await settled();
    const { a } = pair();
    return {
      all,
      more: await outcomes({
        reasonOnly: () => a.close(undefined, "x"),
        long: () => pair().a.close(1000, "x".repeat(124)),
        longest: () => pair().a.close(1000, "x".repeat(123)),
        longBytes: () => pair().a.close(1000, "é".repeat(62)),
        once: () => a.close(1000, "once"),
        twice: () => a.close(1001, "twice"),
        wrongTwice: () => a.close(5, "twice"),
      }),
    };
  },
};

// DO-WS-25
export const closeWithoutCode: Case = {
  async test() {
    const { a, b, heardA, heardB } = pair();
    a.close();
    await settled();
    const before = [a.readyState, b.readyState];
    b.close();
    await settled();
    return { before, heardA, heardB, after: [a.readyState, b.readyState] };
  },
};

// DO-WS-23: a message waits until what was written before it is durable, and keeps its place.
export const gated = object(async ({ storage }) => {
  const { a, heardB } = pair();
  a.send("before");
  storage.put("a", 1);
  a.send("behind a write");
  storage.put("a", 2);
  a.close(1000, "at last");
  await settled();
  return heardB;
});
