// DO-LIFE-33…36: what ends with an object that is reset.
import { Case, fresh, hook, inside, keep, outcome, sleep } from "../entry";
import { Sockets } from "./classes";

async function connect(stub: any, kind: string) {
  const { webSocket } = await stub.fetch(`http://sockets/${kind}`, { headers: { upgrade: "websocket" } });
  webSocket.accept();
  const closed = new Promise((resolve) => {
    webSocket.addEventListener("close", (e: any) => resolve({ code: e.code, reason: e.reason, wasClean: e.wasClean }));
    webSocket.addEventListener("error", (e: any) => resolve({ error: e.message }));
  });
  return { webSocket, closed: Promise.race([closed, sleep(300).then(() => "nothing")]) };
}

// DO-LIFE-33
export const socketsOfAbortedObjects: Case = {
  async test(_, env) {
    const all: Record<string, unknown> = {};
    for (const kind of ["hibernating", "ordinary"]) {
      const id = env.SOCKETS.newUniqueId();
      const { closed } = await connect(env.SOCKETS.get(id), kind);
      Sockets.log.length = 0;
      await outcome(() => inside(env.SOCKETS.get(id), ({ ctx }) => ctx.abort("x")));
      all[kind] = { closed: await closed, log: [...Sockets.log], left: await inside(env.SOCKETS.get(id), ({ ctx }) => ctx.getWebSockets().length) };
    }
    return all;
  },
};

// DO-LIFE-33: an abort in the handler of a message.
export const abortInAMessage: Case = {
  async test(_, env) {
    const id = env.SOCKETS.newUniqueId();
    const { webSocket, closed } = await connect(env.SOCKETS.get(id), "hibernating");
    Sockets.log.length = 0;
    webSocket.send("abort");
    return { closed: await closed, log: [...Sockets.log], left: await inside(env.SOCKETS.get(id), ({ ctx }) => ctx.getWebSockets().length) };
  },
};

// DO-LIFE-34: an alarm that aborts is run again.
export const abortInAnAlarm: Case = {
  slow: true,
  async test(_, env) {
    const runs = async (...reason: unknown[]) => {
      const id = env.SUBJECT.newUniqueId();
      const seen: number[] = [];
      hook(id, {
        alarm(self, info) {
          seen.push(info.retryCount);
          if (seen.length === 1) self.ctx.abort(...reason);
        },
      });
      await inside(env.SUBJECT.get(id), ({ storage }) => storage.setAlarm(Date.now()));
      await sleep(4000);
      return { seen, left: await inside(env.SUBJECT.get(id), ({ storage }) => storage.getAlarm()) };
    };
    const [again, never] = await Promise.all([runs("x"), runs("x", { retryAlarm: false })]);
    return { again, never };
  },
};

// DO-LIFE-35: every reset breaks the stubs and starts afresh.
export const causesOfResets: Case = {
  async test(_, env) {
    const causes: Record<string, (self: any) => unknown> = {
      abort: ({ ctx }) => ctx.abort("abort"),
      section: ({ ctx }) => ctx.blockConcurrencyWhile(async () => { throw new Error("section"); }),
      commit: ({ storage }) => {
        storage.sql.exec("CREATE TABLE p (a PRIMARY KEY); CREATE TABLE c (a REFERENCES p (a) DEFERRABLE INITIALLY DEFERRED)");
        storage.sql.exec("PRAGMA defer_foreign_keys = ON; INSERT INTO c VALUES (1)");
      },
    };
    const all: Record<string, unknown> = {};
    for (const name in causes) {
      const id = env.SUBJECT.newUniqueId();
      const stub = env.SUBJECT.get(id);
      await stub.run(keep(({ kept }) => void (kept.memory = 1)));
      all[name] = {
        call: await outcome(() => stub.run(keep(causes[name]))),
        again: await outcome(() => stub.run(keep(() => 0))),
        fresh: await outcome(() => env.SUBJECT.get(id).run(keep(({ kept }) => kept))),
      };
    }
    return all;
  },
};

// DO-LIFE-36: what an object has given away does not outlive it.
export const leftovers: Case = {
  async test(_, env) {
    const id = env.SUBJECT.newUniqueId();
    const given = await env.SUBJECT.get(id).run(keep(() => ({ fn: () => "alive" })));
    const before = await outcome(() => given.fn());
    const pending = outcome(() => env.SUBJECT.get(id).run(keep(() => sleep(1000))));
    await sleep(2);
    await outcome(() => env.SUBJECT.get(id).run(keep(({ ctx }) => ctx.abort("end"))));
    return { before, after: await outcome(() => given.fn()), pending: await pending };
  },
};

// DO-LIFE-36: the storage of an instance that is no more, used in its own context.
export const storageAfterTheEnd: Case = {
  async test(_, env) {
    const id = env.SUBJECT.newUniqueId();
    const seen: unknown[] = [];
    await outcome(() => inside(env.SUBJECT.get(id), async (self) => {
      setTimeout(async () => seen.push(await outcome(() => self.storage.get("a"))), 5);
      self.ctx.abort("end");
    }));
    await sleep(30);
    return seen;
  },
};

// DO-LIFE-30, 36: what waits for something outside does not go on.
export const waitingOutside: Case = {
  async test(_, env) {
    const [a, b] = [env.SUBJECT.newUniqueId(), env.SUBJECT.newUniqueId()];
    const log: string[] = [];
    const call = outcome(() => inside(env.SUBJECT.get(a), async (self) => {
      try {
        await self.env.SUBJECT.get(b).run(keep(() => sleep(40)));
        log.push("went on");
      } finally {
        log.push("finally");
      }
    }));
    await sleep(5);
    await outcome(() => inside(env.SUBJECT.get(a), ({ ctx }) => ctx.abort("end")));
    await sleep(60);
    return { call: await call, log };
  },
};
