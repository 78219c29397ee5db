package node

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

type requireKey struct{}

// SetRequire gives what node:module's require() finds beside the modules of Node: find throws
// where there is no such module; before any module is used, loop only.
func SetRequire(i *isolate.Isolate, find func(from, specifier string) goja.Value) {
	i.SetValue(requireKey{}, find)
}

// moduleHost serves js/module.js.
func moduleHost(i *isolate.Isolate) *goja.Object {
	rt := i.Runtime()
	return i.Object(map[string]func(goja.FunctionCall) goja.Value{
		"isBuiltin": func(call goja.FunctionCall) goja.Value { return rt.ToValue(isBuiltin(call.Argument(0).String())) },
		"require": func(call goja.FunctionCall) goja.Value {
			from, specifier := call.Argument(0).String(), call.Argument(1).String()
			if isBuiltin(specifier) {
				if m := required(i, specifier); !goja.IsUndefined(m) {
					return m
				}
			}
			if find, ok := i.Value(requireKey{}).(func(from, specifier string) goja.Value); ok {
				return find(from, specifier)
			}
			i.Throw("Error", "No such module \""+specifier+"\".")
			return nil
		},
	})
}

// isBuiltin reports whether a specifier means a module of Node: by its prefix, or by its name.
func isBuiltin(specifier string) bool {
	if strings.HasPrefix(specifier, "node:") {
		return true
	}
	m, known := all()["node:"+specifier]
	return known && !strings.HasPrefix(m.Name, internalPrefix)
}
