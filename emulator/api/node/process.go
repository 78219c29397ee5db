package node

import (
	"fmt"
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

// processHost serves js/process.js.
func processHost(i *isolate.Isolate) *goja.Object {
	return i.Object(map[string]func(goja.FunctionCall) goja.Value{
		"module": func(call goja.FunctionCall) goja.Value { return required(i, call.Argument(0).String()) },
		"exit": func(call goja.FunctionCall) goja.Value {
			i.Throw("Error", fmt.Sprintf("The Node.js process.exit(%d) API was called. Canceling the request.", call.Argument(0).ToInteger()))
			return nil
		},
	})
}

// required is what require() gives for a module of Node, undefined for what is none.
func required(i *isolate.Isolate, name string) goja.Value {
	name = "node:" + strings.TrimPrefix(name, "node:")
	m, known := all()[name]
	if !known || strings.HasPrefix(name, internalPrefix) || m.flag != "" && !i.Flag(m.flag) {
		return goja.Undefined()
	}
	return i.Use(name)
}
