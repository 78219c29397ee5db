// DO-ALARM-1…7: setting, reading and deleting alarms.
import { Case, fresh, inside, object, outcome, outcomes, sleep } from "../entry";

const far = () => Date.now() + 1e6;

// DO-ALARM-1, 5
export const settingAlarms = object(async ({ storage }) => {
  const time = far();
  const none = await storage.getAlarm();
  const set = await storage.setAlarm(time);
  const read = (await storage.getAlarm()) === time;
  await storage.setAlarm(time + 5);
  const replaced = (await storage.getAlarm()) === time + 5;
  const deleted = await storage.deleteAlarm();
  return { none, set, read, replaced, deleted, gone: await storage.getAlarm(), again: await storage.deleteAlarm() };
});

// DO-ALARM-2
export const alarmTimes = object(async ({ storage }) => {
  const time = far();
  const trip = async (t: any) => (await storage.setAlarm(t), await storage.getAlarm());
  const past = await trip(Date.now() - 1e6);
  return {
    date: (await trip(new Date(time))) === time,
    fraction: (await trip(time + 0.9)) === time,
    past: Math.abs(past - Date.now()) < 1000,
    year2188: await trip(Date.UTC(2188, 0, 1)),
  };
});

// DO-ALARM-3, DO-ARG-8
export const alarmArguments = object(async ({ storage }) => {
  const set = (...args: unknown[]) => () => storage.setAlarm(...args);
  return {
    ...(await outcomes({
      zero: set(0), negative: set(-5), nan: set(NaN), infinite: set(Infinity), invalid: set(new Date(NaN)), text: set("2030"), null: set(null), undefined: set(undefined), nothing: set(), boolean: set(true),
      bigint: set(5n), object: set({}), late: set(Date.UTC(2300, 0, 1)), early: set(new Date(-1)), options: set(far(), 5), nullOptions: set(far(), null), unknownOptions: set(far(), { allowUnconfirmed: true }),
      getOptions: () => storage.getAlarm(5), deleteOptions: () => storage.deleteAlarm(5),
    })),
    left: (await storage.getAlarm()) !== null,
  };
});

// DO-ALARM-4
export const noHandler: Case = { test: (_, env) => outcome(() => fresh(env.EMPTY).set(far())) };

// DO-ALARM-6
export const alarmsAreTransactional: Case = {
  async test(_, env) {
    const id = env.SUBJECT.newUniqueId();
    const read = () => inside(env.SUBJECT.get(id), ({ storage }) => storage.getAlarm());
    await inside(env.SUBJECT.get(id), ({ storage }) => {
      storage.setAlarm(Date.now() + 20);
      storage.deleteAlarm();
    });
    const setAndDeleted = await read();
    const time = far();
    await inside(env.SUBJECT.get(id), ({ storage }) => storage.setAlarm(time));
    await outcome(() => inside(env.SUBJECT.get(id), ({ storage, ctx }) => {
      storage.setAlarm(time + 1);
      ctx.abort("x");
    }));
    const afterAbort = (await read()) === time;
    await inside(env.SUBJECT.get(id), ({ storage }) => {
      try {
        storage.transactionSync(() => {
          storage.deleteAlarm();
          throw new Error("x");
        });
      } catch {}
    });
    return { setAndDeleted, afterAbort, afterTransactionSync: (await read()) === time };
  },
};

// DO-ALARM-7
export const alarmsOfTransactions = object(async ({ storage }) => {
  const time = far();
  const during = await storage.transaction(async (txn: any) => {
    const none = await txn.getAlarm();
    const set = await txn.setAlarm(time);
    return [none, set, (await txn.getAlarm()) === time, (await storage.getAlarm()) === time];
  });
  const after = (await storage.getAlarm()) === time;
  await storage.transaction((txn: any) => txn.deleteAlarm());
  return { during, after, deleted: await storage.getAlarm() };
});

// DO-STORAGE-35
export const deleteAllAndAlarms = object(async ({ storage }) => {
  const time = far();
  await storage.setAlarm(time);
  await storage.put("a", 1);
  await storage.deleteAll();
  const kept = (await storage.getAlarm()) === time;
  await sleep(2);
  return { kept, later: (await storage.getAlarm()) === time };
});
