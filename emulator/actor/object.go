package actor

import (
	"sync"
	"time"

	"github.com/devdo/devdo/persist"
)

// Namespace is all objects of one Durable Object class. It survives reloads.
type Namespace struct {
	// Key is the unique key, "<worker>-<Class>" (DO-ID-1).
	Key string
	// Class is the exported class's name.
	Class string
	// Worker is the name of the Worker that exports the class.
	Worker string

	store     *persist.Namespace
	scheduler *Scheduler

	mu    sync.Mutex // guards the fields below
	sql   bool
	place *Place
	// quiesced is set between Quiesce and the next Move.
	quiesced bool
	objects  map[string]*Object
}

// NewNamespace makes a namespace whose objects cannot start before Move names their place.
func NewNamespace(worker, class string, store *persist.Store, scheduler *Scheduler) *Namespace {
	return newNamespace(worker, class, store.Namespace(worker+"-"+class), scheduler)
}

// NewWorkflow is NewNamespace for the instances of a workflow, which are kept elsewhere.
func NewWorkflow(worker, class, key string, store *persist.Store, scheduler *Scheduler) *Namespace {
	return newNamespace(worker, class, store.Workflow(key), scheduler)
}

func newNamespace(worker, class string, store *persist.Namespace, scheduler *Scheduler) *Namespace {
	return &Namespace{
		Key: store.UniqueKey(), Class: class, Worker: worker,
		store: store, scheduler: scheduler, objects: map[string]*Object{},
	}
}

// Store is the namespace's storage.
func (n *Namespace) Store() *persist.Namespace { return n.store }

// Scheduler fires the alarms of the namespace's objects.
func (n *Namespace) Scheduler() *Scheduler { return n.scheduler }

// SetSQL says whether the class was declared with SQLite storage.
func (n *Namespace) SetSQL(enabled bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.sql = enabled
}

// SQL reports whether the class may use the sql and kv APIs.
func (n *Namespace) SQL() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.sql
}

// Object is the process's record of one Durable Object.
func (n *Namespace) Object(hex string) *Object {
	n.mu.Lock()
	defer n.mu.Unlock()
	o := n.objects[hex]
	if o == nil {
		o = &Object{namespace: n, hex: hex}
		n.objects[hex] = o
	}
	return o
}

// Loaded lists the objects that are in memory or hold sockets.
func (n *Namespace) Loaded() []*Object {
	n.mu.Lock()
	defer n.mu.Unlock()
	all := make([]*Object, 0, len(n.objects))
	for _, o := range n.objects {
		all = append(all, o)
	}
	return all
}

// Move makes place the home of the namespace's objects from now on (a reload). Actors elsewhere
// leave when their work is done, at the latest after grace.
func (n *Namespace) Move(place *Place, grace time.Duration) {
	n.mu.Lock()
	n.place, n.quiesced = place, false
	n.mu.Unlock()
	for _, o := range n.Loaded() {
		o.leave(place, grace)
	}
}

// Withdraw takes the namespace's home away: its Worker runs no more. Objects leave as for Move, and
// no alarm fires.
func (n *Namespace) Withdraw(grace time.Duration) {
	n.scheduler.forget(n)
	n.Move(nil, grace)
}

// absent is why no object can start now.
func (n *Namespace) absent() *Error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.quiesced {
		return &Error{Message: MsgShutDown}
	}
	return NoWorker(n.Worker)
}

// quiesceLimit is how long a running turn may hold up Quiesce.
const quiesceLimit = 5 * time.Second

// Quiesce ends the namespace's actors, with what they have done so far made durable, and lets none
// start before the next Move. It reports false when one of them cannot be interrupted now.
func (n *Namespace) Quiesce() bool {
	n.mu.Lock()
	n.place, n.quiesced = nil, true
	n.mu.Unlock()
	n.scheduler.forget(n)
	limit := time.NewTimer(quiesceLimit)
	defer limit.Stop()
	for _, o := range n.Loaded() {
		a := o.Running()
		if a == nil {
			continue
		}
		ended := make(chan struct{})
		if !a.iso.Post(nil, func() { a.quiesce(); close(ended) }) {
			continue
		}
		select {
		case <-ended:
		case <-limit.C:
			return false
		}
	}
	return true
}

func (a *Actor) quiesce() {
	if a.ended != nil {
		return
	}
	a.commit()
	a.release()
	a.Reset(&Error{Message: msgCodeUpdated, Retryable: true})
	if a.store != nil {
		_ = a.store.Close()
	}
}

// Place is where new actors start, or nil.
func (n *Namespace) Place() *Place {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.place
}

// Object is one Durable Object as the process knows it; it outlives its actors.
type Object struct {
	namespace *Namespace
	hex       string
	facet     *facet // nil for an object of a namespace

	mu      sync.Mutex // guards the fields below
	facets  map[string]*Object
	numbers *persist.Facets
	actor   *Actor
	leaving bool
	waiting []waitingEvent
	sockets []*Socket
	// resets counts the ends of actors that broke their callers' stubs; lastReset is why.
	resets    int
	lastReset *Error
	auto      autoResponse
	requests  requestCount

	eventTimeout time.Duration
}

type waitingEvent struct {
	id ID
	e  *Event
}

// Hex is the object's id.
func (o *Object) Hex() string { return o.hex }

// Deliver brings an event to the object, starting it if need be. The id's name is what the
// object will know as its own if this event starts it (DO-ID-35). Any goroutine.
func (o *Object) Deliver(id ID, e *Event) {
	place := o.namespace.Place()
	o.mu.Lock()
	if f := o.facet; f != nil {
		if f.broken != nil {
			o.mu.Unlock()
			e.Fail(f.broken)
			return
		}
		if f.start != nil {
			place, id = f.start.Place, f.start.ID
		}
	}
	if o.leaving || o.facet != nil && o.facet.start == nil {
		o.waiting = append(o.waiting, waitingEvent{id, e})
		o.mu.Unlock()
		return
	}
	if o.actor == nil {
		if place == nil {
			o.mu.Unlock()
			e.Fail(o.namespace.absent())
			return
		}
		if o.facet == nil {
			id.Hex = o.hex
		}
		o.actor = newActor(o, id, place)
	}
	a := o.actor
	o.mu.Unlock()
	lost := func() { e.Fail(&Error{Message: MsgShutDown}) }
	if !a.iso.PostOr(a.ctx, func() { a.receive(e) }, lost) {
		lost()
	}
}

// wait keeps an event for the actor that comes after the leaving one.
func (o *Object) wait(id ID, e *Event) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.waiting = append(o.waiting, waitingEvent{id, e})
}

// leave asks the object's actor to give it up, unless it is at the new place already.
func (o *Object) leave(place *Place, grace time.Duration) {
	o.mu.Lock()
	a := o.actor
	if a == nil {
		o.mu.Unlock()
		o.endFacets(nil, codeUpdated(), keepFiles)
		return
	}
	if a.place == place || o.leaving {
		o.mu.Unlock()
		return
	}
	o.leaving = true
	o.mu.Unlock()
	a.iso.Post(nil, func() { a.retire(grace) })
}

// released says that a is no longer responsible for the object; whoever waited goes on.
func (o *Object) released(a *Actor) {
	o.mu.Lock()
	if o.actor != a {
		o.mu.Unlock()
		return
	}
	o.actor, o.leaving = nil, false
	waiting := o.waiting
	o.waiting = nil
	o.mu.Unlock()
	for _, w := range waiting {
		o.Deliver(w.id, w.e)
	}
}

// Resets is how often the object was reset, and why last; any goroutine.
func (o *Object) Resets() (int, *Error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.resets, o.lastReset
}

// wasReset notes the end of an actor that breaks the stubs of its callers.
func (o *Object) wasReset(err *Error) {
	if o.facet != nil {
		o.breakWith(err)
		o.leaveParent()
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.resets++
	o.lastReset = err
}

// Running is the object's actor, or nil.
func (o *Object) Running() *Actor {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.actor
}

// Namespace is the object's namespace.
func (o *Object) Namespace() *Namespace { return o.namespace }
