package api

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/actor"
)

// rpcFunctions serve rpc.js.
func (w *Worker) rpcFunctions() functions {
	all := functions{
		"call": func(call goja.FunctionCall) goja.Value {
			args, err := w.pack(call.Argument(2))
			if err != nil {
				return w.iso.Rejected(w.exceptionValue(err))
			}
			return held[rpcTarget](call.Argument(0)).rpc(w, "call", w.path(call.Argument(1)), args)
		},
		"get": func(call goja.FunctionCall) goja.Value {
			return held[rpcTarget](call.Argument(0)).rpc(w, "get", w.path(call.Argument(1)), message{})
		},
	}
	for name, fn := range w.rpcStubFunctions() {
		all[name] = fn
	}
	return all
}

func (w *Worker) path(v goja.Value) []string {
	var path []string
	if err := w.iso.Runtime().ExportTo(v, &path); err != nil {
		panic(err)
	}
	return path
}

// rpcTarget is what can be called by RPC: kind is "call", or "get" for a property.
type rpcTarget interface {
	rpc(w *Worker, kind string, path []string, args message) goja.Value
}

// rpc sends one call to the object.
func (s *stub) rpc(w *Worker, kind string, path []string, args message) goja.Value {
	promise, resolve, reject := w.promise()
	if ex := w.iso.Runtime().Try(func() { w.usable(s) }); ex != nil {
		reject(ex.Value())
		return promise
	}
	if err := s.use(); err != nil {
		reject(w.actorError(err))
		return promise
	}
	back := w.reply()
	event := &actor.Event{}
	event.Fail = func(err *actor.Error) {
		back.post(func() {
			if err.DurableObjectReset {
				s.broken = err
			}
			reject(w.actorError(err))
		})
	}
	event.Run = func(a *actor.Actor) {
		serve := a.Place().Host().(*Worker)
		serve.serveRPC(a, kind, path, args, func(m message) {
			a.Output(func() {
				event.Done()
				back.post(func() { w.resolveRPC(m, resolve, reject) })
			})
		}, func(reason goja.Value) {
			err := serve.capture(reason)
			flags := serve.rpcFlags(reason, err, s)
			a.Output(func() {
				event.Done()
				back.post(func() { reject(w.revive(err, flags...)) })
			})
		})
	}
	w.sendCall(func() { s.object.Deliver(s.id, event) })
	return promise
}

// rpcFlags are what an exception gets on its way out of an object (DO-LIFE-61).
func (w *Worker) rpcFlags(reason goja.Value, t *thrown, s *stub) []flag {
	remote := flag{"remote", true}
	if t.data != nil && w.call("rpc_receiver", "isUserError", reason).ToBoolean() {
		return []flag{{"durableObjectId", s.id.Hex}, remote}
	}
	return []flag{remote}
}

// resolveRPC settles a call with its result. An object can dispose of the stubs within it
// (DO-RPC-25).
func (w *Worker) resolveRPC(m message, resolve, reject func(goja.Value)) {
	v, stubs, err := w.unpack(m)
	if err != nil {
		reject(w.exceptionValue(err))
		return
	}
	if o, ok := v.(*goja.Object); ok && goja.IsUndefined(w.call("rpc", "handleOf", o)) {
		w.call("rpc", "owning", o, w.iso.Func(func(goja.FunctionCall) goja.Value {
			disposeAll(stubs)
			return goja.Undefined()
		}))
	}
	resolve(v)
}

func disposeAll(stubs []*rpcStub) {
	for _, s := range stubs {
		s.dispose()
	}
}

// serveRPC runs a call in the object; in a turn of the actor.
func (w *Worker) serveRPC(a *actor.Actor, kind string, path []string, args message, ok func(message), fail func(goja.Value)) {
	in := a.Instance.(*instance)
	if !w.iso.Runtime().InstanceOf(in.object, w.export("workers", "DurableObject").(*goja.Object)) {
		fail(w.call("rpc_receiver", "fault", w.text(msgNoRPC)))
		return
	}
	w.receive(in.object, kind, path, args, ok, fail)
}

// receive runs a call on a value. Stubs among the arguments are disposed of when it returns
// (DO-RPC-27).
func (w *Worker) receive(target *goja.Object, kind string, path []string, args message, ok func(message), fail func(goja.Value)) {
	params := []goja.Value{target, w.iso.Runtime().ToValue(path)}
	var stubs []*rpcStub
	if kind == "call" {
		list, received, err := w.unpack(args)
		if err != nil {
			fail(w.exceptionValue(err))
			return
		}
		stubs, params = received, append(params, list)
	}
	failed := func(reason goja.Value) {
		disposeAll(stubs)
		fail(reason)
	}
	result, err := w.iso.Call("rpc_receiver", kind, params...)
	if err != nil {
		failed(w.exceptionValue(err))
		return
	}
	w.settle(result, func(v goja.Value) {
		m, err := w.pack(v)
		if err != nil {
			failed(w.exceptionValue(err))
			return
		}
		ok(m)
		disposeAll(stubs)
	}, failed)
}
