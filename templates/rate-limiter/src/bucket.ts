/** What is left of a user's allowance, and when that was counted. */
export interface Bucket {
  tokens: number;
  countedAt: number;
}

export interface Limits {
  capacity: number;
  refillPerSecond: number;
}

export interface Decision {
  allowed: boolean;
  /** Whole requests left. */
  remaining: number;
  /** Seconds until the request would be allowed, 0 when it was. */
  retryAfter: number;
}

/** The bucket as it is now: tokens drip in all the time, up to the capacity. */
export function refill(bucket: Bucket, limits: Limits, now: number): Bucket {
  // A clock that was set back must not take tokens away.
  const elapsed = Math.max(0, now - bucket.countedAt) / 1000;
  const tokens = Math.min(limits.capacity, bucket.tokens + elapsed * limits.refillPerSecond);
  return { tokens, countedAt: now };
}

/** When the bucket will be full, in milliseconds since 1970. */
export function fullAt(bucket: Bucket, limits: Limits): number {
  const missing = limits.capacity - bucket.tokens;
  return bucket.countedAt + Math.ceil((missing / limits.refillPerSecond) * 1000);
}

/** Takes tokens if there are enough, and none otherwise. */
export function take(bucket: Bucket, limits: Limits, cost: number): [Bucket, Decision] {
  const allowed = bucket.tokens >= cost;
  const tokens = allowed ? bucket.tokens - cost : bucket.tokens;
  const retryAfter = allowed ? 0 : Math.ceil((cost - tokens) / limits.refillPerSecond);
  return [{ ...bucket, tokens }, { allowed, remaining: Math.floor(tokens), retryAfter }];
}
