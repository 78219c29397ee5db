package node

import (
	"bytes"
	"math"
	"reflect"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/console"
	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

// inspectHost serves js/internal/inspect.js.
func inspectHost(i *isolate.Isolate) *goja.Object {
	return i.Object(map[string]func(goja.FunctionCall) goja.Value{
		"inspect": func(call goja.FunctionCall) goja.Value {
			return i.Runtime().ToValue(console.Inspect(i, call.Argument(0), inspectOptions(call.Argument(1).ToObject(i.Runtime()))))
		},
		"format": func(call goja.FunctionCall) goja.Value {
			var args []goja.Value
			i.Runtime().ForOf(call.Argument(0), func(v goja.Value) bool {
				args = append(args, v)
				return true
			})
			return i.Runtime().ToValue(console.Format(i, args, inspectOptions(call.Argument(1).ToObject(i.Runtime()))))
		},
	})
}

// inspectOptions reads util.inspect's options.
func inspectOptions(o *goja.Object) console.Options {
	options := console.Options{Depth: 2}
	if v := o.Get("depth"); v != nil && !goja.IsUndefined(v) {
		options.Depth = console.Unlimited
		if !goja.IsNull(v) {
			options.Depth = int(math.Min(v.ToFloat(), console.Unlimited))
		}
	}
	isOn := func(name string) bool { v := o.Get(name); return v != nil && v.ToBoolean() }
	options.Colors = isOn("colors")
	if v := o.Get("customInspect"); v != nil && !goja.IsUndefined(v) {
		options.Raw = !v.ToBoolean()
	}
	return options
}

var (
	proxyType   = reflect.TypeFor[goja.Proxy]()
	promiseType = reflect.TypeFor[*goja.Promise]()
)

// typesHost serves js/util/types.js.
func typesHost(i *isolate.Isolate) *goja.Object {
	return i.Object(map[string]func(goja.FunctionCall) goja.Value{
		"classOf": func(call goja.FunctionCall) goja.Value { return i.Runtime().ToValue(classOf(i, call.Argument(0))) },
	})
}

// classOf names the kind of an object, as no property of it can.
func classOf(i *isolate.Isolate, v goja.Value) string {
	o, ok := v.(*goja.Object)
	if !ok {
		return ""
	}
	switch o.ExportType() {
	case proxyType:
		return "Proxy"
	case promiseType:
		return "Promise"
	}
	switch webidl.BufferKind(i, o) {
	case webidl.ArrayBuffer:
		return "ArrayBuffer"
	case webidl.DataView:
		return "DataView"
	}
	return o.ClassName()
}

// comparisonsHost serves js/internal/comparisons.js.
func comparisonsHost(i *isolate.Isolate) *goja.Object {
	return i.Object(map[string]func(goja.FunctionCall) goja.Value{
		"sameBytes": func(call goja.FunctionCall) goja.Value {
			a, _ := webidl.Bytes(i, call.Argument(0))
			b, _ := webidl.Bytes(i, call.Argument(1))
			return i.Runtime().ToValue(bytes.Equal(a, b))
		},
	})
}
