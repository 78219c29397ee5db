import { outcomes } from "../entry";
import { fresh, plain } from "./meta";

const members = (o: any) => Object.getOwnPropertyNames(Object.getPrototypeOf(o)).filter((name) => !name.startsWith("_")).sort();

export const classesAndMembers = {
  async test(_: unknown, { DB }: any) {
    const statement = DB.prepare("SELECT ?").bind(1);
    const session = DB.withSession();
    return {
      db: [DB.constructor.name, Object.prototype.toString.call(DB), Object.keys(DB), members(DB)],
      above: Object.getPrototypeOf(DB.constructor).name,
      statement: [statement.constructor.name, Object.keys(statement), members(statement), statement.statement, statement.params],
      session: [session.constructor.name, Object.keys(session), members(session)],
      lengths: [DB.prepare.length, DB.batch.length, DB.exec.length, DB.withSession.length, statement.bind.length, statement.first.length, statement.raw.length],
      globals: ["D1Database", "D1PreparedStatement", "D1DatabaseSession"].map((name) => name in globalThis),
    };
  },
};

export const resultsOfEachMethod = {
  async test(_: unknown, { DB }: any) {
    await fresh(DB, "id INTEGER PRIMARY KEY, name TEXT");
    const insert = DB.prepare("INSERT INTO t (name) VALUES (?)");
    const select = DB.prepare("SELECT * FROM t ORDER BY id");
    return outcomes({
      run: async () => plain(await insert.bind("a").run()),
      allOfInsert: async () => plain(await insert.bind("b").all()),
      rawOfInsert: () => insert.bind("c").raw(),
      rawOfInsertNamed: () => insert.bind("d").raw({ columnNames: true }),
      firstOfInsert: () => insert.bind("e").first(),
      returning: async () => plain(await DB.prepare("INSERT INTO t (name) VALUES ('f') RETURNING id, name").run()),
      all: async () => plain(await select.all()),
      runSelect: async () => plain(await select.run()),
      raw: () => select.raw(),
      rawNamed: () => select.raw({ columnNames: true }),
      rawNothingNamed: () => DB.prepare("SELECT * FROM t WHERE id < 0").raw({ columnNames: true }),
      first: () => select.first(),
      firstColumn: () => select.first("name"),
      firstNone: () => DB.prepare("SELECT * FROM t WHERE id < 0").first(),
      firstNoneColumn: () => DB.prepare("SELECT * FROM t WHERE id < 0").first("name"),
      firstMissing: () => select.first("missing"),
      firstNull: () => DB.prepare("SELECT NULL AS x").first("x"),
      batch: async () => plain(await DB.batch([insert.bind("g"), select, DB.prepare("DELETE FROM t WHERE id > 2")])),
      batchNone: () => DB.batch([]),
      exec: async () => ({ ...(await DB.exec("SELECT 1;\nSELECT 2;\n")), duration: 0 }),
      execOneLine: async () => ({ ...(await DB.exec("SELECT 1; SELECT 2;")), duration: 0 }),
    });
  },
};

export const duplicateAndOddColumnNames = {
  async test(_: unknown, { DB }: any) {
    const sql = `SELECT 1 AS a, 2 AS a, 3 AS "2", 4 AS "1", 5 AS "", 6 AS "__proto__"`;
    const row: any = (await DB.prepare(sql).all()).results[0];
    const ran: any = (await DB.prepare(sql).run()).results[0];
    return {
      all: [Object.keys(row), Object.values(row)],
      run: [Object.keys(ran), Object.values(ran)],
      raw: await DB.prepare(sql).raw({ columnNames: true }),
      first: Object.entries(await DB.prepare(sql).first()),
    };
  },
};
