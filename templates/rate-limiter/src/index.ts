import { DurableObject } from "cloudflare:workers";
import { type Bucket, type Decision, fullAt, type Limits, refill, take } from "./bucket";

export interface Env {
  RATE_LIMITER: DurableObjectNamespace<RateLimiter>;
  BUCKET_CAPACITY: number;
  REFILL_PER_SECOND: number;
}

/** The token bucket of one user. */
export class RateLimiter extends DurableObject<Env> {
  private readonly limits: Limits = {
    capacity: this.env.BUCKET_CAPACITY,
    refillPerSecond: this.env.REFILL_PER_SECOND,
  };

  /** Asks to do something that costs so many tokens. */
  async take(cost = 1): Promise<Decision> {
    if (!(cost > 0 && cost <= this.limits.capacity)) {
      throw new RangeError(`cost must be above 0 and at most ${this.limits.capacity}`);
    }
    const [bucket, decision] = take(this.bucket(), this.limits, cost);
    this.ctx.storage.kv.put("bucket", bucket);
    if ((await this.ctx.storage.getAlarm()) === null) {
      await this.ctx.storage.setAlarm(fullAt(bucket, this.limits));
    }
    return decision;
  }

  /** Gives the user the full allowance back. */
  async forgive(): Promise<void> {
    await this.ctx.storage.deleteAlarm();
    await this.ctx.storage.deleteAll();
  }

  /** A full bucket says nothing, so it is deleted: users who stay away cost nothing. */
  override async alarm(): Promise<void> {
    const full = fullAt(this.bucket(), this.limits);
    if (full > Date.now()) {
      await this.ctx.storage.setAlarm(full); // it was used since the alarm was set
      return;
    }
    await this.ctx.storage.deleteAll();
  }

  private bucket(): Bucket {
    const now = Date.now();
    const stored = this.ctx.storage.kv.get<Bucket>("bucket");
    return stored
      ? refill(stored, this.limits, now)
      : { tokens: this.limits.capacity, countedAt: now };
  }
}

/** The user is taken from a header here; take it from your authentication instead. */
function userOf(request: Request): string | null {
  return request.headers.get("X-User");
}

function limitHeaders(decision: Decision, env: Env): Headers {
  const headers = new Headers({
    "RateLimit-Limit": `${env.BUCKET_CAPACITY}`,
    "RateLimit-Remaining": `${decision.remaining}`,
  });
  if (!decision.allowed) headers.set("Retry-After", `${decision.retryAfter}`);
  return headers;
}

export default {
  async fetch(request, env): Promise<Response> {
    const user = userOf(request);
    if (!user) return Response.json({ error: "say who you are in X-User" }, { status: 401 });

    const limiter = env.RATE_LIMITER.getByName(user);
    const decision = await limiter.take();
    const headers = limitHeaders(decision, env);
    if (!decision.allowed) {
      return Response.json({ error: "too many requests" }, { status: 429, headers });
    }
    return Response.json({ hello: user }, { headers });
  },
} satisfies ExportedHandler<Env>;
