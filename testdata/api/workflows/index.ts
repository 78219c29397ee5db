// Workflows: instances that run what a case names, and what is seen of them.
import { WorkflowEntrypoint } from "cloudflare:workers";
import { serve, sleep, outcomes, type Case } from "../entry";
import { bodies } from "./bodies";

export class Flow extends WorkflowEntrypoint<any, any> {
  async run(event: any, step: any) {
    return bodies[event.payload.body](step, event);
  }
}

const settled = ["complete", "errored", "terminated", "paused"];

/** until polls an instance: the real runtime tells nobody when it is done. */
async function until(instance: any, ...wanted: string[]) {
  for (;;) {
    const status = await instance.status();
    if (wanted.includes(status.status)) return status;
    await sleep(10);
  }
}

const ids = Math.random().toString(36).slice(2);
let made = 0;
const create = (env: any, body: string, params = {}) => env.FLOW.create({ id: `${ids}-${++made}`, params: { body, ...params } });

/** ended is a case that runs a body to its end. */
const ended = (body: string, binding = "FLOW"): Case => ({
  async test(_, env) {
    return until(await create({ FLOW: env[binding] }, body), ...settled);
  },
});

const cases: Record<string, Case> = {
  steps: ended("steps"),
  values: ended("values"),
  repeatedNames: ended("repeatedNames"),
  parallel: ended("parallel"),
  contexts: ended("contexts"),
  retries: ended("retries"),
  givesUp: ended("givesUp"),
  nonRetryable: ended("nonRetryable"),
  nonRetryableCaught: ended("nonRetryableCaught"),
  timesOut: ended("timesOut"),
  dynamicDelay: ended("dynamicDelay"),
  refused: ended("refused"),
  notSerialisable: ended("notSerialisable"),
  sleeps: ended("sleeps"),
  sleepsUntilPast: ended("sleepsUntilPast"),
  eventTimesOut: ended("eventTimesOut"),
  throws: ended("throws"),
  throwsText: ended("throwsText"),
  tooManySteps: ended("repeatedNames", "SHORT"),
  returnsNothing: ended("returnsNothing"),
  sensitive: ended("sensitive"),

  event: {
    async test(_, env) {
      const instance = await create(env, "event");
      await instance.sendEvent({ type: "early", payload: { n: 1 } });
      await instance.sendEvent({ type: "late", payload: "two" });
      return until(instance, ...settled);
    },
  },
  pauses: {
    async test(_, env) {
      const instance = await create(env, "event");
      await instance.pause();
      const paused = await until(instance, "paused");
      await instance.resume();
      await until(instance, "running");
      await instance.sendEvent({ type: "early", payload: 1 });
      await instance.sendEvent({ type: "late", payload: 2 });
      return [paused.status, await until(instance, "complete")];
    },
  },
  restarts: {
    async test(_, env) {
      const instance = await create(env, "counts", { key: `${ids}-${made}` });
      const first = await until(instance, ...settled);
      await instance.restart();
      const second = await until(instance, ...settled);
      await instance.restart({ from: { name: "second" } });
      return [first.output, second.output, (await until(instance, ...settled)).output];
    },
  },
  terminates: {
    async test(_, env) {
      const instance = await create(env, "event");
      await instance.terminate();
      const { status } = await instance.status();
      return { status, again: await outcomes({ terminate: () => instance.terminate(), pause: () => instance.pause() }) };
    },
  },
  twice: {
    async test(_, env) {
      const instance = await create(env, "steps");
      const { id } = instance;
      await until(instance, "complete");
      const kept = await env.FLOW.createBatch([{ id }, { params: { body: "steps" } }]);
      const { created, errors } = await env.FLOW.createBatch({ instances: [{ id }, { id: id + "x" }, { id: id + "x" }] });
      const counted = await env.FLOW.createBatch({ count: 3, params: { body: "steps" } });
      return [
        await env.FLOW.create({ id }).catch((e: Error) => e.message.replace(id, "<id>")),
        kept.length,
        created.length,
        errors.map(({ index, code, message }: any) => [index, code, message]),
        counted.created.length,
        await outcomes({ none: () => env.FLOW.createBatch({ count: 0 }), nothing: () => env.FLOW.createBatch({}) }),
      ];
    },
  },
  batch: {
    async test(_, env) {
      const batch = await env.FLOW.createBatch(["steps", "values"].map((body) => ({ id: `${ids}-batch-${body}`, params: { body } })));
      const done = await Promise.all(batch.map((i: any) => until(i, ...settled)));
      return done.map(({ status }) => status);
    },
  },
  deletes: {
    async test(_, env) {
      const instance = await create(env, "steps");
      await until(instance, "complete");
      await instance.delete();
      const gone = await create(env, "steps");
      await until(gone, "complete");
      return {
        status: await outcomes({ status: () => instance.status() }),
        batch: (await env.FLOW.deleteBatch([gone.id, `${ids}-never`])).errors.map(({ code, message }: any) => [code, message]),
        ...(await outcomes({ none: () => env.FLOW.deleteBatch([]), bad: () => env.FLOW.deleteBatch(["$"]) })),
      };
    },
  },
  refusals: {
    test(_, env) {
      return outcomes({
        unknown: () => env.FLOW.get("unknown"),
        badId: () => env.FLOW.create({ id: "no good" }),
        longId: () => env.FLOW.create({ id: "x".repeat(101) }),
        emptyBatch: () => env.FLOW.createBatch([]),
      });
    },
  },
  shape: {
    async test(_, env) {
      const instance = await create(env, "steps");
      await until(instance, "complete");
      const anonymous = await env.FLOW.create();
      return [env.FLOW.constructor.name, Object.keys(env.FLOW), instance.constructor.name, Object.keys(instance), /^[0-9a-f-]{36}$/.test(anonymous.id)];
    },
  },
};

export default serve(cases);
