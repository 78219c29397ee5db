package emulator

import (
	"errors"
	"sync"
	"time"

	"github.com/devdo/devdo/emulator/api"
	"github.com/devdo/devdo/emulator/isolate"
)

// drainLimit is how long an old isolate may go on answering the requests it has begun.
const drainLimit = 30 * time.Second

// generation is the Worker between two reloads.
type generation struct {
	worker *api.Worker
	source Worker
	script *isolate.Script
	// site are the static files, nil for none.
	site *site

	mu       sync.Mutex // guards the fields below
	requests int
	retiring bool
	drained  chan struct{}

	// condemned is closed when the isolate can run no more JavaScript.
	condemned chan struct{}
	cause     *isolate.CondemnedError
}

// enter counts a request in; it reports false when the generation is on its way out.
func (g *generation) enter() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.retiring {
		return false
	}
	g.requests++
	return true
}

func (g *generation) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.requests--
	if g.retiring && g.requests == 0 {
		close(g.drained)
	}
}

// retire closes a generation when its requests are answered.
func (e *Emulator) retire(g *generation) {
	if g == nil {
		return
	}
	g.mu.Lock()
	g.retiring = true
	g.drained = make(chan struct{})
	if g.requests == 0 {
		close(g.drained)
	}
	g.mu.Unlock()
	e.retired.Add(1)
	go func() {
		defer e.retired.Done()
		limit := time.NewTimer(drainLimit)
		defer limit.Stop()
		select {
		case <-g.drained:
			// Objects leave at the latest after the grace; their last words need the loop.
			e.pause(g, reloadGrace+100*time.Millisecond)
		case <-limit.C:
		}
		g.worker.Close()
	}()
}

// pause waits until the generation holds no objects any more, at most for d.
func (e *Emulator) pause(g *generation, d time.Duration) {
	deadline := time.NewTimer(d)
	defer deadline.Stop()
	select {
	case <-g.worker.Place().Empty():
	case <-deadline.C:
	}
}

// condemned fails the requests of a generation that can run no more JavaScript, and replaces it.
func (e *Emulator) condemned(w *api.Worker, cause error) {
	g, _, _ := e.service(w.Name()).state()
	if g == nil || g.worker != w {
		return
	}
	if !errors.As(cause, &g.cause) {
		g.cause = &isolate.CondemnedError{Message: cause.Error(), Stack: "Error: " + cause.Error()}
	}
	close(g.condemned)
	if e.config.Events.Condemned != nil {
		e.config.Events.Condemned(cause)
	}
	e.retired.Add(1)
	go func() {
		defer e.retired.Done()
		e.replace(g, cause)
	}()
}

// replace starts the same code again. Where that fails, nothing runs until the next reload.
func (e *Emulator) replace(g *generation, cause error) {
	err := e.start(g.source, g.script)
	if err == nil || errors.Is(err, ErrClosed) {
		return
	}
	if e.config.Events.Uncaught != nil {
		e.config.Events.Uncaught(api.Source{Worker: g.source.Name}, "restart after "+cause.Error()+": "+err.Error())
	}
	s := e.service(g.source.Name)
	e.mu.Lock()
	if s.current != g {
		e.mu.Unlock()
		return
	}
	_, waiting := s.set(nil)
	e.mu.Unlock()
	callAll(waiting)
	g.worker.Close()
}
