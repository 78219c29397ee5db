package explain

import (
	"testing"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/parser"
)

// TestMessage looks expressions up at a column of the code.
func TestMessage(t *testing.T) {
	const notObject, noMember = "Value is not an object: undefined", "Object has no member 'x'"
	for _, c := range []struct {
		code          string
		column        int
		message, want string
	}{
		{"a.b.c(1)", 6, noMember, "a.b.c is not a function"},
		{"a['b']()", 7, notObject, "a.b is not a function"},
		{"a[b]()", 5, notObject, "a[b] is not a function"},
		{"a?.b()", 5, notObject, "a?.b is not a function"},
		{"a.b()()", 6, notObject, "a.b(...) is not a function"},
		{"(0, a.b)()", 9, notObject, "(0 , a.b) is not a function"},
		{"(a || b).c()", 11, notObject, "(a || b).c is not a function"},
		{"(!a).b()", 7, notObject, "(!a).b is not a function"},
		{"(() => 1).b()", 12, notObject, "(intermediate value).b is not a function"},
		{"[1, a].b()", 9, notObject, "[1,a].b is not a function"},
		{"f(g(1))", 4, notObject, "g is not a function"},
		{"new a.B(1)", 1, "Value is not a constructor", "a.B is not a constructor"},
		{"new Map(1)", 1, "Value is not an object: 1", "Iterator value 1 is not an entry object"},
		{"[...a.b]", 5, "object is not iterable", "a.b is not iterable"},
		{"for (const x of f()) ;", 17, "object is not iterable", "f is not a function or its return value is not iterable"},
		{"const [x] = a", 13, "Cannot convert undefined or null to object", "a is not iterable"},
		{"const { x } = a.b", 15, "Value is not object coercible", "Cannot destructure property 'x' of 'a.b' as it is undefined."},
		{"a.b = 1", 3, "Cannot convert undefined or null to object", "Cannot set properties of undefined (setting 'b')"},
		{"x; let x", 1, "Cannot access a variable before initialization", "Cannot access 'x' before initialization"},
		{"A()", 2, "Class constructor cannot be invoked without 'new'", "Class constructor A cannot be invoked without 'new'"},
		{"nothing", 1, notObject, notObject},
		{"nothing", 1, "anything else", "anything else"},
	} {
		trees := func() []*ast.Program {
			p, err := parser.ParseFile(nil, "a.js", c.code, 0)
			if err != nil {
				t.Fatalf("%s: %v", c.code, err)
			}
			return []*ast.Program{p}
		}
		at := func() Place { return Place{File: "a.js", Line: 1, Column: c.column} }
		if got := Message(c.message, at, trees); got != c.want {
			t.Errorf("%s: got %q, want %q", c.code, got, c.want)
		}
	}
}

func TestMessageOfBuiltins(t *testing.T) {
	at := func() Place { return Place{Native: "map"} }
	for message, want := range map[string]string{
		"Value is not an object: 5":                           "number 5 is not a function",
		"Value is not an object: null":                        "object null is not a function",
		"Value is not an object: undefined":                   "undefined is not a function",
		"Value is not an object: a b":                         `string "a b" is not a function`,
		"Cannot read property 'a b' of undefined":             "Cannot read properties of undefined (reading 'a b')",
		"Cannot read property 'a' of undefined or null":       "Cannot read properties of undefined (reading 'a')",
		"Cannot read property 'Symbol.iterator' of undefined": "undefined is not iterable (cannot read property Symbol(Symbol.iterator))",
		"Cannot convert undefined or null to object":          "Cannot convert undefined or null to object",
		"Malformed URI":                                       "URI malformed",
	} {
		if got := Message(message, at, func() []*ast.Program { return nil }); got != want {
			t.Errorf("%s: got %q, want %q", message, got, want)
		}
	}
}
