package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/devdo/devdo/bundler"
	"github.com/devdo/devdo/emulator"
)

// loadBeside reads the configurations after the first one: their Workers run beside the first and
// take of the flags only those that are about all Workers.
func (s *session) loadBeside() error {
	seen := map[string]string{s.project.Name: s.options.configPath()}
	for _, config := range s.options.configsBeside() {
		o := s.options
		o.overrides = overrides{}
		o.projectFlags = projectFlags{
			cwd: o.cwd, configs: []string{config}, environment: o.environment, environmentSet: o.environmentSet, envFiles: o.envFiles,
		}
		one := &session{env: s.env, options: o, printer: s.printer, started: s.started, primary: s}
		if err := one.loadProject(); err != nil {
			return err
		}
		if other, taken := seen[one.project.Name]; taken {
			return fmt.Errorf("%s and %s are both for a Worker named %q: each Worker needs a name of its own", other, config, one.project.Name)
		}
		seen[one.project.Name] = config
		s.beside = append(s.beside, one)
	}
	return nil
}

func (f *projectFlags) configPath() string {
	if len(f.configs) == 0 {
		return ""
	}
	return f.configs[0]
}

func (f *projectFlags) configsBeside() []string {
	if len(f.configs) == 0 {
		return nil
	}
	return f.configs[1:]
}

// all are the sessions of all Workers, the primary's first.
func (s *session) all() []*session {
	if s.primary != nil {
		s = s.primary
	}
	return append([]*session{s}, s.beside...)
}

// names are the Workers that run in this process.
func (s *session) names() map[string]bool {
	names := map[string]bool{}
	for _, one := range s.all() {
		names[one.project.Name] = true
	}
	return names
}

// several reports whether there is more than one Worker, which output must tell apart then.
func (s *session) several() bool { return len(s.all()) > 1 }

// title is how the table of bindings calls the Worker.
func (s *session) title() string {
	if s.several() {
		return s.project.Name
	}
	return "Your Worker"
}

// tagged is a line of a Worker, with the Worker's name where there are several.
func (s *session) tagged(worker, text string) string {
	if !s.several() || worker == "" {
		return text
	}
	return "[" + worker + "] " + text
}

// loadAll loads every Worker. One that does not load leaves the others running; the error is that
// of the primary, or of devdo itself.
func (s *session) loadAll(ctx context.Context) error {
	loadErr := s.load(ctx)
	if loadErr != nil && !errors.Is(loadErr, errNotLoaded) {
		return loadErr
	}
	s.emulator.SetPrimary(s.project.Name)
	for _, one := range s.beside {
		if err := one.newBundler(); err != nil {
			return err
		}
		if err := one.load(ctx); err != nil && !errors.Is(err, errNotLoaded) {
			return err
		}
	}
	return loadErr
}

// change is a change of files of one Worker's project.
type change struct {
	of *session
	bundler.Change
}

// watchAll watches every project; each has its own inputs.
func (s *session) watchAll(ctx context.Context) (<-chan change, error) {
	changes := make(chan change)
	for _, one := range s.all() {
		if err := one.watch(); err != nil {
			return nil, err
		}
		go func() {
			for {
				select {
				case c := <-one.watcher.Events():
					select {
					case changes <- change{one, c}:
					case <-ctx.Done():
						return
					}
				case <-ctx.Done():
					return
				}
			}
		}()
	}
	return changes, nil
}

func (s *session) watch() (err error) {
	s.watcher, err = bundler.NewWatcher(bundler.WatchOptions{Root: s.project.Root})
	if err != nil {
		return err
	}
	if err := s.watcher.SetFilesSince(s.watched(), s.started); err != nil {
		s.printer.Warn("watch files: " + err.Error())
	}
	return nil
}

// boundElsewhere adds the classes that only other Workers of this process bind (script_name).
func (s *session) boundElsewhere(w *emulator.Worker) {
	known := map[string]bool{}
	for _, c := range w.Classes {
		known[c.Name] = true
	}
	for _, one := range s.all() {
		for _, b := range one.project.DurableObjects {
			if one != s && b.ScriptName == s.project.Name && !known[b.ClassName] {
				known[b.ClassName] = true
				w.Classes = append(w.Classes, emulator.Class{Name: b.ClassName, Optional: true})
			}
		}
	}
}
