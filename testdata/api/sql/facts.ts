// What the other files of SQL leave: bindings as REAL, the cursor's shape, VACUUM, the schema table, full-text and
// spatial search, transactionSync.
import { object, outcome, sleep } from "../entry";
import { queries, rows, shape } from "./run";

// DO-SQL-14: whole numbers too
export const factReal = queries(
  ["SELECT typeof(?), typeof(?), typeof(?)", 1, 0, 2 ** 31], ["SELECT ? = 9007199254740993", 2 ** 53], ["SELECT hex(?), quote(?)", 65, 1], ["SELECT json_array(?, ?)", 1, 1.5], ["SELECT 10 / ?", 4], ["SELECT round(?), length(?)", 3, 100],
);

// DO-SQL-21
export const factCursorShape = object((self) => {
  const cursor = self.storage.sql.exec("SELECT 1 AS a");
  return { prototype: shape(Object.getPrototypeOf(cursor)), name: cursor.constructor.name, own: Reflect.ownKeys(cursor).map(String), tag: Object.prototype.toString.call(cursor) };
});

// DO-SQL-39
export const factVacuum = queries("VACUUM", "CREATE TABLE t (a)", "VACUUM", "VACUUM INTO 'x.db'", "VACUUM main");

// DO-SQL-41
export const factSchemaTable = object(async (self) => {
  const names = () => rows(self, "SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT LIKE '\\_\\_miniflare%' ESCAPE '\\' ORDER BY name");
  const before = names();
  await self.storage.put("k", 1);
  rows(self, "CREATE TABLE t (a PRIMARY KEY); CREATE INDEX i ON t (a); CREATE VIEW v AS SELECT 1");
  return { before, after: names(), sql: rows(self, "SELECT sql FROM sqlite_schema WHERE name = 't'"), write: await outcome(() => rows(self, "DELETE FROM sqlite_master")), update: await outcome(() => rows(self, "UPDATE sqlite_schema SET name = 'z'")) };
});

// DO-SQL-56
export const factSearch = queries(
  "CREATE VIRTUAL TABLE p USING fts5(t, tokenize = 'porter')", "INSERT INTO p VALUES ('running quickly'), ('the runner'), ('nothing')", "SELECT rowid FROM p WHERE p MATCH 'run'", "SELECT rowid FROM p('quick*')", "SELECT snippet(p, 0, '<', '>', '…', 1) FROM p WHERE p MATCH 'run'",
  "SELECT round(bm25(p), 4) FROM p WHERE p MATCH 'runner' ORDER BY rank", "SELECT highlight(p, 0, '[', ']') FROM p WHERE t MATCH 'run'", "CREATE VIRTUAL TABLE g USING fts5(t, tokenize = 'trigram')", "INSERT INTO g VALUES ('abcdef')", "SELECT t FROM g WHERE t LIKE '%bcd%'", "SELECT t FROM g('cde')",
  "CREATE VIRTUAL TABLE x USING fts5(t, tokenize = 'unicode61 remove_diacritics 2')", "INSERT INTO x VALUES ('crème brûlée')", "SELECT t FROM x('creme')", "CREATE VIRTUAL TABLE y USING fts5(t, tokenize = 'ascii')", "CREATE VIRTUAL TABLE z USING fts5(t, tokenize = 'none')", "CREATE VIRTUAL TABLE z USING fts5()",
  "CREATE VIRTUAL TABLE pv USING fts5vocab(p, 'row')", "SELECT term, doc, cnt FROM pv", "INSERT INTO p(p) VALUES ('integrity-check')", "INSERT INTO p(p) VALUES ('optimize')", "INSERT INTO p(p) VALUES ('rebuild')", "INSERT INTO p(p) VALUES ('nonsense')", "SELECT * FROM p('AND')", "SELECT * FROM p('\"')", "SELECT * FROM p('none : x')",
  "CREATE VIRTUAL TABLE r USING rtree(id, x0, x1, y0, y1)", "INSERT INTO r VALUES (1, 0, 10, 0, 10), (2, 20, 30, 20, 30)", "SELECT id FROM r WHERE x0 <= 5 AND x1 >= 5", "SELECT rtreecheck('r')", "INSERT INTO r VALUES (3, 10, 0, 0, 1)", "CREATE VIRTUAL TABLE ri USING rtree_i32(id, a, b)", "INSERT INTO ri VALUES (1, 1.5, 2.5)", "SELECT * FROM ri", "CREATE VIRTUAL TABLE rb USING rtree(id, a)",
);

// DO-SQL-63
export const factBuild = queries(
  "SELECT sqrt(4), round(pi(), 5), floor(1.5)", "SELECT json('{\"a\":[1]}') ->> '$.a[0]'", "SELECT jsonb('[1]') IS NOT NULL", "SELECT 1 IS DISTINCT FROM 2", "SELECT * FROM (VALUES (1)) RIGHT JOIN (VALUES (2)) ON 0", "SELECT string_agg('a', ',')", "SELECT unixepoch('2024-01-01')", "SELECT timediff('2024-01-02', '2024-01-01')", "SELECT 1_000", "SELECT json_extract('{a:1,}', '$.a')",
  "PRAGMA foreign_keys", "CREATE TABLE d (a, b); INSERT INTO d VALUES (1, 1), (2, 2), (3, 3)", "DELETE FROM d ORDER BY a DESC LIMIT 1", "UPDATE d SET b = 9 ORDER BY a LIMIT 1", "SELECT a, b FROM d", "SELECT format('%,d', 1234567), concat('a', NULL, 1), concat_ws('-', 1, 2)", "SELECT count(*) FILTER (WHERE a > 1) FROM d", "SELECT group_concat(a ORDER BY a DESC) FROM d",
);

// DO-STORAGE-73, DO-STORAGE-74
export const factTransactionSync = object(async (self) => {
  const { storage } = self;
  rows(self, "CREATE TABLE t (a)");
  const insert = (a: number) => rows(self, "INSERT INTO t VALUES (?)", a);
  const value = storage.transactionSync(() => (insert(1), "value"));
  const thrown = await outcome(() => storage.transactionSync(() => { insert(2); throw new RangeError("undo"); }));
  storage.transactionSync(() => {
    insert(3);
    try { storage.transactionSync(() => { insert(4); throw 1; }); } catch {}
    storage.transactionSync(() => insert(5));
  });
  await storage.transaction(async () => {
    storage.transactionSync(() => insert(6));
    try { storage.transactionSync(() => { insert(7); throw 1; }); } catch {}
  });
  return { value, thrown, rows: rows(self, "SELECT a FROM t") };
});

// DO-STORAGE-75
export const factTransactionSyncAsync = object(async (self) => {
  const { storage } = self;
  rows(self, "CREATE TABLE t (a)");
  const promise = storage.transactionSync(async () => {
    rows(self, "INSERT INTO t VALUES (1)");
    await sleep(1);
    rows(self, "INSERT INTO t VALUES (2)");
    throw new Error("late");
  });
  const kind = promise instanceof Promise;
  return { kind, outcome: await outcome(() => promise), rows: rows(self, "SELECT a FROM t") };
});

// DO-STORAGE-77
export const factTransactionSyncArgument = object(async (self) => {
  const call = (...args: unknown[]) => outcome(() => (self.storage as any).transactionSync(...args));
  return [await call(), await call(1), await call("x"), await call({}), await call(null), await call(() => 7)];
});

// DO-STORAGE-78
export const factTransactionInSync = object(async (self) => {
  const { storage } = self;
  rows(self, "CREATE TABLE t (a)");
  const order: string[] = [];
  let inner: Promise<unknown> | undefined;
  storage.transactionSync(() => {
    inner = storage.transaction(async () => { order.push("transaction"); rows(self, "INSERT INTO t VALUES (2)"); });
    order.push("sync");
    rows(self, "INSERT INTO t VALUES (1)");
  });
  order.push("after");
  await inner;
  return { order, rows: rows(self, "SELECT a FROM t") };
});

// DO-SQL-62: what production limits more tightly is allowed locally
export const factLocalLimits = queries("SELECT max(" + Array(40).fill("1").join(", ") + ")", "SELECT length(zeroblob(2100000))", "SELECT " + Array(100).fill("1").join(", ") + " LIMIT 0");

// DO-SQL-32, DO-SQL-33: more texts
export const factErrors = queries(
  "SELEC 1", "SELECT", "SELECT * FROM", "SELECT * FROM none", "SELECT none", "SELECT 1 FROM (SELECT", "SELECT 'a", "SELECT \"a", "SELECT 1 +", "CREATE TABLE", "CREATE TABLE e (a, a)", "CREATE TABLE e (a INTEGER PRIMARY KEY, b PRIMARY KEY)", "CREATE TABLE e (a) STRICT", "CREATE TABLE e (a FOO) STRICT", "CREATE TABLE e (a) WITHOUT ROWID",
  "CREATE TABLE e (a INTEGER PRIMARY KEY, b NOT NULL, c CHECK (c > 0), d UNIQUE, f TEXT COLLATE none)", "CREATE TABLE e (a INTEGER PRIMARY KEY, b NOT NULL, c CHECK (c > 0), d UNIQUE)", "INSERT INTO e VALUES (1)", "INSERT INTO e (none) VALUES (1)", "INSERT INTO e (b) VALUES (NULL)", "INSERT INTO e (b, c) VALUES (1, 0)", "INSERT INTO e VALUES (1, 1, 1, 1), (1, 1, 1, 2)", "INSERT INTO e VALUES (2, 1, 1, 5), (3, 1, 1, 5)", "INSERT INTO e VALUES ('x', 1, 1, 1)",
  "UPDATE e SET none = 1", "UPDATE none SET a = 1", "DELETE FROM none", "DROP TABLE none", "DROP INDEX none", "DROP VIEW e", "ALTER TABLE none ADD COLUMN a", "ALTER TABLE e ADD COLUMN z NOT NULL", "ALTER TABLE e ADD COLUMN a", "ALTER TABLE e DROP COLUMN a", "ALTER TABLE e DROP COLUMN none", "ALTER TABLE e RENAME COLUMN none TO x", "ALTER TABLE e RENAME TO e",
  "CREATE INDEX e ON e (a)", "CREATE INDEX i ON e (none)", "CREATE TABLE e (z)", "CREATE VIEW v AS SELECT * FROM none", "SELECT * FROM v", "CREATE TRIGGER t AFTER INSERT ON none BEGIN SELECT 1; END", "SELECT abs()", "SELECT abs(1, 2)", "SELECT nope(1)", "SELECT sum(sum(1))", "SELECT count(*) FROM e WHERE sum(a) > 1", "SELECT a FROM e GROUP BY 5", "SELECT a FROM e ORDER BY 5", "SELECT 1 UNION SELECT 1, 2", "VALUES (1), (1, 2)",
  "SELECT (SELECT 1, 2)", "SELECT 1 IN (SELECT 1, 2)", "SELECT a FROM e, e", "SELECT e1.a, a FROM e e1, e e2", "SELECT * FROM e JOIN e USING (none)", "SELECT * FROM e NATURAL JOIN none", "SELECT abs(-9223372036854775808)", "SELECT json('{')", "SELECT json_extract('{}', 'x')", "SELECT 1 COLLATE none", "SELECT row_number() FROM e", "SELECT sum(a) OVER w FROM e", "SELECT lag(a) OVER (ROWS 1 FOLLOWING) FROM e",
  "WITH r AS (SELECT * FROM r) SELECT * FROM r", "WITH r(a, b) AS (SELECT 1) SELECT * FROM r", "SELECT ?0", "SELECT ?101", "SELECT 0x1g", "SELECT 1e", "SELECT x'1'", "SELECT @", "SELECT #", "SELECT 1 WHERE", "SELECT 1 LIMIT 'x'", "SELECT raise(ABORT, 'x')", "INSERT INTO e VALUES (9, 1, 1, 9) ON CONFLICT (b) DO NOTHING", "INSERT INTO e DEFAULT VALUES RETURNING none", "REINDEX none", "ANALYZE none", "SELECT likelihood(1, 2)", "SELECT zeroblob(3000000000)", "SELECT randomblob(3000000000)", "SELECT char(1, 2, 'x') LIKE 'a' ESCAPE 'bb'", "SELECT 'a' MATCH 'b'", "SELECT 'a' REGEXP 'b'", "SELECT ntile(0) OVER () FROM (SELECT 1)", "SELECT 1 AS a HAVING a", "SELECT * FROM e INDEXED BY none", "SELECT 1;;SELECT",
);
