package clone

import (
	"fmt"
	"unicode/utf16"

	"github.com/dop251/goja"
)

// V8 names what it cannot clone without running any user code: it looks at data properties only.

func typeMessage(name string) string { return fmt.Sprintf(msgType, name) }

// describe is how V8 names an object.
func (c *Codec) describe(o *goja.Object) string {
	if c.types.kindOf(o) == kindProxy {
		target := o.Export().(goja.Proxy).Target()
		if target == nil {
			return "null"
		}
		return c.describe(target)
	}
	if _, callable := goja.AssertFunction(o); callable {
		return shorten(c.functionToString(goja.FunctionCall{This: o}).String())
	}
	k := c.types.kindOf(o)
	if k == kindError {
		return c.errorText(o)
	}
	// Iterator.prototype.constructor is an accessor in V8.
	if k != kindIterator && c.data(o, "toString") == c.objectToString {
		if name, ok := c.functionName(c.data(o, "constructor")); ok && name != "" {
			return "#<" + name + ">"
		}
	}
	return "[object " + c.tag(o) + "]"
}

func (c *Codec) errorText(o *goja.Object) string {
	name, message := "Error", ""
	if v, ok := c.data(o, "name").(goja.String); ok {
		name = v.String()
	}
	if v, ok := c.data(o, "message").(goja.String); ok {
		message = v.String()
	}
	if message == "" {
		return name
	}
	return name + ": " + message
}

// tag is what Object.prototype.toString would say.
func (c *Codec) tag(o *goja.Object) string {
	for p := o; p != nil && c.types.kindOf(p) != kindProxy; p = p.Prototype() {
		if v, ok := c.descriptorValue(p, goja.SymToStringTag); ok {
			if tag, ok := v.(goja.String); ok {
				return tag.String()
			}
			break
		}
	}
	return "Object"
}

// shorten leaves out the middle of a long function, as V8's messages do.
func shorten(text string) string {
	const limit, head, tail = 128, 111, 2
	if len(text) <= limit {
		return text
	}
	units := utf16.Encode([]rune(text))
	if len(units) <= limit {
		return text
	}
	begin, end := units[:head], units[len(units)-tail:]
	return string(utf16.Decode(begin)) + "...<omitted>..." + string(utf16.Decode(end))
}

// constructorName is the name of the class of an instance.
func (c *Codec) constructorName(o *goja.Object) string {
	if name, _ := c.functionName(c.data(o, "constructor")); name != "" {
		return name
	}
	return "Object"
}

func (c *Codec) functionName(v goja.Value) (string, bool) {
	fn, ok := v.(*goja.Object)
	if !ok {
		return "", false
	}
	if _, callable := goja.AssertFunction(fn); !callable || c.types.kindOf(fn) == kindProxy {
		return "", false
	}
	name, _ := c.ownData(fn, "name")
	text, ok := name.(goja.String)
	if !ok {
		return "", true
	}
	return text.String(), true
}

// data is the value of a property, own or inherited, if it is a data property.
func (c *Codec) data(o *goja.Object, name string) goja.Value {
	for p := o; p != nil && c.types.kindOf(p) != kindProxy; p = p.Prototype() {
		if c.hasOwn(p, c.rt.ToValue(name)) {
			v, _ := c.ownData(p, name)
			return v
		}
	}
	return nil
}

// ownData is the value of an own data property.
func (c *Codec) ownData(o *goja.Object, name string) (goja.Value, bool) {
	return c.descriptorValue(o, c.rt.ToValue(name))
}

func (c *Codec) descriptorValue(o *goja.Object, key goja.Value) (goja.Value, bool) {
	d := c.descriptor(o, key)
	if d == nil || !c.hasOwn(d, c.rt.ToValue("value")) {
		return nil, false
	}
	return d.Get("value"), true
}

func (c *Codec) hasOwn(o *goja.Object, key goja.Value) bool { return c.descriptor(o, key) != nil }

func (c *Codec) enumerable(o *goja.Object, key goja.Value) bool {
	d := c.descriptor(o, key)
	return d != nil && d.Get("enumerable").ToBoolean()
}

func (c *Codec) descriptor(o *goja.Object, key goja.Value) *goja.Object {
	d, _ := c.getOwnPropertyDescriptor(goja.FunctionCall{Arguments: []goja.Value{o, key}}).(*goja.Object)
	return d
}

// get reads a property whose name is any JavaScript string.
func (c *Codec) get(o *goja.Object, key goja.Value) goja.Value {
	return c.reflectGet(goja.FunctionCall{Arguments: []goja.Value{o, key}})
}
