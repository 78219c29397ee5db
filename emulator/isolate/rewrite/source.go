package rewrite

import (
	"strings"
	"sync"

	"github.com/dop251/goja"
)

// written has what was written for each translated pattern, of all isolates: a program reads
// back what it wrote. An isolate may meet the translation in any code, so it is one table.
var written = struct {
	sync.RWMutex
	as map[string]string
}{as: map[string]string{}}

// maxWritten bounds written: programs that make patterns without end see translations.
const maxWritten = 10_000

func remember(translated, pattern, flags string) {
	if translated == pattern || strings.Contains(flags, "v") { // the engine would say it were u
		return
	}
	written.Lock()
	defer written.Unlock()
	if len(written.as) < maxWritten {
		written.as[translated] = pattern
	}
}

// readBack makes `source` and the text of regular expressions what was written.
func readBack(rt *goja.Runtime) error {
	prototype := rt.Get("RegExp").ToObject(rt).Get("prototype").ToObject(rt)
	describe, _ := goja.AssertFunction(rt.Get("Object").ToObject(rt).Get("getOwnPropertyDescriptor"))
	descriptor, err := describe(goja.Undefined(), prototype, rt.ToValue("source"))
	if err != nil {
		return err
	}
	source, _ := goja.AssertFunction(descriptor.ToObject(rt).Get("get"))
	was := func(this goja.Value) (original string, ok bool) {
		if o, object := this.(*goja.Object); !object || o.ClassName() != "RegExp" {
			return original, false
		}
		text, err := source(this)
		if err != nil {
			panic(err)
		}
		written.RLock()
		defer written.RUnlock()
		original, ok = written.as[text.String()]
		return original, ok
	}
	get := rt.ToValue(func(call goja.FunctionCall) goja.Value {
		if original, ok := was(call.This); ok {
			return rt.ToValue(original)
		}
		return must(source(call.This))
	}).ToObject(rt)
	_ = get.DefineDataProperty("name", rt.ToValue("get source"), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	if err := prototype.DefineAccessorProperty("source", get, nil, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
		return err
	}
	toString := rt.ToValue(func(call goja.FunctionCall) goja.Value {
		o, ok := call.This.(*goja.Object)
		if !ok {
			panic(rt.NewTypeError("Method RegExp.prototype.toString called on incompatible receiver " + call.This.String()))
		}
		return rt.ToValue("/" + o.Get("source").String() + "/" + o.Get("flags").String())
	}).ToObject(rt)
	_ = toString.DefineDataProperty("name", rt.ToValue("toString"), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	return prototype.DefineDataProperty("toString", toString, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
}

func must(v goja.Value, err error) goja.Value {
	if err != nil {
		panic(err)
	}
	return v
}
