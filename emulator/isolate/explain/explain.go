// Package explain gives errors that the engine throws the texts that V8 has for them: programs
// match them, and developers know them. The engine says less than V8 ("Value is not an object:
// undefined"), so where it matters the place of the error is looked up in the program, and the
// expression there is written as V8 writes it.
//
// Unlike workerd, the texts cannot tell null from undefined where the engine does not.
package explain

import (
	"strings"

	"github.com/dop251/goja/ast"
)

// Place is where an error was thrown.
type Place struct {
	File         string
	Line, Column int
	// Native names the built-in function that threw, if it was one.
	Native string
}

// Message is V8's text for an error of the engine, or message itself. trees are the programs
// that the place may be in; they are asked for only when needed.
func Message(message string, at func() Place, trees func() []*ast.Program) string {
	if text, ok := fixed[message]; ok {
		return text
	}
	for _, rule := range rules {
		rest, ok := strings.CutPrefix(message, rule.prefix)
		if !ok {
			continue
		}
		if rule.text != nil {
			return rule.text(rest)
		}
		place := at()
		if text := rule.placed(rest, place, search{place, trees}); text != "" {
			return text
		}
		return message
	}
	return message
}

// fixed are texts that say the same in other words.
var fixed = map[string]string{
	"Malformed URI":    "URI malformed",
	"No initial value": "Reduce of empty array with no initial value",
	"toFixed() precision must be between 0 and 100":                                          "toFixed() digits argument must be between 0 and 100",
	"toPrecision() precision must be between 1 and 100":                                      "toPrecision() argument must be between 1 and 100",
	"The normalization form should be one of NFC, NFD, NFKC, NFKD":                           "The normalization form should be one of NFC, NFD, NFKC, NFKD.",
	"exponent must be positive":                                                              "Exponent must be positive",
	"Illegal generator state":                                                                "Generator is already running",
	"RegExp doesn't have global flag set":                                                    "String.prototype.matchAll called with a non-global RegExp argument",
	"Constructor Promise requires 'new'":                                                     "Promise constructor cannot be invoked without 'new'",
	"Class extends value is not a constructor or null":                                       "Class extends value undefined is not a constructor or null",
	"Must call super constructor in derived class before returning from derived constructor": "Must call super constructor in derived class before accessing 'this' or returning from derived constructor",
}

// rule is for texts that begin with prefix; it gets the rest.
type rule struct {
	prefix string
	// One of these: text needs no place; placed gives "" to leave the text alone.
	text   func(rest string) string
	placed func(rest string, at Place, s search) string
}

var rules = []rule{
	{prefix: "Cannot read property '", text: cannotRead},
	{prefix: "Value is not an object: ", placed: notAnObject},
	{prefix: "Value is not callable: ", placed: notAnObject},
	{prefix: "Object has no member '", placed: noMember},
	{prefix: "Value is not a constructor", placed: notAConstructor},
	{prefix: "Cannot convert undefined or null to object", placed: noObject},
	{prefix: "object is not iterable", placed: notIterable},
	{prefix: "Value is not object coercible", placed: notDestructured},
	{prefix: "Cannot access a variable before initialization", placed: tooEarly},
	{prefix: "Class constructor cannot be invoked without 'new'", placed: classCalled},
	{prefix: "Expecting a function in instanceof check", text: func(string) string { return "Right-hand side of 'instanceof' is not callable" }},
	{prefix: "Could not convert &{", text: func(string) string { return "Cannot convert object to primitive value" }},
	{prefix: "Cannot assign to read only property '", text: readOnly},
	{prefix: "Cannot delete property '", text: func(rest string) string {
		return "Cannot delete property '" + strings.Replace(rest, "[object Object]", "#<Object>", 1)
	}},
	{prefix: "Cannot write private member ", text: func(rest string) string {
		return "Cannot write private member " + strings.Replace(rest, " from an object", " to an object", 1)
	}},
	{prefix: "Start offset of ", text: func(rest string) string { return "start offset of " + rest }},
	{prefix: "Byte length of ", text: func(rest string) string { return "byte length of " + rest }},
	{prefix: "Index ", placed: outOfBounds},
}

func cannotRead(rest string) string {
	key, of, ok := strings.Cut(rest, "' of undefined")
	if !ok || of != "" && of != " or null" {
		return "Cannot read property '" + rest
	}
	if key == "Symbol.iterator" {
		return "undefined is not iterable (cannot read property Symbol(Symbol.iterator))"
	}
	return "Cannot read properties of undefined (reading '" + shownKey(key) + "')"
}

func shownKey(key string) string {
	if strings.HasPrefix(key, "Symbol.") {
		return "Symbol(" + key + ")"
	}
	return strings.ReplaceAll(key, "[object Object]", "#<Object>")
}

func readOnly(rest string) string {
	name, more, _ := strings.Cut(rest, "'")
	switch {
	case more != "":
		return "Cannot assign to read only property '" + rest
	case strings.HasPrefix(name, "#"):
		return "'" + name + "' was defined without a setter"
	}
	return "Cannot assign to read only property '" + name + "' of object '#<Object>'"
}

func outOfBounds(rest string, at Place, _ search) string {
	if strings.HasSuffix(rest, " is out of bounds") && (strings.HasPrefix(at.Native, "get") || strings.HasPrefix(at.Native, "set")) {
		return "Offset is outside the bounds of the DataView"
	}
	return ""
}
