package wasm

import (
	"bytes"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

// valueTypes are the types by the names that JavaScript gives them.
var valueTypes = map[string]valueType{
	"i32": typeI32, "i64": typeI64, "f32": typeF32, "f64": typeF64, "v128": typeV128, "externref": typeExtern, "anyfunc": typeFunc,
}

// host is what wasm.js calls.
func host(iso *isolate.Isolate) *goja.Object {
	e := engineOf(iso)
	functions := map[string]func(goja.FunctionCall) goja.Value{}
	for _, part := range []map[string]func(goja.FunctionCall) goja.Value{e.moduleFunctions(), e.memoryFunctions(), e.tableFunctions(), e.globalFunctions()} {
		for name, fn := range part {
			functions[name] = fn
		}
	}
	functions["script"] = func(call goja.FunctionCall) goja.Value {
		e.script(call.Argument(0).String(), call.Argument(1))
		return goja.Undefined()
	}
	return iso.Object(functions)
}

// held is the Go value that a handle of wasm.js stands for.
func held[T any](v goja.Value) T { return v.Export().(T) }

func (e *engine) moduleFunctions() map[string]func(goja.FunctionCall) goja.Value {
	return map[string]func(goja.FunctionCall) goja.Value{
		"exports": func(call goja.FunctionCall) goja.Value {
			var list []any
			for _, x := range held[*compiledModule](call.Argument(0)).exports {
				list = append(list, e.rt.NewArray(x.name, kindNames[x.kind]))
			}
			return e.rt.NewArray(list...)
		},
		"imports": func(call goja.FunctionCall) goja.Value {
			var list []any
			for _, i := range held[*compiledModule](call.Argument(0)).imports {
				list = append(list, e.rt.NewArray(i.module, i.name, kindNames[i.kind]))
			}
			return e.rt.NewArray(list...)
		},
		"customSections": func(call goja.FunctionCall) goja.Value {
			var list []any
			for _, c := range held[*compiledModule](call.Argument(0)).customs {
				// Like V8, which reads the names and does not keep them.
				if name := call.Argument(1).String(); c.name == name && name != "name" {
					list = append(list, webidl.NewArrayBuffer(e.iso, bytes.Clone(c.data)))
				}
			}
			return e.rt.NewArray(list...)
		},
		// compiled is a promise that the module's code is there, or undefined where it is.
		"compiled": func(call goja.FunctionCall) goja.Value {
			m := held[*compiledModule](call.Argument(0))
			if m.ready.Load() {
				return goja.Undefined()
			}
			p, resolve, _ := e.rt.NewPromise()
			e.iso.Go(func() { _, _ = m.code() }, func() { _ = resolve(goja.Undefined()) })
			return e.rt.ToValue(p)
		},
		"instantiate": func(call goja.FunctionCall) goja.Value {
			return e.instantiate(held[*compiledModule](call.Argument(0)), call.Argument(1), call.Argument(2).String())
		},
		"isBytes": func(call goja.FunctionCall) goja.Value {
			_, ok := webidl.Bytes(e.iso, call.Argument(0))
			return e.rt.ToValue(ok)
		},
		"validate": func(call goja.FunctionCall) goja.Value {
			data, _ := webidl.Bytes(e.iso, call.Argument(0))
			code, err := e.compile(bytes.Clone(data))
			if err != nil {
				return e.rt.ToValue(false)
			}
			_ = code.Close(e.ctx)
			return e.rt.ToValue(true)
		},
		"tag": func(call goja.FunctionCall) goja.Value {
			var names []string
			must(goja.Undefined(), e.rt.ExportTo(call.Argument(0), &names))
			var t functionType
			for _, name := range names {
				t.params = append(t.params, valueTypes[name])
			}
			from := e.define(external{kind: kindTag, function: t}, 0)
			made := &tag{e: e, typ: t, origin: from}
			endWith(&e.dead, made, from.life())
			return e.rt.ToValue(made)
		},
		"adopt": func(call goja.FunctionCall) goja.Value {
			object := call.Argument(1).(*goja.Object)
			switch h := call.Argument(0).Export().(type) {
			case *memory:
				h.object = object
			case *table:
				h.object = object
			case *global:
				h.object = object
			case *tag:
				h.object = object
			}
			return goja.Undefined()
		},
	}
}

// limitsOf reads sizes that wasm.js has checked.
func limitsOf(min, max goja.Value) limits {
	l := limits{min: uint32(min.ToInteger())}
	if !goja.IsUndefined(max) {
		l.bounded, l.max = true, uint32(max.ToInteger())
	}
	return l
}

func (e *engine) memoryFunctions() map[string]func(goja.FunctionCall) goja.Value {
	return map[string]func(goja.FunctionCall) goja.Value{
		"memory": func(call goja.FunctionCall) goja.Value {
			t := limitsOf(call.Argument(0), call.Argument(1))
			t.shared = call.Argument(2).ToBoolean()
			from := e.define(external{kind: kindMemory, memory: t}, 0)
			made := e.memoryOf(t, from)
			endWith(&e.dead, made, from.life())
			return e.rt.ToValue(made)
		},
		"memoryView": func(call goja.FunctionCall) goja.Value { return held[*memory](call.Argument(0)).view() },
		"memoryGrow": func(call goja.FunctionCall) goja.Value {
			m := held[*memory](call.Argument(0))
			if before, ok := m.grow(uint32(call.Argument(1).ToInteger())); ok {
				return e.rt.ToValue(before)
			}
			return goja.Undefined()
		},
		"memoryMaximum": func(call goja.FunctionCall) goja.Value {
			if m := held[*memory](call.Argument(0)); m.typ.bounded {
				return e.rt.ToValue(m.typ.max)
			}
			return e.rt.ToValue(maxPages)
		},
	}
}

func (e *engine) tableFunctions() map[string]func(goja.FunctionCall) goja.Value {
	// bits are an element's; null where it does not fit.
	bits := func(t *table, v goja.Value) (uint64, bool) {
		if t.typ.element.isFunction() {
			return e.toReference(v)
		}
		return e.toWasm(v, t.typ.element), true
	}
	return map[string]func(goja.FunctionCall) goja.Value{
		"table": func(call goja.FunctionCall) goja.Value {
			t := tableType{valueTypes[call.Argument(0).String()], limitsOf(call.Argument(1), call.Argument(2))}
			from := e.define(external{kind: kindTable, table: t}, 0)
			made := e.newTable(t, from)
			made.life.add(from.module)
			return e.rt.ToValue(made)
		},
		"tableType": func(call goja.FunctionCall) goja.Value {
			return e.rt.ToValue(held[*table](call.Argument(0)).typ.element.name())
		},
		"tableSize": func(call goja.FunctionCall) goja.Value { return e.rt.ToValue(held[*table](call.Argument(0)).size()) },
		"tableGet": func(call goja.FunctionCall) goja.Value {
			t := held[*table](call.Argument(0))
			n, _ := t.do("get", uint64(call.Argument(1).ToInteger()))
			return e.fromWasm(n, t.typ.element)
		},
		// tableSet and tableGrow give undefined where the element does not fit.
		"tableSet": func(call goja.FunctionCall) goja.Value {
			t := held[*table](call.Argument(0))
			element, ok := bits(t, call.Argument(2))
			if !ok {
				return goja.Undefined()
			}
			t.do("set", uint64(call.Argument(1).ToInteger()), element)
			return goja.Null()
		},
		"tableGrow": func(call goja.FunctionCall) goja.Value {
			t := held[*table](call.Argument(0))
			element, ok := bits(t, call.Argument(2))
			if !ok {
				return goja.Undefined()
			}
			n, _ := t.do("grow", uint64(call.Argument(1).ToInteger()), element)
			return e.rt.ToValue(int32(uint32(n)))
		},
	}
}

func (e *engine) globalFunctions() map[string]func(goja.FunctionCall) goja.Value {
	// bits are a value's; false where it is no function that fits.
	bits := func(t valueType, v goja.Value) (uint64, bool) {
		if t.isFunction() {
			return e.toReference(v)
		}
		return e.toWasm(v, t), true
	}
	return map[string]func(goja.FunctionCall) goja.Value{
		// global and globalSet give undefined where the value does not fit.
		"global": func(call goja.FunctionCall) goja.Value {
			t := globalType{valueTypes[call.Argument(0).String()], call.Argument(1).ToBoolean()}
			value, ok := bits(t.value, call.Argument(2))
			if !ok {
				return goja.Undefined()
			}
			return e.rt.ToValue(e.newGlobal(t, value))
		},
		"globalMutable": func(call goja.FunctionCall) goja.Value {
			return e.rt.ToValue(held[*global](call.Argument(0)).typ.mutable)
		},
		"globalGet": func(call goja.FunctionCall) goja.Value {
			g := held[*global](call.Argument(0))
			return e.fromWasm(g.global.Get(), g.typ.value)
		},
		"globalSet": func(call goja.FunctionCall) goja.Value {
			g := held[*global](call.Argument(0))
			value, ok := bits(g.typ.value, call.Argument(1))
			if !ok {
				return goja.Undefined()
			}
			g.set(value)
			return goja.Null()
		},
	}
}
