// What becomes of messages: batches, acknowledgements, retries, dead letters.
import type { Case } from "../entry";
import { hear, key } from "./heard";

/** attempts sends messages that ask for something, and tells what was delivered. */
async function attempts(queue: any, acts: string[], wanted: number) {
  const k = key();
  const heard = hear(k, wanted);
  await queue.sendBatch(acts.map((act, n) => ({ body: { key: k, act, n } })));
  return (await heard).map((h) => [h.queue, h.attempts, (h.body as any).n]);
}

export const acknowledged: Case = { test: (_, env) => attempts(env.RETRIED, ["ack", "none"], 2) };
export const retriedOnce: Case = { test: (_, env) => attempts(env.RETRIED, ["retry", "none"], 4) };
export const retriedTogether: Case = { test: (_, env) => attempts(env.RETRIED, ["retryAll", "none"], 6) };
export const thrown: Case = { test: (_, env) => attempts(env.RETRIED, ["throw", "ack"], 6) };
export const acknowledgedTogether: Case = { test: (_, env) => attempts(env.RETRIED, ["ackAll", "retry"], 2) };

export const delayed: Case = {
  slow: true,
  async test(_, env) {
    const k = key();
    const heard = hear(k, 3);
    await env.SLOW.send({ key: k, n: "by configuration" });
    await env.SLOW.send({ key: k, n: "two seconds" }, { delaySeconds: 2 });
    await env.SLOW.send({ key: k, n: "at once" }, { delaySeconds: 0 });
    return (await heard).map((h) => (h.body as any).n);
  },
};
