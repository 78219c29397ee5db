package api

import (
	"fmt"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/actor"
	"github.com/devdo/devdo/emulator/isolate"
)

// rpcFunctions serve rpc.js.
func (w *Worker) rpcFunctions() functions {
	all := functions{
		"call": func(call goja.FunctionCall) goja.Value {
			made := &result{}
			promise := w.callRPC(held[rpcTarget](call.Argument(0)), w.path(call.Argument(1)), call.Argument(2), made)
			return w.iso.Runtime().NewArray(promise, w.handle(made))
		},
		"get": func(call goja.FunctionCall) goja.Value {
			return held[rpcTarget](call.Argument(0)).rpc(w, "get", w.path(call.Argument(1)), message{}, &result{})
		},
	}
	for name, fn := range w.rpcStubFunctions() {
		all[name] = fn
	}
	return all
}

// callRPC sends a call, whose result others can call while it is on its way.
func (w *Worker) callRPC(target rpcTarget, path []string, list goja.Value, made *result) goja.Value {
	args, err := w.packParams(list)
	if err != nil {
		reason := w.exceptionValue(err)
		made.fail(reason)
		return w.iso.Rejected(reason)
	}
	return target.rpc(w, "call", path, args, made)
}

// maxMessage is the largest message, in bytes (DO-RPC-36).
const maxMessage = 32 << 20

func (w *Worker) checkSize(m message) error {
	if len(m.data) <= maxMessage {
		return nil
	}
	return w.exception(w.iso.NewError("Error", fmt.Sprintf(
		"Serialized RPC arguments or return values are limited to 32MiB, but the size of this value was: %d bytes.", len(m.data))))
}

func (w *Worker) path(v goja.Value) []string {
	var path []string
	if err := w.iso.Runtime().ExportTo(v, &path); err != nil {
		panic(err)
	}
	return path
}

// rpcTarget is what can be called by RPC: kind is "call", or "get" for a property. The value will
// be in made, unless that is nil.
type rpcTarget interface {
	rpc(w *Worker, kind string, path []string, args message, made *result) goja.Value
}

// rpc sends one call to the object.
func (s *stub) rpc(w *Worker, kind string, path []string, args message, made *result) goja.Value {
	p := w.newOutcome(made)
	if ex := w.iso.Runtime().Try(func() { w.usable(s) }); ex != nil {
		p.reject(ex.Value())
		return p.promise
	}
	if refusal := w.trySubrequest(); refusal != nil {
		p.reject(refusal)
		return p.promise
	}
	err := s.use()
	if err == nil {
		err = w.admit(s.object)
	}
	if err != nil {
		p.failed(w, w.actorError(err))
		return p.promise
	}
	back := w.reply()
	event := &actor.Event{}
	event.Fail = func(err *actor.Error) {
		back.post(func() {
			if err.DurableObjectReset {
				s.broken = err
			}
			p.failed(w, w.actorError(err))
		})
	}
	event.Run = func(a *actor.Actor) {
		serve := a.Place().Host().(*Worker)
		s.called(a)
		serve.serveRPC(a, kind, path, args, made, func(m message) {
			a.Output(func() {
				event.Done()
				back.post(func() { w.resolveRPC(m, p, made) })
			})
		}, func(reason goja.Value, thrown bool) {
			err := serve.capture(reason)
			flags := serve.rpcFlags(reason, err, a, thrown)
			a.Output(func() {
				event.Done()
				back.post(func() { p.failed(w, w.revive(err, callerFlags(back.ctx, flags)...)) })
			})
		})
	}
	w.sendCall(func() { s.object.Deliver(s.id, event) })
	return p.promise
}

// rpcFlags are what an exception gets on its way out of an object (DO-LIFE-61).
func (w *Worker) rpcFlags(reason goja.Value, t *thrown, a *actor.Actor, byCode bool) []flag {
	remote := flag{"remote", true}
	if a.ID.Text {
		return []flag{remote}
	}
	if byCode && t.data != nil && w.call("rpc_receiver", "isUserError", reason).ToBoolean() {
		return []flag{{"durableObjectId", a.ID.Hex}, remote}
	}
	return []flag{remote}
}

// callerFlags adds the caller's id, where the caller is an object and the exception has none yet.
func callerFlags(ctx *isolate.Context, flags []flag) []flag {
	a, isActor := ctx.Owner.(*actor.Actor)
	if !isActor || a.ID.Text || flags[0].name == "durableObjectId" {
		return flags
	}
	return append(flags, flag{"durableObjectId", a.ID.Hex})
}

// resolveRPC settles a call with its result. An object can dispose of the stubs within it
// (DO-RPC-25), and runs the disposer that it had on the other side then.
func (w *Worker) resolveRPC(m message, p outcome, made *result) {
	v, stubs, err := w.unpack(m)
	if err != nil {
		made.drop()
		p.reject(w.exceptionValue(err))
		return
	}
	if o, ok := v.(*goja.Object); ok && goja.IsUndefined(w.call("rpc", "handleOf", o)) {
		w.call("rpc", "owning", o, w.iso.Func(func(goja.FunctionCall) goja.Value {
			disposeAll(stubs)
			made.drop()
			return goja.Undefined()
		}))
	}
	made.arrived(v)
	if !m.disposer {
		made.drop()
	}
	p.resolve(v)
}

func disposeAll(stubs []*rpcStub) {
	for _, s := range stubs {
		s.dispose()
	}
}

// serveRPC runs a call in the object; in a turn of the actor.
func (w *Worker) serveRPC(a *actor.Actor, kind string, path []string, args message, made *result, ok func(message), fail func(goja.Value, bool)) {
	in := a.Instance.(*instance)
	if !w.options.Flags.Has("js_rpc") && !w.iso.Runtime().InstanceOf(in.object, w.export("workers", "DurableObject").(*goja.Object)) {
		fail(w.call("rpc_receiver", "fault", w.text(msgNoRPC)), false)
		return
	}
	w.receive(w.entry(in.object), kind, path, args, made, ok, fail)
}

// receiver is what a call is made on. entry is undefined, except for an export or an object,
// which have names of their own that cannot be called.
type receiver struct{ target, entry goja.Value }

// value is a receiver that was passed by reference.
func value(v goja.Value) receiver { return receiver{v, goja.Undefined()} }

// entry is an instance of an exported class.
func (w *Worker) entry(o *goja.Object) receiver {
	return receiver{o, w.iso.Runtime().ToValue(true)}
}

// handlers is an object of functions, which get ctx.
func (w *Worker) handlers(o *goja.Object, ctx goja.Value) receiver {
	entry := w.iso.Runtime().NewObject()
	_ = entry.Set("env", w.env)
	_ = entry.Set("ctx", ctx)
	return receiver{o, entry}
}

// receive runs a call. Stubs among the arguments are disposed of when it returns (DO-RPC-27). What
// fail gets has been thrown by code, or is an exception of the passing itself.
func (w *Worker) receive(on receiver, kind string, path []string, args message, made *result, ok func(message), fail func(reason goja.Value, thrown bool)) {
	params := []goja.Value{on.target, w.iso.Runtime().ToValue(path)}
	var stubs []*rpcStub
	if kind == "call" {
		list, received, err := w.unpack(args)
		if err != nil {
			fail(w.exceptionValue(err), false)
			return
		}
		stubs, params = received, append(params, list)
	}
	failed := func(reason goja.Value) {
		disposeAll(stubs)
		fail(reason, true)
	}
	value, err := w.iso.Call("rpc_receiver", kind, append(params, on.entry)...)
	if err != nil {
		failed(w.exceptionValue(err))
		return
	}
	w.settle(value, func(v goja.Value) {
		p := &packing{w: w}
		m, err := made.pack(p, v)
		if err != nil {
			disposeAll(stubs)
			fail(w.exceptionValue(err), false)
			return
		}
		disposeAll(stubs)
		ok(m)
	}, failed)
}
