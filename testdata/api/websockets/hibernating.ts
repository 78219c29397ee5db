// DO-WS-50…52, 75…80: handlers, automatic answers, limits.
import { Case, inside, object, outcomes, sleep } from "../entry";
import { dial, follow, pair, room, settled } from "./rooms";

// DO-WS-50, DO-WS-4
export const handlers: Case = {
  async test(_, env) {
    const log: any[] = [];
    const stub = room(env, {
      message: (self, ws, m) => void log.push(typeof m, m.constructor.name, ws instanceof WebSocket, self.ctx.getWebSockets()[0] === ws),
      close: (_, ws, ...rest) => (log.push(rest), ws.close()),
    });
    const { socket } = await dial(stub);
    socket.send("text");
    socket.send(new Uint8Array([1]));
    socket.close(4000, "x");
    await settled();
    return log;
  },
};

// DO-WS-50: a class without handlers.
export const noHandlers: Case = {
  async test(_, env) {
    const stub = env.QUIET.get(env.QUIET.newUniqueId());
    const { socket, log } = await dial(stub);
    socket.send("lost");
    await settled();
    const before = [socket.readyState, await inside(stub, ({ ctx }) => ctx.getWebSockets().length)];
    socket.close(1000, "x");
    await settled();
    return { before, log, after: [socket.readyState, await inside(stub, ({ ctx }) => ctx.getWebSockets().length)] };
  },
};

// DO-WS-51
export const handlersNotSerialised: Case = {
  async test(_, env) {
    const log: string[] = [];
    const stub = room(env, {
      async message(_, ws, m) {
        log.push("begin " + m);
        await sleep(10);
        log.push("end " + m);
      },
    });
    const { socket } = await dial(stub);
    for (const m of ["1", "2", "3"]) socket.send(m);
    await sleep(80);
    return log;
  },
};

// DO-WS-52
export const throwingHandlers: Case = {
  async test(_, env) {
    const stub = room(env, {
      construct: (self) => void (self.kept.built = true),
      async message(self, ws, m) {
        if (m === "throw") throw new Error("thrown");
        ws.send(self.kept.seen ? "the same" : "new");
        self.kept.seen = true;
      },
    });
    const { socket, log } = await dial(stub);
    for (const m of ["a", "throw", "b"]) socket.send(m);
    await settled();
    return { log, state: socket.readyState };
  },
};

// DO-WS-75, DO-WS-77
export const autoResponse: Case = {
  async test(_, env) {
    const seen: any[] = [];
    const stub = room(env, { message: (_, ws, m) => void seen.push(typeof m === "string" ? m : "binary") });
    const early = await dial(stub);
    const set = await inside(stub, ({ ctx }) => {
      const before = ctx.getWebSocketAutoResponse();
      ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
      const p = ctx.getWebSocketAutoResponse();
      return [before, p.constructor.name, p.request, p.response, p === ctx.getWebSocketAutoResponse(), ctx.getWebSocketAutoResponseTimestamp(ctx.getWebSockets()[0])];
    });
    const late = await dial(stub);
    for (const { socket } of [early, late]) {
      socket.send("ping");
      socket.send("ping ");
      socket.send(new TextEncoder().encode("ping"));
    }
    await settled();
    const stamps = await inside(stub, ({ ctx }) =>
      ctx.getWebSockets().map((ws: any) => {
        const at = ctx.getWebSocketAutoResponseTimestamp(ws);
        return [at instanceof Date, Math.abs(Date.now() - at) < 5_000];
      }),
    );
    const cleared = await inside(stub, ({ ctx }) => (ctx.setWebSocketAutoResponse(), ctx.getWebSocketAutoResponse()));
    early.socket.send("ping");
    await settled();
    return { set, early: early.log, late: late.log, stamps, cleared, seen: seen.sort() };
  },
};

// DO-WS-76, DO-WS-77
export const autoResponseErrors = object(async ({ ctx }) => {
  const Pair = WebSocketRequestResponsePair as any;
  return outcomes({
    longRequest: () => ctx.setWebSocketAutoResponse(new Pair("x".repeat(2049), "y")),
    longResponse: () => ctx.setWebSocketAutoResponse(new Pair("x", "y".repeat(2049))),
    bytes: () => ctx.setWebSocketAutoResponse(new Pair("é".repeat(1025), "y")),
    longest: () => ctx.setWebSocketAutoResponse(new Pair("x".repeat(2048), "y".repeat(2048))),
    object: () => ctx.setWebSocketAutoResponse({ request: "a", response: "b" }),
    null: () => ctx.setWebSocketAutoResponse(null),
    undefined: () => ctx.setWebSocketAutoResponse(undefined),
    converted: () => [new Pair(1, null).request, new Pair(1, null).response],
    one: () => new Pair("a"),
    stampOfFresh: () => ctx.getWebSocketAutoResponseTimestamp((new WebSocketPair() as any)[0]),
    stampOfOrdinary: () => ctx.getWebSocketAutoResponseTimestamp(pair().a),
    stampOfNothing: () => ctx.getWebSocketAutoResponseTimestamp(),
  });
});

// DO-WS-78
export const eventTimeout = object(async ({ ctx }) =>
  outcomes({
    unset: () => ctx.getHibernatableWebSocketEventTimeout(),
    set: () => (ctx.setHibernatableWebSocketEventTimeout(1000), ctx.getHibernatableWebSocketEventTimeout()),
    longest: () => (ctx.setHibernatableWebSocketEventTimeout(604_800_000), ctx.getHibernatableWebSocketEventTimeout()),
    tooLong: () => ctx.setHibernatableWebSocketEventTimeout(604_800_001),
    kept: () => ctx.getHibernatableWebSocketEventTimeout(),
    negative: () => ctx.setHibernatableWebSocketEventTimeout(-1),
    text: () => ctx.setHibernatableWebSocketEventTimeout("x"),
    zero: () => (ctx.setHibernatableWebSocketEventTimeout(0), ctx.getHibernatableWebSocketEventTimeout()),
    again: () => (ctx.setHibernatableWebSocketEventTimeout(5), ctx.getHibernatableWebSocketEventTimeout()),
    nothing: () => (ctx.setHibernatableWebSocketEventTimeout(), ctx.getHibernatableWebSocketEventTimeout()),
  }),
);

// DO-WS-78
export const eventTimesOut: Case = {
  async test(_, env) {
    const log: string[] = [];
    const stub = room(env, {
      async message(self, ws, m) {
        log.push("begin " + m);
        await sleep(m === "long" ? 300 : 5);
        log.push("end " + m);
      },
    });
    await inside(stub, (self) => {
      self.kept.same = true;
      self.ctx.setHibernatableWebSocketEventTimeout(60);
    });
    const { socket } = await dial(stub);
    socket.send("short");
    socket.send("long");
    await sleep(500);
    return { log, kept: await inside(stub, ({ kept }) => kept), state: socket.readyState };
  },
};

// DO-WS-80: within one process a message may have any size.
export const large: Case = {
  async test(_, env) {
    const { socket, log } = await dial(room(env, { message: (_, ws, m) => ws.send(String(m.byteLength ?? m.length)) }));
    socket.send(new Uint8Array(1 << 20));
    socket.send("x".repeat(1 << 20));
    await sleep(150);
    return log;
  },
};

// DO-WS-22: a socket whose peer is gone.
export const sendToTheGone: Case = {
  async test(_, env) {
    let kept: any;
    const log: any[] = [];
    const stub = room(env, {
      connect(_, server) {
        kept = server;
        server.accept();
      },
    });
    const { socket } = await dial(stub);
    follow(kept, log);
    socket.close(1000, "x");
    await settled();
    return [log, kept.readyState];
  },
};
