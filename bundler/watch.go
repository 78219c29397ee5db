package bundler

// How soon is a save complete?
//
// Nothing tells. Editors truncate and write, or write a second file and rename it over the first;
// some delete in between, and tools such as git touch many files in a row. All of these are a few
// system calls in a tight sequence: the gaps measured are well below a millisecond. So the first
// event opens a batch, each further one gives it another Debounce (3 ms), and when that passes in
// silence the files are looked at. That is short enough not to be felt, and one build for a
// checkout of a hundred files still beats a hundred.
//
// What silence cannot tell is told by the files. One that is gone or became empty is probably
// about to come back, and one that changes while it is read is being written: the batch is held
// and looked at again every Debounce, for Grace (50 ms) at most. Nobody waits for a deletion, so
// it may take that long. Last, a file whose content hashes to what it was is no change: editors
// save unchanged files, and compilers write the same output again.
//
// Directories are watched, not files: a watch on a file is lost with the rename. They are watched
// by their real paths, as the systems' interfaces confuse two names of one directory.

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Defaults of WatchOptions.
const (
	DefaultDebounce = 3 * time.Millisecond
	DefaultGrace    = 50 * time.Millisecond
)

// WatchOptions adjusts a Watcher. The zero value is fine.
type WatchOptions struct {
	// Root is the project directory. Directories between it and a file are watched as well, so
	// that renaming one of them is seen. Default: only the directories that files are in.
	Root string
	// Debounce is how long nothing must happen before files are looked at. Default: DefaultDebounce.
	Debounce time.Duration
	// Grace is how long a batch is held for files that are missing, empty or being written.
	// Default: DefaultGrace.
	Grace time.Duration
}

// Change is a batch of files that changed, appeared or vanished.
type Change struct {
	// Files are named as in SetFiles, sorted.
	Files []string
	// Err tells that some directory can no longer be watched.
	Err error
}

// Watcher reports changes of a set of files. Its methods are safe for concurrent use.
type Watcher struct {
	options WatchOptions
	notify  notifier
	events  chan Change
	calls   chan func(*watchState)
	done    chan struct{} // closed by Close
	ended   chan struct{} // closed when the loop has returned
	once    sync.Once
	failure error // of closing notify; set before ended closes
}

// notifier is what the Watcher needs of fsnotify. Tests put their own in its place.
type notifier struct {
	add    func(dir string) error
	remove func(dir string) error
	close  func() error
	events <-chan fsnotify.Event
	errors <-chan error
}

// NewWatcher starts a Watcher that watches nothing yet.
func NewWatcher(o WatchOptions) (*Watcher, error) {
	fs, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch files: %w", err)
	}
	return startWatcher(o, notifier{fs.Add, fs.Remove, fs.Close, fs.Events, fs.Errors}), nil
}

func startWatcher(o WatchOptions, n notifier) *Watcher {
	if o.Debounce <= 0 {
		o.Debounce = DefaultDebounce
	}
	if o.Grace <= 0 {
		o.Grace = DefaultGrace
	}
	if real, err := filepath.EvalSymlinks(o.Root); err == nil && o.Root != "" {
		o.Root = real
	}
	w := &Watcher{
		options: o,
		notify:  n,
		events:  make(chan Change),
		calls:   make(chan func(*watchState)),
		done:    make(chan struct{}),
		ended:   make(chan struct{}),
	}
	go w.loop()
	return w
}

// Events delivers changes until Close. While nobody receives, they add up to one Change.
func (w *Watcher) Events() <-chan Change { return w.events }

// SetFiles replaces the set of files to watch, given by absolute path. They need not exist. Files
// that were in the set before keep what is known of them, so that no change is lost.
func (w *Watcher) SetFiles(files []string) error {
	return w.SetFilesSince(files, time.Time{})
}

// SetFilesSince is SetFiles for files that have been read already, at some time after since. One
// that is new to the set and was modified later is reported as changed.
func (w *Watcher) SetFilesSince(files []string, since time.Time) error {
	result := make(chan error, 1)
	call := func(s *watchState) { result <- s.setFiles(files, since) }
	select {
	case w.calls <- call:
		return <-result
	case <-w.done:
		return errors.New("watch files: watcher is closed")
	}
}

// Close ends the Watcher and closes the channel of Events.
func (w *Watcher) Close() error {
	w.once.Do(func() { close(w.done) })
	<-w.ended
	return w.failure
}

// loop owns all state. It lives until Close.
func (w *Watcher) loop() {
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	s := &watchState{
		options: w.options,
		notify:  w.notify,
		timer:   timer,
		files:   map[string]*watchedFile{},
		armed:   map[string]bool{},
		pending: map[*watchedFile]bool{},
		ready:   map[string]bool{},
	}
	defer close(w.ended)
	defer close(w.events)
	defer func() { w.failure = w.notify.close() }()
	defer timer.Stop()
	for {
		var out chan Change
		var next Change
		if s.hasOutput() {
			out, next = w.events, s.output()
		}
		select {
		case out <- next:
			s.delivered()
		case call := <-w.calls:
			call(s)
		case event, ok := <-w.notify.events:
			if ok {
				s.onEvent(event)
			}
		case <-w.notify.errors:
			// Events were lost, or a directory could not be read. Whatever it was, look at it all.
			s.recheckAll()
		case <-timer.C:
			s.onTimer()
		case <-w.done:
			return
		}
	}
}

// watchState is what the loop knows.
type watchState struct {
	options WatchOptions
	notify  notifier
	timer   *time.Timer

	files    map[string]*watchedFile   // by the name given
	byPath   map[string][]*watchedFile // by the paths, real ones, whose events concern the file
	armed    map[string]bool           // directories being watched
	triggers map[string]bool           // directories and links whose coming or going redirects paths

	pending  map[*watchedFile]bool // to be looked at when the timer fires
	retrace  map[string]bool       // triggers that fired; nil if none did
	began    time.Time             // when the batch was opened; zero if none is open
	settled  map[string]bool       // of the open batch: files that did change
	ready    map[string]bool       // of closed batches, waiting to be received
	failures []error
}

func (s *watchState) hasOutput() bool { return len(s.ready) > 0 || len(s.failures) > 0 }

func (s *watchState) output() Change {
	return Change{Files: slices.Sorted(maps.Keys(s.ready)), Err: errors.Join(s.failures...)}
}

func (s *watchState) delivered() {
	s.ready = map[string]bool{}
	s.failures = nil
}

func (s *watchState) onEvent(e fsnotify.Event) {
	if e.Op == fsnotify.Chmod {
		return // nothing was written
	}
	path := filepath.Clean(e.Name)
	relevant := false
	for _, f := range s.byPath[path] {
		s.pending[f] = true
		relevant = true
	}
	if s.triggers[path] && e.Op&(fsnotify.Create|fsnotify.Remove|fsnotify.Rename) != 0 {
		if s.retrace == nil {
			s.retrace = map[string]bool{}
		}
		s.retrace[path] = true
		relevant = true
	}
	if relevant {
		s.extendBatch()
	}
}

func (s *watchState) recheckAll() {
	s.retrace = maps.Clone(s.armed)
	s.extendBatch()
}

// extendBatch opens a batch or gives the open one more time, but not for ever.
func (s *watchState) extendBatch() {
	now := time.Now()
	if s.began.IsZero() {
		s.began = now
	}
	s.timer.Reset(min(s.options.Debounce, s.began.Add(s.options.Grace).Sub(now)))
}

// onTimer looks at the files of the batch and closes it, unless one of them wants more time.
func (s *watchState) onTimer() {
	if s.retrace != nil {
		s.followPaths()
	}
	patient := time.Since(s.began) < s.options.Grace
	for f := range s.pending {
		switch f.look(patient) {
		case fileUnsettled:
			continue
		case fileChanged:
			if s.settled == nil {
				s.settled = map[string]bool{}
			}
			s.settled[f.name] = true
		}
		delete(s.pending, f)
	}
	if len(s.pending) > 0 {
		s.timer.Reset(s.options.Debounce)
		return
	}
	maps.Copy(s.ready, s.settled)
	s.settled = nil
	s.began = time.Time{}
}
