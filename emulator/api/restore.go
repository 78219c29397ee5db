package api

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/actor"
)

// restored is what the [restore] method behind vendor gives for arg. It is what ctx.restore() makes,
// and can be stored: what it leads to is then made again by whoever uses it first. It belongs to one
// isolate.
type restored struct {
	vendor ref
	arg    message
	// rpcType tells something passed by reference from a stub of an entrypoint or object.
	rpcType, storable bool

	// live is what it leads to, nil until that is known: a *stub, *entrypoint, *restored or, if
	// rpcType, a *capability.
	live   any
	failed *thrown
	asking bool
	// waiting are those who wait to know.
	waiting []func()
}

// restoreFunctions serve restore.js.
func (w *Worker) restoreFunctions() functions {
	return functions{
		"enabled": func(goja.FunctionCall) goja.Value { return w.iso.Runtime().ToValue(w.storesStubs()) },
		"restore": func(call goja.FunctionCall) goja.Value {
			promise, resolve, reject := w.promise()
			if ex := w.iso.Runtime().Try(func() { w.restoreHere(call.Argument(0), resolve, reject) }); ex != nil {
				reject(ex.Value())
			}
			return promise
		},
	}
}

// restoreHere is ctx.restore(): the [restore] method of what handles the running event gives the
// stub, and what is made of it knows how to ask for it again.
func (w *Worker) restoreHere(params goja.Value, resolve, reject func(goja.Value)) {
	arg := w.packProps(params)
	w.invokeRestore(w.handlerOfEvent(), arg, func(live any) {
		self := w.selfRef()
		if self == nil {
			reject(w.iso.NewError("Error", msgNoSelf))
			return
		}
		made := &restored{vendor: self, arg: arg, storable: w.storesStubs()}
		made.live = made.bind(w, live)
		c, isCapability := live.(*capability)
		if !isCapability {
			resolve(w.call("fetcher", "makeFetcher", w.handle(made)))
			return
		}
		made.rpcType = true
		s := c.stub(w)
		s.channel = made
		resolve(w.call("rpc", "makeStub", w.handle(s)))
	}, reject)
}

// handlerOfEvent is the object whose methods handle the running event.
func (w *Worker) handlerOfEvent() goja.Value {
	switch owner := w.iso.Current().Owner.(type) {
	case *actor.Actor:
		if in, _ := owner.Instance.(*instance); in != nil && in.object != nil {
			return in.object
		}
	case *requestContext:
		if owner.handler != nil {
			return owner.handler
		}
	}
	return w.iso.Runtime().NewObject()
}

// selfRef is how what handles the running event can be found again, nil if nobody knows: a facet
// can be found only through the stub that it was called by.
func (w *Worker) selfRef() ref {
	switch owner := w.iso.Current().Owner.(type) {
	case *actor.Actor:
		if owner.Class() == nil {
			return &stub{object: owner.Object(), id: owner.ID, storable: w.storesStubs()}
		}
		if in, _ := owner.Instance.(*instance); in != nil && in.via != nil {
			return in.via
		}
	case *requestContext:
		if owner.loaded {
			if owner.via == nil {
				return nil
			}
			return owner.via.again() // the caller's belongs to its isolate
		}
		return &entrypoint{service: w.self(), export: owner.export, props: owner.props, storable: w.storesStubs()}
	}
	return nil
}

// invokeRestore calls the [restore] method of target and gives what that leads to. It runs in the
// context of target's event.
func (w *Worker) invokeRestore(target goja.Value, arg message, ok func(live any), fail func(goja.Value)) {
	value, err := w.iso.Call("restore", "invoke", target, w.unpackProps(arg))
	if err != nil {
		fail(w.exceptionValue(err))
		return
	}
	w.settle(value, func(v goja.Value) {
		live := w.liveOf(v)
		if live == nil {
			fail(w.iso.NewError("TypeError", msgRestoreResult))
			return
		}
		ok(live)
	}, fail)
}

// liveOf is what a [restore] method has given, nil if it is neither a stub nor becomes one.
func (w *Worker) liveOf(v goja.Value) any {
	o, isObject := v.(*goja.Object)
	if !isObject {
		return nil
	}
	if handle := w.call("rpc", "handleOf", o); !goja.IsUndefined(handle) {
		if s := held[*rpcStub](handle); s.capability != nil {
			return s.capability
		}
		return nil
	}
	if w.IsStub(o) {
		return w.stubOf(o)
	}
	switch entry := w.entryOf(o).(type) {
	case *entrypoint:
		return w.passEntry(entry)
	case nil:
	default:
		return entry
	}
	_, callable := goja.AssertFunction(o)
	if callable || w.iso.Runtime().InstanceOf(o, w.export("workers", "RpcTarget").(*goja.Object)) {
		return w.newCapability(o)
	}
	return nil
}

// ready calls use once it is known what r leads to, or fail with why it is not, in the context of
// the running code.
func (r *restored) ready(w *Worker, use func(), fail func(goja.Value)) {
	switch {
	case r.live != nil:
		use()
		return
	case r.failed != nil:
		fail(w.revive(r.failed))
		return
	}
	back := w.reply()
	r.waiting = append(r.waiting, func() {
		back.post(func() {
			if r.failed != nil {
				fail(w.revive(r.failed))
				return
			}
			use()
		})
	})
	r.ask(w)
}

// ask has what r leads to made again, once.
func (r *restored) ask(w *Worker) {
	if r.asking || r.live != nil || r.failed != nil {
		return
	}
	r.asking = true
	settled := func() {
		for _, next := range r.waiting {
			next()
		}
		r.waiting = nil
	}
	w.restoreBy(r.vendor, nil, r.arg, func(live any) {
		_, isCapability := live.(*capability)
		switch {
		case isCapability && !r.rpcType:
			r.failed = w.capture(w.iso.NewError("TypeError", msgNowRPC))
		case !isCapability && r.rpcType:
			r.failed = w.capture(w.iso.NewError("TypeError", msgNowService))
		default:
			r.live = r.bind(w, live)
		}
		settled()
	}, func(err *thrown) {
		r.failed = err
		settled()
	})
}

// bind makes a live target usable by the running code.
func (r *restored) bind(w *Worker, live any) any {
	if e, ok := live.(*entrypoint); ok && e.service == w.self() {
		own := *e
		own.service = nil
		return &own
	}
	if e, ok := live.(*entrypoint); ok {
		if _, loaded := e.service.(*dynamic); loaded {
			found := *e
			found.via = r
			return &found
		}
	}
	s, isStub := live.(*stub)
	if !isStub {
		return live
	}
	bound := &stub{object: s.object, find: s.find, id: s.id, owner: w.iso.Current().Owner, storable: s.storable}
	if s.find != nil {
		bound.via = r
	}
	return bound
}

// restoreBy has the [restore] method of vendor called, as an event of its own; ok and fail run in
// the context of the running code.
func (w *Worker) restoreBy(vendor any, via *restored, arg message, ok func(live any), fail func(*thrown)) {
	switch v := vendor.(type) {
	case *restored:
		v.ready(w, func() { w.restoreBy(v.live, v, arg, ok, fail) }, func(reason goja.Value) { fail(w.capture(reason)) })
	case *entrypoint:
		vendor := *v
		// What vends must allow stubs that are stored, even where the stub it was reached by was not.
		vendor.storable = vendor.storable || via != nil
		w.restoreByEntrypoint(&vendor, arg, ok, fail)
	case *stub:
		w.restoreByObject(v, via, arg, ok, fail)
	}
}

func (w *Worker) restoreByEntrypoint(e *entrypoint, arg message, ok func(live any), fail func(*thrown)) {
	if e.service == w.self() {
		own := *e
		own.service = nil
		e = &own
	}
	back := w.replyOf(e)
	refuse := func(err *actor.Error) {
		back.post(func() { fail(w.capture(w.actorError(err))) })
	}
	w.eventOf(e, e.export, func(t *Worker, c *requestContext, v *visit) {
		failed := func(reason goja.Value) {
			if err := t.capture(reason); v.answer() {
				back.post(func() { fail(err) })
			}
		}
		if err := e.allowed(t); err != nil {
			if v.answer() {
				refuse(err)
			}
			return
		}
		e.begin(c)
		if _, err := t.entryObject(c, e.export); err != nil {
			failed(t.exceptionValue(err))
			return
		}
		t.invokeRestore(t.handlerOfEvent(), arg, func(live any) {
			if v.answer() {
				back.post(func() { ok(live) })
			}
		}, failed)
	}, refuse)
}

func (w *Worker) restoreByObject(s *stub, via *restored, arg message, ok func(live any), fail func(*thrown)) {
	back := w.reply()
	event := &actor.Event{}
	event.Fail = func(err *actor.Error) {
		back.post(func() { fail(w.capture(w.actorError(err))) })
	}
	event.Run = func(a *actor.Actor) {
		serve := a.Place().Host().(*Worker)
		in := a.Instance.(*instance)
		if via != nil {
			in.via = via
		}
		serve.invokeRestore(in.object, arg, func(live any) {
			a.Output(func() {
				event.Done()
				back.post(func() { ok(live) })
			})
		}, func(reason goja.Value) {
			err := serve.capture(reason)
			a.Output(func() {
				event.Done()
				back.post(func() { fail(err) })
			})
		})
	}
	object := s.object
	if object == nil {
		object = s.find()
	}
	w.output(func() { object.Deliver(s.id, event) })
}

// arrive makes a fetcher of the same for its new holder, who has it made again.
func (r *restored) arrive(w *Worker) *goja.Object {
	if r.rpcType {
		return w.call("rpc", "makeStub", w.handle(&rpcStub{channel: r.again()})).(*goja.Object)
	}
	return w.call("fetcher", "makeFetcher", w.handle(r.again())).(*goja.Object)
}

// again is the same before anybody has asked what it leads to.
func (r *restored) again() *restored {
	vendor := r.vendor
	if v, ok := vendor.(*restored); ok {
		vendor = v.again()
	}
	return &restored{vendor: vendor, arg: r.arg, rpcType: r.rpcType, storable: r.storable}
}

// later calls use once r is ready; it gives the promise of what use gives.
func (r *restored) later(w *Worker, use func() goja.Value, made *result) goja.Value {
	if r.live != nil {
		return use()
	}
	promise, resolve, reject := w.promise()
	r.ready(w, func() { resolve(use()) }, func(reason goja.Value) {
		reject(reason)
		if made != nil {
			made.fail(reason)
		}
	})
	return promise
}

// rpc calls what r leads to.
func (r *restored) rpc(w *Worker, kind string, path []string, args message, made *result) goja.Value {
	return r.later(w, func() goja.Value { return r.live.(rpcTarget).rpc(w, kind, path, args, made) }, made)
}

// fetchRestored is a fetch of what r leads to.
func (w *Worker) fetchRestored(r *restored, input, init goja.Value) goja.Value {
	return r.later(w, func() goja.Value { return w.fetchFrom(r.live, input, init) }, nil)
}

// fetchFrom is the fetch of a stub.
func (w *Worker) fetchFrom(target any, input, init goja.Value) goja.Value {
	switch t := target.(type) {
	case *stub:
		return w.stubFetch(t, input, init)
	case *restored:
		return w.fetchRestored(t, input, init)
	case *fileTarget:
		return w.fetchFiles(t, input, init)
	}
	return w.loopback(target.(*entrypoint), input, init)
}
