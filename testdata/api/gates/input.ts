// DO-GATE-1…9: the input gate.
import { Case, fresh, inside, keep, object, sleep } from "../entry";

const increments = (env: any, step: (self: any) => Promise<number>): Promise<number[]> => {
  const stub = fresh(env.SUBJECT);
  const key = keep(step);
  return Promise.all(Array.from({ length: 10 }, () => stub.run(key)));
};

// DO-GATE-4: one scenario with everything begun outside and inside of a section.
export const sectionAgainstTheRest: Case = {
  async test(_, env) {
    const log: string[] = [];
    const helper = fresh(env.SUBJECT);
    await inside(helper, () => 0);
    const id = String(helper.id);
    return inside(fresh(env.SUBJECT), async (self) => {
      const { ctx, storage } = self;
      const stub = self.env.SUBJECT.get(self.env.SUBJECT.idFromString(id));
      await inside(stub, () => 0);
      const section = ctx.blockConcurrencyWhile(async () => {
        log.push("section begins");
        await new Promise<void>((resolve) => setTimeout(() => { log.push("inside: timer"); resolve(); }, 5));
        await inside(stub, () => 1);
        log.push("inside: fetch");
        await storage.get("a");
        log.push("inside: storage");
        await stub.run(keep(() => 1));
        log.push("inside: rpc");
        await sleep(20);
        log.push("section ends");
      });
      log.push("after the call");
      const outside = [
        sleep(1).then(() => log.push("outside: timer")),
        stub.run(keep(() => sleep(2))).then(() => log.push("outside: rpc")),
        inside(stub, () => sleep(8)).then(() => log.push("outside: fetch")),
        Promise.resolve().then(() => log.push("outside: microtask")),
        storage.get("a").then(() => log.push("outside: storage")),
      ];
      await section;
      log.push("section awaited");
      await Promise.all(outside);
      // The replies' order is that of their arrival, which the machine's load decides.
      const last = log.indexOf("section ends");
      return [log.slice(0, last + 1), log.slice(last + 1).sort()];
    });
  },
};

// DO-GATE-5
export const storageIncrements: Case = {
  test: (_, env) => increments(env, async ({ storage }) => {
    const n = ((await storage.get("n")) ?? 0) + 1;
    await storage.put("n", n);
    return n;
  }),
};

// DO-TRAP-3, DO-GATE-6
export const timerIncrements: Case = {
  test: (_, env) => increments(env, async ({ storage }) => {
    const n = ((await storage.get("n")) ?? 0) + 1;
    await sleep(10);
    await storage.put("n", n);
    return n;
  }),
};

// DO-GATE-7
export const sectionIncrements: Case = {
  test: (_, env) => increments(env, ({ ctx, storage }) => ctx.blockConcurrencyWhile(async () => {
    const n = ((await storage.get("n")) ?? 0) + 1;
    await sleep(2);
    await storage.put("n", n);
    return n;
  })),
};

// DO-GATE-7
export const transactionIncrements: Case = {
  test: (_, env) => increments(env, ({ storage }) => storage.transaction(async (txn: any) => {
    const n = ((await txn.get("n")) ?? 0) + 1;
    await sleep(2);
    await txn.put("n", n);
    return n;
  })),
};

// DO-GATE-6: another object counts as other I/O.
export const otherObjectLetsIn: Case = {
  async test(_, env) {
    const other = env.SUBJECT.newUniqueId();
    return increments(env, async (self) => {
      const n = ((await self.storage.get("n")) ?? 0) + 1;
      await self.env.SUBJECT.get(other).run(keep(() => sleep(20)));
      await self.storage.put("n", n);
      return n;
    });
  },
};

// DO-GATE-1: requests, timers and replies wait in one queue.
export const waitingInOneQueue: Case = {
  async test(_, env) {
    const log: string[] = [];
    const stub = fresh(env.SUBJECT);
    await inside(stub, () => 0);
    const begun = inside(stub, async ({ ctx }) => {
      setTimeout(() => log.push("timer"), 1);
      await ctx.blockConcurrencyWhile(() => sleep(60));
      log.push("section awaited");
    });
    await sleep(20);
    const calls = ["a", "b"].map((n) => stub.run(keep(() => void log.push("call " + n))));
    await Promise.all([begun, ...calls]);
    return log;
  },
};

// DO-GATE-3: settled promises go on at any time.
export const microtasksRunFreely = object(async ({ ctx }) => {
  const log: string[] = [];
  let open!: () => void;
  const gate = new Promise<void>((resolve) => (open = resolve));
  gate.then(() => log.push("outside continuation"));
  await ctx.blockConcurrencyWhile(async () => {
    log.push("section begins");
    open();
    await sleep(2);
    log.push("section ends");
  });
  return log;
});

// DO-GATE-2: what a section began and left behind when it ended.
export const leftBehindBySection = object(async ({ ctx }) => {
  const log: string[] = [];
  await ctx.blockConcurrencyWhile(async () => {
    setTimeout(() => log.push("left timer"), 5);
  });
  log.push("section over");
  await ctx.blockConcurrencyWhile(async () => {
    await sleep(20);
    log.push("second ends");
  });
  await sleep(5);
  return log;
});
