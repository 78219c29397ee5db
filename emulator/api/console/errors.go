package console

import (
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

// errorShape shows an error by its stack, with the cause and its other properties in braces.
func (in *inspector) errorShape(o *goja.Object, constructor, tag string) shape {
	message, name := in.errorText(o, "message"), in.errorText(o, "name")
	stack := in.stack(o, message, name)
	shownInStack := func(key string) bool {
		switch key {
		case "stack":
			return true
		case "message":
			return strings.Contains(stack, message)
		case "name":
			return strings.Contains(stack, name)
		}
		return false
	}
	properties := in.properties(o, shownInStack)
	properties = in.hidden(o, properties, "cause")
	properties = in.hidden(o, properties, "errors")
	base := in.bracketed(improve(stack, name, constructor, tag), message)
	return shape{base: base, empty: base, open: "{", close: "}", properties: properties, known: true}
}

// errorText is the message or name of an error, whatever they are.
func (in *inspector) errorText(o *goja.Object, name string) (text string) {
	_ = in.rt.Try(func() {
		if v := o.Get(name); v != nil && !goja.IsUndefined(v) {
			text = v.String()
		} else if name == "name" {
			text = "Error"
		}
	})
	return text
}

func (in *inspector) stack(o *goja.Object, message, name string) string {
	stack := ""
	_ = in.rt.Try(func() {
		if v := o.Get("stack"); v != nil && v.ToBoolean() {
			stack = isolate.FormatStack(v.String())
		}
	})
	switch {
	case stack != "":
		return stack
	case message == "":
		return name
	case name == "":
		return message
	}
	return name + ": " + message
}

// hidden adds a property that is not enumerable.
func (in *inspector) hidden(o *goja.Object, list []property, name string) []property {
	if slices.ContainsFunc(list, func(p property) bool { return p.key == name }) {
		return list
	}
	p, ok := in.lookup(o, in.rt.ToValue(name))
	if !ok {
		return list
	}
	p.key = "[" + name + "]"
	return append(list, p)
}

// improve puts the name of a class into a stack that only says Error.
func improve(stack, name, constructor, tag string) string {
	if constructor == noConstructor || !strings.HasSuffix(name, "Error") || !strings.HasPrefix(stack, name) {
		return stack
	}
	if rest := stack[len(name):]; rest != "" && rest[0] != ':' && rest[0] != '\n' {
		return stack
	}
	class := strings.TrimSuffix(prefix(constructor, tag, "Error", ""), " ")
	switch {
	case class == name:
		return stack
	case strings.Contains(class, name):
		return class + stack[len(name):]
	}
	return class + " [" + name + "]" + stack[len(name):]
}

// bracketed marks an error without frames and indents the lines of the others.
func (in *inspector) bracketed(stack, message string) string {
	from := 0
	if i := strings.Index(stack, message); message != "" && i >= 0 {
		from = i + len(message)
	}
	if !strings.Contains(stack[from:], "\n    at") {
		stack = "[" + stack + "]"
	}
	return in.indented(stack)
}

func (in *inspector) indented(s string) string {
	return strings.ReplaceAll(s, "\n", "\n"+spaces(in.indent))
}
