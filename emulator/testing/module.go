package testing

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

//go:embed js/*.js
var sources embed.FS

// parts are the files of the runner in the order they build on each other.
var parts = []string{
	"core", "format", "inspect", "equals", "asymmetric", "diff", "spy", "assertion", "matchers",
	"matchers_mock", "chai", "snapshot", "assert", "expect", "title", "fixtures", "collect", "run",
	"clock", "vi", "cloudflare",
}

// moduleName is the name of the runner among an isolate's modules.
const moduleName = "testing"

// runnerSource is all parts as one function expression of an isolate module. Besides the exports
// of vitest, which may become globals, it has what the bundle's imports get and run.
var runnerSource = sync.OnceValue(func() string {
	var b strings.Builder
	b.WriteString("(function (host) {\nconst lib = {};\n")
	for _, part := range parts {
		source, err := sources.ReadFile("js/" + part + ".js")
		if err != nil {
			panic(err)
		}
		fmt.Fprintf(&b, "(%s)(lib, host);\n", strings.TrimSpace(string(source)))
	}
	b.WriteString("lib.openFile(host.file);\n" +
		"return {\n" +
		"  ...lib.exports,\n" +
		"  modules: { vitest: lib.exports, \"cloudflare:test\": lib.cloudflare },\n" +
		"  run: async () => JSON.stringify(await lib.run()),\n" +
		"};\n})")
	return b.String()
})

// runnerProgram is compiled once for all files: that takes longer than running most of them.
var runnerProgram = sync.OnceValue(func() *goja.Program {
	return goja.MustCompile("devdo:testing.js", runnerSource(), true)
})

// load runs the runner in a runtime and gives what its function returns.
func load(rt *goja.Runtime, h Host) (*goja.Object, error) {
	value, err := rt.RunProgram(runnerProgram())
	if err != nil {
		return nil, err
	}
	make, _ := goja.AssertFunction(value)
	exports, err := make(goja.Undefined(), h.object(rt))
	if err != nil {
		return nil, err
	}
	return exports.ToObject(rt), nil
}

// newModule makes the runner a module of one isolate.
func newModule(h Host, file *loadedFile, worker func(*isolate.Isolate) *Worker, globals bool) *isolate.Module {
	m := &isolate.Module{Name: moduleName, Source: "(function (host) { return host.exports; })"}
	m.Host = func(iso *isolate.Isolate) *goja.Object {
		file.enter(iso)
		if worker != nil {
			h.Worker = worker(iso)
		}
		exports, err := load(iso.Runtime(), h)
		if err != nil {
			panic(err)
		}
		host := iso.Runtime().NewObject()
		_ = host.Set("exports", exports)
		return host
	}
	if globals {
		m.Globals = globalNames
	}
	return m
}

// globalNames are what vitest defines with `globals: true`.
var globalNames = []string{
	"suite", "test", "describe", "it", "chai", "expect", "assert", "expectTypeOf", "assertType", "vitest",
	"vi", "beforeAll", "afterAll", "beforeEach", "afterEach", "onTestFinished", "onTestFailed",
	"aroundEach", "aroundAll",
}

// Builtins are the modules that a bundle of tests asks of the runtime, with their exports.
func Builtins() map[string][]string {
	return map[string][]string{
		"vitest": append([]string{"AssertionError", "bench", "createExpect", "inject", "should"}, globalNames...),
		"cloudflare:test": {
			"SELF", "abortAllDurableObjects", "adminSecretsStore", "applyD1Migrations", "createExecutionContext",
			"createMessageBatch", "createPagesEventContext", "createScheduledController", "env",
			"evictAllDurableObjects", "evictDurableObject", "getQueueResult", "introspectWorkflow",
			"introspectWorkflowInstance", "listDurableObjectIds", "reset", "runDurableObjectAlarm",
			"runInDurableObject", "waitOnExecutionContext",
		},
	}
}

// Import is the namespace of one of Builtins in an isolate that has Spec.Module; loop only,
// inside a turn.
func Import(iso *isolate.Isolate, name string) goja.Value {
	return iso.Use(moduleName).Get("modules").ToObject(iso.Runtime()).Get(name)
}
