// Package apitest runs JavaScript against API modules in Go tests.
//
// Answers are text that tells types apart, the same form in which they were recorded from the
// real runtime: strings as JSON, `undefined`, `-0`, `5n`, `function name/length`,
// `Class|Name: message` for errors, JSON for other objects; in front of that `P:` for what a
// promise resolved to, `THROW` and `REJECT` for what was thrown.
package apitest

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/compat"
	"github.com/devdo/devdo/emulator/isolate"
)

// limit bounds the wait for a promise to settle.
const limit = 20 * time.Second

// Env is an isolate with some modules.
type Env struct {
	t   testing.TB
	Iso *isolate.Isolate
	// ctx is what code runs in; nil means module scope.
	ctx *isolate.Context
}

// AsHandler makes code run as a handler does, which may do more than a module that loads.
func (e *Env) AsHandler() *Env {
	e.ctx = &isolate.Context{Owner: handler{}}
	return e
}

// handler is the owner of such code.
type handler struct{}

func (handler) Deliver(_ *isolate.Context, fn func()) { fn() }
func (handler) Pending(int)                           {}

// New makes an isolate with the modules and everything they define; it ends with the test.
func New(t testing.TB, modules ...[]*isolate.Module) *Env {
	t.Helper()
	return With(t, isolate.Options{}, modules...)
}

// date is the compatibility date of code that says nothing of it.
const date = "2026-11-01"

// With is New with options for the isolate.
func With(t testing.TB, options isolate.Options, modules ...[]*isolate.Module) *Env {
	t.Helper()
	if options.Flag == nil {
		flags, _ := compat.Evaluate(date, nil)
		options.Flag = flags.Has
	}
	iso := isolate.New(options)
	t.Cleanup(iso.Close)
	e := &Env{t: t, Iso: iso}
	iso.Do(func() {
		var all []*isolate.Module
		for _, m := range modules {
			all = append(all, m...)
		}
		if err := iso.Install(all...); err != nil {
			t.Error(err)
		}
	})
	return e
}

// Do runs fn on the loop and waits for its turn to end.
func (e *Env) Do(fn func()) {
	e.Iso.Do(func() {
		e.Iso.SwitchTurn(e.ctx)
		fn()
	})
}

// Eval evaluates an expression, waits for it where it is a promise, and returns its answer.
func (e *Env) Eval(code string) string {
	e.t.Helper()
	script, err := isolate.Compile("test.js", "(() => (\n"+code+"\n))", nil)
	if err != nil {
		return "COMPILE " + err.Error()
	}
	answer := make(chan string, 1)
	e.Iso.Post(e.ctx, func() { e.answer(script, answer) })
	select {
	case got := <-answer:
		return got
	case <-time.After(limit):
		e.t.Fatalf("never settled: %s", code)
		return ""
	}
}

func (e *Env) answer(script *isolate.Script, answer chan string) {
	rt := e.Iso.Runtime()
	fn, err := e.Iso.Run(script)
	if err != nil {
		answer <- "COMPILE " + err.Error()
		return
	}
	run, err := rt.RunProgram(showProgram)
	if err != nil {
		e.t.Error(err)
		return
	}
	call, _ := goja.AssertFunction(run)
	done := func(call goja.FunctionCall) goja.Value {
		answer <- call.Argument(0).String()
		return goja.Undefined()
	}
	if _, err := call(goja.Undefined(), fn, rt.ToValue(done)); err != nil {
		answer <- "ERROR " + err.Error()
	}
}

var showProgram = goja.MustCompile("apitest.js", `((fn, done) => {
  const show = (v) => {
    if (typeof v === "function") return "function " + v.name + "/" + v.length;
    if (typeof v === "symbol") return v.toString();
    if (typeof v === "bigint") return v + "n";
    if (v === undefined) return "undefined";
    if (Object.is(v, -0)) return "-0";
    if (typeof v === "number") return String(v);
    if (v instanceof Error) return (v.constructor && v.constructor.name) + "|" + v.name + ": " + v.message;
    return JSON.stringify(v) ?? String(v);
  };
  const safe = (v) => { try { return show(v) } catch (e) { return "UNSHOWABLE " + e } };
  let v;
  try { v = fn() } catch (e) { return done("THROW " + safe(e)) }
  if (v === null || typeof v !== "object" || typeof v.then !== "function") return done(safe(v));
  v.then((v) => done("P:" + safe(v)), (e) => done("REJECT " + safe(e)));
})`, true)

// Answers checks a file of lines `expression  =>  answer`, the answers recorded from the real
// runtime. Empty lines and lines that begin with # are left out.
func (e *Env) Answers(file string) {
	e.t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		e.t.Fatal(err)
	}
	for n, line := range strings.Split(string(data), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		at := strings.LastIndex(line, "  =>  ")
		if at < 0 {
			e.t.Errorf("%s:%d: no answer", file, n+1)
			continue
		}
		code, want := line[:at], line[at+len("  =>  "):]
		if got := e.Eval(code); got != want {
			e.t.Errorf("%s:%d: %s\n got %s\nwant %s", file, n+1, code, got, want)
		}
	}
}

// Bench measures code, the body of a loop; setup runs before and its names are visible.
func (e *Env) Bench(b *testing.B, setup, code string) {
	b.Helper()
	script, err := isolate.Compile("bench.js", "(() => {"+setup+"\nreturn (n) => { for (let i = 0; i < n; i++) {"+code+"} } })()", nil)
	if err != nil {
		b.Fatal(err)
	}
	e.Do(func() {
		v, err := e.Iso.Run(script)
		if err != nil {
			b.Error(err)
			return
		}
		call, _ := goja.AssertFunction(v)
		b.ReportAllocs()
		b.ResetTimer()
		if _, err := call(goja.Undefined(), e.Iso.Runtime().ToValue(b.N)); err != nil {
			b.Error(err)
		}
	})
}
