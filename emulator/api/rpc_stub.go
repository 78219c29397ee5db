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
	// stubs counts those that are not disposed of.
	stubs atomic.Int64
}

// newCapability makes o callable from elsewhere, in the context of the running code.
func (w *Worker) newCapability(o *goja.Object) *capability {
	return &capability{w: w, ctx: w.iso.Current(), value: o}
}

// rpcStub is one stub of a capability.
type rpcStub struct {
	// capability is nil for a stub that was stored, until it is used.
	capability *capability
	// channel is how the capability can be made again, nil if it cannot.
	channel  *restored
	disposed bool
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
		s = r.capability.stub()
		s.channel = r.channel
	}
	return w.call("rpc", "makeStub", w.handle(s)).(*goja.Object)
}

// another is a further stub of the same.
func (s *rpcStub) another() *rpcStub {
	if s.capability == nil {
		return &rpcStub{channel: s.channel.again()}
	}
	t := s.capability.stub()
	t.channel = s.channel
	return t
}

func (c *capability) stub() *rpcStub {
	c.stubs.Add(1)
	return &rpcStub{capability: c}
}

// arrive makes a stub in the receiving Worker.
func (c *capability) arrive(w *Worker) *goja.Object {
	return w.call("rpc", "makeStub", w.handle(c.stub())).(*goja.Object)
}

// dispose gives the stub up; with the last one the target's own disposer runs, once.
func (s *rpcStub) dispose() {
	if s.disposed {
		return
	}
	s.disposed = true
	c := s.capability
	if c == nil {
		return
	}
	if c.stubs.Add(-1) > 0 {
		return
	}
	c.post(func() {
		o := c.value.(*goja.Object)
		dispose, ok := goja.AssertFunction(o.GetSymbol(c.w.disposeSymbol()))
		if !ok {
			return
		}
		if _, err := dispose(o); err != nil {
			c.w.report(c.w.exceptionValue(err))
		}
	}, func(*actor.Error) {})
}

func (w *Worker) disposeSymbol() *goja.Symbol {
	return w.iso.Runtime().Get("Symbol").ToObject(w.iso.Runtime()).Get("dispose").(*goja.Symbol)
}

// post runs fn in the capability's own context, or gone when that has ended.
func (c *capability) post(fn func(), gone func(*actor.Error)) {
	lost := func() { gone(&actor.Error{Message: actor.MsgShutDown}) }
	posted := c.w.iso.PostOr(c.ctx, func() {
		a, isActor := c.ctx.Owner.(*actor.Actor)
		switch {
		case isActor && a.Ended() != nil:
			gone(a.Ended())
		case c.ctx.Owner != nil:
			c.ctx.Owner.Deliver(c.ctx, fn)
		default:
			fn()
		}
	}, lost)
	if !posted {
		lost()
	}
}

// passStub is a stub that goes along with a message: the holder keeps its own, or, by the rule
// of older dates for parameters, loses it. One that was disposed of arrives so.
func (p *packing) passStub(s *rpcStub) ref {
	if s.disposed {
		return disposedStub{}
	}
	if s.channel != nil {
		s.channel.ask(p.w)
		return &stubRef{s.capability, s.channel}
	}
	if p.params && !p.w.options.Flags.Has("rpc_params_dup_stubs") {
		s.disposed = true
		s.capability.stubs.Add(-1)
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
	back := w.reply()
	w.sendCall(func() { s.capability.call(w, back, p, kind, path, args, made) })
	return p.promise
}

// stubFunctions of rpc.js: the life of stubs.
func (w *Worker) rpcStubFunctions() functions {
	s := func(call goja.FunctionCall) *rpcStub { return held[*rpcStub](call.Argument(0)) }
	return functions{
		"wrap": func(call goja.FunctionCall) goja.Value {
			return w.handle(w.newCapability(call.Argument(0).(*goja.Object)).stub())
		},
		"dup": func(call goja.FunctionCall) goja.Value {
			if s(call).disposed {
				w.iso.Throw("Error", msgStubDisposed)
			}
			return w.handle(s(call).another())
		},
		"dispose": func(call goja.FunctionCall) goja.Value {
			s(call).dispose()
			return goja.Undefined()
		},
	}
}
