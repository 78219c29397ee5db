package persist

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestPutGetDelete(t *testing.T) {
	a := newActor(t)
	long := strings.Repeat("k", 1<<20) // DO-STORAGE-42
	values := map[string][]byte{
		"": []byte("empty key"), "a": {}, "b\x00c": {0, 1, 255}, "日本": []byte("v"), long: []byte("x"),
	}
	for k, v := range values {
		check(t, a.Put(k, v))
	}
	check(t, a.Put("a", nil))
	commit(t, a)
	for k, v := range values {
		got, ok, err := a.Get(k)
		check(t, err)
		if !ok || !bytes.Equal(got, v) {
			t.Errorf("get %.10q: got %q, %v, want %q", k, got, ok, v)
		}
	}
	for _, want := range []bool{true, false} { // DO-STORAGE-20
		got, err := a.Delete("a")
		check(t, err)
		if got != want {
			t.Errorf("delete: got %v, want %v", got, want)
		}
	}
	wantGet(t, a, "a", "absent")
}

func TestDelete_NoTable(t *testing.T) {
	a := newActor(t)
	if got, err := a.Delete("a"); got || err != nil {
		t.Errorf("got %v, %v, want false, nil", got, err)
	}
	commit(t, a)
	wantQuery(t, a, "SELECT count(*) FROM sqlite_master", "0") // DO-DISK-11
}

// TestPut_TooBig is DO-STORAGE-43, with the sizes measured on workerd: 8,388,620 bytes of
// Uint8Array are 8,388,635 serialised.
func TestPut_TooBig(t *testing.T) {
	a := newActor(t)
	put(t, a, "other", "1")
	check(t, a.Put("b", make([]byte, 8_388_620)))
	wantSQLError(t, a.Put("b", make([]byte, 8_388_643)), "string or blob too big: SQLITE_TOOBIG")
	commit(t, a)
	wantGet(t, a, "other", "1")
}

func str(s string) *string { return &s }

// TestList is DO-STORAGE-25 to 27; Iterator gives the same (DO-STORAGE-84).
func TestList(t *testing.T) {
	abc := []string{"a", "ab", "abc", "abd", "b", "c"}
	tests := []struct {
		name string
		keys []string
		opts ListOptions
		want []string
	}{
		{"all", []string{"é", "a", "_", "A", "9", "10"}, ListOptions{}, []string{"10", "9", "A", "_", "a", "é"}},
		{"utf-8 order", []string{"\U0001F600", "\uffff"}, ListOptions{}, []string{"\uffff", "\U0001F600"}},
		{"prefix and start", abc, ListOptions{Prefix: "ab", Start: str("abc")}, []string{"abc", "abd"}},
		{"prefix and end", abc, ListOptions{Prefix: "ab", End: str("abd")}, []string{"ab", "abc"}},
		{"reverse range", abc, ListOptions{Start: str("ab"), End: str("b"), Reverse: true, Limit: 2}, []string{"abd", "abc"}},
		{"start before prefix", abc, ListOptions{Prefix: "b", Start: str("a")}, []string{"b"}},
		{"start after", abc, ListOptions{StartAfter: str("abd")}, []string{"b", "c"}},
		{"start after absent", abc, ListOptions{StartAfter: str("abb"), Limit: 1}, []string{"abc"}},
		{"limit", abc, ListOptions{Limit: 2}, []string{"a", "ab"}},
		{"reverse", abc, ListOptions{Reverse: true, Limit: 2}, []string{"c", "b"}},
		{"reverse prefix", abc, ListOptions{Prefix: "ab", Reverse: true}, []string{"abd", "abc", "ab"}},
		{"empty end", abc, ListOptions{End: str("")}, nil},
		{"end before start", abc, ListOptions{Start: str("b"), End: str("a")}, nil},
		{"start after prefix", abc, ListOptions{Prefix: "a", Start: str("b")}, nil},
		{"no keys", nil, ListOptions{}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := newActor(t)
			for _, k := range tt.keys {
				put(t, a, k, "v-"+k)
			}
			var listed, iterated []string
			check(t, a.List(tt.opts, func(key string, value []byte) bool {
				if string(value) != "v-"+key {
					t.Errorf("value of %q: %q", key, value)
				}
				listed = append(listed, key)
				return true
			}))
			it, err := a.Iterate(tt.opts)
			check(t, err)
			for {
				key, _, ok, err := it.Next()
				check(t, err)
				if !ok {
					break
				}
				iterated = append(iterated, key)
			}
			if !slices.Equal(listed, tt.want) {
				t.Errorf("list: got %q, want %q", listed, tt.want)
			}
			if !slices.Equal(iterated, tt.want) {
				t.Errorf("iterate: got %q, want %q", iterated, tt.want)
			}
		})
	}
}

// TestIterator_Live is DO-STORAGE-86.
func TestIterator_Live(t *testing.T) {
	a := newActor(t)
	for _, k := range []string{"a", "b", "d"} {
		put(t, a, k, "")
	}
	it, err := a.Iterate(ListOptions{})
	check(t, err)
	var got []string
	for {
		key, _, ok, err := it.Next()
		check(t, err)
		if !ok {
			break
		}
		got = append(got, key)
		if key == "a" {
			_, err := a.Delete("b")
			check(t, err)
			put(t, a, "c", "")
		}
	}
	if fmt.Sprint(got) != "[a c d]" {
		t.Errorf("got %v, want [a c d]", got)
	}
}

// TestIterator_Invalidated is DO-STORAGE-85.
func TestIterator_Invalidated(t *testing.T) {
	a := newActor(t)
	put(t, a, "a", "")
	put(t, a, "b", "")
	replace := map[string]func() error{
		"iterate": func() error { _, err := a.Iterate(ListOptions{}); return err },
		"list":    func() error { return a.List(ListOptions{}, func(string, []byte) bool { return true }) },
	}
	for name, fn := range replace {
		it, err := a.Iterate(ListOptions{})
		check(t, err)
		_, _, _, err = it.Next()
		check(t, err)
		check(t, fn())
		_, _, _, err = it.Next()
		if err == nil {
			t.Fatalf("%s: old iterator still works", name)
		}
		wantSQLError(t, err, "kv.list() iterator was invalidated because a new call to kv.list() was started. Only one kv.list() iterator can exist at a time.")
	}
}

// TestDatabaseSize is DO-SQL-60.
func TestDatabaseSize(t *testing.T) {
	a := newActor(t)
	size := func() int64 {
		t.Helper()
		n, err := a.DatabaseSize()
		check(t, err)
		return n
	}
	if got := size(); got != 4096 {
		t.Errorf("new: got %d, want 4096", got)
	}
	mustExec(t, a, "CREATE TABLE t(a); INSERT INTO t VALUES (randomblob(200000))")
	big := size()
	mustExec(t, a, "DELETE FROM t")
	if small := size(); big < 200_000 || small != 8192 {
		t.Errorf("got %d, then %d; want more than 200000, then 8192", big, small)
	}
}

// TestNextBookmark is DO-STORAGE-95.
func TestNextBookmark(t *testing.T) {
	a := newActor(t)
	next := func(a *Actor) string {
		t.Helper()
		b, err := a.NextBookmark()
		check(t, err)
		return b
	}
	first, second := next(a), next(a)
	if want := "00000000-00000000-00000000-00000000000000000000000000000000"; first != want {
		t.Errorf("first: got %s, want %s", first, want)
	}
	if want := "00000000-00000001-00000000-00000000000000000000000000000000"; second != want {
		t.Errorf("second: got %s, want %s", second, want)
	}
	commit(t, a)
	if third := next(reopened(t, a)); third <= second || third[:17] != "00000000-00000002" {
		t.Errorf("after a restart: got %s", third)
	}
}

// TestDeleteAll is DO-STORAGE-35, 36 and 38.
func TestDeleteAll(t *testing.T) {
	a := newActor(t)
	turn(t, a, func() {
		put(t, a, "k", "v")
		mustExec(t, a, "CREATE TABLE t(a); INSERT INTO t VALUES (1), (2); CREATE INDEX i ON t(a)")
	})
	commit(t, a)
	a.BeginTurn()
	put(t, a, "uncommitted", "v")
	c, err := a.Exec("SELECT a FROM t", nil)
	check(t, err)
	check(t, a.DeleteAll(DeleteAlarm))
	_, _, err = c.Next()
	wantSQLError(t, err, "SQLite query was canceled because the database was deleted.")
	if n, err := a.DatabaseSize(); n != 4096 || err != nil {
		t.Errorf("size: got %d, %v, want 4096", n, err)
	}
	put(t, a, "after", "v")
	check(t, a.RollbackTurn()) // brings back nothing
	wantGet(t, a, "after", "absent")
	wantGet(t, a, "uncommitted", "absent")
	wantGet(t, a, "k", "absent")
	wantQuery(t, a, "SELECT count(*) FROM sqlite_master", "0")
	wantGet(t, reopened(t, a), "k", "absent")
	put(t, a, "again", "v")
	commit(t, a)
	wantGet(t, a, "again", "v")
}

// TestDeleteAll_InTransaction is DO-STORAGE-37.
func TestDeleteAll_InTransaction(t *testing.T) {
	a := newActor(t)
	put(t, a, "k", "v")
	sp, err := a.Savepoint()
	check(t, err)
	if err := a.DeleteAll(DeleteAlarm); !errors.Is(err, ErrInTransaction) {
		t.Errorf("got %v, want ErrInTransaction", err)
	}
	check(t, sp.Release())
	wantGet(t, a, "k", "v")
}

// TestPin reads twice in a turn and then does what an open statement would forbid.
func TestPin(t *testing.T) {
	a := newActor(t)
	put(t, a, "k", "v")
	mustExec(t, a, "CREATE TABLE t(a)")
	commit(t, a)
	reads := func() {
		wantGet(t, a, "k", "v")
		wantGet(t, a, "k", "v")
		if !a.kv.pinned {
			t.Error("second read of a turn: not pinned")
		}
	}
	turn(t, a, func() {
		reads()
		mustExec(t, a, "PRAGMA foreign_keys = off")
		wantQuery(t, a, "PRAGMA foreign_keys", "0")
		mustExec(t, a, "DROP TABLE t")
	})
	commit(t, a)
	a.BeginTurn()
	reads()
	other := reopened(t, a)
	put(t, other, "k", "w")
	commit(t, other)
	put(t, a, "l", "v") // the snapshot that the reads held is given up first
	wantGet(t, a, "k", "w")
	check(t, a.EndTurn())
	commit(t, a)
	put(t, a, "k", "v")
	commit(t, a)
	turn(t, a, func() {
		reads()
		check(t, a.DeleteAll(DeleteAlarm))
	})
	if a.busy() || a.kv.pinned {
		t.Error("still busy after the turn")
	}
}
