package api

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/actor"
	"github.com/devdo/devdo/emulator/isolate"
)

// actorClass is a Durable Object class that facets can be made of: an export of a Worker.
type actorClass struct {
	w *Worker
	// service is set for a class of a Worker that w has loaded.
	service Service
	export  string
	// props are ctx.props of its instances.
	props message
	// storable is set if the class may be stored.
	storable bool
}

// Limits of facets (DO-LIFE-82).
const (
	maxFacetName  = 256
	maxFacetDepth = 4
)

// facetFunctions serve facets.js.
func (w *Worker) facetFunctions() functions {
	a := func(call goja.FunctionCall) *actor.Actor {
		a := held[*actor.Actor](call.Argument(0))
		w.requireOwner(a, ioFacets)
		return a
	}
	name := func(call goja.FunctionCall, n int) string {
		name := call.Argument(n).String()
		if len(name) > maxFacetName {
			w.iso.TypeError(msgFacetName)
		}
		return name
	}
	return functions{
		"get": func(call goja.FunctionCall) goja.Value {
			name := name(call, 1)
			return w.handle(w.facetStub(a(call), name, call.Argument(2)))
		},
		"abort": func(call goja.FunctionCall) goja.Value {
			name := name(call, 1)
			a(call).AbortFacet(name, &actor.Error{Message: describeReason(call.Argument(2)), Cause: w.capture(call.Argument(2))})
			return goja.Undefined()
		},
		"delete": func(call goja.FunctionCall) goja.Value {
			name := name(call, 1)
			w.throwStorage(a(call).DeleteFacet(name))
			return goja.Undefined()
		},
		"clone": func(call goja.FunctionCall) goja.Value {
			src, dst := name(call, 1), name(call, 2)
			w.throwStorage(a(call).CloneFacet(src, dst))
			return goja.Undefined()
		},
		"begin":    w.beginFacet,
		"storable": func(goja.FunctionCall) goja.Value { return w.iso.Runtime().ToValue(w.storesStubs()) },
		"then": func(call goja.FunctionCall) goja.Value {
			return w.thenCall(call.Argument(0), call.Argument(1))
		},
		"withProps": func(call goja.FunctionCall) goja.Value {
			c := held[*actorClass](call.Argument(0))
			return w.handle(&actorClass{c.w, c.service, c.export, w.packProps(call.Argument(1)), w.storesStubs()})
		},
	}
}

// describeReason is the text of an exception for the console.
func describeReason(v goja.Value) string {
	if o, ok := v.(*goja.Object); ok {
		if message := o.Get("message"); message != nil {
			return message.String()
		}
	}
	return v.String()
}

// thenCall calls fn with what promise will give.
func (w *Worker) thenCall(promise, fn goja.Value) goja.Value {
	p, resolve, reject := w.promise()
	call, _ := goja.AssertFunction(fn)
	w.settle(promise, func(v goja.Value) {
		result, err := call(goja.Undefined(), v)
		if err != nil {
			reject(w.exceptionValue(err))
			return
		}
		resolve(result)
	}, reject)
	return p
}

// facetStub is the stub that ctx.facets.get() gives: which facet it leads to is settled by its
// first use.
func (w *Worker) facetStub(a *actor.Actor, name string, callback goja.Value) *stub {
	if a.Object().Depth()+1 >= maxFacetDepth {
		w.iso.Throw("Error", msgFacetDepth)
	}
	ctx := w.iso.Current()
	return &stub{owner: a, find: func() *actor.Object {
		return a.Facet(name, func(f *actor.Object) { w.startFacet(ctx, a, f, callback) })
	}}
}

// startFacet asks the parent what a new facet is to run, in a turn of its own.
func (w *Worker) startFacet(ctx *isolate.Context, a *actor.Actor, f *actor.Object, callback goja.Value) {
	refuse := func(reason goja.Value) {
		f.Refuse(&actor.Error{Message: describeReason(reason), Cause: w.capture(reason)})
	}
	w.iso.Post(ctx, func() {
		a.Deliver(ctx, func() {
			started, err := w.iso.Call("facets", "start", w.handle(f), callback)
			if err != nil {
				refuse(w.exceptionValue(err))
				return
			}
			w.settle(started, func(goja.Value) {}, refuse)
		})
	})
}

// beginFacet says what a facet runs: its class, and an id of its own, if it has one.
func (w *Worker) beginFacet(call goja.FunctionCall) goja.Value {
	f, c := held[*actor.Object](call.Argument(0)), held[*actorClass](call.Argument(1))
	id := w.iso.Current().Owner.(*actor.Actor).ID
	hex, hasHex := optional(call.Argument(2))
	name, hasName := optional(call.Argument(3))
	switch {
	case hasHex:
		id = actor.ID{Hex: hex, Name: name, Named: hasName}
	case hasName:
		id = actor.ID{Name: name, Text: true}
	}
	if c.service == nil {
		f.Begin(actor.Start{Place: c.w.place, Class: c, ClassName: c.export, ID: id})
		return goja.Undefined()
	}
	c.service.Enter(func(t *Worker, leave func()) {
		leave()
		f.Begin(actor.Start{Place: t.place, Class: c, ClassName: c.export, ID: id})
	}, f.Refuse)
	return goja.Undefined()
}

// arrive makes the class in the receiving Worker.
func (c *actorClass) arrive(w *Worker) *goja.Object {
	return w.call("facets", "makeClass", w.handle(c)).(*goja.Object)
}

// classOf is the class that o is, nil for everything else.
func (w *Worker) classOf(o *goja.Object) *actorClass {
	c, _ := w.call("facets", "passable", o).Export().(*actorClass)
	return c
}

// packProps is the form of props, which belong to a stub or class and not to any event. They can
// hold stubs of entrypoints and objects, and classes (DO-LIFE-80).
func (w *Worker) packProps(v goja.Value) message {
	if goja.IsUndefined(v) || goja.IsNull(v) {
		return message{}
	}
	m, err := (&packing{w: w, lasting: true}).pack(v)
	if err != nil {
		panic(err)
	}
	return m
}

// unpackProps makes ctx.props; it throws what goes wrong.
func (w *Worker) unpackProps(m message) goja.Value {
	if m.data == nil {
		return w.iso.Runtime().NewObject()
	}
	v, _, err := w.decode(m)
	if err != nil {
		panic(err)
	}
	return v
}

// isFacetStub tells the stubs of facets.
func (w *Worker) isFacetStub(o *goja.Object) bool {
	s, ok := w.entryOf(o).(*stub)
	return ok && s.find != nil
}
