package persist

import (
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/devdo/devdo/persist/internal/sqlite"
)

// historyBench is an object whose history is followed, and the clock it sees.
type historyBench struct {
	*testing.T
	dir   string
	opts  Options
	store *Store
	a     *Actor
	now   time.Time
}

func newHistory(t *testing.T, opts Options) *historyBench {
	b := &historyBench{T: t, dir: t.TempDir(), opts: opts, now: time.UnixMilli(1_800_000_000_000)}
	b.opts.Now = func() time.Time { return b.now }
	b.open()
	t.Cleanup(func() { check(t, b.store.Close()) })
	return b
}

func (b *historyBench) open() {
	store, err := Open(b.dir, b.opts)
	check(b, err)
	b.store, b.a = store, store.Namespace(testKey).Actor(testID)
	check(b, b.a.Start())
}

// reopen ends the process and starts another.
func (b *historyBench) reopen() {
	b.Helper()
	check(b, b.store.Close())
	b.open()
}

// restart starts the object again, as ctx.abort() makes it.
func (b *historyBench) restart() {
	b.Helper()
	check(b, b.a.Start())
	if b.a.Dirty() {
		commit(b, b.a)
	}
}

func (b *historyBench) pass(d time.Duration) { b.now = b.now.Add(d) }

func (b *historyBench) put(key, value string) {
	b.Helper()
	turn(b, b.a, func() { put(b, b.a, key, value) })
	commit(b, b.a)
}

func (b *historyBench) bookmark() string {
	b.Helper()
	name, err := b.a.NextBookmark()
	check(b, err)
	commit(b, b.a)
	check(b, b.a.NameState(name))
	return name
}

func (b *historyBench) forTime(t time.Time) string {
	b.Helper()
	name, err := b.a.BookmarkForTime(t)
	check(b, err)
	return name
}

func (b *historyBench) restore(name string) (undo string) {
	b.Helper()
	undo, err := b.a.RestoreBookmark(name)
	check(b, err)
	b.restart()
	return undo
}

// dump is everything that the object holds, but for the counter of its bookmarks.
func (b *historyBench) dump() string {
	b.Helper()
	check(b, b.a.Open())
	var out strings.Builder
	var tables []string
	check(b, b.a.db.query(`SELECT name, sql FROM sqlite_master WHERE type = 'table' OR type = 'index' ORDER BY name`, func(s *sqlite.Stmt) {
		if s.Text(0) != "_cf_METADATA" {
			fmt.Fprintln(&out, s.Text(0), s.Text(1))
		}
		if !strings.HasPrefix(s.Text(1), "CREATE INDEX") && s.Text(1) != "" {
			tables = append(tables, s.Text(0))
		}
	}))
	for _, table := range tables {
		sql := "SELECT * FROM " + quoteName(table) + " ORDER BY 1"
		if table == "_cf_METADATA" {
			sql = "SELECT key, value FROM _cf_METADATA WHERE key = 1 AND value IS NOT NULL"
		}
		check(b, b.a.db.query(sql, func(s *sqlite.Stmt) {
			fmt.Fprint(&out, table)
			for i := range s.Columns() {
				v := s.Value(i)
				if blob, ok := v.([]byte); ok {
					fmt.Fprintf(&out, " %q", blob[:min(len(blob), 100)])
					fmt.Fprint(&out, crc32.ChecksumIEEE(blob))
				} else {
					fmt.Fprint(&out, " ", v)
				}
			}
			fmt.Fprintln(&out)
		}))
	}
	return out.String()
}

// TestHistory_Property writes at random, in every way there is, and goes back to every bookmark.
func TestHistory_Property(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(seed, 1))
			b := newHistory(t, Options{})
			thin := seed%2 == 1
			states := map[string]string{}
			var names []string
			for range 40 {
				randomWrites(b, random)
				if thin && random.IntN(3) == 0 {
					b.thin(random)
				}
				if random.IntN(2) == 0 {
					name := b.bookmark()
					if len(names) > 0 && name <= names[len(names)-1] {
						t.Fatalf("bookmark %s comes after %s", name, names[len(names)-1])
					}
					names = append(names, name)
					states[name] = b.dump()
				}
			}
			for range 20 {
				name := names[random.IntN(len(names))]
				before := b.dump()
				undo := b.restore(name)
				if got, want := b.dump(), states[name]; got != want {
					t.Fatalf("restored %s:\ngot\n%.500s\nwant\n%.500s", name, got, want)
				}
				states[undo] = before
				names = append(names, undo)
				if random.IntN(3) == 0 {
					randomWrites(b, random)
				}
				if random.IntN(5) == 0 {
					b.reopen()
				}
			}
			check(t, b.a.Open())
			wantQuery(t, b.a, "PRAGMA quick_check", "ok")
		})
	}
}

// thin leaves out states that no bookmark names, after some time.
func (b *historyBench) thin(random *rand.Rand) {
	b.Helper()
	h := &b.a.hist
	check(b, b.a.Open())
	check(b, b.a.ensureFollowing())
	b.pass(time.Duration(random.IntN(100)) * time.Second)
	b.put("later", "x")
	b.pass(time.Millisecond)
	b.put("later", "y")
	check(b, h.file.Thin())
}

func randomWrites(b *historyBench, random *rand.Rand) {
	b.pass(time.Duration(random.IntN(50)) * time.Millisecond)
	switch random.IntN(14) {
	case 0:
		b.reopen()
	case 1:
		check(b, b.a.Close())
	case 2:
		check(b, b.a.DeleteAll(AlarmOnWipe(random.IntN(2) == 0)))
		commit(b, b.a)
	case 3:
		turn(b, b.a, func() { put(b, b.a, "undone", "x") })
		check(b, b.a.Rollback())
	case 4:
		at := b.now.Add(time.Hour)
		check(b, b.a.SetAlarm(&at))
		commit(b, b.a)
	case 5:
		mustExec(b, b.a, "DROP TABLE IF EXISTS big")
		commit(b, b.a)
	case 6:
		mustExec(b, b.a, "CREATE TABLE IF NOT EXISTS big(id INTEGER PRIMARY KEY, data)")
		mustExec(b, b.a, "INSERT INTO big(data) SELECT randomblob(3000) FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT ?) SELECT i FROM n)", float64(1+random.IntN(100)))
		commit(b, b.a)
	case 7: // several make a checkpoint
		for i := range 300 {
			b.put("busy", fmt.Sprint(i))
			if i%100 == 0 {
				b.pass(time.Millisecond)
			}
		}
	case 8:
		mustExec(b, b.a, "CREATE TABLE IF NOT EXISTS t(a, b); CREATE INDEX IF NOT EXISTS i ON t(b); DELETE FROM t WHERE a < ?", float64(random.IntN(50)))
		commit(b, b.a)
	case 9:
		mustExec(b, b.a, "CREATE TABLE IF NOT EXISTS t(a, b)")
		for range 20 {
			mustExec(b, b.a, "INSERT INTO t VALUES (?, ?)", float64(random.IntN(100)), strings.Repeat("x", random.IntN(500)))
		}
		commit(b, b.a)
	case 10:
		mustExec(b, b.a, "CREATE VIRTUAL TABLE IF NOT EXISTS f USING fts5(x)")
		mustExec(b, b.a, "INSERT INTO f VALUES (?)", fmt.Sprint("word", random.IntN(1000)))
		commit(b, b.a)
	default:
		b.put(fmt.Sprint("key", random.IntN(20)), strings.Repeat("v", random.IntN(9000)))
	}
}

// TestHistory_Times finds the state of every moment, before, between and after writes, exactly
// because these are no more than one millisecond apart (DO-STORAGE-96).
func TestHistory_Times(t *testing.T) {
	b := newHistory(t, Options{})
	start := b.now
	names := map[int]string{}
	for i := range 50 {
		b.pass(time.Millisecond)
		b.put("n", fmt.Sprint(i))
		if i%10 == 9 {
			b.reopen()
		}
		if i == 30 {
			names[-1] = b.forTime(start.Add(-time.Hour))
		}
	}
	for i := range 50 {
		names[i] = b.forTime(start.Add(time.Duration(i+1) * time.Millisecond))
	}
	for i := range 50 {
		if i > 0 && names[i] <= names[i-1] {
			t.Errorf("bookmark %s of a later time is not greater than %s", names[i], names[i-1])
		}
	}
	for _, i := range []int{17, -1, 49, 0, 30} {
		b.restore(names[i])
		want := fmt.Sprint(i)
		if i < 0 {
			want = "absent"
		}
		wantGet(t, b.a, "n", want)
	}
}

// TestHistory_Busy sets few points for many writes, and yet forgets none of them.
func TestHistory_Busy(t *testing.T) {
	b := newHistory(t, Options{})
	first := b.bookmark()
	for i := range 4000 {
		if i%10 == 0 {
			b.pass(time.Millisecond)
		}
		b.put("n", fmt.Sprint(i))
	}
	last := b.bookmark()
	if size := b.a.hist.file.Size(); size > 100<<10 {
		t.Errorf("history of a busy object takes %d bytes", size)
	}
	b.restore(first)
	wantGet(t, b.a, "n", "absent")
	b.restore(last)
	wantGet(t, b.a, "n", "3999")
}

// TestHistory_Outside begins a new history when somebody else wrote, rather than restore wrongly.
func TestHistory_Outside(t *testing.T) {
	write := func(b *historyBench) {
		db, err := openDatabase(b.a.Path(), Normal)
		check(b, err)
		check(b, db.run(sqlPut, "outside", []byte("1")))
		check(b, db.close())
	}
	for name, act := range map[string]func(b *historyBench){
		"while closed": func(b *historyBench) {
			check(b, b.store.Close())
			write(b)
			b.open()
		},
		"while open":     write,
		"between writes": func(b *historyBench) { b.put("n", "2"); write(b); b.put("n", "3") },
		"and copied the log": func(b *historyBench) {
			db, err := openDatabase(b.a.Path(), Normal)
			check(b, err)
			for range 1200 {
				check(b, db.run(sqlPut, "outside", []byte("1")))
			}
			check(b, db.close())
		},
		"in place of it": func(b *historyBench) {
			check(b, b.store.Close())
			check(b, os.Remove(b.a.Path()))
			b.open()
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newHistory(t, Options{})
			b.put("n", "1")
			old := b.bookmark()
			b.pass(time.Second)
			act(b)
			b.pass(time.Second)
			b.put("after", "1")
			recent := b.bookmark()
			b.put("after", "2")
			_, err := b.a.RestoreBookmark(old)
			if err == nil || !strings.Contains(err.Error(), "no longer available") {
				t.Errorf("restore what was before: got %v", err)
			}
			b.restore(recent)
			wantGet(t, b.a, "after", "1")
			if name != "in place of it" {
				wantGet(t, b.a, "outside", "1")
			}
		})
	}
}

// TestHistory_Alarm brings the alarm back with the rest, and the index of alarms in step.
func TestHistory_Alarm(t *testing.T) {
	b := newHistory(t, Options{})
	early, late := b.now.Add(time.Hour), b.now.Add(2*time.Hour)
	none := b.bookmark()
	check(t, b.a.SetAlarm(&early))
	commit(t, b.a)
	withEarly := b.bookmark()
	check(t, b.a.SetAlarm(&late))
	commit(t, b.a)
	for _, c := range []struct {
		name string
		want *time.Time
	}{{withEarly, &early}, {none, nil}, {withEarly, &early}} {
		_, err := b.a.RestoreBookmark(c.name)
		check(t, err)
		check(t, b.a.Start())
		if got := commit(t, b.a); !got.AlarmChanged || showAlarm(got.Alarm) != showAlarm(c.want) {
			t.Errorf("reported %v, want %v", got, c.want)
		}
		alarms, err := b.a.ns.Alarms()
		check(t, err)
		var index *time.Time
		if len(alarms) > 0 {
			index = &alarms[0].Time
		}
		if showAlarm(index) != showAlarm(c.want) {
			t.Errorf("index has %v, want %v", index, c.want)
		}
	}
}

func showAlarm(t *time.Time) string {
	if t == nil {
		return "none"
	}
	return t.UTC().String()
}

// TestHistory_Prune forgets what is too old or too much, and nothing else.
func TestHistory_Prune(t *testing.T) {
	b := newHistory(t, Options{HistorySize: 50_000})
	old := b.bookmark()
	b.put("n", "0")
	b.pass(31 * 24 * time.Hour)
	b.put("n", "1")
	b.reopen()
	recent := b.bookmark()
	b.reopen()
	if _, err := b.a.RestoreBookmark(old); err == nil {
		t.Error("a state of 31 days ago can be restored")
	}
	b.put("n", "2")
	b.restore(recent)
	wantGet(t, b.a, "n", "1")

	random := rand.New(rand.NewPCG(1, 1))
	var names []string
	for range 40 {
		b.put("n", randomText(random, 3000))
		names = append(names, b.bookmark())
	}
	if info, err := os.Stat(b.a.hist.file.Path); err != nil || info.Size() > 50_000 {
		t.Errorf("history is larger than it may be: %v, %v", info.Size(), err)
	}
	want := b.dump()
	b.put("n", "x")
	b.restore(names[39])
	if b.dump() != want {
		t.Error("restored something else")
	}
}

func randomText(random *rand.Rand, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('a' + random.IntN(26))
	}
	return string(b)
}

// TestHistory_Torn loses no more than the record that a crash cut short.
func TestHistory_Torn(t *testing.T) {
	b := newHistory(t, Options{})
	b.put("n", "1")
	name := b.bookmark()
	path := b.a.hist.file.Path
	check(t, b.store.Close())
	data, err := os.ReadFile(path)
	check(t, err)
	check(t, os.WriteFile(path, append(data, 1, 2, 3), 0o666))
	b.open()
	b.put("n", "2")
	b.restore(name)
	wantGet(t, b.a, "n", "1")
}

// TestHistory_Errors are the refusals.
func TestHistory_Errors(t *testing.T) {
	b := newHistory(t, Options{})
	b.put("n", "1")
	b.bookmark()
	for _, c := range []struct{ name, want string }{
		{"x", `The value "x" is not a valid bookmark.`},
		{"00000000-00000009-00000000-" + strings.Repeat("0", 32), "The bookmark 00000000-00000009-00000000-" + strings.Repeat("0", 32) + " is in the future: this Durable Object has not given it out yet."},
		{"00000000-00000000-00000001-" + strings.Repeat("0", 31) + "1", "The bookmark 00000000-00000000-00000001-" + strings.Repeat("0", 31) + "1 is no longer available: this Durable Object's history goes back to 2027-01-15T08:00:00.000Z."},
	} {
		_, err := b.a.RestoreBookmark(c.name)
		wantSQLError(t, err, c.want)
	}
	_, err := b.a.BookmarkForTime(b.now.Add(time.Second))
	wantSQLError(t, err, "The time 2027-01-15T08:00:01.000Z is in the future.")
	_, err = b.a.BookmarkForTime(b.now.Add(-31 * 24 * time.Hour))
	wantSQLError(t, err, "The time 2026-12-15T08:00:00.000Z is more than 30 days ago, further than a Durable Object can be restored.")
}

// TestHistory_Pending keeps a request over a restart of the process, and undoes a restore.
func TestHistory_Pending(t *testing.T) {
	b := newHistory(t, Options{})
	b.put("n", "1")
	name := b.bookmark()
	b.put("n", "2")
	undo, err := b.a.RestoreBookmark(name)
	check(t, err)
	b.put("n", "3")
	between := b.bookmark()
	if !(name < between && between < undo) {
		t.Errorf("bookmarks out of order: %s %s %s", name, between, undo)
	}
	wantGet(t, b.a, "n", "3")
	b.reopen()
	wantGet(t, b.a, "n", "1")
	if later := b.bookmark(); later <= undo {
		t.Errorf("bookmark %s after the restore is not greater than %s", later, undo)
	}
	b.restore(undo)
	wantGet(t, b.a, "n", "3")
	b.restart()
	wantGet(t, b.a, "n", "3")
}

// TestHistory_Quiet costs nothing where nothing is written.
func TestHistory_Quiet(t *testing.T) {
	b := newHistory(t, Options{})
	check(t, b.a.Open())
	wantGet(t, b.a, "n", "absent")
	b.reopen()
	if _, err := os.Stat(filepath.Join(b.dir, "devdo", "history")); err == nil {
		t.Error("an object that wrote nothing has a history")
	}
}

// TestHistory_Renamed follows an object whose class was renamed (DO-MIG-13).
func TestHistory_Renamed(t *testing.T) {
	dir := t.TempDir()
	fillA(t, dir)
	s, err := Open(dir, Options{})
	check(t, err)
	a := s.Namespace("w-A").Actor(DeriveID("w-A", "x"))
	name, err := a.NextBookmark()
	check(t, err)
	commit(t, a)
	check(t, a.NameState(name))
	put(t, a, "n", "later")
	commit(t, a)
	check(t, s.Close())

	runLifecycle(t, dir, renamed)
	a = openStore(t, dir, Options{}).Namespace("w-B").Actor(DeriveID("w-B", "x"))
	_, err = a.RestoreBookmark(name)
	check(t, err)
	check(t, a.Start())
	wantGet(t, a, "n", DeriveID("w-A", "x"))
}

// TestHistory_Facets keeps a history for each facet, apart from the object's.
func TestHistory_Facets(t *testing.T) {
	b := newHistory(t, Options{})
	facets := b.store.Namespace(testKey).Facets(testID)
	number, err := facets.Number(0, "f")
	check(t, err)
	f := facets.Actor(number)
	put(t, f, "n", "facet")
	commit(t, f)
	b.put("n", "1")
	name := b.bookmark()
	b.put("n", "2")
	put(t, f, "n", "later")
	commit(t, f)
	b.restore(name)
	wantGet(t, b.a, "n", "1")
	wantGet(t, f, "n", "later")
	check(t, facets.Delete(0, "f"))
	if _, err := os.Stat(f.historyPath()); err == nil {
		t.Error("the history of a facet that was deleted is there")
	}
}

// TestHistory_CrashThenOutside lets somebody else copy the log that a killed process left, and be
// killed too: what the file held at the newest point is gone then.
func TestHistory_CrashThenOutside(t *testing.T) {
	for _, outside := range []bool{false, true} {
		b := newHistory(t, Options{})
		b.put("n", "1")
		b.reopen() // so that the log does not hold what is about to change
		name := b.bookmark()
		b.put("n", "2")
		crashed := copyState(t, b.dir)
		if outside {
			path := filepath.Join(crashed, "do", testKey, testID+dbSuffix)
			db, err := openDatabase(path, Normal)
			check(t, err)
			check(t, db.run(sqlPut, "outside", []byte("1")))
			check(t, db.conn.Checkpoint())
			crashed = copyState(t, crashed)
			check(t, db.close())
		}
		c := &historyBench{T: t, dir: crashed, opts: b.opts}
		c.open()
		_, err := c.a.RestoreBookmark(name)
		if err == nil {
			c.restart()
			wantGet(t, c.a, "n", "1")
		} else if !outside || !strings.Contains(err.Error(), "no longer available") {
			t.Errorf("outside %v: %v", outside, err)
		}
		check(t, c.store.Close())
	}
}

// copyState copies a state directory as a process that is killed leaves it.
func copyState(t *testing.T, dir string) string {
	t.Helper()
	to := t.TempDir()
	check(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, "-shm") {
			return err
		}
		info, err := d.Info()
		check(t, err)
		rel, err := filepath.Rel(dir, path)
		check(t, err)
		target := filepath.Join(to, rel)
		check(t, os.MkdirAll(filepath.Dir(target), 0o777))
		check(t, copyFile(target, path))
		return os.Chtimes(target, info.ModTime(), info.ModTime())
	}))
	return to
}

// TestHistory_Damaged leaves the object as it is when its history cannot be relied on.
func TestHistory_Damaged(t *testing.T) {
	b := newHistory(t, Options{})
	b.put("n", "1")
	name := b.bookmark()
	for range 5 {
		b.put("n", "2")
		b.put("other", "3")
		b.bookmark()
	}
	_, err := b.a.RestoreBookmark(name)
	check(t, err)
	path := b.a.hist.file.Path
	check(t, b.store.Close())
	data, err := os.ReadFile(path)
	check(t, err)
	data[len(data)*2/3] ^= 1
	check(t, os.WriteFile(path, data, 0o666))

	store, err := Open(b.dir, b.opts)
	check(t, err)
	b.store, b.a = store, store.Namespace(testKey).Actor(testID)
	if err := b.a.Start(); err == nil || !strings.Contains(err.Error(), "history is damaged") {
		t.Errorf("restore from a damaged history: got %v", err)
	}
	check(t, b.a.Start())
	wantGet(t, b.a, "n", "2")
	b.put("n", "4")
	wantGet(t, b.a, "n", "4")
}
