package console

import (
	"math/big"
	"reflect"
	"strings"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
)

// shape is how an object is shown: base, then between braces what entries gives and the
// properties. An object that has neither is shown as empty.
type shape struct {
	base        string
	open, close string
	empty       string
	array       bool
	numeric     bool // all elements are numbers
	skip        func(name string) bool
	entries     func(level int) []string
	properties  []property
	known       bool // properties has been filled in
	// record is set for instances of the runtime's own classes: they are laid out as a plain object
	// would be on its own, and that is what open counts as.
	record string
}

// object shows an object that is not a proxy.
func (in *inspector) object(o *goja.Object, level int) (text string) {
	constructor, tag := in.constructorName(o), in.tag(o)
	s := in.shape(o, constructor, tag)
	if !s.known {
		s.properties = in.properties(o, s.skip)
	}
	if s.entries == nil && len(s.properties) == 0 {
		return s.empty
	}
	if s.record != "" {
		indent, deepest := in.indent, in.deepest
		in.indent, in.deepest = 0, level
		defer func() {
			in.indent, in.deepest = indent, deepest
			text = strings.ReplaceAll(text, "\n", "\n"+spaces(indent))
		}()
	}
	if level > in.Depth {
		name := strings.TrimSuffix(prefix(constructor, tag, "Object", ""), " ")
		if constructor != noConstructor {
			name = "[" + name + "]"
		}
		return in.style(name, styleSpecial)
	}
	in.seen = append(in.seen, o)
	in.deepest = level + 1
	var output []string
	if s.entries != nil {
		output = s.entries(level + 1)
	}
	for _, p := range s.properties {
		output = append(output, in.property(p, level+1))
	}
	in.seen = in.seen[:len(in.seen)-1]
	if n := in.circular[o]; n != 0 {
		s.base = strings.TrimSuffix(in.style("<ref *"+itoa(n)+">", styleSpecial)+" "+s.base, " ")
	}
	return in.layout(output, s, level+1)
}

// shape finds out what kind of object o is.
func (in *inspector) shape(o *goja.Object, constructor, tag string) shape {
	if s, ok := in.iterable(o, constructor, tag); ok {
		return s
	}
	if _, ok := goja.AssertFunction(o); ok {
		base := in.functionBase(o, constructor, tag)
		return shape{base: base, empty: in.style(base, styleSpecial), open: "{", close: "}"}
	}
	switch o.ClassName() {
	case "RegExp":
		return in.withBase(in.builtinText(in.builtin.regexpText, o), styleRegExp, constructor, tag, "RegExp")
	case "Date":
		text := in.builtinText(in.builtin.dateText, o)
		if text == "" {
			text = "Invalid Date"
		}
		return in.withBase(text, styleDate, constructor, tag, "Date")
	case "Error":
		return in.errorShape(o, constructor, tag)
	case "Arguments":
		return shape{open: "[Arguments] {", empty: "[Arguments] {}", close: "}"}
	}
	switch {
	case o.ExportType() == promiseType:
		return shape{open: prefix(constructor, tag, "Promise", "") + "{", close: "}",
			entries: func(level int) []string { return in.promise(o, level) }}
	case tag == "WeakMap" || tag == "WeakSet":
		return shape{open: prefix(constructor, tag, tag, "") + "{", close: "}",
			entries: func(int) []string { return []string{in.style("<items unknown>", styleSpecial)} }}
	}
	switch webidl.BufferKind(in.iso, o) {
	case webidl.ArrayBuffer:
		return shape{open: prefix(constructor, tag, "ArrayBuffer", "") + "{", close: "}",
			entries: func(int) []string { return in.arrayBuffer(o) }}
	case webidl.DataView:
		return shape{open: prefix(constructor, tag, "DataView", "") + "{", close: "}",
			entries: func(level int) []string { return in.getters(o, level, "byteLength", "byteOffset", "buffer") }}
	}
	if s, ok := in.boxed(o, constructor, tag); ok {
		return s
	}
	return in.plain(o, constructor, tag)
}

func (in *inspector) builtinText(fn goja.Callable, o *goja.Object) string {
	v, err := fn(o)
	if err != nil {
		return ""
	}
	return v.String()
}

func (in *inspector) withBase(base string, as style, constructor, tag, class string) shape {
	if p := prefix(constructor, tag, class, ""); p != class+" " {
		base = p + base
	}
	return shape{base: base, empty: in.style(base, as), open: "{", close: "}"}
}

// plain is an object of no special kind: only those of the runtime's own classes show more than
// their properties.
func (in *inspector) plain(o *goja.Object, constructor, tag string) shape {
	fallback := prefix(constructor, tag, "Object", "")
	s := shape{open: fallback + "{", close: "}", empty: fallback + "{}"}
	if constructor == "Object" && tag == "" {
		s.open, s.empty = "{", "{}"
	}
	s.properties, s.known = in.properties(o, nil), true
	for p := o.Prototype(); p != nil; p = p.Prototype() {
		class, ok := webidl.PrototypeOf(in.iso, p)
		if !ok {
			continue
		}
		s.record = "{"
		s.properties = append(s.properties, in.accessors(o, p)...)
		s.properties = append(s.properties, in.extras(o, class)...)
	}
	return s
}

// accessors are the values of the attributes that a class of the runtime has.
func (in *inspector) accessors(o, prototype *goja.Object) []property {
	var list []property
	for _, name := range prototype.Keys() {
		p, ok := in.lookup(prototype, in.rt.ToValue(name))
		if !ok || !p.get {
			continue
		}
		p = property{key: name}
		if ex := in.rt.Try(func() { p.value = o.Get(name) }); ex != nil {
			continue
		}
		if _, function := goja.AssertFunction(p.value); function {
			continue
		}
		list = append(list, p)
	}
	return list
}

// extras are what a class tells the console besides.
func (in *inspector) extras(o *goja.Object, class webidl.Prototype) []property {
	if class.Inspect == nil {
		return nil
	}
	v, err := class.Inspect(goja.Undefined(), o)
	if err != nil {
		return nil
	}
	list := in.properties(v.ToObject(in.rt), nil)
	for i := range list {
		list[i].key = "[" + list[i].key + "]"
	}
	return list
}

// boxed is a primitive value made an object.
func (in *inspector) boxed(o *goja.Object, constructor, tag string) (shape, bool) {
	var v goja.Value
	kind := o.ClassName()
	switch {
	case kind == "Number":
		v = o.ToNumber()
	case kind == "Boolean":
		v = in.rt.ToValue(o.Export())
	case kind == "String":
		v = o.ToString()
	case o.ExportType() == bigIntType:
		kind, v = "BigInt", in.rt.ToValue(o.Export())
	case tag == "Symbol":
		s, err := in.builtin.symbolValue(o)
		if err != nil {
			return shape{}, false
		}
		kind, v = "Symbol", s
	default:
		return shape{}, false
	}
	plain := *in
	plain.Colors = false
	base := "[" + kind
	if constructor == noConstructor {
		base += " (null prototype)"
	} else if constructor != kind {
		base += " (" + constructor + ")"
	}
	base += ": " + plain.primitive(v) + "]"
	if tag != "" && tag != constructor {
		base += " [" + tag + "]"
	}
	s := shape{base: base, empty: base, open: "{", close: "}"}
	if kind == "String" {
		s.skip = isIndex
	}
	return s, true
}

var (
	promiseType = reflect.TypeFor[*goja.Promise]()
	bigIntType  = reflect.TypeFor[*big.Int]()
)

func isIndex(name string) bool {
	for i := 0; i < len(name); i++ {
		if name[i] < '0' || name[i] > '9' {
			return false
		}
	}
	return name != ""
}
