// Package timers has setTimeout and its kin, queueMicrotask, scheduler.wait, performance and
// navigator.
//
// Timers belong to the owner of the code that set them: the isolate's loop brings them back
// through it. Time is that of the emulator's clock.
package timers

import (
	_ "embed"
	"fmt"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/events"
	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/compat"
	"github.com/devdo/devdo/emulator/isolate"
)

//go:embed timers.js
var source string

//go:embed performance.js
var performanceSource string

// maxTimers is how many timers of one owner may be pending.
const maxTimers = 10000

const msgTooMany = "You have exceeded the number of active timeouts you may set. max active timeouts: %d, current active timeouts: %d, finished timeouts: %d"

// Modules returns the modules "timers" and "performance".
func Modules() []*isolate.Module { return []*isolate.Module{module, performance} }

// Globals returns the module whose exports are the global variables that the flags bring.
func Globals(flags compat.Set) []*isolate.Module {
	if !flags.Has("enable_global_performance_classes") && !flags.Has("enable_nodejs_perf_hooks_module") {
		return nil
	}
	return []*isolate.Module{{
		Name: "performance-globals", Source: `(function (host, use) { return use("performance") })`,
		Globals: []string{"Performance", "PerformanceEntry", "PerformanceMark", "PerformanceMeasure", "PerformanceResourceTiming",
			"PerformanceObserver", "PerformanceObserverEntryList"},
	}}
}

var performance = &isolate.Module{Name: "performance", Source: performanceSource, Host: performanceHost, Own: []string{"performance"}}

func performanceHost(iso *isolate.Isolate) *goja.Object {
	return iso.Object(map[string]func(goja.FunctionCall) goja.Value{
		"now": func(goja.FunctionCall) goja.Value { return iso.Runtime().ToValue(iso.Now().UnixMilli()) },
	})
}

var module = &isolate.Module{
	Name: "timers", Source: source, Host: host,
	Globals: []string{"setTimeout", "setInterval", "clearTimeout", "clearInterval", "queueMicrotask",
		"Navigator"},
	Own: []string{"scheduler", "navigator"},
}

func host(iso *isolate.Isolate) *goja.Object {
	rt := iso.Runtime()
	t := &timers{iso: iso}
	o := rt.NewObject()
	for name, fn := range map[string]func(goja.FunctionCall) goja.Value{
		"setTimeout":    func(call goja.FunctionCall) goja.Value { return t.start("setTimeout", call, false) },
		"setInterval":   func(call goja.FunctionCall) goja.Value { return t.start("setInterval", call, true) },
		"clearTimeout":  t.clear,
		"clearInterval": t.clear,
		"wait":          t.wait,
		"inRequest":     func(goja.FunctionCall) goja.Value { return rt.ToValue(iso.Current().Owner != nil) },
	} {
		_ = o.Set(name, webidl.Method(iso, name, fn))
	}
	return o
}

// timers are the timers of an isolate.
type timers struct {
	iso      *isolate.Isolate
	finished int
}

// start is setTimeout(callback, delay, ...arguments) or setInterval.
func (t *timers) start(name string, call goja.FunctionCall, repeat bool) goja.Value {
	callback, ok := goja.AssertFunction(call.Argument(0))
	if !ok {
		t.iso.TypeError(webidl.MsgArgument(name, "ServiceWorkerGlobalScope", 1, "function"))
	}
	var delay float64
	if v := call.Argument(1); !goja.IsUndefined(v) {
		delay = webidl.Number(t.iso, v)
	}
	var args []goja.Value
	if len(call.Arguments) > 2 {
		args = append(args, call.Arguments[2:]...)
	}
	webidl.RequireHandler(t.iso)
	t.admit()
	id := t.iso.SetTimer(events.Delay(delay), repeat, func() {
		if !repeat {
			t.finished++
		}
		if _, err := callback(goja.Undefined(), args...); err != nil {
			events.Rethrow(t.iso, err)
		}
	})
	return t.iso.Runtime().ToValue(id)
}

// admit refuses a timer too many of the running code's owner.
func (t *timers) admit() {
	if n := t.iso.TimerCount(t.iso.Current().Owner); n >= maxTimers {
		panic(t.iso.NewDOMException("QuotaExceededError", fmt.Sprintf(msgTooMany, maxTimers, n, t.finished)))
	}
}

func (t *timers) clear(call goja.FunctionCall) goja.Value {
	webidl.RequireHandler(t.iso)
	id := webidl.Number(t.iso, call.Argument(0))
	t.iso.ClearTimer(int64(id))
	return goja.Undefined()
}

// wait is a promise for the end of delay: wait(delay, listen), where listen, if given, gets a
// function to reject it with.
func (t *timers) wait(call goja.FunctionCall) goja.Value {
	webidl.RequireHandler(t.iso)
	rt := t.iso.Runtime()
	promise, resolve, reject := rt.NewPromise()
	id := t.iso.SetTimer(events.Delay(call.Argument(0).ToFloat()), false, func() { _ = resolve(goja.Undefined()) })
	if listen, ok := goja.AssertFunction(call.Argument(1)); ok {
		isolate.Must(listen(goja.Undefined(), rt.ToValue(func(call goja.FunctionCall) goja.Value {
			t.iso.ClearTimer(id)
			_ = reject(call.Argument(0))
			return goja.Undefined()
		})))
	}
	return rt.ToValue(promise)
}
