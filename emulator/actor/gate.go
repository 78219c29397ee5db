package actor

import (
	"time"

	"github.com/devdo/devdo/emulator/isolate"
)

// Limits of critical sections (DO-LIFE-22, DO-LIFE-24).
const (
	sectionLimit    = 30 * time.Second
	maxSectionDepth = 64
)

// Section is one run of blockConcurrencyWhile or storage.transaction. While it lasts, only
// work that was begun inside it is let in.
type Section struct {
	parent *Section
	depth  int
	ended  bool
	timer  int64
}

// inputGate decides what may enter an actor now. The zero value is open.
type inputGate struct {
	// top is the innermost running section.
	top     *Section
	waiting []waiter
	// pumping is set while a posted turn is on its way to let the next waiter in.
	pumping bool
}

type waiter struct {
	ctx *isolate.Context
	fn  func()
	// event is set for events that have not begun, so that they can move to another actor.
	event *Event
}

// section is the critical section that ctx belongs to; ended ones stand for their parent.
func section(ctx *isolate.Context) *Section {
	s, _ := ctx.Section.(*Section)
	for s != nil && s.ended {
		s = s.parent
	}
	return s
}

func (g *inputGate) admits(ctx *isolate.Context) bool { return section(ctx) == g.top }

// Deliver lets fn in, or keeps it until the gate opens for it. It runs in a turn whose context
// is ctx. After the actor's end it does nothing: nobody is left to hear it.
func (a *Actor) Deliver(ctx *isolate.Context, fn func()) { a.enter(waiter{ctx: ctx, fn: fn}) }

func (a *Actor) enter(w waiter) {
	if a.ended != nil {
		return
	}
	if a.gate.pumping || !a.gate.admits(w.ctx) {
		a.gate.waiting = append(a.gate.waiting, w)
		return
	}
	w.fn()
}

// pump lets waiters in one turn at a time, first come first served.
func (a *Actor) pump() {
	if a.gate.pumping || a.ended != nil || a.gate.first() < 0 {
		return
	}
	a.gate.pumping = true
	a.iso.Post(a.context(), func() {
		a.gate.pumping = false
		n := a.gate.first()
		if n < 0 || a.ended != nil {
			return
		}
		w := a.gate.waiting[n]
		a.gate.waiting = append(a.gate.waiting[:n], a.gate.waiting[n+1:]...)
		a.iso.SwitchTurn(w.ctx)
		w.fn()
		a.pump()
	})
}

func (g *inputGate) first() int {
	for n, w := range g.waiting {
		if g.admits(w.ctx) {
			return n
		}
	}
	return -1
}

// SectionEnd is called exactly once when a section's work has settled.
type SectionEnd func()

// Enter starts a critical section: body runs in a turn of its own, inside the section, once
// the gate is free, and must call its end. When the section takes too long the actor is reset.
func (a *Actor) Enter(body func(end SectionEnd)) error {
	ctx := a.iso.Current()
	parent := section(ctx)
	s := &Section{parent: parent, depth: 1}
	if parent != nil {
		s.depth = parent.depth + 1
	}
	if s.depth > maxSectionDepth {
		return ErrNested
	}
	inside := &isolate.Context{Owner: a, Section: s, Stores: ctx.Stores}
	start := func() {
		a.gate.top = s
		s.timer = a.iso.After(sectionLimit, func() {
			a.Reset(&Error{Message: msgSectionSlow, Overloaded: true, DurableObjectReset: true})
		})
	}
	run := func() { body(func() { a.leave(s) }) }
	a.Pending(1)
	if !a.gate.pumping && a.gate.admits(ctx) {
		start()
		a.iso.Post(inside, func() { a.enter(waiter{ctx: inside, fn: run}) })
		return nil
	}
	a.gate.waiting = append(a.gate.waiting, waiter{ctx: ctx, fn: func() {
		start()
		a.iso.SwitchTurn(inside)
		run()
	}})
	a.pump()
	return nil
}

// leave ends a section and lets in what waited for it.
func (a *Actor) leave(s *Section) {
	if s.ended {
		return
	}
	s.ended = true
	a.iso.ClearTimer(s.timer)
	a.Pending(-1)
	// An inner section that outlives its outer one cannot hold the gate any longer either.
	for t := a.gate.top; t != nil; t = t.parent {
		if t == s {
			a.gate.top = s.parent
			break
		}
	}
	a.pump()
}
