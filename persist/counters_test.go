package persist

import "testing"

// TestRowsRead_Recompiled counts the same after the schema changed under a cached statement (DO-SQL-29).
func TestRowsRead_Recompiled(t *testing.T) {
	a := newActor(t)
	exec := func(query string) int {
		t.Helper()
		c, err := a.Exec(query, nil)
		check(t, err)
		for ok := true; ok; {
			_, ok, err = c.Next()
			check(t, err)
		}
		return c.RowsRead()
	}
	exec("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2), (3)")
	exec("CREATE TABLE u (a); INSERT INTO u VALUES (1), (2)")
	const scan, join = "SELECT * FROM t", "SELECT * FROM t CROSS JOIN u"
	for range 2 {
		if n := exec(scan); n != 3 {
			t.Errorf("%s: read %d rows, want 3", scan, n)
		}
		if n := exec(join); n != 9 {
			t.Errorf("%s: read %d rows, want 9", join, n)
		}
	}
	exec("CREATE TABLE other (a)")
	for range 2 {
		if n := exec(scan); n != 3 {
			t.Errorf("%s: read %d rows after a change of the schema, want 3", scan, n)
		}
	}
	exec(join) // compiled anew on its first step: only its next run counts each loop apart
	if n := exec(join); n != 9 {
		t.Errorf("%s: read %d rows after a change of the schema, want 9", join, n)
	}
}
