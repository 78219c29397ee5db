package api

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/actor"
	"github.com/devdo/devdo/emulator/isolate"
)

// requestContext is one request, or other event, of the Worker itself: the owner of its
// asynchronous work. It has no gates.
type requestContext struct {
	label   string
	pending int
	// props are ctx.props, nil for none.
	props goja.Value
	// passThrough is set by passThroughOnException.
	passThrough bool
}

// EventContext is the context of one event of a Worker, for code that is run as one.
func EventContext(label string) *isolate.Context {
	return &isolate.Context{Owner: &requestContext{label: label}}
}

// Deliver lets work of a request in at once.
func (c *requestContext) Deliver(_ *isolate.Context, fn func()) { fn() }

// Pending counts the request's work in progress.
func (c *requestContext) Pending(n int) { c.pending += n }

// contextFunctions serve execution_context.js.
func (w *Worker) contextFunctions() functions {
	return functions{
		"waitUntil": func(call goja.FunctionCall) goja.Value {
			w.waitUntil(call.Argument(1))
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
	if owner == nil {
		w.iso.Throw("Error", msgGlobalScope)
	}
	owner.Pending(1)
	w.settle(v, func(goja.Value) { owner.Pending(-1) }, func(reason goja.Value) {
		owner.Pending(-1)
		w.report(reason)
	})
}

// makeContext makes the ctx of a Worker's handler.
func (w *Worker) makeContext(c *requestContext) goja.Value {
	props := c.props
	if props == nil {
		props = w.iso.Runtime().NewObject()
	}
	return w.call("execution_context", "makeContext", w.handle(c), props, w.contextExports())
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
}

// reply counts as work of the running code's owner until post is called, which must happen
// exactly once.
func (w *Worker) reply() reply {
	r := reply{w, w.iso.Current()}
	if r.ctx.Owner != nil {
		r.ctx.Owner.Pending(1)
	}
	return r
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
		owner.Pending(-1)
	})
}

// requireRequest throws at module scope (DO-ID-21).
func (w *Worker) requireRequest() {
	if w.iso.Current().Owner == nil {
		w.iso.Throw("Error", msgGlobalScope)
	}
}
