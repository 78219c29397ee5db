import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import type { Bucket } from "../src/bucket";
import type { RateLimiter } from "../src/index";

// Tests of one file may share storage, so every test is about a user of its own.
let user: string;
beforeEach(() => {
  user = crypto.randomUUID();
});

const limiterOf = (name: string) => env.RATE_LIMITER.getByName(name);
const stored = (name: string) =>
  runInDurableObject(limiterOf(name), (_, state) => state.storage.kv.get<Bucket>("bucket"));

const secondsFor = (tokens: number) => tokens / env.REFILL_PER_SECOND;

/** Makes the last request older by the time in which so many tokens come back, instead of waiting. */
function age(name: string, tokens: number): Promise<void> {
  return runInDurableObject(limiterOf(name), (_, { storage }) => {
    const bucket = storage.kv.get<Bucket>("bucket")!;
    storage.kv.put("bucket", { ...bucket, countedAt: bucket.countedAt - secondsFor(tokens) * 1000 });
  });
}

describe("the RateLimiter object", () => {
  it("allows a burst up to the capacity and not one more", async () => {
    const limiter = limiterOf(user);
    const asked = Array.from({ length: env.BUCKET_CAPACITY + 5 }, () => limiter.take());
    const allowed = (await Promise.all(asked)).filter((decision) => decision.allowed);
    expect(allowed.length).toBe(env.BUCKET_CAPACITY);
  });

  it("lets tokens come back with time", async () => {
    const limiter = limiterOf(user);
    await limiter.take(env.BUCKET_CAPACITY);
    expect(await limiter.take(3)).toMatchObject({ allowed: false, retryAfter: secondsFor(3) });
    await age(user, 3);
    expect(await limiter.take(3)).toMatchObject({ allowed: true, retryAfter: 0 });
  });

  it("keeps users apart", async () => {
    await limiterOf(user).take(env.BUCKET_CAPACITY);
    expect(await limiterOf(`${user}-other`).take()).toMatchObject({ allowed: true });
  });

  it("can forgive", async () => {
    const limiter = limiterOf(user);
    await limiter.take(env.BUCKET_CAPACITY);
    await limiter.forgive();
    expect(await limiter.take(env.BUCKET_CAPACITY)).toMatchObject({ allowed: true });
  });

  it("refuses a cost that can never be paid", async () => {
    await runInDurableObject(limiterOf(user), async (instance: RateLimiter) => {
      for (const cost of [0, -1, NaN, env.BUCKET_CAPACITY + 1]) {
        await expect(instance.take(cost)).rejects.toThrow("cost must be above 0");
      }
    });
    expect(await stored(user)).toBe(undefined);
  });
});

describe("the alarm", () => {
  it("deletes a bucket that is full again", async () => {
    const limiter = limiterOf(user);
    await limiter.take(5);
    await age(user, 5);
    expect(await runDurableObjectAlarm(limiter)).toBe(true);
    expect(await stored(user)).toBe(undefined);
    expect(await runDurableObjectAlarm(limiter)).toBe(false);
  });

  it("comes again later when the bucket was used in between", async () => {
    const limiter = limiterOf(user);
    await limiter.take(5);
    expect(await runDurableObjectAlarm(limiter)).toBe(true);
    expect(await stored(user)).toMatchObject({ tokens: 5 });
    const next = await runInDurableObject(limiter, (_, { storage }) => storage.getAlarm());
    expect(next).toBeGreaterThan(Date.now());
  });
});

describe("the HTTP API", () => {
  const get = (headers?: HeadersInit) => exports.default.fetch("https://example.com/", { headers });

  it("tells how much is left", async () => {
    const response = await get({ "X-User": user });
    expect(await response.json()).toEqual({ hello: user });
    expect(response.headers.get("RateLimit-Limit")).toBe(`${env.BUCKET_CAPACITY}`);
    expect(response.headers.get("RateLimit-Remaining")).toBe(`${env.BUCKET_CAPACITY - 1}`);
    expect(response.headers.get("Retry-After")).toBe(null);
  });

  it("answers 429 and when to come back", async () => {
    await limiterOf(user).take(env.BUCKET_CAPACITY);
    const response = await get({ "X-User": user });
    expect(response.status).toBe(429);
    expect(response.headers.get("Retry-After")).toBe(`${secondsFor(1)}`);
  });

  it("wants to know who is asking", async () => {
    expect((await get()).status).toBe(401);
  });
});
