// DO-LIFE-40…45, 66, 68…71: what keeps an object in memory, and time.
import { Case, elsewhere, fresh, inside, keep, object, outcome, outcomes, sleep } from "../entry";

// DO-LIFE-43, DO-LIFE-40, 41, 42: one case, because it takes long.
export const eviction: Case = {
  slow: true,
  async test(_, env) {
    const bodies: Record<string, (self: any) => unknown> = {
      nothing: () => 0,
      timer: () => void setTimeout(() => {}, 14_000),
      interval: () => void setInterval(() => {}, 1_000),
      waitUntil: ({ ctx }) => ctx.waitUntil(sleep(14_000)),
      alarm: ({ storage }) => storage.setAlarm(Date.now() + 1e6),
      storage: ({ storage }) => storage.put("a", 1),
      stuckPromise: () => void new Promise(() => {}),
      stuckWaitUntil: ({ ctx }) => ctx.waitUntil(new Promise(() => {})),
      finishedTimer: () => void setTimeout(() => {}, 10),
    };
    const found = async (name: string) => {
      const id = env.SUBJECT.newUniqueId();
      await inside(env.SUBJECT.get(id), (self) => {
        self.kept.instance = true;
        return bodies[name](self);
      });
      await sleep(11_800);
      return [name, await inside(env.SUBJECT.get(id), ({ kept }) => (kept.instance ? "the same" : "evicted"))];
    };
    return Object.fromEntries(await Promise.all(Object.keys(bodies).map(found)));
  },
};

// DO-LIFE-40: a stub survives the eviction.
export const stubAfterEviction: Case = {
  slow: true,
  async test(_, env) {
    const stub = fresh(env.SUBJECT);
    await inside(stub, ({ kept }) => void (kept.instance = true));
    await sleep(11_500);
    return inside(stub, ({ kept }) => kept);
  },
};

// DO-LIFE-45
export const waitUntil = object(({ ctx }) =>
  outcomes({
    nothing: () => ctx.waitUntil(),
    number: () => ctx.waitUntil(5),
    undefined: () => ctx.waitUntil(undefined),
    promise: () => ctx.waitUntil(Promise.resolve(1)),
    thenable: () => ctx.waitUntil({ then: (f: () => void) => f() }),
  }),
);

// DO-LIFE-66
export const strayErrors: Case = {
  async test(_, env) {
    const stub = fresh(env.SUBJECT);
    await inside(stub, ({ ctx, kept }) => {
      kept.alive = true;
      ctx.waitUntil(Promise.reject(new Error("waitUntil")));
      setTimeout(() => { throw new Error("timer"); }, 0);
      Promise.reject(new Error("unhandled"));
    });
    await sleep(10);
    return inside(stub, ({ kept }) => kept);
  },
};

// DO-LIFE-68
export const hangingRequest: Case = { test: () => new Promise(() => {}) };

// DO-LIFE-68: an object that never answers is no hang by itself; the caller's own time goes on.
export const hangingObject: Case = {
  async test(_, env) {
    const call = outcome(() => inside(fresh(env.SUBJECT), () => new Promise(() => {})));
    return Promise.race([call, sleep(50).then(() => "still pending")]);
  },
};

// DO-LIFE-70
export const timePasses = object(() => {
  const start = Date.now();
  const precise = performance.now();
  let n = 0;
  while (Date.now() - start < 5 && n < 1e8) n++;
  return [Date.now() - start >= 5, performance.now() > precise, new Date().getFullYear() > 2000];
});

// DO-LIFE-71
export const tooManyTimers = object(async () => {
  const ids: any[] = [];
  const result = await outcome(() => {
    for (let i = 0; i < 10_001; i++) ids.push(setTimeout(() => {}, 60_000));
  });
  for (const id of ids) clearTimeout(id);
  return [JSON.stringify(result).replace(/finished timeouts: \d+/, "finished timeouts: N"), ids.length];
});

// DO-LIFE-44: a call nobody waits for runs to its end.
export const unawaitedCall: Case = {
  async test(_, env) {
    const stub = fresh(env.SUBJECT);
    void inside(stub, async ({ kept }) => {
      await sleep(5);
      kept.finished = true;
    });
    await sleep(30);
    return inside(stub, ({ kept }) => kept);
  },
};

// DO-LIFE-68: requests that wait for each other.
export const crossRequestPromise: Case = {
  async test(_, env, ctx) {
    if (!ctx.exports) return "needs ctx.exports";
    let resolve!: (v: string) => void;
    const promise = new Promise<string>((r) => (resolve = r));
    const other = outcome(() => elsewhere(ctx, () => promise));
    await sleep(30);
    resolve("from the other request");
    return other;
  },
};

// DO-LIFE-68: a hanging request of the own Worker.
export const hangingElsewhere: Case = {
  test: (_, env, ctx) => (ctx.exports ? outcome(() => elsewhere(ctx, () => new Promise(() => {}))) : "needs ctx.exports"),
};

// DO-LIFE-68: waitUntil does not keep a request that hangs.
export const hangingWithWaitUntil: Case = {
  test: (_, env, ctx) => (ctx.exports ? outcome(() => elsewhere(ctx, ({ ctx }) => { ctx.waitUntil(sleep(20)); return new Promise(() => {}); })) : "needs ctx.exports"),
};

// What a request leaves behind when it has been answered.
export const afterTheResponse: Case = {
  async test(_, env, ctx) {
    if (!ctx.exports) return "needs ctx.exports";
    const log: string[] = [];
    await elsewhere(ctx, () => void setTimeout(() => log.push("timer"), 10));
    await elsewhere(ctx, ({ ctx }) => {
      setTimeout(() => log.push("timer beside waitUntil"), 10);
      ctx.waitUntil(sleep(20).then(() => log.push("waitUntil")));
      setTimeout(() => log.push("timer behind waitUntil"), 40);
    });
    await elsewhere(ctx, ({ env }) => void fresh(env.SUBJECT).run(keep(() => void log.push("call"))));
    await sleep(120);
    return log;
  },
};
