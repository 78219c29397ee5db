// DO-WS-30…34: events of ordinary sockets.
import { Case, sleep } from "../entry";
import { dial, follow, pair, room, settled } from "./rooms";

// DO-WS-30
export const events: Case = {
  async test() {
    const { a, b } = pair();
    const seen: any = {};
    for (const type of ["message", "close", "error"]) {
      b.addEventListener(type, (e: any) => {
        seen[type] = [e.constructor.name, e.type, e.target === b, e.bubbles, e.cancelable, e.data, e.code, e.reason, e.wasClean, e.origin, e.lastEventId, e.source, e.ports];
      });
    }
    a.send("x");
    a.close(3001, "why");
    await settled();
    return seen;
  },
};

// DO-WS-33
export const notSerialised: Case = {
  async test() {
    const { a, b } = pair();
    const log: string[] = [];
    b.addEventListener("message", async ({ data }: any) => {
      log.push("begin " + data);
      await sleep(5);
      log.push("end " + data);
    });
    a.send("1");
    a.send("2");
    await sleep(60);
    return log;
  },
};

// DO-WS-34: what a listener throws, and what becomes of both ends.
export const throwing: Case = {
  async test() {
    const { a, b, heardA, heardB } = pair();
    b.addEventListener("message", () => {
      throw new Error("thrown");
    });
    a.send("1");
    await settled();
    a.send("2");
    await settled();
    return { heardA, heardB, states: [a.readyState, b.readyState] };
  },
};

// DO-WS-34
export const rejecting: Case = {
  async test() {
    const { a, b, heardB } = pair();
    b.addEventListener("message", async () => {
      throw new Error("rejected");
    });
    a.send("1");
    await settled();
    a.send("2");
    await settled();
    return { heardB, states: [a.readyState, b.readyState] };
  },
};

// DO-WS-30: handlers as objects, removed and once.
export const listeners: Case = {
  async test() {
    const { a, b } = pair();
    const log: string[] = [];
    const removed = () => log.push("removed");
    b.addEventListener("message", { handleEvent: () => log.push("object") });
    b.addEventListener("message", () => log.push("once"), { once: true });
    b.addEventListener("message", removed);
    b.removeEventListener("message", removed);
    a.send("1");
    a.send("2");
    await settled();
    return log;
  },
};

// DO-WS-32, DO-LIFE-33: the object behind an ordinary socket is reset.
export const dropped: Case = {
  async test(_, env) {
    const stub = room(env, {
      connect(self, server) {
        server.accept();
        server.addEventListener("message", () => self.ctx.abort("dropped"));
      },
    });
    const { socket, log } = await dial(stub);
    socket.send("x");
    await settled();
    const late: any[] = [];
    try {
      socket.send("after the loss");
      late.push("ignored");
    } catch (e: any) {
      late.push(e.message);
    }
    return { log, late, state: socket.readyState };
  },
};

// DO-WS-15, DO-WS-30: an ordinary socket of an object.
export const inAnObject: Case = {
  async test(_, env) {
    const heard: any[] = [];
    const { socket, log } = await dial(
      room(env, {
        connect(_, server) {
          follow(server, heard);
          server.accept();
          server.send("early");
          server.addEventListener("message", ({ data }: any) => server.send("echo " + data));
        },
      }),
    );
    socket.send("hello");
    await settled();
    socket.close(4000, "done");
    await settled();
    return { heard, log, state: socket.readyState };
  },
};
