package web

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

// headersHandle is what a Headers object has in Go.
type headersHandle struct {
	opaque
	headers   *Headers
	immutable bool
}

func heldHeaders(v goja.Value) *headersHandle { return v.Export().(*headersHandle) }

func headersHost(iso *isolate.Isolate) *goja.Object {
	rt := iso.Runtime()
	undefined := goja.Undefined()
	mutable := func(v goja.Value) *Headers {
		h := heldHeaders(v)
		if h.immutable {
			iso.TypeError(msgImmutableHeaders)
		}
		return h.headers
	}
	return iso.Object(map[string]func(goja.FunctionCall) goja.Value{
		"make": func(goja.FunctionCall) goja.Value {
			return rt.NewDynamicObject(&headersHandle{headers: &Headers{}})
		},
		"immutable": func(call goja.FunctionCall) goja.Value { return rt.ToValue(heldHeaders(call.Argument(0)).immutable) },
		"get": func(call goja.FunctionCall) goja.Value {
			v, ok := heldHeaders(call.Argument(0)).headers.Lookup(headerName(iso, call.Argument(1)))
			if !ok {
				return goja.Null()
			}
			return rt.ToValue(v)
		},
		"has": func(call goja.FunctionCall) goja.Value {
			return rt.ToValue(heldHeaders(call.Argument(0)).headers.Has(headerName(iso, call.Argument(1))))
		},
		"set": func(call goja.FunctionCall) goja.Value {
			name, value := headerName(iso, call.Argument(1)), headerValue(iso, call.Argument(2))
			mutable(call.Argument(0)).Set(name, value)
			return undefined
		},
		"append": func(call goja.FunctionCall) goja.Value {
			name, value := headerName(iso, call.Argument(1)), headerValue(iso, call.Argument(2))
			mutable(call.Argument(0)).Add(name, value)
			return undefined
		},
		"remove": func(call goja.FunctionCall) goja.Value {
			// Unlike the standard, workerd does not mind names that no header can have.
			mutable(call.Argument(0)).Delete(webidl.String(iso, call.Argument(1)))
			return undefined
		},
		"fill": func(call goja.FunctionCall) goja.Value {
			fillHeaders(iso, heldHeaders(call.Argument(0)).headers, call.Argument(1).ToObject(rt))
			return undefined
		},
		"copy": func(call goja.FunctionCall) goja.Value {
			*heldHeaders(call.Argument(0)).headers = heldHeaders(call.Argument(1)).headers.Clone()
			return undefined
		},
		"setCookies": func(call goja.FunctionCall) goja.Value {
			return stringArray(rt, heldHeaders(call.Argument(0)).headers.Values("set-cookie"))
		},
		"list": func(call goja.FunctionCall) goja.Value {
			sorted := heldHeaders(call.Argument(0)).headers.Sorted()
			pairs := make([]any, len(sorted))
			for i, f := range sorted {
				pairs[i] = rt.NewArray(f.Name, f.Value)
			}
			return rt.NewArray(pairs...)
		},
	})
}

// fillHeaders adds a record: the own enumerable properties with string keys.
func fillHeaders(iso *isolate.Isolate, h *Headers, record *goja.Object) {
	for _, key := range record.Keys() {
		value := record.Get(key)
		if value == nil {
			continue
		}
		if !validName(key) {
			iso.TypeError(msgHeaderName)
		}
		h.Add(key, headerValue(iso, value))
	}
}

func headerName(iso *isolate.Isolate, v goja.Value) string {
	name := webidl.String(iso, v)
	if !validName(name) {
		iso.TypeError(msgHeaderName)
	}
	return name
}

func headerValue(iso *isolate.Isolate, v goja.Value) string {
	value, ok := normalizeValue(webidl.String(iso, v))
	if !ok {
		iso.TypeError(msgHeaderValue)
	}
	return value
}

func stringArray(rt *goja.Runtime, list []string) goja.Value {
	values := make([]any, len(list))
	for i, s := range list {
		values[i] = s
	}
	return rt.NewArray(values...)
}
