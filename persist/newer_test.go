package persist

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/devdo/devdo/persist/internal/sqlite"
)

// A database that a newer wrangler has written: with tables, columns and keys that nobody here
// knows. Everything goes on, and what is not known is kept. DO-DISK-12, 13, 14.
func TestNewerFiles(t *testing.T) {
	dir := t.TempDir()
	object := filepath.Join(dir, "do", testKey, testID+dbSuffix)
	index := filepath.Join(dir, "do", testKey, metadataFile)
	prepare(t, object, `
		CREATE TABLE _cf_KV (key TEXT PRIMARY KEY, value BLOB, later INTEGER DEFAULT 7) WITHOUT ROWID;
		INSERT INTO _cf_KV VALUES ('a', x'ff0f4902', 1);
		CREATE TABLE _cf_METADATA (key INTEGER PRIMARY KEY, value BLOB, later INTEGER DEFAULT 7);
		INSERT INTO _cf_METADATA (key, value) VALUES (1, 8000000000000000000), (2, 5), (99, 'future');
		CREATE TABLE _cf_EXTERNALS (key TEXT, idx INTEGER, token BLOB);
		INSERT INTO _cf_EXTERNALS VALUES ('other', 0, x'00');
		CREATE TABLE _cf_FUTURE (x);
		INSERT INTO _cf_FUTURE VALUES (1);
		CREATE TABLE __miniflare_do_name (id INTEGER PRIMARY KEY, name TEXT);
		INSERT INTO __miniflare_do_name VALUES (1, 'foo')`)
	prepare(t, index, `
		CREATE TABLE _cf_ALARM (actor_id TEXT PRIMARY KEY, scheduled_time INTEGER, actor_name TEXT, later TEXT) WITHOUT ROWID;
		INSERT INTO _cf_ALARM VALUES ('`+testID+`', 8000000000000000000, 'foo', 'x');
		CREATE TABLE _cf_FUTURE (x)`)

	s, err := Open(dir, Options{})
	check(t, err)
	n := s.Namespace(testKey)
	alarms, err := n.Alarms()
	if err != nil || len(alarms) != 1 || alarms[0].Name != "foo" {
		t.Errorf("got the alarms %v, %v", alarms, err)
	}
	a := n.Actor(testID)
	if at, err := a.Alarm(); err != nil || at.UnixNano() != 8e18 {
		t.Errorf("got the alarm %v, %v", at, err)
	}
	at := time.Unix(9e9, 0)
	check(t, a.SetAlarm(&at))
	for _, key := range []string{"a", "b"} {
		check(t, a.Put(key, []byte("new")))
	}
	if next, err := a.NextBookmark(); err != nil || next != "00000000-00000006-00000000-00000000000000000000000000000000" {
		t.Errorf("got the bookmark %s, %v", next, err)
	}
	mustExec(t, a, "CREATE TABLE mine (x)")
	_, err = a.Commit()
	check(t, err)
	check(t, s.Close())

	wantInt(t, object, "SELECT count(*) FROM _cf_EXTERNALS", 1)
	wantInt(t, object, "SELECT count(*) FROM _cf_FUTURE", 1)
	wantInt(t, object, "SELECT value = 'future' FROM _cf_METADATA WHERE key = 99", 1)
	wantInt(t, object, "SELECT later FROM _cf_KV WHERE key = 'a'", 1)
	wantInt(t, object, "SELECT later FROM _cf_KV WHERE key = 'b'", 7)
	wantInt(t, object, "SELECT count(*) FROM __miniflare_do_name", 1)
	wantInt(t, index, "SELECT scheduled_time = 9000000000000000000 AND later = 'x' FROM _cf_ALARM", 1)
}

// The layout of a state directory says nothing of the kind of a class. DO-DISK-5.
func TestKindsShareAFormat(t *testing.T) {
	a := newActor(t)
	check(t, a.Put("a", []byte("kv")))
	mustExec(t, a, "CREATE TABLE t (x)")
	if tables := mustExec(t, a, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"); len(tables) != 2 {
		t.Errorf("got the tables %v, want _cf_KV beside t", tables)
	}
}

// prepare makes a database with SQL of another program.
func prepare(t *testing.T, path, sql string) {
	t.Helper()
	db, err := openDatabase(path, Normal)
	check(t, err)
	check(t, db.conn.Exec(sql))
	check(t, db.close())
}

func wantInt(t *testing.T, path, sql string, want int64) {
	t.Helper()
	db, err := openReadOnly(path)
	check(t, err)
	got := int64(-1)
	if err := db.query(sql, func(s *sqlite.Stmt) { got = s.Int(0) }); err != nil || got != want {
		t.Errorf("%s: got %d, %v, want %d", sql, got, err, want)
	}
	check(t, db.close())
}

// TestNewerFormat: a file of a format that this SQLite cannot read is named and left as it is; one that it may
// only read can be read, and says so when written to.
func TestNewerFormat(t *testing.T) {
	for name, at := range map[string]int64{"read": 19, "write": 18} {
		t.Run(name, func(t *testing.T) {
			a := newActor(t)
			put(t, a, "k", "v")
			commit(t, a)
			check(t, a.Close())
			before, err := os.ReadFile(a.path)
			check(t, err)
			before[at] = 9
			check(t, os.WriteFile(a.path, before, 0o666))
			if value, _, err := a.Get("k"); (err != nil) != (name == "read") || err == nil && string(value) != "v" {
				t.Errorf("get: got %q, %v", value, err)
			}
			if err := a.Put("k", []byte("w")); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("%q", a.path)) {
				t.Errorf("put: got error %v, want one that names %s", err, a.path)
			}
			check(t, a.Close())
			after, err := os.ReadFile(a.path)
			check(t, err)
			if string(before) != string(after) {
				t.Error("the file has changed")
			}
		})
	}
}
