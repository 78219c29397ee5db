package api

import (
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

// tunnelledClasses keep their class on the way to another context by the rule of older dates
// (DO-LIFE-63).
var tunnelledClasses = []string{
	"Error", "TypeError", "RangeError", "ReferenceError", "SyntaxError", "EvalError", "URIError", "AggregateError", "SuppressedError",
}

// tunnel captures an exception by the rule of dates before enhanced_error_serialization: only
// class and message travel, and a name that is none of the built-in ones becomes part of the
// message.
func (w *Worker) tunnel(v goja.Value) *thrown {
	o, ok := v.(*goja.Object)
	if !ok {
		return &thrown{text: v.String()}
	}
	if !w.isError(o) {
		return &thrown{text: w.shownObject(o)}
	}
	property := func(name string) string {
		if p := o.Get(name); p != nil && !goja.IsUndefined(p) {
			return p.String()
		}
		return ""
	}
	t := &thrown{text: property("message"), frames: framesOf(isolate.FormatStack(property("stack")))}
	for _, name := range []string{"overloaded", "retryable"} {
		if p := o.Get(name); p != nil && p.ToBoolean() {
			t.flags = []flag{{name, true}}
			break
		}
	}
	switch name := property("name"); {
	case w.isDOMException(o):
		t.class, t.dom = name, true
	case slices.Contains(tunnelledClasses, name):
		t.class = name
	case name != "":
		t.text = name + ": " + t.text
	}
	return t
}

// framesOf are the lines of a stack that name calls.
func framesOf(stack string) string {
	var frames strings.Builder
	for line := range strings.Lines(stack) {
		if strings.HasPrefix(line, "    at ") {
			frames.WriteString("\n" + strings.TrimRight(line, "\n"))
		}
	}
	return frames.String()
}

// addFrames gives an error the frames of where it was thrown.
//
// Unlike workerd, where only type and message travel by this rule: without the place nobody
// finds the line in the object that failed.
func (w *Worker) addFrames(o *goja.Object, frames string) {
	if frames == "" {
		return
	}
	_ = o.DefineDataProperty("stack", w.text(o.String()+frames), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
}

func (w *Worker) isError(o *goja.Object) bool {
	return w.iso.Runtime().InstanceOf(o, w.iso.Runtime().Get("Error").ToObject(w.iso.Runtime()))
}

func (w *Worker) isDOMException(o *goja.Object) bool {
	return w.iso.Runtime().InstanceOf(o, w.export("domexception", "DOMException").(*goja.Object))
}

// shownObject is an object as the engine of the real runtime names it in an error.
func (w *Worker) shownObject(o *goja.Object) string {
	if class := o.ClassName(); class != "Object" {
		return "[object " + class + "]"
	}
	name := "Object"
	if ctor, ok := o.Get("constructor").(*goja.Object); ok {
		name = strings.TrimSpace(ctor.Get("name").String())
	}
	return "#<" + name + ">"
}

// tunnelled makes the exception in this isolate.
func (w *Worker) tunnelled(t *thrown) *goja.Object {
	switch t.class {
	case "":
		return w.iso.NewError("Error", t.text)
	case "AggregateError", "SuppressedError":
		// Their constructors take more than a message, which did not come along.
		o := w.iso.NewError("Error", t.text)
		if ctor, ok := w.iso.Runtime().Get(t.class).(*goja.Object); ok {
			_ = o.SetPrototype(ctor.Get("prototype").(*goja.Object))
		}
		return o
	}
	if t.dom {
		return w.iso.NewDOMException(t.class, t.text)
	}
	return w.iso.NewError(t.class, t.text)
}
