package testing

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

// Spec is one test file as an emulator has to load it.
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

	loaded *loadedFile
}

// Session is an emulator that has loaded a test file.
type Session interface {
	// Failed gets an error when the isolate can run no more JavaScript.
	Failed() <-chan error
	// Close ends the emulator and removes its storage.
	Close() error
}

// Open bundles a file, starts a fresh emulator with empty storage for it, and loads it there.
// Errors of the user's code should read like a stack: the first line "Name: message", then
// frames.
type Open func(ctx context.Context, spec Spec) (Session, error)

// loadedFile is where a test file was loaded, once it has asked for the runner.
type loadedFile struct {
	iso *isolate.Isolate
	ctx *isolate.Context
	// last is the full name of the test that started last, for when the run does not end.
	last atomic.Value
}

// fileEvent owns what a test file and its tests begin, as one event of the Worker does, so that
// a stub made at the top of the file works in its tests, and timers and random ids are allowed.
type fileEvent struct{}

// Deliver lets work in at once: there is no gate.
func (*fileEvent) Deliver(_ *isolate.Context, fn func()) { fn() }

// Pending counts nothing: a test file is never idle.
func (*fileEvent) Pending(int) {}

// enter notes where the file runs and makes the rest of its module scope part of its event.
// An emulator that replaces a condemned isolate loads the file again, which nobody asked for.
func (f *loadedFile) enter(iso *isolate.Isolate) {
	ctx := &isolate.Context{Owner: &fileEvent{}}
	if f.iso == nil {
		f.iso, f.ctx = iso, ctx
	}
	iso.SwitchTurn(ctx)
}

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

// errStopped is why a run ends without a result where nobody says more.
var errStopped = errors.New("the test file was stopped: its isolate has ended")

// run runs the loaded file's tests and gives the runner's JSON.
func (f *loadedFile) run(ctx context.Context, failed <-chan error) (string, error) {
	type outcome struct {
		json string
		err  error
	}
	ended := make(chan outcome, 1)
	f.iso.Post(f.ctx, func() {
		f.start(func(json string, err error) { ended <- outcome{json, err} })
	})
	select {
	case o := <-ended:
		return o.json, o.err
	case err := <-failed:
		return "", f.during(fmt.Errorf("the test file was stopped: %w", err))
	case <-f.iso.Done():
		return "", f.during(errStopped)
	case <-ctx.Done():
		return "", f.during(context.Cause(ctx))
	}
}

// during adds to an error which test may be to blame.
func (f *loadedFile) during(err error) error {
	if name, ok := f.last.Load().(string); ok {
		return fmt.Errorf("%w\nThe test that started last is %q.", err, name)
	}
	return err
}

// start starts the run and calls done once with its result; loop only.
func (f *loadedFile) start(done func(json string, err error)) {
	rt := f.iso.Runtime()
	fail := func(reason goja.Value) { done("", errors.New(f.iso.Describe(reason))) }
	call := func(fn func(goja.Value)) goja.Value {
		return rt.ToValue(func(c goja.FunctionCall) goja.Value {
			fn(c.Argument(0))
			return goja.Undefined()
		})
	}
	ex := rt.Try(func() {
		run, _ := goja.AssertFunction(f.iso.Use(moduleName).Get("run"))
		promise := isolate.Must(run(goja.Undefined())).ToObject(rt)
		then, _ := goja.AssertFunction(promise.Get("then"))
		isolate.Must(then(promise, call(func(v goja.Value) { done(v.String(), nil) }), call(fail)))
	})
	if ex != nil {
		fail(ex.Value())
	}
}
