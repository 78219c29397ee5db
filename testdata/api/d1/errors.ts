import { outcomes } from "../entry";
import { fresh } from "./meta";

export const ofSQLite = {
  async test(_: unknown, { DB }: any) {
    await fresh(DB, "x INTEGER NOT NULL CHECK (x < 10)", "checked");
    const of = (sql: string) => () => DB.prepare(sql).all();
    return outcomes({
      syntax: of("SELEC 1"),
      incomplete: of("SELECT"),
      table: of("SELECT * FROM missing"),
      column: of("SELECT missing FROM checked"),
      function: of("SELECT missing()"),
      notNull: of("INSERT INTO checked VALUES (NULL)"),
      check: of("INSERT INTO checked VALUES (11)"),
      exists: of("CREATE TABLE checked (x)"),
      begin: of("BEGIN TRANSACTION"),
      savepoint: of("SAVEPOINT s"),
      commit: of("COMMIT"),
      attach: of("ATTACH ':memory:' AS x"),
      vacuum: of("VACUUM"),
      pragma: of("PRAGMA journal_mode = DELETE"),
      pragmaSize: of("PRAGMA page_size"),
      internal: of("SELECT * FROM _cf_METADATA"),
      createInternal: of("CREATE TABLE _cf_x (x)"),
      extension: of("SELECT load_extension('x')"),
      temp: of("CREATE TEMP TABLE x (x)"),
      like: of(`SELECT 'x' LIKE '${"a".repeat(51)}'`),
      parameters: of(`SELECT ${Array.from({ length: 101 }, () => "?").join()}`),
      columns: of(`SELECT ${Array.from({ length: 101 }, () => "1").join()}`),
      compound: of(Array.from({ length: 6 }, () => "SELECT 1").join(" UNION ALL ")),
      long: async () => (await DB.prepare(`SELECT '${"a".repeat(100_000)}'`).raw())[0][0].length,
      raised: of("SELECT json('{')"),
    });
  },
};

export const ofExec = {
  async test(_: unknown, { DB }: any) {
    return outcomes({
      first: () => DB.exec("SELEC 1"),
      second: () => DB.exec("SELECT 1\nSELEC 2\nSELECT 3"),
      multiline: () => DB.exec("CREATE TABLE IF NOT EXISTS lines (\nx\n)"),
      number: () => DB.exec(5),
      nothing: () => DB.exec(),
    });
  },
};

export const ofArguments = {
  async test(_: unknown, { DB }: any) {
    // What is wrong with a query that is no text is said at length; the beginning tells.
    const short = async (call: () => Promise<unknown>) => {
      try {
        await call();
        return "no error";
      } catch (e: any) {
        return String(e).slice(0, 60);
      }
    };
    return {
      number: await short(() => DB.prepare(5).all()),
      nothing: await short(() => DB.prepare().all()),
      null: await short(() => DB.prepare(null).all()),
      text: await short(() => DB.batch(["SELECT 1"])),
      batch: await outcomes({ nothing: () => DB.batch(), one: () => DB.batch(DB.prepare("SELECT 1")) }),
      rawNull: await outcomes({ raw: () => DB.prepare("SELECT 1").raw(null), first: () => DB.prepare("SELECT 1 AS x").first(null) }),
    };
  },
};

export const dump = {
  async test(_: unknown, { DB }: any) {
    return outcomes({ dump: () => DB.dump() });
  },
};

export const query = {
  async test(_: unknown, { DB }: any) {
    const shown = (answer: any) => ({ ...answer, bookmark: typeof answer.bookmark, results: answer.results.map(({ data, meta }: any) => [data, Object.keys(meta)]) });
    return outcomes({
      one: async () => shown(await DB.query({ queries: [{ sql: "SELECT 1 AS x" }] })),
      two: async () => shown(await DB.query({ queries: [{ sql: "SELECT ? AS x", params: [2] }, { sql: "SELECT 'b'" }], bookmark: "first-primary" })),
      wrong: () => DB.query({ queries: [{ sql: "SELEC" }] }),
    });
  },
};
