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
  const { EventTarget, addEventListener, removeEventListener, dispatchEvent } = use("event");
  // What globalThis inherits from has the name of EventTarget and is another one.
  const Target = { EventTarget: class {} }.EventTarget;
  define(Target, { illegal: true });
  for (const method of [addEventListener, removeEventListener, dispatchEvent]) {
    Object.defineProperty(Target.prototype, method.name, { value: method, writable: true, enumerable: true, configurable: true });
  }
  class WorkerGlobalScope extends Target {}
  // Unlike a class, a function can have the prototype that is there already, with the global variables.
  function ServiceWorkerGlobalScope() {}
  const exports = {
    WorkerGlobalScope: define(WorkerGlobalScope, { illegal: true }),
    ServiceWorkerGlobalScope: define(ServiceWorkerGlobalScope, { illegal: true }),
  };
  const defined = Object.getOwnPropertyDescriptors(ServiceWorkerGlobalScope.prototype), scope = host.scope();
  Object.defineProperties(scope, defined);
  Object.setPrototypeOf(scope, WorkerGlobalScope.prototype);
  ServiceWorkerGlobalScope.prototype = scope;
  Object.defineProperty(WorkerGlobalScope.prototype, "EventTarget", { value: EventTarget, writable: true, configurable: true });
  return exports;
})`,
	Globals: []string{"WorkerGlobalScope"},
	Own:     []string{"ServiceWorkerGlobalScope"},
	Host: func(iso *isolate.Isolate) *goja.Object {
		return iso.Object(map[string]func(goja.FunctionCall) goja.Value{
			"scope": func(goja.FunctionCall) goja.Value {
				installScope(iso)
				return iso.Scope()
			},
		})
	},
}

func installScope(iso *isolate.Isolate) {
	rt := iso.Runtime()
	global := rt.GlobalObject()
	// goja's global object has a tag of its own.
	_ = global.DeleteSymbol(goja.SymToStringTag)
	_ = global.Set("self", global)
	_ = global.DefineDataProperty("origin", rt.ToValue("null"), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_TRUE)
}
