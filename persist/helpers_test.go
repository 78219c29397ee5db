package persist

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

const testKey = "my-worker-SqlDO"

var testID = DeriveID(testKey, "foo")

// openStore opens a store in a new directory and closes it at the end of the test.
func openStore(t testing.TB, dir string, o Options) *Store {
	t.Helper()
	s, err := Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error("close store:", err)
		}
	})
	return s
}

func newActor(t testing.TB) *Actor {
	t.Helper()
	return openStore(t, t.TempDir(), Options{}).Namespace(testKey).Actor(testID)
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// wantSQLError checks that err is the error a script sees, with this message.
func wantSQLError(t testing.TB, err error, message string) {
	t.Helper()
	var e *SQLError
	if !errors.As(err, &e) {
		t.Fatalf("got error %v (%T), want *SQLError %q", err, err, message)
	}
	if e.Message != message {
		t.Errorf("got  %q\nwant %q", e.Message, message)
	}
}

func mustExec(t testing.TB, a *Actor, query string, args ...any) [][]any {
	t.Helper()
	rows, err := execSQL(a, query, args...)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return rows
}

func execSQL(a *Actor, query string, args ...any) ([][]any, error) {
	c, err := a.Exec(query, args)
	if err != nil {
		return nil, err
	}
	return drain(c)
}

func drain(c *Cursor) ([][]any, error) {
	var rows [][]any
	for {
		row, ok, err := c.Next()
		if err != nil || !ok {
			return rows, err
		}
		rows = append(rows, row)
	}
}

// query runs query and returns its rows as text: values by comma, rows by semicolon.
func query(t testing.TB, a *Actor, query string, args ...any) string {
	t.Helper()
	var out []string
	for _, row := range mustExec(t, a, query, args...) {
		var values []string
		for _, v := range row {
			values = append(values, fmt.Sprint(v))
		}
		out = append(out, strings.Join(values, ","))
	}
	return strings.Join(out, ";")
}

func wantQuery(t testing.TB, a *Actor, sql, want string) {
	t.Helper()
	if got := query(t, a, sql); got != want {
		t.Errorf("%s: got %q, want %q", sql, got, want)
	}
}

func wantGet(t testing.TB, a *Actor, key, want string) {
	t.Helper()
	v, ok, err := a.Get(key)
	check(t, err)
	got := string(v)
	if !ok {
		got = "absent"
	}
	if got != want {
		t.Errorf("get %q: got %q, want %q", key, got, want)
	}
}

func put(t testing.TB, a *Actor, key, value string) {
	t.Helper()
	check(t, a.Put(key, []byte(value)))
}

func commit(t testing.TB, a *Actor) Committed {
	t.Helper()
	c, err := a.Commit()
	check(t, err)
	return c
}

// turn runs fn as a turn that ends well.
func turn(t testing.TB, a *Actor, fn func()) {
	t.Helper()
	a.BeginTurn()
	fn()
	check(t, a.EndTurn())
}
