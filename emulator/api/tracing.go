package api

import "github.com/dop251/goja"

// spanKey is the place of the active span.
type spanKey struct{}

// tracingFunctions serve tracing.js.
func (w *Worker) tracingFunctions() functions {
	return functions{
		"active": func(goja.FunctionCall) goja.Value { return w.ambient(spanKey{}) },
		"within": func(call goja.FunctionCall) goja.Value {
			return w.within(spanKey{}, call.Argument(0), call.Argument(1))
		},
	}
}
