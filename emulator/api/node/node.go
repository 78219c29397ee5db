// Package node has the node: modules that run on devdo itself. Each is a file of JavaScript
// beside this one; a module of Node that is not here is not emulated yet.
package node

import (
	_ "embed"

	"github.com/devdo/devdo/emulator/isolate"
)

//go:embed assert.js
var assertSource string

// Modules returns the modules, named "node:…".
func Modules() []*isolate.Module { return []*isolate.Module{assertModule} }

var assertModule = &isolate.Module{Name: "node:assert", Source: assertSource}

// Exports are the names that each module exports, for the bundler.
func Exports() map[string][]string {
	assert := []string{
		"AssertionError", "deepEqual", "deepStrictEqual", "default", "doesNotMatch", "doesNotReject", "doesNotThrow",
		"equal", "fail", "ifError", "match", "notDeepEqual", "notDeepStrictEqual", "notEqual", "notStrictEqual", "ok",
		"partialDeepStrictEqual", "rejects", "strict", "strictEqual", "throws",
	}
	return map[string][]string{"node:assert": assert, "node:assert/strict": assert}
}

// Alias gives the module that serves a name.
func Alias(name string) string {
	if name == "node:assert/strict" {
		return "node:assert"
	}
	return name
}
