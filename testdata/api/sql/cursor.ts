// DO-SQL-20…29: the cursor.
import { about, describe, object, outcome, outcomes, sleep, type Subject } from "../entry";
import { queries, rows } from "./run";

const three = (self: Subject) => rows(self, "CREATE TABLE t (a INTEGER PRIMARY KEY, b); INSERT INTO t VALUES (1, 'x'), (2, 'y'), (3, 'z')");

// DO-SQL-20
export const eager = object((self) => {
  const { sql } = self.storage;
  three(self);
  sql.exec("INSERT INTO t VALUES (4, 'v')");
  const returning = [sql.exec("INSERT INTO t VALUES (5, 'u') RETURNING a"), sql.exec("DELETE FROM t WHERE a = 1 RETURNING a")];
  const seen = rows(self, "SELECT a FROM t");
  return [seen, returning.map((c) => c.toArray())];
});

// An error of a later row comes when that row is due.
export const laterError = object(async (self) => {
  three(self);
  const cursor = self.storage.sql.exec("SELECT CASE a WHEN 3 THEN json('x') ELSE a END AS v FROM t");
  return [await outcome(() => cursor.next()), await outcome(() => cursor.next())];
});

// DO-SQL-22
export const next = object((self) => {
  three(self);
  const cursor = self.storage.sql.exec("SELECT a FROM t WHERE a > 1");
  const all = Array.from({ length: 4 }, () => cursor.next());
  const raw = self.storage.sql.exec("SELECT a FROM t WHERE a > 2").raw();
  const iterator = self.storage.sql.exec("SELECT a FROM t WHERE a > 2")[Symbol.iterator]();
  return { all, keys: all.map((r: any) => Object.keys(r)), raw: [raw.next(), raw.next(), raw.next()], iterator: [iterator.next(), iterator.next(), Object.keys(iterator.next())] };
});

// DO-SQL-23
export const sharedPosition = object((self) => {
  three(self);
  const cursor = self.storage.sql.exec("SELECT a FROM t");
  const iterator = cursor[Symbol.iterator]();
  const raw = cursor.raw();
  return [iterator === cursor, cursor.next().value, iterator.next().value, raw.next().value, cursor.next(), iterator.next(), raw.next(), cursor.toArray()];
});

export const helpers = object((self) => {
  three(self);
  const all = () => self.storage.sql.exec("SELECT a FROM t");
  return [
    all()[Symbol.iterator]().map((r: any) => r.a * 2).toArray(), all().raw().filter((r: any) => r[0] > 1).toArray(), all().raw().take(1).toArray(), [...all()], all().raw().toArray(),
    Array.from(all(), (r: any) => r.a), Math.max(...all().raw()),
  ];
});

export const breaking = object((self) => {
  three(self);
  const cursor = self.storage.sql.exec("SELECT a FROM t");
  for (const _ of cursor) break;
  return [cursor.toArray(), cursor.next()];
});

// DO-SQL-24, DO-SQL-25
export const consumers = object(async (self) => {
  three(self);
  const exec = (query: string) => self.storage.sql.exec(query);
  const many = exec("SELECT a FROM t");
  const none = exec("SELECT a FROM t WHERE a > 5");
  const used = exec("SELECT a FROM t WHERE a > 1");
  used.next();
  const array = exec("SELECT a FROM t");
  array.next();
  return {
    one: await outcome(() => exec("SELECT a FROM t WHERE a = 2").one()), none: await outcome(() => none.one()), noneAgain: await outcome(() => none.one()),
    many: await outcome(() => many.one()), manyAfter: await outcome(() => many.toArray()), manyAgain: await outcome(() => many.one()), used: await outcome(() => used.one()), usedAfter: describe(used.next()),
    array: array.toArray(), arrayAgain: array.toArray(), write: await outcome(() => exec("INSERT INTO t VALUES (9, 'q')").one()), returning: await outcome(() => exec("INSERT INTO t VALUES (10, 'q') RETURNING a, b").one()),
    empty: exec("CREATE TABLE u (a)").toArray(),
  };
});

// DO-SQL-26
export const columnNames = object((self) => {
  three(self);
  const { sql } = self.storage;
  const cursor = sql.exec("SELECT a, b AS a, a + 1, b AS B FROM t");
  return {
    names: cursor.columnNames, same: cursor.columnNames === cursor.columnNames, after: [cursor.toArray().length, cursor.columnNames], insert: sql.exec("INSERT INTO t VALUES (4, 1)").columnNames,
    returning: ((c) => [c.columnNames, c.toArray()])(sql.exec("DELETE FROM t WHERE a = 4 RETURNING b, a")), star: sql.exec("SELECT * FROM t").columnNames, join: sql.exec("SELECT * FROM t JOIN t AS u USING (a)").columnNames,
    pragma: sql.exec("PRAGMA table_info(t)").columnNames, qualified: sql.exec("SELECT t.a, t.rowid FROM t").columnNames, explain: sql.exec("EXPLAIN QUERY PLAN SELECT 1").columnNames, none: sql.exec("SELECT a FROM t WHERE 0").columnNames,
  };
});

// DO-SQL-27
export const acrossAwaits = object(async (self) => {
  three(self);
  const cursor = self.storage.sql.exec("SELECT a, b FROM t");
  const seen = [cursor.next().value];
  await sleep(1);
  rows(self, "INSERT INTO t VALUES (4, 'w'); UPDATE t SET b = 'new' WHERE a = 3");
  await sleep(1);
  return [...seen, ...cursor.toArray()];
});

export const writeWhileReading = object(async (self) => {
  three(self);
  const { sql } = self.storage;
  const seen: unknown[] = [];
  for (const { a } of sql.exec("SELECT a FROM t")) {
    seen.push(a);
    sql.exec("UPDATE t SET b = b || '!' WHERE a = ?", a);
  }
  return { seen, after: rows(self, "SELECT b FROM t"), drop: await outcome(() => { const c = sql.exec("SELECT a FROM t"); try { sql.exec("DROP TABLE t"); } finally { c.toArray(); } }) };
});

// DO-SQL-29
const counted = (...list: string[]) =>
  object((self) => {
    const all: Record<string, unknown> = {};
    for (const query of list) {
      const cursor = self.storage.sql.exec(query);
      const [read, written] = [cursor.rowsRead, cursor.rowsWritten];
      cursor.toArray();
      all[query] = { read: about(read), written: about(written), readAfter: about(cursor.rowsRead), writtenAfter: about(cursor.rowsWritten) };
    }
    return all;
  });

export const counts = counted(
  "CREATE TABLE t (a INTEGER PRIMARY KEY, b)", "INSERT INTO t VALUES (1, 'x'), (2, 'y'), (3, 'z')", "SELECT * FROM t", "SELECT * FROM t WHERE a = 2", "SELECT * FROM t WHERE b = 'y'", "SELECT count(*) FROM t",
  "SELECT 1", "SELECT a FROM t ORDER BY b", "SELECT max(a) FROM t", "SELECT * FROM t LIMIT 1", "UPDATE t SET b = 'q' WHERE a > 1", "UPDATE t SET b = 'q' WHERE a = 100", "INSERT INTO t VALUES (9, 'n') RETURNING a",
  "CREATE INDEX i ON t (b)", "INSERT INTO t VALUES (4, 'w')", "SELECT a FROM t WHERE b = 'w'", "UPDATE t SET b = 'v' WHERE a = 4", "DELETE FROM t WHERE a = 4", "INSERT OR REPLACE INTO t VALUES (1, 'r')", "DELETE FROM t",
  "CREATE TABLE w (k TEXT PRIMARY KEY, v) WITHOUT ROWID", "INSERT INTO w VALUES ('a', 1), ('b', 2)", "SELECT v FROM w WHERE k = 'a'", "CREATE TABLE x (k TEXT PRIMARY KEY)", "INSERT INTO x VALUES ('a')", "ALTER TABLE x ADD COLUMN y", "DROP TABLE x",
);

export const countsWhileReading = object((self) => {
  three(self);
  const cursor = self.storage.sql.exec("SELECT a FROM t");
  const seen = [[cursor.rowsRead, cursor.rowsWritten]];
  for (const _ of cursor) seen.push([cursor.rowsRead, cursor.rowsWritten]);
  return seen;
});
