package emulator

import (
	"context"
	"errors"

	"github.com/devdo/devdo/emulator/actor"
	"github.com/devdo/devdo/emulator/api"
	"github.com/devdo/devdo/emulator/isolate"
)

// service is a Worker by its name. It stays while versions of the Worker come and go, and is how
// the others reach it.
type service struct {
	emulator *Emulator
	name     string

	// guarded by the emulator's mu
	current *generation
	// changed is closed, and another made, when current changes.
	changed chan struct{}
	// waiting are calls that came while a condemned generation was being replaced.
	waiting []func()
}

// service is the Worker of this name, which need not be running.
func (e *Emulator) service(name string) *service {
	e.mu.Lock()
	defer e.mu.Unlock()
	s := e.services[name]
	if s == nil {
		s = &service{emulator: e, name: name, changed: make(chan struct{})}
		e.services[name] = s
	}
	return s
}

// state is the running generation, and what is closed when there is another.
func (s *service) state() (g *generation, changed <-chan struct{}, closed bool) {
	s.emulator.mu.Lock()
	defer s.emulator.mu.Unlock()
	return s.current, s.changed, s.emulator.closed
}

// set makes g the running generation; the emulator's mu is held. It returns the one before, and who
// waited and is to be called without mu.
func (s *service) set(g *generation) (last *generation, waiting []func()) {
	last, s.current = s.current, g
	close(s.changed)
	s.changed = make(chan struct{})
	waiting, s.waiting = s.waiting, nil
	return last, waiting
}

// wait keeps fn for the next generation; it reports false where changed says there is one already.
func (s *service) wait(changed <-chan struct{}, fn func()) bool {
	s.emulator.mu.Lock()
	defer s.emulator.mu.Unlock()
	if (<-chan struct{})(s.changed) != changed {
		return false
	}
	s.waiting = append(s.waiting, fn)
	return true
}

// tryAcquire is the running generation with an event counted in, or nil where there is none. It is
// nil as well while a condemned one is being replaced: then changed says when to try again.
func (s *service) tryAcquire() (g *generation, changed <-chan struct{}) {
	for {
		g, changed, closed := s.state()
		if g == nil || closed {
			return nil, nil
		}
		select {
		case <-g.condemned:
			return nil, changed
		default:
		}
		if g.enter() {
			return g, nil
		}
	}
}

// acquire is tryAcquire that waits for a condemned generation to be replaced; nil when the emulator
// is closed, runs nothing or ctx ends.
func (s *service) acquire(ctx context.Context) *generation {
	for {
		g, changed := s.tryAcquire()
		if changed == nil {
			return g
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return nil
		}
	}
}

// Name is the Worker's name (api.Service).
func (s *service) Name() string { return s.name }

// Enter gives others the running version (api.Service).
func (s *service) Enter(use func(*api.Worker, func()), refuse func(*actor.Error)) {
	g, changed := s.tryAcquire()
	switch {
	case g != nil:
		use(g.worker, g.leave)
	case changed == nil:
		refuse(actor.NoWorker(s.name))
	case !s.wait(changed, func() { s.Enter(use, refuse) }):
		s.Enter(use, refuse)
	}
}

// SetPrimary says which Worker answers HTTP. Until it is called, it is the first that was loaded.
func (e *Emulator) SetPrimary(name string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.primary = name
}

// primaryService is the Worker that answers HTTP.
func (e *Emulator) primaryService() *service {
	e.mu.Lock()
	name := e.primary
	e.mu.Unlock()
	return e.service(name)
}

// Stop ends the Worker of this name. What it has begun goes on for as long as at a reload; others
// that call it hear that it is not there. Stopping one that does not run does nothing.
func (e *Emulator) Stop(name string) {
	s := e.service(name)
	e.mu.Lock()
	if s.current == nil || e.closed {
		e.mu.Unlock()
		return
	}
	last, waiting := s.set(nil)
	e.mu.Unlock()
	callAll(waiting)
	e.queues.Configure(name, nil, nil)
	for _, c := range last.source.Classes {
		n, _ := e.namespace(name, c.Name)
		n.Withdraw(reloadGrace)
	}
	e.retire(last)
}

func callAll(waiting []func()) {
	for _, fn := range waiting {
		fn()
	}
}

// load starts a Worker that another one loads (api.Options).
func (e *Emulator) load(o api.Options, code api.DynamicCode) (*api.Worker, error) {
	if e.config.Bundle == nil {
		return nil, errors.New("loading Workers at run time is not possible here")
	}
	bundled, err := e.config.Bundle(code)
	if err != nil {
		return nil, err
	}
	if o.Script, err = isolate.Compile("worker.js", bundled.Code, bundled.SourceMap); err != nil {
		return nil, err
	}
	o.Data = bundled.Data
	return api.New(o)
}
