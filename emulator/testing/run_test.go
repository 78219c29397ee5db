package testing

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

// fakeEmulator loads a test file as it is, without a bundler or a Worker.
type fakeEmulator struct {
	iso    *isolate.Isolate
	failed chan error
}

func (s *fakeEmulator) Failed() <-chan error { return s.failed }

func (s *fakeEmulator) Close() error { s.iso.Close(); return nil }

func openFake(root string) Open {
	return func(_ context.Context, spec Spec) (Session, error) {
		source, err := os.ReadFile(filepath.Join(root, spec.File))
		if err != nil {
			return nil, err
		}
		s := &fakeEmulator{failed: make(chan error, 1)}
		s.iso = isolate.New(isolate.Options{CPULimit: time.Second, Hooks: isolate.Hooks{
			Rejected:  func(_ *isolate.Context, p *goja.Promise) { spec.Uncaught(s.iso.Describe(p.Result())) },
			Uncaught:  func(_ *isolate.Context, reason goja.Value, _ *goja.Exception) { spec.Uncaught(s.iso.Describe(reason)) },
			Condemned: func(cause error) { s.failed <- cause },
		}})
		var loading error
		s.iso.Do(func() { loading = s.load(spec, string(source)) })
		if loading != nil {
			return nil, errors.Join(loading, s.Close())
		}
		return s, nil
	}
}

func (s *fakeEmulator) load(spec Spec, source string) error {
	rt := s.iso.Runtime()
	timeout := func(call goja.FunctionCall) goja.Value {
		fn, _ := goja.AssertFunction(call.Argument(0))
		delay := time.Duration(call.Argument(1).ToInteger()) * time.Millisecond
		return rt.ToValue(s.iso.SetTimer(delay, false, func() { isolate.Must(fn(goja.Undefined())) }))
	}
	_ = rt.Set("setTimeout", timeout)
	_ = rt.Set("clearTimeout", func(call goja.FunctionCall) goja.Value {
		s.iso.ClearTimer(call.Argument(0).ToInteger())
		return goja.Undefined()
	})
	if err := s.iso.Install(spec.Module); err != nil {
		return err
	}
	script, err := isolate.Compile(spec.File, source, nil)
	if err != nil {
		return err
	}
	if _, err := s.iso.Run(script); err != nil {
		var ex *goja.Exception
		if errors.As(err, &ex) {
			return errors.New(s.iso.Describe(ex.Value()))
		}
		return err
	}
	return nil
}

// project writes files below a fresh folder.
func project(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(root, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func runProject(t *testing.T, o Options, files map[string]string) (Summary, map[string]*FileResult) {
	t.Helper()
	o.Root = project(t, files)
	o.Globals = true
	o.Open = openFake(o.Root)
	var mu sync.Mutex
	byName := map[string]*FileResult{}
	o.OnFile = func(f *FileResult) {
		mu.Lock()
		defer mu.Unlock()
		byName[f.Path] = f
	}
	s, err := Run(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	return s, byName
}

func TestRun(t *testing.T) {
	s, files := runProject(t, Options{}, map[string]string{
		"pass.test.js":   `globalThis.seen = (globalThis.seen ?? 0) + 1; it("a", () => expect(seen).toBe(1));`,
		"other.test.js":  `globalThis.seen = (globalThis.seen ?? 0) + 1; it("a", () => expect(seen).toBe(1));`,
		"fail.test.js":   `it("a", () => expect(1).toBe(2));`,
		"load.test.js":   "it('a', () => {});\nthrow new TypeError('at load');",
		"lost.test.js":   `it("a", async () => { Promise.reject(new RangeError("lost")); });`,
		"loop.test.js":   `it("a", () => { for (;;) {} });`,
		"syntax.test.js": `it("a", () => {`,
		"snap.test.js":   `it("a", () => { expect({ a: 1 }).toMatchInlineSnapshot(); expect(1).toMatchSnapshot(); });`,
	})
	if s.OK() {
		t.Error("the run is OK in spite of failures")
	}
	want := map[string]State{
		"pass.test.js": Passed, "other.test.js": Passed, "fail.test.js": Failed, "load.test.js": Failed,
		"lost.test.js": Passed, "loop.test.js": Failed, "syntax.test.js": Failed, "snap.test.js": Passed,
	}
	for name, state := range want {
		if files[name] == nil || files[name].State != state {
			t.Errorf("%s: got %+v, want %s", name, files[name], state)
		}
	}
	if len(s.Files) != len(want) {
		t.Errorf("got %d files, want %d", len(s.Files), len(want))
	}
	if e := files["load.test.js"].Errors[0]; e.Name != "TypeError" || e.Message != "at load" || len(parseStack(e.Stack)) == 0 {
		t.Errorf("got %+v", e)
	}
	if e := files["loop.test.js"].Errors[0]; !strings.Contains(e.Message, `The test that started last is "a".`) {
		t.Errorf("got %+v", e)
	}
	if lost := files["lost.test.js"].Unhandled; len(lost) != 1 || lost[0].Name != "RangeError" || lost[0].Message != "lost" {
		t.Errorf("got %+v", lost)
	}
}

func TestRunWritesSnapshots(t *testing.T) {
	root := project(t, map[string]string{
		"a.test.js": `it("a", () => { expect({ a: 1 }).toMatchInlineSnapshot(); expect(1).toMatchSnapshot(); });`,
	})
	for _, counts := range []struct{ added, matched int }{{2, 0}, {0, 2}} {
		s, err := Run(context.Background(), Options{Root: root, Globals: true, Open: openFake(root)})
		if err != nil {
			t.Fatal(err)
		}
		if got := s.Files[0].Snapshots; got.Added != counts.added || got.Matched != counts.matched {
			t.Errorf("got %+v, want %+v", got, counts)
		}
	}
	source, _ := os.ReadFile(filepath.Join(root, "a.test.js"))
	if !strings.Contains(string(source), "toMatchInlineSnapshot(`\n  {\n    \"a\": 1,\n  }\n`)") {
		t.Errorf("got:\n%s", source)
	}
	stored, _ := os.ReadFile(filepath.Join(root, "__snapshots__", "a.test.js.snap"))
	if !strings.Contains(string(stored), "exports[`a 2`] = `1`;") {
		t.Errorf("got:\n%s", stored)
	}
}

func TestRunCancelled(t *testing.T) {
	root := project(t, map[string]string{"a.test.js": `it("a", () => new Promise(() => {}), 0);`})
	ctx, cancel := context.WithCancelCause(context.Background())
	opened := openFake(root)
	s, err := Run(ctx, Options{Root: root, Globals: true, Open: func(ctx context.Context, spec Spec) (Session, error) {
		emulator, err := opened(ctx, spec)
		cancel(errors.New("interrupted"))
		return emulator, err
	}})
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Files) != 1 || !strings.HasPrefix(s.Files[0].Errors[0].Message, "interrupted") {
		t.Errorf("got %+v", s.Files)
	}
}

func TestRunNothing(t *testing.T) {
	s, _ := runProject(t, Options{}, nil)
	if s.OK() || len(s.Files) != 0 {
		t.Errorf("got %+v", s)
	}
}

func TestEntrySource(t *testing.T) {
	got := entrySource("src/index.ts", "test/a.test.ts", []string{"./test/setup.ts"})
	want := "import * as main from \"./src/index.ts\";\nimport \"./test/setup.ts\";\nimport \"./test/a.test.ts\";\n__devdo_register(main);\n"
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}
