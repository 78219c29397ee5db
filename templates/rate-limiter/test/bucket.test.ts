import { describe, expect, it } from "vitest";
import { fullAt, refill, take } from "../src/bucket";

const limits = { capacity: 10, refillPerSecond: 2 };

describe("a token bucket", () => {
  it("fills with time and never above its capacity", () => {
    const bucket = { tokens: 4, countedAt: 1000 };
    expect(refill(bucket, limits, 2500)).toEqual({ tokens: 7, countedAt: 2500 });
    expect(refill(bucket, limits, 60_000)).toEqual({ tokens: 10, countedAt: 60_000 });
  });

  it("loses nothing when the clock is set back", () => {
    expect(refill({ tokens: 4, countedAt: 1000 }, limits, 0).tokens).toBe(4);
  });

  it("takes all or nothing", () => {
    const bucket = { tokens: 4.5, countedAt: 0 };
    expect(take(bucket, limits, 3)).toEqual([
      { tokens: 1.5, countedAt: 0 },
      { allowed: true, remaining: 1, retryAfter: 0 },
    ]);
    expect(take(bucket, limits, 6)).toEqual([
      bucket,
      { allowed: false, remaining: 4, retryAfter: 1 },
    ]);
  });

  it("knows when it will be full", () => {
    expect(fullAt({ tokens: 4, countedAt: 1000 }, limits)).toBe(4000);
    expect(fullAt({ tokens: 10, countedAt: 1000 }, limits)).toBe(1000);
  });
});
