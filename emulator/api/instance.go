package api

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/actor"
	"github.com/devdo/devdo/emulator/api/filesystem"
	"github.com/devdo/devdo/emulator/api/web"
)

// instance is a Durable Object's instance of the user's class, in this isolate.
type instance struct {
	object *goja.Object
	ctx    goja.Value
	// via is how a facet can be found again, nil if nobody has said.
	via *restored
	// sockets are the WebSocket objects made for hibernatable sockets: one each, so that
	// scripts can use them as keys.
	sockets map[*actor.Socket]*goja.Object
	// ordinary are the open sockets that the instance listens to: they end with it.
	ordinary map[*socket]struct{}
	// scope ends with the instance.
	scope scope
	// handlers are the methods that the runtime calls, as they are when the constructor ends.
	handlers map[string]goja.Callable
}

var handlerNames = []string{"fetch", "alarm", "webSocketMessage", "webSocketClose", "webSocketError", queueHandler, scheduledHandler}

func (in *instance) findHandlers() {
	in.handlers = map[string]goja.Callable{}
	for _, name := range handlerNames {
		if call, ok := goja.AssertFunction(in.object.Get(name)); ok {
			in.handlers[name] = call
		}
	}
}

// Construct runs the constructor of the actor's class.
func (w *Worker) Construct(a *actor.Actor) *actor.Error {
	construct, ok := goja.AssertConstructor(w.exported(a.ClassName()))
	if !ok {
		return &actor.Error{Message: "Durable Object class " + a.ClassName() + " is not exported."}
	}
	var props message
	if c, isFacet := a.Class().(*actorClass); isFacet {
		props = c.props
	}
	in := &instance{sockets: map[*actor.Socket]*goja.Object{}, ordinary: map[*socket]struct{}{}}
	a.Instance = in
	rt := w.iso.Runtime()
	var err error
	ex := rt.Try(func() {
		in.ctx = w.call("durable_object_state", "makeState", w.handle(a), w.makeID(a.ID), w.contextExports(), w.unpackProps(props))
		if in.object, err = construct(nil, in.ctx, w.env); err == nil {
			in.findHandlers()
		}
	})
	if ex != nil {
		err = ex
	}
	if err != nil {
		reason := w.exceptionValue(err)
		return &actor.Error{Message: reason.String(), Cause: w.capture(reason)}
	}
	return nil
}

// Ended forgets the instance; streams that it was still filling break off.
func (w *Worker) Ended(a *actor.Actor) {
	if in, _ := a.Instance.(*instance); in != nil {
		for s := range in.ordinary {
			s.end.Drop()
		}
		in.scope.end(w.iso, a.Ended())
	}
	a.Instance = nil
	web.OwnerEnded(w.iso, a, web.NewError(a.Ended().Message))
	filesystem.OwnerEnded(w.iso, a)
}

// handler finds a handler method of an instance.
func (in *instance) handler(name string) (goja.Callable, bool) {
	if in == nil {
		return nil, false
	}
	call, ok := in.handlers[name]
	return call, ok
}

// handle calls a handler whose result nobody gets: a failure is logged. It reports whether the
// handler failed to done.
func (w *Worker) handleEvent(a *actor.Actor, name string, done func(failed bool), args ...goja.Value) bool {
	in, _ := a.Instance.(*instance)
	call, ok := in.handler(name)
	if !ok {
		return false
	}
	fail := func(reason goja.Value) {
		w.handlerFailed(name, reason)
		done(true)
	}
	result, err := call(in.object, args...)
	if err != nil {
		fail(w.exceptionValue(err))
		return true
	}
	w.settle(result, func(goja.Value) { done(false) }, fail)
	return true
}

// Alarm runs the alarm handler.
func (w *Worker) Alarm(a *actor.Actor, info actor.AlarmInfo, done func(actor.AlarmOutcome)) {
	rt := w.iso.Runtime()
	o := w.call("alarm_info", "makeInfo", rt.ToValue(info.Scheduled.UnixMilli()), rt.ToValue(info.RetryCount))
	called := w.handleEvent(a, "alarm", func(failed bool) {
		if failed {
			done(actor.AlarmFailed)
			return
		}
		done(actor.AlarmDone)
	}, o)
	if !called {
		w.Log(msgLostAlarm)
		done(actor.AlarmGivenUp)
	}
}

// Log writes a line of the runtime's own to the console, as an error of the running code.
func (w *Worker) Log(text string) {
	if w.options.Events.Uncaught != nil {
		w.options.Events.Uncaught(w.source(w.iso.Current()), text)
	}
}

// hasHandler reports whether the running instance has a method; while the constructor runs
// nobody can tell yet, and it is taken to have it.
func (w *Worker) hasHandler(a *actor.Actor, name string) bool {
	in, _ := a.Instance.(*instance)
	if in == nil || in.object == nil {
		return true
	}
	_, ok := in.handler(name)
	return ok
}
