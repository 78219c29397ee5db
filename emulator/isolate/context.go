package isolate

// Owner is who a piece of asynchronous work belongs to: a request of a Worker, or a Durable
// Object. Timers, fetches and replies come back through their owner, which decides when to let
// them in (the input gate) and counts them as activity.
type Owner interface {
	// Deliver runs fn in a turn of its own, in the context ctx, once the owner lets it in.
	// It is called on the loop.
	Deliver(ctx *Context, fn func())
	// Pending adds n to the owner's count of work in progress.
	Pending(n int)
}

// Context travels with asynchronous work across awaits, timers and replies. It is immutable.
type Context struct {
	// Owner is nil for work at module scope.
	Owner Owner
	// Section is the critical section the work was begun in, known to Owner alone.
	Section any
	// Stores are the values of AsyncLocalStorage instances.
	Stores *Stores
}

// Stores is an immutable association of AsyncLocalStorage instances with their values.
type Stores struct {
	Key, Value any
	Next       *Stores
}

// Current is the context of the running code, never nil.
func (i *Isolate) Current() *Context {
	if i.current != nil {
		return i.current
	}
	return i.moduleContext
}

// With runs fn, on the loop, in the context ctx.
func (i *Isolate) With(ctx *Context, fn func()) {
	saved := i.current
	i.current = ctx
	defer func() { i.current = saved }()
	fn()
}

// SwitchTurn makes ctx the context of the running turn: for an owner that lets in, within one
// turn of its own, work that was begun in another context.
func (i *Isolate) SwitchTurn(ctx *Context) { i.turn, i.current = ctx, ctx }

// SetStores replaces the AsyncLocalStorage values of the running code.
func (i *Isolate) SetStores(s *Stores) {
	next := *i.Current()
	next.Stores = s
	i.current = &next
}

// tracker carries the context across promise reactions and awaits.
type tracker struct{ iso *Isolate }

func (t tracker) Grab() any { return t.iso.current }

func (t tracker) Resumed(saved any) { t.iso.current, _ = saved.(*Context) }

// Exited falls back to the turn's own context: goja calls no tracker around the job that asks
// a thenable for its value.
func (t tracker) Exited() { t.iso.current = t.iso.turn }
