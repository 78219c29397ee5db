package console

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
)

// noConstructor is the constructor's name of an object without one.
const noConstructor = ""

// constructorName is the name of the class that o is an instance of.
func (in *inspector) constructorName(o *goja.Object) string {
	key := in.rt.ToValue("constructor")
	for p := o; p != nil; p = p.Prototype() {
		d, ok := in.lookup(p, key)
		if !ok || d.value == nil {
			continue
		}
		class, ok := d.value.(*goja.Object)
		if !ok {
			continue
		}
		name := in.functionName(class)
		if name != "" && in.instanceOf(o, class) {
			return name
		}
	}
	return noConstructor
}

func (in *inspector) functionName(fn *goja.Object) string {
	if class, ok := webidl.Class(in.iso, fn); ok {
		fn = class
	}
	if fn.ExportType() == proxyType {
		return ""
	}
	p, ok := in.lookup(fn, in.rt.ToValue("name"))
	if !ok || p.value == nil {
		return ""
	}
	return p.value.String()
}

// instanceOf asks for the prototype alone: instanceof may run user code.
func (in *inspector) instanceOf(o, class *goja.Object) bool {
	prototype := class.Get("prototype")
	for p := o.Prototype(); p != nil; p = p.Prototype() {
		if p.SameAs(prototype) {
			return true
		}
	}
	return false
}

// tag is the inherited Symbol.toStringTag; an own one is shown as a property.
func (in *inspector) tag(o *goja.Object) string {
	var tag string
	_ = in.rt.Try(func() {
		v := o.GetSymbol(goja.SymToStringTag)
		if v == nil {
			return
		}
		if s, ok := v.Export().(string); ok {
			tag = s
		}
	})
	if tag == "" {
		return ""
	}
	if p, ok := in.lookup(o, goja.SymToStringTag); ok && p.enumerable {
		return ""
	}
	return tag
}

// prefix is what stands before the braces: a class name, size and tag, as far as they tell more
// than fallback does.
func prefix(constructor, tag, fallback, size string) string {
	if constructor == noConstructor {
		if tag != "" && fallback != tag {
			return "[" + fallback + size + ": null prototype] [" + tag + "] "
		}
		return "[" + fallback + size + ": null prototype] "
	}
	if tag != "" && constructor != tag {
		return constructor + size + " [" + tag + "] "
	}
	return constructor + size + " "
}

// functionBase shows a function or class without its properties.
func (in *inspector) functionBase(fn *goja.Object, constructor, tag string) string {
	source := ""
	if v, err := in.builtin.functionText(fn); err == nil {
		source = v.String()
	}
	if _, ours := webidl.Class(in.iso, fn); ours {
		source = ""
	}
	name := in.functionName(fn)
	if strings.HasPrefix(source, "class") && strings.HasSuffix(source, "}") {
		return in.classBase(fn, name, constructor, tag)
	}
	kind := "Function"
	switch tag {
	case "AsyncFunction", "GeneratorFunction":
		kind = tag
	}
	base := "[" + kind
	if constructor == noConstructor {
		base += " (null prototype)"
	}
	if name == "" {
		base += " (anonymous)]"
	} else {
		base += ": " + name + "]"
	}
	if constructor != kind && constructor != "Function" && constructor != noConstructor {
		base += " " + constructor
	}
	if tag != "" && tag != constructor && tag != kind {
		base += " [" + tag + "]"
	}
	return base
}

func (in *inspector) classBase(fn *goja.Object, name, constructor, tag string) string {
	if name == "" {
		name = "(anonymous)"
	}
	base := "[class " + name
	if constructor != "Function" && constructor != noConstructor {
		base += " [" + constructor + "]"
	}
	if tag != "" && tag != constructor {
		base += " [" + tag + "]"
	}
	if constructor == noConstructor {
		return base + " extends [null prototype]]"
	}
	if parent := fn.Prototype(); parent != nil {
		if super := in.functionName(parent); super != "" {
			base += " extends " + super
		}
	}
	return base + "]"
}
