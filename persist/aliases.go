package persist

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// Aliases let the objects of a class that was renamed or transferred be found. In production an
// object keeps its id; here and in wrangler an id depends on the class's name (DO-ID-1), so:
//
//   - An object whose name is known has moved to the id that its name gives today. Its ids of
//     before lead there.
//   - The others, and those with unique ids, keep their ids. A name whose former id is one of
//     them leads to it.
type Aliases struct {
	Former []string          `json:"former"` // unique keys that the namespace had, oldest first
	Moved  map[string]string `json:"moved"`  // id of today by each id of before
	Kept   map[string]bool   `json:"kept"`   // ids of before that objects still have
}

func aliasesPath(dir, key string) string { return filepath.Join(dir, ownDir, aliasesDir, key+".json") }

// readAliases reads the aliases of a namespace. Hardly any has some.
func readAliases(dir, key string) (*Aliases, error) {
	a := &Aliases{}
	data, err := os.ReadFile(aliasesPath(dir, key))
	if errors.Is(err, os.ErrNotExist) {
		return a, nil
	}
	if err == nil {
		err = json.Unmarshal(data, a)
	}
	if err != nil {
		return nil, fmt.Errorf("read the former ids of %s: %w", key, err)
	}
	return a, nil
}

func (s *Store) writeAliases(key string, a *Aliases) error {
	data, err := json.Marshal(a)
	if err != nil {
		return err
	}
	return replaceFile(aliasesPath(s.dir, key), data, Full)
}

// NamedID is the id of the object called name.
func (n *Namespace) NamedID(name string) string { return n.loadAliases().named(n.key, name) }

// NamedID is the id of the object called name in the namespace with this unique key.
func (v *View) NamedID(key, name string) string {
	a, err := readAliases(v.dir, key)
	if err != nil {
		a = &Aliases{}
	}
	return a.named(key, name)
}

func (a *Aliases) named(key, name string) string {
	for _, former := range a.Former {
		if id := DeriveID(former, name); a.Kept[id] {
			return id
		}
	}
	return DeriveID(key, name)
}

// ParseID checks that s is an id of the namespace, be it from a time when the class had another
// name, and returns the id that its object has today. The error is ErrIDFormat or ErrIDForeign.
func (n *Namespace) ParseID(s string) (string, error) {
	id, err := ParseID(n.key, s)
	if !errors.Is(err, ErrIDForeign) {
		return id, err
	}
	a := n.loadAliases()
	for _, former := range slices.Backward(a.Former) {
		id, err := ParseID(former, s)
		if err != nil {
			continue
		}
		if now := a.Moved[id]; now != "" {
			return now, nil
		}
		return id, nil
	}
	return "", err
}

// loadAliases reads the aliases once. Unreadable ones are as none: every object is still found by
// the id that it has.
func (n *Namespace) loadAliases() *Aliases {
	if a := n.aliases.Load(); a != nil {
		return a
	}
	a := &Aliases{}
	if checkKey(n.key) == nil {
		if read, err := readAliases(n.store.dir, n.key); err == nil {
			a = read
		}
	}
	n.aliases.Store(a)
	return a
}

// suspend closes the files of namespaces that nobody uses now, so that they can be moved. The next
// use opens them again.
func (s *Store) suspend(keys ...string) error {
	var errs []error
	for _, key := range keys {
		s.mu.Lock()
		n := s.namespaces[key]
		var open []*Actor
		for a := range s.open {
			if a.ns == n {
				open = append(open, a)
			}
		}
		s.mu.Unlock()
		if n == nil {
			continue
		}
		for _, a := range open {
			errs = append(errs, a.Close())
		}
		errs = append(errs, n.suspend())
	}
	s.closers.Wait()
	return errors.Join(errs...)
}

func (n *Namespace) suspend() error {
	n.mu.Lock()
	closed := n.closed
	n.mu.Unlock()
	if closed {
		return ErrClosed
	}
	err := n.close()
	n.mu.Lock()
	n.closed = false
	n.mu.Unlock()
	n.names.reopen()
	n.aliases.Store(nil)
	return err
}
