package webidl

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

// intrinsics are built-in objects as they were before user code could replace them.
type intrinsics struct {
	uint8Array     goja.Value
	hasInstance    goja.Value
	dataViewLength goja.Callable
	// The getters of the buffer of views.
	typedArrayBuffer, dataViewBuffer goja.Callable
	descriptor                       goja.Callable
	// internalClass marks the prototypes of the runtime's own classes, for libraries that clone.
	internalClass *goja.Symbol
}

type intrinsicsKey struct{}

func builtins(iso *isolate.Isolate) *intrinsics {
	if in, ok := iso.Value(intrinsicsKey{}).(*intrinsics); ok {
		return in
	}
	rt := iso.Runtime()
	in := &intrinsics{uint8Array: rt.Get("Uint8Array"), hasInstance: rt.ToValue(hasInstance)}
	in.dataViewLength = function(rt, dataViewProgram)
	in.typedArrayBuffer = function(rt, typedArrayBufferProgram)
	in.dataViewBuffer = function(rt, dataViewBufferProgram)
	in.descriptor, _ = goja.AssertFunction(rt.Get("Object").ToObject(rt).Get("getOwnPropertyDescriptor"))
	registered, _ := goja.AssertFunction(rt.Get("Symbol").ToObject(rt).Get("for"))
	symbol, err := registered(goja.Undefined(), rt.ToValue("cloudflare:internal-class"))
	check(err)
	in.internalClass = symbol.(*goja.Symbol)
	iso.SetValue(intrinsicsKey{}, in)
	return in
}

func function(rt *goja.Runtime, p *goja.Program) goja.Callable {
	v, err := rt.RunProgram(p)
	if err != nil {
		panic(err)
	}
	fn, _ := goja.AssertFunction(v)
	return fn
}

var dataViewProgram = goja.MustCompile("devdo:dataview.js",
	"Object.getOwnPropertyDescriptor(DataView.prototype, 'byteLength').get", true)

var (
	trueValue  = goja.New().ToValue(true)
	falseValue = goja.New().ToValue(false)
)
