package api

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/node"
	"github.com/devdo/devdo/emulator/api/wasm"
	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/compat"
	"github.com/devdo/devdo/emulator/isolate"
)

// workersFunctions serve workers.js.
func (w *Worker) workersFunctions() functions {
	return functions{
		"env": func(goja.FunctionCall) goja.Value {
			if w.env == nil {
				return goja.Undefined()
			}
			return w.env
		},
		"exports": func(goja.FunctionCall) goja.Value { return w.allExports() },
		"forced":  func(goja.FunctionCall) goja.Value { return w.forced() },
		// nullable and importable say what the flags make of env and exports.
		"nullable": func(goja.FunctionCall) goja.Value {
			return w.iso.Runtime().ToValue(w.options.Flags.Has("env_module_nullable_support"))
		},
		"importable": func(goja.FunctionCall) goja.Value {
			return w.iso.Runtime().ToValue(!w.options.Flags.Has("disallow_importable_env"))
		},
		"abortIsolate": func(call goja.FunctionCall) goja.Value {
			reason := errors.New("abortIsolate() called; reason = " + call.Argument(0).String())
			w.iso.Interrupt(errors.New(w.internalError(reason)))
			return goja.Undefined()
		},
		"within": func(call goja.FunctionCall) goja.Value {
			return w.within(forcedKey{}, call.Argument(0), call.Argument(1))
		},
		"waitUntil": func(call goja.FunctionCall) goja.Value {
			w.waitUntil(call.Argument(0))
			return goja.Undefined()
		},
	}
}

// NodeCompat reports whether the flags give a Worker the node: modules.
func NodeCompat(flags compat.Set) bool { return node.Compat(flags) }

// forcedKey is the place of what withEnv and its like have put in force.
type forcedKey struct{}

// forced is what is in force for the running code, or undefined.
func (w *Worker) forced() goja.Value { return w.ambient(forcedKey{}) }

// ambient is what the running code has at a place that crosses awaits, or undefined.
func (w *Worker) ambient(key any) goja.Value {
	for s := w.iso.Current().Stores; s != nil; s = s.Next {
		if s.Key == key {
			return s.Value.(goja.Value)
		}
	}
	return goja.Undefined()
}

// within calls fn with a value at such a place.
func (w *Worker) within(key any, v, fn goja.Value) goja.Value {
	saved := w.iso.Current().Stores
	w.iso.SetStores(&isolate.Stores{Key: key, Value: v, Next: saved})
	defer w.iso.SetStores(saved)
	call, _ := goja.AssertFunction(fn)
	return isolate.Must(call(goja.Undefined()))
}

// BuiltinModules are the modules that the bundler leaves to the runtime, and their exports.
func BuiltinModules(flags compat.Set) map[string][]string {
	modules := map[string][]string{
		"cloudflare:workers": {
			"DurableObject", "WorkerEntrypoint", "WorkflowEntrypoint", "RpcTarget", "RpcStub", "RpcPromise", "RpcProperty",
			"ServiceStub", "restore", "env", "exports", "withEnv", "withExports", "withEnvAndExports", "waitUntil",
			"cache", "tracing", "abortIsolate",
		},
		"cloudflare:sockets": {"connect"},
		"cloudflare:email":   {"EmailMessage"},

		"cloudflare:workflows": {"NonRetryableError"},
		"cloudflare:pipelines": {"PipelineTransformationEntrypoint"},
	}
	maps.Copy(modules, node.Exports(flags))
	if node.Compat(flags) && flags.Has("enable_nodejs_http_server_modules") {
		modules["cloudflare:node"] = []string{"handleAsNodeRequest", "httpServerHandler"}
	}
	return modules
}

// wasmPrefix is what the names of the bundle's WebAssembly modules begin with.
const wasmPrefix = "wasm:"

// runtimeModule is what the bundle calls to get a module of the runtime.
func (w *Worker) runtimeModule(call goja.FunctionCall) goja.Value {
	return w.moduleNamed(call.Argument(0).String())
}

func (w *Worker) moduleNamed(name string) goja.Value {
	switch name {
	case "cloudflare:workers":
		return w.iso.Use("workers")
	case "cloudflare:sockets":
		return w.iso.Use("sockets")
	case "cloudflare:workflows":
		return w.iso.Use("workflow")
	case "cloudflare:pipelines":
		return w.iso.Use("pipelines")
	case "cloudflare:email":
		return w.iso.Use("email")
	case "cloudflare:node":
		return w.iso.Use("node:internal/http/ports")
	case "devdo:settled":
		return w.iso.Func(w.settled)
	case "devdo:awaited":
		return w.iso.Func(w.awaited)
	}
	if strings.HasPrefix(name, "node:") {
		if namespace := node.Namespace(w.iso, name); namespace != nil {
			return namespace
		}
	}
	data, ok := w.options.Data[name]
	switch {
	case ok && strings.HasPrefix(name, wasmPrefix):
		return wasm.NewModule(w.iso, data)
	case ok:
		return webidl.NewArrayBuffer(w.iso, slices.Clone(data))
	}
	if extra, ok := w.options.Extra[name]; ok {
		return extra(w)
	}
	w.iso.Throw("Error", "No such module \""+name+"\".")
	return nil
}

// settled gives the promise of a module's evaluation, or, like the runtime's registry of modules,
// one that is rejected where that is still pending when nothing is left to do at once.
func (w *Worker) settled(call goja.FunctionCall) goja.Value {
	evaluation, ok := call.Argument(0).Export().(*goja.Promise)
	if !ok {
		return call.Argument(0)
	}
	result, resolve, reject := w.iso.Runtime().NewPromise()
	w.settle(call.Argument(0), func(v goja.Value) { _ = resolve(v) }, func(reason goja.Value) { _ = reject(reason) })
	w.iso.Post(w.iso.Current(), func() {
		if evaluation.State() == goja.PromiseStatePending {
			_ = reject(w.iso.NewError("Error", msgUnsettled))
		}
	})
	return w.iso.Runtime().ToValue(result)
}

const msgUnsettled = "Top-level await in module is unsettled."

// awaited throws why a module that waits at its top level cannot be required.
func (w *Worker) awaited(goja.FunctionCall) goja.Value {
	if w.options.Flags.Has("disable_top_level_await_in_require") {
		w.iso.Throw("Error", "Top-level await in module is not permitted at this time.")
	}
	w.iso.Throw("Error", msgUnsettled)
	return nil
}

// allExports is `exports`, which the first use makes; undefined until the module has run.
func (w *Worker) allExports() goja.Value {
	if w.exports == nil {
		return goja.Undefined()
	}
	if w.loopbacks == nil {
		w.loopbacks = w.makeExports()
	}
	return w.loopbacks
}

// contextExports is ctx.exports, where the compatibility date has it.
func (w *Worker) contextExports() goja.Value {
	if !w.options.Flags.Has("enable_ctx_exports") {
		return goja.Undefined()
	}
	return w.allExports()
}
