// DO-GATE-15…18: the order of calls.
import { Case, fresh, inside, keep, outcome, sleep } from "../entry";

// DO-GATE-15
export const callsInOrder: Case = {
  async test(_, env) {
    const log: string[] = [];
    const stub = fresh(env.SUBJECT);
    await inside(stub, () => 0);
    const calls = Array.from({ length: 8 }, (_, i) => stub.run(keep(() => void log.push("rpc " + i))));
    await Promise.all(calls);
    const fetches = Array.from({ length: 8 }, (_, i) => inside(stub, () => void log.push("fetch " + i)));
    await Promise.all(fetches);
    return log;
  },
};

// DO-GATE-15: also the first ones, which start the object.
export const firstCallsInOrder: Case = {
  async test(_, env) {
    const log: string[] = [];
    const stub = fresh(env.SUBJECT);
    await Promise.all(Array.from({ length: 8 }, (_, i) => stub.run(keep(() => void log.push("rpc " + i)))));
    return log;
  },
};

// DO-GATE-15
export const callsOfSeveralStubs: Case = {
  async test(_, env) {
    const log: number[] = [];
    const id = env.SUBJECT.newUniqueId();
    const stubs = [env.SUBJECT.get(id), env.SUBJECT.get(id), env.SUBJECT.get(id)];
    await inside(stubs[0], () => 0);
    await Promise.all(Array.from({ length: 9 }, (_, i) => stubs[i % 3].run(keep(() => void log.push(i)))));
    return log;
  },
};

// DO-TRAP-18, DO-GATE-16
export const fetchOvertakesCalls: Case = {
  async test(_, env) {
    const log: string[] = [];
    const stub = fresh(env.SUBJECT);
    await inside(stub, () => 0);
    const all: Promise<unknown>[] = [];
    for (let i = 0; i < 4; i++) all.push(stub.run(keep(() => void log.push("rpc " + i))));
    for (let i = 0; i < 4; i++) all.push(inside(stub, () => void log.push("fetch " + i)));
    await Promise.all(all);
    return log;
  },
};

// DO-GATE-16: from inside of another object.
export const fetchOvertakesCallsOfObjects: Case = {
  async test(_, env) {
    const log: string[] = [];
    const id = env.SUBJECT.newUniqueId();
    await inside(env.SUBJECT.get(id), () => 0);
    await inside(fresh(env.SUBJECT), async (self) => {
      const stub = self.env.SUBJECT.get(id);
      const all: Promise<unknown>[] = [];
      for (let i = 0; i < 3; i++) all.push(stub.run(keep(() => void log.push("rpc " + i))));
      for (let i = 0; i < 3; i++) all.push(inside(stub, () => void log.push("fetch " + i)));
      await Promise.all(all);
    });
    return log;
  },
};

// DO-GATE-16: a fetch that the turn's end separates from the calls.
export const fetchAfterATurn: Case = {
  async test(_, env) {
    const log: string[] = [];
    const stub = fresh(env.SUBJECT);
    await inside(stub, () => 0);
    const calls = [stub.run(keep(() => void log.push("rpc 0"))), stub.run(keep(() => void log.push("rpc 1")))];
    await sleep(5);
    calls.push(inside(stub, () => void log.push("fetch")));
    await Promise.all(calls);
    return log;
  },
};

// DO-GATE-17
export const handlersInterleave: Case = {
  async test(_, env) {
    const log: string[] = [];
    const stub = fresh(env.SUBJECT);
    await inside(stub, () => 0);
    const step = (name: string, ms: number) => stub.run(keep(async () => {
      log.push(name + " begins");
      await sleep(ms);
      log.push(name + " ends");
    }));
    await Promise.all([step("a", 40), step("b", 20), step("c", 1)]);
    return log;
  },
};

// DO-GATE-18
export const callsItself: Case = {
  test: (_, env) =>
    inside(fresh(env.SUBJECT), async (self) => {
      const own = self.env.SUBJECT.get(self.ctx.id);
      self.kept.n = 1;
      return [await own.run(keep(({ kept }) => kept.n)), await inside(own, ({ kept }) => kept.n)];
    }),
};

// DO-GATE-17, DO-RPC-17: unawaited calls are sent as well.
export const unawaitedCalls: Case = {
  async test(_, env) {
    const log: number[] = [];
    const stub = fresh(env.SUBJECT);
    for (let i = 0; i < 3; i++) void stub.run(keep(() => void log.push(i)));
    await stub.run(keep(() => void log.push(99)));
    return log;
  },
};

// DO-GATE-15: an object's calls to another keep their order across awaits of storage.
export const callsBetweenWrites: Case = {
  async test(_, env) {
    const log: string[] = [];
    const id = env.SUBJECT.newUniqueId();
    await inside(fresh(env.SUBJECT), async (self) => {
      const stub = self.env.SUBJECT.get(id);
      const all: Promise<unknown>[] = [];
      for (let i = 0; i < 4; i++) {
        await self.storage.put("k" + i, i);
        all.push(stub.run(keep(() => void log.push("call " + i))));
      }
      await Promise.all(all);
    });
    return log;
  },
};

// DO-GATE-15: the answer of one call, the next call.
export const answersInOrder: Case = {
  async test(_, env) {
    const log: string[] = [];
    const stub = fresh(env.SUBJECT);
    await Promise.all(["a", "b", "c"].map((n) => stub.run(keep(() => n)).then((v: string) => log.push(v))));
    return { log, error: await outcome(() => stub.run(keep(() => { throw new Error("x"); }))) };
  },
};
