// Package emulatortest runs Workers written in TypeScript on an emulator, for tests.
//
// Run bundles a Worker's sources and starts them with state of their own; Fetch asks the Worker,
// Reload gives it new code and Restart does what the end of the process and a new start would.
// The package is for tests alone: it is where bundler and emulator meet below cmd.
package emulatortest

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/devdo/devdo/emulator"
	"github.com/devdo/devdo/emulator/api"
	"github.com/devdo/devdo/emulator/api/console"
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

	program
	others []*Other

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
	e := &Emulator{program: newProgram(t, p)}
	if e.project.Config.StateDir == "" {
		e.project.Config.StateDir = t.TempDir()
	}
	t.Cleanup(e.close)
	return e
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
	if err := em.Reload(e.worker); err != nil {
		return err
	}
	for _, o := range e.others {
		if err := em.Reload(o.worker); err != nil {
			return err
		}
	}
	return nil
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
	e.program.close()
}
