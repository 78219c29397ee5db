// DO-LIFE-1…13: construction and its failure.
import { DurableObject } from "cloudflare:workers";
import { Case, fresh, hook, inside, keep, object, outcome, outcomes, sleep, Subject } from "../entry";

// DO-LIFE-1, DO-ID-40
export const constructorRunsWithTheFirstEvent: Case = {
  async test(_, env) {
    const log: string[] = [];
    const id = env.SUBJECT.newUniqueId();
    hook(id, { construct: () => void log.push("constructor") });
    const stub = env.SUBJECT.get(id);
    await sleep(5);
    log.push("stub made");
    await inside(stub, () => void log.push("first"));
    await inside(stub, () => void log.push("second"));
    await inside(env.SUBJECT.get(id), () => void log.push("other stub"));
    return log;
  },
};

// DO-LIFE-2
export const constructorArguments: Case = {
  async test(_, env) {
    const plain = fresh(env.PLAIN);
    return {
      plain: await (await plain.fetch("http://x/")).json(),
      rpc: await outcome(() => plain.method()),
      base: await inside(fresh(env.SUBJECT), (self) => [Object.keys(self).sort(), self instanceof DurableObject, self.ctx.id !== undefined]),
    };
  },
};

// DO-LIFE-2: the base class.
export const baseClass = object((self) => {
  class Direct extends DurableObject {}
  const made: any = new Direct(self.ctx, self.env);
  return outcomes({
    fields: () => [made.ctx === self.ctx, made.env === self.env, Object.keys(made)],
    descriptor: () => JSON.stringify(Object.getOwnPropertyDescriptor(made, "env") && Object.keys(Object.getOwnPropertyDescriptor(made, "env")!)),
    none: () => new (DurableObject as any)(),
    wrong: () => new (DurableObject as any)({}, {}),
    name: () => [DurableObject.name, Object.getPrototypeOf(Subject.prototype) === DurableObject.prototype],
    names: () => Object.getOwnPropertyNames(DurableObject.prototype),
  });
});

// DO-LIFE-3
export const constructorHoldsTheGate: Case = {
  async test(_, env) {
    const log: string[] = [];
    const id = env.SUBJECT.newUniqueId();
    hook(id, {
      construct(self) {
        log.push("constructor begins");
        self.ctx.blockConcurrencyWhile(async () => {
          log.push("section begins");
          await sleep(10);
          log.push("section ends");
        });
        Promise.resolve().then(() => log.push("constructor's microtask"));
        setTimeout(() => log.push("constructor's timer"), 0);
        log.push("constructor ends");
      },
    });
    const stub = env.SUBJECT.get(id);
    await Promise.all(["a", "b", "c"].map((n) => inside(stub, () => void log.push("request " + n))));
    return log;
  },
};

// DO-LIFE-3
export const allOfTheConstructorsSectionsComeFirst: Case = {
  async test(_, env) {
    const log: string[] = [];
    const id = env.SUBJECT.newUniqueId();
    hook(id, {
      construct(self) {
        for (const name of ["first", "second", "third"]) {
          self.ctx.blockConcurrencyWhile(async () => {
            log.push(name + " begins");
            await self.storage.get("key");
            log.push(name + " ends");
          });
        }
      },
    });
    await inside(env.SUBJECT.get(id), () => void log.push("request"));
    return log;
  },
};

// DO-LIFE-4
export const storageInConstructorSection: Case = {
  async test(_, env) {
    const id = env.SUBJECT.newUniqueId();
    hook(id, {
      construct(self) {
        self.ctx.blockConcurrencyWhile(async () => {
          self.kept.before = await self.storage.get("a");
          await self.storage.put("a", 1);
          await sleep(2);
          self.kept.after = await self.storage.get("a");
        });
      },
    });
    return inside(env.SUBJECT.get(id), (self) => self.kept);
  },
};

// DO-LIFE-4, DO-ALARM-4: while the constructor runs, setAlarm does not look for the handler.
export const alarmWithoutHandler: Case = {
  test: (_, env) => outcome(() => fresh(env.EMPTY).setAlarm()),
};

// DO-LIFE-5
let shared = 0;
export const globalsAreShared: Case = {
  async test(_, env) {
    shared = 1;
    await inside(fresh(env.SUBJECT), () => void shared++);
    await inside(fresh(env.SUBJECT), () => void shared++);
    return shared;
  },
};

// DO-LIFE-6
export const stateMembers = object(({ ctx }) => ({
  names: Object.getOwnPropertyNames(Object.getPrototypeOf(ctx)).sort(),
  own: Object.keys(ctx).sort(),
  values: [ctx.container, ctx.props, typeof ctx.storage, typeof ctx.id],
}));

// DO-LIFE-10, 11
export const constructorThrows: Case = {
  async test(_, env) {
    class Mine extends RangeError {
      extra = "kept";
    }
    const runs = { count: 0 };
    const id = env.SUBJECT.newUniqueId();
    hook(id, {
      construct() {
        runs.count++;
        throw new Mine("constructor failed");
      },
    });
    const stub = env.SUBJECT.get(id);
    const queued = await Promise.all([
      outcome(() => inside(stub, () => 1)), outcome(() => stub.run(keep(() => 1))), outcome(() => inside(stub, () => 2)),
    ]);
    const again = await outcome(() => inside(stub, () => 3));
    const before = runs.count;
    const fetched = await outcome(() => inside(env.SUBJECT.get(id), () => 4));
    const called = await outcome(() => env.SUBJECT.get(id).run(keep(() => 5)));
    const rightNow = runs.count;
    hook(id, {});
    return { queued, again, before, fetched, called, rightNow, healed: await outcome(() => inside(env.SUBJECT.get(id), () => 6)), broken: await outcome(() => inside(stub, () => 7)) };
  },
};

// DO-LIFE-10: what is no error.
export const constructorThrowsOther: Case = {
  async test(_, env) {
    const all: Record<string, unknown> = {};
    for (const [name, reason] of Object.entries({ text: "text", undefined: undefined, object: { a: 1 }, dom: new DOMException("d", "AbortError"), cause: new Error("e", { cause: 1 }) })) {
      const id = env.SUBJECT.newUniqueId();
      hook(id, { construct() { throw reason; } });
      all[name] = [await outcome(() => inside(env.SUBJECT.get(id), () => 1)), await outcome(() => env.SUBJECT.get(id).run(keep(() => 1)))];
    }
    return all;
  },
};

// DO-LIFE-12
export const constructorSectionRejects: Case = {
  async test(_, env) {
    let runs = 0;
    const id = env.SUBJECT.newUniqueId();
    hook(id, {
      construct(self) {
        if (++runs > 1) return;
        self.ctx.blockConcurrencyWhile(async () => {
          await sleep(2);
          throw new TypeError("section failed");
        });
      },
    });
    const stub = env.SUBJECT.get(id);
    const queued = await Promise.all([outcome(() => inside(stub, () => 1)), outcome(() => stub.run(keep(() => 1)))]);
    return { queued, again: await outcome(() => inside(stub, () => 2)), fresh: await outcome(() => inside(env.SUBJECT.get(id), () => 3)), runs };
  },
};

// DO-LIFE-13
export const failedConstructorWrites: Case = {
  async test(_, env) {
    const id = env.SUBJECT.newUniqueId();
    hook(id, {
      construct(self) {
        self.storage.kv.put("same turn", 1);
        throw new Error("x");
      },
    });
    await outcome(() => inside(env.SUBJECT.get(id), () => 1));
    hook(id, {
      construct(self) {
        self.storage.put("section", 1);
        self.ctx.blockConcurrencyWhile(async () => {
          await self.storage.put("section start", 1);
          await sleep(2);
          await self.storage.put("last turn", 1);
          throw new Error("y");
        });
      },
    });
    await outcome(() => inside(env.SUBJECT.get(id), () => 1));
    hook(id, {});
    return inside(env.SUBJECT.get(id), ({ storage }) => storage.list());
  },
};
