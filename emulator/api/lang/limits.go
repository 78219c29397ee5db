package lang

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

const (
	// maxString and maxArray are the sizes beyond which a built-in method would take the process
	// down, or keep it busy with nothing able to interrupt it.
	maxString = 1<<29 - 24
	maxArray  = 1 << 27
	// maxFlat is the depth from which flat may be asked for the impossible.
	maxFlat = 100

	msgString = "Invalid string length"
	msgArray  = "Invalid array length"
	msgStack  = "Maximum call stack size exceeded"
)

// limit puts checks before built-in methods.
func limit(iso *isolate.Isolate) {
	l := limits{iso}
	for name, check := range map[string]func(goja.FunctionCall){
		"repeat": l.repeat, "padStart": l.pad, "padEnd": l.pad,
	} {
		l.wrap("String", name, check)
	}
	for _, name := range []string{"fill", "join", "reverse", "sort", "toReversed", "toSorted"} {
		l.wrap("Array", name, l.array)
	}
	l.wrap("Array", "flat", l.flat)
}

type limits struct{ iso *isolate.Isolate }

func (l limits) wrap(class, method string, check func(goja.FunctionCall)) {
	rt := l.iso.Runtime()
	prototype := rt.Get(class).ToObject(rt).Get("prototype").ToObject(rt)
	original := prototype.Get(method).ToObject(rt)
	call, _ := goja.AssertFunction(original)
	wrapped := rt.ToValue(func(c goja.FunctionCall) goja.Value {
		check(c)
		return isolate.Must(call(c.This, c.Arguments...))
	}).(*goja.Object)
	for _, name := range []string{"name", "length"} {
		_ = wrapped.DefineDataProperty(name, original.Get(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	}
	_ = prototype.DefineDataProperty(method, wrapped, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
}

func (l limits) refuse(message string) { panic(l.iso.NewError("RangeError", message)) }

// number is an argument that is one already; converting others is up to the method.
func number(v goja.Value) float64 {
	switch n := v.Export().(type) {
	case int64:
		return float64(n)
	case float64:
		return n
	}
	return 0
}

func (l limits) repeat(c goja.FunctionCall) {
	text, ok := c.This.(goja.String)
	if n := number(c.Argument(0)); ok && n > 1024 && float64(text.Length())*n > maxString {
		l.refuse(msgString)
	}
}

func (l limits) pad(c goja.FunctionCall) {
	if number(c.Argument(0)) > maxString {
		l.refuse(msgString)
	}
}

func (l limits) array(c goja.FunctionCall) {
	if o, ok := c.This.(*goja.Object); ok && o.ClassName() == "Array" && o.Get("length").ToInteger() > maxArray {
		l.refuse(msgArray)
	}
}

func (l limits) flat(c goja.FunctionCall) {
	o, ok := c.This.(*goja.Object)
	if !ok || number(c.Argument(0)) <= maxFlat {
		return
	}
	if l.endless(o, nil) {
		l.refuse(msgStack)
	}
}

// endless reports whether an array contains itself; within are the arrays around it.
func (l limits) endless(o *goja.Object, within []*goja.Object) bool {
	if o.ClassName() != "Array" {
		return false
	}
	for _, outer := range within {
		if outer == o {
			return true
		}
	}
	within = append(within, o)
	if len(within) > 5000 {
		return true
	}
	for _, key := range o.Keys() {
		if inner, ok := o.Get(key).(*goja.Object); ok && l.endless(inner, within) {
			return true
		}
	}
	return false
}
