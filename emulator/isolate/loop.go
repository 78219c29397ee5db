package isolate

import (
	"fmt"
	"runtime/debug"
	"time"

	"github.com/dop251/goja"
)

// batchSize bounds how many turns share one commit: enough to spread its cost, few enough that
// the first of them does not wait long for its answer.
const batchSize = 64

type task struct {
	ctx *Context
	fn  func()
	// dropped is called instead of fn where the isolate can run no more; it may be nil.
	dropped func()
}

// Post queues fn to run on the loop as a turn of its own, in the context ctx (nil: module
// scope). It may be called from any goroutine. It reports false after Close.
func (i *Isolate) Post(ctx *Context, fn func()) bool { return i.PostOr(ctx, fn, nil) }

// PostOr is Post for work that somebody elsewhere waits for: when it reports true, either fn runs
// or, where the isolate is condemned or closed before, dropped, which must not use JavaScript.
func (i *Isolate) PostOr(ctx *Context, fn, dropped func()) bool {
	i.mu.Lock()
	if i.closed {
		i.mu.Unlock()
		return false
	}
	i.queue = append(i.queue, task{ctx, fn, dropped})
	i.mu.Unlock()
	i.signal()
	return true
}

// signal wakes the loop without blocking.
func (i *Isolate) signal() {
	select {
	case i.wake <- struct{}{}:
	default:
	}
}

// Go runs work on a goroutine of its own and then done on the loop, through the owner of the
// code that called Go. Close waits for it; work must end when the isolate's Done is closed.
func (i *Isolate) Go(work func(), done func()) {
	ctx := i.Current()
	if ctx.Owner != nil {
		ctx.Owner.Pending(1)
	}
	i.running.Add(1)
	go func() {
		defer i.running.Done()
		work()
		i.Post(ctx, func() {
			i.deliver(ctx, done)
			if ctx.Owner != nil {
				ctx.Owner.Pending(-1)
			}
		})
	}()
}

// deliver hands fn to the owner of ctx, or runs it at once where there is none.
func (i *Isolate) deliver(ctx *Context, fn func()) {
	if ctx == nil || ctx.Owner == nil {
		fn()
		return
	}
	ctx.Owner.Deliver(ctx, fn)
}

// run is the loop. It ends when the isolate is closed.
func (i *Isolate) run() {
	var batch []task
	defer func() {
		i.drop(batch)
		close(i.stopped)
	}()
	for {
		batch = i.take(batch[:0])
		if len(batch) == 0 {
			if !i.idle() {
				return
			}
			continue
		}
		for n := 0; len(batch) > 0; batch = i.take(batch[:0]) {
			for k := range batch {
				i.ahead = len(batch) - k - 1
				i.runTask(batch[k])
				batch[k] = task{}
			}
			if n += len(batch); n >= batchSize {
				break
			}
		}
		if i.hooks.AfterBatch != nil {
			i.guard(i.hooks.AfterBatch)
		}
	}
}

// take moves due timers and queued tasks into batch, at most batchSize of them.
func (i *Isolate) take(batch []task) []task {
	for len(batch) < batchSize {
		t, ok := i.timers.due(i.clock.Now)
		if !ok {
			break
		}
		batch = append(batch, task{ctx: t.ctx, fn: func() { i.fire(t) }})
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	n := min(batchSize-len(batch), len(i.queue)-i.head)
	if n <= 0 {
		return batch
	}
	batch = append(batch, i.queue[i.head:i.head+n]...)
	clear(i.queue[i.head : i.head+n])
	if i.head += n; i.head == len(i.queue) {
		i.queue, i.head = i.queue[:0], 0
	}
	return batch
}

// Queued reports whether turns wait behind the running one; loop only.
func (i *Isolate) Queued() bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.ahead > 0 || i.head < len(i.queue)
}

// idle waits for work; it reports false when the isolate was closed.
func (i *Isolate) idle() bool {
	var timeout <-chan time.Time
	changed := i.clock.Changed()
	if at, ok := i.timers.next(); ok {
		timer := time.NewTimer(at.Sub(i.clock.Now()))
		defer timer.Stop()
		timeout = timer.C
	}
	select {
	case <-i.wake:
	case <-timeout:
	case <-changed:
	case <-i.done:
	}
	select {
	case <-i.done:
		return false
	default:
		return true
	}
}

// drop ends what is left when the loop ends: batch, and all that was queued.
func (i *Isolate) drop(batch []task) {
	i.mu.Lock()
	left := append(batch, i.queue[i.head:]...)
	i.queue, i.head = nil, 0
	i.mu.Unlock()
	for _, t := range left {
		if t.dropped != nil {
			i.guard(t.dropped)
		}
	}
}

// runTask runs a task, or drops it where no more JavaScript can run.
func (i *Isolate) runTask(t task) {
	switch {
	case i.condemned == nil:
		i.runTurn(t.ctx, t.fn)
	case t.dropped != nil:
		i.guard(t.dropped)
	}
}

// runTurn enters JavaScript once: fn, then every microtask that follows from it.
func (i *Isolate) runTurn(ctx *Context, fn func()) {
	i.turn, i.current, i.body = ctx, ctx, fn
	if i.strict {
		i.began = i.clock.Now()
	}
	used := cpuOf(ctx)
	i.watchdog.begin(used)
	err := i.enter()
	if i.watchdog.end(used) && i.hooks.OverCPU != nil {
		i.guard(func() { i.hooks.OverCPU(i.watchdog.limit) })
	}
	i.turn, i.current = nil, nil
	i.reportRejections()
	if i.hooks.AfterTurn != nil {
		i.guard(i.hooks.AfterTurn)
	}
	if err != nil {
		i.turnFailed(ctx, err)
	}
}

// BeginEvent says that what the running turn takes, and the turns after it, belongs to another
// event of the same owner.
func (i *Isolate) BeginEvent() { i.watchdog.restart() }

// enter runs the turn's body. A Go panic that crossed the engine leaves it in an unknown state,
// so the isolate does not go on.
func (i *Isolate) enter() (err error) {
	defer func() {
		if r := recover(); r != nil {
			i.hooks.bug(r, debug.Stack())
			i.condemn(fmt.Errorf("a bug in devdo: %v", r))
		}
	}()
	_, err = i.trampoline(goja.Undefined())
	return err
}

// turnFailed handles what left JavaScript uncaught. Exceptions are for the caller of the turn
// to catch, so what arrives here is an interruption, a stack overflow or a bug of ours.
func (i *Isolate) turnFailed(ctx *Context, err error) {
	switch err := err.(type) {
	case *goja.InterruptedError:
		if _, aborted := err.Value().(abortTurn); !aborted || !unwind(i.rt) {
			i.condemn(err)
		}
	case *goja.StackOverflowError:
		i.condemn(err)
	case *goja.Exception:
		i.hooks.uncaught(ctx, err)
	default:
		i.hooks.bug(err, nil)
	}
}

// guard keeps a Go panic, which would be a bug of ours, from ending the process.
func (i *Isolate) guard(fn func()) {
	defer func() {
		if r := recover(); r != nil {
			i.hooks.bug(r, debug.Stack())
		}
	}()
	fn()
}

// condemn stops the isolate from running any more JavaScript; see rule 5.
func (i *Isolate) condemn(cause error) {
	if i.condemned != nil {
		return
	}
	cause = condemnedBy(cause)
	i.condemned = cause
	if i.hooks.Condemned != nil {
		i.guard(func() { i.hooks.Condemned(cause) })
	}
}

// abortTurn is the interruption of AbortTurn.
type abortTurn struct{}

// AbortTurn ends the running turn when the calling Go function returns: no catch or finally
// block runs, and the microtasks that the turn has queued are dropped. The isolate goes on.
func (i *Isolate) AbortTurn() { i.rt.Interrupt(abortTurn{}) }

// Condemned is why the isolate may run no more JavaScript, or nil.
func (i *Isolate) Condemned() error { return i.condemned }
