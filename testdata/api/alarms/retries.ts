// DO-ALARM-20…28: failures and retries. The first retry comes 2 to 2.5 s after the failure.
import { Case, hook, inside, outcome, sleep } from "../entry";

interface Run { retryCount: number; isRetry: boolean; sameTime: boolean }

/** failing makes an object whose first runs of the alarm do something, for two retries. */
const failing = (first: (self: any) => unknown, between?: (self: any) => unknown, wait = 3000): Case => ({
  slow: true,
  async test(_, env) {
    const id = env.SUBJECT.newUniqueId();
    const runs: Run[] = [];
    const alarms: unknown[] = [];
    let time = 0;
    hook(id, {
      async alarm(self, info) {
        runs.push({ retryCount: info.retryCount, isRetry: info.isRetry, sameTime: info.scheduledTime === time });
        alarms.push(await self.storage.getAlarm());
        if (runs.length === 1) return first(self);
      },
    });
    await inside(env.SUBJECT.get(id), async ({ storage }) => {
      time = Date.now() + 5;
      await storage.setAlarm(time);
    });
    while (runs.length < 1) await sleep(5);
    await sleep(150);
    const pending = await inside(env.SUBJECT.get(id), async (self) => {
      const pending = await self.storage.getAlarm();
      await between?.(self);
      return pending === null ? null : pending === time ? "the original time" : "another time";
    });
    await sleep(wait);
    return { runs, alarms, pending, after: await inside(env.SUBJECT.get(id), async ({ storage }) => [await storage.getAlarm() !== null, [...(await storage.list()).keys()]]) };
  },
});

// DO-ALARM-20, 21, 22, 14, 28
export const throwing = failing(async ({ storage }) => {
  await storage.put("written", 1);
  throw new Error("alarm failed");
});
// DO-ALARM-20, 28
// DO-LIFE-34
export const aborting = failing(({ storage, ctx }) => {
  storage.put("written", 1);
  ctx.abort("alarm aborted");
});
// DO-ALARM-20
export const sectionFails = failing(({ ctx }) => ctx.blockConcurrencyWhile(async () => { throw new Error("section"); }));
// DO-ALARM-26
export const abortingWithoutRetry = failing(({ ctx }) => ctx.abort("no retry", { retryAlarm: false }));
// DO-ALARM-24
export const setsAnotherAndThrows = failing(async ({ storage }) => {
  await storage.setAlarm(Date.now() + 300);
  throw new Error("x");
}, undefined, 2600);
// DO-ALARM-25
export const deletesAndThrows = failing(async ({ storage }) => {
  await storage.deleteAlarm();
  throw new Error("x");
});
// DO-ALARM-25
export const deletesAllAndThrows = failing(async ({ storage }) => {
  await storage.deleteAll();
  throw new Error("x");
});
// DO-ALARM-27
export const deletedBetweenRetries = failing(() => { throw new Error("x"); }, ({ storage }) => storage.deleteAlarm());
// DO-ALARM-27
export const laterBetweenRetries = failing(() => { throw new Error("x"); }, ({ storage }) => storage.setAlarm(Date.now() + 1e6));

// DO-ALARM-27: the new alarm does not overtake the retry. One that succeeds takes the new alarm with
// it, unlike what the fact says; after one that fails it runs.
const soon = ({ storage }: any) => storage.setAlarm(Date.now() + 300);
export const earlierBetweenRetries = failing(() => { throw new Error("x"); }, soon, 3500);
export const earlierBetweenFailingRetries: Case = {
  slow: true,
  async test(_, env) {
    const id = env.SUBJECT.newUniqueId();
    const runs: unknown[] = [];
    let first = 0;
    hook(id, {
      alarm(_, info) {
        first ||= info.scheduledTime;
        runs.push([info.retryCount, info.scheduledTime === first]);
        if (runs.length < 3) throw new Error("x");
      },
    });
    await inside(env.SUBJECT.get(id), ({ storage }) => storage.setAlarm(Date.now() + 5));
    while (runs.length < 1) await sleep(5);
    await sleep(150);
    await inside(env.SUBJECT.get(id), soon);
    await sleep(3500);
    return { runs, after: await inside(env.SUBJECT.get(id), ({ storage }) => storage.getAlarm()) };
  },
};
// DO-ALARM-27: set, and deleted again.
export const setAndDeletedBetweenRetries = failing(() => { throw new Error("x"); }, async (self) => {
  await soon(self);
  await sleep(2);
  await self.storage.deleteAlarm();
}, 3500);

// DO-ALARM-20: the constructor fails.
export const constructorFails: Case = {
  slow: true,
  async test(_, env) {
    const id = env.SUBJECT.newUniqueId();
    const log: string[] = [];
    await inside(env.SUBJECT.get(id), ({ storage }) => storage.setAlarm(Date.now() + 300));
    await outcome(() => inside(env.SUBJECT.get(id), ({ ctx }) => ctx.abort("to start afresh")));
    hook(id, {
      construct() {
        log.push("constructor");
        if (log.length === 1) throw new Error("constructor failed");
      },
      alarm: (_, info) => void log.push("alarm " + info.retryCount),
    });
    await sleep(3300);
    return log;
  },
};
