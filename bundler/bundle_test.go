package bundler_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/devdo/devdo/bundler"
)

var update = flag.Bool("update", false, "rewrite the expected parts of testdata")

// TestBundle builds each archive of testdata/bundle, compares the code with the part "code", runs
// it in goja and compares what it logged with the part "out". Other facts are in "bundle".
func TestBundle(t *testing.T) {
	archives, err := filepath.Glob("testdata/bundle/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			testArchive(t, name)
		})
	}
}

var expectedParts = []string{"bundle", "out", "code"}

func testArchive(t *testing.T, name string) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	var sources []txtar.File
	for _, f := range archive.Files {
		if slices.Contains(expectedParts, f.Name) {
			want[f.Name] = string(f.Data)
		} else {
			sources = append(sources, f)
		}
	}
	dir := writeFiles(t, sources)
	bundle := build(t, archiveOptions(t, archive.Comment, dir))
	got := map[string]string{
		"bundle": describe(dir, bundle),
		"out":    run(t, bundle),
		"code":   bundle.Code,
	}
	if *update {
		archive.Files = sources
		for _, part := range expectedParts {
			archive.Files = append(archive.Files, txtar.File{Name: part, Data: []byte(got[part])})
		}
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for _, part := range expectedParts {
		if got[part] != want[part] {
			t.Errorf("%s: got\n%s\nwant\n%s", part, got[part], want[part])
		}
	}
}

func archiveOptions(t *testing.T, comment []byte, dir string) bundler.Options {
	var o bundler.Options
	for line := range strings.Lines(string(comment)) {
		if text, ok := strings.CutPrefix(line, "options: "); ok {
			if err := json.Unmarshal([]byte(text), &o); err != nil {
				t.Fatal(err)
			}
		}
	}
	o.Dir = dir
	o.Entry = filepath.Join(dir, "src", "index.ts")
	if _, err := os.Stat(o.Entry); err != nil {
		o.Entry += "x"
	}
	return o
}

// describe lists everything in a bundle but the code and its map.
func describe(dir string, b *bundler.Bundle) string {
	var s strings.Builder
	fmt.Fprintf(&s, "exports: %s\n", strings.Join(b.Exports, " "))
	for _, f := range b.Inputs {
		fmt.Fprintf(&s, "input: %s\n", relative(dir, f))
	}
	for _, m := range b.Modules {
		fmt.Fprintf(&s, "module: %s %s %q\n", m.Name, m.Type, m.Data)
	}
	for _, w := range b.Warnings {
		fmt.Fprintf(&s, "warning: %s:%d:%d %s\n", w.File, w.Line, w.Column, w.Text)
	}
	return s.String()
}

// run runs a bundle in goja and returns what it logged and registered, a line each.
func run(t *testing.T, b *bundler.Bundle) string {
	t.Helper()
	vm := goja.New()
	var out strings.Builder
	print := func(c goja.FunctionCall) goja.Value {
		for i, a := range c.Arguments {
			if i > 0 {
				out.WriteByte(' ')
			}
			out.WriteString(a.String())
		}
		out.WriteByte('\n')
		return goja.Undefined()
	}
	set(t, vm, "print", print)
	set(t, vm, "isBytes", func(name string) bool { return strings.HasPrefix(name, "data:") })
	if _, err := vm.RunScript("prelude.js", prelude); err != nil {
		t.Fatal(err)
	}
	value, err := vm.RunScript("worker.js", b.Code)
	if err != nil {
		t.Fatalf("run: %v\n%s", err, b.Code)
	}
	main, ok := goja.AssertFunction(value)
	if !ok {
		t.Fatalf("got %v, want a function", value)
	}
	result, err := main(goja.Undefined(), vm.Get("register"), vm.Get("runtimeModule"))
	if err != nil {
		t.Fatal(err)
	}
	promise, ok := result.Export().(*goja.Promise)
	if !ok || promise.State() != goja.PromiseStateFulfilled {
		t.Fatalf("got %v %v, want a fulfilled promise\n%s", result, promise.Result(), b.Code)
	}
	return out.String()
}

func set(t *testing.T, vm *goja.Runtime, name string, value any) {
	t.Helper()
	if err := vm.Set(name, value); err != nil {
		t.Fatal(err)
	}
}

// prelude is what the emulator would provide: the few globals that lowered syntax needs, and
// runtime modules whose every export is a class or a text that tells where it came from.
const prelude = `
for (const name of ["asyncIterator", "dispose", "asyncDispose"])
	Symbol[name] ?? Object.defineProperty(Symbol, name, { value: Symbol("Symbol." + name) });
const show = (x) => typeof x === "string" ? x : typeof x === "function" ? "[function]" : JSON.stringify(x);
const log = (...args) => print(...args.map(show));
const register = (m) => print("registered:", ...Object.keys(m).sort());
const runtimeModule = (name) => {
	if (isBytes(name)) return new ArrayBuffer(8);
	if (name === "node:fs") throw new Error('No such module "' + name + '".');
	if (name.startsWith("wasm:")) return "<" + name + ">";
	return new Proxy({}, {
		get: (_, key) => key === "__esModule" ? undefined : /^[A-Z]/.test(String(key)) ? { [key]: class {} }[key] : name + "#" + String(key),
	});
};
`

func build(t testing.TB, o bundler.Options) *bundler.Bundle {
	t.Helper()
	b, err := bundler.New(o)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	bundle, err := b.Build(t.Context())
	if err != nil {
		t.Fatalf("build: %v", err)
	}
	return bundle
}

// writeFiles makes a project and returns its real path.
func writeFiles(t testing.TB, files []txtar.File) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		write(t, filepath.Join(dir, filepath.FromSlash(f.Name)), string(f.Data))
	}
	return dir
}

func write(t testing.TB, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func relative(dir, file string) string {
	rel, err := filepath.Rel(dir, file)
	if err != nil {
		return file
	}
	return filepath.ToSlash(rel)
}
