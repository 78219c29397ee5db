package node

import (
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
	return i.Object(map[string]func(goja.FunctionCall) goja.Value{
		// require is called with where from, the specifier, and whether that means a module of Node.
		"require": func(call goja.FunctionCall) goja.Value {
			from, specifier := call.Argument(0).String(), call.Argument(1).String()
			if call.Argument(2).ToBoolean() {
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
