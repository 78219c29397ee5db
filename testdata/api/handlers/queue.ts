// queue() of stubs, and what the handler of that name is called with.
import { fresh, outcomes } from "../entry";
import { heard, shape, told } from "./heard";

const at = new Date(5000);
const some = (...bodies: unknown[]) => bodies.map((body, i) => ({ id: "m" + i, timestamp: at, body, attempts: i + 1 }));

const modes: Record<string, (batch: any, ctx: any) => unknown> = {
  shape: (batch) => void heard.push(shape(batch), shape(batch.messages[0]), Object.isFrozen(batch.messages), Array.isArray(batch.messages)),
  throw: () => {
    throw new Error("thrown");
  },
  reject: () => Promise.reject(new TypeError("rejected")),
  wait: (_, ctx) => ctx.waitUntil(scheduler.wait(100).then(() => heard.push("waited"))),
  waitFails: (_, ctx) => ctx.waitUntil(Promise.reject(new Error("late"))),
  mixed({ messages: [a, b, c] }) {
    a.ack();
    b.retry();
    c.retry({ delaySeconds: 5 });
    b.ack();
    a.retry();
    a.ack();
  },
  retryAll(batch) {
    batch.retryAll({ delaySeconds: 3 });
    batch.retryAll();
    batch.ackAll();
    batch.messages[0].ack();
    batch.messages[1].retry();
  },
  ackAll(batch) {
    batch.ackAll();
    batch.retryAll();
    batch.messages[0].ack();
    batch.messages[1].retry();
  },
  async wrong(batch) {
    const [m] = batch.messages;
    heard.push(
      await outcomes({
        options: () => m.retry(5),
        delay: () => m.retry({ delaySeconds: "x" }),
        large: () => m.retry({ delaySeconds: 1e12 }),
        all: () => batch.retryAll("x"),
        receiver: () => m.ack.call({}),
        construct: () => new m.constructor(),
      }),
    );
  },
};

export async function handle(batch: any, env: any, ctx: any) {
  heard.push([batch.queue, batch.messages.map((m: any) => [m.id, m.body, m.attempts, m.timestamp]), batch.metadata]);
  return modes[batch.queue]?.(batch, ctx);
}

const to = (name: string, ...messages: unknown[]) => ({ test: (_: unknown, env: any) => told(env.SELF.queue(name, messages)) });

export const queueShape = to("shape", ...some(1));
export const queueThrows = to("throw", ...some(1));
export const queueRejects = to("reject", ...some(1));
export const queueWaits = {
  async test(_: unknown, env: any) {
    const first = await told(env.SELF.queue("wait", some(1)));
    await scheduler.wait(200);
    return { first, later: heard.splice(0) };
  },
};
export const queueWaitFails = to("waitFails", ...some(1));
export const queueMixed = to("mixed", ...some(1, 2, 3));
export const queueRetryAll = to("retryAll", ...some(1, 2));
export const queueAckAll = to("ackAll", ...some(1, 2));
export const queueWrong = to("wrong", ...some(1));
export const queueEmpty = to("plain");
export const queueBodies = to("plain", ...some("text", new Uint8Array([1, 2]), new Map([["k", at]]), null, { deep: [new Error("e")] }));
export const queueMetadata = {
  test: (_: unknown, env: any) => told(env.SELF.queue("plain", some(1), { metrics: { backlogCount: 3, backlogBytes: 4, oldestMessageTimestamp: at } })),
};
export const queueOfClass = { test: (_: unknown, env: any) => told(env.CLASS.queue("plain", some(1))) };
export const queueMissing = { test: (_: unknown, env: any) => told(env.BARE.queue("plain", some(1))) };
export const queueBroken = { test: (_: unknown, env: any) => told(env.BROKEN.queue("plain", some(1))) };
export const queueArguments = {
  test(_: unknown, env: any) {
    const queue = (...args: unknown[]) => env.SELF.queue(...args);
    const message = (m: object) => queue("plain", [m]);
    return outcomes({
      none: () => queue(),
      noMessages: () => queue("x"),
      messages: () => queue("x", 5),
      iterable: () => queue("x", new Set()),
      element: () => queue("x", [5]),
      noId: () => message({}),
      timestamp: () => message({ id: "a" }),
      invalidTimestamp: () => message({ id: "a", timestamp: new Date(NaN), body: 1, attempts: 1 }),
      noAttempts: () => message({ id: "a", timestamp: at, body: 1 }),
      attempts: () => message({ id: "a", timestamp: at, body: 1, attempts: 70000 }),
      negative: () => message({ id: "a", timestamp: at, body: 1, attempts: -1 }),
      both: () => message({ id: "a", timestamp: at, body: 1, serializedBody: new Uint8Array(1), attempts: 1 }),
      neither: () => message({ id: "a", timestamp: at, attempts: 1 }),
      serialized: () => message({ id: "a", timestamp: at, serializedBody: 5, attempts: 1 }),
      notSerialized: () => message({ id: "a", timestamp: at, serializedBody: new Uint8Array([1, 2, 3]), attempts: 1 }),
      uncloneable: () => queue("x", some(() => 1)),
      metadata: () => queue("x", some(1), 5),
      noMetrics: () => queue("x", some(1), {}),
      metrics: () => queue("x", some(1), { metrics: 1 }),
      oldest: () => queue("x", some(1), { metrics: { backlogCount: 1, backlogBytes: 1, oldestMessageTimestamp: "x" } }),
    }).finally(() => heard.splice(0));
  },
};

// Internal errors have a reference of their own each time.
const unreferenced = async (promise: Promise<unknown>) =>
  told(promise).catch((error) => [error.name, error.message.replace(/= .*/, "= …"), error.remote, heard.splice(0)]);

export const queueOfObject = { test: (_: unknown, env: any) => unreferenced(fresh(env.OBJECT).queue("plain", some(1, 2))) };
export const queueOfObjectThrows = { test: (_: unknown, env: any) => unreferenced(fresh(env.OBJECT).queue("throw", some(1))) };
export const queueKept = {
  async test(_: unknown, env: any) {
    const stub = fresh(env.OBJECT);
    const first = await unreferenced(stub.queue("plain", some(1, 2)));
    return { first, later: Array.isArray(first) ? "none" : await stub.later() };
  },
};
