package persist

import (
	"errors"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"
)

// Durability says when a commit is on disk.
type Durability int

const (
	// Normal survives the end of the process, but perhaps not a power failure.
	Normal Durability = iota
	// Full also survives a power failure, at the price of one disk flush for each commit.
	Full
)

// DefaultMaxOpen is how many object databases stay open unless Options say otherwise.
const DefaultMaxOpen = 128

// Options are the settings of a Store; the zero value is the default.
type Options struct {
	Durability Durability
	// MaxOpen is how many object databases are open, each with three descriptors, beside a few that
	// are being closed; default DefaultMaxOpen.
	MaxOpen int

	// StrictLimits gives SQLite production's limits instead of those of the real local runtime.
	StrictLimits bool
	// Now is the time that scripts see; default time.Now.
	Now func() time.Time
	// HistoryAge is how long the states of an object can be gone back to; default DefaultHistoryAge.
	HistoryAge time.Duration
	// HistorySize is how many bytes the history of one object may take; default DefaultHistorySize.
	HistorySize int64
}

// ErrClosed is returned by everything that belongs to a closed Store.
var ErrClosed = errors.New("store is closed")

// Store is a state directory. It and its Namespaces may be used from any goroutine.
type Store struct {
	dir  string
	opts Options

	opens atomic.Uint64 // number of databases opened so far: the clock of the LRU

	closing chan struct{} // holds an element for each database that is being closed to make room
	closers sync.WaitGroup

	mu sync.Mutex
	// guards:
	closed     bool
	namespaces map[string]*Namespace
	kv         map[string]*KV
	d1         map[string]*D1
	r2         map[string]*R2
	open       map[*Actor]struct{}
}

// Open returns the store in dir, wrangler's ".../v3" directory. No file is made until one is needed.
func Open(dir string, opts Options) (*Store, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if opts.MaxOpen <= 0 {
		opts.MaxOpen = DefaultMaxOpen
	}
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.HistoryAge <= 0 {
		opts.HistoryAge = DefaultHistoryAge
	}
	if opts.HistorySize <= 0 {
		opts.HistorySize = DefaultHistorySize
	}
	return &Store{
		dir:        abs,
		opts:       opts,
		namespaces: map[string]*Namespace{},
		kv:         map[string]*KV{},
		d1:         map[string]*D1{},
		r2:         map[string]*R2{},
		open:       map[*Actor]struct{}{},
		closing:    make(chan struct{}, maxClosing),
	}, nil
}

// Dir is the absolute path of the state directory.
func (s *Store) Dir() string { return s.dir }

// Namespace returns the namespace whose unique key is "<worker>-<Class>".
func (s *Store) Namespace(uniqueKey string) *Namespace {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, ok := s.namespaces[uniqueKey]
	if !ok {
		n = newNamespace(s, uniqueKey)
		n.closed = s.closed
		n.names.closed = s.closed || checkKey(uniqueKey) != nil
		s.namespaces[uniqueKey] = n
	}
	return n
}

// Workflow returns the namespace of a workflow's instances, which has no history and no names of ours.
func (s *Store) Workflow(uniqueKey string) *Namespace {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, ok := s.namespaces[uniqueKey]
	if !ok {
		n = s.simulated("workflows", uniqueKey)
		s.namespaces[uniqueKey] = n
	}
	return n
}

// Close rolls back what is not committed, closes every file, and so makes the -wal and -shm files
// disappear. It may be called twice.
func (s *Store) Close() error {
	s.mu.Lock()
	s.closed = true
	actors, namespaces, kvs, buckets := s.open, s.namespaces, s.kv, s.r2
	s.open, s.namespaces, s.kv = map[*Actor]struct{}{}, map[string]*Namespace{}, map[string]*KV{}
	s.r2 = map[string]*R2{}
	s.mu.Unlock()

	var errs []error
	for a := range actors {
		errs = append(errs, a.shut())
	}
	s.closers.Wait()
	for _, n := range namespaces {
		errs = append(errs, n.close())
	}
	for _, kv := range kvs {
		errs = append(errs, kv.close())
	}
	for _, b := range buckets {
		errs = append(errs, b.close())
	}
	return errors.Join(errs...)
}

// opened admits a to the set of open databases and makes room if there are too many.
// The caller holds a.mu.
func (s *Store) opened(a *Actor) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return ErrClosed
	}
	a.lastUse.Store(s.opens.Add(1))
	s.open[a] = struct{}{}
	for len(s.open) > s.opts.MaxOpen && s.evict(a) {
	}
	return nil
}

// evict closes the open database that was used least recently and reports whether there was one
// that could be closed: an actor in use, in a transaction or with a live cursor is left alone.
// s.mu held.
func (s *Store) evict(except *Actor) bool {
	var oldest *Actor
	for a := range s.open {
		if a == except || oldest != nil && a.lastUse.Load() >= oldest.lastUse.Load() || !a.mu.TryLock() {
			continue
		}
		if a.busy() {
			a.mu.Unlock()
			continue
		}
		if oldest != nil {
			oldest.mu.Unlock()
		}
		oldest = a
	}
	if oldest == nil {
		return false
	}
	defer oldest.mu.Unlock()
	delete(s.open, oldest)
	s.closeLater(oldest)
	return true
}

// maxClosing is how many databases are being closed at a time to make room, beside the open ones.
const maxClosing = 16

// closeLater closes an actor's database on a goroutine of its own: closing writes the log back and
// flushes it to the disk twice, which the actor that needs the room need not wait for.
// s.mu and a.mu held.
func (s *Store) closeLater(a *Actor) {
	db, closed := a.detachDB(), make(chan error, 1)
	a.closing = closed
	s.closing <- struct{}{}
	s.closers.Go(func() {
		err := db.close()
		a.left()
		closed <- err
		<-s.closing
	})
}

// forget takes a, which has been closed, from the set of open databases.
func (s *Store) forget(a *Actor) {
	s.mu.Lock()
	delete(s.open, a)
	s.mu.Unlock()
}
