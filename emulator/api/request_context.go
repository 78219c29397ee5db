package api

import (
	"fmt"
	"time"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/actor"
	"github.com/devdo/devdo/emulator/api/filesystem"
	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

// requestContext is one request, or other event, of the Worker itself: the owner of its
// asynchronous work. It has no gates.
type requestContext struct {
	w     *Worker
	ctx   *isolate.Context
	label string
	// pending counts work in progress.
	pending int
	// hung is set while a turn is on its way that fails the event.
	hung bool
	// scope ends with the event. lent counts what others hold of an event that is a call by RPC,
	// which session says: it goes on until they have given that up.
	scope   scope
	session bool
	lent    int
	// waits counts waitUntil. over is set when the event has its whole answer and they are done.
	waits          int
	answered, over bool
	aborted        bool
	// failed is set when something given to waitUntil has failed. after is called when an event
	// that is to be told of that has ended.
	failed bool
	after  func()
	// props are ctx.props.
	props message
	usage actor.Usage
	// export is what handles the event, and handler the object whose methods do.
	export  string
	handler goja.Value
	// loaded is set in a loaded Worker, which can be found again only via the stub it was called by.
	loaded bool
	via    *restored
	// passThrough is set by passThroughOnException.
	passThrough bool
}

// EventContext is the context of one event of a Worker, for code that is run as one.
func EventContext(label string) *isolate.Context {
	return &isolate.Context{Owner: &requestContext{w: &Worker{}, label: label}}
}

// Usage is what the event has used so far.
func (c *requestContext) Usage() *actor.Usage { return &c.usage }

// CPU is the time that the event's turns took.
func (c *requestContext) CPU() *time.Duration { return &c.usage.CPU }

// Deliver lets work of a request in at once.
func (c *requestContext) Deliver(_ *isolate.Context, fn func()) {
	if !c.aborted {
		fn()
	}
}

// Pending counts the request's work in progress.
func (c *requestContext) Pending(n int) {
	c.pending += n
	if !c.over {
		c.w.working += n
	}
}

// wait counts waitUntil, which keeps what an event has begun alive after its answer.
func (c *requestContext) wait(n int) {
	c.waits += n
	c.finish()
}

// finish ends an event that has been answered: its timers do not fire any more, and what else it
// has left behind is nothing that others could wait for.
func (c *requestContext) finish() {
	if c.over || !c.answered || c.waits > 0 || c.session && c.lent > 0 {
		return
	}
	if c.after != nil {
		c.after()
	}
	c.end(callbackGone())
}

// end ends the event.
func (c *requestContext) end(reason *actor.Error) {
	if c.over {
		return
	}
	c.w.iso.ClearTimers(c)
	c.w.working -= c.pending
	c.over = true
	c.scope.end(c.w.iso, reason)
	filesystem.OwnerEnded(c.w.iso, c)
}

// lend counts what others hold of the event.
func (c *requestContext) lend(n int) {
	c.lent += n
	c.finish()
}

// abort ends the event at once (ctx.abort): nothing of it runs any more.
func (c *requestContext) abort(reason *actor.Error) {
	c.aborted = true
	if fail := c.w.unanswered[c]; fail != nil {
		unflagged := *reason
		unflagged.Remote = false
		fail(c.w.actorError(&unflagged))
	}
	c.end(reason)
	c.w.iso.AbortTurn()
}

const msgExit = "The Node.js process.exit(%d) API was called. Canceling the request."

// exit is process.exit: the running event ends at once. Outside of events it does nothing.
func (w *Worker) exit(code int) {
	reason := &actor.Error{Message: fmt.Sprintf(msgExit, code)}
	switch owner := w.iso.Current().Owner.(type) {
	case *requestContext:
		owner.abort(reason)
	case *actor.Actor:
		owner.Reset(reason)
		w.iso.AbortTurn()
	default:
		w.Log("process.exit(...) called without a current request context. Ignoring.")
	}
}

// contextFunctions serve execution_context.js.
func (w *Worker) contextFunctions() functions {
	return functions{
		"waitUntil": func(call goja.FunctionCall) goja.Value {
			w.waitUntil(call.Argument(1))
			return goja.Undefined()
		},
		"isExperimental": func(goja.FunctionCall) goja.Value {
			return w.iso.Runtime().ToValue(w.options.Flags.Has("experimental"))
		},
		"abort": func(call goja.FunctionCall) goja.Value {
			reason := &actor.Error{Message: msgContextAborted, Remote: true}
			if call.Argument(1).ToBoolean() {
				reason.Cause = w.capture(call.Argument(2))
			}
			held[*requestContext](call.Argument(0)).abort(reason)
			return goja.Undefined()
		},
		"passThrough": func(call goja.FunctionCall) goja.Value {
			held[*requestContext](call.Argument(0)).passThrough = true
			return goja.Undefined()
		},
	}
}

// waitUntil keeps the running event's owner busy until v has settled; a rejection is logged.
func (w *Worker) waitUntil(v goja.Value) {
	owner := w.iso.Current().Owner
	webidl.RequireHandler(w.iso)
	if a, ok := owner.(*actor.Actor); ok {
		a.Pending(1)
		w.settle(v, func(goja.Value) { a.Pending(-1) }, func(reason goja.Value) {
			a.Pending(-1)
			w.report(reason)
		})
		return
	}
	c := owner.(*requestContext)
	c.wait(1)
	w.settle(v, func(goja.Value) { c.wait(-1) }, func(reason goja.Value) {
		c.failed = true
		w.report(reason)
		c.wait(-1)
	})
}

// makeContext makes the ctx of a Worker's handler.
func (w *Worker) makeContext(c *requestContext) goja.Value {
	return w.call("execution_context", "makeContext", w.handle(c), w.unpackProps(c.props), w.contextExports())
}

// output lets fn out when what the running object has written before is durable.
func (w *Worker) output(fn func()) {
	if a, ok := w.iso.Current().Owner.(*actor.Actor); ok {
		a.Output(fn)
		return
	}
	fn()
}

// reply is a way back to code that waits for something elsewhere.
type reply struct {
	w   *Worker
	ctx *isolate.Context
	// own is set where an event of the same Worker answers, which is work of its own.
	own bool
}

// reply counts as work of the running code's owner until post is called, which must happen
// exactly once.
func (w *Worker) reply() reply {
	return w.replyFrom(false)
}

// ownReply is reply for what an event of the same Worker answers.
func (w *Worker) ownReply() reply { return w.replyFrom(true) }

func (w *Worker) replyFrom(own bool) reply {
	r := reply{w, w.iso.Current(), own}
	if r.ctx.Owner != nil {
		r.pending(1)
	}
	return r
}

func (r reply) pending(n int) {
	if c, ok := r.ctx.Owner.(*requestContext); ok && r.own {
		c.pending += n
		return
	}
	r.ctx.Owner.Pending(n)
}

// post runs fn in the isolate and context of the waiting code; any goroutine.
func (r reply) post(fn func()) {
	r.w.iso.Post(r.ctx, func() {
		owner := r.ctx.Owner
		if owner == nil {
			fn()
			return
		}
		owner.Deliver(r.ctx, fn)
		r.pending(-1)
	})
}

// requireRequest throws at module scope (DO-ID-21).
func (w *Worker) requireRequest() {
	webidl.RequireHandler(w.iso)
}
