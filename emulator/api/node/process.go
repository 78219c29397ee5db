package node

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

type envKey struct{}

// SetEnv gives process.env the Worker's bindings, before any module is used; loop only.
func SetEnv(i *isolate.Isolate, env *goja.Object) { i.SetValue(envKey{}, env) }

// envHost serves js/internal/env.js.
func envHost(i *isolate.Isolate) *goja.Object {
	return i.Object(map[string]func(goja.FunctionCall) goja.Value{
		"env": func(goja.FunctionCall) goja.Value {
			if env, ok := i.Value(envKey{}).(*goja.Object); ok {
				return env
			}
			return i.Runtime().NewObject()
		},
	})
}

type exitKey struct{}

// SetExit gives process.exit its effect: exit ends the running event, and returns where none is
// running; before any module is used, loop only.
func SetExit(i *isolate.Isolate, exit func(code int)) { i.SetValue(exitKey{}, exit) }

// processHost serves js/process.js and js/internal/process_streams.js.
func processHost(i *isolate.Isolate) *goja.Object {
	return i.Object(map[string]func(goja.FunctionCall) goja.Value{
		"module": func(call goja.FunctionCall) goja.Value { return required(i, call.Argument(0).String()) },
		"has": func(call goja.FunctionCall) goja.Value {
			return i.Runtime().ToValue(available(i, call.Argument(0).String()))
		},
		"exit": func(call goja.FunctionCall) goja.Value {
			if exit, ok := i.Value(exitKey{}).(func(int)); ok {
				exit(int(int32(call.Argument(0).ToInteger())))
			}
			return goja.Undefined()
		},
	})
}

// required is what require() gives for a module of Node, undefined for what is none.
func required(i *isolate.Isolate, name string) goja.Value {
	name = "node:" + strings.TrimPrefix(name, "node:")
	if !available(i, name) {
		return goja.Undefined()
	}
	return i.Use(name)
}

// available reports whether the running Worker has a module, named "node:…".
func available(i *isolate.Isolate, name string) bool {
	m, known := all()[name]
	return known && !strings.HasPrefix(name, internalPrefix) && m.enabled(i.Flag)
}
