// DO-STORAGE-60…70: transaction.
import { both, fresh, inside, keep, object, outcome, outcomes, sleep } from "../entry";

// DO-STORAGE-60
export const transactionResults = both(async ({ storage }) => ({
  ...(await outcomes({
    value: () => storage.transaction(async () => 7),
    sync: () => storage.transaction(() => 8),
    nothing: () => storage.transaction(),
    object: () => storage.transaction({}),
    writes: () => storage.transaction(async (txn: any) => txn.put("a", 1)),
    reads: () => storage.transaction(async (txn: any) => [await txn.get("a"), await txn.get(["a"]), await txn.list(), await txn.delete("a")]),
  })),
  stored: await storage.list(),
}));

// DO-STORAGE-62, 63
export const transactionRollsBackEverything = object(async ({ storage }) => {
  await storage.put("kept", 1);
  const failed = await outcome(() =>
    storage.transaction(async (txn: any) => {
      await txn.put("txn", 1);
      await storage.put("storage", 1);
      storage.kv.put("kv", 1);
      storage.sql.exec("CREATE TABLE t (a)");
      await txn.delete("kept");
      throw new RangeError("mine");
    }),
  );
  return { failed, stored: await storage.list(), tables: storage.sql.exec("SELECT name FROM sqlite_master WHERE name = 't'").toArray() };
});

// DO-TRAP-5, DO-STORAGE-63
export const transactionThrowsSynchronously = both(async ({ storage }) => ({
  ...(await outcomes({
    error: () => storage.transaction(() => { throw new TypeError("sync"); }),
    text: () => storage.transaction(async () => { throw "text"; }),
    undefined: () => storage.transaction(async () => { throw undefined; }),
  })),
  alive: await storage.get("x"),
}));

// DO-STORAGE-64, 65
export const transactionRollback = both(async ({ storage }) => {
  let kept: any;
  const result = await outcome(() =>
    storage.transaction(async (txn: any) => {
      kept = txn;
      await txn.put("a", 1);
      const first = txn.rollback();
      const second = txn.rollback();
      await storage.put("later", 1);
      return {
        first, second,
        ...(await outcomes({
          get: () => txn.get("a"), put: () => txn.put("a", 1), list: () => txn.list(), delete: () => txn.delete("a"),
          setAlarm: () => txn.setAlarm(Date.now() + 1e6), getAlarm: () => txn.getAlarm(), deleteAlarm: () => txn.deleteAlarm(),
          deleteAll: () => txn.deleteAll(),
        })),
      };
    }),
  );
  return { result, stored: await storage.list(), after: await outcomes({ get: () => kept.get("a"), rollback: () => kept.rollback() }) };
});

// DO-STORAGE-65
export const transactionAfterThrow = both(async ({ storage }) => {
  let kept: any;
  await outcome(() => storage.transaction(async (txn: any) => { kept = txn; throw new Error("x"); }));
  return outcomes({ get: () => kept.get("a"), put: () => kept.put("a", 1), rollback: () => kept.rollback() });
});

// DO-STORAGE-66
export const transactionAfterCommit = both(async ({ storage }) => {
  let kept: any;
  await storage.transaction(async (txn: any) => { kept = txn; });
  return outcomes({
    get: () => kept.get("a"), put: () => kept.put("a", 1), list: () => kept.list(), delete: () => kept.delete("a"),
    setAlarm: () => kept.setAlarm(Date.now() + 1e6), getAlarm: () => kept.getAlarm(), deleteAlarm: () => kept.deleteAlarm(),
    rollback: () => kept.rollback(), deleteAll: () => kept.deleteAll(),
  });
});

// DO-STORAGE-8, 14, 21: the transaction's own argument errors.
export const transactionArguments = both(({ storage }) =>
  storage.transaction((txn: any) =>
    outcomes({
      get: () => txn.get(), getOptions: () => txn.get("a", 5), put: () => txn.put(), putUndefined: () => txn.put("a"),
      list: () => txn.list("x"), limit: () => txn.list({ limit: 0 }), delete: () => txn.delete(), setAlarm: () => txn.setAlarm("x"),
      setAlarmNothing: () => txn.setAlarm(), getAlarm: () => txn.getAlarm(5), deleteAlarm: () => txn.deleteAlarm(5),
      entries: () => txn.put({ a: 1 }, 5), clone: () => txn.put("f", () => {}),
    }),
  ),
);

// DO-STORAGE-67
export const transactionsNest = both(async ({ storage }) => {
  const inner = await storage.transaction(async (outer: any) => {
    await outer.put("outer", 1);
    const failed = await outcome(() =>
      storage.transaction(async (txn: any) => {
        await txn.put("failed", 1);
        await txn.put("outer", 2);
        throw new Error("inner");
      }),
    );
    await storage.transaction(async (txn: any) => {
      await txn.put("rolledBack", 1);
      txn.rollback();
    });
    await storage.transaction(async (txn: any) => txn.put("kept", 1));
    return failed;
  });
  return { inner, stored: await storage.list() };
});

// DO-STORAGE-67
export const outerTransactionFails = both(async ({ storage }) => {
  const result = await outcome(() =>
    storage.transaction(async () => {
      await storage.transaction(async (txn: any) => txn.put("inner", 1));
      throw new Error("outer");
    }),
  );
  return { result, stored: await storage.list() };
});

// DO-STORAGE-67
export const outerRollbackWhileNested = both(async ({ storage }) => {
  const result = await outcome(() =>
    storage.transaction(async (outer: any) => {
      await outer.put("outer", 1);
      return storage.transaction(async (txn: any) => {
        await txn.put("inner", 1);
        return outcomes({ rollback: () => outer.rollback(), get: () => outer.get("outer"), put: () => outer.put("x", 1) });
      });
    }),
  );
  return { result, stored: await storage.list() };
});

// DO-STORAGE-68, DO-GATE-7
export const transactionsSerialise = both(async ({ storage }) => {
  const order: string[] = [];
  const step = (name: string) =>
    storage.transaction(async (txn: any) => {
      order.push(name + " begins");
      const n = (await txn.get("n")) ?? 0;
      await sleep(5);
      await txn.put("n", n + 1);
      order.push(name + " ends");
    });
  await Promise.all([step("a"), step("b"), step("c")]);
  return { order, n: await storage.get("n") };
});

// DO-STORAGE-69
export const transactionUndoesAlarms = both(async ({ storage }) => {
  const time = Date.now() + 1e6;
  await storage.setAlarm(time);
  await outcome(() =>
    storage.transaction(async (txn: any) => {
      await txn.setAlarm(time + 1000);
      throw new Error("x");
    }),
  );
  const afterThrow = (await storage.getAlarm()) === time;
  await storage.transaction(async (txn: any) => {
    await txn.deleteAlarm();
    txn.rollback();
  });
  const afterRollback = (await storage.getAlarm()) === time;
  const during = await storage.transaction(async (txn: any) => {
    await txn.deleteAlarm();
    return [await txn.getAlarm(), await storage.getAlarm()];
  });
  return { afterThrow, afterRollback, during, after: await storage.getAlarm() };
});

// DO-STORAGE-70, DO-LIFE-24
export const transactionsNestTooDeeply = object(async ({ storage }) => {
  let deepest = 0;
  const nest = async (depth: number): Promise<unknown> =>
    outcome(() =>
      storage.transaction(async () => {
        deepest = Math.max(deepest, depth);
        return nest(depth + 1);
      }),
    );
  const result = JSON.stringify(await nest(1));
  return { deepest, message: /nested too deeply/.exec(result)?.[0], alive: await storage.get("x") };
});

// DO-STORAGE-60, DO-GATE-1: a section holds off other events; writes of earlier turns stay.
export const transactionIsASection = {
  async test(_: unknown, env: any) {
    const stub = fresh(env.SUBJECT);
    const log: string[] = [];
    const slow = stub.run(keep(({ storage }) =>
      storage.transaction(async (txn: any) => {
        log.push("transaction begins");
        await sleep(20);
        await txn.put("a", 1);
        log.push("transaction ends");
      })));
    const other = stub.run(keep(async ({ storage }) => void log.push("other sees " + (await storage.get("a")))));
    await Promise.all([slow, other]);
    return log;
  },
};

// DO-STORAGE-64: what is written after a rollback is outside of it.
export const writesAfterRollback = object(async ({ storage }) => {
  await storage.transaction(async (txn: any) => {
    await txn.put("a", 1);
    txn.rollback();
    storage.kv.put("b", 1);
    await sleep(2);
    await storage.put("c", 1);
  });
  return storage.list();
});

// DO-STORAGE-63, DO-GATE-22: the turn's writes before a transaction that fails are kept.
export const writesBeforeATransaction = {
  async test(_: unknown, env: any) {
    const stub = fresh(env.SUBJECT);
    return inside(stub, async ({ storage }) => {
      storage.put("before", 1);
      await outcome(() => storage.transaction(async (txn: any) => {
        await txn.put("in", 1);
        await sleep(2);
        throw new Error("x");
      }));
      await storage.put("after", 1);
      return storage.list();
    });
  },
};
