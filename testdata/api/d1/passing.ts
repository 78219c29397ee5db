// A database as something that is passed to another Worker, or kept.
import { DurableObject, RpcTarget, WorkerEntrypoint } from "cloudflare:workers";
import { outcomes } from "../entry";

const ask = (db: any) => db.prepare("SELECT 1 AS x").first();

export class Other extends WorkerEntrypoint<any, any> {
  ask(db: any) {
    return ask(db);
  }
  give() {
    return this.env.DB;
  }
  props() {
    return ask(this.ctx.props.db);
  }
  kind(db: any) {
    return [typeof db, db?.constructor?.name, Object.prototype.toString.call(db)];
  }
}

class Target extends RpcTarget {
  #db: any;
  constructor(db: any) {
    super();
    this.#db = db;
  }
  get db() {
    return this.#db;
  }
}

export class Keeper extends DurableObject<any> {
  async keep() {
    await this.ctx.storage.put("db", this.env.DB);
    return ask(await this.ctx.storage.get("db"));
  }
  target() {
    return new Target(this.env.DB);
  }
}

const code = (env: unknown) => ({
  compatibilityDate: "2026-11-01",
  mainModule: "main.js",
  modules: {
    "main.js": `
      import { WorkerEntrypoint } from "cloudflare:workers";
      export default class extends WorkerEntrypoint {
        ask() { return this.env.DB.prepare("SELECT 1 AS x").first(); }
        keys() { return [Object.keys(this.env), this.env.DB.constructor.name]; }
      }`,
  },
  env,
});

export const passed = {
  async test(_: unknown, { DB, LOADER, KEEPER }: any, { exports }: any) {
    const loaded = (env: unknown) => LOADER.load(code(env)).getEntrypoint();
    return outcomes({
      clone: () => structuredClone(DB),
      argument: () => exports.Other({ props: {} }).ask(DB),
      kind: () => exports.Other({ props: {} }).kind(DB),
      result: async () => ask(await exports.Other({ props: {} }).give()),
      pipelined: () => exports.Other({ props: {} }).give().prepare("SELECT 1 AS x").first(),
      props: () => exports.Other({ props: { db: DB } }).props(),
      env: () => loaded({ DB }).ask(),
      keys: () => loaded({ DB, a: { DB } }).keys(),
      property: async () => ask(await KEEPER.getByName("a").target().db),
      stored: () => KEEPER.getByName("a").keep(),
    });
  },
};

export const notPassed = {
  async test(_: unknown, { DB }: any, { exports }: any) {
    const other = exports.Other({ props: {} });
    return outcomes({
      session: () => other.kind(DB.withSession()),
      statement: () => other.kind(DB.prepare("SELECT 1")),
      bound: () => other.kind(DB.prepare("SELECT ?").bind(1)),
      statementProps: () => exports.Other({ props: { db: DB.prepare("SELECT 1") } }),
      heir: () => other.kind(Object.create(DB)),
      clone: () => structuredClone(DB.prepare("SELECT 1")),
    });
  },
};

// The classes are made of JavaScript, so scripts can make instances, which lead nowhere.
export const madeByScripts = {
  async test(_: unknown, { DB }: any) {
    const Statement = DB.prepare("").constructor;
    const all = await outcomes({
      none: () => new DB.constructor().prepare("SELECT 1").all(),
      database: () => new DB.constructor({}).prepare("SELECT 1").all(),
      exec: () => new DB.constructor({}).exec("SELECT 1"),
      session: () => new DB.constructor({}).withSession().prepare("SELECT 1").all(),
      statement: () => new Statement({}, "SELECT 1", []).all(),
    });
    const looks = (await DB.batch([{ statement: "SELECT 1 AS x", params: [] }]))[0].results;
    return [Object.values(all).every((o) => "rejects" in o), looks];
  },
};
