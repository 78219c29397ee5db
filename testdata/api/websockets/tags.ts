// DO-WS-40…46: accepting for hibernation.
import { Case, inside, object, outcome, outcomes } from "../entry";
import { dial, pair, room, settled } from "./rooms";

const ends = () => Object.values(new WebSocketPair()) as any[];

// DO-WS-40, DO-WS-41
export const acceptErrors = object(async ({ ctx }) => {
  const [a, b] = ends();
  const [c, d] = ends();
  new Response(null, { status: 101, webSocket: c } as any);
  return outcomes({
    nothing: () => ctx.acceptWebSocket(),
    number: () => ctx.acceptWebSocket(5),
    object: () => ctx.acceptWebSocket({}),
    tagsNumber: () => ctx.acceptWebSocket(ends()[0], 5),
    tagsString: () => ctx.acceptWebSocket(ends()[0], "tag"),
    tagsNull: () => ctx.acceptWebSocket(ends()[0], null),
    tagsUndefined: () => ctx.acceptWebSocket(ends()[0], undefined),
    accept: () => ctx.acceptWebSocket(a),
    twice: () => ctx.acceptWebSocket(a),
    sibling: () => ctx.acceptWebSocket(b),
    thenOrdinary: () => a.accept(),
    ordinary: () => ctx.acceptWebSocket(pair().a),
    beside: () => ctx.acceptWebSocket(d),
  });
});

// DO-WS-42
export const tagLimits = object(async ({ ctx }) => {
  const accept = (tags: any) => async () => {
    const [a] = ends();
    ctx.acceptWebSocket(a, tags);
    return ctx.getTags(a);
  };
  return outcomes({
    none: accept([]),
    converted: accept([1, null, undefined, { toString: () => "o" }]),
    duplicates: accept(["a", "b", "a"]),
    empty: accept([""]),
    ten: accept(Array.from({ length: 10 }, (_, i) => "t" + i)),
    eleven: accept(Array.from({ length: 11 }, (_, i) => "t" + i)),
    elevenDuplicates: accept(Array.from({ length: 11 }, () => "t")),
    longest: accept(["x".repeat(256)]),
    long: accept(["x".repeat(257)]),
    longBytes: accept(["é".repeat(129)]),
    symbol: accept([Symbol("s")]),
  });
});

// DO-WS-44, DO-WS-45, DO-TRAP-7
export const listing = object(async ({ ctx }) => {
  const made: any[] = [];
  for (let i = 0; i < 4; i++) {
    const [a] = ends();
    ctx.acceptWebSocket(a, i % 2 ? ["all", "odd"] : ["all"]);
    a.serializeAttachment(i);
    made.push(a);
  }
  const order = (list: any[]) => list.map((ws) => ws.deserializeAttachment());
  return {
    all: order(ctx.getWebSockets()),
    tagged: order(ctx.getWebSockets("all")),
    odd: order(ctx.getWebSockets("odd")),
    unknown: ctx.getWebSockets("none"),
    undefined: order(ctx.getWebSockets(undefined)),
    same: ctx.getWebSockets("odd")[0] === made[1],
    tags: ctx.getTags(made[1]),
    errors: await outcomes({
      nullTag: () => ctx.getWebSockets(null).length,
      fresh: () => ctx.getTags(ends()[0]),
      ordinary: () => ctx.getTags(pair().a),
      sibling: () => { const [a, b] = ends(); ctx.acceptWebSocket(a); return ctx.getTags(b); },
      nothing: () => ctx.getTags(),
      object: () => ctx.getTags({}),
    }),
  };
});

// DO-WS-43: as many as are allowed.
export const many = object(
  async ({ ctx }) => {
    let accepted = 0;
    const last = await outcome(() => {
      for (; accepted < 33_000; accepted++) ctx.acceptWebSocket(new WebSocketPair()[0]);
    });
    return [accepted, last, ctx.getWebSockets().length];
  },
  { slow: true },
);

// DO-WS-44: a socket in the middle of its close handshake.
export const listedWhileClosing: Case = {
  async test(_, env) {
    const counts: number[] = [];
    const stub = room(env, {
      close({ ctx }, ws) {
        counts.push(ctx.getWebSockets().length);
      },
    });
    const { socket } = await dial(stub);
    counts.push(await inside(stub, ({ ctx }) => ctx.getWebSockets().length));
    socket.close(1000, "x");
    await settled();
    counts.push(await inside(stub, ({ ctx }) => ctx.getWebSockets().length));
    return counts;
  },
};

// DO-WS-46
export const listenersNeverFire: Case = {
  async test(_, env) {
    const log: string[] = [];
    const stub = room(env, {
      connect({ ctx }, server) {
        server.addEventListener("message", () => log.push("listener"));
        ctx.acceptWebSocket(server);
        server.addEventListener("close", () => log.push("listener of close"));
      },
      message: (_, ws, m) => void log.push("handler " + m),
      close: (_, ws) => (log.push("handler of close"), ws.close()),
    });
    const { socket } = await dial(stub);
    socket.send("x");
    socket.close(1000);
    await settled();
    return log;
  },
};
