package persist

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/devdo/devdo/persist/internal/sqlite"
)

// files lists what is in dir, relative and in order.
func files(t testing.TB, dir string) []string {
	t.Helper()
	var out []string
	check(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		out = append(out, filepath.ToSlash(rel))
		return err
	}))
	slices.Sort(out)
	return out
}

// TestLayout is DO-DISK-2, 4 and 6.
func TestLayout(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, filepath.Join(dir, "v3"), Options{})
	n := s.Namespace(testKey)
	a := n.Actor(testID)
	if ids, err := n.IDs(); len(ids) != 0 || err != nil {
		t.Errorf("ids of nothing: got %v, %v", ids, err)
	}
	if alarms, err := n.Alarms(); len(alarms) != 0 || err != nil {
		t.Errorf("alarms of nothing: got %v, %v", alarms, err)
	}
	if got := files(t, dir); len(got) != 0 {
		t.Errorf("before any use: %v", got)
	}
	check(t, a.Open())
	check(t, n.OpenMetadata())
	if ids, err := n.IDs(); fmt.Sprint(ids) != "["+testID+"]" || err != nil {
		t.Errorf("ids: got %v, %v", ids, err)
	}
	n.RememberName(testID, "foo")
	check(t, s.Close())
	check(t, s.Close())
	want := []string{
		"v3/devdo/names/" + testKey + ".sqlite",
		"v3/do/" + testKey + "/" + testID + ".sqlite",
		"v3/do/" + testKey + "/metadata.sqlite",
	}
	if got := files(t, dir); !slices.Equal(got, want) {
		t.Errorf("after a clean end:\ngot  %v\nwant %v", got, want)
	}
}

// TestFileFormat is DO-DISK-10 to 12.
func TestFileFormat(t *testing.T) {
	a := newActor(t)
	put(t, a, "k", "v")
	_, err := a.NextBookmark()
	check(t, err)
	commit(t, a)
	read := func(sql string) (text string) {
		check(t, a.db.query(sql, func(s *sqlite.Stmt) { text += s.Text(0) }))
		return text
	}
	for sql, want := range map[string]string{
		"PRAGMA journal_mode": "wal", "PRAGMA page_size": "4096", "PRAGMA encoding": "UTF-8",
		"PRAGMA user_version": "0", "PRAGMA application_id": "0", "PRAGMA foreign_keys": "1", "PRAGMA synchronous": "1",
		"SELECT typeof(value) FROM _cf_METADATA WHERE key = 2": "integer",
		"SELECT typeof(key) || typeof(value) FROM _cf_KV":      "textblob",
	} {
		if got := read(sql); got != want {
			t.Errorf("%s: got %q, want %q", sql, got, want)
		}
	}
}

func TestDurability_Full(t *testing.T) {
	a := openStore(t, t.TempDir(), Options{Durability: Full}).Namespace(testKey).Actor(testID)
	check(t, a.Open())
	check(t, a.db.query("PRAGMA synchronous", func(s *sqlite.Stmt) {
		if got := s.Int(0); got != 2 {
			t.Errorf("synchronous: got %d, want 2", got)
		}
	}))
}

// TestMaxOpen closes the least recently used, but nothing that is in a transaction or being read.
func TestMaxOpen(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{MaxOpen: 2})
	n := s.Namespace(testKey)
	actor := func(name string) *Actor { return n.Actor(DeriveID(testKey, name)) }
	dirty, reading := actor("dirty"), actor("reading")
	put(t, dirty, "k", "v")
	mustExec(t, reading, "CREATE TABLE t(a); INSERT INTO t VALUES (1), (2)")
	commit(t, reading)
	c, err := reading.Exec("SELECT a FROM t", nil)
	check(t, err)
	idle := make([]*Actor, 5)
	for i := range idle {
		idle[i] = actor(fmt.Sprint(i))
		put(t, idle[i], "k", fmt.Sprint(i))
		commit(t, idle[i])
	}
	open := 0
	for _, a := range idle {
		if a.db != nil {
			open++
		}
	}
	if dirty.db == nil || reading.db == nil || open != 1 {
		t.Errorf("open: dirty %v, reading %v, %d idle; want true, true, 1", dirty.db != nil, reading.db != nil, open)
	}
	rows, err := drain(c)
	check(t, err)
	if len(rows) != 2 {
		t.Errorf("got %d rows, want 2", len(rows))
	}
	for i, a := range idle { // opened again without being asked
		wantGet(t, a, "k", fmt.Sprint(i))
	}
	commit(t, dirty)
	wantGet(t, dirty, "k", "v")
}

// TestConcurrentActors hammers a small store from several goroutines.
func TestConcurrentActors(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{MaxOpen: 3})
	n := s.Namespace(testKey)
	const workers, rounds = 8, 40
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			a := n.Actor(DeriveID(testKey, fmt.Sprint(w)))
			for i := range rounds {
				a.BeginTurn()
				if err := a.Put("n", fmt.Append(nil, i)); err != nil {
					t.Error(err)
				}
				if err := a.SetAlarm(&noon); err != nil {
					t.Error(err)
				}
				if err := a.EndTurn(); err != nil {
					t.Error(err)
				}
				if _, err := a.Commit(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	for w := range workers {
		wantGet(t, n.Actor(DeriveID(testKey, fmt.Sprint(w))), "n", fmt.Sprint(rounds-1))
	}
	alarms, err := n.Alarms()
	check(t, err)
	if len(alarms) != workers {
		t.Errorf("got %d alarms, want %d", len(alarms), workers)
	}
}

// TestBrokenFiles names the file and leaves it as it is.
func TestBrokenFiles(t *testing.T) {
	corrupt := func(t *testing.T, path string) {
		a := newActor(t)
		for i := range 200 {
			put(t, a, fmt.Sprint(i), strings.Repeat("x", 1000))
		}
		commit(t, a)
		check(t, a.Close())
		b, err := os.ReadFile(a.path)
		check(t, err)
		for i := 4096; i < len(b); i++ {
			b[i] = 0xa5
		}
		check(t, os.WriteFile(path, b, 0o666))
	}
	text := func(t *testing.T, path string) { check(t, os.WriteFile(path, []byte("dear diary"), 0o666)) }
	long := func(t *testing.T, path string) {
		check(t, os.WriteFile(path, []byte(strings.Repeat("dear diary ", 1000)), 0o666))
	}
	for name, write := range map[string]func(*testing.T, string){"corrupt": corrupt, "short": text, "long": long} {
		t.Run(name, func(t *testing.T) {
			a := newActor(t)
			check(t, os.MkdirAll(filepath.Dir(a.path), 0o777))
			write(t, a.path)
			before, err := os.ReadFile(a.path)
			check(t, err)
			_, _, err = a.Get("1")
			var e *FileError
			if !errors.As(err, &e) || e.Path != a.path || !strings.Contains(err.Error(), fmt.Sprintf("%q", a.path)) {
				t.Errorf("got error %v, want a FileError naming %s", err, a.path)
			}
			if err := a.Put("1", nil); !errors.As(err, &e) {
				t.Errorf("put: got %v, want a FileError", err)
			}
			if name != "corrupt" && a.DeleteAll(DeleteAlarm) == nil { // a corrupt one may be wiped
				t.Error("wiped a file of another kind")
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

// TestBadKeys never leaves the state directory.
func TestBadKeys(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, filepath.Join(dir, "v3"), Options{})
	for _, key := range []string{"", ".", "..", "../x", "a/b", `a\b`, "a\x00b"} {
		n := s.Namespace(key)
		n.RememberName(testID, "foo")
		if err := n.Actor(testID).Open(); err == nil {
			t.Errorf("key %q: opened an actor", key)
		}
		if err := n.OpenMetadata(); err == nil {
			t.Errorf("key %q: opened metadata", key)
		}
		if _, err := n.Names(); err == nil {
			t.Errorf("key %q: opened names", key)
		}
	}
	for _, id := range []string{"", "metadata", strings.Repeat("F", 64), "../../../" + testID} {
		if err := s.Namespace(testKey).Actor(id).Open(); err == nil {
			t.Errorf("id %q: opened", id)
		}
	}
	check(t, s.Close())
	if got := files(t, dir); len(got) != 0 {
		t.Errorf("made %v", got)
	}
}

// TestNames survive a restart and are read back before they are written.
func TestNames(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir, Options{})
	n := s.Namespace(testKey)
	other := DeriveID(testKey, "")
	n.RememberName(testID, "foo")
	n.RememberName(testID, "foo")
	names, err := n.Names()
	check(t, err)
	if fmt.Sprint(names) != fmt.Sprint(map[string]string{testID: "foo"}) {
		t.Errorf("got %v", names)
	}
	n.RememberName(other, "")
	check(t, s.Close())
	names, err = openStore(t, dir, Options{}).Namespace(testKey).Names()
	check(t, err)
	if fmt.Sprint(names) != fmt.Sprint(map[string]string{testID: "foo", other: ""}) {
		t.Errorf("after a restart: got %v", names)
	}
}

// TestActor_OneHandle gives one handle for an id as long as somebody holds it, and no longer.
func TestActor_OneHandle(t *testing.T) {
	n := openStore(t, t.TempDir(), Options{}).Namespace(testKey)
	if a, b := n.Actor(testID), n.Actor(testID); a != b {
		t.Error("two handles for one id")
	}
	for i := range 100 {
		n.Actor(DeriveID(testKey, fmt.Sprint(i)))
	}
	for range 100 {
		runtime.GC()
		n.mu.Lock()
		left := len(n.actors)
		n.mu.Unlock()
		if left == 0 {
			return
		}
		runtime.Gosched()
	}
	t.Error("handles nobody holds are kept")
}

// TestCursor_Collected ends the statement of a cursor that the script has forgotten.
func TestCursor_Collected(t *testing.T) {
	a := newActor(t)
	mustExec(t, a, "CREATE TABLE t(a); INSERT INTO t VALUES (1), (2)")
	commit(t, a)
	a.BeginTurn()
	_, err := a.Exec("SELECT a FROM t", nil)
	check(t, err)
	check(t, a.EndTurn())
	for range 1000 {
		runtime.GC()
		a.mu.Lock()
		busy := a.busy()
		a.mu.Unlock()
		if !busy {
			mustExec(t, a, "DROP TABLE t")
			return
		}
		runtime.Gosched()
	}
	t.Error("the cursor's statement is still open")
}
