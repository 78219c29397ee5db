import { about, outcomes } from "../entry";
import { counts, fresh } from "./meta";

export const metaCounts = {
  async test(_: unknown, { OTHER: DB }: any) {
    await fresh(DB, "id INTEGER PRIMARY KEY, name TEXT");
    const of = async (sql: string, ...values: unknown[]) => counts(await DB.prepare(sql).bind(...values).run());
    return {
      insert: await of("INSERT INTO t (name) VALUES ('a')"),
      three: await of("INSERT INTO t (name) VALUES ('b'), ('c'), ('d')"),
      select: await of("SELECT * FROM t"),
      update: await of("UPDATE t SET name = 'x' WHERE id > 2"),
      none: await of("UPDATE t SET name = 'x' WHERE id > 200"),
      delete: await of("DELETE FROM t WHERE id = 1"),
      create: await of("CREATE TABLE IF NOT EXISTS u (x)"),
      again: await of("CREATE TABLE IF NOT EXISTS u (x)"),
    };
  },
};

export const sizes = {
  async test(_: unknown, { OTHER: DB }: any) {
    const { meta } = await DB.prepare("SELECT 1").all();
    return { whole: meta.size_after % 4096, size: about(meta.size_after) };
  },
};

export const parameters = {
  async test(_: unknown, { DB }: any) {
    return outcomes({
      numbered: () => DB.prepare("SELECT ?2 AS a, ?1 AS b").bind("one", "two").first(),
      repeated: () => DB.prepare("SELECT ?1 AS a, ?1 AS b").bind("one").first(),
      named: () => DB.prepare("SELECT :a AS a, @b AS b, $c AS c").bind(1, 2, 3).first(),
      tooMany: () => DB.prepare("SELECT ?").bind(1, 2).first(),
      tooFew: () => DB.prepare("SELECT ?, ?").bind(1).first(),
      none: () => DB.prepare("SELECT ?").first(),
      rebound: () => DB.prepare("SELECT ? AS x").bind(1).bind(2).first(),
      several: () => DB.prepare("SELECT 1; SELECT ? AS x").bind(2).first(),
      severalEarly: () => DB.prepare("SELECT ?; SELECT 2").bind(2).first(),
    });
  },
};

export const batchIsOneTransaction = {
  async test(_: unknown, { DB }: any) {
    await fresh(DB, "x INTEGER UNIQUE");
    const insert = DB.prepare("INSERT INTO t VALUES (?)");
    return outcomes({
      batch: () => DB.batch([insert.bind(1), insert.bind(2), insert.bind(1)]),
      left: () => DB.prepare("SELECT count(*) AS n FROM t").first("n"),
      exec: () => DB.exec("INSERT INTO t VALUES (5)\nINSERT INTO t VALUES (5)"),
      leftAgain: () => DB.prepare("SELECT count(*) AS n FROM t").first("n"),
      several: () => DB.prepare("INSERT INTO t VALUES (7); INSERT INTO t VALUES (7)").run(),
      leftAtLast: () => DB.prepare("SELECT count(*) AS n FROM t").first("n"),
    });
  },
};

export const orderOfConcurrentCalls = {
  async test(_: unknown, { DB }: any) {
    await fresh(DB, "id INTEGER PRIMARY KEY, x");
    const insert = DB.prepare("INSERT INTO t (x) VALUES (?)");
    await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((n) => insert.bind(n).run()));
    return DB.prepare("SELECT x FROM t ORDER BY id").raw();
  },
};

export const comments = {
  async test(_: unknown, { DB }: any) {
    return outcomes({
      only: () => DB.prepare("-- nothing").all(),
      blank: () => DB.prepare("  \n ").all(),
      semicolon: () => DB.prepare(";").all(),
      after: () => DB.prepare("SELECT 1 AS x -- one").first(),
      afterSemicolon: () => DB.prepare("SELECT 1 AS x; -- one").first(),
      before: () => DB.prepare("-- one\nSELECT 1 AS x").first(),
      block: () => DB.prepare("/* nothing */").all(),
      batch: async () => (await DB.batch([DB.prepare("SELECT 1 AS x"), DB.prepare("-- none"), DB.prepare("SELECT 2 AS x")])).map((r: any) => r.results),
      exec: async () => ({ ...(await DB.exec("-- one\nSELECT 1\n\n-- two")), duration: 0 }),
      execEmpty: () => DB.exec(""),
    });
  },
};

export const foreignKeys = {
  async test(_: unknown, { DB }: any) {
    await DB.batch([
      DB.prepare("DROP TABLE IF EXISTS child"),
      DB.prepare("DROP TABLE IF EXISTS parent"),
      DB.prepare("CREATE TABLE parent (id INTEGER PRIMARY KEY)"),
      DB.prepare("CREATE TABLE child (p INTEGER REFERENCES parent(id))"),
    ]);
    const child = DB.prepare("INSERT INTO child VALUES (9)");
    return outcomes({
      plain: () => child.run(),
      deferred: () => DB.batch([DB.prepare("PRAGMA defer_foreign_keys = ON"), child]),
      left: () => DB.prepare("SELECT count(*) AS n FROM child").first("n"),
      settled: async () => (await DB.batch([DB.prepare("PRAGMA defer_foreign_keys = ON"), child, DB.prepare("INSERT INTO parent VALUES (9)")])).length,
      leftNow: () => DB.prepare("SELECT count(*) AS n FROM child").first("n"),
      after: () => DB.prepare("INSERT INTO child VALUES (10)").run(),
    });
  },
};
