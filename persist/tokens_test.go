package persist

import (
	"strings"
	"testing"
)

// TestUpdateDeleteLimit is part of DO-SQL-40: ORDER BY and LIMIT in UPDATE and DELETE.
func TestUpdateDeleteLimit(t *testing.T) {
	const fixture = `
		CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, n INT);
		INSERT INTO t VALUES (1,'x',0), (2,'y',0), (3,'x',0), (4,'x',0);
		CREATE TABLE w(k TEXT, l TEXT, v INT, PRIMARY KEY (k, l)) WITHOUT ROWID;
		INSERT INTO w VALUES ('a','a',1), ('a','b',2), ('b','a',3);
		CREATE TABLE r(rowid TEXT, a);
		INSERT INTO r VALUES ('x', 1), ('x', 2)`
	tests := []struct {
		sql   string
		args  []any
		table string
		want  string
	}{
		{"DELETE FROM t LIMIT 1", nil, "SELECT id FROM t", "2;3;4"},
		{"DELETE FROM t ORDER BY id DESC LIMIT 1 OFFSET 1", nil, "SELECT id FROM t", "1;2;4"},
		{"DELETE FROM t WHERE a = 'x' ORDER BY id DESC LIMIT 2", nil, "SELECT id FROM t", "1;2"},
		{"delete from main.t as q where q.a = ? order by q.id limit ?", []any{"x", 1.0}, "SELECT id FROM t", "2;3;4"},
		{"UPDATE t SET n = ? WHERE a = ? ORDER BY id DESC LIMIT ?", []any{7.0, "x", 1.0}, "SELECT id FROM t WHERE n = 7", "4"},
		{"UPDATE OR IGNORE t SET n = 1, a = 'z' LIMIT 2", nil, "SELECT id FROM t WHERE a = 'z'", "1;2"},
		{"WITH s AS (SELECT 'x' AS a) DELETE FROM t WHERE a IN (SELECT a FROM s ORDER BY a LIMIT 5) LIMIT 2", nil, "SELECT id FROM t", "2;4"},
		{"DELETE FROM w ORDER BY v DESC LIMIT 2", nil, "SELECT v FROM w", "1"},
		{"DELETE FROM r ORDER BY a LIMIT 1", nil, "SELECT a FROM r", "2"},
		{"DELETE FROM \"t\" /* ; */ WHERE a <> ';' -- x\n LIMIT 1; SELECT 1", nil, "SELECT id FROM t", "2;3;4"},
	}
	for _, tt := range tests {
		a := newActor(t)
		mustExec(t, a, fixture)
		mustExec(t, a, tt.sql, tt.args...)
		if got := query(t, a, tt.table); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.sql, got, tt.want)
		}
	}
	a := newActor(t)
	mustExec(t, a, fixture)
	if got, want := query(t, a, "DELETE FROM t WHERE a = ? RETURNING id, ? ORDER BY id LIMIT ?", "x", "second", 1.0), "1,second"; got != want {
		t.Errorf("returning: got %q, want %q", got, want)
	}
	_, err := execSQL(a, "SELECT 1 LIMIT 1 LIMIT 2")
	wantSQLError(t, err, `near "LIMIT": syntax error at offset 17: SQLITE_ERROR`)
	_, err = execSQL(a, "DELETE FROM nope LIMIT 1")
	wantSQLError(t, err, "no such table: nope: SQLITE_ERROR")
}

func FuzzTokenize(f *testing.F) {
	for _, sql := range []string{
		"DELETE FROM t WHERE a = 'x;' ORDER BY id LIMIT ?1; SELECT 1", "/* c */ -- d\n[a] `b` \"c\"\"d\"", "((;", "'", "?:@$x", "/*", "--",
	} {
		f.Add(sql)
	}
	f.Fuzz(func(t *testing.T, sql string) {
		tokens, end := tokenize(sql)
		at := 0
		for _, tok := range tokens {
			if tok.start < at || tok.end <= tok.start || tok.end > end || tok.text != sql[tok.start:tok.end] || tok.depth < 0 {
				t.Fatalf("%q: bad token %+v after %d", sql, tok, at)
			}
			at = tok.end
		}
		if end > len(sql) {
			t.Fatalf("%q: ends at %d", sql, end)
		}
		key := func(string) []string { return []string{"rowid"} }
		if _, rest, ok := rewriteLimit(sql, key); ok && !strings.HasSuffix(sql, rest) {
			t.Fatalf("%q: rest %q", sql, rest)
		}
	})
}

// FuzzExec looks for SQL that crashes or gets at internal tables.
func FuzzExec(f *testing.F) {
	for _, sql := range []string{
		"SELECT 1", "CREATE TABLE t(a); INSERT INTO t VALUES (1); DELETE FROM t ORDER BY a LIMIT 1", "SELECT * FROM _cf_KV",
		"ALTER TABLE t RENAME TO _cf_t", "PRAGMA foreign_keys=off", "\x00", "SELECT 1;\x00",
	} {
		f.Add(sql)
	}
	f.Fuzz(func(t *testing.T, sql string) {
		a := newActor(t)
		put(t, a, "k", "v")
		commit(t, a)
		a.BeginTurn()
		if c, err := a.Exec(sql, nil); err == nil {
			for range 100 {
				if _, ok, err := c.Next(); err != nil || !ok {
					break
				}
			}
			c.RowsRead()
			c.RowsWritten()
			c.Close()
		}
		if err := a.EndTurn(); err != nil {
			check(t, a.RollbackTurn())
		}
		commit(t, a)
		wantGet(t, a, "k", "v")
	})
}
