package bundler

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"
)

// fakeNotifier lets a test say what the system reports, and when.
type fakeNotifier struct {
	dir    string
	events chan fsnotify.Event
	errors chan error
	fail   error // of adding a directory
}

func (f *fakeNotifier) write(t *testing.T, name, text string) {
	t.Helper()
	file := filepath.Join(f.dir, name)
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	f.events <- fsnotify.Event{Name: file, Op: fsnotify.Write}
}

// inBubble runs a test in virtual time, with a Watcher over the files a and b, which hold "old".
func inBubble(t *testing.T, test func(t *testing.T, w *Watcher, f *fakeNotifier)) {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, name := range []string{"a", "b"} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte("old"), 0o644); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	synctest.Test(t, func(t *testing.T) {
		f := &fakeNotifier{dir: dir, events: make(chan fsnotify.Event), errors: make(chan error)}
		w := startWatcher(WatchOptions{}, notifier{
			add:    func(string) error { return f.fail },
			remove: func(string) error { return nil },
			close:  func() error { return nil },
			events: f.events,
			errors: f.errors,
		})
		if err := w.SetFiles(files); err != nil {
			t.Fatal(err)
		}
		time.Sleep(DefaultDebounce) // the Watcher looks at new files once more
		synctest.Wait()
		test(t, w, f)
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
}

// received waits for virtual time d to pass and returns the names in the change that is ready.
func received(w *Watcher, d time.Duration) []string {
	time.Sleep(d)
	synctest.Wait()
	select {
	case c := <-w.Events():
		var names []string
		for _, f := range c.Files {
			names = append(names, filepath.Base(f))
		}
		return names
	default:
		return nil
	}
}

func check(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

func TestDebounce(t *testing.T) {
	inBubble(t, func(t *testing.T, w *Watcher, f *fakeNotifier) {
		f.write(t, "a", "new")
		check(t, "before the debounce", received(w, DefaultDebounce-1), nil)
		f.write(t, "b", "new")
		check(t, "extended by another event", received(w, DefaultDebounce-1), nil)
		check(t, "after silence", received(w, 1), []string{"a", "b"})
		check(t, "afterwards", received(w, time.Hour), nil)
	})
}

func TestTruncatedFileIsHeld(t *testing.T) {
	inBubble(t, func(t *testing.T, w *Watcher, f *fakeNotifier) {
		f.write(t, "b", "new")
		f.write(t, "a", "")
		check(t, "while a is empty", received(w, DefaultGrace/2), nil)
		f.write(t, "a", "new")
		check(t, "once a is written", received(w, DefaultDebounce), []string{"a", "b"})

		f.write(t, "a", "")
		check(t, "a stays empty", received(w, DefaultGrace-1), nil)
		check(t, "after the grace", received(w, DefaultDebounce+1), []string{"a"})
	})
}

func TestMissingFileIsHeld(t *testing.T) {
	inBubble(t, func(t *testing.T, w *Watcher, f *fakeNotifier) {
		file := filepath.Join(f.dir, "a")
		remove := func() {
			if err := os.Remove(file); err != nil {
				t.Fatal(err)
			}
			f.events <- fsnotify.Event{Name: file, Op: fsnotify.Remove}
		}
		remove()
		check(t, "while a is missing", received(w, DefaultGrace/2), nil)
		f.write(t, "a", "old")
		check(t, "a is back as it was", received(w, time.Hour), nil)
		remove()
		check(t, "a stays away", received(w, DefaultGrace+DefaultDebounce), []string{"a"})
	})
}

func TestEndlessWritesAreReported(t *testing.T) {
	inBubble(t, func(t *testing.T, w *Watcher, f *fakeNotifier) {
		text := ""
		for elapsed := time.Duration(0); elapsed < 2*DefaultGrace; elapsed += DefaultDebounce / 3 {
			text += "x"
			f.write(t, "a", text)
			if got := received(w, DefaultDebounce/3); got != nil {
				check(t, "during the writes", got, []string{"a"})
				return
			}
		}
		t.Error("nothing was reported while the file was written without pause")
	})
}

func TestLostEvents(t *testing.T) {
	inBubble(t, func(t *testing.T, w *Watcher, f *fakeNotifier) {
		if err := os.WriteFile(filepath.Join(f.dir, "b"), []byte("new"), 0o644); err != nil {
			t.Fatal(err)
		}
		f.errors <- fsnotify.ErrEventOverflow
		check(t, "after an overflow", received(w, DefaultDebounce), []string{"b"})
	})
}

func TestWatchFailure(t *testing.T) {
	inBubble(t, func(t *testing.T, w *Watcher, f *fakeNotifier) {
		f.fail = errors.New("no space left on device")
		if err := w.SetFiles([]string{filepath.Join(f.dir, "c")}); err != nil {
			t.Errorf("set files in a watched directory: %v", err)
		}
		other := t.TempDir()
		if err := w.SetFiles([]string{filepath.Join(other, "c")}); !errors.Is(err, f.fail) {
			t.Errorf("got %v, want %v", err, f.fail)
		}
		f.events <- fsnotify.Event{Name: other, Op: fsnotify.Remove}
		if c := <-w.Events(); !errors.Is(c.Err, f.fail) {
			t.Errorf("got change %v, want the error %v", c, f.fail)
		}
	})
}
