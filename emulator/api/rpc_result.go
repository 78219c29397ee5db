package api

import (
	"sync"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/actor"
	"github.com/devdo/devdo/emulator/isolate"
)

// result is what a call will give, as calls on it see it: they are sent before it is there and
// wait for it where it is made (DO-RPC-23).
type result struct {
	mu sync.Mutex // guards the fields below
	// made is the value on the side of the callee, nil until it is there.
	made *capability
	// waiting are calls that came before it.
	waiting []func(*capability)
	// refused are those calls' ends, for the case that there will be no value.
	refused []func(goja.Value)
	failed  bool
	reason  goja.Value
	dropped bool
	// value is the value on the side of the caller, nil until it is there; for the caller's loop.
	value goja.Value
}

// pack serialises the value for the caller and makes it known to those who wait; in a turn of the
// callee.
func (r *result) pack(p *packing, v goja.Value) (message, error) {
	w := p.w
	disposer := w.call("rpc_receiver", "takeDisposer", v)
	m, err := p.pack(v)
	if err != nil {
		return m, err
	}
	c := p.only(v)
	switch {
	case c != nil:
		disposeAll(p.moved)
	case w.call("rpc_receiver", "isPipelined", v).ToBoolean():
		c = w.newCapability(v)
		dispose, has := goja.AssertFunction(disposer)
		m.disposer = has
		moved := p.moved
		c.onDrop = func() {
			if has {
				if _, err := dispose(v); err != nil {
					w.report(w.exceptionValue(err))
				}
			}
			disposeAll(moved)
		}
	default:
		disposeAll(p.moved)
		c = w.newCapability(goja.Undefined())
		c.onDrop = func() {}
	}
	c.stubs.Add(1)
	r.fill(c)
	return m, nil
}

// only is what a result consists of that is a stub, and nothing else.
func (p *packing) only(v goja.Value) *capability {
	o, ok := v.(*goja.Object)
	if !ok || len(p.refs) != 1 || p.first != o {
		return nil
	}
	return capabilityOf(p.refs[0])
}

// fill gives calls that wait for the value what it is.
func (r *result) fill(c *capability) {
	r.mu.Lock()
	waiting := r.waiting
	r.made, r.waiting, r.refused = c, nil, nil
	r.mu.Unlock()
	for _, call := range waiting {
		call(c)
	}
}

// arrived says that the caller has the value, on which it makes its calls from now on.
func (r *result) arrived(v goja.Value) { r.value = v }

// drop gives up the value where it was made; in a turn of the caller.
func (r *result) drop() {
	r.mu.Lock()
	c := r.made
	dropped := r.dropped
	r.dropped = true
	r.mu.Unlock()
	if c != nil && !dropped {
		c.release()
	}
}

// fail ends the calls that wait; in a turn of the caller.
func (r *result) fail(reason goja.Value) {
	r.mu.Lock()
	refused := r.refused
	r.failed, r.reason = true, reason
	r.waiting, r.refused = nil, nil
	r.mu.Unlock()
	for _, refuse := range refused {
		refuse(reason)
	}
}

// when calls use once the value is there, or refuse in the caller's isolate.
func (r *result) when(use func(*capability), refuse func(goja.Value)) {
	r.mu.Lock()
	made, failed, reason := r.made, r.failed, r.reason
	if made == nil && !failed {
		r.waiting, r.refused = append(r.waiting, use), append(r.refused, refuse)
	}
	r.mu.Unlock()
	switch {
	case made != nil:
		use(made)
	case failed:
		refuse(reason)
	}
}

// rpc calls something that the result has.
func (r *result) rpc(w *Worker, kind string, path []string, args message, made *result) goja.Value {
	p := w.newOutcome(made)
	if r.value != nil {
		w.callArrived(r.value, p, kind, path, args, made)
		return p.promise
	}
	back := w.reply()
	w.sendCall(func() {
		r.when(func(c *capability) {
			c.call(w, back, p, kind, path, args, made)
		}, func(reason goja.Value) { back.post(func() { p.reject(reason) }) })
	})
	return p.promise
}

// outcome settles a call's promise; its rejection also ends the calls that wait for its result.
type outcome struct {
	promise         goja.Value
	resolve, reject func(goja.Value)
	// caller is where the call was made.
	caller []goja.StackFrame
}

// maxCallerFrames is how much of the caller's stack an exception shows.
const maxCallerFrames = 10

// failed rejects with an exception that came from elsewhere.
//
// Unlike workerd, whose exceptions by RPC show the caller's stack alone, what the other side told
// of its own stays in front: without it nobody finds the line that failed.
func (p outcome) failed(w *Worker, reason goja.Value) {
	if o, ok := reason.(*goja.Object); ok && w.isError(o) {
		if stack, ok := o.Get("stack").(goja.String); ok {
			text := isolate.FormatStack(stack.String()) + isolate.AsyncFrames(p.caller)
			_ = o.DefineDataProperty("stack", w.text(text), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
		}
	}
	p.reject(reason)
}

func (w *Worker) newOutcome(made *result) outcome {
	promise, resolve, reject := w.promise()
	caller := w.iso.Runtime().CaptureCallStack(maxCallerFrames, nil)
	return outcome{promise, resolve, func(reason goja.Value) {
		reject(reason)
		if made != nil {
			made.fail(reason)
		}
	}, caller}
}

// callArrived calls something that a result has which the caller has got.
func (w *Worker) callArrived(v goja.Value, p outcome, kind string, path []string, args message, made *result) {
	o, ok := v.(*goja.Object)
	if !ok {
		args.arrived()
		p.reject(w.iso.NewError("TypeError", "Can't pipeline on RPC that did not return an object."))
		return
	}
	back := w.reply()
	if handle := w.call("rpc", "handleOf", o); !goja.IsUndefined(handle) {
		s := held[*rpcStub](handle)
		if s.disposed {
			args.arrived()
			back.post(func() { p.reject(w.iso.NewError("Error", msgStubDisposed)) })
			return
		}
		w.sendCall(func() { s.capability.call(w, back, p, kind, path, args, made) })
		return
	}
	c := w.newCapability(o)
	c.onDrop = func() {}
	w.sendCall(func() { c.call(w, back, p, kind, path, args, made) })
}

// call runs a call where the capability is and sends its outcome back.
func (c *capability) call(w *Worker, back reply, p outcome, kind string, path []string, args message, made *result) {
	began := false
	gone := func(err *actor.Error) {
		if !began {
			args.arrived()
		}
		var flags []flag
		if err.Message != msgCallbackGone {
			flags = c.w.stubFlags(c.ctx, true)
		}
		back.post(func() { p.failed(w, w.actorError(err, flags...)) })
	}
	var v *visit
	if c.w != w {
		if v = c.w.visit(func() {}, gone); v == nil {
			return
		}
	}
	c.enter(func(done func() bool) {
		began = true
		answer := func(fn func()) {
			if !done() {
				return
			}
			c.w.output(func() {
				if v.answer() {
					back.post(fn)
				}
			})
		}
		c.w.receive(value(c.value), kind, path, args, made, func(m message) {
			answer(func() { w.resolveRPC(m, p, made) })
		}, func(reason goja.Value, thrown bool) {
			err, flags := c.w.capture(reason), c.w.stubFlags(c.ctx, thrown)
			answer(func() { p.failed(w, w.revive(err, flags...)) })
		})
	}, func(err *actor.Error) {
		if v.answer() {
			gone(err)
		}
	})
}

// stubFlags are what an exception gets on its way out of something that was passed by reference.
func (w *Worker) stubFlags(ctx *isolate.Context, thrown bool) []flag {
	remote := flag{"remote", true}
	a, isActor := ctx.Owner.(*actor.Actor)
	if isActor && thrown && !a.ID.Text {
		return []flag{{"durableObjectId", a.ID.Hex}, remote}
	}
	return []flag{remote}
}
