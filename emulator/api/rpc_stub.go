package api

import (
	"sync/atomic"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/actor"
	"github.com/devdo/devdo/emulator/isolate"
)

// capability is a function or an RpcTarget that others hold stubs of.
type capability struct {
	w     *Worker
	ctx   *isolate.Context
	value goja.Value
	// stubs counts those that are not disposed of, messages on their way and calls in progress.
	stubs atomic.Int64
	// scope ends the calls.
	scope *scope
	// onDrop is called once nobody has a stub any more; nil means the value's own disposer.
	onDrop func()
}

// newCapability makes o callable from elsewhere, in the context of the running code.
func (w *Worker) newCapability(v goja.Value) *capability {
	c := &capability{w: w, ctx: w.iso.Current(), value: v, scope: w.scope()}
	if event, ok := c.ctx.Owner.(*requestContext); ok {
		event.lend(1)
	}
	return c
}

// rpcStub is one stub of a capability.
type rpcStub struct {
	// capability is nil for a stub that was stored, until it is used.
	capability *capability
	// channel is how the capability can be made again, nil if it cannot.
	channel  *restored
	disposed bool
	// holder has the stub until it is disposed of.
	holder *scope
}

// stubRef is a stub that can be made again, as something passed by reference.
type stubRef struct {
	capability *capability
	channel    *restored
}

// arrive makes a stub in the receiving Worker.
func (r *stubRef) arrive(w *Worker) *goja.Object {
	s := &rpcStub{channel: r.channel}
	if r.capability != nil {
		s = r.capability.stub(w)
		s.channel = r.channel
	}
	return w.call("rpc", "makeStub", w.handle(s)).(*goja.Object)
}

// another is a further stub of the same.
func (s *rpcStub) another(w *Worker) *rpcStub {
	if s.capability == nil {
		return &rpcStub{channel: s.channel.again()}
	}
	t := s.capability.stub(w)
	t.channel = s.channel
	return t
}

// stub is a further stub, for the running code of w.
func (c *capability) stub(w *Worker) *rpcStub {
	c.stubs.Add(1)
	s := &rpcStub{capability: c}
	w.scope().hold(s)
	return s
}

// arrive makes a stub in the receiving Worker.
func (c *capability) arrive(w *Worker) *goja.Object {
	return w.call("rpc", "makeStub", w.handle(c.stub(w))).(*goja.Object)
}

// dispose gives the stub up.
func (s *rpcStub) dispose() {
	if s.disposed {
		return
	}
	s.disposed = true
	s.holder.drop(s)
	if s.capability != nil {
		s.capability.release()
	}
}

// release gives a stub up, or what counts as one; any goroutine. After the last one the target's
// own disposer runs, once.
func (c *capability) release() {
	if c.stubs.Add(-1) > 0 {
		return
	}
	c.post(func() {
		defer func() {
			if event, ok := c.ctx.Owner.(*requestContext); ok {
				event.lend(-1)
			}
		}()
		if c.onDrop != nil {
			c.onDrop()
			return
		}
		if o, ok := c.value.(*goja.Object); ok {
			c.w.runDisposer(o)
		}
	}, func(*actor.Error) {})
}

// runDisposer calls the disposer that a value has.
func (w *Worker) runDisposer(o *goja.Object) {
	dispose, ok := goja.AssertFunction(o.GetSymbol(w.disposeSymbol()))
	if !ok {
		return
	}
	if _, err := dispose(o); err != nil {
		w.report(w.exceptionValue(err))
	}
}

func (w *Worker) disposeSymbol() *goja.Symbol {
	return w.iso.Runtime().Get("Symbol").ToObject(w.iso.Runtime()).Get("dispose").(*goja.Symbol)
}

// post runs fn in the capability's own context, or gone when that has ended.
func (c *capability) post(fn func(), gone func(*actor.Error)) {
	lost := func() { gone(callbackGone()) }
	posted := c.w.iso.PostOr(c.ctx, func() {
		if c.scope != nil && c.scope.ended != nil {
			gone(c.scope.ended)
			return
		}
		c.deliver(fn)
	}, lost)
	if !posted {
		lost()
	}
}

// enter runs a call in the capability's own context. done is to be called when it is over: false
// means that fail has been called because the context ended first.
func (c *capability) enter(run func(done func() bool), fail func(*actor.Error)) {
	c.stubs.Add(1)
	ended := func(err *actor.Error) {
		fail(err)
		c.release()
	}
	lost := func() { ended(callbackGone()) }
	posted := c.w.iso.PostOr(c.ctx, func() {
		done := c.scope.begin(ended)
		if done == nil {
			return
		}
		c.deliver(func() {
			run(func() bool {
				news := done()
				if news {
					c.release()
				}
				return news
			})
		})
	}, lost)
	if !posted {
		lost()
	}
}

func (c *capability) deliver(fn func()) {
	if c.ctx.Owner == nil {
		fn()
		return
	}
	c.ctx.Owner.Deliver(c.ctx, fn)
}

// passStub is a stub that goes along with a message. Its holder keeps its own, except that a result
// takes its stubs along, and so do parameters by the rule of older dates. One that was disposed of
// arrives so.
func (p *packing) passStub(s *rpcStub) ref {
	if s.disposed {
		return disposedStub{}
	}
	if !p.params || !p.w.options.Flags.Has("rpc_params_dup_stubs") {
		p.moved = append(p.moved, s)
	}
	if s.channel != nil {
		s.channel.ask(p.w)
		return &stubRef{s.capability, s.channel}
	}
	return s.capability
}

// disposedStub is a stub that cannot be used.
type disposedStub struct{}

func (disposedStub) arrive(w *Worker) *goja.Object {
	return w.call("rpc", "makeStub", w.handle(&rpcStub{disposed: true})).(*goja.Object)
}

// rpc calls the capability.
func (s *rpcStub) rpc(w *Worker, kind string, path []string, args message, made *result) goja.Value {
	if s.capability == nil && !s.disposed {
		return s.channel.later(w, func() goja.Value {
			s.capability = s.channel.live.(*capability)
			s.capability.stubs.Add(1)
			return s.rpc(w, kind, path, args, made)
		}, made)
	}
	p := w.newOutcome(made)
	if s.disposed {
		p.reject(w.iso.NewError("Error", msgStubDisposed))
		return p.promise
	}
	back, c := w.reply(), s.capability
	// A call that waits to leave keeps the target, whatever becomes of the stub meanwhile.
	c.stubs.Add(1)
	w.sendCall(func() {
		c.call(w, back, p, kind, path, args, made)
		c.release()
	})
	return p.promise
}

// stubFunctions of rpc.js: the life of stubs.
func (w *Worker) rpcStubFunctions() functions {
	s := func(call goja.FunctionCall) *rpcStub { return held[*rpcStub](call.Argument(0)) }
	return functions{
		"wrap": func(call goja.FunctionCall) goja.Value {
			return w.handle(w.newCapability(call.Argument(0)).stub(w))
		},
		"dup": func(call goja.FunctionCall) goja.Value {
			if s(call).disposed {
				w.iso.Throw("Error", msgStubDisposed)
			}
			return w.handle(s(call).another(w))
		},
		"dispose": func(call goja.FunctionCall) goja.Value {
			s(call).dispose()
			return goja.Undefined()
		},
	}
}
