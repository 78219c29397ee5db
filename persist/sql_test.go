package persist

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
)

// sqlFixture makes the tables that the error tests use.
func sqlFixture(t testing.TB, a *Actor) {
	t.Helper()
	mustExec(t, a, `
		CREATE TABLE t(id INTEGER PRIMARY KEY, u TEXT UNIQUE, n TEXT NOT NULL DEFAULT '', c INTEGER CHECK(c>0));
		CREATE TABLE st(a INT) STRICT;
		CREATE TABLE si(a INTEGER) STRICT;
		CREATE TABLE child(id INTEGER PRIMARY KEY, t INTEGER REFERENCES t(id));
		INSERT INTO t(id, u) VALUES (1, 'x')`)
}

// TestExec_Errors compares messages with those of workerd: DO-SQL-4, 6, 7, 32, 33, 36 to 39, 43,
// 50, 57, 58, 61.
func TestExec_Errors(t *testing.T) {
	const notAuthorized = "not authorized: SQLITE_AUTH"
	tests := []struct{ sql, want string }{
		{"SELEC", `near "SELEC": syntax error at offset 0: SQLITE_ERROR`},
		{"SELECT * FROM nope", "no such table: nope: SQLITE_ERROR"},
		{"select foo", "no such column: foo at offset 7: SQLITE_ERROR"},
		{"select 1; select foo", "no such column: foo at offset 7: SQLITE_ERROR"},
		{"select 1;\n\t select foo", "no such column: foo at offset 7: SQLITE_ERROR"},
		{"select regexp('a', 'b')", "no such function: regexp at offset 7: SQLITE_ERROR"},
		{"INSERT INTO t(id) VALUES (1)", "UNIQUE constraint failed: t.id: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_PRIMARYKEY)"},
		{"INSERT INTO t(u) VALUES ('x')", "UNIQUE constraint failed: t.u: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_UNIQUE)"},
		{"INSERT INTO t(n) VALUES (NULL)", "NOT NULL constraint failed: t.n: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_NOTNULL)"},
		{"INSERT INTO t(c) VALUES (0)", "CHECK constraint failed: c>0: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_CHECK)"},
		{"INSERT INTO child(t) VALUES (99)", "FOREIGN KEY constraint failed: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_FOREIGNKEY)"},
		{"INSERT INTO t(id) VALUES ('x')", "datatype mismatch: SQLITE_MISMATCH"},
		{"INSERT INTO st VALUES ('x')", "cannot store TEXT value in INT column st.a: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_DATATYPE)"},
		{"INSERT INTO t VALUES (1)", "table t has 4 columns but 1 values were supplied: SQLITE_ERROR"},
		{"INSERT INTO t(nope) VALUES (1)", "table t has no column named nope: SQLITE_ERROR"},
		{"CREATE TABLE t(a)", "table t already exists at offset 13: SQLITE_ERROR"},
		{"SELECT json('{')", "malformed JSON: SQLITE_ERROR"},
		{"CREATE TABLE sqlite_foo(a)", "object name reserved for internal use: sqlite_foo: SQLITE_ERROR"},
		{"DELETE FROM sqlite_master", "table sqlite_master may not be modified: SQLITE_ERROR"},
		{"SELECT 'a' MATCH 'a'", "unable to use function MATCH in the requested context: SQLITE_ERROR"},

		{"", "SQL code did not contain a statement."},
		{"  \n", "SQL code did not contain a statement."},
		{";", "SQL code did not contain a statement."},
		{"-- nothing", "SQL code did not contain a statement."},
		{"SELECT 1;;", "SQL code did not contain a statement."},
		{"SELECT 1; -- c", "SQL code did not contain a statement."},
		{"SELECT ?; SELECT 1", "When executing multiple SQL statements in a single call, only the last statement can have parameters."},
		{"SELECT ?", "Wrong number of parameter bindings for SQL query."},

		{"BEGIN", msgNoTransactions},
		{"COMMIT", msgNoTransactions},
		{"END", msgNoTransactions},
		{"ROLLBACK", msgNoTransactions},
		{"SAVEPOINT a", msgNoTransactions},
		{"RELEASE a", msgNoTransactions},
		{"ROLLBACK TO a", msgNoTransactions},
		{"ATTACH 'x' AS y", notAuthorized},
		{"DETACH main", notAuthorized},
		{"CREATE TEMP TABLE x(a)", notAuthorized},
		{"CREATE TEMP VIEW x AS SELECT 1", notAuthorized},
		{"CREATE TABLE _cf_x(a)", notAuthorized},
		{"CREATE TABLE _CF_x(a)", notAuthorized},
		{"CREATE VIEW _cf_x AS SELECT 1", notAuthorized},
		{"CREATE INDEX _cf_x ON t(u)", notAuthorized},
		{"ALTER TABLE t RENAME TO _cf_x", notAuthorized},
		{`ALTER TABLE t RENAME TO "_CF_x"`, notAuthorized},
		{"INSERT INTO _cf_KV VALUES ('a', 'b')", notAuthorized},
		{"DELETE FROM _cf_KV", notAuthorized},
		{"DROP TABLE _cf_KV", notAuthorized},
		{"SELECT count(*) FROM _cf_KV", notAuthorized},
		{"SELECT key FROM _cf_KV", "access to _cf_KV.key is prohibited: SQLITE_AUTH"},
		{"CREATE VIRTUAL TABLE v USING csv(a)", notAuthorized},
		{"CREATE VIRTUAL TABLE v USING geopoly(a)", notAuthorized},
		{"SELECT * FROM pragma_function_list", notAuthorized},
		{"SELECT load_extension('x')", "not authorized: SQLITE_ERROR"},
		{"VACUUM", "cannot VACUUM from within a transaction: SQLITE_ERROR"},
		{"PRAGMA journal_mode", notAuthorized},
		{"PRAGMA synchronous", notAuthorized},
		{"PRAGMA user_version", notAuthorized},
		{"PRAGMA page_count", notAuthorized},
		{"PRAGMA page_size = 1024", notAuthorized},
		{"PRAGMA foreign_keys = maybe", notAuthorized},
		{"PRAGMA table_info(_cf_KV)", notAuthorized},
		{"SELECT * FROM dbstat", "no such table: dbstat: SQLITE_ERROR"},

		{"select sqlite_version()", "not authorized to use function: sqlite_version at offset 7: SQLITE_ERROR"},
		{"select ceiling(1)", "not authorized to use function: ceiling at offset 7: SQLITE_ERROR"},
		{"select power(1, 2)", "not authorized to use function: power at offset 7: SQLITE_ERROR"},
		{"select log10(1)", "not authorized to use function: log10 at offset 7: SQLITE_ERROR"},
		{"select soundex('a')", "no such function: soundex at offset 7: SQLITE_ERROR"},
		{"select sqlite_offset(u) from t", "no such function: sqlite_offset at offset 7: SQLITE_ERROR"},
		{"select geopoly_area(1)", "no such function: geopoly_area at offset 7: SQLITE_ERROR"},
		{"SELECT * FROM generate_series(1, 2)", "no such table: generate_series: SQLITE_ERROR"},

		{"SELECT 1 --" + strings.Repeat("x", 100_000), "statement too long: SQLITE_TOOBIG"},
		{"CREATE TABLE c101(" + repeat("c%d", 101) + ")", "too many columns on c101: SQLITE_ERROR"},
		{"SELECT " + repeat("%d", 101), "too many columns in result set: SQLITE_ERROR"},
		{"SELECT ?101", "variable number must be between ?1 and ?100 at offset 7: SQLITE_ERROR"},
		{"SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6", "too many terms in compound SELECT: SQLITE_ERROR"},
		{"SELECT 1" + strings.Repeat("+1", 101), "Expression tree is too large (maximum depth 100): SQLITE_ERROR"},
		{"SELECT 'a' LIKE '" + strings.Repeat("a", 51) + "'", "LIKE or GLOB pattern too complex: SQLITE_ERROR"},
		{"SELECT coalesce(" + repeat("%d", 128) + ")", "too many arguments on function coalesce at offset 7: SQLITE_ERROR"},
		{"SELECT 1 FROM " + repeat("t t%d", 65), "at most 64 tables in a join: SQLITE_ERROR"},
		{"SELECT zeroblob(9000000)", "string or blob too big: SQLITE_TOOBIG"},
	}
	a := newActor(t)
	sqlFixture(t, a)
	put(t, a, "key", "value")
	for _, tt := range tests {
		name := tt.sql[:min(len(tt.sql), 40)]
		t.Run(name, func(t *testing.T) {
			_, err := execSQL(a, tt.sql)
			wantSQLError(t, err, tt.want)
		})
	}
	commit(t, a) // DO-SQL-34: failed statements harm nothing else
	wantGet(t, a, "key", "value")
	wantQuery(t, a, "SELECT id, u FROM t", "1,x")
}

// repeat joins format applied to 1…n by commas.
func repeat(format string, n int) string {
	var parts []string
	for i := range n {
		parts = append(parts, fmt.Sprintf(format, i))
	}
	return strings.Join(parts, ",")
}

// TestExec_TooManyParams is the 101st plain "?" of DO-SQL-61.
func TestExec_TooManyParams(t *testing.T) {
	a := newActor(t)
	_, err := execSQL(a, "SELECT 1 WHERE 1 IN ("+repeat("?", 101)[:0]+strings.Repeat("?,", 100)+"?)")
	wantSQLError(t, err, "too many SQL variables at offset 221: SQLITE_ERROR")
}

// TestExec_Allowed runs what DO-SQL-6, 13, 37, 40, 42 and 51 to 56 allow.
func TestExec_Allowed(t *testing.T) {
	tests := []struct{ sql, want string }{
		{"SELECT 1;  \n\t", "1"},
		{"SELECT 1 -- c", "1"},
		{`SELECT "text"`, "text"},
		{"SELECT * FROM pragma_table_info('st')", "0,a,INT,0,<nil>,0"},
		{"PRAGMA table_info(st)", "0,a,INT,0,<nil>,0"},
		{"PRAGMA main.table_info(st)", "0,a,INT,0,<nil>,0"},
		{"PRAGMA foreign_keys", "1"},
		{"PRAGMA page_size", "4096"},
		{"PRAGMA foreign_key_check", ""},
		{"PRAGMA case_sensitive_like = 'off'", ""},
		{"PRAGMA quick_check", "ok"},
		{"PRAGMA quick_check(5)", "ok"},
		{"PRAGMA optimize", ""},
		{"PRAGMA index_list(t)", "0,sqlite_autoindex_t_1,1,u,0"},
		{"REINDEX", ""},
		{"ANALYZE", ""},
		{"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<3) SELECT i FROM n", "1;2;3"},
		{"SELECT row_number() OVER (ORDER BY id) FROM t", "1"},
		{"SELECT ceil(1.2), pow(2, 3), log(100), mod(7, 4)", "2,8,2,3"},
		{"SELECT json_extract('{\"a\":1}', '$.a'), '{\"a\":2}' ->> 'a'", "1,2"},
		{"SELECT value FROM json_each('[1,2]')", "1;2"},
		{"INSERT INTO t(id, u) VALUES (1, 'y') ON CONFLICT(id) DO UPDATE SET u = excluded.u RETURNING u", "y"},
		{"CREATE VIRTUAL TABLE docs USING FTS5(body, tokenize='porter')", ""},
		{"INSERT INTO docs VALUES ('the running man')", ""},
		{"SELECT highlight(docs, 0, '[', ']'), bm25(docs) < 0 FROM docs WHERE docs MATCH 'run'", "the [running] man,1"},
		{"CREATE VIRTUAL TABLE box USING rtree(id, x0, x1)", ""},
		{"INSERT INTO box VALUES (1, 0, 10)", ""},
		{"SELECT id FROM box WHERE x1 > 5", "1"},
		{"SELECT rtreecheck('box')", "ok"},
		{"ALTER TABLE st RENAME TO st2", ""},
		{"ALTER TABLE st2 RENAME COLUMN a TO _cf_b", ""},
		{"ALTER TABLE st2 ADD COLUMN b INT", ""},
		{"ALTER TABLE st2 DROP COLUMN b", ""},
		{"SELECT count(*) FROM (VALUES (1), (2), (3), (4), (5), (6), (7))", "7"},
		{"SELECT length(zeroblob(8388642))", "8388642"},
	}
	a := newActor(t)
	sqlFixture(t, a)
	for _, tt := range tests {
		if got := query(t, a, tt.sql); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.sql, got, tt.want)
		}
	}
	check(t, a.EndTurn())
	commit(t, a)
}

// TestExec_Bindings is DO-SQL-8, 12 and 13. DO-SQL-14, DO-TRAP-1.
func TestExec_Bindings(t *testing.T) {
	tests := []struct {
		sql  string
		args []any
		want string
	}{
		{"SELECT typeof(?)", []any{5.0}, "real"},
		{"SELECT ? || ''", []any{5.0}, "5.0"},
		{"SELECT ? / 2", []any{7.0}, "3.5"},
		{"SELECT json_object('a', ?)", []any{5.0}, `{"a":5.0}`},
		{"SELECT typeof(?)", []any{math.NaN()}, "null"},
		{"SELECT typeof(?)", []any{nil}, "null"},
		{"SELECT ?", []any{math.Inf(1)}, "+Inf"},
		{"SELECT typeof(?1), length(?1)", []any{"a\x00b"}, "text,1"},
		{"SELECT hex(?)", []any{"a\x00b"}, "610062"},
		{"SELECT typeof(?1), length(?1)", []any{[]byte{}}, "blob,0"},
		{"SELECT typeof(?1), length(?1)", []any{""}, "text,0"},
		{"SELECT :a, $b, @c, :a", []any{"1", "2", "3"}, "1,2,3,1"},
		{"SELECT ?2, ?1", []any{"1", "2"}, "2,1"},
		{"SELECT 1 LIMIT ?", []any{1.0}, "1"},
	}
	a := newActor(t)
	for _, tt := range tests {
		if got := query(t, a, tt.sql, tt.args...); got != tt.want {
			t.Errorf("%s %v: got %q, want %q", tt.sql, tt.args, got, tt.want)
		}
	}
	_, err := execSQL(a, "SELECT 1 LIMIT ?", 1.5)
	wantSQLError(t, err, "datatype mismatch: SQLITE_MISMATCH")
	mustExec(t, a, "CREATE TABLE si(a INTEGER) STRICT")
	_, err = execSQL(a, "INSERT INTO si VALUES (?)", 5.5)
	wantSQLError(t, err, "cannot store REAL value in INTEGER column si.a: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_DATATYPE)")
}

// TestExec_Results is DO-SQL-16 on the side of storage.
func TestExec_Results(t *testing.T) {
	a := newActor(t)
	rows := mustExec(t, a, "SELECT 1 AS a, 1.5 AS a, 'x', x'00ff', NULL, x''")
	want := []any{int64(1), 1.5, "x", []byte{0, 255}, nil, []byte{}}
	if got, want := fmt.Sprintf("%#v", rows[0]), fmt.Sprintf("%#v", want); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	c, err := a.Exec("SELECT 1 AS a, 2 AS a", nil) // DO-SQL-26
	check(t, err)
	if got := fmt.Sprint(c.Columns()); got != "[a a]" {
		t.Errorf("columns: got %s", got)
	}
}

// TestExec_Prelude is DO-SQL-3 and 5: earlier statements of a call stay done when a later one fails.
func TestExec_Prelude(t *testing.T) {
	a := newActor(t)
	mustExec(t, a, "CREATE TABLE t(a)")
	_, err := execSQL(a, "INSERT INTO t VALUES (1); INSERT INTO t VALUES (2) RETURNING a; SELECT nope")
	wantSQLError(t, err, "no such column: nope at offset 7: SQLITE_ERROR")
	wantQuery(t, a, "SELECT a FROM t", "1;2")
	wantQuery(t, a, "INSERT INTO t VALUES (3); SELECT count(*) FROM t", "3")
}

// TestExec_Nested is DO-SQL-9: one text may run while an earlier cursor on it is open.
func TestExec_Nested(t *testing.T) {
	a := newActor(t)
	mustExec(t, a, "CREATE TABLE t(a); INSERT INTO t VALUES (1), (2)")
	const sql = "SELECT a FROM t"
	outer, err := a.Exec(sql, nil)
	check(t, err)
	wantQuery(t, a, sql, "1;2")
	rows, err := drain(outer)
	check(t, err)
	if len(rows) != 2 {
		t.Errorf("outer cursor: got %d rows, want 2", len(rows))
	}
}

// TestExec_CacheEviction runs more text than the cache holds, with a cursor open on what it drops.
func TestExec_CacheEviction(t *testing.T) {
	a := newActor(t)
	open, err := a.Exec("SELECT 1 UNION ALL SELECT 2", nil)
	check(t, err)
	for i := range 25 {
		mustExec(t, a, fmt.Sprintf("SELECT %d -- %s", i, strings.Repeat("x", 60_000)))
	}
	if size := a.sql.cache.size; size > maxCachedSQL {
		t.Errorf("cache holds %d bytes of SQL, want at most %d", size, maxCachedSQL)
	}
	rows, err := drain(open)
	check(t, err)
	if len(rows) != 2 {
		t.Errorf("got %d rows, want 2", len(rows))
	}
}

// TestExec_SchemaChange compiles a cached statement again when the schema has changed.
func TestExec_SchemaChange(t *testing.T) {
	a := newActor(t)
	mustExec(t, a, "CREATE TABLE t(a); INSERT INTO t VALUES (1)")
	wantQuery(t, a, "SELECT * FROM t", "1")
	mustExec(t, a, "ALTER TABLE t ADD COLUMN b DEFAULT 2")
	c, err := a.Exec("SELECT * FROM t", nil)
	check(t, err)
	if got := fmt.Sprint(c.Columns()); got != "[a b]" {
		t.Errorf("columns: got %s, want [a b]", got)
	}
	rows, err := drain(c)
	check(t, err)
	if len(rows[0]) != 2 {
		t.Errorf("row: got %v, want two values", rows[0])
	}
}

// TestExec_DropLocked is a row of DO-SQL-33.
func TestExec_DropLocked(t *testing.T) {
	a := newActor(t)
	mustExec(t, a, "CREATE TABLE t(a); INSERT INTO t VALUES (1), (2)")
	c, err := a.Exec("SELECT * FROM t", nil)
	check(t, err)
	_, err = execSQL(a, "DROP TABLE t")
	wantSQLError(t, err, "database table is locked: SQLITE_LOCKED")
	c.Close()
	mustExec(t, a, "DROP TABLE t")
}

// TestExec_ForeignKeysPragma is DO-SQL-44.
func TestExec_ForeignKeysPragma(t *testing.T) {
	a := newActor(t)
	turn(t, a, func() { mustExec(t, a, "CREATE TABLE p(id PRIMARY KEY); CREATE TABLE c(p REFERENCES p(id))") })
	turn(t, a, func() {
		mustExec(t, a, "PRAGMA foreign_keys = off") // the first write of this turn has not happened
		wantQuery(t, a, "PRAGMA foreign_keys", "0")
		mustExec(t, a, "INSERT INTO c VALUES (1)")
		mustExec(t, a, "PRAGMA foreign_keys = on") // ignored
		wantQuery(t, a, "PRAGMA foreign_keys", "0")
	})
	commit(t, a)
}

// TestExec_SQLErrorUnwraps lets Go code look at the cause.
func TestExec_SQLErrorUnwraps(t *testing.T) {
	a := newActor(t)
	_, err := execSQL(a, "SELECT nope")
	if errors.Unwrap(err) == nil {
		t.Error("SQLError has no cause")
	}
}
