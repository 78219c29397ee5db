// The work that the side-by-side measurement asks of devdo and of wrangler: each path is one
// operation of a Durable Object or of a binding, so that a rate is one of requests from outside.
import { DurableObject } from "cloudflare:workers";

const listed = 1000;
/** How many alarms have run. Objects share the module's globals. */
let alarms = 0;

export class Subject extends DurableObject {
  private storage: any;
  private count = 0;

  constructor(ctx: any, env: unknown) {
    super(ctx, env);
    this.storage = ctx.storage;
    this.storage.sql.exec("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, name TEXT, n INTEGER)");
  }

  ping(): string {
    return "pong";
  }
  async increment(): Promise<number> {
    const value = ((await this.storage.get("value")) ?? 0) + 1;
    await this.storage.put("value", value);
    return value;
  }
  async get(): Promise<unknown> {
    return (await this.storage.get("k1")) ?? null;
  }
  async put(): Promise<number> {
    await this.storage.put("k" + (++this.count % listed), { n: this.count, text: "some text" });
    return this.count;
  }
  async fill(): Promise<number> {
    for (let i = 0; i < listed; i++) {
      await this.storage.put("item" + String(i).padStart(5, "0"), { i, name: "item " + i });
      this.storage.sql.exec("INSERT OR REPLACE INTO t VALUES (?, ?, ?)", i, "name " + i, i * 2);
    }
    return listed;
  }
  async list(): Promise<number> {
    return (await this.storage.list({ prefix: "item", limit: listed })).size;
  }
  insert(): number {
    return this.storage.sql.exec("INSERT INTO t (name, n) VALUES (?, ?) RETURNING id", "a name", ++this.count).one().id;
  }
  select(): unknown {
    return this.storage.sql.exec("SELECT id, name, n FROM t WHERE id = ?", ++this.count % listed).toArray();
  }
  async chain(): Promise<void> {
    await this.storage.setAlarm(Date.now());
  }
  async alarm(): Promise<void> {
    alarms++;
    await this.storage.setAlarm(Date.now());
  }
  async stop(): Promise<void> {
    await this.storage.deleteAlarm();
  }
}

let stored = 0;

/** Operations of bindings. */
const bindings: Record<string, (env: any) => Promise<unknown>> = {
  kvGet: (env) => env.KV.get("k1"),
  kvPut: (env) => env.KV.put("k" + (++stored % listed), "some text"),
  d1Select: (env) => env.DB.prepare("SELECT id, name, n FROM t WHERE id = ?").bind((++stored % listed) + 1).first(),
  d1Insert: (env) => env.DB.prepare("INSERT INTO t (name, n) VALUES (?, ?)").bind("a name", ++stored).run(),
  r2Get: async (env) => (await env.BUCKET.get("k1")).text(),
  r2Put: (env) => env.BUCKET.put("k" + (++stored % listed), "some text"),
};

async function fillBindings(env: any): Promise<void> {
  await env.KV.put("k1", "some text");
  await env.BUCKET.put("k1", "some text");
  await env.DB.exec("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, name TEXT, n INTEGER)");
  const insert = env.DB.prepare("INSERT INTO t (name, n) VALUES (?, ?)");
  await env.DB.batch(Array.from({ length: listed }, (_, i) => insert.bind("name " + i, i * 2)));
}

export default {
  async fetch(request: Request, env: any): Promise<Response> {
    const url = new URL(request.url);
    const operation = url.pathname.slice(1);
    if (operation === "hello") return new Response("hello");
    if (operation === "alarms") return Response.json(alarms);
    if (operation in bindings) return Response.json((await bindings[operation](env)) ?? null);
    if (operation === "fill") await fillBindings(env);
    const stub = env.SUBJECT.getByName(url.searchParams.get("name") ?? "a");
    if (operation === "calls") {
      for (let i = 0; i < 100; i++) await stub.ping();
      return Response.json(100);
    }
    return Response.json((await stub[operation]()) ?? null);
  },
};
