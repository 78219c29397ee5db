package isolate

import (
	"errors"
	"sync"
	"time"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate/rewrite"
)

// maxCallStack bounds recursion: goja's own limit is the machine's memory. About what V8
// allows small functions by default.
const maxCallStack = 8000

// Hooks are called on the loop. All are optional.
type Hooks struct {
	// OverCPU reports that the turn that has ended brought its owner's time over CPULimit.
	OverCPU func(limit time.Duration)
	// AfterTurn runs after each turn's microtasks.
	AfterTurn func()
	// AfterBatch runs when no turn is running and before the loop waits or takes more.
	AfterBatch func()
	// Rejected reports a promise that was rejected and had no handler when its turn ended.
	Rejected func(ctx *Context, promise *goja.Promise)
	// Uncaught reports an exception that nobody caught: a timer, a listener.
	Uncaught func(ctx *Context, reason goja.Value, err *goja.Exception)
	// Condemned reports that the isolate can run no more JavaScript.
	Condemned func(cause error)
	// Bug reports a Go panic in devdo itself.
	Bug func(value any, stack []byte)
}

func (h Hooks) uncaught(ctx *Context, err *goja.Exception) {
	if h.Uncaught != nil {
		h.Uncaught(ctx, err.Value(), err)
	}
}

func (h Hooks) bug(value any, stack []byte) {
	if h.Bug != nil {
		h.Bug(value, stack)
	}
}

// Options configure an isolate. The zero value works.
type Options struct {
	// Clock defaults to the real time.
	Clock *Clock
	// CPULimit bounds one turn; 0 means no limit.
	CPULimit time.Duration
	// Strict makes CPULimit bound an event, all turns of its owner together, and the clock stand
	// still during a turn, as in production.
	Strict bool
	// Flag reports whether a compatibility flag is on; nil has none on.
	Flag  func(name string) bool
	Hooks Hooks
}

// Isolate is one goja runtime and its loop.
type Isolate struct {
	rt         *goja.Runtime
	clock      *Clock
	flag       func(string) bool
	hooks      Hooks
	watchdog   watchdog
	strict     bool
	trampoline goja.Callable
	body       func()

	// loop-owned
	turn, current *Context
	began         time.Time // the running turn, where strict
	moduleContext *Context
	timers        timerHeap
	ahead         int // tasks of the batch behind the running one
	rejected      []*goja.Promise
	rejectedIn    map[*goja.Promise]*Context
	condemned     error
	scripts       []*Script // that have run
	modules       map[string]*instance
	use, scope    *goja.Object
	values        map[any]any

	mu                 sync.Mutex // guards queue, head, closed, onInterrupt, onEnd
	queue              []task
	head               int
	closed             bool
	onInterrupt, onEnd []func()

	wake    chan struct{}
	done    chan struct{}
	stopped chan struct{}
	running sync.WaitGroup
}

// New makes an isolate and starts its loop.
func New(o Options) *Isolate {
	if o.Clock == nil {
		o.Clock = NewClock()
	}
	i := &Isolate{
		rt:            goja.New(),
		clock:         o.Clock,
		flag:          o.Flag,
		strict:        o.Strict,
		hooks:         o.Hooks,
		moduleContext: &Context{},
		modules:       map[string]*instance{},
		values:        map[any]any{},
		rejectedIn:    map[*goja.Promise]*Context{},
		wake:          make(chan struct{}, 1),
		done:          make(chan struct{}),
		stopped:       make(chan struct{}),
	}
	i.timers.byID, i.timers.owned = map[int64]*Timer{}, map[Owner]int{}
	i.watchdog = watchdog{limit: o.CPULimit, interrupt: i.Interrupt, strict: o.Strict}
	i.rt.SetMaxCallStackSize(maxCallStack)
	i.scope = i.rt.NewObject()
	_ = i.rt.GlobalObject().SetPrototype(i.scope)
	// What goja shows of its own errors is no name of the language.
	_ = i.rt.GlobalObject().Delete("GoError")
	i.rt.SetTimeSource(i.Now)
	i.rt.SetAsyncContextTracker(tracker{i})
	i.rt.SetPromiseRejectionTracker(i.trackRejection)
	i.trampoline = i.makeTrampoline()
	if err := rewrite.Install(i.rt, rewrite.Hooks{Format: FormatStack, Caught: i.Explain}); err != nil {
		panic(err)
	}
	if err := i.explainRejections(); err != nil {
		panic(err)
	}
	go i.run()
	return i
}

// makeTrampoline returns a JavaScript function that runs i.body: only from inside one does
// goja put off the microtasks until the whole body has run.
func (i *Isolate) makeTrampoline() goja.Callable {
	wrap, err := i.rt.RunProgram(trampolineProgram())
	if err != nil {
		panic(err)
	}
	make, _ := goja.AssertFunction(wrap)
	turn, err := make(goja.Undefined(), i.rt.ToValue(func(goja.FunctionCall) goja.Value {
		i.body()
		return goja.Undefined()
	}))
	if err != nil {
		panic(err)
	}
	call, _ := goja.AssertFunction(turn)
	return call
}

var trampolineProgram = sync.OnceValue(func() *goja.Program {
	return goja.MustCompile("devdo:turn", "(body => () => { body() })", true)
})

var errClosed = errors.New("the server is shutting down")

// Runtime is the goja runtime; loop only.
func (i *Isolate) Runtime() *goja.Runtime { return i.rt }

// Now is the time as running code sees it: 0 at module scope, whose values must not depend on when
// it ran (DO-ID-21).
func (i *Isolate) Now() time.Time {
	if i.Current().Owner == nil {
		return time.UnixMilli(0)
	}
	if i.strict {
		return i.began
	}
	return i.clock.Now()
}

// Clock is the emulator's clock.
func (i *Isolate) Clock() *Clock { return i.clock }

// Without reports whether a compatibility flag is off, as it is before its date. Where nobody
// has said anything about flags, no Worker is as old as that.
func (i *Isolate) Without(name string) bool { return i.flag != nil && !i.flag(name) }

// Flag reports whether a compatibility flag is on.
func (i *Isolate) Flag(name string) bool { return i.flag != nil && i.flag(name) }

// Done is closed when the isolate is being closed.
func (i *Isolate) Done() <-chan struct{} { return i.done }

// SetValue keeps a Go value of some package with the isolate, under a key private to it.
func (i *Isolate) SetValue(key, value any) { i.values[key] = value }

// Value returns what SetValue kept, or nil.
func (i *Isolate) Value(key any) any { return i.values[key] }

// Do posts fn and waits until its turn is over; not for use on the loop.
func (i *Isolate) Do(fn func()) bool {
	ended := make(chan struct{})
	if !i.Post(nil, func() { defer close(ended); fn() }) {
		return false
	}
	select {
	case <-ended:
		return true
	case <-i.stopped:
		return false
	}
}

// Interrupt stops the running turn, from any goroutine. The isolate is condemned by it.
func (i *Isolate) Interrupt(cause error) {
	i.rt.Interrupt(cause)
	i.mu.Lock()
	hooks := i.onInterrupt
	i.mu.Unlock()
	for _, fn := range hooks {
		fn()
	}
}

// OnInterrupt has fn called by each Interrupt, on its goroutine: for work of Go that a turn is in
// and that only fn can end.
func (i *Isolate) OnInterrupt(fn func()) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.onInterrupt = append(i.onInterrupt, fn)
}

// OnEnd has fn called by Close when no more JavaScript runs.
func (i *Isolate) OnEnd(fn func()) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.onEnd = append(i.onEnd, fn)
}

// closeGrace is how long Close lets a running turn go on.
const closeGrace = 200 * time.Millisecond

// Close ends the loop after the running turn, which is interrupted if it goes on for long, and
// waits for it. It may be called twice.
func (i *Isolate) Close() {
	i.mu.Lock()
	if !i.closed {
		i.closed = true
		close(i.done)
	}
	i.mu.Unlock()
	grace := time.AfterFunc(closeGrace, func() { i.Interrupt(errClosed) })
	<-i.stopped
	grace.Stop()
	i.watchdog.stop()
	i.running.Wait()
	i.mu.Lock()
	ending := i.onEnd
	i.onEnd = nil
	i.mu.Unlock()
	for _, fn := range ending {
		fn()
	}
}
