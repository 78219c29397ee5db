package bundler_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/devdo/devdo/bundler"
)

// patience is how long a test waits for an event that must come. It is never waited for in full.
const patience = 20 * time.Second

// watchProject watches files of a new directory that has src/a.ts, src/b.ts and src/deep/c.ts,
// each with its own name as content.
func watchProject(t testing.TB) (dir string, w *bundler.Watcher) {
	t.Helper()
	dir = writeFiles(t, nil)
	files := []string{"src/a.ts", "src/b.ts", "src/deep/c.ts"}
	for i, f := range files {
		files[i] = filepath.Join(dir, filepath.FromSlash(f))
		write(t, files[i], f)
	}
	w = newWatcher(t, bundler.WatchOptions{Root: dir})
	if err := w.SetFiles(append(files, filepath.Join(dir, ".dev.vars"))); err != nil {
		t.Fatal(err)
	}
	return dir, w
}

func newWatcher(t testing.TB, o bundler.WatchOptions) *bundler.Watcher {
	t.Helper()
	w, err := bundler.NewWatcher(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return w
}

// expect receives changes until each of the files was in one, and fails on any other file.
func expect(t testing.TB, dir string, w *bundler.Watcher, files ...string) {
	t.Helper()
	seen := map[string]bool{}
	timeout := time.After(patience)
	for len(seen) < len(files) {
		select {
		case c := <-w.Events():
			if c.Err != nil {
				t.Fatal(c.Err)
			}
			for _, f := range c.Files {
				name := relative(dir, f)
				if !slices.Contains(files, name) {
					t.Fatalf("got a change of %q, want %q", name, files)
				}
				seen[name] = true
			}
		case <-timeout:
			t.Fatalf("got changes of %v, want %q", seen, files)
		}
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestWatcher(t *testing.T) {
	tests := []struct {
		name string
		do   func(t *testing.T, dir string)
		want []string
	}{
		{"write", func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "src", "a.ts"), "new")
		}, []string{"src/a.ts"}},
		{"rename over", func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "src", ".a.ts.tmp"), "new")
			must(t, os.Rename(filepath.Join(dir, "src", ".a.ts.tmp"), filepath.Join(dir, "src", "a.ts")))
		}, []string{"src/a.ts"}},
		{"backup and write", func(t *testing.T, dir string) {
			must(t, os.Rename(filepath.Join(dir, "src", "a.ts"), filepath.Join(dir, "src", "a.ts~")))
			write(t, filepath.Join(dir, "src", "a.ts"), "new")
		}, []string{"src/a.ts"}},
		{"many files", func(t *testing.T, dir string) {
			for _, f := range []string{"a.ts", "b.ts", "deep/c.ts"} {
				write(t, filepath.Join(dir, "src", f), "new")
			}
		}, []string{"src/a.ts", "src/b.ts", "src/deep/c.ts"}},
		{"delete", func(t *testing.T, dir string) {
			must(t, os.Remove(filepath.Join(dir, "src", "a.ts")))
		}, []string{"src/a.ts"}},
		{"file that did not exist", func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, ".dev.vars"), "KEY=1")
		}, []string{".dev.vars"}},
		{"remove a directory", func(t *testing.T, dir string) {
			must(t, os.RemoveAll(filepath.Join(dir, "src")))
		}, []string{"src/a.ts", "src/b.ts", "src/deep/c.ts"}},
		{"rename a directory away", func(t *testing.T, dir string) {
			must(t, os.Rename(filepath.Join(dir, "src"), filepath.Join(dir, "old")))
		}, []string{"src/a.ts", "src/b.ts", "src/deep/c.ts"}},
		{"empty a file", func(t *testing.T, dir string) {
			must(t, os.Truncate(filepath.Join(dir, "src", "a.ts"), 0))
		}, []string{"src/a.ts"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir, w := watchProject(t)
			tt.do(t, dir)
			expect(t, dir, w, tt.want...)
		})
	}
}

// What is no change is followed by one that is: it must be the only one reported.
func TestWatcherIgnores(t *testing.T) {
	tests := []struct {
		name string
		do   func(t *testing.T, dir string)
	}{
		{"same content", func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "src", "a.ts"), "src/a.ts")
		}},
		{"same content by rename", func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "src", "x"), "src/a.ts")
			must(t, os.Rename(filepath.Join(dir, "src", "x"), filepath.Join(dir, "src", "a.ts")))
		}},
		{"touch", func(t *testing.T, dir string) {
			must(t, os.Chtimes(filepath.Join(dir, "src", "a.ts"), time.Now(), time.Now()))
		}},
		{"another file", func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "src", "other.ts"), "x")
			write(t, filepath.Join(dir, "src", "new", "other.ts"), "x")
		}},
		{"delete and restore", func(t *testing.T, dir string) {
			must(t, os.Remove(filepath.Join(dir, "src", "a.ts")))
			write(t, filepath.Join(dir, "src", "a.ts"), "src/a.ts")
		}},
		{"rename a directory and back", func(t *testing.T, dir string) {
			must(t, os.Rename(filepath.Join(dir, "src"), filepath.Join(dir, "old")))
			must(t, os.Rename(filepath.Join(dir, "old"), filepath.Join(dir, "src")))
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir, w := watchProject(t)
			tt.do(t, dir)
			write(t, filepath.Join(dir, "src", "b.ts"), "new")
			expect(t, dir, w, "src/b.ts")
		})
	}
}

// Directories that vanish and come back, deeply, keep being watched.
func TestWatcherRecreatedDirectory(t *testing.T) {
	for _, replace := range []struct {
		name string
		do   func(string) error
	}{
		{"remove", os.RemoveAll},
		{"rename", func(dir string) error { return os.Rename(dir, dir+"-old") }},
	} {
		t.Run(replace.name, func(t *testing.T) {
			dir, w := watchProject(t)
			src := filepath.Join(dir, "src")
			must(t, replace.do(src))
			expect(t, dir, w, "src/a.ts", "src/b.ts", "src/deep/c.ts")
			write(t, filepath.Join(src, "deep", "c.ts"), "back")
			expect(t, dir, w, "src/deep/c.ts")
			for i := range 3 {
				write(t, filepath.Join(src, "deep", "c.ts"), fmt.Sprint("again ", i))
				expect(t, dir, w, "src/deep/c.ts")
			}
			write(t, filepath.Join(src, "a.ts"), "back")
			expect(t, dir, w, "src/a.ts")
		})
	}
}

func TestWatcherLinks(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("making symbolic links needs a privilege")
	}
	dir := writeFiles(t, nil)
	outside := writeFiles(t, nil)
	write(t, filepath.Join(outside, "v1", "lib.ts"), "one")
	write(t, filepath.Join(outside, "v2", "lib.ts"), "two")
	write(t, filepath.Join(outside, "conf"), "one")
	link := filepath.Join(dir, "linked")
	must(t, os.Symlink(filepath.Join(outside, "v1"), link))
	must(t, os.Symlink(filepath.Join(outside, "conf"), filepath.Join(dir, "conf")))
	w := newWatcher(t, bundler.WatchOptions{Root: dir})
	must(t, w.SetFiles([]string{filepath.Join(link, "lib.ts"), filepath.Join(outside, "v1", "lib.ts"), filepath.Join(dir, "conf")}))

	write(t, filepath.Join(outside, "v1", "lib.ts"), "changed")
	expect(t, dir, w, "linked/lib.ts", relative(dir, filepath.Join(outside, "v1", "lib.ts")))
	write(t, filepath.Join(outside, "conf"), "changed")
	expect(t, dir, w, "conf")

	must(t, os.Symlink(filepath.Join(outside, "v2"), link+"-new"))
	must(t, os.Rename(link+"-new", link))
	expect(t, dir, w, "linked/lib.ts")
	write(t, filepath.Join(outside, "v2", "lib.ts"), "changed two")
	expect(t, dir, w, "linked/lib.ts")
	must(t, os.Remove(filepath.Join(dir, "conf")))
	write(t, filepath.Join(dir, "conf"), "a file now")
	expect(t, dir, w, "conf")
}

func TestWatcherSetFiles(t *testing.T) {
	dir, w := watchProject(t)
	a, b, later := filepath.Join(dir, "src", "a.ts"), filepath.Join(dir, "src", "b.ts"), filepath.Join(dir, "later", "deep", "x.ts")
	must(t, w.SetFiles([]string{a, later}))
	write(t, b, "no longer watched")
	write(t, a, "new")
	expect(t, dir, w, "src/a.ts")
	write(t, later, "made with its directories")
	expect(t, dir, w, "later/deep/x.ts")
	write(t, later, "")
	must(t, os.RemoveAll(filepath.Join(dir, "later")))
	expect(t, dir, w, "later/deep/x.ts")

	// b is older than the given time, the other two were read before they were last written.
	before := time.Now().Add(-time.Hour)
	must(t, os.Chtimes(b, before, before.Add(-time.Second)))
	write(t, filepath.Join(dir, "new.ts"), "new")
	must(t, w.SetFilesSince([]string{a, b, filepath.Join(dir, "new.ts")}, before))
	expect(t, dir, w, "new.ts")
}

func TestWatcherMergesWhileNobodyReceives(t *testing.T) {
	dir, w := watchProject(t)
	write(t, filepath.Join(dir, "src", "a.ts"), "1")
	expect(t, dir, w, "src/a.ts")
	write(t, filepath.Join(dir, "src", "a.ts"), "2")
	write(t, filepath.Join(dir, "src", "b.ts"), "2")
	must(t, w.SetFiles([]string{filepath.Join(dir, "src", "a.ts"), filepath.Join(dir, "src", "b.ts")}))
	expect(t, dir, w, "src/a.ts", "src/b.ts")
}

func TestWatcherClose(t *testing.T) {
	w, err := bundler.NewWatcher(bundler.WatchOptions{})
	must(t, err)
	must(t, w.Close())
	must(t, w.Close())
	if _, open := <-w.Events(); open {
		t.Error("got an event, want a closed channel")
	}
	if err := w.SetFiles([]string{"/x"}); err == nil {
		t.Error("got no error from SetFiles after Close")
	}
}

// BenchmarkWatcher measures the time from a save to its event, both ways in which editors save.
func BenchmarkWatcher(b *testing.B) {
	for _, save := range []struct {
		name string
		do   func(b *testing.B, file, text string)
	}{
		{"write", func(b *testing.B, file, text string) { write(b, file, text) }},
		{"rename", func(b *testing.B, file, text string) {
			write(b, file+".tmp", text)
			must(b, os.Rename(file+".tmp", file))
		}},
	} {
		b.Run(save.name, func(b *testing.B) {
			dir, w := watchProject(b)
			for i := 0; b.Loop(); i++ {
				save.do(b, filepath.Join(dir, "src", "a.ts"), fmt.Sprint(i))
				<-w.Events()
			}
		})
	}
}
