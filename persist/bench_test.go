package persist

import (
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"
)

func benchActor(b *testing.B) *Actor {
	s, err := Open(b.TempDir(), Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := s.Close(); err != nil {
			b.Error(err)
		}
	})
	return s.Namespace("w-A").Actor(strings.Repeat("0", 64))
}

func benchKeys() []string {
	keys := make([]string, 1000)
	for i := range keys {
		keys[i] = "key-" + strconv.Itoa(i)
	}
	return keys
}

func BenchmarkPut(b *testing.B) {
	a, keys, value := benchActor(b), benchKeys(), make([]byte, 32)
	a.BeginTurn()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if err := a.Put(keys[i%len(keys)], value); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkGet(b *testing.B) {
	a, keys := benchActor(b), benchKeys()
	for _, k := range keys {
		if err := a.Put(k, make([]byte, 32)); err != nil {
			b.Fatal(err)
		}
	}
	if _, err := a.Commit(); err != nil {
		b.Fatal(err)
	}
	a.BeginTurn()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, _, err := a.Get(keys[i%len(keys)]); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkGetTurn is a turn with one read, which bears the cost of SQLite's locks alone.
func BenchmarkGetTurn(b *testing.B) {
	a := benchActor(b)
	if err := a.Put("key", make([]byte, 32)); err != nil {
		b.Fatal(err)
	}
	if _, err := a.Commit(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		a.BeginTurn()
		if _, _, err := a.Get("key"); err != nil {
			b.Fatal(err)
		}
		if err := a.EndTurn(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCommit is a whole turn with one write and its commit.
func BenchmarkCommit(b *testing.B) {
	a, value := benchActor(b), make([]byte, 32)
	b.ReportAllocs()
	for b.Loop() {
		a.BeginTurn()
		if err := a.Put("key", value); err != nil {
			b.Fatal(err)
		}
		if err := a.EndTurn(); err != nil {
			b.Fatal(err)
		}
		if _, err := a.Commit(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkHistory is what the history adds to a turn with one write and its commit.
func BenchmarkHistory(b *testing.B) {
	for _, kept := range []bool{false, true} {
		b.Run(map[bool]string{false: "none", true: "kept"}[kept], func(b *testing.B) {
			a := benchActor(b)
			if err := a.Open(); err != nil {
				b.Fatal(err)
			}
			if !kept {
				a.stopHistory(errors.New("none is wanted"))
			}
			for i := 0; b.Loop(); i++ {
				a.BeginTurn()
				err := errors.Join(a.Put("key", strconv.AppendInt(nil, int64(i), 10)), a.EndTurn())
				if _, commitErr := a.Commit(); err != nil || commitErr != nil {
					b.Fatal(err, commitErr)
				}
			}
		})
	}
}

// BenchmarkBookmark names a state after each write.
func BenchmarkBookmark(b *testing.B) {
	a, keys := benchActor(b), benchKeys()
	for i := 0; b.Loop(); i++ {
		err := a.Put(keys[i%len(keys)], strconv.AppendInt(nil, int64(i), 10))
		name, nameErr := a.NextBookmark()
		_, commitErr := a.Commit()
		if err := errors.Join(err, nameErr, commitErr, a.NameState(name)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkGroupCommit is a turn of 64 that share one commit, each with its own savepoint.
func BenchmarkGroupCommit(b *testing.B) {
	a, value := benchActor(b), make([]byte, 32)
	for i := 0; b.Loop(); i++ {
		a.BeginTurn()
		if err := a.Put("key", value); err != nil {
			b.Fatal(err)
		}
		if err := a.EndTurn(); err != nil {
			b.Fatal(err)
		}
		if i%64 != 63 {
			continue
		}
		if _, err := a.Commit(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkExecSelect(b *testing.B) {
	a := benchActor(b)
	mustExec(b, a, "CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT)")
	mustExec(b, a, "INSERT INTO t VALUES (1, 'one'), (2, 'two')")
	b.ReportAllocs()
	for b.Loop() {
		mustExec(b, a, "SELECT id, name FROM t WHERE id = ?", 1.0)
	}
}

func BenchmarkExecInsert(b *testing.B) {
	a := benchActor(b)
	mustExec(b, a, "CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT)")
	b.ReportAllocs()
	for b.Loop() {
		mustExec(b, a, "INSERT INTO t(name) VALUES (?)", "name")
	}
}

// BenchmarkExecCursor reads 1,000 rows.
func BenchmarkExecCursor(b *testing.B) {
	a := benchActor(b)
	mustExec(b, a, "CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT)")
	mustExec(b, a, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) INSERT INTO t SELECT i, 'name ' || i FROM n")
	b.ReportAllocs()
	for b.Loop() {
		mustExec(b, a, "SELECT id, name FROM t")
	}
}

func BenchmarkSetAlarm(b *testing.B) {
	a := benchActor(b)
	t := time.Now()
	for b.Loop() {
		t = t.Add(time.Second)
		if err := a.SetAlarm(&t); err != nil {
			b.Fatal(err)
		}
		if _, err := a.Commit(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkColdOpen opens and closes an object's existing database.
func BenchmarkColdOpen(b *testing.B) {
	a := benchActor(b)
	for b.Loop() {
		if err := a.Open(); err != nil {
			b.Fatal(err)
		}
		if err := a.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCreate makes an object's database.
func BenchmarkCreate(b *testing.B) {
	n := benchActor(b).ns
	for b.Loop() {
		if err := n.Actor(NewUniqueID("w-A")).Open(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDeleteAll(b *testing.B) {
	a := benchActor(b)
	for b.Loop() {
		if err := a.Put("key", nil); err != nil {
			b.Fatal(err)
		}
		if err := a.DeleteAll(DeleteAlarm); err != nil {
			b.Fatal(err)
		}
	}
}
