// DO-SQL-29: what a cursor counts, before its rows are taken and after, over statements of every kind.
import { object, type Subject } from "../entry";

const schema = `
  CREATE TABLE a (id INTEGER PRIMARY KEY, n, s TEXT);
  CREATE TABLE b (id INTEGER PRIMARY KEY, a_id INTEGER, v);
  CREATE INDEX b_a ON b (a_id);
  CREATE TABLE w (k TEXT PRIMARY KEY, v) WITHOUT ROWID;
  CREATE TABLE u (id INTEGER PRIMARY KEY, e TEXT UNIQUE, c);
  INSERT INTO a VALUES (1, 5, 'x'), (2, 3, 'y'), (3, 5, 'z'), (4, 1, 'x'), (5, 9, 'q'), (6, 3, 'y');
  INSERT INTO b VALUES (1, 1, 10), (2, 1, 20), (3, 2, 30), (4, 3, 40), (5, 9, 50);
  INSERT INTO w VALUES ('k1', 1), ('k2', 2), ('k3', 3);
  INSERT INTO u VALUES (1, 'e1', 0), (2, 'e2', 0);
`;

/** counted gives [rowsRead, rowsWritten] after exec and after the last row, for each statement in order. */
const counted = (...list: string[]) =>
  object((self: Subject) => {
    self.storage.sql.exec(schema);
    const all: Record<string, number[]> = {};
    for (const query of list) {
      const cursor = self.storage.sql.exec(query);
      const first = [cursor.rowsRead, cursor.rowsWritten];
      cursor.toArray();
      all[query] = [...first, cursor.rowsRead, cursor.rowsWritten];
    }
    return all;
  });

export const countSelects = counted(
  "SELECT * FROM a", "SELECT * FROM a WHERE id = 3", "SELECT * FROM a WHERE id = 99", "SELECT * FROM a WHERE id > 3", "SELECT * FROM a WHERE id BETWEEN 2 AND 4", "SELECT * FROM a WHERE id IN (1, 3, 77)",
  "SELECT * FROM a WHERE n = 5", "SELECT * FROM a WHERE n = 500", "SELECT * FROM a WHERE id > 99", "SELECT * FROM a LIMIT 2", "SELECT * FROM a LIMIT 2 OFFSET 2", "SELECT * FROM a LIMIT 0", "SELECT * FROM a WHERE 0",
  "SELECT * FROM a ORDER BY id DESC", "SELECT * FROM a ORDER BY id DESC LIMIT 1", "SELECT id FROM a WHERE id < 3 ORDER BY id DESC", "SELECT 1", "SELECT 1 UNION SELECT 2", "VALUES (1), (2), (3)", "SELECT * FROM a WHERE s LIKE 'x%'",
);

export const countIndexes = counted(
  "SELECT * FROM b WHERE a_id = 1", "SELECT * FROM b WHERE a_id = 77", "SELECT a_id FROM b WHERE a_id = 1", "SELECT a_id FROM b", "SELECT * FROM b WHERE a_id > 1", "SELECT * FROM b WHERE a_id BETWEEN 1 AND 2",
  "SELECT * FROM b WHERE a_id IN (1, 2, 8)", "SELECT * FROM b ORDER BY a_id", "SELECT * FROM b ORDER BY a_id DESC LIMIT 2", "SELECT * FROM u WHERE e = 'e1'", "SELECT * FROM u WHERE e = 'none'", "SELECT e FROM u ORDER BY e",
  "SELECT v FROM w WHERE k = 'k2'", "SELECT v FROM w WHERE k = 'none'", "SELECT * FROM w", "SELECT * FROM w WHERE k > 'k1'", "SELECT * FROM w ORDER BY k DESC", "SELECT * FROM b WHERE a_id = 1 OR id = 4", "SELECT * FROM b WHERE a_id IS NULL",
);

export const countAggregates = counted(
  "SELECT count(*) FROM a", "SELECT count(*) FROM b", "SELECT count(*) FROM w", "SELECT count(n) FROM a", "SELECT count(*) FROM a WHERE n = 5", "SELECT sum(n), avg(n) FROM a", "SELECT max(id) FROM a", "SELECT min(id) FROM a", "SELECT max(n) FROM a",
  "SELECT max(a_id) FROM b", "SELECT min(a_id) FROM b", "SELECT n, count(*) FROM a GROUP BY n", "SELECT a_id, sum(v) FROM b GROUP BY a_id", "SELECT n FROM a GROUP BY n HAVING count(*) > 1", "SELECT DISTINCT n FROM a", "SELECT DISTINCT a_id FROM b",
  "SELECT count(DISTINCT n) FROM a", "SELECT group_concat(s) FROM a", "SELECT json_group_array(n) FROM a", "SELECT total(n) FROM a WHERE id > 2",
);

export const countSorts = counted(
  "SELECT * FROM a ORDER BY n", "SELECT * FROM a ORDER BY n DESC, s", "SELECT * FROM a ORDER BY n LIMIT 2", "SELECT * FROM a ORDER BY n LIMIT 1 OFFSET 1", "SELECT s FROM a WHERE n > 3 ORDER BY s", "SELECT * FROM a WHERE n > 300 ORDER BY n",
  "SELECT n, count(*) c FROM a GROUP BY n ORDER BY c DESC", "SELECT DISTINCT s FROM a ORDER BY s", "SELECT * FROM b ORDER BY v", "SELECT * FROM w ORDER BY v", "SELECT id FROM a ORDER BY random()",
);

export const countJoins = counted(
  "SELECT * FROM a JOIN b ON b.a_id = a.id", "SELECT * FROM a LEFT JOIN b ON b.a_id = a.id", "SELECT * FROM b JOIN a ON a.id = b.a_id", "SELECT * FROM b LEFT JOIN a ON a.id = b.a_id", "SELECT * FROM a, w", "SELECT * FROM a CROSS JOIN w",
  "SELECT * FROM a JOIN u ON u.e = a.s", "SELECT * FROM a x JOIN a y ON x.n = y.n", "SELECT * FROM a x JOIN a y ON x.id = y.n", "SELECT a.id FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.a_id = a.id)", "SELECT a.id FROM a WHERE id IN (SELECT a_id FROM b)",
  "SELECT a.id FROM a WHERE id NOT IN (SELECT a_id FROM b)", "SELECT id, (SELECT count(*) FROM b WHERE a_id = a.id) FROM a", "SELECT id, (SELECT max(v) FROM b) FROM a", "SELECT * FROM a RIGHT JOIN b ON b.a_id = a.id", "SELECT * FROM (SELECT n, count(*) c FROM a GROUP BY n) WHERE c > 1",
  "SELECT * FROM a JOIN w ON w.k = 'k' || a.id",
);

export const countCompounds = counted(
  "SELECT id FROM a UNION ALL SELECT id FROM b", "SELECT id FROM a UNION SELECT id FROM b", "SELECT id FROM a EXCEPT SELECT id FROM b", "SELECT id FROM a INTERSECT SELECT id FROM b", "SELECT id FROM a UNION ALL SELECT id FROM b ORDER BY 1",
  "WITH c AS (SELECT * FROM a) SELECT * FROM c WHERE n = 5", "WITH c AS MATERIALIZED (SELECT * FROM a) SELECT * FROM c WHERE n = 5", "WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r WHERE i < 5) SELECT * FROM r",
  "WITH RECURSIVE r(i) AS (SELECT 1 UNION SELECT i + 1 FROM r WHERE i < 5) SELECT * FROM r", "WITH c AS (SELECT n FROM a) SELECT * FROM c JOIN c d USING (n)", "SELECT * FROM json_each('[1,2,3]')", "SELECT * FROM a JOIN json_each('[1,2]') j ON j.value = a.id",
);

export const countWindows = counted(
  "SELECT id, row_number() OVER (ORDER BY id) FROM a", "SELECT id, row_number() OVER (ORDER BY n) FROM a", "SELECT id, sum(n) OVER (PARTITION BY s ORDER BY id) FROM a", "SELECT id, lag(n) OVER (ORDER BY id) FROM a", "SELECT id, rank() OVER (ORDER BY n DESC) FROM a",
  "SELECT id, sum(n) OVER () FROM a", "SELECT id, avg(n) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM a", "SELECT id, ntile(2) OVER (ORDER BY id) FROM a",
);

export const countInserts = counted(
  "INSERT INTO a VALUES (10, 1, 'a')", "INSERT INTO a (n) VALUES (7)", "INSERT INTO a (n) VALUES (7), (8), (9)", "INSERT INTO a (n, s) SELECT n, s FROM a", "INSERT INTO b (a_id, v) VALUES (1, 1)", "INSERT INTO b (a_id, v) VALUES (1, 1), (2, 2)", "INSERT INTO w VALUES ('k9', 1)",
  "INSERT INTO u (e) VALUES ('e3')", "INSERT OR IGNORE INTO u (e) VALUES ('e3')", "INSERT OR REPLACE INTO u (id, e) VALUES (1, 'e1')", "INSERT OR REPLACE INTO u (e) VALUES ('e2')", "REPLACE INTO a VALUES (1, 2, 'r')", "REPLACE INTO w VALUES ('k1', 2)",
  "INSERT INTO u (e, c) VALUES ('e1', 1) ON CONFLICT (e) DO UPDATE SET c = c + 1", "INSERT INTO u (e, c) VALUES ('new', 1) ON CONFLICT (e) DO UPDATE SET c = c + 1", "INSERT INTO u (e) VALUES ('e1') ON CONFLICT DO NOTHING", "INSERT INTO a (id, n) VALUES (1, 4) ON CONFLICT (id) DO UPDATE SET n = excluded.n",
  "INSERT INTO a (n) VALUES (1) RETURNING id", "INSERT INTO a (n) VALUES (1), (2) RETURNING *", "INSERT INTO w VALUES ('k1', 5) ON CONFLICT (k) DO UPDATE SET v = 9", "INSERT INTO a DEFAULT VALUES", "INSERT INTO b SELECT id + 100, n, s FROM a",
);

export const countUpdates = counted(
  "UPDATE a SET n = 1 WHERE id = 1", "UPDATE a SET n = 1 WHERE id = 99", "UPDATE a SET n = n + 1", "UPDATE a SET n = 1 WHERE n = 4", "UPDATE a SET id = id + 100 WHERE id = 2", "UPDATE b SET a_id = 2 WHERE id = 1", "UPDATE b SET a_id = a_id + 1", "UPDATE b SET v = 1 WHERE a_id = 2",
  "UPDATE w SET v = 5 WHERE k = 'k1'", "UPDATE w SET v = v + 1", "UPDATE w SET k = k || 'x'", "UPDATE u SET e = 'z' WHERE id = 1", "UPDATE a SET n = b.v FROM b WHERE b.a_id = a.id", "UPDATE a SET n = 2 WHERE id = 3 RETURNING id, n", "UPDATE a SET n = 0 RETURNING id", "UPDATE a SET n = (SELECT max(v) FROM b)",
  "UPDATE b SET v = 3 WHERE id IN (SELECT id FROM b WHERE a_id = 2)",
);

export const countDeletes = counted(
  "DELETE FROM a WHERE id = 1", "DELETE FROM a WHERE id = 99", "DELETE FROM a WHERE n = 3", "DELETE FROM b WHERE id = 1", "DELETE FROM b WHERE a_id = 2", "DELETE FROM b WHERE a_id > 100", "DELETE FROM w WHERE k = 'k1'", "DELETE FROM w WHERE v > 100", "DELETE FROM u WHERE e = 'e1'",
  "DELETE FROM a WHERE id = 3 RETURNING id", "DELETE FROM b RETURNING id", "DELETE FROM a", "DELETE FROM a", "DELETE FROM w", "DELETE FROM u WHERE 1", "DELETE FROM b WHERE id IN (SELECT id FROM a)",
);

export const countLimited = counted(
  "UPDATE a SET n = 0 ORDER BY id DESC LIMIT 2", "DELETE FROM a ORDER BY n LIMIT 1", "DELETE FROM a WHERE id > 1 LIMIT 1",
);

export const countTriggers = counted(
  "CREATE TABLE l (id INTEGER PRIMARY KEY, what)", "CREATE TRIGGER ai AFTER INSERT ON a BEGIN INSERT INTO l (what) VALUES ('i' || new.id); END", "INSERT INTO a (n) VALUES (1)", "INSERT INTO a (n) VALUES (1), (2)",
  "CREATE TRIGGER au BEFORE UPDATE ON a BEGIN UPDATE l SET what = 'u' WHERE id = 1; END", "UPDATE a SET n = 2 WHERE id = 1", "UPDATE a SET n = 3", "CREATE TRIGGER ad AFTER DELETE ON a BEGIN DELETE FROM l WHERE what = 'i' || old.id; END", "DELETE FROM a WHERE id = 7", "DELETE FROM a",
);

export const countForeignKeys = counted(
  "CREATE TABLE p (id INTEGER PRIMARY KEY)", "CREATE TABLE c (id INTEGER PRIMARY KEY, p_id REFERENCES p (id) ON DELETE CASCADE)", "INSERT INTO p VALUES (1), (2)", "INSERT INTO c VALUES (1, 1), (2, 1), (3, 2)", "INSERT INTO c VALUES (4, NULL)", "UPDATE c SET p_id = 2 WHERE id = 1",
  "DELETE FROM c WHERE id = 4", "DELETE FROM p WHERE id = 2", "CREATE INDEX c_p ON c (p_id)", "DELETE FROM p WHERE id = 1",
);

export const countVirtual = counted(
  "CREATE VIRTUAL TABLE f USING fts5(t, u)", "INSERT INTO f VALUES ('one two', 'x'), ('two three', 'y')", "INSERT INTO f VALUES ('four', 'z')", "SELECT * FROM f WHERE f MATCH 'two'", "SELECT * FROM f", "SELECT count(*) FROM f", "SELECT highlight(f, 0, '[', ']') FROM f WHERE f MATCH 'two' ORDER BY rank", "UPDATE f SET u = 'w' WHERE rowid = 1", "DELETE FROM f WHERE rowid = 1",
  "CREATE VIRTUAL TABLE r USING rtree(id, x0, x1)", "INSERT INTO r VALUES (1, 0, 1), (2, 5, 6)", "SELECT * FROM r WHERE x0 > 2", "SELECT * FROM r WHERE id = 1", "DELETE FROM r WHERE id = 1",
);

export const countSchema = counted(
  "CREATE TABLE t1 (x)", "CREATE TABLE IF NOT EXISTS t1 (x)", "CREATE TABLE t2 (x PRIMARY KEY, y UNIQUE)", "CREATE TABLE t3 AS SELECT * FROM a", "CREATE TABLE t4 (x INTEGER PRIMARY KEY AUTOINCREMENT, y)", "INSERT INTO t4 (y) VALUES (1)", "INSERT INTO t4 (y) VALUES (2), (3)", "CREATE INDEX i1 ON t1 (x)", "CREATE UNIQUE INDEX i2 ON a (id, n)",
  "CREATE INDEX i3 ON a (s) WHERE n > 2", "CREATE VIEW v1 AS SELECT * FROM a", "SELECT * FROM v1", "ALTER TABLE t1 ADD COLUMN y", "ALTER TABLE t1 RENAME COLUMN y TO z", "ALTER TABLE t1 DROP COLUMN z", "ALTER TABLE t1 RENAME TO t9", "DROP INDEX i2", "DROP VIEW v1", "DROP TABLE t9", "DROP TABLE t3", "DROP TABLE IF EXISTS none",
  "REINDEX b_a", "ANALYZE", "PRAGMA table_info(a)", "PRAGMA foreign_key_check", "EXPLAIN QUERY PLAN SELECT * FROM a", "SELECT name FROM sqlite_master WHERE type = 'table'",
);
