package wasm

import (
	"context"
	"errors"
	"fmt"
	"unsafe"
	"weak"

	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero/api"
)

// function is a function of an instance that JavaScript has seen.
type function struct {
	e      *engine
	in     *instance
	index  uint32 // in the instance
	typ    functionType
	object *goja.Object
	ref    uint64
	// host is what the function does, where it is an import from JavaScript.
	host *hostFunction
	// idle are ways to call it that no call is in.
	idle []api.Function
}

// newFunction makes the function object, which has the index for its name, as V8's has.
func (e *engine) newFunction(in *instance, index uint32, t functionType) *function {
	f := &function{e: e, in: in, index: index, typ: t}
	f.object = e.rt.ToValue(f.call).(*goja.Object)
	for name, v := range map[string]any{"name": fmt.Sprint(index), "length": len(t.params)} {
		_ = f.object.DefineDataProperty(name, e.rt.ToValue(v), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	}
	e.objects[weak.Make(f.object)] = weak.Make(f)
	return f
}

// call calls the function from JavaScript.
func (f *function) call(call goja.FunctionCall) goja.Value {
	e := f.e
	if !f.typ.crosses() {
		e.iso.TypeError(msgIncompatible)
	}
	e.collectExterns()
	stack := make([]uint64, max(len(f.typ.params), len(f.typ.results)))
	for n, t := range f.typ.params {
		stack[n] = e.toWasm(call.Argument(n), t)
	}
	if f.host != nil {
		f.host.run(stack)
	} else {
		e.enter(f, stack)
	}
	switch results := f.typ.results; len(results) {
	case 0:
		return goja.Undefined()
	case 1:
		return e.fromWasm(stack[0], results[0])
	default:
		list := make([]any, len(results))
		for n, t := range results {
			list[n] = e.fromWasm(stack[n], t)
		}
		return e.rt.NewArray(list...)
	}
}

// enter runs the function in the engine. A way to call it serves one call at a time, so nested
// calls have more.
func (e *engine) enter(f *function, stack []uint64) {
	var way api.Function
	if n := len(f.idle); n > 0 {
		way, f.idle = f.idle[n-1], f.idle[:n-1]
	} else {
		way = f.in.module.ExportedFunction(hiddenFunction(f.index))
	}
	e.depth++
	err := way.CallWithStack(e.ctx, stack)
	e.depth--
	e.detachGrown()
	if err != nil {
		e.fail(err, f.in.code, "") // and way goes, whose stack may have become large
	}
	f.idle = append(f.idle, way)
}

// thrown carries through the engine what JavaScript threw.
type thrown struct{ value any }

func (*thrown) Error() string { return "thrown by an import" }

// fail throws what ended a call into a module. Errors of V8 name the place where they arise, if
// that is not within a function.
func (e *engine) fail(err error, m *compiledModule, where string) {
	var passing *thrown
	if errors.As(err, &passing) {
		panic(passing.value)
	}
	if e.isStopped() {
		return // JavaScript was interrupted too, and ends as soon as it gets to run
	}
	t := readTrap(err)
	switch t.text {
	case "stack overflow":
		e.iso.Throw("RangeError", "Maximum call stack size exceeded")
	case "uncaught exception":
		panic(must(e.scripts["newException"](goja.Undefined())))
	}
	message, known := t.message(m)
	if !known {
		message = err.Error()
	}
	e.throwFrom("RuntimeError", where+message, t.stack(m))
}

// hostFunction is a function of JavaScript as an import.
type hostFunction struct {
	e    *engine
	typ  functionType
	call goja.Callable
}

// hostCall is what the engine has of a hostFunction; see life.go.
type hostCall struct{ function weak.Pointer[hostFunction] }

// Call is called by the engine (api.GoFunction).
func (c hostCall) Call(_ context.Context, stack []uint64) {
	h := c.function.Value()
	h.e.detachGrown()
	if t := h.try(stack); t != nil {
		panic(t)
	}
}

// try is run that returns what is thrown, be it an interruption.
func (h *hostFunction) try(stack []uint64) (t *thrown) {
	defer func() {
		if p := recover(); p != nil {
			t = &thrown{p}
		}
	}()
	if ex := h.e.rt.Try(func() { h.run(stack) }); ex != nil {
		return &thrown{ex}
	}
	return nil
}

// run calls the function of JavaScript and throws what that throws.
func (h *hostFunction) run(stack []uint64) {
	e := h.e
	if !h.typ.crosses() {
		e.iso.TypeError(msgIncompatible)
	}
	args := make([]goja.Value, len(h.typ.params))
	for n, t := range h.typ.params {
		args[n] = e.fromWasm(stack[n], t)
	}
	v := must(h.call(goja.Undefined(), args...))
	switch results := h.typ.results; len(results) {
	case 0:
	case 1:
		stack[0] = e.toWasm(v, results[0])
	default:
		list := e.convert("list", v).ToObject(e.rt)
		if list.Get("length").ToInteger() != int64(len(results)) {
			e.iso.TypeError("multi-return length mismatch")
		}
		for n, t := range results {
			stack[n] = e.toWasm(list.Get(fmt.Sprint(n)), t)
		}
	}
}

// identity tells functions apart: references to one function may differ.
type identity [2]uintptr

// identify reads the identity that a reference of the engine's leads to: its compiler has code
// and instance in the first two words there, its interpreter instance and code in others.
func identify(ref uint64) identity {
	pointer := uintptr(ref)
	words := *(**[4]uintptr)(unsafe.Pointer(&pointer))
	if compiles {
		return identity{words[0], words[1]}
	}
	return identity{words[1], words[3]}
}

// functionOf is the function that a reference means; nil for null.
func (e *engine) functionOf(ref uint64) *function {
	if ref == 0 {
		return nil
	}
	id := identify(ref)
	if f := e.functions[id].Value(); f != nil {
		return f
	}
	for _, p := range e.instances {
		if in := p.Value(); in != nil {
			in.identifyFunctions()
		}
	}
	return e.functions[id].Value()
}

// toReference is what a function means to modules; it reports false for what is no exported
// function.
func (e *engine) toReference(v goja.Value) (ref uint64, ok bool) {
	if goja.IsNull(v) {
		return 0, true
	}
	o, _ := v.(*goja.Object)
	f := e.functionObject(o)
	if f == nil {
		return 0, false
	}
	f.in.identifyFunctions()
	e.pinned[f.in] = true
	return f.ref, true
}
