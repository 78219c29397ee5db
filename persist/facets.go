package persist

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"
)

const (
	facetsSuffix = ".facets"
	// facetsMagic begins an index of facets.
	facetsMagic = 0xc4cdce5bc5b0ef57
	// maxFacets is the largest number of a facet: the file has 16 bits for it.
	maxFacets    = 1<<16 - 1
	maxFacetName = 1<<16 - 1
)

// ErrTooManyFacets is returned when an object has had 65,535 facets in its life.
var ErrTooManyFacets = errors.New("maximum number of facets exceeded")

// Facets are the children that live inside one object, a tree of names. Each has a number, given
// once and never again, which its file is named after ("<id>.<number>.sqlite"). The object itself
// is number 0. The numbers are in "<id>.facets", which only grows: 8 bytes that mark the format,
// then for each facet from 1 on the parent's number and the length of the name, 16 bits each in
// little-endian order, and the name (DO-DISK-3).
type Facets struct {
	ns   *Namespace
	id   string
	path string

	mu sync.Mutex
	// guards:
	loaded  bool
	exists  bool
	entries []facetEntry
	numbers map[facetEntry]int
}

type facetEntry struct {
	parent int
	name   string
}

// Facets are the facets of the object with this id. There must be only one for each object.
func (n *Namespace) Facets(id string) *Facets {
	return &Facets{ns: n, id: id, path: filepath.Join(n.dir, id+facetsSuffix), numbers: map[facetEntry]int{}}
}

// Actor is the storage of a facet.
func (f *Facets) Actor(number int) *Actor {
	if number == 0 {
		return f.ns.Actor(f.id)
	}
	return f.ns.handle(f.id, f.id+"."+strconv.Itoa(number))
}

// Number finds the number of a parent's facet, giving it one if it has none.
func (f *Facets) Number(parent int, name string) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.load(); err != nil {
		return 0, err
	}
	return f.number(parent, name)
}

// Delete removes the files of a parent's facet and of all facets inside it. The facet must not run.
func (f *Facets) Delete(parent int, name string) error {
	return f.locked(func() error {
		number, err := f.number(parent, name)
		if err != nil {
			return err
		}
		return f.remove(number)
	})
}

// DeleteAll removes the files of all facets inside a facet or the object itself. None may run.
func (f *Facets) DeleteAll(parent int) error {
	return f.locked(func() error { return f.removeChildren(parent) })
}

// Clone makes the facet dst of a parent a copy of its facet src, with all facets inside it. The
// facet dst must not run.
func (f *Facets) Clone(parent int, src, dst string) error {
	return f.locked(func() error {
		to, err := f.number(parent, dst)
		if err != nil {
			return err
		}
		if err := f.remove(to); err != nil {
			return err
		}
		from, err := f.number(parent, src)
		if err != nil {
			return err
		}
		return f.copyTree(from, to)
	})
}

// Forget removes the index with the files of all facets.
func (f *Facets) Forget() error {
	return f.locked(func() error {
		err := f.removeChildren(0)
		f.loaded, f.exists, f.entries = false, false, nil
		clear(f.numbers)
		return errors.Join(err, removeFile(f.path))
	})
}

// locked runs fn if there is an index: without one there can be no facet.
func (f *Facets) locked(fn func() error) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.load(); err != nil || !f.exists {
		return err
	}
	return fn()
}

// number is Number; f.mu held.
func (f *Facets) number(parent int, name string) (int, error) {
	if name == "" || len(name) > maxFacetName {
		return 0, fmt.Errorf("name facet: %d bytes", len(name))
	}
	e := facetEntry{parent, name}
	if n, ok := f.numbers[e]; ok {
		return n, nil
	}
	if len(f.entries) >= maxFacets {
		return 0, ErrTooManyFacets
	}
	if err := f.append(e); err != nil {
		return 0, err
	}
	return f.admit(e), nil
}

func (f *Facets) admit(e facetEntry) int {
	f.entries = append(f.entries, e)
	f.numbers[e] = len(f.entries)
	return len(f.entries)
}

// load reads the index. What follows an entry that makes no sense is the rest of a write that was
// never finished, and nothing was named after it: it is cut off. f.mu held.
func (f *Facets) load() error {
	if f.loaded {
		return nil
	}
	data, err := os.ReadFile(f.path)
	if errors.Is(err, os.ErrNotExist) {
		f.loaded = true
		return nil
	}
	if err != nil {
		return fmt.Errorf("read index of facets: %w", err)
	}
	f.loaded, f.exists = true, true
	if len(data) <= 8 {
		f.exists = false
		return nil
	}
	if binary.LittleEndian.Uint64(data) != facetsMagic {
		f.loaded = false
		return &FileError{f.path, errors.New("it is no index of facets")}
	}
	end := f.parse(data)
	if end == len(data) {
		return nil
	}
	if err := os.Truncate(f.path, int64(end)); err != nil {
		return fmt.Errorf("mend index of facets: %w", err)
	}
	return nil
}

// parse admits the entries of a file and returns where the last one ends.
func (f *Facets) parse(data []byte) int {
	at := 8
	for at+4 <= len(data) {
		parent := int(binary.LittleEndian.Uint16(data[at:]))
		length := int(binary.LittleEndian.Uint16(data[at+2:]))
		if length == 0 || at+4+length > len(data) || parent > len(f.entries) || len(f.entries) >= maxFacets {
			break
		}
		e := facetEntry{parent, string(data[at+4 : at+4+length])}
		if _, twice := f.numbers[e]; twice {
			break
		}
		f.admit(e)
		at += 4 + length
	}
	return at
}

// append writes an entry, and before the first one the mark of the format. f.mu held.
func (f *Facets) append(e facetEntry) (err error) {
	if err := os.MkdirAll(filepath.Dir(f.path), 0o777); err != nil {
		return fmt.Errorf("make directory: %w", err)
	}
	var data []byte
	flags := os.O_WRONLY | os.O_APPEND
	if !f.exists {
		flags = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
		data = binary.LittleEndian.AppendUint64(data, facetsMagic)
	}
	data = binary.LittleEndian.AppendUint16(data, uint16(e.parent))
	data = binary.LittleEndian.AppendUint16(data, uint16(len(e.name)))
	data = append(data, e.name...)
	file, err := os.OpenFile(f.path, flags, 0o666)
	if err != nil {
		return fmt.Errorf("open index of facets: %w", err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if _, err := file.Write(data); err != nil {
		return fmt.Errorf("write index of facets: %w", err)
	}
	f.exists = true
	// The facet's file must not outlive its name.
	return file.Sync()
}

func (f *Facets) children(parent int) []int {
	var numbers []int
	for n, e := range f.entries {
		if e.parent == parent {
			numbers = append(numbers, n+1)
		}
	}
	return numbers
}

func (f *Facets) removeChildren(parent int) error {
	var errs []error
	for _, child := range f.children(parent) {
		errs = append(errs, f.remove(child))
	}
	return errors.Join(errs...)
}

func (f *Facets) remove(number int) error {
	return errors.Join(f.removeChildren(number), f.Actor(number).Remove())
}

func (f *Facets) copyTree(from, to int) error {
	for _, child := range f.children(from) {
		copied, err := f.number(to, f.entries[child-1].name)
		if err != nil {
			return err
		}
		if err := f.copyTree(child, copied); err != nil {
			return err
		}
	}
	return f.Actor(from).copyFiles(f.Actor(to).path)
}

var fileSuffixes = []string{"", "-wal", "-shm"}

// Remove closes the actor's file and removes it. Nobody uses it.
func (a *Actor) Remove() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	errs := []error{a.awaitClosed()}
	if a.db != nil {
		a.cancelCursors(errActorClosed)
		a.discard()
		errs = append(errs, a.closeDB())
		a.ns.store.forget(a)
	}
	for _, suffix := range fileSuffixes {
		errs = append(errs, removeFile(a.path+suffix))
	}
	errs = append(errs, removeFile(a.historyPath()))
	return errors.Join(errs...)
}

func removeFile(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// copyFiles copies what is committed in the actor's file to another path. Nobody writes meanwhile:
// the actor is locked.
func (a *Actor) copyFiles(path string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if err := a.awaitClosed(); err != nil {
		return err
	}
	for _, suffix := range []string{"", "-wal"} {
		if err := copyFile(path+suffix, a.path+suffix); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("copy facet: %w", err)
		}
	}
	return nil
}
