// DO-SQL-32…40: errors, refused statements.
import { object, outcome } from "../entry";
import { queries } from "./run";

// DO-SQL-32, DO-SQL-33
export const messages = queries(
  "CREATE TABLE t (id INTEGER PRIMARY KEY, u UNIQUE, n NOT NULL, c CHECK (c > 0))", "INSERT INTO t VALUES (1, 1, 1, 1)", "SELEC", "SELECT * FROM nope", "SELECT foo", "SELECT regexp('a', 'b')",
  "INSERT INTO t VALUES (1, 2, 1, 1)", "INSERT INTO t VALUES (2, 1, 1, 1)", "INSERT INTO t VALUES (2, 2, NULL, 1)", "INSERT INTO t VALUES (2, 2, 2, 0)", "INSERT INTO t VALUES ('x', 2, 2, 2)",
  "INSERT INTO t VALUES (1)", "INSERT INTO t (nope) VALUES (1)", "CREATE TABLE t (a)", "SELECT json('{')", "SELECT json_extract('{', '$')", "SELECT json_extract('{}', 'x')", "CREATE TABLE sqlite_foo (a)",
  "INSERT INTO sqlite_master VALUES (1, 1, 1, 1, 1)", "UPDATE sqlite_master SET sql = ''", "DELETE FROM sqlite_schema", "DROP TABLE sqlite_master", "SELECT 'a' MATCH 'a'", "SELECT 1 FROM", "SELECT * FROM t WHERE", "SELECT 'a",
  "SELECT \"nope\" FROM t", "SELECT [nope] FROM t", "SELECT * FROM t; SELECT foo", "  \n SELECT foo", "SELECT 'é', foo", "SELECT /* é */ foo", "SELECT t.nope FROM t", "SELECT x.id FROM t", "SELECT id FROM t, t AS v",
  "CREATE INDEX i ON t (nope)", "CREATE INDEX i ON nope (a)", "DROP TABLE nope", "DROP INDEX nope", "DROP VIEW nope", "ALTER TABLE nope RENAME TO x", "ALTER TABLE t DROP COLUMN id", "ALTER TABLE t ADD COLUMN z UNIQUE",
  "CREATE VIEW v AS SELECT nope FROM t", "SELECT * FROM v", "INSERT INTO v VALUES (1)", "SELECT count(*, 1) FROM t", "SELECT abs()", "SELECT abs(1, 2)", "SELECT abs(-9223372036854775808)", "SELECT sum(sum(id)) FROM t",
  "SELECT id FROM t GROUP BY 5", "SELECT id FROM t ORDER BY 5", "SELECT 1 UNION SELECT 1, 2", "SELECT (SELECT 1, 2)", "SELECT * ", "SELECT 1 WHERE count(*) > 1", "SELECT id FROM t HAVING 1", "VALUES (1), (1, 2)",
  "INSERT INTO t SELECT 1", "UPDATE t SET nope = 1", "UPDATE nope SET a = 1", "DELETE FROM nope", "SELECT raise(ABORT, 'x')", "SELECT row_number()", "SELECT 1 COLLATE nope", "SELECT CAST('a' AS)", "SELECT x'1'", "SELECT 1 LIMIT 'a'",
  "CREATE TABLE z (a, a)", "CREATE TABLE z (a PRIMARY KEY, b PRIMARY KEY)", "CREATE TABLE z (a) STRICT", "CREATE TABLE z (a NOPE) STRICT", "CREATE TABLE z (a) WITHOUT ROWID", "CREATE TABLE z (a AS (b))", "INSERT INTO t VALUES (9223372036854775807, 9, 9, 9)",
  "SELECT printf('%s', 'ok'), format('%d', 3)", "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x FROM d) SELECT * FROM c", "EXPLAIN SELEC", "SELECT id FROM t INDEXED BY nope", "INSERT INTO t DEFAULT VALUES", "SELECT 9223372036854775807 + 1, 9223372036854775808",
  "SELECT unhex('zz'), 1/0, 1%0, 'a' + 1", "SELECT strftime('%Y', 'nope')", "SELECT substr('héllo', 2, 1), length('é'), octet_length('é'), hex('é')",
);

export const strict = queries("CREATE TABLE st (a INT, b TEXT, c BLOB, d REAL, e ANY) STRICT", ["INSERT INTO st VALUES (?, ?, ?, ?, ?)", "x", 1, 1, 1, 1], ["INSERT INTO st (b) VALUES (?)", 1], ["INSERT INTO st (c) VALUES (?)", "x"], ["INSERT INTO st (d) VALUES (?)", "x"], "SELECT typeof(b), b FROM st");

export const foreignKey = queries(
  "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (id INTEGER PRIMARY KEY, p REFERENCES p)", "INSERT INTO c VALUES (1, 5)", "INSERT INTO p VALUES (5)", "INSERT INTO c VALUES (1, 5)", "DELETE FROM p", "DROP TABLE p", "PRAGMA foreign_keys", "INSERT INTO c VALUES (2, NULL)",
  "CREATE TABLE cc (p REFERENCES p ON DELETE CASCADE)", "INSERT INTO cc VALUES (5)", "DELETE FROM c", "DELETE FROM p", "SELECT count(*) FROM cc", "CREATE TABLE bad (p REFERENCES nope)", "INSERT INTO bad VALUES (1)", "PRAGMA foreign_key_list(c)", "PRAGMA foreign_key_check",
);

export const raised = queries(
  "CREATE TABLE t (a); CREATE TRIGGER no BEFORE INSERT ON t WHEN new.a = 1 BEGIN SELECT raise(ABORT, 'not one'); END", "INSERT INTO t VALUES (1)", "CREATE TRIGGER roll BEFORE INSERT ON t WHEN new.a = 2 BEGIN SELECT raise(FAIL, 'not two'); END",
  "INSERT INTO t VALUES (0), (2)", "SELECT a FROM t", "CREATE TRIGGER ign BEFORE INSERT ON t WHEN new.a = 3 BEGIN SELECT raise(IGNORE); END", "INSERT INTO t VALUES (3)", "SELECT a FROM t", "CREATE TABLE r (a UNIQUE); INSERT INTO r VALUES (1)", "INSERT OR FAIL INTO r VALUES (2), (1), (3)", "SELECT a FROM r",
  "INSERT OR IGNORE INTO r VALUES (1), (4)", "SELECT a FROM r", "INSERT OR ABORT INTO r VALUES (5), (1)", "SELECT a FROM r",
);

export const rollbackConflict = queries("CREATE TABLE r (a UNIQUE); INSERT INTO r VALUES (1)", "INSERT OR ROLLBACK INTO r VALUES (2), (1)", "SELECT a FROM r");

// DO-SQL-34
export const failureUndoesItself = queries("CREATE TABLE t (a UNIQUE)", "INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (2), (3), (1)", "SELECT a FROM t", "UPDATE t SET a = a + 1", "SELECT a FROM t");

// DO-SQL-36
export const transactionStatements = queries("BEGIN", "BEGIN IMMEDIATE", "begin transaction", "COMMIT", "END", "ROLLBACK", "SAVEPOINT a", "RELEASE a", "ROLLBACK TO a", "/* x */ BEGIN", "SELECT 1; COMMIT", "EXPLAIN BEGIN", "BEGIN; SELECT 1");

// DO-SQL-37
export const refused = queries(
  "ATTACH ':memory:' AS x", "DETACH main", "CREATE TEMP TABLE t (a)", "CREATE TEMPORARY VIEW v AS SELECT 1", "CREATE TABLE temp.t (a)", "CREATE TABLE real (a)", "CREATE TEMP TRIGGER g AFTER INSERT ON real BEGIN SELECT 1; END", "CREATE TABLE _cf_x (a)", "CREATE TABLE _CF_x (a)", "CREATE TABLE \"_cf_\" (a)",
  "CREATE VIEW _cf_v AS SELECT 1", "CREATE INDEX _cf_i ON real (a)", "CREATE TRIGGER _cf_t AFTER INSERT ON real BEGIN SELECT 1; END", "ALTER TABLE real RENAME TO _cf_y", "ALTER TABLE real RENAME TO fine", "ALTER TABLE fine RENAME COLUMN a TO _cf_a", "CREATE TABLE cf_ok (_cf_col)", "CREATE TABLE a_cf_ (a)",
  "CREATE VIRTUAL TABLE v USING nope(a)", "CREATE VIRTUAL TABLE v USING csv(a)", "CREATE VIRTUAL TABLE v USING fts4(a)", "CREATE VIRTUAL TABLE v USING FTS5(a)", "CREATE VIRTUAL TABLE vv USING fts5vocab(v, row)", "CREATE VIRTUAL TABLE r USING rtree(id, a, b)", "CREATE VIRTUAL TABLE ri USING RTree_i32(id, a, b)", "CREATE VIRTUAL TABLE d USING dbstat",
  "SELECT * FROM dbstat", "SELECT name FROM pragma_table_info('cf_ok')", "SELECT * FROM pragma_function_list", "SELECT * FROM pragma_database_list", "SELECT * FROM pragma_user_version", "SELECT load_extension('x')", "SELECT * FROM sqlite_dbpage", "SELECT * FROM bytecode('SELECT 1')", "SELECT * FROM sqlite_stmt", "SELECT * FROM json_each('[1]')", "SELECT key, value FROM json_tree('{\"a\":[2]}')", "SELECT * FROM generate_series(1, 3)",
  "VACUUM", "VACUUM INTO 'x'", "REINDEX", "ANALYZE", "SELECT count(*) FROM sqlite_stat1", "CREATE TABLE main.m (a)", "CREATE TABLE nope.m (a)", "DROP TABLE sqlite_stat1",
);

// DO-SQL-38
export const internalTables = object(async (self) => {
  await self.storage.put("k", 1);
  const list = [
    "SELECT key FROM _cf_KV", "SELECT * FROM _cf_KV", "SELECT count(*) FROM _cf_KV", "SELECT 1 FROM _cf_KV", "SELECT rowid FROM _cf_KV", "INSERT INTO _cf_KV VALUES ('a', x'')", "UPDATE _cf_KV SET value = x''", "UPDATE _cf_KV SET key = 'x' WHERE 0", "DELETE FROM _cf_KV", "DROP TABLE _cf_KV", "ALTER TABLE _cf_KV RENAME TO kv",
    "ALTER TABLE _cf_KV ADD COLUMN x", "CREATE INDEX i ON _cf_KV (value)", "CREATE TRIGGER g AFTER INSERT ON _cf_KV BEGIN SELECT 1; END", "CREATE VIEW v AS SELECT * FROM _cf_KV", "SELECT * FROM v", "PRAGMA table_info(_cf_KV)", "SELECT name FROM pragma_table_info('_cf_KV')", "SELECT key FROM _CF_kv", "SELECT name FROM sqlite_master WHERE name LIKE '_cf%' ORDER BY 1",
    "WITH x AS (SELECT key FROM _cf_KV) SELECT * FROM x", "CREATE TABLE copy AS SELECT * FROM _cf_KV", "INSERT INTO _cf_METADATA VALUES (1, 1)", "SELECT key FROM _cf_nope", "CREATE TABLE c (a REFERENCES _cf_KV (key))", "INSERT INTO c VALUES ('k')",
  ];
  const all: unknown[] = [];
  for (const query of list) all.push({ [query]: await outcome(() => [...self.storage.sql.exec(query).raw()]) });
  return all;
});

// DO-SQL-40
export const allowed = queries(
  "CREATE TABLE t (a INTEGER PRIMARY KEY, b, g AS (a * 2) STORED)", "INSERT INTO t (a, b) VALUES (1, 'x') RETURNING *", "INSERT INTO t (a, b) VALUES (1, 'y') ON CONFLICT (a) DO UPDATE SET b = excluded.b RETURNING b", "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 5) SELECT sum(x) FROM c",
  "INSERT INTO t (a, b) VALUES (2, 'b'), (3, 'c'), (4, 'd')", "SELECT a, row_number() OVER (ORDER BY b DESC) FROM t", "UPDATE t SET b = 'u' ORDER BY a DESC LIMIT 1", "DELETE FROM t ORDER BY a LIMIT 1", "SELECT a, b, g FROM t", "CREATE VIEW v AS SELECT b FROM t", "SELECT * FROM v", "CREATE TABLE w (k PRIMARY KEY) WITHOUT ROWID",
  "CREATE TRIGGER g AFTER DELETE ON t BEGIN INSERT INTO w VALUES (old.a); END", "DELETE FROM t WHERE a = 2", "SELECT k FROM w", "ALTER TABLE t RENAME COLUMN b TO bb", "ALTER TABLE t ADD COLUMN n DEFAULT 5", "ALTER TABLE t DROP COLUMN n", "SELECT sql FROM sqlite_schema WHERE name = 't'", "SELECT \"text\"", "EXPLAIN QUERY PLAN SELECT * FROM t WHERE a = 1",
  "SELECT opcode FROM (SELECT 'x' AS opcode)", "SELECT 1 IS NOT DISTINCT FROM 1, 5 BETWEEN 1 AND 9, 'a' GLOB 'A', 'a' LIKE 'A'", "SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS x ORDER BY 1 DESC", "SELECT json('{\"a\": [1, 2]}') ->> '$.a[1]'", "SELECT jsonb('[1]') IS NOT NULL", "SELECT count(*) FILTER (WHERE a > 3), group_concat(a, '-' ORDER BY a DESC) FROM t",
  "SELECT * FROM t NATURAL JOIN t AS u LEFT JOIN w ON k = t.a", "SELECT a FROM t FULL OUTER JOIN w ON k = a", "SELECT iif(1, 'y', 'n'), unixepoch('2020-01-01'), timediff('2020-01-02', '2020-01-01')", "SELECT 0x10, 1_000, 1e3",
);

export const fullText = queries(
  "CREATE VIRTUAL TABLE f USING fts5(title, body, tokenize = 'porter')", "INSERT INTO f VALUES ('one', 'running dogs'), ('two', 'the cat runs')", "SELECT title FROM f WHERE f MATCH 'run' ORDER BY rank", "SELECT highlight(f, 1, '<', '>') FROM f WHERE f MATCH 'dog'", "SELECT snippet(f, 1, '[', ']', '…', 2) FROM f WHERE f MATCH 'cat'", "SELECT bm25(f) < 0 FROM f('cat')",
  "SELECT title FROM f WHERE f MATCH 'AND'", "SELECT title FROM f WHERE nope MATCH 'a'", "CREATE VIRTUAL TABLE g USING fts5(a, tokenize = 'trigram')", "CREATE VIRTUAL TABLE h USING fts5(a, tokenize = 'nope')", "INSERT INTO f(f) VALUES ('optimize')", "INSERT INTO f(f) VALUES ('nope')", "DELETE FROM f WHERE title = 'one'", "SELECT count(*) FROM f", "DROP TABLE f", "SELECT name FROM sqlite_master",
  "CREATE VIRTUAL TABLE r USING rtree(id, x0, x1)", "INSERT INTO r VALUES (1, 0, 1), (2, 5, 6)", "SELECT id FROM r WHERE x0 > 2", "SELECT rtreecheck('r')", "INSERT INTO r VALUES (3, 5, 1)",
);
