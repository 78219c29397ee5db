package timers_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/apitest"
	"github.com/devdo/devdo/emulator/api/events"
	"github.com/devdo/devdo/emulator/api/timers"
	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

func env(t testing.TB) *apitest.Env {
	return apitest.New(t, webidl.Modules(), events.Modules(), timers.Modules()).AsHandler()
}

func TestTimers(t *testing.T) { env(t).Answers("testdata/timers.txt") }

// DO-LIFE-71.
func TestTimers_Limit(t *testing.T) {
	got := env(t).Eval(`(() => {
		for (let i = 0; i < 10000; i++) setTimeout(() => {}, 1e6);
		clearTimeout(setTimeout(() => {}, 0) * 0 + 1);
	})()`)
	want := "THROW DOMException|QuotaExceededError: You have exceeded the number of active timeouts you may set. max active timeouts: 10000, current active timeouts: 10000, finished timeouts: 0"
	if got != want {
		t.Errorf("got %s", got)
	}
	e := env(t)
	for range 3 {
		if got := e.Eval(`(() => { for (let i = 0; i < 9000; i++) clearTimeout(setTimeout(() => {}, 1e6)) })()`); got != "undefined" {
			t.Errorf("after clearing: %s", got)
		}
	}
}

func TestTimers_Order(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := env(t)
		got := e.Eval(`new Promise((done) => {
			const order = [];
			setInterval(() => order.push("every"), 40);
			for (const [name, delay] of [["b", 20], ["c", 20], ["a", 10], ["now", 0], ["never", 15]]) {
				const id = setTimeout((n) => order.push(n), delay, name);
				if (name === "never") clearTimeout(id);
			}
			queueMicrotask(() => order.push("microtask"));
			setTimeout(() => done(order.join()), 90);
		})`)
		if want := `P:"microtask,now,a,b,c,every,every"`; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		e.Iso.Close()
	})
}

func TestTimers_Throw(t *testing.T) {
	var uncaught []string
	e := apitest.With(t, isolate.Options{Hooks: isolate.Hooks{
		Uncaught: func(_ *isolate.Context, reason goja.Value, _ *goja.Exception) {
			uncaught = append(uncaught, reason.String())
		},
	}}, webidl.Modules(), events.Modules(), timers.Modules()).AsHandler()
	got := e.Eval(`new Promise((done) => {
		let n = 0;
		const id = setInterval(() => { if (++n === 3) { clearInterval(id); done(n) } throw "in interval" }, 1);
		queueMicrotask(() => { throw "in microtask" });
	})`)
	e.Do(func() {})
	if got != "P:3" || strings.Join(uncaught, ",") != "in microtask,in interval,in interval,in interval" {
		t.Errorf("got %s, uncaught %q", got, uncaught)
	}
}

func TestPerformance_Clock(t *testing.T) {
	clock := isolate.NewClock()
	e := apitest.With(t, isolate.Options{Clock: clock}, webidl.Modules(), events.Modules(), timers.Modules()).AsHandler()
	clock.Advance(1000 * time.Hour)
	earliest := time.Now().Add(999 * time.Hour).UnixMilli()
	if got := e.Eval(fmt.Sprintf(`[performance.now() > %d, Date.now() > %[1]d]`, earliest)); got != "[true,true]" {
		t.Errorf("got %s", got)
	}
}

func BenchmarkSetTimeout(b *testing.B) {
	env(b).Bench(b, "const f = () => {}", "clearTimeout(setTimeout(f, 1000))")
}
