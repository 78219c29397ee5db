package console

import (
	"regexp"
	"unicode/utf16"

	"github.com/dop251/goja"
)

// property is an own property of an object.
type property struct {
	key        string // shown
	value      goja.Value
	get, set   bool
	enumerable bool
}

// lookup finds an own property without running its getter.
func (in *inspector) lookup(o *goja.Object, key goja.Value) (p property, ok bool) {
	v, err := in.builtin.descriptor(goja.Undefined(), o, key)
	d, isObject := v.(*goja.Object)
	if err != nil || !isObject {
		return p, false
	}
	p.enumerable = d.Get("enumerable").ToBoolean()
	if p.value = d.Get("value"); p.value == nil {
		p.get = isPresent(d.Get("get"))
		p.set = isPresent(d.Get("set"))
	}
	return p, true
}

func isPresent(v goja.Value) bool { return v != nil && !goja.IsUndefined(v) && !goja.IsNull(v) }

// properties are the enumerable own properties but those that skip holds back.
func (in *inspector) properties(o *goja.Object, skip func(name string) bool) []property {
	var list []property
	for _, name := range o.Keys() {
		if skip != nil && skip(name) {
			continue
		}
		if p, ok := in.lookup(o, in.rt.ToValue(name)); ok {
			p.key = in.keyText(name)
			list = append(list, p)
		}
	}
	for _, s := range o.Symbols() {
		if p, ok := in.lookup(o, s); ok && p.enumerable {
			p.key = in.style(symbolText(s), styleSymbol)
			list = append(list, p)
		}
	}
	return list
}

var plainKey = regexp.MustCompile(`^[a-zA-Z_][a-zA-Z_0-9]*$`)

func (in *inspector) keyText(name string) string {
	if name == "__proto__" {
		return "['__proto__']"
	}
	if plainKey.MatchString(name) {
		return name
	}
	return in.style(quote(utf16.Encode([]rune(name))), styleString)
}

// property shows a property with its name.
func (in *inspector) property(p property, level int) string {
	return p.key + ": " + in.propertyValue(p, level)
}

func (in *inspector) propertyValue(p property, level int) string {
	switch {
	case p.get && p.set:
		return in.style("[Getter/Setter]", styleSpecial)
	case p.get:
		return in.style("[Getter]", styleSpecial)
	case p.set:
		return in.style("[Setter]", styleSpecial)
	}
	return in.nested(p.value, level)
}
