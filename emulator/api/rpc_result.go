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
}

// fill makes the value known; in a turn of the callee.
func (r *result) fill(w *Worker, v goja.Value) {
	c := &capability{w: w, ctx: w.iso.Current(), value: v}
	if handle := w.call("rpc", "handleOf", v); !goja.IsUndefined(handle) {
		c = held[*rpcStub](handle).capability
	}
	r.mu.Lock()
	waiting := r.waiting
	r.made, r.waiting, r.refused = c, nil, nil
	r.mu.Unlock()
	for _, call := range waiting {
		call(c)
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
}

func (w *Worker) newOutcome(made *result) outcome {
	promise, resolve, reject := w.promise()
	return outcome{promise, resolve, func(reason goja.Value) {
		reject(reason)
		if made != nil {
			made.fail(reason)
		}
	}}
}

// call runs a call where the capability is and sends its outcome back.
func (c *capability) call(w *Worker, back reply, p outcome, kind string, path []string, args message, made *result) {
	gone := func(*actor.Error) {
		back.post(func() { p.reject(w.iso.NewError("Error", msgCallbackGone)) })
	}
	var v *visit
	if c.w != w {
		if v = c.w.visit(func() {}, gone); v == nil {
			return
		}
	}
	answer := func(fn func()) {
		c.w.output(func() {
			if v.answer() {
				back.post(fn)
			}
		})
	}
	c.post(func() {
		c.w.receive(value(c.value), kind, path, args, made, func(m message) {
			answer(func() { w.resolveRPC(m, p) })
		}, func(reason goja.Value, thrown bool) {
			err, flags := c.w.capture(reason), c.w.stubFlags(c.ctx, thrown)
			answer(func() { p.reject(w.revive(err, flags...)) })
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
