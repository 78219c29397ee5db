package isolate

import (
	"fmt"
	"sync"
	"time"
)

// ErrCPULimit is the cause when a turn ran for longer than Options.CPULimit.
type ErrCPULimit struct {
	Limit time.Duration
	// Strict gives it production's text.
	Strict bool
}

func (e *ErrCPULimit) Error() string {
	if e.Strict {
		return "Worker exceeded CPU time limit."
	}
	return fmt.Sprintf("Worker exceeded its CPU time limit of %v without returning to the event loop", e.Limit)
}

// accountable is an owner that remembers the time that its turns took.
type accountable interface{ CPU() *time.Duration }

// cpuOf is where the time of turns in ctx is added up, or nil.
func cpuOf(ctx *Context) *time.Duration {
	if ctx == nil {
		return nil
	}
	if owner, ok := ctx.Owner.(accountable); ok {
		return owner.CPU()
	}
	return nil
}

// watchdog interrupts a turn that runs for too long. It measures wall time: a turn never waits,
// so that is its CPU time on an idle machine.
type watchdog struct {
	limit     time.Duration
	strict    bool // what the owner's turns took before counts too
	interrupt func(error)

	mu    sync.Mutex // guards the fields below
	busy  bool
	timer *time.Timer
	start time.Time // of the turn
	since time.Time // start, less what counts from turns before
}

func (w *watchdog) begin(used *time.Duration) {
	if w.limit <= 0 {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.busy, w.start = true, time.Now()
	w.since = w.start
	left := w.limit
	if w.strict && used != nil {
		w.since = w.start.Add(-*used)
		left -= *used
	}
	switch {
	case w.timer == nil:
		w.arm(left)
	case left < w.limit && w.timer.Stop(): // it may be set for later
		w.arm(left)
	}
}

// end adds the turn's time to used and reports whether that has come to exceed the limit.
func (w *watchdog) end(used *time.Duration) (over bool) {
	if w.limit <= 0 {
		return false
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.busy = false
	if used == nil {
		return false
	}
	before := *used
	*used += time.Since(w.start)
	return before <= w.limit && *used > w.limit
}

// restart forgets what turns before took: another event has begun.
func (w *watchdog) restart() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.since = w.start
}

// arm sets one timer for many turns, so that a turn costs two uncontended locks and no more.
func (w *watchdog) arm(d time.Duration) {
	w.timer = time.AfterFunc(d, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.timer = nil
		if !w.busy {
			return
		}
		if time.Since(w.since) >= w.limit {
			w.interrupt(&ErrCPULimit{w.limit, w.strict})
			return
		}
		w.arm(w.limit - time.Since(w.since))
	})
}

// stop ends the watching.
func (w *watchdog) stop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.timer != nil {
		w.timer.Stop()
		w.timer = nil
	}
	w.limit = 0
}
