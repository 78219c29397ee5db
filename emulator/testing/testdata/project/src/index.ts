import { DurableObject } from "cloudflare:workers";

interface Env {
  COUNTER: DurableObjectNamespace<Counter>;
}

export class Counter extends DurableObject<Env> {
  inMemory = 0;

  async increment(): Promise<number> {
    const value = ((await this.ctx.storage.get<number>("value")) ?? 0) + 1;
    await this.ctx.storage.put("value", value);
    this.inMemory++;
    return value;
  }

  async remind(ms: number): Promise<void> {
    await this.ctx.storage.setAlarm(Date.now() + ms);
  }

  async alarm(): Promise<void> {
    await this.ctx.storage.put("alarmed", true);
  }

  async fetch(): Promise<Response> {
    return new Response(`n=${await this.increment()}`);
  }
}

export default {
  async fetch(request: Request, env: Env, ctx: ExecutionContext): Promise<Response> {
    const name = new URL(request.url).pathname.slice(1);
    if (name === "later") ctx.waitUntil(env.COUNTER.getByName("later").increment());
    return env.COUNTER.getByName(name).fetch(request);
  },
};
