package isolate

import (
	"strconv"
	"strings"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"

	"github.com/devdo/devdo/emulator/isolate/explain"
)

// Explain gives an error of the engine V8's text, in its message and its stack; loop only. It is
// called wherever an error can reach a program or a person, and does nothing the second time.
func (i *Isolate) Explain(o *goja.Object) {
	if o.ClassName() != "Error" {
		return
	}
	message, ok := i.ownValue(o, "message").(goja.String)
	if !ok {
		return
	}
	was := message.String()
	var stack string
	at := func() explain.Place {
		if s, ok := o.Get("stack").(goja.String); ok {
			stack = s.String()
		}
		return placeOf(stack)
	}
	text := explain.Message(was, at, i.trees)
	if text == was {
		return
	}
	_ = o.Set("message", text)
	if stack != "" { // reading it has fixed it
		_ = o.Set("stack", strings.Replace(stack, was, text, 1))
	}
}

type describeKey struct{}

// ownValue is the value of a plain property of o itself, which the errors of the engine have;
// a getter of the program must not run here.
func (i *Isolate) ownValue(o *goja.Object, name string) goja.Value {
	describe, ok := i.values[describeKey{}].(goja.Callable)
	if !ok {
		describe, _ = goja.AssertFunction(i.rt.Get("Reflect").ToObject(i.rt).Get("getOwnPropertyDescriptor"))
		i.values[describeKey{}] = describe
	}
	descriptor, err := describe(goja.Undefined(), o, i.rt.ToValue(name))
	if d, ok := descriptor.(*goja.Object); ok && err == nil {
		return d.Get("value")
	}
	return nil
}

func (i *Isolate) trees() []*ast.Program {
	all := make([]*ast.Program, len(i.scripts))
	for n, s := range i.scripts {
		all[n] = s.tree()
	}
	return all
}

// placeOf is where the newest frame of a stack in the engine's form is.
func placeOf(stack string) (at explain.Place) {
	for line := range strings.Lines(stack) {
		line = strings.TrimRight(line, "\n")
		rest, ok := strings.CutPrefix(strings.TrimLeft(line, "\t "), "at ")
		if !ok {
			continue
		}
		if name, native := strings.CutSuffix(rest, " (native)"); native {
			at.Native = name[strings.LastIndexByte(name, '.')+1:]
			return at
		}
		if m := frameLine.FindStringSubmatch(line); m != nil {
			at.File = m[2]
			at.Line, _ = strconv.Atoi(m[3])
			at.Column, _ = strconv.Atoi(m[4])
		}
		return at
	}
	return at
}

// explainRejections shows errors that reject a promise to its handlers as Explain makes them.
func (i *Isolate) explainRejections() error {
	i.ownValue(i.rt.NewObject(), "") // as long as Reflect is the engine's
	prototype := i.rt.Get("Promise").ToObject(i.rt).Get("prototype").ToObject(i.rt)
	then, _ := goja.AssertFunction(prototype.Get("then"))
	wrapped := func(call goja.FunctionCall) goja.Value {
		handler, ok := goja.AssertFunction(call.Argument(1))
		if !ok {
			return Must(then(call.This, call.Arguments...))
		}
		explained := i.rt.ToValue(func(rejection goja.FunctionCall) goja.Value {
			if o, ok := rejection.Argument(0).(*goja.Object); ok {
				i.Explain(o)
			}
			return Must(handler(goja.Undefined(), rejection.Arguments...))
		})
		return Must(then(call.This, call.Argument(0), explained))
	}
	fn := i.rt.ToValue(wrapped).ToObject(i.rt)
	_ = fn.DefineDataProperty("name", i.rt.ToValue("then"), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	_ = fn.DefineDataProperty("length", i.rt.ToValue(2), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	return prototype.DefineDataProperty("then", fn, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
}
