package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/devdo/devdo/bundler"
	"github.com/devdo/devdo/cmd/internal/project"
	"github.com/devdo/devdo/cmd/internal/ui"
	"github.com/devdo/devdo/emulator"
	"github.com/devdo/devdo/emulator/api"
	"github.com/devdo/devdo/emulator/assets"
	"github.com/devdo/devdo/emulator/isolate"
	"github.com/devdo/devdo/emulator/queue"
)

// worker makes the emulator's Worker of the project and its bundle.
func (s *session) worker(b *bundler.Bundle) emulator.Worker {
	w := newWorker(s.project)
	w.Steps = lifecycleSteps(s.project)
	addCode(&w, b)
	var lost []string
	w.Classes, lost = classes(s.project, b.Exports)
	s.boundElsewhere(&w)
	for _, class := range lost {
		s.printer.Warn(fmt.Sprintf("A DurableObjectNamespace in the config referenced the class %q, but no such Durable Object class is exported from the worker. Please make sure the class name matches, it is exported, and the class extends 'DurableObject'. Attempts to call to this Durable Object class will fail at runtime, but historically this was not a startup-time error. Future versions of workerd may make this a startup-time error.", class))
	}
	return w
}

// newWorker makes everything of a Worker but its code.
func newWorker(p *project.Project) emulator.Worker {
	w := emulator.Worker{Name: p.Name, Flags: p.Compat, Main: bundleName(p.Main), Upstream: p.Upstream()}
	for _, v := range p.Vars {
		w.Vars = append(w.Vars, emulator.Var{Name: v.Name, JSON: string(v.Value)})
	}
	for _, b := range p.DurableObjects {
		w.Objects = append(w.Objects, emulator.ObjectBinding{Name: b.Name, Class: b.ClassName, Script: b.ScriptName})
	}
	for _, b := range p.KVNamespaces {
		w.KV = append(w.KV, emulator.KVBinding{Name: b.Binding, ID: b.ID})
	}
	for _, b := range p.D1Databases {
		w.D1 = append(w.D1, emulator.D1Binding{Name: b.Binding, ID: b.ID})
	}
	for _, b := range p.QueueProducers {
		w.Queues = append(w.Queues, emulator.QueueBinding{Name: b.Binding, Queue: b.Queue, Delay: b.DeliveryDelay})
	}
	for _, c := range p.QueueConsumers {
		w.Consumers = append(w.Consumers, queue.Consumer(c))
	}
	for _, b := range p.Workflows {
		w.Workflows = append(w.Workflows, emulator.WorkflowBinding{
			Name: b.Binding, Workflow: b.Name, Script: b.ScriptName, Class: b.ClassName, Steps: b.Steps, Flags: p.CompatibilityFlags,
		})
	}
	for _, b := range p.R2Buckets {
		w.R2 = append(w.R2, emulator.R2Binding{Name: b.Binding, Bucket: b.Name})
	}
	for _, b := range p.Services {
		w.Services = append(w.Services, emulator.ServiceBinding{Name: b.Binding, Service: b.Service, Entrypoint: b.Entrypoint, Props: string(b.Props)})
	}
	addProducts(&w, p)
	w.Assets = staticFiles(p)
	w.Crons = p.Crons
	w.Loaders = p.WorkerLoaders
	for _, b := range p.UnsupportedBindings {
		w.Failing = append(w.Failing, emulator.FailingBinding{
			Name: b.Name, Message: fmt.Sprintf("env.%s: devdo does not emulate this kind of binding (%s) yet.", b.Name, b.Detail),
		})
	}
	return w
}

// staticFiles are the assets of the project.
func staticFiles(p *project.Project) *emulator.Assets {
	a := p.Assets
	if a == nil || a.Directory == "" {
		return nil
	}
	return &emulator.Assets{
		Config: assets.Config{
			Dir: a.Directory, HTMLHandling: assets.HTMLHandling(a.HTMLHandling), NotFoundHandling: assets.NotFoundHandling(a.NotFoundHandling),
			WorkerFirst: a.RunWorkerFirst, WorkerPaths: a.WorkerPaths, AssetPaths: a.AssetPaths,
			NavigationPrefersAssets: p.Compat.Has("assets_navigation_prefers_asset_serving"),
		},
		Binding: a.Binding, Alone: p.Main == "",
	}
}

// bundleName is what wrangler calls the bundle of a main file.
func bundleName(main string) string {
	base := filepath.Base(main)
	return strings.TrimSuffix(base, filepath.Ext(base)) + ".js"
}

// addCode adds the bundle to a Worker.
func addCode(w *emulator.Worker, b *bundler.Bundle) {
	w.Code, w.SourceMap, w.Data = b.Code, b.SourceMap, map[string][]byte{}
	for _, m := range b.Modules {
		w.Data[m.Name] = m.Data
	}
}

// classes are the Worker's Durable Object classes. A class that is bound must be exported, which
// loading checks; one that only the migrations name may be missing, and is lost.
func classes(p *project.Project, exports []string) (all []emulator.Class, lost []string) {
	bound := map[string]bool{}
	for _, b := range p.DurableObjects {
		if b.ScriptName == "" || b.ScriptName == p.Name {
			bound[b.ClassName] = true
		}
	}
	for _, class := range p.Classes() {
		if !bound[class] && !slices.Contains(exports, class) {
			lost = append(lost, class)
			continue
		}
		all = append(all, emulator.Class{Name: class, SQL: p.ClassStorage(class) == project.StorageSQLite})
	}
	return all, lost
}

// bindingRows is the table of bindings, in wrangler's words; running are the Workers of this process.
//
// Unlike wrangler, which calls those beside the first one not connected, it says what is so.
func bindingRows(p *project.Project, running map[string]bool) []ui.BindingRow {
	status := func(worker string) string {
		if running[worker] {
			return "local [connected]"
		}
		return "local [not connected]"
	}
	var rows []ui.BindingRow
	for _, b := range p.DurableObjects {
		detail, mode := b.ClassName, "local"
		if b.ScriptName != "" && b.ScriptName != p.Name {
			detail, mode = b.ClassName+", defined in "+b.ScriptName, status(b.ScriptName)
		}
		rows = append(rows, ui.BindingRow{Binding: fmt.Sprintf("env.%s (%s)", b.Name, detail), Resource: "Durable Object", Mode: mode})
	}
	for _, b := range p.KVNamespaces {
		rows = append(rows, ui.BindingRow{Binding: fmt.Sprintf("env.%s (%s)", b.Binding, b.ID), Resource: "KV Namespace", Mode: "local"})
	}
	rows = append(append(rows, storeRows(p)...), productRows(p)...)
	for _, b := range p.Services {
		target, mode := b.Service, "local"
		if b.Entrypoint != "" {
			target += "#" + b.Entrypoint
		}
		if b.Service != p.Name {
			mode = status(b.Service)
		}
		rows = append(rows, ui.BindingRow{Binding: fmt.Sprintf("env.%s (%s)", b.Binding, target), Resource: "Worker", Mode: mode})
	}
	if p.Assets != nil && p.Assets.Binding != "" {
		rows = append(rows, ui.BindingRow{Binding: "env." + p.Assets.Binding, Resource: "Assets", Mode: "local"})
	}
	for _, name := range p.WorkerLoaders {
		rows = append(rows, ui.BindingRow{Binding: "env." + name, Resource: "Worker Loader", Mode: "local"})
	}
	for _, b := range p.UnsupportedBindings {
		rows = append(rows, ui.BindingRow{Binding: "env." + b.Name, Resource: b.Detail, Mode: "not emulated yet"})
	}
	for _, v := range p.Vars {
		rows = append(rows, ui.BindingRow{Binding: fmt.Sprintf("env.%s (%s)", v.Name, shownValue(v)), Resource: "Environment Variable", Mode: "local"})
	}
	return rows
}

// storeRows are the rows of queues, D1 databases and R2 buckets.
func storeRows(p *project.Project) []ui.BindingRow {
	row := func(binding, name, resource string) ui.BindingRow {
		text := "env." + binding
		if name != "" {
			text += " (" + name + ")"
		}
		return ui.BindingRow{Binding: text, Resource: resource, Mode: "local"}
	}
	var rows []ui.BindingRow
	for _, b := range p.QueueProducers {
		rows = append(rows, row(b.Binding, b.Queue, "Queue"))
	}
	for _, b := range p.Workflows {
		rows = append(rows, row(b.Binding, b.ClassName, "Workflow"))
	}
	for _, b := range p.D1Databases {
		name := b.Name
		if name == "" {
			name = b.ID
		}
		rows = append(rows, row(b.Binding, name, "D1 Database"))
	}
	for _, b := range p.R2Buckets {
		rows = append(rows, row(b.Binding, b.Name, "R2 Bucket"))
	}
	return rows
}

// shownLength is how much of a variable the table shows.
const shownLength = 40

func shownValue(v project.Var) string {
	if v.Hidden {
		return `"(hidden)"`
	}
	text := string(v.Value)
	if inner, ok := strings.CutPrefix(text, `"`); ok && len([]rune(inner)) > shownLength+1 {
		return `"` + string([]rune(inner)[:shownLength-3]) + `..."`
	}
	return text
}

// printLoadError prints why a Worker did not load, and returns the text.
func (s *session) printLoadError(err error, b *bundler.Bundle) string {
	var missing *api.MissingClassError
	var syntax *isolate.SyntaxError
	var script *api.ScriptError
	switch {
	case errors.As(err, &missing):
		text := fmt.Sprintf("Your Worker depends on the following Durable Objects, which are not exported in your entrypoint file: %s.\nYou should export these objects from your entrypoint, %s.",
			strings.Join(missing.Classes, ", "), s.entryName())
		s.printer.Error(text + s.bindingPlace(missing.Classes[0]))
		return text
	case errors.As(err, &syntax):
		s.printer.CodeError(syntax.Message, syntax.File, syntax.Line, syntax.Column, s.sourceLine(syntax.File, syntax.Line))
	case errors.As(err, &script):
		s.printer.Uncaught("while loading "+s.entryName(), script.Text)
	default:
		s.printer.Error(err.Error())
	}
	return err.Error()
}

// bindingPlace is where the configuration binds a class.
func (s *session) bindingPlace(class string) string {
	for _, b := range s.project.DurableObjects {
		if b.ClassName == class && b.Line > 0 {
			return fmt.Sprintf("\n\n%s:%d: bound here as %s", s.env.relative(s.project.ConfigPath), b.Line, b.Name)
		}
	}
	return ""
}

// sourceLine is one line of a source file, or "".
func (s *session) sourceLine(file string, line int) string {
	data, err := os.ReadFile(filepath.Join(s.project.Root, filepath.FromSlash(file)))
	if err != nil {
		return ""
	}
	lines := strings.Split(string(data), "\n")
	if line < 1 || line > len(lines) {
		return ""
	}
	return strings.TrimRight(lines[line-1], "\r")
}
