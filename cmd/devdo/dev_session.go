package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/devdo/devdo/bundler"
	"github.com/devdo/devdo/cmd/internal/project"
	"github.com/devdo/devdo/cmd/internal/ui"
	"github.com/devdo/devdo/emulator"
	"github.com/devdo/devdo/emulator/api"
	"github.com/devdo/devdo/emulator/api/console"
)

// session is one Worker of a run of devdo dev: the project as last read, its bundler and the
// emulator. The primary's has the server, and the sessions of the Workers beside it.
type session struct {
	// primary is nil for the primary itself, beside for all others.
	primary *session
	beside  []*session

	env     env
	options devOptions
	printer *ui.Printer

	project  *project.Project
	bundler  *bundler.Bundler
	emulator *emulator.Emulator
	watcher  *bundler.Watcher
	// started is before anything of the project was read.
	started time.Time
	// inputs are the files of the last build, good or bad.
	inputs []string
	// built is set when the custom build has run on what is there, building of the primary while
	// one runs.
	built    bool
	building atomic.Bool
	// broken is why nothing is being served yet; nil once a version has loaded.
	broken atomic.Pointer[string]
}

// loadProject reads the configuration and prints what is wrong with it.
func (s *session) loadProject() error {
	p, err := project.Load(s.options.projectFlags.options(s.env))
	var bad *project.Error
	if errors.As(err, &bad) {
		s.printer.Diagnostics(bad.Diagnostics, s.env.relative)
		s.inputs = bad.Watched
		return exitCode(exitError)
	}
	if err != nil {
		return err
	}
	s.printer.Diagnostics(p.Diagnostics, s.env.relative)
	s.options.overrides.apply(p)
	s.project = p
	return nil
}

// newBundler replaces the bundler after a change of the configuration.
func (s *session) newBundler() error {
	b, err := bundler.New(bundleOptions(s.project))
	if err != nil {
		return err
	}
	if s.bundler != nil {
		s.bundler.Close()
	}
	s.bundler = b
	return nil
}

// noWorker is the code of a project that consists of static files alone.
const noWorker = "const m = { default: {} };\n__devdo_register(m, m.default);\n"

// bundleOptions are what the configuration says about bundling.
func bundleOptions(p *project.Project) bundler.Options {
	o := bundler.Options{
		Dir: p.Root, Entry: p.Main,
		Builtins:   api.BuiltinModules(p.Compat),
		NodeCompat: api.NodeCompat(p.Compat),
		Alias:      p.Bundle.Alias, Define: p.Bundle.Define, Tsconfig: p.Bundle.Tsconfig,
		JSXFactory: p.Bundle.JSXFactory, JSXFragment: p.Bundle.JSXFragment,
		Minify: p.Bundle.Minify,
	}
	if p.Main == "" {
		o.EntrySource = noWorker
	}
	if p.Bundle.NoBundle && p.Main != "" {
		o.ModuleRoot, o.FindModules = p.Bundle.BaseDir, p.Bundle.FindAdditionalModules
		o.RefuseAttributes = p.Compat.Has("throw_on_unrecognized_import_assertion")
		if o.ModuleRoot == "" {
			o.ModuleRoot = filepath.Dir(p.Main)
		}
	}
	for _, r := range p.Bundle.Rules {
		fall := r.Fallthrough
		o.Rules = append(o.Rules, bundler.Rule{Type: bundler.ModuleType(r.Type), Globs: r.Globs, Fallthrough: &fall})
	}
	return o
}

// errNotLoaded says that the code did not load; the reason has been printed.
var errNotLoaded = errors.New("the Worker did not load")

// load builds the project and makes it the running version.
func (s *session) load(ctx context.Context) error {
	if err := s.customBuild(ctx); err != nil {
		return err
	}
	bundle, err := s.bundler.Build(ctx)
	var build *bundler.Error
	if errors.As(err, &build) {
		s.inputs = build.Inputs
		s.printer.BuildMessages(build.Messages)
		return s.fail("Build failed", build.Error())
	}
	if err != nil {
		return err
	}
	s.inputs = bundle.Inputs
	s.printer.BuildMessages(bundle.Warnings)
	if err := s.emulator.Reload(s.worker(bundle)); err != nil {
		return s.fail("Your Worker failed to start", s.printLoadError(err, bundle))
	}
	s.broken.Store(nil)
	return nil
}

func (s *session) fail(title, detail string) error {
	text := title + "\n\n" + detail
	s.broken.Store(&text)
	return errNotLoaded
}

// watched are the files whose change calls for a new build or a new look at the configuration.
func (s *session) watched() []string {
	files := append(slices.Clone(s.inputs), s.buildInputs()...)
	if s.project != nil {
		files = append(files, s.project.Watched...)
		if s.project.Main != "" {
			files = append(files, s.project.Main)
		}
	}
	slices.Sort(files)
	return slices.Compact(files)
}

// isConfig reports whether a changed file belongs to the configuration.
func (s *session) isConfig(file string) bool {
	return slices.Contains(s.project.Watched, file) || file == s.project.ConfigPath
}

// events prints what the emulator reports.
func (s *session) events() emulator.Events {
	return emulator.Events{
		Console: func(from api.Source, m console.Message) {
			s.printer.Console(m.Level, about(from.Class, from.Object), s.tagged(from.Worker, m.Text))
		},
		Uncaught: func(from api.Source, stack string) {
			where := about(from.Class, from.Object)
			if where == "" {
				where = from.Request
			}
			s.printer.Uncaught(strings.TrimSpace(s.tagged(from.Worker, where)), stack)
		},
		Request: func(r emulator.Request) {
			if r.Stack != "" {
				s.printer.Uncaught(r.Method+" "+r.Path, r.Stack)
			}
			s.printer.Request(r.Method, r.Path, r.Status, r.Duration)
		},
		Queue:   s.printer.Queue,
		Warn:    s.printer.Warn,
		Evolved: s.printEvolved,
		Cron:    func(c emulator.Cron) { s.printer.Info(cronLine(c)) },
		Info:    s.printer.Info,
		Bug:     s.printer.Bug,
	}
}

// ServeHTTP answers with the Worker, or says why there is none yet.
func (s *session) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	if why := s.broken.Load(); why != nil && !s.emulator.Running(s.project.Name) {
		http.Error(rw, *why, http.StatusInternalServerError)
		return
	}
	s.emulator.ServeHTTP(rw, r)
}

func (s *session) close() {
	for _, one := range s.all() {
		one.closeProject()
	}
	if err := s.emulator.Close(); err != nil {
		s.printer.Error(fmt.Sprintf("close state: %v", err))
	}
}

func (s *session) closeProject() {
	if s.watcher != nil {
		s.watcher.Close()
	}
	if s.bundler != nil {
		s.bundler.Close()
	}
}

// entryName is the entry file as the user names it.
func (s *session) entryName() string {
	if r, err := filepath.Rel(s.project.Root, s.project.Main); err == nil {
		return filepath.ToSlash(r)
	}
	return s.project.Main
}

// cronLine tells of a scheduled handler that the clock ran.
func cronLine(c emulator.Cron) string {
	outcome := "ok"
	if c.Failed {
		outcome = "exception"
	}
	return fmt.Sprintf("CRON %s %q %s", c.Worker, c.Expression, outcome)
}
