package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/devdo/devdo/bundler"
	"github.com/devdo/devdo/cmd/internal/project"
	"github.com/devdo/devdo/cmd/internal/ui"
	"github.com/devdo/devdo/emulator"
	"github.com/devdo/devdo/emulator/api"
	"github.com/devdo/devdo/emulator/api/console"
	"github.com/devdo/devdo/emulator/isolate"
	"github.com/devdo/devdo/emulator/testing"
)

// testOptions are the flags of devdo test, named as vitest's.
type testOptions struct {
	projectFlags
	filters []string
	pattern string
	update  bool
	verbose bool
	retry   int

	strictLimits bool
}

func newTest(e env) *cobra.Command {
	var o testOptions
	c := &cobra.Command{
		Use:   "test [filter...]",
		Short: "Run the project's vitest files inside the Worker",
		RunE: func(c *cobra.Command, args []string) error {
			o.filters = args
			o.environmentSet = c.Flags().Changed("env")
			return runTest(c.Context(), e, o)
		},
	}
	o.register(c)
	flags := c.Flags()
	flags.StringVarP(&o.pattern, "testNamePattern", "t", "", "run only tests whose full name matches this regular expression")
	flags.BoolVarP(&o.update, "update", "u", false, "write snapshots that differ")
	flags.BoolVar(&o.verbose, "verbose", false, "list every test")
	flags.BoolVar(&o.strictLimits, "strict-limits", false, strictLimitsUsage)
	flags.IntVar(&o.retry, "retry", 0, "how often to repeat a failed test")
	return c
}

func runTest(ctx context.Context, e env, o testOptions) error {
	ctx, stop := signal.NotifyContext(ctx, stopSignals...)
	defer stop()
	emulator.Tune()
	printer := e.printer()
	p, err := loadForTest(e, o, printer)
	if err != nil {
		return err
	}
	reporter := &testing.Reporter{
		Out: e.stdout, Root: p.Root, Title: "devdo " + version() + " " + e.relative(p.Root), Color: printer.Color, Verbose: o.verbose,
	}
	update := testing.UpdateNew
	switch {
	case o.update:
		update = testing.UpdateAll
	case e.getenv("CI") != "":
		update = testing.UpdateNone
	}
	summary, err := testing.Run(ctx, testing.Options{
		Root: p.Root, Filters: o.filters, Main: p.Main,
		Open: func(ctx context.Context, s testing.Spec) (testing.Session, error) {
			return openTest(ctx, p, o, printer, s)
		},
		Worker:      testing.WorkerOf,
		NamePattern: o.pattern, Update: update, ForbidOnly: e.getenv("CI") != "", Retry: o.retry, Color: printer.Color,
		OnStart: func([]string) { reporter.Start() },
		OnFile:  reporter.File,
	})
	if err != nil {
		return err
	}
	reporter.End(summary)
	if !summary.OK() {
		return exitCode(exitError)
	}
	return nil
}

func loadForTest(e env, o testOptions, printer *ui.Printer) (*project.Project, error) {
	p, err := project.Load(o.options(e))
	var bad *project.Error
	if errors.As(err, &bad) {
		printer.Diagnostics(bad.Diagnostics, e.relative)
		return nil, exitCode(exitError)
	}
	return p, err
}

// testSession is one test file's emulator, on storage of its own.
type testSession struct {
	*emulator.Emulator
	dir    string
	failed chan error
}

// Failed gets an error when the file's isolate can run no more JavaScript.
func (s *testSession) Failed() <-chan error { return s.failed }

// openTest bundles and loads one test file.
func openTest(ctx context.Context, p *project.Project, o testOptions, printer *ui.Printer, spec testing.Spec) (testing.Session, error) {
	options := bundleOptions(p)
	options.EntrySource, options.ModuleRoot = spec.Entry, "" // vitest bundles, whatever no_bundle says
	// vitest gives the text of any file that is imported with this query.
	options.Rules = append(options.Rules, bundler.Rule{Type: bundler.Text, Globs: []string{"**/*?raw"}, Fallthrough: new(true)})
	for name, exports := range spec.Builtins {
		options.Builtins[name] = exports
	}
	b, err := bundler.New(options)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	bundle, err := b.Build(ctx)
	if err != nil {
		return nil, buildError(err)
	}
	w := newWorker(p)
	addCode(&w, bundle)
	w.Classes = testClasses(p)
	w.Extra, w.Modules = spec.Extra(), []*isolate.Module{spec.Module}
	dir, err := os.MkdirTemp("", "devdo-test-")
	if err != nil {
		return nil, err
	}
	s := &testSession{dir: dir, failed: make(chan error, 1)}
	s.Emulator, err = emulator.Open(emulator.Config{
		StateDir: filepath.Join(dir, "v3"), CPULimit: cpuLimit(0, p), Limits: productionLimits(o.strictLimits, p), Events: s.events(printer, spec),
	})
	if err == nil {
		err = s.Reload(w)
	}
	if err != nil {
		_ = s.Close()
		return nil, err
	}
	return s, nil
}

// testClasses are the project's classes. One that is not exported is of no concern to a test
// that does not use it.
func testClasses(p *project.Project) []emulator.Class {
	all, _ := classes(p, p.Classes())
	for n := range all {
		all[n].Optional = true
	}
	return all
}

// buildError gives a failed build the form of a stack, for the report.
func buildError(err error) error {
	var build *bundler.Error
	if !errors.As(err, &build) || len(build.Messages) == 0 {
		return err
	}
	m := build.Messages[0]
	if m.File == "" {
		return fmt.Errorf("Error: %s", m.Text) //nolint:staticcheck // the first line of a JavaScript stack
	}
	return fmt.Errorf("Error: %s\n    at %s:%d:%d", m.Text, m.File, m.Line, m.Column) //nolint:staticcheck // as above
}

func (s *testSession) events(printer *ui.Printer, spec testing.Spec) emulator.Events {
	return emulator.Events{
		Console: func(from api.Source, m console.Message) {
			printer.Console(m.Level, strings.TrimSuffix(spec.File+" "+about(from.Class, from.Object), " "), m.Text)
		},
		Uncaught: func(from api.Source, stack string) {
			if from.Handler != "" { // the runtime's console shows it, and the run goes on
				printer.Uncaught(spec.File+" "+about(from.Class, from.Object), stack)
				return
			}
			spec.Uncaught(stack)
		},
		Condemned: func(cause error) {
			select {
			case s.failed <- cause:
			default:
			}
		},
		Bug: printer.Bug,
	}
}

// Close ends the emulator and removes its storage.
func (s *testSession) Close() error {
	var err error
	if s.Emulator != nil {
		err = s.Emulator.Close()
	}
	return errors.Join(err, os.RemoveAll(s.dir))
}
