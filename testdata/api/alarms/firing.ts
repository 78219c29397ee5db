// DO-ALARM-10…15: firing.
import { Case, hook, inside, sleep } from "../entry";

/** alarmed makes an object whose alarm logs what it is told, and waits until enough has been. */
async function alarmed(env: any, set: (self: any) => unknown, alarm: (self: any, info: any, log: unknown[]) => unknown, runs = 1) {
  const id = env.SUBJECT.newUniqueId();
  const log: unknown[] = [];
  hook(id, { alarm: (self, info) => alarm(self, info, log) });
  await inside(env.SUBJECT.get(id), set);
  for (let i = 0; i < 200 && log.length < runs; i++) await sleep(5);
  return { id, log };
}

// DO-ALARM-10, 11
export const alarmInfo: Case = {
  async test(_, env) {
    const time = Date.now() + 20;
    const { log } = await alarmed(env, ({ storage }) => storage.setAlarm(time), (self, info, log) =>
      log.push([info.constructor.name, Object.keys(info).sort(), info.scheduledTime === time, info.retryCount, info.isRetry, Date.now() >= time]));
    return log;
  },
};

// DO-ALARM-2: a time in the past.
export const pastAlarm: Case = {
  async test(_, env) {
    const { log } = await alarmed(env, ({ storage }) => storage.setAlarm(1), (self, info, log) => log.push([info.retryCount, Math.abs(info.scheduledTime - Date.now()) < 1000]));
    return log;
  },
};

// DO-TRAP-11, DO-ALARM-14, 15
export const alarmIsGone: Case = {
  async test(_, env) {
    const { id, log } = await alarmed(env, ({ storage }) => storage.setAlarm(Date.now() + 5), async ({ storage }, info, log) => {
      const first = await storage.getAlarm();
      await sleep(2);
      log.push([first, await storage.getAlarm()]);
    });
    await sleep(10);
    return { log, after: await inside(env.SUBJECT.get(id), ({ storage }) => storage.getAlarm()) };
  },
};

// DO-ALARM-13, 15
export const alarmSetsTheNext: Case = {
  async test(_, env) {
    const { id, log } = await alarmed(env, ({ storage }) => storage.setAlarm(Date.now() + 5), async ({ storage, kept }, info, log) => {
      kept.runs = (kept.runs ?? 0) + 1;
      const time = Date.now() + 10;
      if (kept.runs < 3) await storage.setAlarm(time);
      log.push([kept.runs, info.retryCount, (await storage.getAlarm()) === (kept.runs < 3 ? time : null)]);
    }, 3);
    return { log, after: await inside(env.SUBJECT.get(id), ({ storage }) => storage.getAlarm()) };
  },
};

// DO-ALARM-13: never two runs at once.
export const oneRunAtATime: Case = {
  async test(_, env) {
    const { log } = await alarmed(env, ({ storage }) => storage.setAlarm(Date.now() + 5), async ({ storage, kept }, info, log) => {
      kept.runs = (kept.runs ?? 0) + 1;
      log.push("begins");
      await sleep(3); // at its own time an alarm set anew is sometimes lost
      if (kept.runs === 1) await storage.setAlarm(Date.now() - 1000);
      await sleep(20);
      log.push("ends");
    }, 4);
    return log;
  },
};

// DO-ALARM-18: other events come in while a handler waits.
export const eventsDuringAlarm: Case = {
  async test(_, env) {
    const id = env.SUBJECT.newUniqueId();
    const log: string[] = [];
    hook(id, { alarm: async () => { log.push("alarm begins"); await sleep(40); log.push("alarm ends"); } });
    await inside(env.SUBJECT.get(id), ({ storage }) => storage.setAlarm(Date.now() + 1));
    while (log.length < 1) await sleep(2);
    await inside(env.SUBJECT.get(id), () => void log.push("request"));
    await sleep(60);
    return log;
  },
};

// DO-ALARM-12: delivery waits for the gate.
export const alarmWaitsForTheGate: Case = {
  async test(_, env) {
    const id = env.SUBJECT.newUniqueId();
    const log: string[] = [];
    hook(id, { alarm: () => void log.push("alarm") });
    await inside(env.SUBJECT.get(id), async ({ ctx, storage }) => {
      await storage.setAlarm(Date.now() + 5);
      await ctx.blockConcurrencyWhile(async () => {
        await sleep(40);
        log.push("section ends");
      });
    });
    await sleep(30);
    return log;
  },
};

// DO-ALARM-1: a replaced or deleted alarm does not fire.
export const replacedAlarm: Case = {
  async test(_, env) {
    const id = env.SUBJECT.newUniqueId();
    const log: unknown[] = [];
    const start = Date.now();
    hook(id, { alarm: (_, info) => void log.push(info.scheduledTime - start) });
    await inside(env.SUBJECT.get(id), async ({ storage }) => {
      await storage.setAlarm(start + 10_000);
      await sleep(2);
      await storage.setAlarm(start + 30);
    });
    await sleep(60);
    await inside(env.SUBJECT.get(id), ({ storage }) => storage.setAlarm(Date.now() + 30));
    await inside(env.SUBJECT.get(id), ({ storage }) => storage.deleteAlarm());
    await sleep(60);
    return log;
  },
};

// DO-ALARM-12, DO-ID-36: the alarm starts the object, which then knows its name.
export const alarmStartsTheObject: Case = {
  slow: true,
  async test(_, env) {
    const log: unknown[] = [];
    const id = env.SUBJECT.idFromName("started by its alarm");
    hook(id, { construct: (self) => void log.push(["constructor", self.ctx.id.name]), alarm: (self) => void log.push(["alarm", self.ctx.id.name]) });
    await inside(env.SUBJECT.get(id), ({ storage }) => storage.setAlarm(Date.now() + 11_500));
    await sleep(12_000);
    return log;
  },
};
