import { DurableObject, WorkerEntrypoint } from "cloudflare:workers";
import { serve } from "../entry";
import * as queue from "./queue";
import * as scheduled from "./scheduled";
import { heard } from "./heard";

export const Bare = { fetch() {} };

export class Handlers extends WorkerEntrypoint {
  async queue(...args: unknown[]) {
    heard.push(["class", args.map((a) => a?.constructor?.name ?? typeof a)]);
  }
  async scheduled(...args: unknown[]) {
    heard.push(["class", args.map((a) => a?.constructor?.name ?? typeof a)]);
  }
}

export class Broken extends WorkerEntrypoint {
  constructor(ctx: any, env: any) {
    super(ctx, env);
    throw new RangeError("constructor");
  }
  async queue() {}
  async scheduled() {}
}

/** Object_ keeps the batch, as an object may. */
export class Object_ extends DurableObject {
  private batch: any;
  async queue(...args: any[]) {
    this.batch = args[0];
    heard.push(["object", args.map((a) => a?.constructor?.name ?? typeof a)]);
    if (this.batch.queue === "throw") throw new Error("thrown in the object");
    this.batch.messages[0]?.ack();
  }
  async scheduled() {
    heard.push(["object scheduled"]);
  }
  async later() {
    this.batch.retryAll({ delaySeconds: 5 });
    this.batch.messages[0].retry({ delaySeconds: 10 });
    return this.batch.messages.length;
  }
}

const { handle: onQueue, ...queueCases } = queue;
const { handle: onScheduled, ...scheduledCases } = scheduled;

export default {
  ...serve({ ...queueCases, ...scheduledCases }),
  queue: onQueue,
  scheduled: onScheduled,
};
