// Package wasm is the WebAssembly namespace of Workers, over wazero.
//
// JavaScript gets its modules from the bundle: as in workerd, no code is made of bytes at run
// time. wasm.js has the classes; this package links and calls. wazero lets only modules have
// memories, tables and globals, so those that JavaScript makes are exports of small modules that
// synthesis.go writes.
//
// Unlike workerd, JavaScript exceptions pass through modules without being caught there, what
// modules throw arrives in JavaScript without its values, and there are neither shared memories of
// several threads nor suspended calls (JSPI).
package wasm

import (
	"context"
	_ "embed"
	"runtime"
	"sync"
	"sync/atomic"
	"weak"

	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"github.com/devdo/devdo/emulator/isolate"
)

//go:embed wasm.js
var source string

const moduleName = "wasm"

var modules = []*isolate.Module{{Name: moduleName, Source: source, Host: host, Builtins: []string{"WebAssembly"}}}

// Modules are the isolate's modules of this package.
func Modules() []*isolate.Module { return modules }

// features are what V8 has and the engine too.
const features = api.CoreFeaturesV2 | experimental.CoreFeaturesThreads | experimental.CoreFeaturesTailCall |
	experimental.CoreFeaturesExtendedConst | experimental.CoreFeaturesExceptionHandling | experimental.CoreFeaturesTypedFunctionReferences

// engine is an isolate's WebAssembly.
type engine struct {
	iso     *isolate.Isolate
	rt      *goja.Runtime
	ctx     context.Context
	wazero  wazero.Runtime
	scripts map[string]goja.Callable

	externs   externs
	depth     int                              // of calls into modules
	compiled  map[string]wazero.CompiledModule // of synthesis.go, by their binaries
	memories  map[weak.Pointer[memory]]weak.Pointer[memory]
	objects   map[weak.Pointer[goja.Object]]weak.Pointer[function]
	functions map[identity]weak.Pointer[function]
	instances map[weak.Pointer[instance]]weak.Pointer[instance]
	// pinned are instances with functions that JavaScript has put somewhere.
	pinned map[*instance]bool
	dead   dead
	// fresh is what allocate counts.
	fresh uint64

	mu sync.Mutex // guards the fields below
	// stops are the globals of modules that end calls in progress when they are set.
	stops   map[api.Module]api.MutableGlobal
	stopped bool
}

type engineKey struct{}

// engineOf is the isolate's engine, made when first needed.
func engineOf(iso *isolate.Isolate) *engine {
	if e, ok := iso.Value(engineKey{}).(*engine); ok {
		return e
	}
	ctx := context.Background()
	cache := newCache()
	e := &engine{
		iso: iso, rt: iso.Runtime(), ctx: ctx,
		wazero: wazero.NewRuntimeWithConfig(ctx, newConfig().WithCoreFeatures(features).
			WithCompilationCache(cache).WithDebugInfoEnabled(false)),
		scripts:  map[string]goja.Callable{},
		compiled: map[string]wazero.CompiledModule{}, memories: map[weak.Pointer[memory]]weak.Pointer[memory]{},
		objects: map[weak.Pointer[goja.Object]]weak.Pointer[function]{}, functions: map[identity]weak.Pointer[function]{},
		instances: map[weak.Pointer[instance]]weak.Pointer[instance]{}, pinned: map[*instance]bool{},
		stops: map[api.Module]api.MutableGlobal{}, externs: newExterns(),
	}
	iso.OnInterrupt(e.stop)
	iso.OnEnd(func() {
		_ = e.wazero.Close(context.Background())
		_ = cache.Close(context.Background())
	})
	iso.SetValue(engineKey{}, e)
	return e
}

// stop ends all calls in progress; any goroutine may call it.
func (e *engine) stop() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.stopped = true
	for _, s := range e.stops {
		s.Set(1)
	}
}

// stoppable lets stop end calls into a module.
func (e *engine) stoppable(m api.Module) {
	global, ok := m.ExportedGlobal(hiddenStop).(api.MutableGlobal)
	if !ok {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.stops[m] = global
	if e.stopped {
		global.Set(1)
	}
}

func (e *engine) isStopped() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.stopped
}

// script gives e a function of wasm.js to call.
func (e *engine) script(name string, v goja.Value) {
	e.scripts[name], _ = goja.AssertFunction(v)
}

// compiledModule is a module's code and what it says of itself.
type compiledModule struct {
	*description
	binary []byte
	ready  atomic.Bool // code has ended
	code   func() (wazero.CompiledModule, error)
}

// NewModule makes a WebAssembly.Module of a binary; it throws what is wrong with it.
func NewModule(iso *isolate.Isolate, data []byte) goja.Value {
	iso.Use(moduleName)
	e := engineOf(iso)
	d, err := describe(data)
	if err != nil {
		e.throw("CompileError", "WebAssembly.Module(): "+err.Error())
	}
	m := &compiledModule{description: d, binary: data}
	m.code = sync.OnceValues(func() (wazero.CompiledModule, error) {
		defer m.ready.Store(true)
		return e.compile(prepare(data, d))
	})
	// Most modules are used at once, so compiling begins before.
	iso.Go(func() { _, _ = m.code() }, func() {})
	return must(e.scripts["makeModule"](goja.Undefined(), e.rt.ToValue(m)))
}

// compile may run on any goroutine.
func (e *engine) compile(data []byte) (wazero.CompiledModule, error) {
	return e.wazero.CompileModule(experimental.WithCompilationWorkers(e.ctx, runtime.GOMAXPROCS(0)), data)
}

// synthetic is a new instance of a module of synthesis.go; imports come from the module from.
func (e *engine) synthetic(data []byte, from experimental.ImportResolver) api.Module {
	code := e.compiled[string(data)]
	if code == nil {
		var err error
		if code, err = e.compile(data); err != nil {
			panic(err)
		}
		e.compiled[string(data)] = code
	}
	made, err := e.instance(code, from)
	if err != nil {
		panic(err)
	}
	return made
}

func (e *engine) instance(code wazero.CompiledModule, from experimental.ImportResolver) (api.Module, error) {
	ctx := experimental.WithImportResolver(e.ctx, from)
	return e.wazero.InstantiateModule(ctx, code, wazero.NewModuleConfig().WithName("").WithStartFunctions())
}

// only resolves every import to one module.
func only(m api.Module) experimental.ImportResolver { return func(string) api.Module { return m } }

// throw throws one of the namespace's errors, or of the language's.
func (e *engine) throw(class, message string) { e.throwFrom(class, message, "") }

// throwFrom is throw with frames that come before those of JavaScript in the error's stack.
func (e *engine) throwFrom(class, message, frames string) {
	e.iso.Use(moduleName)
	panic(must(e.scripts["newError"](goja.Undefined(), e.rt.ToValue(class), e.rt.ToValue(message), e.rt.ToValue(frames))))
}

// ClassOf is the class of the namespace that an object is an instance of, or "".
func ClassOf(iso *isolate.Isolate, o *goja.Object) string {
	e, ok := iso.Value(engineKey{}).(*engine)
	if !ok || e.scripts["classOf"] == nil {
		return ""
	}
	return must(e.scripts["classOf"](goja.Undefined(), o)).String()
}

// Binary is what a WebAssembly.Module was made of; it reports false for other values.
func Binary(iso *isolate.Isolate, v goja.Value) ([]byte, bool) {
	o, isObject := v.(*goja.Object)
	if !isObject || ClassOf(iso, o) != "Module" {
		return nil, false
	}
	e := engineOf(iso)
	return held[*compiledModule](must(e.scripts["moduleOf"](goja.Undefined(), o))).binary, true
}
