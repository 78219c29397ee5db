package persist

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"weak"
)

const (
	dbSuffix     = ".sqlite"
	metadataFile = "metadata" + dbSuffix
)

// Namespace holds the objects of one class, in "do/<uniqueKey>".
type Namespace struct {
	store *Store
	key   string
	dir   string
	names nameBook
	// simulated tells one of miniflare's own objects, of which no history is kept.
	simulated bool

	aliases atomic.Pointer[Aliases] // nil until they are needed

	mu sync.Mutex
	// guards:
	closed   bool
	actors   map[string]weak.Pointer[Actor] // by the name of their file
	metadata *database
}

func newNamespace(s *Store, key string) *Namespace {
	n := &Namespace{
		store:  s,
		key:    key,
		dir:    filepath.Join(s.dir, "do", key),
		actors: map[string]weak.Pointer[Actor]{},
	}
	n.names.path = namesPath(s.dir, key)
	return n
}

func namesPath(dir, key string) string { return filepath.Join(dir, "devdo", "names", key+dbSuffix) }

// UniqueKey is the key the namespace was asked for by.
func (n *Namespace) UniqueKey() string { return n.key }

// Dir is the directory of the namespace's files.
func (n *Namespace) Dir() string { return n.dir }

// Actor returns the handle of the object with this id, 64 lower-case hex digits. There is one
// handle for each id. Nothing is opened yet.
func (n *Namespace) Actor(id string) *Actor { return n.handle(id, id) }

// handle is the handle of the object, or of a facet of it, whose file has this name.
func (n *Namespace) handle(id, file string) *Actor {
	n.mu.Lock()
	defer n.mu.Unlock()
	if a := n.actors[file].Value(); a != nil {
		return a
	}
	a := &Actor{ns: n, id: id, facet: file != id, path: filepath.Join(n.dir, file+dbSuffix)}
	n.actors[file] = weak.Make(a)
	runtime.AddCleanup(a, n.collected, file)
	return a
}

// collected drops the entry of a handle nobody holds, unless there is a new one already.
func (n *Namespace) collected(file string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.actors[file].Value() == nil {
		delete(n.actors, file)
	}
}

// IDs lists the objects that have a file, in order.
func (n *Namespace) IDs() ([]string, error) { return listIDs(n.dir) }

func listIDs(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list objects: %w", err)
	}
	var ids []string
	for _, e := range entries {
		if id, ok := strings.CutSuffix(e.Name(), dbSuffix); ok && isID(id) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids, nil
}

// checkKey refuses a unique key that would name a file outside its directory.
func checkKey(key string) error {
	if key == "" || key == "." || key == ".." || strings.ContainsAny(key, "/\\\x00") {
		return fmt.Errorf("unique key %q cannot be a directory name", key)
	}
	return nil
}

func (n *Namespace) close() error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.closed = true
	var err error
	if n.metadata != nil {
		err = n.metadata.close()
		n.metadata = nil
	}
	return errors.Join(err, n.names.close())
}
