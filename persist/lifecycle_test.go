package persist

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

var renameStep = Step{Kind: Renamed, Tag: "v2", From: "w-A", To: "w-B"}

var renamed = Lifecycle{Worker: "w", Steps: []Step{renameStep}, Live: map[string]string{"w-B": "sqlite"}}

// fillA makes the state of a class with two named objects and a unique one, and a file of each
// kind that lies beside an object or is named by it.
func fillA(t *testing.T, dir string) {
	t.Helper()
	s, err := Open(dir, Options{})
	check(t, err)
	n := s.Namespace("w-A")
	at := time.UnixMilli(9e12)
	for _, id := range []string{DeriveID("w-A", "x"), DeriveID("w-A", "y"), uniqueA} {
		a := n.Actor(id)
		a.BeginTurn()
		check(t, a.Put("n", []byte(id)))
		check(t, a.SetAlarm(&at))
		check(t, a.EndTurn())
		_, err := a.Commit()
		check(t, err)
	}
	for _, name := range []string{"x", "y"} {
		n.RememberName(DeriveID("w-A", name), name)
	}
	check(t, s.Close())
	x := DeriveID("w-A", "x")
	for _, name := range []string{"do/w-A/" + x + ".facets", "devdo/later/w-A/" + x + ".log", "devdo/later/w-Abc/" + x + ".log"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		check(t, os.MkdirAll(filepath.Dir(path), 0o777))
		check(t, os.WriteFile(path, []byte("text"), 0o666))
	}
}

var uniqueA = NewUniqueID("w-A")

// stateFiles lists everything under a state directory but backups, whose names have the time in them.
func stateFiles(t *testing.T, dir string) []string {
	t.Helper()
	var list []string
	check(t, fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if path == "devdo/backup" {
			return fs.SkipDir
		}
		if err == nil && !d.IsDir() {
			list = append(list, path)
		}
		return err
	}))
	return list
}

func runLifecycle(t *testing.T, dir string, l Lifecycle) []Outcome {
	t.Helper()
	s := openStore(t, dir, Options{})
	p, err := s.PlanLifecycle(l)
	check(t, err)
	outcomes, err := p.Run()
	check(t, err)
	return outcomes
}

// wantMoved checks that everything of w-A is w-B's.
func wantMoved(t *testing.T, dir string) {
	t.Helper()
	x, y := DeriveID("w-B", "x"), DeriveID("w-B", "y")
	want := []string{
		"devdo/aliases/w-B.json", "devdo/later/w-Abc/" + DeriveID("w-A", "x") + ".log", "devdo/later/w-B/" + x + ".log",
		"devdo/history/w-B/" + uniqueA + ".log", "devdo/history/w-B/" + x + ".log", "devdo/history/w-B/" + y + ".log",
		"devdo/migrations/w.json", "devdo/names/w-B.sqlite",
		"do/w-B/" + uniqueA + ".sqlite", "do/w-B/" + x + ".facets", "do/w-B/" + x + ".sqlite", "do/w-B/" + y + ".sqlite", "do/w-B/metadata.sqlite",
	}
	slices.Sort(want)
	if got := stateFiles(t, dir); !slices.Equal(got, want) {
		t.Errorf("got the files\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	n := openStore(t, dir, Options{}).Namespace("w-B")
	alarms, err := n.Alarms()
	check(t, err)
	got := map[string]string{}
	for _, a := range alarms {
		got[a.ID] = a.Name
	}
	if want := map[string]string{x: "x", y: "y", uniqueA: ""}; !maps.Equal(got, want) {
		t.Errorf("got the alarms %v, want %v", got, want)
	}
	names, err := n.Names()
	check(t, err)
	if want := map[string]string{x: "x", y: "y"}; !maps.Equal(names, want) {
		t.Errorf("got the names %v, want %v", names, want)
	}
	for old, id := range map[string]string{DeriveID("w-A", "x"): x, DeriveID("w-A", "y"): y, uniqueA: uniqueA} {
		if now, err := n.ParseID(strings.ToUpper(old)); now != id || err != nil {
			t.Errorf("the id %s: got %s, %v, want %s", old, now, err, id)
		}
		value, _, err := n.Actor(id).Get("n")
		if err != nil || string(value) != old {
			t.Errorf("the object %s: got %q, %v, want %q", id, value, err, old)
		}
	}
	if _, err := n.ParseID(DeriveID("w-C", "x")); err != ErrIDForeign {
		t.Errorf("an id of another class: got %v", err)
	}
}

func TestLifecycle_Renamed(t *testing.T) { // DO-MIG-13
	dir := t.TempDir()
	fillA(t, dir)
	outcomes := runLifecycle(t, dir, renamed)
	if len(outcomes) != 1 || outcomes[0].Result != Done || outcomes[0].Objects != 3 || outcomes[0].Kept != 1 {
		t.Fatalf("got %+v", outcomes)
	}
	wantMoved(t, dir)
	s := OpenView(outcomes[0].Backup)
	if ids, err := s.Objects("w-A"); err != nil || len(ids) != 3 {
		t.Errorf("the backup: got %v, %v, want three objects", ids, err)
	}
	if again := runLifecycle(t, dir, renamed); len(again) != 0 {
		t.Errorf("a second time: got %+v", again)
	}
}

// A process that ends anywhere in the middle of a step leaves it to the next one.
func TestLifecycle_Interrupted(t *testing.T) {
	// Each part is done by the same functions as the whole.
	parts := []struct {
		name string
		do   func(s *Store, m *move) error
	}{
		{"before anything was moved", func(*Store, *move) error { return nil }},
		{"after the directory was moved", func(s *Store, m *move) error {
			return os.Rename(s.namespaceDir("w-A"), s.namespaceDir("w-B"))
		}},
		{"after one file was renamed", func(s *Store, m *move) error {
			x := DeriveID("w-A", "x")
			return renameIDs(s.namespaceDir("w-B"), map[string]string{x: m.IDs[x]}, "")
		}},
		{"after all were", func(s *Store, m *move) error { return renameIDs(s.namespaceDir("w-B"), m.IDs, "") }},
		{"after the alarms were", func(s *Store, m *move) error { return s.moveAlarms(m) }},
		{"after our own files were moved", func(s *Store, m *move) error {
			return s.moveOwn("w-A", "w-B", filepath.Join(s.dir, m.Backup))
		}},
		{"after our own files were renamed", func(s *Store, m *move) error { return s.renameOwnIDs("w-B", m.IDs, "") }},
		{"after the names were", func(s *Store, m *move) error { return s.moveNames(m) }},
		{"after everything but the record", func(s *Store, m *move) error { return s.runMove(m) }},
	}
	for n, last := range parts {
		t.Run(last.name, func(t *testing.T) {
			dir := t.TempDir()
			fillA(t, dir)
			s, err := Open(dir, Options{})
			check(t, err)
			ids, err := listIDs(s.namespaceDir("w-A"))
			check(t, err)
			m, err := s.planMove(renameStep, ids)
			check(t, err)
			check(t, s.writeRecord(&record{Worker: "w", Pending: m}))
			for _, part := range parts[:n+1] {
				check(t, part.do(s, m))
			}
			check(t, s.Close())
			// Even a Worker that knows nothing of the step finishes it.
			outcomes := runLifecycle(t, dir, Lifecycle{Worker: "other"})
			if len(outcomes) != 1 || outcomes[0].Result != Finished {
				t.Fatalf("got %+v", outcomes)
			}
			check(t, os.Remove(filepath.Join(dir, "devdo", "migrations", "other.json")))
			wantMoved(t, dir)
			if again := runLifecycle(t, dir, renamed); len(again) != 0 {
				t.Errorf("the step itself: got %+v", again)
			}
		})
	}
}

// Another tool that runs in the middle of a move may make an object of its own: nothing of it is lost.
func TestLifecycle_InterruptedAndWritten(t *testing.T) {
	dir := t.TempDir()
	fillA(t, dir)
	s, err := Open(dir, Options{})
	check(t, err)
	ids, err := listIDs(s.namespaceDir("w-A"))
	check(t, err)
	m, err := s.planMove(renameStep, ids)
	check(t, err)
	check(t, s.writeRecord(&record{Worker: "w", Pending: m}))
	check(t, os.Rename(s.namespaceDir("w-A"), s.namespaceDir("w-B")))
	x := DeriveID("w-B", "x")
	check(t, s.Close())
	check(t, os.WriteFile(filepath.Join(dir, "do", "w-B", x+".sqlite"), []byte("other"), 0o666))
	if outcomes := runLifecycle(t, dir, renamed); len(outcomes) != 1 || outcomes[0].Result != Finished {
		t.Fatalf("got %+v", outcomes)
	}
	wantMoved(t, dir)
	kept := filepath.Join(dir, m.Backup, "replaced", "do", "w-B", x+".sqlite")
	if data, err := os.ReadFile(kept); err != nil || string(data) != "other" {
		t.Errorf("the other object: got %q, %v", data, err)
	}
}

// Wrangler makes the directory of the new class as soon as it starts, and a file for each object
// that is only asked something: neither is data.
func TestLifecycle_EmptyTarget(t *testing.T) {
	dir := t.TempDir()
	fillA(t, dir)
	s, err := Open(dir, Options{})
	check(t, err)
	check(t, s.Namespace("w-B").OpenMetadata())
	check(t, s.Namespace("w-B").Actor(DeriveID("w-B", "x")).Open())
	check(t, s.Close())
	if outcomes := runLifecycle(t, dir, renamed); len(outcomes) != 1 || outcomes[0].Result != Done {
		t.Fatalf("got %+v", outcomes)
	}
	wantMoved(t, dir)
}

// A database that another process has open is not moved under its feet.
func TestLifecycle_InUse(t *testing.T) {
	dir := t.TempDir()
	fillA(t, dir)
	other, err := Open(dir, Options{})
	check(t, err)
	check(t, other.Namespace("w-A").Actor(DeriveID("w-A", "x")).Put("n", []byte("newer")))
	outcomes := runLifecycle(t, dir, renamed)
	if len(outcomes) != 1 || outcomes[0].Result != Refused || !strings.Contains(outcomes[0].Reason, "another process is using do/w-A") {
		t.Fatalf("got %+v", outcomes)
	}
	check(t, other.Close())
	if outcomes := runLifecycle(t, dir, renamed); len(outcomes) != 1 || outcomes[0].Result != Done {
		t.Fatalf("got %+v", outcomes)
	}
}

// A process that was killed leaves write-ahead logs, which hold the newest data.
func TestLifecycle_AfterKill(t *testing.T) {
	dir := t.TempDir()
	fillA(t, dir)
	s, err := Open(dir, Options{})
	check(t, err)
	a := s.Namespace("w-A").Actor(DeriveID("w-A", "x"))
	check(t, a.Put("late", []byte("late")))
	_, err = a.Commit()
	check(t, err)
	killed := t.TempDir()
	check(t, os.CopyFS(killed, os.DirFS(dir)))
	check(t, s.Close())
	if outcomes := runLifecycle(t, killed, renamed); len(outcomes) != 1 || outcomes[0].Result != Done {
		t.Fatalf("got %+v", outcomes)
	}
	wantMoved(t, killed)
	value, _, err := openStore(t, killed, Options{}).Namespace("w-B").Actor(DeriveID("w-B", "x")).Get("late")
	if err != nil || string(value) != "late" {
		t.Errorf("got %q, %v", value, err)
	}
}

// A record that cannot be read stops the start before anything is touched.
func TestLifecycle_DamagedRecord(t *testing.T) {
	dir := t.TempDir()
	fillA(t, dir)
	path := filepath.Join(dir, "devdo", "migrations", "w.json")
	check(t, os.MkdirAll(filepath.Dir(path), 0o777))
	check(t, os.WriteFile(path, []byte("{"), 0o666))
	_, err := openStore(t, dir, Options{}).PlanLifecycle(renamed)
	if err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("got %v, want an error that names the file", err)
	}
}
