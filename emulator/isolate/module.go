package isolate

import (
	"fmt"
	"sync"

	"github.com/dop251/goja"
)

// Module is a family of JavaScript classes and functions over Go. It is compiled once per
// process and built in an isolate when something first asks for it, because most Workers use
// few of them and a reload must be quick.
type Module struct {
	// Name is how other modules ask for it.
	Name string
	// Source is a function expression `(function (host, use) { …; return { exports } })`.
	// host is what Host returns; use(name) gives another module's exports, use.flag(name) tells
	// whether a compatibility flag is on.
	Source string
	// Host makes the Go functions that the JavaScript calls; may be nil.
	Host func(*Isolate) *goja.Object
	// Globals are the exports that are also global variables: properties of what globalThis
	// inherits from. Own are those that are properties of globalThis itself, and Builtins those that
	// look like the engine's own.
	Globals, Own, Builtins []string
	// Eager builds the module when the isolate is made: for changes to built-in objects.
	Eager bool

	once    sync.Once
	program *goja.Program
	err     error
}

func (m *Module) compile() (*goja.Program, error) {
	m.once.Do(func() {
		m.program, m.err = goja.Compile("devdo:"+m.Name+".js", m.Source, true)
	})
	return m.program, m.err
}

// instance is a module in one isolate.
type instance struct {
	module  *Module
	exports *goja.Object
}

// Install makes modules known to the isolate and defines their globals; loop only. A global is
// an accessor until first touched and then the plain data property that feature tests expect.
func (i *Isolate) Install(modules ...*Module) error {
	for _, m := range modules {
		i.modules[m.Name] = &instance{module: m}
		if err := i.lazyGlobals(m); err != nil {
			return err
		}
	}
	for _, m := range modules {
		if !m.Eager {
			continue
		}
		if ex := i.rt.Try(func() { i.Use(m.Name) }); ex != nil {
			return fmt.Errorf("build module %s: %w", m.Name, ex)
		}
	}
	return nil
}

func (i *Isolate) lazyGlobals(m *Module) error {
	global := i.rt.GlobalObject()
	for _, kind := range []struct {
		names      []string
		on         *goja.Object
		enumerable goja.Flag
	}{{m.Globals, i.scope, goja.FLAG_FALSE}, {m.Own, global, goja.FLAG_TRUE}, {m.Builtins, global, goja.FLAG_FALSE}} {
		for _, name := range kind.names {
			if err := i.lazyGlobal(name, m.Name, kind.on, kind.enumerable); err != nil {
				return err
			}
		}
	}
	return nil
}

func (i *Isolate) lazyGlobal(name, module string, on *goja.Object, enumerable goja.Flag) error {
	define := func(on *goja.Object, v goja.Value, enumerable goja.Flag) {
		_ = on.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, enumerable)
	}
	get := func(goja.FunctionCall) goja.Value {
		v := i.Use(module).Get(name)
		if v == nil {
			panic(fmt.Errorf("module %s does not export %s", module, name))
		}
		define(on, v, enumerable)
		return v
	}
	// Assigned to, what is inherited becomes a property of globalThis itself.
	set := func(call goja.FunctionCall) goja.Value {
		define(i.rt.GlobalObject(), call.Argument(0), goja.FLAG_TRUE)
		return goja.Undefined()
	}
	return on.DefineAccessorProperty(name, i.rt.ToValue(get), i.rt.ToValue(set), goja.FLAG_TRUE, enumerable)
}

// Scope is what globalThis inherits from, which has the global variables.
func (i *Isolate) Scope() *goja.Object { return i.scope }

// Use returns the exports of a module, building it on first use; loop only, inside a turn or
// inside Runtime.Try. An unknown name is a bug of ours and panics.
func (i *Isolate) Use(name string) *goja.Object {
	in := i.modules[name]
	if in == nil {
		panic(fmt.Errorf("no such module: %s", name))
	}
	if in.exports != nil {
		return in.exports
	}
	in.exports = i.build(in.module)
	return in.exports
}

func (i *Isolate) build(m *Module) *goja.Object {
	program, err := m.compile()
	if err != nil {
		panic(fmt.Errorf("compile module %s: %w", m.Name, err))
	}
	fn, err := i.rt.RunProgram(program)
	if err != nil {
		panic(err)
	}
	call, ok := goja.AssertFunction(fn)
	if !ok {
		panic(fmt.Errorf("module %s is not a function expression", m.Name))
	}
	host := i.rt.NewObject()
	if m.Host != nil {
		host = m.Host(i)
	}
	exports, err := call(goja.Undefined(), host, i.useFunction())
	if err != nil {
		panic(err)
	}
	return exports.ToObject(i.rt)
}

// useFunction is the `use` of modules, the same for all.
func (i *Isolate) useFunction() goja.Value {
	if i.use == nil {
		i.use = i.rt.ToValue(func(call goja.FunctionCall) goja.Value { return i.Use(call.Argument(0).String()) }).ToObject(i.rt)
		_ = i.use.Set("flag", func(call goja.FunctionCall) goja.Value { return i.rt.ToValue(i.Flag(call.Argument(0).String())) })
	}
	return i.use
}

// Func makes a JavaScript function of a Go function of the plain, fast signature.
func (i *Isolate) Func(fn func(goja.FunctionCall) goja.Value) goja.Value { return i.rt.ToValue(fn) }

// Object makes an object of Go functions, for Module.Host.
func (i *Isolate) Object(functions map[string]func(goja.FunctionCall) goja.Value) *goja.Object {
	o := i.rt.NewObject()
	for name, fn := range functions {
		_ = o.Set(name, fn)
	}
	return o
}

// Call calls an exported function of a module from Go, inside a turn.
func (i *Isolate) Call(module, function string, args ...goja.Value) (goja.Value, error) {
	fn, ok := goja.AssertFunction(i.Use(module).Get(function))
	if !ok {
		panic(fmt.Errorf("module %s exports no function %s", module, function))
	}
	return fn(goja.Undefined(), args...)
}
