package api

import (
	"sync"

	"github.com/devdo/devdo/emulator/actor"
)

// Service is a Worker as others reach it: whichever version of it runs when they call.
type Service interface {
	// Enter gives the running version with an event counted in, until leave is called; where none
	// runs, refuse gets the reason. Either is called once, at once or later, on any goroutine.
	Enter(use func(w *Worker, leave func()), refuse func(*actor.Error))
	// Name is the Worker's name.
	Name() string
}

// self is how others reach this Worker.
func (w *Worker) self() Service {
	if w.options.Self != nil {
		return w.options.Self
	}
	return version{w}
}

// version is a Worker that has no other version.
type version struct{ w *Worker }

func (v version) Enter(use func(*Worker, func()), _ func(*actor.Error)) { use(v.w, func() {}) }

// Name is the Worker's name.
func (v version) Name() string { return v.w.options.Name }

// visit is an event that code in another isolate waits for. It is answered by the event, or refused
// when the isolate can run no more JavaScript.
type visit struct {
	to     *Worker
	leave  func()
	refuse func(*actor.Error)
}

// visits are those without an answer.
type visits struct {
	mu   sync.Mutex // guards the fields below
	open map[*visit]struct{}
	// gone is why there can be no more.
	gone *actor.Error
}

// visit counts one in; it is nil, and refused, where the isolate is at its end.
func (w *Worker) visit(leave func(), refuse func(*actor.Error)) *visit {
	v := &visit{w, leave, refuse}
	w.visits.mu.Lock()
	gone := w.visits.gone
	if gone == nil {
		if w.visits.open == nil {
			w.visits.open = map[*visit]struct{}{}
		}
		w.visits.open[v] = struct{}{}
	}
	w.visits.mu.Unlock()
	if gone != nil {
		leave()
		refuse(gone)
		return nil
	}
	return v
}

// answer ends the visit; it reports false for one that has ended already. An event of the same
// Worker is no visit: v is nil and always has its answer.
func (v *visit) answer() bool {
	if v == nil {
		return true
	}
	v.to.visits.mu.Lock()
	_, open := v.to.visits.open[v]
	delete(v.to.visits.open, v)
	v.to.visits.mu.Unlock()
	if open {
		v.leave()
	}
	return open
}

// endVisits refuses what is open and all that comes later.
func (w *Worker) endVisits(err *actor.Error) {
	w.visits.mu.Lock()
	if w.visits.gone == nil {
		w.visits.gone = err
	}
	left := w.visits.open
	w.visits.open = nil
	w.visits.mu.Unlock()
	for v := range left {
		v.leave()
		v.refuse(err)
	}
}

// eventOf runs fn as a new event of the entrypoint's Worker, once what the running object wrote is
// durable. In another isolate it is a visit, which refuse ends when there can be no answer.
func (w *Worker) eventOf(e *entrypoint, label string, fn func(t *Worker, c *requestContext, v *visit), refuse func(*actor.Error)) {
	w.output(func() {
		if e.service == nil {
			c, ctx := w.newRequestContext(label)
			w.iso.Post(ctx, func() { fn(w, c, nil) })
			return
		}
		e.service.Enter(func(t *Worker, leave func()) {
			v := t.visit(leave, refuse)
			if v == nil {
				return
			}
			c, ctx := t.newRequestContext(label)
			if !t.iso.Post(ctx, func() { fn(t, c, v) }) && v.answer() {
				refuse(connectionLost())
			}
		}, refuse)
	})
}

// connectionLost is what callers get when the other side ended before it answered.
func connectionLost() *actor.Error {
	return &actor.Error{Message: "Network connection lost.", Remote: true, Retryable: true}
}
