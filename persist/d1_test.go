package persist

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
)

// TestD1 is DO-DISK-32.
func TestD1(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir, Options{})
	db := s.D1("11111111-2222-3333-4444-555555555555")
	if !strings.Contains(db.Path(), "d1/miniflare-D1DatabaseObject/f023adf8") {
		t.Errorf("got path %s", db.Path())
	}
	results, err := db.Exec(
		D1Query{SQL: "CREATE TABLE t (x UNIQUE)"},
		D1Query{SQL: "-- nothing"},
		D1Query{SQL: "INSERT INTO t VALUES (?), (?)", Params: []Value{1.0, "b"}},
		D1Query{SQL: "SELECT x FROM t"},
	)
	check(t, err)
	if len(results) != 3 || results[1].Changes != 2 || results[1].LastRowID != 2 || fmt.Sprint(results[2].Rows) != "[[1] [b]]" {
		t.Errorf("got %+v", results)
	}
	_, err = db.Exec(D1Query{SQL: "DELETE FROM t"}, D1Query{SQL: "SELEC"})
	wantSQLError(t, err, `near "SELEC": syntax error at offset 0: SQLITE_ERROR`)
	if rows := d1Rows(t, db, "SELECT count(*) FROM t"); rows != "[[2]]" {
		t.Errorf("after a failure: got %s", rows)
	}
	if _, err := db.Exec(D1Query{SQL: " \n-- none"}); !errors.Is(err, ErrNoQueries) {
		t.Errorf("no queries: got %v", err)
	}
	if _, err := os.Stat(dir + "/devdo/history"); err == nil {
		t.Error("a history is kept of the database")
	}
}

func TestD1_ForeignKeys(t *testing.T) {
	db := openStore(t, t.TempDir(), Options{}).D1("db")
	_, err := db.Exec(D1Query{SQL: "CREATE TABLE p (id INTEGER PRIMARY KEY)"}, D1Query{SQL: "CREATE TABLE c (p REFERENCES p(id))"})
	check(t, err)
	_, err = db.Exec(D1Query{SQL: "PRAGMA defer_foreign_keys = ON"}, D1Query{SQL: "INSERT INTO c VALUES (1)"})
	if !errors.Is(err, ErrD1Reset) {
		t.Errorf("got %v, want %v", err, ErrD1Reset)
	}
	if rows := d1Rows(t, db, "SELECT count(*) FROM c"); rows != "[[0]]" {
		t.Errorf("got %s rows", rows)
	}
	if _, err := db.Exec(D1Query{SQL: "PRAGMA foreign_keys = OFF"}, D1Query{SQL: "INSERT INTO c VALUES (1)"}); err == nil {
		t.Error("foreign keys could be switched off")
	}
}

// TestD1_Order runs calls on goroutines; they take effect in the order in which they were enqueued.
func TestD1_Order(t *testing.T) {
	db := openStore(t, t.TempDir(), Options{}).D1("db")
	_, err := db.Exec(D1Query{SQL: "CREATE TABLE t (id INTEGER PRIMARY KEY, x)"})
	check(t, err)
	var all sync.WaitGroup
	for i := range 20 {
		call := db.Enqueue()
		all.Go(func() {
			if _, _, err := call.Run([]D1Query{{SQL: "INSERT INTO t (x) VALUES (?)", Params: []Value{float64(i)}}}, false); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if rows := d1Rows(t, db, "SELECT count(*) FROM t WHERE x = id - 1"); rows != "[[20]]" {
		t.Errorf("got %s in order", rows)
	}
}

func TestD1_Bookmark(t *testing.T) {
	db := openStore(t, t.TempDir(), Options{}).D1("db")
	var last string
	for range 3 {
		_, bookmark, err := db.Enqueue().Run([]D1Query{{SQL: "SELECT 1"}}, true)
		check(t, err)
		if _, ok := parseBookmark(bookmark); !ok || bookmark <= last {
			t.Errorf("got bookmark %q after %q", bookmark, last)
		}
		last = bookmark
	}
}

func d1Rows(t *testing.T, db *D1, sql string) string {
	t.Helper()
	results, err := db.Exec(D1Query{SQL: sql})
	check(t, err)
	return fmt.Sprint(results[len(results)-1].Rows)
}
