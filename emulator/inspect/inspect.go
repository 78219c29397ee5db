// Package inspect finds and decodes the state of Durable Objects.
//
// A State is a state directory seen from outside: its namespaces, their objects, and what each
// object holds. Reading goes through persist.View, so it makes no file, wakes no object, and works
// whether or not a server is running. State that wrangler wrote is read like our own. What is
// damaged becomes a Problem beside what is not.
//
// The types marshal to the JSON that devdo inspect --json prints. The package writes nothing and
// knows nothing of terminals.
package inspect

import (
	"slices"
	"strings"

	"github.com/devdo/devdo/persist"
)

// Binding says how a project reaches a namespace.
type Binding struct {
	Name      string // on env; "" if the class is not bound
	Class     string
	UniqueKey string
}

// State is a state directory. It may be used from any goroutine.
type State struct {
	view     *persist.View
	bindings []Binding
}

// Open returns the state in dir, wrangler's ".../v3" directory, which need not exist. The bindings
// give names to namespaces; there may be none.
func Open(dir string, bindings []Binding) *State {
	return &State{view: persist.OpenView(dir), bindings: bindings}
}

// Namespace is all objects of one class.
type Namespace struct {
	UniqueKey string   `json:"uniqueKey"`
	Class     string   `json:"class"`
	Bindings  []string `json:"bindings"`
}

// Title is the shortest name people know the namespace by.
func (n Namespace) Title() string {
	if n.Class != "" {
		return n.Class
	}
	return n.UniqueKey
}

// Namespaces lists the namespaces that have state and those that the project has, in order of
// their keys.
func (s *State) Namespaces() ([]Namespace, error) {
	keys, err := s.view.Namespaces()
	if err != nil {
		return nil, err
	}
	for _, b := range s.bindings {
		keys = append(keys, b.UniqueKey)
	}
	slices.Sort(keys)
	var all []Namespace
	for _, key := range slices.Compact(keys) {
		all = append(all, s.namespace(key))
	}
	return all, nil
}

func (s *State) namespace(key string) Namespace {
	n := Namespace{UniqueKey: key, Class: classOf(key), Bindings: []string{}}
	for _, b := range s.bindings {
		if b.UniqueKey != key {
			continue
		}
		n.Class = b.Class
		if b.Name != "" {
			n.Bindings = append(n.Bindings, b.Name)
		}
	}
	return n
}

// classOf is the class in a unique key "<worker>-<Class>": a worker's name may have dashes, a
// class's cannot.
func classOf(key string) string {
	_, class, _ := cutLast(key, "-")
	return class
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// FindNamespace finds a namespace by the name of a binding, its class, or its unique key. The
// error is a *NotFoundError or an *AmbiguousError.
func (s *State) FindNamespace(query string) (Namespace, error) {
	all, err := s.Namespaces()
	if err != nil {
		return Namespace{}, err
	}
	var found []Namespace
	for _, match := range []func(Namespace) bool{
		func(n Namespace) bool { return slices.Contains(n.Bindings, query) },
		func(n Namespace) bool { return n.UniqueKey == query },
		func(n Namespace) bool { return n.Class == query && s.isBound(n) },
		func(n Namespace) bool { return n.Class == query },
	} {
		for _, n := range all {
			if match(n) {
				found = append(found, n)
			}
		}
		if len(found) > 0 {
			break
		}
	}
	switch len(found) {
	case 0:
		return Namespace{}, notFoundNamespace(query, all)
	case 1:
		return found[0], nil
	}
	var keys []string
	for _, n := range found {
		keys = append(keys, n.UniqueKey)
	}
	return Namespace{}, &AmbiguousError{Kind: "namespace", Query: query, Matches: keys}
}

// isBound reports whether the project has the namespace.
func (s *State) isBound(n Namespace) bool {
	return slices.ContainsFunc(s.bindings, func(b Binding) bool { return b.UniqueKey == n.UniqueKey })
}

func notFoundNamespace(query string, all []Namespace) error {
	var names []string
	for _, n := range all {
		names = append(names, n.Bindings...)
		if n.Class != "" {
			names = append(names, n.Class)
		}
		names = append(names, n.UniqueKey)
	}
	return &NotFoundError{Kind: "namespace", Query: query, Near: near(query, names)}
}
