package persist

import (
	"slices"
	"testing"
)

// TestExternals is DO-DISK-13: the tokens of a key go with its value.
func TestExternals(t *testing.T) {
	a := newActor(t)
	want := func(about string, tokens ...string) {
		t.Helper()
		got, err := a.Externals("k")
		check(t, err)
		var text []string
		for _, token := range got {
			text = append(text, string(token))
		}
		if !slices.Equal(text, tokens) {
			t.Errorf("%s: got %q, want %q", about, text, tokens)
		}
	}
	put := func(tokens ...string) {
		t.Helper()
		check(t, a.Put("k", []byte("v")))
		var data [][]byte
		for _, token := range tokens {
			data = append(data, []byte(token))
		}
		check(t, a.PutExternals("k", data))
	}
	want("before the table")
	a.BeginTurn()
	put("one", "two")
	want("put", "one", "two")
	put("three")
	want("overwritten", "three")
	check(t, a.RollbackTurn())
	want("undone")
	put("four")
	s, err := a.Savepoint()
	check(t, err)
	check(t, a.Put("k", []byte("plain")))
	want("overwritten by a plain value")
	check(t, s.Rollback())
	want("as before the savepoint", "four")
	_, err = a.Delete("k")
	check(t, err)
	want("deleted")
}
