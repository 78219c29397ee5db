package api

import (
	"sync/atomic"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/actor"
)

// This file is what "cloudflare:test" needs of a Worker; the module itself is in
// emulator/testing.

// Env is the Worker's env; loop only.
func (w *Worker) Env() goja.Value { return w.env }

// LoopbackExports is `exports` of cloudflare:workers; loop only.
func (w *Worker) LoopbackExports() goja.Value { return w.export("workers", "exports") }

// IsStub tells a Durable Object's stub from other values; loop only.
func (w *Worker) IsStub(v goja.Value) bool {
	return w.call("durable_object_stub", "isStub", v).ToBoolean()
}

// IsNamespace tells a Durable Object namespace from other values; loop only.
func (w *Worker) IsNamespace(v goja.Value) bool {
	return w.call("durable_object_id", "isNamespace", v).ToBoolean()
}

func (w *Worker) stubOf(v goja.Value) *stub {
	return held[*stub](w.call("durable_object_stub", "stubHandle", v))
}

// IsOwn tells whether a stub's object lives in this isolate; loop only.
func (w *Worker) IsOwn(v goja.Value) bool { return w.stubOf(v).object.Namespace().Place() == w.place }

// RunInObject calls callback(instance, state) as an event of the stub's object and promises what
// it returns, as it is: both live in this isolate. Loop only.
func (w *Worker) RunInObject(v, callback goja.Value) goja.Value {
	promise, resolve, reject := w.promise()
	s := w.stubOf(v)
	call, _ := goja.AssertFunction(callback)
	back := w.reply()
	e := &actor.Event{Fail: func(err *actor.Error) { back.post(func() { reject(w.actorError(err)) }) }}
	e.Run = func(a *actor.Actor) {
		in := a.Instance.(*instance)
		end := func(settle func(goja.Value)) func(goja.Value) {
			return func(v goja.Value) {
				a.Output(func() {
					e.Done()
					back.post(func() { settle(v) })
				})
			}
		}
		result, err := call(goja.Undefined(), in.object, in.ctx)
		if err != nil {
			end(reject)(w.exceptionValue(err))
			return
		}
		w.settle(result, end(resolve), end(reject))
	}
	s.object.Deliver(s.id, e)
	return promise
}

// StoredIDs promises the ids, as text, of the objects that have storage; loop only.
func (w *Worker) StoredIDs(namespace goja.Value) goja.Value {
	n := held[*actor.Namespace](w.call("durable_object_id", "namespaceHandle", namespace))
	var ids []string
	return w.async(func() (err error) {
		ids, err = n.Store().IDs()
		return err
	}, func() goja.Value {
		list := make([]any, len(ids))
		for k, id := range ids {
			list[k] = id
		}
		return w.iso.Runtime().NewArray(list...)
	})
}

// EvictObject promises that the stub's object is out of memory, once its work in progress is
// done. hibernate says whether its sockets stay. Loop only.
func (w *Worker) EvictObject(v goja.Value, hibernate bool) goja.Value {
	promise, resolve, _ := w.promise()
	back := w.reply()
	w.stubOf(v).object.Evict(socketsOnEvict(hibernate), func() {
		back.post(func() { resolve(goja.Undefined()) })
	})
	return promise
}

// EvictAll is EvictObject for every object of the Worker.
func (w *Worker) EvictAll(hibernate bool) goja.Value {
	return w.forAll(func(o *actor.Object, done func()) { o.Evict(socketsOnEvict(hibernate), done) })
}

// AbortAll drops every object without waiting for its work; what is stored stays.
func (w *Worker) AbortAll() goja.Value {
	return w.forAll(func(o *actor.Object, done func()) { o.Abort("Application called abortAllDurableObjects().", done) })
}

// ResetAll is AbortAll that also deletes everything stored.
func (w *Worker) ResetAll() goja.Value {
	return w.forAll(func(o *actor.Object, done func()) {
		o.Abort("Application called reset().", func() {
			o.Delete()
			done()
		})
	})
}

// Alarms fires the alarms of the Worker's objects; nil if it has no classes.
func (w *Worker) Alarms() *actor.Scheduler {
	if len(w.options.Namespaces) == 0 {
		return nil
	}
	return w.options.Namespaces[0].Scheduler()
}

func socketsOnEvict(hibernate bool) actor.OnEvict {
	if hibernate {
		return actor.KeepSockets
	}
	return actor.DropSockets
}

// forAll promises that act is done with every object in memory or on disk.
func (w *Worker) forAll(act func(o *actor.Object, done func())) goja.Value {
	promise, resolve, _ := w.promise()
	var objects []*actor.Object
	for _, n := range w.options.Namespaces {
		objects = append(objects, n.All()...)
	}
	left := int64(len(objects)) + 1
	back := w.reply()
	done := func() {
		if atomic.AddInt64(&left, -1) == 0 {
			back.post(func() { resolve(goja.Undefined()) })
		}
	}
	for _, o := range objects {
		act(o, done)
	}
	done()
	return promise
}
