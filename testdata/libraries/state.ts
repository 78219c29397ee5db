import { createActor, setup, assign, fromPromise, waitFor } from "xstate";
import { createStore, createMergeableStore, createRelationships, createIndexes, createMetrics, createQueries } from "tinybase";
import * as rx from "rxjs";
import * as v from "valibot";

export const machines = {
  async test() {
    const machine = setup({ types: {} as { context: { n: number; log: string[] } }, actors: { load: fromPromise(async ({ input }: { input: number }) => { if (input > 1) throw new Error("too many"); return input + 10; }) }, guards: { few: ({ context }) => context.n < 2 }, actions: { count: assign({ n: ({ context }) => context.n + 1 }) } }).createMachine({
      id: "m", initial: "idle", context: { n: 0, log: [] },
      states: { idle: { on: { GO: { target: "loading", guard: "few", actions: "count" } } }, loading: { invoke: { src: "load", input: ({ context }) => context.n, onDone: { target: "done", actions: assign({ log: ({ context, event }) => [...context.log, "got " + event.output] }) }, onError: { target: "failed", actions: assign({ log: ({ event }) => [(event.error as Error).message] }) } } }, done: { on: { AGAIN: "idle" }, after: { 1e7: "idle" } }, failed: { type: "final" } },
    });
    const actor = createActor(machine);
    const seen: unknown[] = [];
    actor.subscribe((s) => seen.push(s.value));
    actor.start();
    actor.send({ type: "GO" } as any);
    await waitFor(actor, (s) => s.matches("done"));
    actor.send({ type: "AGAIN" } as any);
    actor.send({ type: "GO" } as any);
    const last = await waitFor(actor, (s) => s.matches("failed"));
    return { seen, context: last.context, status: last.status, persisted: JSON.stringify(actor.getPersistedSnapshot()).length > 10 };
  },
};
export const tinybase = {
  test() {
    const store = createStore().setTablesSchema({ pets: { species: { type: "string", default: "dog" }, age: { type: "number" } } });
    const heard: unknown[] = [];
    store.addCellListener("pets", null, "age", (_s, t, r, c, now, was) => heard.push([t, r, c, now, was]));
    store.transaction(() => { store.setRow("pets", "a", { age: 3 }); store.setRow("pets", "b", { species: "cat", age: 5 }); store.setCell("pets", "a", "age", 4); });
    const indexes = createIndexes(store).setIndexDefinition("by", "pets", "species");
    const metrics = createMetrics(store).setMetricDefinition("oldest", "pets", "max", "age");
    const queries = createQueries(store).setQueryDefinition("q", "pets", ({ select, where }) => { select("age"); where("species", "cat"); });
    const merge = createMergeableStore("one");
    merge.setValue("x", 1);
    return { heard, slices: indexes.getSliceIds("by"), rows: indexes.getSliceRowIds("by", "cat"), oldest: metrics.getMetric("oldest"), query: queries.getResultTable("q"), json: store.getJson(), merged: merge.getValues(), relations: typeof createRelationships(store).setRelationshipDefinition };
  },
};
export const observables = {
  async test() {
    const log: unknown[] = [];
    const subject = new rx.Subject<number>();
    subject.pipe(rx.scan((a, n) => a + n, 0), rx.distinctUntilChanged(), rx.share()).subscribe({ next: (x) => log.push(x), complete: () => log.push("done") });
    [1, 0, 2].forEach((n) => subject.next(n));
    subject.complete();
    const last = (o: rx.Observable<unknown>) => rx.lastValueFrom(o.pipe(rx.toArray()));
    let tries = 0;
    return { log, merged: await last(rx.merge(rx.of(1, 2), rx.timer(1).pipe(rx.map(() => "t")))), zipped: await last(rx.zip(rx.of(1, 2), rx.from(Promise.resolve("p")))), switched: await last(rx.of(1, 2, 3).pipe(rx.switchMap((n) => rx.of(n).pipe(rx.delay(1))))), retried: await last(rx.defer(() => (++tries < 3 ? rx.throwError(() => new Error("x")) : rx.of(tries))).pipe(rx.retry(5))), timeout: await rx.lastValueFrom(rx.NEVER.pipe(rx.timeout(2))).catch((e) => e.name), order: await last(rx.concat(rx.scheduled([1], rx.asapScheduler), rx.scheduled([2], rx.asyncScheduler))), debounced: await last(rx.from([1, 2, 3]).pipe(rx.debounceTime(1))), buffered: await last(rx.range(0, 5).pipe(rx.bufferCount(2))) };
  },
};
export const valibot = {
  test() {
    const S = v.pipe(v.object({ email: v.pipe(v.string(), v.email()), n: v.optional(v.pipe(v.number(), v.minValue(2)), 3), emoji: v.pipe(v.string(), v.emoji()), kind: v.variant("t", [v.object({ t: v.literal("a") }), v.object({ t: v.literal("b"), x: v.array(v.date()) })]) }), v.check((o) => o.n < 10, "too big"));
    const bad = v.safeParse(S, { email: "x", n: 1, emoji: "a", kind: { t: "c" } });
    return { good: v.parse(S, { email: "a@b.example", emoji: "😀👍🏽", kind: { t: "a" } }), bad: bad.issues?.map((i) => [i.message, v.getDotPath(i)]), flat: v.flatten(bad.issues as any), transformed: v.parse(v.pipe(v.string(), v.transform(Number), v.number()), "12") };
  },
};
