package events

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

// scope makes globalThis what workerd's is: a ServiceWorkerGlobalScope that knows itself as
// self and has the origin "null".
var scope = &isolate.Module{
	Name:  "scope",
	Eager: true,
	Source: `(function (host, use) {
  const { define } = use("webidl");
  class WorkerGlobalScope {}
  class ServiceWorkerGlobalScope extends WorkerGlobalScope {}
  const exports = {
    WorkerGlobalScope: define(WorkerGlobalScope, { illegal: true }),
    ServiceWorkerGlobalScope: define(ServiceWorkerGlobalScope, { illegal: true }),
  };
  host.install(ServiceWorkerGlobalScope.prototype);
  return exports;
})`,
	Globals: []string{"WorkerGlobalScope", "ServiceWorkerGlobalScope"},
	Host: func(iso *isolate.Isolate) *goja.Object {
		return iso.Object(map[string]func(goja.FunctionCall) goja.Value{
			"install": func(call goja.FunctionCall) goja.Value {
				installScope(iso, call.Argument(0).(*goja.Object))
				return goja.Undefined()
			},
		})
	},
}

func installScope(iso *isolate.Isolate, prototype *goja.Object) {
	rt := iso.Runtime()
	global := rt.GlobalObject()
	_ = global.SetPrototype(prototype)
	// goja's global object has a tag of its own.
	_ = global.DeleteSymbol(goja.SymToStringTag)
	_ = global.Set("self", global)
	_ = global.DefineDataProperty("origin", rt.ToValue("null"), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_TRUE)
}
