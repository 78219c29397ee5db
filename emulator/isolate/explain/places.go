package explain

import (
	"strconv"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
)

// notAnObject: something was called, constructed or looked into that is no object.
func notAnObject(value string, at Place, s search) string {
	if at.Native != "" {
		return givenToBuiltin(at.Native, value)
	}
	switch e := s.find(calls, constructions, relations).(type) {
	case *ast.CallExpression:
		return shown(e.Callee) + " is not a function"
	case *ast.TemplateLiteral:
		return shown(e.Tag) + " is not a function"
	case *ast.NewExpression:
		return givenToConstructor(e, value)
	case *ast.BinaryExpression:
		if e.Operator == token.INSTANCEOF {
			return "Right-hand side of 'instanceof' is not an object"
		}
		return "Cannot use 'in' operator to search for '" + keyOf(e.Left) + "' in " + value
	}
	return ""
}

// givenToBuiltin: the argument of a built-in function is at fault.
func givenToBuiltin(name, value string) string {
	switch name {
	case "set":
		return "Invalid value used as weak map key"
	case "add":
		return "Invalid value used in weak set"
	case "apply":
		return "CreateListFromArrayLike called on non-object"
	case "bind":
		return "Bind must be called on a function"
	case "fromEntries":
		return "Iterator value " + value + " is not an entry object"
	case "construct":
		return value + " is not a constructor"
	}
	return typed(value) + " is not a function"
}

// typed writes a value as V8 does where it has no expression for it.
func typed(value string) string {
	switch {
	case value == "undefined":
		return value
	case value == "null":
		return "object null"
	case value == "true" || value == "false":
		return "boolean " + value
	case value == "[object Object]":
		return "#<Object>"
	}
	if _, err := strconv.ParseFloat(value, 64); err == nil {
		return "number " + value
	}
	return `string "` + value + `"`
}

func givenToConstructor(e *ast.NewExpression, value string) string {
	switch name := shown(e.Callee); name {
	case "Map", "WeakMap":
		return "Iterator value " + value + " is not an entry object"
	case "WeakSet":
		return "Invalid value used in weak set"
	case "Promise":
		return "Promise resolver " + strings.Replace(value, "[object Object]", "#<Object>", 1) + " is not a function"
	default:
		return name + " is not a constructor"
	}
}

// keyOf is what V8 says is searched for; the value of a variable is not known here.
func keyOf(e ast.Expression) string {
	if s, ok := e.(*ast.StringLiteral); ok {
		return s.Value.String()
	}
	return shown(e)
}

func noMember(rest string, at Place, s search) string {
	switch e := s.find(calls).(type) {
	case *ast.CallExpression:
		return shown(e.Callee) + " is not a function"
	case *ast.TemplateLiteral:
		return shown(e.Tag) + " is not a function"
	}
	if strings.HasPrefix(rest, "Symbol.iterator") {
		return "object is not iterable (cannot read property Symbol(Symbol.iterator))"
	}
	return ""
}

func notAConstructor(_ string, _ Place, s search) string {
	if e, ok := s.find(constructions).(*ast.NewExpression); ok {
		return shown(e.Callee) + " is not a constructor"
	}
	return ""
}

// noObject: undefined or null was assigned to or iterated.
func noObject(rest string, at Place, s search) string {
	if rest != "" || at.Native != "" {
		return ""
	}
	switch e := s.find(assignments, iterations).(type) {
	case *ast.DotExpression:
		return "Cannot set properties of undefined (setting '" + e.Identifier.Name.String() + "')"
	case *ast.BracketExpression:
		return "Cannot set properties of undefined (setting '" + keyOf(e.Member) + "')"
	case iterated:
		if _, name := e.Expression.(*ast.Identifier); name || !e.destructured {
			return notIterableText(e.Expression)
		}
		return "undefined is not iterable (cannot read property Symbol(Symbol.iterator))"
	}
	return ""
}

func notIterable(rest string, at Place, s search) string {
	if rest != "" {
		return ""
	}
	e, ok := s.find(iterations).(iterated)
	if !ok || at.Native != "" {
		return "object is not iterable (cannot read property Symbol(Symbol.iterator))"
	}
	return notIterableText(e.Expression)
}

func notIterableText(e ast.Expression) string {
	if call, ok := e.(*ast.CallExpression); ok {
		return shown(call.Callee) + " is not a function or its return value is not iterable"
	}
	return shown(e) + " is not iterable"
}

// notDestructured: a pattern of properties got undefined or null.
func notDestructured(_ string, at Place, s search) string {
	d, ok := s.find(destructurings).(destructured)
	if !ok || at.Native != "" {
		return ""
	}
	from := "undefined"
	if d.from != nil {
		from = shown(d.from)
	}
	if len(d.Properties) == 0 {
		return "Cannot destructure '" + from + "' as it is undefined."
	}
	first, inner := "", ast.Expression(nil)
	switch p := d.Properties[0].(type) {
	case *ast.PropertyShort:
		first = p.Name.Name.String()
	case *ast.PropertyKeyed:
		first, inner = keyOf(p.Key), p.Value
	}
	// What fails in an object literal is a pattern within the pattern.
	nested, _ := inner.(*ast.ObjectPattern)
	if _, literal := d.from.(*ast.ObjectLiteral); literal && nested != nil && len(nested.Properties) > 0 {
		if p, ok := nested.Properties[0].(*ast.PropertyShort); ok {
			return "Cannot read properties of undefined (reading '" + p.Name.Name.String() + "')"
		}
	}
	return "Cannot destructure property '" + first + "' of '" + from + "' as it is undefined."
}

func tooEarly(_ string, _ Place, s search) string {
	if id, ok := s.find(identifiers).(*ast.Identifier); ok {
		return "Cannot access '" + id.Name.String() + "' before initialization"
	}
	return ""
}

func classCalled(_ string, _ Place, s search) string {
	if e, ok := s.find(calls).(*ast.CallExpression); ok {
		return "Class constructor " + shown(e.Callee) + " cannot be invoked without 'new'"
	}
	return ""
}
