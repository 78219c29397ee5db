// DO-LIFE-20…24: blockConcurrencyWhile.
import { Case, fresh, inside, keep, object, outcome, outcomes, sleep } from "../entry";

// DO-LIFE-20
export const sectionResults = object(({ ctx }) =>
  outcomes({
    value: () => ctx.blockConcurrencyWhile(async () => 5),
    sync: () => ctx.blockConcurrencyWhile(() => 6),
    slow: () => ctx.blockConcurrencyWhile(async () => (await sleep(2), "done")),
    nothing: () => ctx.blockConcurrencyWhile(),
    text: () => ctx.blockConcurrencyWhile("x"),
    promise: () => ctx.blockConcurrencyWhile(Promise.resolve(1)),
  }),
);

// DO-LIFE-20: when the callback begins.
export const sectionBegins = object(async ({ ctx }) => {
  const log: string[] = [];
  const section = ctx.blockConcurrencyWhile(async () => void log.push("section"));
  log.push("after the call");
  Promise.resolve().then(() => log.push("microtask"));
  await section;
  log.push("awaited");
  return log;
});

// DO-TRAP-5, DO-LIFE-21
export const sectionThrows: Case = {
  async test(_, env) {
    const log: string[] = [];
    const id = env.SUBJECT.newUniqueId();
    const stub = env.SUBJECT.get(id);
    await inside(stub, (self) => void (self.kept.first = true));
    const calls = [
      outcome(() => inside(stub, async () => {
        log.push("waiting");
        await sleep(1000);
        log.push("never");
      })),
      outcome(() => inside(stub, async ({ ctx, storage }) => {
        storage.put("before", 1);
        try {
          await ctx.blockConcurrencyWhile(async () => {
            await sleep(2);
            storage.put("inside", 1);
            throw new RangeError("section failed");
          });
          log.push("never: after");
        } catch {
          log.push("never: catch");
        } finally {
          log.push("never: finally");
        }
      })),
      outcome(() => stub.run(keep(() => "queued"))),
    ];
    const outcomes = await Promise.all(calls);
    return {
      outcomes, log,
      again: await outcome(() => inside(stub, () => 1)),
      fresh: await inside(env.SUBJECT.get(id), async ({ storage, kept }) => [[...(await storage.list()).keys()], kept]),
    };
  },
};

// DO-LIFE-21: thrown synchronously, and what is no error.
export const sectionThrowsOther: Case = {
  async test(_, env) {
    const all: Record<string, unknown> = {};
    const ways: Record<string, () => unknown> = {
      sync: () => { throw new TypeError("sync"); },
      text: async () => { throw "text"; },
      undefined: async () => { throw undefined; },
      object: async () => { throw { a: 1 }; },
      named: async () => { throw Object.assign(new Error("m"), { name: "Mine", extra: 1 }); },
    };
    for (const name in ways) {
      all[name] = [
        await outcome(() => inside(fresh(env.SUBJECT), ({ ctx }) => ctx.blockConcurrencyWhile(ways[name]))),
        await outcome(() => fresh(env.SUBJECT).run(keep(({ ctx }) => ctx.blockConcurrencyWhile(ways[name])))),
      ];
    }
    return all;
  },
};

// DO-LIFE-24
export const sectionsNest: Case = {
  async test(_, env) {
    let deepest = 0;
    const nest = (ctx: any, depth: number): Promise<unknown> =>
      ctx.blockConcurrencyWhile(async () => {
        deepest = depth;
        if (depth < 64) return nest(ctx, depth + 1);
        return outcome(() => ctx.blockConcurrencyWhile(() => "too deep"));
      });
    const fits = await outcome(() => inside(fresh(env.SUBJECT), ({ ctx }) => nest(ctx, 2).then(() => 1)));
    return { fits, deepest };
  },
};

// DO-LIFE-24: the 65th level, uncaught.
export const sectionsNestTooDeeply: Case = {
  test: (_, env) =>
    outcome(() =>
      inside(fresh(env.SUBJECT), ({ ctx }) => {
        const nest = (): Promise<unknown> => ctx.blockConcurrencyWhile(nest);
        return nest();
      }),
    ),
};

// DO-LIFE-24: an inner section runs within the outer one.
export const nestedOrder = object(async ({ ctx }) => {
  const log: string[] = [];
  await ctx.blockConcurrencyWhile(async () => {
    log.push("outer begins");
    await ctx.blockConcurrencyWhile(async () => {
      log.push("inner begins");
      await sleep(1);
      log.push("inner ends");
    });
    await sleep(1);
    log.push("outer ends");
  });
  return log;
});

// DO-LIFE-20: two sections started side by side.
export const sectionsQueue = object(async ({ ctx }) => {
  const log: string[] = [];
  const section = (name: string) =>
    ctx.blockConcurrencyWhile(async () => {
      log.push(name + " begins");
      await sleep(2);
      log.push(name + " ends");
    });
  await Promise.all([section("a"), section("b"), section("c")]);
  return log;
});

// DO-LIFE-21: a section nobody awaits.
export const unawaitedSectionThrows: Case = {
  async test(_, env) {
    const id = env.SUBJECT.newUniqueId();
    const first = await outcome(() => inside(env.SUBJECT.get(id), async ({ ctx }) => {
      ctx.blockConcurrencyWhile(async () => { throw new Error("unawaited"); });
      await sleep(20);
      return "returned";
    }));
    return { first, fresh: await outcome(() => inside(env.SUBJECT.get(id), () => 1)) };
  },
};
