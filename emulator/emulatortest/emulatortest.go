// Package emulatortest runs Workers written in TypeScript on an emulator, for tests.
//
// Run bundles a Worker's sources and starts them with state of their own; Fetch asks the Worker,
// Reload gives it new code and Restart does what the end of the process and a new start would.
// The package is for tests alone: it is where bundler and emulator meet below cmd.
package emulatortest

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/devdo/devdo/bundler"
	"github.com/devdo/devdo/emulator"
	"github.com/devdo/devdo/emulator/api"
	"github.com/devdo/devdo/emulator/api/console"
	"github.com/devdo/devdo/emulator/compat"
)

// Defaults of Project.
const (
	// DefaultMain is the entry file.
	DefaultMain = "index.ts"
	// DefaultName is the Worker's name.
	DefaultName = "worker"
)

// Project is a Worker to run. One of Code, Files and Dir is required.
type Project struct {
	// Code is the text of Main, for a Worker of one file.
	Code string
	// Files are the texts of a Worker of several files, by slash-separated path.
	Files map[string]string
	// Dir is a directory with the sources, instead of Files.
	Dir string
	// Main is the entry file (default DefaultMain).
	Main string

	// Classes are the Durable Object classes, all with SQL. Each is bound to env under its name in
	// capitals: ChatRoom is env.CHAT_ROOM.
	Classes []string
	// Date is the compatibility date (default compat.Latest), Flags are further flags.
	Date  string
	Flags []string
	// Worker is everything else there is to configure; what is above is added to it.
	Worker emulator.Worker
	// Config configures the emulator (default: state in a temporary directory).
	Config emulator.Config
}

// Emulator is a running Project.
type Emulator struct {
	// Emulator is the one in use; Restart replaces it.
	*emulator.Emulator

	t       testing.TB
	project Project
	dir     string
	bundler *bundler.Bundler
	worker  emulator.Worker

	mu     sync.Mutex // guards the fields below
	server *httptest.Server
	output []string
}

// Run starts the project and ends the test if it does not load. All ends with the test.
func Run(t testing.TB, p Project) *Emulator {
	t.Helper()
	e := newEmulator(t, p)
	if err := e.build(); err != nil {
		t.Fatal(err)
	}
	if err := e.open(); err != nil {
		t.Fatal(err)
	}
	return e
}

// newEmulator fills in the defaults and puts the sources where the bundler finds them.
func newEmulator(t testing.TB, p Project) *Emulator {
	t.Helper()
	if p.Main == "" {
		p.Main = DefaultMain
	}
	if p.Worker.Name == "" {
		p.Worker.Name = DefaultName
	}
	if p.Date == "" {
		p.Date = compat.Latest
	}
	if p.Config.StateDir == "" {
		p.Config.StateDir = t.TempDir()
	}
	e := &Emulator{t: t, project: p, dir: p.Dir}
	if e.dir == "" {
		e.dir = t.TempDir()
	}
	if p.Code != "" {
		e.Write(p.Main, p.Code)
	}
	for name, text := range p.Files {
		e.Write(name, text)
	}
	t.Cleanup(e.close)
	return e
}

// Write writes a source file; Reload takes it in.
func (e *Emulator) Write(name, text string) {
	e.t.Helper()
	file := filepath.Join(e.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		e.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		e.t.Fatal(err)
	}
}

// build bundles the sources as they are now.
func (e *Emulator) build() error {
	w := e.configure()
	if e.bundler == nil {
		var err error
		if e.bundler, err = e.newBundler(w.Flags); err != nil {
			return err
		}
	}
	bundle, err := e.bundler.Build(context.Background())
	if err != nil {
		return err
	}
	w.Code, w.SourceMap = bundle.Code, bundle.SourceMap
	e.worker = w
	return nil
}

func (e *Emulator) newBundler(flags compat.Set) (*bundler.Bundler, error) {
	dir, err := filepath.Abs(e.dir)
	if err != nil {
		return nil, err
	}
	return bundler.New(bundler.Options{
		Dir:        dir,
		Entry:      filepath.Join(dir, filepath.FromSlash(e.project.Main)),
		Builtins:   api.BuiltinModules(flags),
		NodeCompat: flags.Has("nodejs_compat"),
	})
}

// configure is the Worker without its code.
func (e *Emulator) configure() emulator.Worker {
	w := e.project.Worker
	w.Flags, _ = compat.Evaluate(e.project.Date, e.project.Flags)
	w.Classes, w.Objects = slices.Clone(w.Classes), slices.Clone(w.Objects)
	for _, class := range e.project.Classes {
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

// open starts the Worker that was built last.
func (e *Emulator) open() error {
	c := e.project.Config
	e.collect(&c.Events)
	em, err := emulator.Open(c)
	if err != nil {
		return err
	}
	e.Emulator = em
	return em.Reload(e.worker)
}

// collect keeps what the Worker prints, besides handing it on.
func (e *Emulator) collect(events *emulator.Events) {
	onConsole, onUncaught := events.Console, events.Uncaught
	events.Console = func(from api.Source, m console.Message) {
		e.print(m.Level + ": " + m.Text)
		if onConsole != nil {
			onConsole(from, m)
		}
	}
	events.Uncaught = func(from api.Source, stack string) {
		e.print("uncaught: " + stack)
		if onUncaught != nil {
			onUncaught(from, stack)
		}
	}
	if events.Bug == nil {
		events.Bug = func(value any, stack []byte) { e.t.Errorf("bug in devdo: %v\n%s", value, stack) }
	}
}

func (e *Emulator) print(line string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.output = append(e.output, line)
}

// Output is what the Worker has printed, such as "log: hello" or "uncaught: Error: …".
func (e *Emulator) Output() []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return slices.Clone(e.output)
}

// Reload bundles the sources again and makes the result the running Worker.
func (e *Emulator) Reload() error {
	if err := e.build(); err != nil {
		return err
	}
	return e.Emulator.Reload(e.worker)
}

// Restart closes the emulator and starts the same code on the same state.
func (e *Emulator) Restart() {
	e.t.Helper()
	if err := e.Emulator.Close(); err != nil {
		e.t.Fatal(err)
	}
	if err := e.open(); err != nil {
		e.t.Fatal(err)
	}
}

// ServeHTTP hands a request to the emulator in use.
func (e *Emulator) ServeHTTP(w http.ResponseWriter, r *http.Request) { e.Emulator.ServeHTTP(w, r) }

// Do asks the Worker without a network in between. The request may have a URL without a host.
func (e *Emulator) Do(r *http.Request) *http.Response {
	answer := httptest.NewRecorder()
	e.ServeHTTP(answer, r)
	return answer.Result()
}

// Fetch asks the Worker for path and returns status and body of the answer.
func (e *Emulator) Fetch(method, path, body string) (int, string) {
	e.t.Helper()
	var in io.Reader = http.NoBody
	if body != "" {
		in = strings.NewReader(body)
	}
	r := httptest.NewRequest(method, path, in)
	r.Host = "localhost"
	resp := e.Do(r)
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		e.t.Fatal(err)
	}
	return resp.StatusCode, string(text)
}

// Get asks the Worker for path and returns the body; anything but 200 fails the test.
func (e *Emulator) Get(path string) string {
	e.t.Helper()
	status, body := e.Fetch(http.MethodGet, path, "")
	if status != http.StatusOK {
		e.t.Errorf("GET %s: got %d %s", path, status, body)
	}
	return body
}

// URL is where the Worker can be reached over the network, which WebSockets need.
func (e *Emulator) URL() string {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.server == nil {
		e.server = httptest.NewServer(e)
	}
	return e.server.URL
}

func (e *Emulator) close() {
	e.mu.Lock()
	server := e.server
	e.mu.Unlock()
	if server != nil {
		server.CloseClientConnections()
	}
	if e.Emulator != nil {
		if err := e.Emulator.Close(); err != nil {
			e.t.Error(err)
		}
	}
	if server != nil {
		server.Close()
	}
	if e.bundler != nil {
		e.bundler.Close()
	}
}
