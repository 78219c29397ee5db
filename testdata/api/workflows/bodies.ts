import { NonRetryableError } from "cloudflare:workflows";

type Body = (step: any, event: any) => unknown;

const quick = (limit: number, more = {}) => ({ retries: { limit, delay: 5, ...more } });
const said = (error: any) => [error?.name, error?.message];
const runs = new Map<string, number>();
const run = (key: string) => {
  runs.set(key, (runs.get(key) ?? 0) + 1);
  return runs.get(key);
};

export const bodies: Record<string, Body> = {
  async steps(step, event) {
    const a = await step.do("first", async () => 1);
    const b = await step.do("second", () => a + 1);
    return [a, b, Object.keys(event).sort(), event.timestamp instanceof Date, event.workflowName, event.payload];
  },
  async values(step) {
    const all = [undefined, null, 1.5, "text", true, [1, [2]], { a: { b: 1 } }, new Date(0), new Map([[1, 2]]), new Uint8Array([1, 2, 3]), 10n];
    const back: unknown[] = [];
    for (const [n, value] of all.slice(0, -1).entries()) back.push(await step.do(`value ${n}`, async () => value));
    return back.map((v: any) => (v instanceof Map ? ["map", ...v] : v instanceof Uint8Array ? ["bytes", ...v] : [typeof v, v]));
  },
  async repeatedNames(step) {
    const out: unknown[] = [];
    for (let n = 0; n < 3; n++) out.push(await step.do("same", async () => n));
    return out;
  },
  async parallel(step) {
    return Promise.all([1, 2, 3].map((n) => step.do(`n${n}`, async () => n)));
  },
  async contexts(step) {
    return [await step.do("a", async (ctx: any) => ctx), await step.do("a", quick(1, { backoff: "linear" }), async (ctx: any) => ctx)];
  },
  async retries(step) {
    let calls = 0;
    const attempts: number[] = [];
    const result = await step.do("fails twice", quick(3, { backoff: "constant" }), async (ctx: any) => {
      attempts.push(ctx.attempt);
      if (++calls < 3) throw new Error("not yet");
      return "done";
    });
    return [result, calls, attempts];
  },
  async givesUp(step) {
    let calls = 0;
    try {
      await step.do("fails", quick(2), async () => {
        calls++;
        throw new TypeError("never");
      });
    } catch (error) {
      return [calls, ...said(error)];
    }
  },
  async nonRetryable(step) {
    await step.do("fails for good", quick(2), async () => {
      throw new NonRetryableError("for good");
    });
  },
  async nonRetryableCaught(step) {
    let calls = 0;
    try {
      await step.do("fails for good", quick(2), async () => {
        calls++;
        throw new NonRetryableError("for good");
      });
    } catch (error) {
      return [calls, ...said(error)];
    }
  },
  async timesOut(step) {
    try {
      await step.do("slow", { ...quick(0), timeout: 20 }, () => new Promise((resolve) => setTimeout(resolve, 300)));
    } catch (error) {
      return said(error);
    }
  },
  async dynamicDelay(step) {
    const asked: unknown[] = [];
    await step.do("fails once", { retries: { limit: 1, delay: ({ ctx, error }: any) => (asked.push([ctx.attempt, error.message]), 5) } }, async (ctx: any) => {
      if (ctx.attempt === 1) throw new Error("once");
    });
    return asked;
  },
  async refused(step) {
    const out: Record<string, unknown> = {};
    const attempt = async (what: string, fn: () => unknown) => {
      out[what] = await Promise.resolve(fn()).then(() => "fine", said);
    };
    await attempt("no callback", () => step.do("x"));
    await attempt("long name", () => step.do("x".repeat(257), async () => 1));
    await attempt("control character", () => step.do("a\nb", async () => 1));
    await attempt("unknown key", () => step.do("x", { retry: 1 }, async () => 1));
    await attempt("no delay", () => step.do("x", { retries: { limit: 1 } }, async () => 1));
    await attempt("no time", () => step.do("x", { timeout: 0 }, async () => 1));
    await attempt("no backoff", () => step.do("x", quick(1, { backoff: "other" }), async () => 1));
    return out;
  },
  async notSerialisable(step) {
    await step.do("function", async () => () => 1);
  },
  async sleeps(step) {
    const before = Date.now();
    await step.sleep("short", 50);
    await step.sleepUntil("until", new Date(Date.now() + 50));
    return Date.now() - before >= 100;
  },
  async sleepsUntilPast(step) {
    await step.sleepUntil("past", Date.now() - 1000);
  },
  async event(step) {
    const early = await step.waitForEvent("early one", { type: "early", timeout: "1 minute" });
    const late = await step.waitForEvent("late one", { type: "late" });
    return [early, late].map(({ type, payload, timestamp }: any) => [type, payload, timestamp instanceof Date]);
  },
  async eventTimesOut(step) {
    try {
      await step.waitForEvent("nothing", { type: "never", timeout: 30 });
    } catch (error) {
      return said(error);
    }
  },
  throws() {
    throw new RangeError("outside of steps");
  },
  throwsText() {
    throw "text";
  },
  returnsNothing() {},
  async sensitive(step) {
    return step.do("secret", { sensitive: "output" }, async () => "hush");
  },
  async counts(step, event) {
    const first = await step.do("first", async () => run(event.payload.key + "first"));
    const second = await step.do("second", async () => run(event.payload.key + "second"));
    return [first, second];
  },
};
