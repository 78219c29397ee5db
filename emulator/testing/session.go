package testing

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

// Spec is one test file as the emulator has to load it.
type Spec struct {
	// File is the test file, relative to the root, with forward slashes.
	File string
	// Entry is the source of the bundle's entry: it imports the Worker's main module and the
	// test file and registers the former.
	Entry string
	// Builtins are for the bundler, besides the runtime's own; Import gives their values.
	Builtins map[string][]string
	// Module is to be installed before the script runs.
	Module *isolate.Module
	// Uncaught is to be told of exceptions and rejections that nobody handled, as the text of
	// their stacks; any goroutine.
	Uncaught func(text string)
}

// Session is a fresh emulator, with empty storage, that has loaded a Spec.
type Session interface {
	// Isolate is where the file was loaded.
	Isolate() *isolate.Isolate
	// Context is what the script ran in and its tests run in: one event of the Worker, so that a
	// stub made at the top of the file works in its tests and timers and random ids are allowed.
	Context() *isolate.Context
	// Failed gets an error when the isolate can run no more JavaScript.
	Failed() <-chan error
	// Close ends the emulator and removes its storage.
	Close() error
}

// Open bundles and loads a file. Errors of the user's code should read like a stack: the first
// line "Name: message", then frames.
type Open func(ctx context.Context, spec Spec) (Session, error)

// entrySource is the entry of a test file's bundle. main may be empty.
func entrySource(main, file string, setup []string) string {
	var b strings.Builder
	if main != "" {
		fmt.Fprintf(&b, "import * as main from %s;\n", strconv.Quote(importPath(main)))
	} else {
		b.WriteString("const main = {};\n")
	}
	for _, path := range append(setup[:len(setup):len(setup)], file) {
		fmt.Fprintf(&b, "import %s;\n", strconv.Quote(importPath(path)))
	}
	b.WriteString("__devdo_register(main);\n")
	return b.String()
}

// importPath makes a path relative to the root an import that is not taken for a package.
func importPath(path string) string {
	if strings.HasPrefix(path, ".") || strings.HasPrefix(path, "/") || strings.Contains(path, ":") {
		return path
	}
	return "./" + path
}

// runSession runs the loaded file's tests and gives the runner's JSON.
func runSession(ctx context.Context, s Session) (string, error) {
	type outcome struct {
		json string
		err  error
	}
	ended := make(chan outcome, 1)
	iso := s.Isolate()
	posted := iso.Post(s.Context(), func() {
		settle(iso, func(json string, err error) {
			select {
			case ended <- outcome{json, err}:
			default:
			}
		})
	})
	if !posted {
		return "", fmt.Errorf("run tests: the isolate has ended")
	}
	select {
	case o := <-ended:
		return o.json, o.err
	case err := <-s.Failed():
		return "", err
	case <-ctx.Done():
		return "", context.Cause(ctx)
	}
}

// settle starts the run and calls done once with its result; loop only.
func settle(iso *isolate.Isolate, done func(json string, err error)) {
	rt := iso.Runtime()
	fail := func(reason goja.Value) { done("", fmt.Errorf("%s", iso.Describe(reason))) }
	call := func(fn func(goja.Value)) goja.Value {
		return rt.ToValue(func(c goja.FunctionCall) goja.Value {
			fn(c.Argument(0))
			return goja.Undefined()
		})
	}
	ex := rt.Try(func() {
		run, _ := goja.AssertFunction(iso.Use(moduleName).Get("run"))
		promise := isolate.Must(run(goja.Undefined())).ToObject(rt)
		then, _ := goja.AssertFunction(promise.Get("then"))
		isolate.Must(then(promise, call(func(v goja.Value) { done(v.String(), nil) }), call(fail)))
	})
	if ex != nil {
		fail(ex.Value())
	}
}
