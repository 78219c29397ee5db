// DO-WS-31, 53, 54, 55: who closes, and who answers.
import { Case, keep, outcomes } from "../entry";
import { dial, follow, pair, room, settled } from "./rooms";

// DO-WS-31
export const answered: Case = {
  async test() {
    const { a, b, heardA, heardB } = pair();
    const inListener: any[] = [];
    b.addEventListener("close", async () => {
      inListener.push(await outcomes({ send: () => b.send("in close"), close: () => b.close(1000, "mine") }), b.readyState);
    });
    a.close(4000, "theirs");
    const first = a.readyState;
    await settled();
    return { first, heardA, heardB, inListener, states: [a.readyState, b.readyState] };
  },
};

// DO-WS-31
export const halfOpen: Case = {
  async test() {
    const { a, b, heardA, heardB } = pair({ allowHalfOpen: true });
    a.close(4000, "theirs");
    await settled();
    const before = [a.readyState, b.readyState];
    const tried = await outcomes({ send: () => b.send("still"), close: () => b.close(4001, "mine"), late: () => b.send("late") });
    await settled();
    return { before, tried, heardA, heardB, states: [a.readyState, b.readyState] };
  },
};

// DO-WS-31
export const bothAtOnce: Case = {
  async test() {
    const { a, b, heardA, heardB } = pair();
    a.close(4000, "a");
    b.close(4001, "b");
    await settled();
    return { heardA, heardB, states: [a.readyState, b.readyState] };
  },
};

// DO-WS-53, DO-TRAP-8
export const peerCloses: Case = {
  async test(_, env) {
    const log: any[] = [];
    const stub = room(env, {
      async close({ ctx }, ws, code, reason, wasClean) {
        log.push([code, reason, wasClean, ws.readyState, ctx.getWebSockets().length]);
        log.push(await outcomes({ send: () => ws.send("still"), reply: () => ws.close(4001, "reply"), again: () => ws.close(4002), late: () => ws.send("late") }));
        log.push(ws.readyState, ctx.getWebSockets().length);
      },
    });
    const client = await dial(stub);
    client.socket.close(4000, "theirs");
    await settled();
    return { log, heard: client.log, state: client.socket.readyState };
  },
};

// DO-WS-55: a close without a code.
export const peerClosesWithoutCode: Case = {
  async test(_, env) {
    const log: any[] = [];
    const stub = room(env, {
      async close(_, ws, code, reason, wasClean) {
        log.push([code, reason, wasClean], await outcomes({ same: () => ws.close(code, reason), bare: () => ws.close() }));
      },
    });
    const client = await dial(stub);
    client.socket.close();
    await settled();
    return { log, heard: client.log };
  },
};

// DO-WS-54
export const objectCloses: Case = {
  async test(_, env) {
    const log: any[] = [];
    const stub = room(env, {
      message({ ctx }, ws) {
        ws.close(4001, "the object");
        log.push(ws.readyState, ctx.getWebSockets().length);
      },
      close: ({ ctx }, ws, code, reason, wasClean) => void log.push([code, reason, wasClean, ws.readyState, ctx.getWebSockets().length]),
    });
    const client = await dial(stub);
    client.socket.send("close");
    await settled();
    const before = [...log];
    client.socket.close(4002, "the peer");
    await settled();
    return { before, log, heard: client.log, state: client.socket.readyState };
  },
};

// DO-WS-55, DO-WS-32: the other side vanishes.
export const peerVanishes: Case = {
  async test(_, env) {
    const log: any[] = [];
    const stub = room(env, {
      close: (_, ws, code, reason, wasClean) => void log.push([code, reason, wasClean, ws.readyState]),
      error: (_, ws, error) => void log.push(["error", error.message]),
    });
    const caller = room(env, {
      async connect(self, server) {
        const namespace = self.env.ROOM;
        const { webSocket } = await namespace.get(namespace.idFromString(String(stub.id))).fetch("http://room/", { headers: { Upgrade: "websocket" } });
        webSocket.accept();
        server.accept();
      },
    });
    await dial(caller);
    await caller.run(keep(({ ctx }) => ctx.abort("vanish"))).catch(() => {});
    await settled();
    return log;
  },
};

// DO-WS-34: an unaccepted end whose peer closes.
export const closedBeforeAccept: Case = {
  async test() {
    const { 0: a, 1: b } = new WebSocketPair() as any;
    a.accept();
    a.send("kept");
    a.close(4000, "early");
    await settled();
    const before = b.readyState;
    const log = follow(b);
    b.accept();
    await settled();
    return { before, log, state: b.readyState };
  },
};
