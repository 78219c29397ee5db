package lang

import (
	"bytes"
	"strings"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

const msgCapture = "invalid_argument"

// captureStackTrace is V8's Error.captureStackTrace(target, fn): it gives target a stack, that
// of the caller without the frames up to fn. As in V8, its first line is made when it is read.
func captureStackTrace(iso *isolate.Isolate, call goja.FunctionCall) goja.Value {
	rt := iso.Runtime()
	target, ok := call.Argument(0).(*goja.Object)
	if !ok {
		iso.TypeError(msgCapture)
	}
	frames := frames(iso, call.Argument(1))
	get := func(goja.FunctionCall) goja.Value { return rt.ToValue(headline(target) + frames) }
	set := func(call goja.FunctionCall) goja.Value {
		_ = target.DefineDataProperty("stack", call.Argument(0), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
		return goja.Undefined()
	}
	err := target.DefineAccessorProperty("stack", rt.ToValue(get), rt.ToValue(set), goja.FLAG_TRUE, goja.FLAG_FALSE)
	if err != nil {
		panic(err)
	}
	return goja.Undefined()
}

// frames are the lines of a stack, without those up to the function above, if it is one.
func frames(iso *isolate.Isolate, above goja.Value) string {
	rt := iso.Runtime()
	list := rt.CaptureCallStack(0, nil)
	if fn, ok := above.(*goja.Object); ok {
		list = below(list, fn.Get("name").String())
	}
	var b bytes.Buffer
	for _, frame := range list {
		b.WriteString("\n\tat ")
		frame.Write(&b)
	}
	return trim(isolate.FormatStack(b.String()), stackLimit(rt))
}

func below(list []goja.StackFrame, name string) []goja.StackFrame {
	for i, frame := range list {
		if frame.FuncName() == name {
			return list[i+1:]
		}
	}
	return nil
}

func stackLimit(rt *goja.Runtime) int {
	if v := rt.Get("Error").ToObject(rt).Get("stackTraceLimit"); v != nil {
		return int(v.ToInteger())
	}
	return 0
}

// trim keeps the first n lines behind the first, which is empty.
func trim(stack string, n int) string {
	lines := strings.Split(stack, "\n")
	return strings.Join(lines[:min(len(lines), max(n, 0)+1)], "\n")
}

// headline is "name: message".
func headline(o *goja.Object) string {
	name, message := "Error", ""
	if v := o.Get("name"); v != nil && !goja.IsUndefined(v) {
		name = v.String()
	}
	if v := o.Get("message"); v != nil && !goja.IsUndefined(v) {
		message = v.String()
	}
	switch {
	case message == "":
		return name
	case name == "":
		return message
	}
	return name + ": " + message
}
