package isolate

import (
	"fmt"
	"sync"
	"time"

	"github.com/dop251/goja"
)

// ErrCPULimit is the cause when a turn ran for longer than Options.CPULimit.
type ErrCPULimit struct{ Limit time.Duration }

func (e *ErrCPULimit) Error() string {
	return fmt.Sprintf("Worker exceeded its CPU time limit of %v without returning to the event loop", e.Limit)
}

// watchdog interrupts a turn that runs for too long. It measures wall time: a turn never waits,
// so that is its CPU time on an idle machine.
type watchdog struct {
	limit time.Duration
	rt    *goja.Runtime

	mu    sync.Mutex // guards the fields below
	turn  uint64
	busy  bool
	timer *time.Timer
	since time.Time
}

func (w *watchdog) begin() {
	if w.limit <= 0 {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.turn++
	w.busy, w.since = true, time.Now()
	if w.timer == nil {
		w.arm(w.limit)
	}
}

func (w *watchdog) end() {
	if w.limit <= 0 {
		return
	}
	w.mu.Lock()
	w.busy = false
	w.mu.Unlock()
}

// arm sets one timer for many turns, so that a turn costs two uncontended locks and no more.
func (w *watchdog) arm(d time.Duration) {
	turn := w.turn
	w.timer = time.AfterFunc(d, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.timer = nil
		if !w.busy {
			return
		}
		if w.turn == turn || time.Since(w.since) >= w.limit {
			w.rt.Interrupt(&ErrCPULimit{w.limit})
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
