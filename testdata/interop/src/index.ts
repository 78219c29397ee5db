// One Worker with a little of every kind of state. Each path writes with POST and reads with GET;
// what GET answers does not depend on who wrote it, nor on who reads it.
import * as workers from "cloudflare:workers";
import { DurableObject, RpcTarget, WorkerEntrypoint } from "cloudflare:workers";
import { describeD1, describeR2, putD1, putR2 } from "./stores";
import { describe, values } from "./values";

interface Env {
  KEEPER: DurableObjectNamespace<Keeper>;
  KV: KVNamespace;
  DB: D1Database;
  BUCKET: R2Bucket;
  RUNTIME: string;
}

export class Keeper extends DurableObject<Env> {
  async increment() {
    const value = (await this.counter()) + 1;
    await this.ctx.storage.put("counter", value);
    return value;
  }
  async counter() {
    return (await this.ctx.storage.get<number>("counter")) ?? 0;
  }

  async putValues() {
    for (const [key, value] of Object.entries(values())) await this.ctx.storage.put(`value:${key}`, value);
  }
  async describeValues() {
    const all: Record<string, unknown> = {};
    for (const [key, value] of await this.ctx.storage.list({ prefix: "value:" })) {
      all[key.slice("value:".length)] = describe(value);
    }
    return all;
  }

  insertRows() {
    const sql = this.ctx.storage.sql;
    sql.exec(`CREATE TABLE IF NOT EXISTS rows (id INTEGER PRIMARY KEY AUTOINCREMENT, i, r REAL, t TEXT, b BLOB, n);
      CREATE INDEX IF NOT EXISTS rows_t ON rows (t);`);
    sql.exec("INSERT INTO rows (i, r, t, b, n) VALUES (?, ?, ?, ?, ?)", 42, 0.1, "žluťoučký 🐎", new Uint8Array([0, 1, 255]), null);
    sql.exec("INSERT INTO rows (i, r, t, b, n) VALUES (?, ?, ?, ?, ?)", -(2 ** 40), 1e300, "", new ArrayBuffer(0), "text");
    sql.exec("UPDATE rows SET n = ? WHERE id = ?", "changed", 1);
  }
  describeRows() {
    const rows = this.ctx.storage.sql.exec("SELECT * FROM rows ORDER BY id").toArray();
    return rows.map((row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, describe(v)])));
  }

  facet(name: string): any {
    return (this.ctx as any).facets.get(name, () => ({ class: (this.ctx as any).exports.Part }));
  }
  async addToFacets() {
    for (const name of ["one", "žluť two"]) await this.facet(name).add(name, true);
  }
  async describeFacets() {
    const all: Record<string, unknown> = {};
    for (const name of ["one", "žluť two", "never"]) all[name] = await this.facet(name).describe();
    return all;
  }

  async putStubs() {
    const { storage, exports } = this.ctx as any;
    await storage.put("service", exports.Target({ props: { list: [1, "two", new Date(3)], inner: exports.Target({ props: { deep: true } }) } }));
    await storage.put("object", exports.Keeper.getByName("reached by a stub"));
    await storage.put("class", exports.Part({ props: { of: "a class" } }));
    await storage.put("rpc", { one: await (this.ctx as any).restore({ n: 1 }), two: await (this.ctx as any).restore({ n: 2, service: exports.Target({ props: { n: 2 } }) }) });
  }
  async describeStubs() {
    const { storage } = this.ctx as any;
    const [service, object, rpc] = [await storage.get("service"), await storage.get("object"), await storage.get("rpc")];
    if (service === undefined) return null;
    const facet = (this.ctx as any).facets.get("of a stored class", async () => ({ class: await storage.get("class") }));
    return { service: await service.describe(), object: await object.counter(), class: await facet.props(), one: await rpc.one.describe(), two: await rpc.two.describe() };
  }
  [(workers as any).restore](params: any) {
    return new Restored(params);
  }

  async setAlarm(time: number) {
    await this.ctx.storage.put("alarm set", time);
    await this.ctx.storage.setAlarm(time);
  }
  async describeAlarm() {
    return {
      set: await this.ctx.storage.get<number>("alarm set"),
      alarm: await this.ctx.storage.getAlarm(),
      fired: await this.ctx.storage.get("alarm fired"),
    };
  }
  async alarm(info: AlarmInvocationInfo) {
    await this.ctx.storage.put("alarm fired", {
      by: this.env.RUNTIME,
      name: this.ctx.id.name,
      scheduledTime: info.scheduledTime,
    });
  }
}

class Restored extends RpcTarget {
  constructor(readonly params: any) {
    super();
  }
  async describe() {
    return [this.params.n, (await this.params.service?.describe()) ?? null];
  }
}

/** Target is what a stored stub leads to. */
export class Target extends WorkerEntrypoint {
  async describe(): Promise<unknown> {
    const { inner, ...rest } = (this.ctx as any).props;
    return { rest, inner: inner ? await inner.describe() : null };
  }
}

/** Part is a facet, with others inside. */
export class Part extends DurableObject<Env> {
  inner(): any {
    return (this.ctx as any).facets.get("inner", () => ({ class: (this.ctx as any).exports.Part }));
  }
  async add(value: string, deeper: boolean) {
    const list = (await this.ctx.storage.get<string[]>("list")) ?? [];
    await this.ctx.storage.put("list", [...list, value]);
    if (deeper) await this.inner().add(`inside ${value}`, false);
  }
  async describe() {
    return [await this.ctx.storage.get("list") ?? null, await this.inner().own()];
  }
  props() {
    return (this.ctx as any).props;
  }
  async own() {
    return (await this.ctx.storage.get("list")) ?? null;
  }
}

/** Writes keys that hold text, bytes and JSON, with and without metadata and expiry. */
async function putKV(kv: KVNamespace) {
  await kv.put("text", "žluťoučký 🐎", { metadata: { list: [1, "two", null], nested: { ok: true } } });
  await kv.put("bytes", new Uint8Array([0, 127, 128, 255]));
  await kv.put("json", JSON.stringify({ a: [1, 2] }), { expiration: 2000000000 });
  await kv.put("slash/and space?", "");
  await kv.put("gone", "soon");
  await kv.delete("gone");
}

async function describeKV(kv: KVNamespace) {
  const listed = await kv.list();
  return {
    list: listed.keys.map((k) => ({ name: k.name, expiration: k.expiration ?? null, metadata: k.metadata ?? null })),
    text: await kv.getWithMetadata("text"),
    bytes: describe(new Uint8Array((await kv.get("bytes", "arrayBuffer"))!)),
    json: await kv.get("json", "json"),
    empty: await kv.get("slash/and space?"),
    gone: await kv.get("gone"),
  };
}

async function answer(method: string, url: URL, env: Env): Promise<unknown> {
  const name = url.searchParams.get("name") ?? "a named object";
  const keeper = env.KEEPER.getByName(name);
  switch (`${method} ${url.pathname}`) {
    case "GET /runtime":
      return env.RUNTIME;
    case "POST /counter":
      return keeper.increment();
    case "GET /counter":
      return keeper.counter();
    case "POST /values":
      return (await keeper.putValues()) ?? null;
    case "GET /values":
      return keeper.describeValues();
    case "POST /rows":
      return (await keeper.insertRows()) ?? null;
    case "GET /rows":
      return keeper.describeRows();
    case "POST /facets":
      return (await keeper.addToFacets()) ?? null;
    case "GET /facets":
      return keeper.describeFacets();
    case "POST /stubs":
      return (await keeper.putStubs()) ?? null;
    case "GET /stubs":
      return keeper.describeStubs();
    case "POST /alarm":
      return (await keeper.setAlarm(Number(url.searchParams.get("time")))) ?? null;
    case "GET /alarm":
      return keeper.describeAlarm();
    case "POST /kv":
      return (await putKV(env.KV)) ?? null;
    case "GET /kv":
      return describeKV(env.KV);
    case "POST /d1":
      return (await putD1(env.DB)) ?? null;
    case "GET /d1":
      return describeD1(env.DB);
    case "POST /r2":
      return (await putR2(env.BUCKET)) ?? null;
    case "GET /r2":
      return describeR2(env.BUCKET);
  }
  throw new Error(`no such path: ${method} ${url.pathname}`);
}

export default {
  async fetch(request, env) {
    return Response.json(await answer(request.method, new URL(request.url), env));
  },
} satisfies ExportedHandler<Env>;
