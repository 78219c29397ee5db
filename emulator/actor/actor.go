package actor

import (
	"sort"
	"time"

	"github.com/devdo/devdo/emulator/isolate"
	"github.com/devdo/devdo/persist"
)

// idleLimit is how long an actor with nothing to do stays in memory (DO-LIFE-40).
const idleLimit = 10 * time.Second

// Event is something that reaches an object from outside.
type Event struct {
	// Run starts the event's work, in a turn of the object. The work is over when Done is
	// called, which may be much later.
	Run func(a *Actor)
	// Fail is called instead of, or after, Run when the object ended before Done. It runs on
	// the loop of whichever isolate held the object, or on none.
	Fail func(err *Error)

	actor *Actor
	seq   uint64
}

// Done says that the event's work is over. Further calls do nothing.
func (e *Event) Done() {
	a := e.actor
	if a == nil {
		return
	}
	if _, running := a.events[e]; running {
		delete(a.events, e)
		a.Pending(-1)
	}
}

// Actor is one object loaded in one isolate. All its methods are for the isolate's loop.
type Actor struct {
	ID     ID
	object *Object
	place  *Place
	iso    *isolate.Isolate
	store  *persist.Actor
	ctx    *isolate.Context

	// Instance is whatever Host.Construct made of the class.
	Instance any
	started  bool
	// ended is why the actor is no more; nil while it lives.
	ended *Error

	gate    inputGate
	events  map[*Event]struct{}
	seq     uint64
	pending int

	idleSince time.Time
	idleArmed bool
	retiring  bool
	// onEnd are told of the end.
	onEnd []func(*Error)
	// onIdle wait for the end of the work in progress.
	onIdle []func()

	// turn is the turn in which the storage was last touched; heldBefore what was held then.
	turn       uint64
	heldBefore int
	held       []func()
	// explicit counts open storage.transaction calls, whose writes no commit may take.
	explicit int
	alarm    *alarmRun
	usage    Usage
}

func newActor(o *Object, id ID, place *Place) *Actor {
	a := &Actor{ID: id, object: o, place: place, iso: place.iso, events: map[*Event]struct{}{}}
	a.ctx = &isolate.Context{Owner: a}
	place.add(a)
	return a
}

// Namespace is the namespace of the actor's object.
func (a *Actor) Namespace() *Namespace { return a.object.namespace }

// Object is what outlives the actor.
func (a *Actor) Object() *Object { return a.object }

// Isolate is where the actor lives.
func (a *Actor) Isolate() *isolate.Isolate { return a.iso }

// Place is the actor's place.
func (a *Actor) Place() *Place { return a.place }

// Ended is why the actor is no more, or nil.
func (a *Actor) Ended() *Error { return a.ended }

func (a *Actor) context() *isolate.Context { return a.ctx }

// receive takes an event in: it starts the object if need be and lets the event through the
// gate.
func (a *Actor) receive(e *Event) {
	switch {
	case a.ended == nil:
	case a.ended.DurableObjectReset:
		e.Fail(a.ended)
		return
	default:
		a.object.Deliver(a.ID, e)
		return
	}
	a.seq++
	a.usage = Usage{}
	a.iso.BeginEvent()
	e.actor, e.seq = a, a.seq
	a.events[e] = struct{}{}
	a.Pending(1)
	w := waiter{ctx: a.ctx, fn: func() { e.Run(a) }, event: e}
	if a.started {
		a.enter(w)
		return
	}
	a.started = true
	if err := a.start(); err != nil {
		a.Reset(err)
		return
	}
	// Last: all sections that the constructor began come before (DO-LIFE-3).
	a.gate.waiting = append(a.gate.waiting, w)
	a.pump()
}

// start opens the storage and runs the constructor.
func (a *Actor) start() *Error {
	if err := a.open(); err != nil {
		return err
	}
	return a.place.host.Construct(a)
}

// Pending counts work in progress; at none the actor begins to idle.
func (a *Actor) Pending(n int) {
	a.pending += n
	if a.pending > 0 || a.ended != nil {
		return
	}
	if a.retiring {
		a.iso.Post(nil, a.finishRetiring)
		return
	}
	if len(a.onIdle) > 0 {
		a.iso.Post(nil, a.idled)
	}
	a.idleSince = a.iso.Clock().Now()
	if !a.idleArmed {
		a.armIdle(idleLimit)
	}
}

// idled calls who waited for the actor to have nothing to do.
func (a *Actor) idled() {
	if a.pending > 0 && a.ended == nil {
		return
	}
	waiting := a.onIdle
	a.onIdle = nil
	for _, fn := range waiting {
		fn()
	}
}

// armIdle uses one timer for many idle periods: requests come and go far more often.
func (a *Actor) armIdle(d time.Duration) {
	a.idleArmed = true
	a.iso.After(d, func() {
		a.idleArmed = false
		if a.ended != nil || a.pending > 0 {
			return
		}
		if left := idleLimit - a.iso.Clock().Now().Sub(a.idleSince); left > 0 {
			a.armIdle(left)
			return
		}
		a.evict()
	})
}

// evict drops the instance; hibernating sockets stay with the object.
func (a *Actor) evict() {
	a.object.dropUnanswered()
	a.end(&Error{Message: msgLoadCancelled})
}

// EvictNow drops the instance if the actor has nothing to do, without waiting for the limit.
func (a *Actor) EvictNow() bool {
	if a.ended != nil || a.pending > 0 {
		return false
	}
	a.evict()
	return true
}

// retire makes the actor leave its isolate, whose code is being replaced: at once when it has
// nothing to do, else when its work is done, at the latest after grace.
func (a *Actor) retire(grace time.Duration) {
	if a.ended != nil {
		return
	}
	a.retiring = true
	for _, w := range a.gate.waiting {
		if w.event != nil {
			delete(a.events, w.event)
			a.pending--
			a.object.wait(a.ID, w.event)
		}
	}
	a.gate.waiting = keepBegun(a.gate.waiting)
	if a.pending == 0 {
		a.finishRetiring()
		return
	}
	a.iso.After(grace, func() {
		a.Reset(codeUpdated())
	})
}

func codeUpdated() *Error {
	return &Error{Message: msgCodeUpdated, DurableObjectReset: true, Retryable: true}
}

func keepBegun(waiting []waiter) []waiter {
	var begun []waiter
	for _, w := range waiting {
		if w.event == nil {
			begun = append(begun, w)
		}
	}
	return begun
}

func (a *Actor) finishRetiring() {
	if a.pending == 0 && a.ended == nil {
		a.object.endFacets(a.iso, codeUpdated(), keepFiles)
		a.end(&Error{Message: msgCodeUpdated})
	}
}

// Reset ends the actor because of err (DO-LIFE-30..35): what the running turn wrote is undone,
// calls in progress fail, ordinary and hibernating sockets drop. The next event starts afresh.
func (a *Actor) Reset(err *Error) {
	if a.ended != nil {
		return
	}
	err.DurableObjectReset = true
	a.fall(err)
}

// fall is Reset with an error that need not say so.
func (a *Actor) fall(err *Error) {
	if a.ended != nil {
		return
	}
	a.rollbackTurn()
	a.object.wasReset(err)
	a.object.endFacets(a.iso, err, keepFiles)
	a.object.dropSockets()
	a.end(err)
}

// end detaches the actor from its object and fails what is left of its work.
func (a *Actor) end(reason *Error) {
	a.ended = reason
	a.iso.ClearTimers(a)
	a.gate = inputGate{}
	a.place.host.Ended(a)
	a.place.remove(a)
	a.object.released(a)
	left := make([]*Event, 0, len(a.events))
	for e := range a.events {
		left = append(left, e)
	}
	sort.Slice(left, func(i, j int) bool { return left[i].seq < left[j].seq })
	clear(a.events)
	for _, e := range left {
		e.Fail(reason)
	}
	a.idled()
	for _, fn := range a.onEnd {
		fn(reason)
	}
}

// OnEnd calls fn when the actor ends; loop only.
func (a *Actor) OnEnd(fn func(*Error)) { a.onEnd = append(a.onEnd, fn) }
