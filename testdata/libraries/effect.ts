import { Effect, Schema, Stream, Fiber, Ref, Schedule, Option, Cause, Exit, Context, Layer, Duration, pipe } from "effect";

export const effects = {
  async test() {
    const program = Effect.gen(function* () {
      const ref = yield* Ref.make(0);
      yield* Effect.forEach([1, 2, 3, 4], (n) => Ref.update(ref, (x) => x + n), { concurrency: 2 });
      const all = yield* Effect.all({ a: Effect.succeed(1), b: Effect.promise(async () => 2) }, { concurrency: "unbounded" });
      return { sum: yield* Ref.get(ref), all };
    });
    let tries = 0;
    const flaky = Effect.suspend(() => (++tries < 3 ? Effect.fail("again") : Effect.succeed(tries)));
    return {
      program: await Effect.runPromise(program),
      retried: await Effect.runPromise(Effect.retry(flaky, { times: 5 })),
      failed: Exit.isFailure(await Effect.runPromiseExit(Effect.fail("no"))),
      caught: await Effect.runPromise(Effect.catch(Effect.fail("x"), (e) => Effect.succeed("caught " + e))),
      thrown: await Effect.runPromise(Effect.die(new Error("defect"))).catch((e) => e.message),
      timeout: await Effect.runPromise(pipe(Effect.sleep("1 second"), Effect.timeoutOption("5 millis"), Effect.map(Option.isNone))),
      stream: await Effect.runPromise(Stream.runCollect(pipe(Stream.range(1, 10), Stream.filter((n) => n % 2 === 0), Stream.map((n) => n * n), Stream.take(3)))),
    };
  },
};
export const schemas = {
  test() {
    const User = Schema.Struct({ name: Schema.String, age: Schema.NumberFromString, tags: Schema.Array(Schema.String), kind: Schema.Literals(["a", "b"]) });
    return { decoded: Schema.decodeUnknownSync(User)({ name: "x", age: "3", tags: ["t"], kind: "a" }), encoded: Schema.encodeSync(User)({ name: "x", age: 3, tags: [], kind: "b" }), bad: (() => { try { Schema.decodeUnknownSync(User)({ name: 1, age: "3", tags: [], kind: "a" }); } catch (e: any) { return String(e.message); } })() };
  },
};
