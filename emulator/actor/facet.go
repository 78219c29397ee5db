package actor

import (
	"fmt"
	"time"

	"github.com/devdo/devdo/emulator/isolate"
	"github.com/devdo/devdo/persist"
)

// Start says what a facet runs: where, which class, and who it takes itself for.
type Start struct {
	Place *Place
	// Class is for the place's host; ClassName is for people.
	Class     any
	ClassName string
	ID        ID
}

// facet is what an Object has more if it lives inside another one (DO-LIFE-80). Once broken it is
// of no more use: its parent makes another by the same name.
type facet struct {
	parent *Object
	name   string
	// label is the name after those of what it lives in, for people.
	label string
	depth int

	// Below: guarded by the Object's mu.
	start  *Start // nil until it is known
	broken *Error
}

// Depth is how many objects this one lives inside of.
func (o *Object) Depth() int {
	if o.facet == nil {
		return 0
	}
	return o.facet.depth
}

// Facet is the actor's facet of this name. If it is new, begin is called, which finds out what it
// runs and then calls its Begin or Refuse; events that come meanwhile wait.
func (a *Actor) Facet(name string, begin func(f *Object)) *Object {
	o := a.object
	o.mu.Lock()
	f := o.facets[name]
	isNew := f == nil
	if isNew {
		f = &Object{namespace: o.namespace, hex: o.hex, facet: &facet{
			parent: o, name: name, label: a.Label() + "/" + name, depth: o.Depth() + 1,
		}}
		if o.facets == nil {
			o.facets = map[string]*Object{}
		}
		o.facets[name] = f
	}
	o.mu.Unlock()
	if isNew {
		begin(f)
	}
	return f
}

// Begin says what a new facet runs.
func (o *Object) Begin(s Start) {
	o.mu.Lock()
	if o.facet.broken != nil {
		o.mu.Unlock()
		return
	}
	o.facet.start = &s
	waiting := o.waiting
	o.waiting = nil
	o.mu.Unlock()
	for _, w := range waiting {
		o.Deliver(w.id, w.e)
	}
}

// Refuse ends a facet that cannot be started. It keeps its name, so that every use of that fails.
func (o *Object) Refuse(err *Error) {
	_, waiting := o.breakWith(err)
	for _, w := range waiting {
		w.e.Fail(err)
	}
}

// breakWith marks the facet as broken and gives what has to hear of it.
func (o *Object) breakWith(err *Error) (*Actor, []waitingEvent) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.facet.broken != nil {
		return nil, nil
	}
	o.facet.broken = err
	o.resets, o.lastReset = o.resets+1, err
	waiting := o.waiting
	o.waiting = nil
	return o.actor, waiting
}

// takeFacets empties the object's list of facets.
func (o *Object) takeFacets() map[string]*Object {
	o.mu.Lock()
	defer o.mu.Unlock()
	all := o.facets
	o.facets = nil
	return all
}

// takeFacet takes one facet, if it is there, off the list.
func (o *Object) takeFacet(name string) *Object {
	o.mu.Lock()
	defer o.mu.Unlock()
	f := o.facets[name]
	delete(o.facets, name)
	return f
}

// leaveParent takes a facet off its parent's list.
func (o *Object) leaveParent() {
	p := o.facet.parent
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.facets[o.facet.name] == o {
		delete(p.facets, o.facet.name)
	}
}

// endFacets ends all facets of the object because of err; here is the isolate whose loop this is.
func (o *Object) endFacets(here *isolate.Isolate, err *Error, files files) {
	for _, f := range o.takeFacets() {
		f.endFacet(here, err, files)
	}
}

// files says what becomes of what a facet that ends has written and not committed.
type files int

const (
	keepFiles files = iota
	// closeFiles drops it and closes the file, which is about to be removed.
	closeFiles
)

// endFacet ends a facet that is off its parent's list, and its own facets.
func (o *Object) endFacet(here *isolate.Isolate, err *Error, files files) {
	a, waiting := o.breakWith(err)
	for _, w := range waiting {
		w.e.Fail(err)
	}
	if a != nil {
		a.at(here, func() {
			a.fall(err)
			if files == closeFiles {
				a.held = nil
				_ = a.store.Close()
			}
		})
	}
	o.endFacets(here, err, files)
}

// otherLoopLimit bounds the wait for a facet in another isolate.
const otherLoopLimit = 5 * time.Second

// at runs fn on the actor's loop and waits for it; here is the running loop's isolate.
func (a *Actor) at(here *isolate.Isolate, fn func()) {
	if a.iso == here {
		fn()
		return
	}
	done := make(chan struct{})
	if !a.iso.Post(nil, func() { defer close(done); fn() }) {
		return
	}
	limit := time.NewTimer(otherLoopLimit)
	defer limit.Stop()
	select {
	case <-done:
	case <-limit.C:
	}
}

// AbortFacet ends the facet of this name, if it is there (DO-LIFE-82).
func (a *Actor) AbortFacet(name string, err *Error) { a.endNamed(name, err, keepFiles) }

func (a *Actor) endNamed(name string, err *Error, files files) {
	if f := a.object.takeFacet(name); f != nil {
		f.endFacet(a.iso, err, files)
	}
}

// DeleteFacet ends the facet of this name and removes what it and the facets in it have stored.
func (a *Actor) DeleteFacet(name string) error {
	a.endNamed(name, &Error{Message: msgFacetDeleted}, closeFiles)
	number, err := a.object.number()
	if err != nil {
		return err
	}
	return a.object.index().Delete(number, name)
}

// CloneFacet makes the facet dst a copy of src.
func (a *Actor) CloneFacet(src, dst string) error {
	err := &Error{Message: msgFacetCloned}
	if src == dst {
		a.endNamed(dst, err, keepFiles)
		return nil
	}
	a.endNamed(dst, err, closeFiles)
	number, failed := a.object.number()
	if failed != nil {
		return failed
	}
	return a.object.index().Clone(number, src, dst)
}

// deleteFacets ends all facets and removes what they have stored (DO-LIFE-81).
func (a *Actor) deleteFacets() error {
	a.object.endFacets(a.iso, &Error{Message: msgFacetDeleted}, closeFiles)
	number, err := a.object.number()
	if err != nil {
		return err
	}
	return a.object.index().DeleteAll(number)
}

// root is the object that a facet is in the end a part of.
func (o *Object) root() *Object {
	for o.facet != nil {
		o = o.facet.parent
	}
	return o
}

// index is the list of the numbers of all facets of the root.
func (o *Object) index() *persist.Facets {
	r := o.root()
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.numbers == nil {
		r.numbers = o.namespace.store.Facets(r.hex)
	}
	return r.numbers
}

// number is the facet's number in the index, 0 for an object that is none.
func (o *Object) number() (int, error) {
	if o.facet == nil {
		return 0, nil
	}
	parent, err := o.facet.parent.number()
	if err != nil {
		return 0, err
	}
	return o.index().Number(parent, o.facet.name)
}

// openFacet opens a facet's database.
func (a *Actor) openFacet() *Error {
	number, err := a.object.number()
	if err == nil {
		a.store = a.object.index().Actor(number)
		err = a.store.Open()
	}
	if err != nil {
		return a.place.internal(fmt.Errorf("open storage of facet %s: %w", a.Label(), err))
	}
	return nil
}

// Class is what the place's host gave as the class of a facet, nil for an object of a namespace.
func (a *Actor) Class() any {
	if a.object.facet == nil {
		return nil
	}
	return a.object.facet.start.Class
}

// ClassName is the name of the object's class.
func (a *Actor) ClassName() string {
	if a.object.facet == nil {
		return a.object.namespace.Class
	}
	return a.object.facet.start.ClassName
}
