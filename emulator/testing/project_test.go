package testing_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/devdo/devdo/bundler"
	"github.com/devdo/devdo/emulator"
	"github.com/devdo/devdo/emulator/api"
	"github.com/devdo/devdo/emulator/compat"
	"github.com/devdo/devdo/emulator/isolate"
	devdotest "github.com/devdo/devdo/emulator/testing"
)

// session is the emulator of one test file.
type session struct{ *emulator.Emulator }

func (session) Failed() <-chan error { return nil }

// openIn loads test files of a project whose Worker has one class, bound as COUNTER.
func openIn(t *testing.T, root string) devdotest.Open {
	return func(ctx context.Context, spec devdotest.Spec) (devdotest.Session, error) {
		builtins := api.BuiltinModules(compat.Set{})
		for name, exports := range spec.Builtins {
			builtins[name] = exports
		}
		b, err := bundler.New(bundler.Options{Dir: root, EntrySource: spec.Entry, Builtins: builtins})
		if err != nil {
			return nil, err
		}
		defer b.Close()
		bundle, err := b.Build(ctx)
		if err != nil {
			return nil, err
		}
		e, err := emulator.Open(emulator.Config{StateDir: t.TempDir(), Events: emulator.Events{
			Uncaught: func(from api.Source, stack string) {
				if from.Handler == "" {
					spec.Uncaught(stack)
				}
			},
		}})
		if err != nil {
			return nil, err
		}
		flags, _ := compat.Evaluate(compat.Latest, nil)
		return session{e}, e.Reload(emulator.Worker{
			Name: "test", Code: bundle.Code, SourceMap: bundle.SourceMap, Flags: flags,
			Objects: []emulator.ObjectBinding{{Name: "COUNTER", Class: "Counter"}},
			Classes: []emulator.Class{{Name: "Counter", SQL: true}},
			Extra:   spec.Extra(), Modules: []*isolate.Module{spec.Module},
		})
	}
}

// TestProject runs the suites of testdata/project, whose outcome real vitest shares but for that of
// alarms.test.ts.
func TestProject(t *testing.T) {
	root := t.TempDir()
	if err := os.CopyFS(root, os.DirFS("testdata/project")); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	report := devdotest.Reporter{Out: &out, Root: root, Verbose: true}
	s, err := devdotest.Run(context.Background(), devdotest.Options{
		Root: root, Main: "src/index.ts", Worker: devdotest.WorkerOf,
		Open: openIn(t, root), OnFile: report.File,
	})
	if err != nil {
		t.Fatal(err)
	}
	report.End(s)
	if !s.OK() {
		t.Errorf("the run failed:\n%s", &out)
	}
	if len(s.Files) != 4 {
		t.Errorf("got %d files:\n%s", len(s.Files), &out)
	}
	source, err := os.ReadFile(filepath.Join(root, "test", "counter.test.ts"))
	if err != nil || !strings.Contains(string(source), "toMatchInlineSnapshot(`\"n=1\"`)") {
		t.Errorf("the inline snapshot was not written: %v", err)
	}
}
