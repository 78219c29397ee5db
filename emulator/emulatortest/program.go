package emulatortest

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/devdo/devdo/bundler"
	"github.com/devdo/devdo/emulator"
	"github.com/devdo/devdo/emulator/api"
	"github.com/devdo/devdo/emulator/compat"
)

// program is a Project with its sources on disk and its bundler.
type program struct {
	t       testing.TB
	project Project
	dir     string
	bundler *bundler.Bundler
	worker  emulator.Worker
}

// newProgram fills in the defaults and writes the sources.
func newProgram(t testing.TB, project Project) program {
	t.Helper()
	if project.Main == "" {
		project.Main = DefaultMain
	}
	if project.Worker.Name == "" {
		project.Worker.Name = DefaultName
	}
	if project.Date == "" {
		project.Date = compat.Latest
	}
	p := program{t: t, project: project, dir: project.Dir}
	if p.dir == "" {
		p.dir = t.TempDir()
	}
	if project.Code != "" {
		p.Write(project.Main, project.Code)
	}
	for name, text := range project.Files {
		p.Write(name, text)
	}
	return p
}

// Write writes a source file; Reload takes it in.
func (p *program) Write(name, text string) {
	p.t.Helper()
	file := filepath.Join(p.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// build bundles the sources as they are now.
func (p *program) build() error {
	w := p.configure()
	if p.bundler == nil {
		var err error
		if p.bundler, err = p.newBundler(w.Flags); err != nil {
			return err
		}
	}
	bundle, err := p.bundler.Build(context.Background())
	if err != nil {
		return err
	}
	w.Code, w.SourceMap = bundle.Code, bundle.SourceMap
	p.worker = w
	return nil
}

func (p *program) newBundler(flags compat.Set) (*bundler.Bundler, error) {
	dir, err := filepath.Abs(p.dir)
	if err != nil {
		return nil, err
	}
	return bundler.New(bundler.Options{
		Dir:        dir,
		Entry:      filepath.Join(dir, filepath.FromSlash(p.project.Main)),
		Builtins:   api.BuiltinModules(flags),
		NodeCompat: flags.Has("nodejs_compat"),
	})
}

// configure is the Worker without its code.
func (p *program) configure() emulator.Worker {
	w := p.project.Worker
	w.Flags, _ = compat.Evaluate(p.project.Date, p.project.Flags)
	w.Classes, w.Objects = slices.Clone(w.Classes), slices.Clone(w.Objects)
	for _, class := range p.project.Classes {
		w.Classes = append(w.Classes, emulator.Class{Name: class, SQL: true})
		w.Objects = append(w.Objects, emulator.ObjectBinding{Name: bindingName(class), Class: class})
	}
	return w
}

// bindingName is CHAT_ROOM for ChatRoom.
func bindingName(class string) string {
	var b strings.Builder
	for i, r := range class {
		if i > 0 && 'A' <= r && r <= 'Z' {
			b.WriteByte('_')
		}
		b.WriteRune(r)
	}
	return strings.ToUpper(b.String())
}

func (p *program) close() {
	if p.bundler != nil {
		p.bundler.Close()
	}
}

// Other is a Worker beside the one that answers HTTP.
type Other struct {
	program
	e *Emulator
}

// Add starts another Worker, whose Config does not count, and ends the test if it does not load.
func (e *Emulator) Add(p Project) *Other {
	e.t.Helper()
	o := &Other{newProgram(e.t, p), e}
	e.t.Cleanup(o.close)
	if err := o.Reload(); err != nil {
		e.t.Fatal(err)
	}
	e.others = append(e.others, o)
	return o
}

// Reload bundles the sources again and makes the result the running version.
func (o *Other) Reload() error {
	if err := o.build(); err != nil {
		return err
	}
	return o.e.Emulator.Reload(o.worker)
}
