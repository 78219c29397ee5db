package events_test

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/apitest"
	"github.com/devdo/devdo/emulator/api/events"
	"github.com/devdo/devdo/emulator/api/lang"
	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

func env(t testing.TB) *apitest.Env {
	return apitest.New(t, webidl.Modules(), lang.Modules(), events.Modules()).AsHandler()
}

func TestEvents(t *testing.T)       { env(t).Answers("testdata/events.txt") }
func TestAbort(t *testing.T)        { env(t).Answers("testdata/abort.txt") }
func TestDOMException(t *testing.T) { env(t).Answers("testdata/domexception.txt") }

// What an interval or a signal's timeout throws goes to the isolate's hook and stops nothing.
func TestReport(t *testing.T) {
	var uncaught []string
	e := apitest.With(t, isolate.Options{Hooks: isolate.Hooks{
		Uncaught: func(_ *isolate.Context, reason goja.Value, _ *goja.Exception) {
			uncaught = append(uncaught, reason.String())
		},
	}}, webidl.Modules(), events.Modules()).AsHandler()
	e.Eval(`reportError(new Error("one"))`)
	e.Eval(`addEventListener("error", () => true, { once: true })`)
	e.Eval(`reportError(new Error("two"))`)
	e.Eval(`new Promise(r => { AbortSignal.timeout(1).addEventListener("abort", () => { r(); throw "three" }) })`)
	e.Do(func() {})
	if len(uncaught) != 2 || uncaught[0] != "Error: one" || uncaught[1] != "three" {
		t.Errorf("uncaught: %q", uncaught)
	}
}

func TestRejection(t *testing.T) {
	e := env(t)
	tell := func() (heard bool) {
		e.Do(func() { heard = events.Rejection(e.Iso, nil, e.Iso.Runtime().ToValue("why")) })
		return heard
	}
	if tell() {
		t.Error("heard without a listener")
	}
	e.Eval(`addEventListener("unhandledrejection", (e) => { globalThis.seen = [e.type, e.reason, e.constructor.name] })`)
	if !tell() {
		t.Error("not heard")
	}
	if got := e.Eval("seen"); got != `["unhandledrejection","why","PromiseRejectionEvent"]` {
		t.Errorf("seen: %s", got)
	}
}

func BenchmarkEvent(b *testing.B)   { env(b).Bench(b, "", `new Event("x")`) }
func BenchmarkMessage(b *testing.B) { env(b).Bench(b, "", `new MessageEvent("x", { data: 1 })`) }
func BenchmarkAbort(b *testing.B)   { env(b).Bench(b, "", `new AbortController().signal`) }
func BenchmarkDispatch(b *testing.B) {
	env(b).Bench(b, `const t = new EventTarget(); t.addEventListener("x", () => {})`, `t.dispatchEvent(new Event("x"))`)
}
