package testing

import (
	"math"
	"path"
	"path/filepath"
	"time"

	"github.com/dop251/goja"
)

// Host is what the runner needs of the isolate it runs in.
type Host struct {
	// File and Root say which file is run; File is relative to Root.
	File, Root string
	// Color makes messages and diffs coloured.
	Color bool
	// NamePattern is a JavaScript regular expression; tests whose full name does not match are
	// skipped. Empty runs all.
	NamePattern string
	// ForbidOnly makes a .only a failure, as is usual in CI.
	ForbidOnly bool
	// TestTimeout defaults to 5 s, HookTimeout to 10 s.
	TestTimeout, HookTimeout time.Duration
	// Retry repeats a failed test.
	Retry int
	// Snapshots is the stored snapshot file and what may be written.
	Snapshots StoredSnapshots
	// ReadFile reads a file of toMatchFileSnapshot, whose path is as the test gave it.
	ReadFile func(path string) (string, bool)
	// OnTest is told the full name of each test that starts; loop only.
	OnTest func(name string)
	// Warn prints a warning of the runner; loop only.
	Warn func(text string)
	// Provided are the values of inject().
	Provided map[string]any
	// Worker is the host side of "cloudflare:test"; nil where there is no Worker.
	Worker *Worker
	// Now is the time that durations are taken from; the default is the machine's. It has to go
	// on when a test sets the clock.
	Now func() time.Time
}

// Worker is what "cloudflare:test" is made of. Functions that are nil make their exports fail
// with a message that says so.
type Worker struct {
	// Env and Exports are those of "cloudflare:workers".
	Env, Exports goja.Value
	// ExecutionContext is the class that constructors of entrypoints want their ctx to be of.
	ExecutionContext goja.Value
	// IsStub and IsNamespace tell Durable Object stubs and namespaces from other values.
	IsStub, IsNamespace func(goja.Value) bool
	// IsSameIsolate tells whether a stub's object lives in this isolate.
	IsSameIsolate func(stub goja.Value) bool
	// RunInObject calls callback(instance, state) as an event of the stub's object, starting the
	// object where needed, and returns a promise of what the callback returns. Errors pass as
	// they are.
	RunInObject func(stub, callback goja.Value) goja.Value
	// ListIDs returns a promise of the hexadecimal ids that have storage in the namespace.
	ListIDs func(namespace goja.Value) goja.Value
	// Evict returns a promise that settles when the object is out of memory. hibernate says
	// whether its sockets stay connected.
	Evict func(stub goja.Value, hibernate bool) goja.Value
	// EvictAll does so for all objects. AbortAll drops them without waiting for work in
	// progress. Reset also deletes all stored data.
	EvictAll func(hibernate bool) goja.Value
	AbortAll func() goja.Value
	Reset    func() goja.Value
	// Alarms lets fake timers fire alarms.
	Alarms Alarms
}

// Alarms is the scheduler of alarms as fake timers drive it.
type Alarms interface {
	// Hold makes the time of alarms stand still at at, after delivering what is due then; nil
	// lets it pass again.
	Hold(at *time.Time)
	// NextDue is when the next alarm will run, if there is one.
	NextDue() (time.Time, bool)
	// Running is how many alarms are running.
	Running() int
}

// object is the host parameter of the runner.
func (h Host) object(rt *goja.Runtime) *goja.Object {
	o := rt.NewObject()
	set := func(name string, value any) { _ = o.Set(name, value) }
	set("color", h.Color)
	set("namePattern", h.NamePattern)
	set("forbidOnly", h.ForbidOnly)
	set("config", h.config(rt))
	set("file", map[string]any{"name": h.File, "path": path.Join(filepath.ToSlash(h.Root), h.File)})
	set("provided", h.Provided)
	set("now", h.clock())
	set("callStack", func(goja.FunctionCall) goja.Value { return callStack(rt) })
	set("diffLines", func(call goja.FunctionCall) goja.Value {
		texts := [4]string{}
		for i := range texts {
			texts[i] = call.Argument(i).String()
		}
		return rt.ToValue(diffLines(palette(h.Color), texts[0], texts[1], texts[2], texts[3], call.Argument(4).ToBoolean()))
	})
	set("diffText", func(call goja.FunctionCall) goja.Value {
		return rt.ToValue(diffText(palette(h.Color), call.Argument(0).String(), call.Argument(1).String()))
	})
	set("snapshot", h.Snapshots.object(rt))
	h.setCallbacks(rt, set)
	if h.Worker != nil {
		set("worker", h.Worker.object(rt))
	}
	return o
}

func (h Host) setCallbacks(rt *goja.Runtime, set func(string, any)) {
	if h.ReadFile != nil {
		set("readFile", func(call goja.FunctionCall) goja.Value {
			text, ok := h.ReadFile(call.Argument(0).String())
			if !ok {
				return goja.Null()
			}
			return rt.ToValue(text)
		})
	}
	if h.OnTest != nil {
		set("onTest", func(call goja.FunctionCall) goja.Value {
			h.OnTest(call.Argument(0).String())
			return goja.Undefined()
		})
	}
	if h.Warn != nil {
		set("warn", func(call goja.FunctionCall) goja.Value {
			h.Warn(call.Argument(0).String())
			return goja.Undefined()
		})
	}
}

func (h Host) config(rt *goja.Runtime) *goja.Object {
	o := rt.NewObject()
	if h.TestTimeout > 0 {
		_ = o.Set("testTimeout", h.TestTimeout.Milliseconds())
	}
	if h.HookTimeout > 0 {
		_ = o.Set("hookTimeout", h.HookTimeout.Milliseconds())
	}
	_ = o.Set("retry", h.Retry)
	return o
}

func (h Host) clock() func() float64 {
	now := h.Now
	if now == nil {
		now = time.Now
	}
	start := now()
	return func() float64 { return float64(now().Sub(start).Microseconds()) / 1000 }
}

// callStack lists the callers in the user's files, the innermost first.
func callStack(rt *goja.Runtime) goja.Value {
	var list []any
	for _, frame := range rt.CaptureCallStack(0, nil) {
		p := frame.Position()
		if p.Filename == "" || isOwnFile(p.Filename) {
			continue
		}
		list = append(list, map[string]any{"file": p.Filename, "line": p.Line, "column": p.Column})
	}
	return rt.ToValue(list)
}

// object is host.worker of the runner.
func (w *Worker) object(rt *goja.Runtime) *goja.Object {
	o := rt.NewObject()
	set := func(name string, value any) { _ = o.Set(name, value) }
	set("env", orUndefined(w.Env))
	set("exports", orUndefined(w.Exports))
	set("ExecutionContext", orUndefined(w.ExecutionContext))
	test := func(name string, fn func(goja.Value) bool) {
		if fn != nil {
			set(name, func(call goja.FunctionCall) goja.Value { return rt.ToValue(fn(call.Argument(0))) })
		}
	}
	test("isStub", w.IsStub)
	test("isNamespace", w.IsNamespace)
	test("isSameIsolate", w.IsSameIsolate)
	if w.RunInObject != nil {
		set("runInObject", func(call goja.FunctionCall) goja.Value { return w.RunInObject(call.Argument(0), call.Argument(1)) })
	}
	if w.ListIDs != nil {
		set("listIds", func(call goja.FunctionCall) goja.Value { return w.ListIDs(call.Argument(0)) })
	}
	if w.Evict != nil {
		set("evict", func(call goja.FunctionCall) goja.Value {
			return w.Evict(call.Argument(0), hibernates(rt, call.Argument(1)))
		})
	}
	if w.EvictAll != nil {
		set("evictAll", func(call goja.FunctionCall) goja.Value { return w.EvictAll(hibernates(rt, call.Argument(0))) })
	}
	if w.AbortAll != nil {
		set("abortAll", func(goja.FunctionCall) goja.Value { return w.AbortAll() })
	}
	if w.Reset != nil {
		set("reset", func(goja.FunctionCall) goja.Value { return w.Reset() })
	}
	if w.Alarms != nil {
		set("alarms", alarmsObject(rt, w.Alarms))
	}
	return o
}

// alarmsObject speaks of times in milliseconds.
func alarmsObject(rt *goja.Runtime, a Alarms) map[string]any {
	return map[string]any{
		"hold": func(call goja.FunctionCall) goja.Value {
			at := time.UnixMilli(call.Argument(0).ToInteger())
			a.Hold(&at)
			return goja.Undefined()
		},
		"release": func(goja.FunctionCall) goja.Value {
			a.Hold(nil)
			return goja.Undefined()
		},
		"next": func(goja.FunctionCall) goja.Value {
			at, ok := a.NextDue()
			if !ok {
				return rt.ToValue(math.Inf(1))
			}
			// A retry may come between two milliseconds.
			return rt.ToValue(at.Add(time.Millisecond - 1).UnixMilli())
		},
		"running": func(goja.FunctionCall) goja.Value { return rt.ToValue(a.Running()) },
	}
}

func orUndefined(v goja.Value) goja.Value {
	if v == nil {
		return goja.Undefined()
	}
	return v
}

func hibernates(rt *goja.Runtime, options goja.Value) bool {
	return options.ToObject(rt).Get("webSockets").String() != "close"
}
