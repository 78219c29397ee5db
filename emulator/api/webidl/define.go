package webidl

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

// define gives a JavaScript class the shape that workerd gives its own: members enumerable in
// the order they are written in, `constructor` and a Symbol.toStringTag behind them, functions
// of length 0. It returns the constructor for others to use, which refuses to be called without
// new, in workerd's words, and shows no source text:
//
//	const Public = define(class Foo { … })
//	define(class Bar { … }, { illegal: true })   // `new Bar` throws; the module itself can
//
// Code of the module makes instances with the class itself; its prototype is the same.
func define(iso *isolate.Isolate, call goja.FunctionCall) goja.Value {
	rt := iso.Runtime()
	class := call.Argument(0).ToObject(rt)
	illegal := false
	if options, ok := call.Argument(1).(*goja.Object); ok {
		v := options.Get("illegal")
		illegal = v != nil && v.ToBoolean()
	}
	name := class.Get("name").String()
	prototype := class.Get("prototype").(*goja.Object)

	public := rt.ToValue(rt.NewProxy(class, traps(iso, name, illegal))).(*goja.Object)
	shape(iso, class, "length", "name", "prototype")
	_ = prototype.Delete("constructor")
	shape(iso, prototype)
	check(prototype.DefineDataProperty("constructor", public, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	check(prototype.DefineDataPropertySymbol(goja.SymToStringTag, rt.ToValue(name), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	check(class.DefineDataProperty("length", rt.ToValue(0), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	check(class.DefineDataPropertySymbol(goja.SymHasInstance, builtins(iso).hasInstance, goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	return public
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

// traps makes the public constructor. A proxy costs 30 ns per construction; everything but
// calls goes to the class.
func traps(iso *isolate.Isolate, name string, illegal bool) *goja.ProxyTrapConfig {
	config := &goja.ProxyTrapConfig{}
	if illegal {
		config.Apply = func(*goja.Object, goja.Value, []goja.Value) goja.Value {
			panic(iso.NewError("TypeError", MsgIllegalConstructor))
		}
		config.Construct = func(*goja.Object, []goja.Value, *goja.Object) *goja.Object {
			panic(iso.NewError("TypeError", MsgIllegalConstructor))
		}
		return config
	}
	config.Apply = func(*goja.Object, goja.Value, []goja.Value) goja.Value {
		panic(iso.NewError("TypeError", MsgNoNew(name)))
	}
	return config
}

// shape makes the members of o enumerable and its methods' lengths 0.
func shape(iso *isolate.Isolate, o *goja.Object, except ...string) {
	zero := iso.Runtime().ToValue(0)
	for _, name := range o.GetOwnPropertyNames() {
		if slices.Contains(except, name) {
			continue
		}
		if fn := method(iso, o, name); fn != nil {
			check(fn.DefineDataProperty("length", zero, goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
		}
		// Without functions it changes neither value nor accessors.
		check(o.DefineAccessorProperty(name, nil, nil, goja.FLAG_NOT_SET, goja.FLAG_TRUE))
	}
}

// method is the function that is o's own data property name, or nil.
func method(iso *isolate.Isolate, o *goja.Object, name string) *goja.Object {
	d, err := builtins(iso).descriptor(goja.Undefined(), o, iso.Runtime().ToValue(name))
	check(err)
	fn, ok := d.ToObject(iso.Runtime()).Get("value").(*goja.Object)
	if !ok {
		return nil
	}
	if _, ok := goja.AssertFunction(fn); !ok {
		return nil
	}
	return fn
}

// hasInstance is OrdinaryHasInstance: goja's own refuses proxies.
func hasInstance(call goja.FunctionCall) goja.Value {
	class, ok := call.This.(*goja.Object)
	if !ok {
		return falseValue
	}
	prototype, value := class.Get("prototype"), call.Argument(0)
	o, ok := value.(*goja.Object)
	if !ok {
		return falseValue
	}
	for p := o.Prototype(); p != nil; p = p.Prototype() {
		if p.SameAs(prototype) {
			return trueValue
		}
	}
	return falseValue
}
