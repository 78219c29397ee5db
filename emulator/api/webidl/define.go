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
//	const Public = define(class Foo { … }, {
//	  construct: ["string"],                 // what must be given to the constructor,
//	  methods: { set: ["string", "Value"] }, // to methods
//	  statics: { parse: ["string"] },        // and to static methods;
//	  promises: { digest: ["string"] },      // methods that reject instead of throwing
//	})
//	define(class Bar { … }, { illegal: true }) // `new Bar` throws; the module itself can
//
// With the option receiver, methods and accessors refuse a wrong `this` before anything else;
// where it is "attributes", accessors alone do.
//
// The option inspect is a function that gives, for an instance, an object with what the console
// shows of it besides its accessors.
//
// Counting arguments here costs 0.3 µs a call, and `arguments` in JavaScript 2 µs. Code of the
// module makes instances with the class itself; its prototype is the same.
func define(iso *isolate.Isolate, call goja.FunctionCall) goja.Value {
	rt := iso.Runtime()
	class := call.Argument(0).ToObject(rt)
	options := readOptions(rt, call.Argument(1))
	name := class.Get("name").String()
	prototype := class.Get("prototype").(*goja.Object)

	remember(iso, prototype, name)
	public := rt.ToValue(rt.NewProxy(class, options.traps(iso, name))).(*goja.Object)
	options.wrap(iso, class, name, "statics", false)
	options.wrap(iso, prototype, name, "methods", false)
	options.wrap(iso, prototype, name, "promises", true)
	if options.receiver != "" {
		options.receive(iso, prototype)
	}
	shape(iso, class, "length", "name", "prototype")
	_ = prototype.Delete("constructor")
	shape(iso, prototype)
	check(prototype.DefineDataProperty("constructor", public, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	if !iso.Without("set_tostring_tag") {
		check(prototype.DefineDataPropertySymbol(goja.SymToStringTag, rt.ToValue(name), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	internal := builtins(iso).internalClass
	check(prototype.DefineDataPropertySymbol(internal, internal, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	check(class.DefineDataProperty("length", rt.ToValue(0), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	check(class.DefineDataPropertySymbol(goja.SymHasInstance, builtins(iso).hasInstance, goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	register(iso, public, class, prototype, options.object)
	return public
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

// options are the second argument of define.
type options struct {
	object    *goja.Object
	illegal   bool
	receiver  string
	construct []string
}

func readOptions(rt *goja.Runtime, v goja.Value) options {
	o, ok := v.(*goja.Object)
	if !ok {
		return options{}
	}
	read := options{object: o}
	if v := o.Get("illegal"); v != nil {
		read.illegal = v.ToBoolean()
	}
	if v := o.Get("receiver"); v != nil {
		read.receiver = v.String()
	}
	if v := o.Get("construct"); v != nil {
		check(rt.ExportTo(v, &read.construct))
	}
	return read
}

// traps make the public constructor. A proxy costs 30 ns per construction; everything but
// calls goes to the class.
func (o options) traps(iso *isolate.Isolate, name string) *goja.ProxyTrapConfig {
	message := MsgNoNew(name)
	if o.illegal {
		message = MsgIllegalConstructor
	}
	config := &goja.ProxyTrapConfig{
		Apply: func(*goja.Object, goja.Value, []goja.Value) goja.Value {
			panic(iso.NewError("TypeError", message))
		},
	}
	switch {
	case o.illegal:
		config.Construct = func(*goja.Object, []goja.Value, *goja.Object) *goja.Object {
			panic(iso.NewError("TypeError", message))
		}
	case len(o.construct) > 0:
		config.Construct = func(class *goja.Object, args []goja.Value, newTarget *goja.Object) *goja.Object {
			if len(args) < len(o.construct) {
				panic(iso.NewError("TypeError", MsgConstruct(name, len(args)+1, o.construct[len(args)])))
			}
			construct, _ := goja.AssertConstructor(class)
			made, err := construct(newTarget, args...)
			check(err)
			return made
		}
	}
	return config
}

// wrap puts functions that count arguments in the place of those of on that a table names.
func (o options) wrap(iso *isolate.Isolate, on *goja.Object, class, table string, reject bool) {
	if o.object == nil {
		return
	}
	methods, ok := o.object.Get(table).(*goja.Object)
	if !ok {
		return
	}
	for _, name := range methods.Keys() {
		var expected []string
		check(iso.Runtime().ExportTo(methods.Get(name), &expected))
		check(on.Set(name, count(iso, on.Get(name), name, class, expected, reject)))
	}
}

// count makes a function that checks how many arguments it gets before it calls fn.
func count(iso *isolate.Isolate, fn goja.Value, name, class string, expected []string, reject bool) *goja.Object {
	inner, ok := goja.AssertFunction(fn)
	if !ok {
		panic("no such method: " + class + "." + name)
	}
	return Method(iso, name, func(call goja.FunctionCall) goja.Value {
		n := len(call.Arguments)
		if n >= len(expected) {
			return isolate.Must(inner(call.This, call.Arguments...))
		}
		problem := iso.NewError("TypeError", MsgArgument(name, class, n+1, expected[n]))
		if reject {
			return iso.Rejected(problem)
		}
		panic(problem)
	})
}

// counted is count for functions of the global scope: counted(fn, expected).
func counted(iso *isolate.Isolate, call goja.FunctionCall) goja.Value {
	var expected []string
	check(iso.Runtime().ExportTo(call.Argument(1), &expected))
	fn := call.Argument(0).ToObject(iso.Runtime())
	class := "ServiceWorkerGlobalScope"
	if v := call.Argument(2); !goja.IsUndefined(v) {
		class = v.String()
	}
	return count(iso, fn, fn.Get("name").String(), class, expected, false)
}

// Method makes a function of Go that looks like a method of workerd's: its name, length 0.
func Method(iso *isolate.Isolate, name string, fn func(goja.FunctionCall) goja.Value) *goja.Object {
	rt := iso.Runtime()
	o := rt.ToValue(fn).(*goja.Object)
	check(o.DefineDataProperty("name", rt.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	return o
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

type classesKey struct{}

// remember keeps a class's prototype for ClassName.
func remember(iso *isolate.Isolate, prototype *goja.Object, name string) {
	classes, ok := iso.Value(classesKey{}).(map[*goja.Object]string)
	if !ok {
		classes = map[*goja.Object]string{}
		iso.SetValue(classesKey{}, classes)
	}
	classes[prototype] = name
}

// ClassName is the name of the class, made with define, that o is an instance of.
func ClassName(iso *isolate.Isolate, o *goja.Object) (string, bool) {
	classes, _ := iso.Value(classesKey{}).(map[*goja.Object]string)
	for p := o.Prototype(); p != nil; p = p.Prototype() {
		if name, ok := classes[p]; ok {
			return name, true
		}
	}
	return "", false
}
