package testing

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api"
	"github.com/devdo/devdo/emulator/isolate"
)

// WorkerOf makes the host side of "cloudflare:test" of the Worker in iso.
func WorkerOf(iso *isolate.Isolate) *Worker {
	w := api.WorkerOf(iso)
	host := &Worker{
		Env: w.Env(), Exports: w.LoopbackExports(),
		ExecutionContext: iso.Use("execution_context").Get("ExecutionContext"),
		IsStub:           w.IsStub, IsNamespace: w.IsNamespace, IsSameIsolate: w.IsOwn,
		RunInObject: w.RunInObject, ListIDs: w.StoredIDs,
		Evict: w.EvictObject, EvictAll: w.EvictAll, AbortAll: w.AbortAll, Reset: w.ResetAll,
	}
	if alarms := w.Alarms(); alarms != nil {
		host.Alarms = alarms
	}
	return host
}

// Extra gives the bundle of a test file the modules that Spec.Builtins names.
func (s Spec) Extra() api.Extra {
	extra := api.Extra{}
	for name := range s.Builtins {
		extra[name] = func(w *api.Worker) goja.Value { return Import(w.Isolate(), name) }
	}
	return extra
}
