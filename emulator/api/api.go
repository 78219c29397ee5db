// Package api is what a Worker's JavaScript sees of the Workers runtime: Durable Objects and
// their storage, WebSockets, RPC and bindings, one API per file, each with its JavaScript class
// beside the Go that does its work. The general Web APIs are in the packages below this one.
//
// A Worker is one isolate with its exports and bindings. It is the actor.Host of the Durable
// Objects whose classes it exports.
package api

import (
	"embed"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

//go:embed *.js
var sources embed.FS

func source(name string) string {
	data, err := sources.ReadFile(name + ".js")
	if err != nil {
		panic(err)
	}
	return string(data)
}

// workerKey finds an isolate's Worker.
type workerKey struct{}

// WorkerOf is the Worker whose isolate iso is.
func WorkerOf(iso *isolate.Isolate) *Worker { return iso.Value(workerKey{}).(*Worker) }

// functions are Go functions for a module's JavaScript.
type functions = map[string]func(goja.FunctionCall) goja.Value

// module declares a family whose Go side needs the Worker.
func module(name string, host func(w *Worker) functions, globals ...string) *isolate.Module {
	m := &isolate.Module{Name: name, Source: source(name), Globals: globals}
	if host != nil {
		m.Host = func(iso *isolate.Isolate) *goja.Object { return iso.Object(host(WorkerOf(iso))) }
	}
	return m
}

// own adds exports of a module that are properties of globalThis itself.
func own(m *isolate.Module, names ...string) *isolate.Module {
	m.Own = names
	return m
}

// modules is the table of contents of this package.
var modules = []*isolate.Module{
	module("arguments", nil),
	module("durable_object_id", (*Worker).idFunctions),
	module("durable_object_stub", (*Worker).stubFunctions),
	module("restore", (*Worker).restoreFunctions),
	module("durable_object_state", (*Worker).stateFunctions, "WebSocketRequestResponsePair"),
	module("durable_object_storage", (*Worker).storageFunctions),
	module("sql", (*Worker).sqlFunctions),
	module("rpc", (*Worker).rpcFunctions),
	module("rpc_receiver", nil),
	module("rpc_stream", (*Worker).rpcStreamFunctions),
	module("sockets", (*Worker).connectFunctions),
	module("controllers", (*Worker).controllerFunctions),
	module("extra_handlers", (*Worker).handlerFunctions),
	module("fetcher_members", (*Worker).fetcherMemberFunctions),
	module("fetcher", (*Worker).fetcherFunctions),
	module("facets", (*Worker).facetFunctions),
	module("worker_loader", (*Worker).loaderFunctions),
	module("websocket", (*Worker).socketFunctions, "WebSocket", "WebSocketPair"),
	module("alarm_info", nil),
	module("tracing", (*Worker).tracingFunctions),
	module("execution_context", (*Worker).contextFunctions),
	module("kv", (*Worker).kvFunctions),
	module("wrapped_binding", nil),
	module("d1", (*Worker).d1Functions),
	own(module("caches", (*Worker).cacheFunctions, "Cache", "CacheStorage"), "caches"),
	module("r2_options", (*Worker).r2OptionFunctions),
	module("r2", (*Worker).r2Functions),
	module("queue", (*Worker).queueFunctions),
	module("workflow", nil),
	module("workers", (*Worker).workersFunctions),
	module("pipelines", nil),
	module("products", (*Worker).productFunctions),
	cloudflareModule, emailModule,
}

// handle wraps a Go value for JavaScript to hold in a private field.
func (w *Worker) handle(v any) goja.Value { return w.iso.Runtime().ToValue(v) }

// held is the Go value of a handle.
func held[T any](v goja.Value) T { return v.Export().(T) }

// given is held for a handle that scripts may have chosen: the constructors of classes that are made
// of JavaScript in workerd as well can be called.
func given[T any](w *Worker, v goja.Value) T {
	t, ok := v.Export().(T)
	if !ok {
		w.iso.TypeError("Illegal invocation")
	}
	return t
}

// text is a JavaScript string.
func (w *Worker) text(s string) goja.Value { return w.iso.Runtime().ToValue(s) }

// optional is the text of an optional string argument.
func optional(v goja.Value) (string, bool) {
	if goja.IsUndefined(v) {
		return "", false
	}
	return v.String(), true
}

// export gives a class or function that a module exports.
func (w *Worker) export(module, name string) goja.Value { return w.iso.Use(module).Get(name) }

// call calls a function that a module exports and throws what it throws.
func (w *Worker) call(module, name string, args ...goja.Value) goja.Value {
	return isolate.Must(w.iso.Call(module, name, args...))
}
