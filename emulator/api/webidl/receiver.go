package webidl

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

// receiverOfAttributes is the option receiver of classes whose methods check it themselves.
const receiverOfAttributes = "attributes"

// receive puts functions that check their receiver in the place of a class's methods and
// accessors, as workerd does before it looks at arguments. That costs 0.3 µs a call.
func (o options) receive(iso *isolate.Isolate, prototype *goja.Object) {
	rt := iso.Runtime()
	for _, name := range prototype.GetOwnPropertyNames() {
		if name == "constructor" {
			continue
		}
		d, err := builtins(iso).descriptor(goja.Undefined(), prototype, rt.ToValue(name))
		check(err)
		descriptor := d.ToObject(rt)
		if fn, ok := goja.AssertFunction(descriptor.Get("value")); ok {
			if o.receiver == receiverOfAttributes {
				continue
			}
			check(prototype.Set(name, Method(iso, name, checked(iso, prototype, fn))))
			continue
		}
		get, ok := goja.AssertFunction(descriptor.Get("get"))
		if !ok {
			continue
		}
		getter := rt.ToValue(checked(iso, prototype, get))
		setter := goja.Value(nil)
		if set, ok := goja.AssertFunction(descriptor.Get("set")); ok {
			setter = rt.ToValue(checked(iso, prototype, set))
		}
		check(prototype.DefineAccessorProperty(name, getter, setter, goja.FLAG_TRUE, goja.FLAG_TRUE))
	}
}

// checked calls fn on instances of a class only.
func checked(iso *isolate.Isolate, prototype *goja.Object, fn goja.Callable) func(goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		if !inherits(call.This, prototype) {
			iso.TypeError(MsgIllegalInvocation)
		}
		return uncaptured(iso, isolate.Must(fn(call.This, call.Arguments...)))
	}
}

// uncaptured throws, before capture_async_api_throws, what a promise was made with as rejection.
func uncaptured(iso *isolate.Isolate, result goja.Value) goja.Value {
	if !iso.Without("capture_async_api_throws") {
		return result
	}
	o, ok := result.(*goja.Object)
	if !ok {
		return result
	}
	p, ok := o.Export().(*goja.Promise)
	if !ok || p.State() != goja.PromiseStateRejected {
		return result
	}
	// Somebody has seen the rejection.
	if catch, ok := goja.AssertFunction(o.Get("catch")); ok {
		_, _ = catch(o, iso.Func(func(goja.FunctionCall) goja.Value { return goja.Undefined() }))
	}
	panic(p.Result())
}

// inherits reports whether v is an object with prototype among its prototypes.
func inherits(v goja.Value, prototype *goja.Object) bool {
	o, ok := v.(*goja.Object)
	if !ok {
		return false
	}
	for p := o.Prototype(); p != nil; p = p.Prototype() {
		if p == prototype {
			return true
		}
	}
	return false
}
