import { DurableObject } from "cloudflare:workers";

export interface Env {
  COUNTER: DurableObjectNamespace<Counter>;
}

/** One counter. Every name is an object of its own, with its own storage. */
export class Counter extends DurableObject<Env> {
  value(): number {
    return this.ctx.storage.kv.get<number>("value") ?? 0;
  }

  /**
   * Adds to the counter and returns the new value.
   *
   * No lock is needed: an object runs one piece of code at a time, and nothing is awaited between
   * this read and this write. The answer leaves only once the write is safely stored.
   */
  increment(by = 1): number {
    if (!Number.isSafeInteger(by)) {
      throw new RangeError("a counter counts in whole numbers");
    }
    const value = this.value() + by;
    this.ctx.storage.kv.put("value", value);
    return value;
  }

  /** Forgets the counter: an object without data does not exist and costs nothing. */
  async reset(): Promise<void> {
    await this.ctx.storage.deleteAll();
  }
}

const usage = `A counter in a Durable Object. Any name of letters, digits, - and _ will do.

  GET    /counters/NAME         read it
  POST   /counters/NAME         add 1
  POST   /counters/NAME?by=5    add 5
  DELETE /counters/NAME         start again at 0
`;

export default {
  async fetch(request, env): Promise<Response> {
    const url = new URL(request.url);
    if (url.pathname === "/") return new Response(usage);

    const name = url.pathname.match(/^\/counters\/([\w-]+)$/)?.[1];
    if (!name) return Response.json({ error: "not found" }, { status: 404 });

    const counter = env.COUNTER.getByName(name);
    switch (request.method) {
      case "GET":
        return Response.json({ name, value: await counter.value() });

      case "POST": {
        const by = Number(url.searchParams.get("by") ?? 1);
        if (!Number.isSafeInteger(by)) {
          return Response.json({ error: "by must be a whole number" }, { status: 400 });
        }
        return Response.json({ name, value: await counter.increment(by) });
      }

      case "DELETE":
        await counter.reset();
        return new Response(null, { status: 204 });

      default:
        return Response.json(
          { error: "method not allowed" },
          { status: 405, headers: { Allow: "GET, POST, DELETE" } },
        );
    }
  },
} satisfies ExportedHandler<Env>;
