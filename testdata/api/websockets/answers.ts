// DO-WS-12…15: responses with sockets.
import { Case, outcome, outcomes } from "../entry";
import { dial, pair, room, settled } from "./rooms";

const upgrade = { headers: { Upgrade: "websocket" } };
const ends = () => Object.values(new WebSocketPair()) as any[];

// DO-WS-12
export const responses: Case = {
  test: () =>
    outcomes({
      otherStatus: () => new Response(null, { status: 200, webSocket: ends()[0] } as any),
      noStatus: () => new Response(null, { webSocket: ends()[0] } as any),
      noSocket: () => new Response(null, { status: 101 }),
      nullSocket: () => new Response(null, { status: 101, webSocket: null }),
      body: () => new Response("x", { status: 101, webSocket: ends()[0] } as any),
      notASocket: () => new Response(null, { status: 101, webSocket: {} } as any),
      accepted: () => new Response(null, { status: 101, webSocket: pair().a } as any).status,
      clone: () => new Response(null, { status: 101, webSocket: ends()[0] } as any).clone().status,
      ordinary: () => (new Response("x") as any).webSocket,
    }),
};

// DO-WS-12, DO-WS-10: sockets that cannot be returned.
export const returned: Case = {
  async test(_, env) {
    const all: Record<string, unknown> = {};
    const reuse: any[] = [];
    const connects: Record<string, (self: any, server: any, client: any) => void> = {
      accepted: (_, server, client) => client.accept(),
      hibernating: ({ ctx }, server, client) => ctx.acceptWebSocket(client),
      serverUnaccepted: () => {},
    };
    for (const [name, connect] of Object.entries(connects)) {
      all[name] = await outcome(async () => (await room(env, { connect }).fetch("http://room/", upgrade)).status);
    }
    const stub = room(env, { connect: (_, server, client) => void (server.accept(), reuse.push(client)) });
    await dial(stub);
    all.used = await outcome(() => reuse[0].accept());
    all.sendUsed = await outcome(() => reuse[0].send("x"));
    all.closeUsed = await outcome(() => reuse[0].close());
    return all;
  },
};

// DO-WS-13
export const noUpgrade: Case = {
  async test(_, env) {
    const all: Record<string, unknown> = {};
    const headers: Record<string, any> = { none: undefined, other: { Upgrade: "h2c" }, capitals: { Upgrade: "WebSocket" } };
    for (const [name, h] of Object.entries(headers)) {
      const answer = () => new Response(null, { status: 101, webSocket: ends()[0] } as any);
      all[name] = await outcome(async () => {
        return (await room(env, { respond: answer }).fetch("http://room/room", { headers: h })).status;
      });
    }
    return all;
  },
};

// DO-WS-14: the runtime chooses no subprotocol.
export const subprotocol: Case = {
  async test(_, env) {
    const stub = room(env, {});
    const response = await stub.fetch("http://room/", { headers: { Upgrade: "websocket", "Sec-WebSocket-Protocol": "a, b" } });
    return [response.status, response.headers.get("Sec-WebSocket-Protocol"), response.webSocket.protocol, response.webSocket.extensions, response.webSocket.url];
  },
};

// DO-WS-15: a Worker may take the object's socket itself.
export const taken: Case = {
  async test(_, env) {
    const { socket, log } = await dial(room(env, { message: (_, ws, m) => ws.send("echo " + m) }));
    socket.send("hello");
    await settled();
    return [log, socket.readyState, socket.url];
  },
};

// DO-WS-15: or pass the upgrade on.
export const passedThrough: Case = {
  async test(_, env) {
    const inner = room(env, { message: (_, ws, m) => ws.send("inner " + m) });
    const outer = room(env, { respond: (self, request) => self.env.ROOM.get(self.env.ROOM.idFromString(String(inner.id))).fetch(request) });
    const { socket, log } = await dial(outer);
    socket.send("hello");
    await settled();
    socket.close(1000, "done");
    await settled();
    return log;
  },
};
