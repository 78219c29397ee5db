package persist

import (
	"bufio"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// serverDir names the environment variable that makes the test binary a server on a state directory.
const serverDir = "PERSIST_TEST_SERVER_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(serverDir); dir != "" {
		if err := serve(dir); err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// serve writes a state, says so, and holds the files until its input ends.
func serve(dir string) error {
	s, err := Open(dir, Options{})
	if err != nil {
		return err
	}
	n := s.Namespace(testKey)
	a := n.Actor(testID)
	a.SetName("foo")
	n.RememberName(testID, "foo")
	if _, err := n.Names(); err != nil { // writes them
		return err
	}
	_, err = a.Exec("CREATE TABLE t(a); INSERT INTO t VALUES (1), (2); CREATE VIEW v AS SELECT a + 1 AS b FROM t", nil)
	err = errors.Join(err, a.Put("k", []byte("v")), a.Put("l", nil), a.SetAlarm(&noon))
	if err != nil {
		return err
	}
	if _, err := a.Commit(); err != nil {
		return err
	}
	if err := a.Put("uncommitted", nil); err != nil {
		return err
	}
	fmt.Println("ready")
	if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
		return err
	}
	return s.Close()
}

// startServer runs serve in another process.
func startServer(t *testing.T, dir string) (stop func(), kill func()) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), serverDir+"="+dir)
	in, err := cmd.StdinPipe()
	check(t, err)
	out, err := cmd.StdoutPipe()
	check(t, err)
	check(t, cmd.Start())
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if strings.TrimSpace(line) != "ready" {
		t.Fatalf("server: %q, %v", line, err)
	}
	stop = func() { check(t, in.Close()); check(t, cmd.Wait()) }
	kill = func() { check(t, cmd.Process.Kill()); _ = cmd.Wait() }
	return stop, kill
}

// snapshot is every file under dir with its content.
func snapshot(t *testing.T, dir string) (out []string) {
	t.Helper()
	for _, name := range files(t, dir) {
		b, err := os.ReadFile(filepath.Join(dir, name))
		check(t, err)
		out = append(out, fmt.Sprintf("%s %x", name, sha256.Sum256(b)))
	}
	return out
}

// TestView reads the same from a running server's files, a killed one's, and a stopped one's, and
// leaves every file alone.
func TestView(t *testing.T) {
	states := map[string]func(t *testing.T, dir string){
		"running": func(t *testing.T, dir string) { startServer(t, dir) },
		"killed": func(t *testing.T, dir string) {
			_, kill := startServer(t, dir)
			kill()
		},
		"killed, no shm": func(t *testing.T, dir string) {
			_, kill := startServer(t, dir)
			kill()
			shm, err := filepath.Glob(filepath.Join(dir, "*", "*", "*-shm"))
			check(t, err)
			if len(shm) == 0 {
				t.Fatal("no -shm files")
			}
			for _, path := range shm {
				check(t, os.Remove(path))
			}
		},
		"stopped": func(t *testing.T, dir string) {
			stop, _ := startServer(t, dir)
			stop()
		},
	}
	for name, prepare := range states {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "a dir with ? and #")
			prepare(t, dir)
			before := snapshot(t, dir)
			testView(t, OpenView(dir))
			if after := snapshot(t, dir); !slices.Equal(before, after) {
				t.Errorf("files have changed:\nbefore %s\nafter  %s", strings.Join(before, "\n       "), strings.Join(after, "\n       "))
			}
		})
	}
}

func testView(t *testing.T, v *View) {
	keys, err := v.Namespaces()
	check(t, err)
	if fmt.Sprint(keys) != "["+testKey+"]" {
		t.Errorf("namespaces: got %v", keys)
	}
	objects, err := v.Objects(testKey)
	check(t, err)
	if len(objects) != 1 {
		t.Fatalf("got %d objects", len(objects))
	}
	o := objects[0]
	if o.ID != testID || o.Name != "foo" || o.Size < 4096 || o.Modified.IsZero() || o.Alarm == nil || !o.Alarm.Equal(noon) {
		t.Errorf("object: got %+v", o)
	}
	d, err := v.Object(testKey, testID)
	check(t, err)
	entries, err := d.Entries(ListOptions{})
	check(t, err)
	if got := fmt.Sprintf("%q", entries); got != `[{"k" "v"} {"l" ""}]` {
		t.Errorf("entries: got %s", got)
	}
	entries, err = d.Entries(ListOptions{Prefix: "k", Reverse: true, Limit: 1})
	check(t, err)
	if n, err := d.CountEntries(); n != 2 || err != nil || len(entries) != 1 {
		t.Errorf("got %d entries, %v, and %v", n, err, entries)
	}
	alarm, err := d.Alarm()
	check(t, err)
	if alarm == nil || !alarm.Equal(noon) {
		t.Errorf("alarm: got %v", alarm)
	}
	tables, err := d.Tables()
	check(t, err)
	if got := fmt.Sprint(tables); got != "[{t CREATE TABLE t(a) 2 <nil>} {v CREATE VIEW v AS SELECT a + 1 AS b FROM t 2 <nil>}]" {
		t.Errorf("tables: got %s", got)
	}
	rows, err := d.Query("SELECT a, a AS a FROM t", 1)
	check(t, err)
	if got := fmt.Sprint(*rows); got != "{[a a] [[1 1]] true}" {
		t.Errorf("query: got %s", got)
	}
	for _, sql := range []string{
		"INSERT INTO t VALUES (3)", "SELECT 1; SELECT 2", "SELEC", "", "SELECT ?", "ATTACH 'x.sqlite' AS x", "VACUUM INTO 'x.sqlite'",
		"PRAGMA journal_mode = DELETE",
	} {
		if _, err := d.Query(sql, 0); err == nil && !strings.HasPrefix(sql, "PRAGMA") {
			t.Errorf("%q: got no error", sql)
		}
	}
	check(t, d.Close())
	if exists("x.sqlite") {
		t.Error("a query made a file")
	}
}

// TestView_Nothing looks at what is not there.
func TestView_Nothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v3")
	v := OpenView(dir)
	if keys, err := v.Namespaces(); len(keys) != 0 || err != nil {
		t.Errorf("namespaces: got %v, %v", keys, err)
	}
	if objects, err := v.Objects(testKey); len(objects) != 0 || err != nil {
		t.Errorf("objects: got %v, %v", objects, err)
	}
	if _, err := v.Object(testKey, testID); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("object: got %v, want ErrNotExist", err)
	}
	if _, err := v.Objects("../x"); err == nil {
		t.Error("a key outside the directory: got no error")
	}
	if exists(dir) {
		t.Error("the directory was made")
	}
}

// TestView_Names finds names in the alarm index and in the table of wrangler's explorer (DO-DISK-14).
func TestView_Names(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir, Options{})
	n := s.Namespace(testKey)
	names := []string{"explorer", "alarm", "remembered"}
	for _, name := range names {
		check(t, n.Actor(DeriveID(testKey, name)).Open())
	}
	check(t, n.Actor(NewUniqueID(testKey)).Open())
	explorer := n.Actor(DeriveID(testKey, "explorer"))
	mustExec(t, explorer, "CREATE TABLE __miniflare_do_name (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO __miniflare_do_name VALUES (1, 'explorer')")
	commit(t, explorer)
	check(t, n.SetAlarmRecord(DeriveID(testKey, "alarm"), noon, "alarm"))
	n.RememberName(DeriveID(testKey, "remembered"), "remembered")
	check(t, s.Close())
	objects, err := OpenView(dir).Objects(testKey)
	check(t, err)
	var got []string
	for _, o := range objects {
		got = append(got, o.Name)
	}
	if fmt.Sprintf("%q", got) != `["alarm" "explorer" "remembered" ""]` {
		t.Errorf("got %q", got)
	}
}

// TestView_Broken names the broken file.
func TestView_Broken(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "do", testKey, testID+".sqlite")
	check(t, os.MkdirAll(filepath.Dir(path), 0o777))
	check(t, os.WriteFile(path, []byte("dear diary"), 0o666))
	v := OpenView(dir)
	if objects, err := v.Objects(testKey); len(objects) != 1 || err != nil {
		t.Errorf("objects: got %v, %v; want it listed", objects, err)
	}
	var e *FileError
	if _, err := v.Object(testKey, testID); !errors.As(err, &e) || e.Path != path {
		t.Errorf("got %v, want a FileError naming %s", err, path)
	}
}
