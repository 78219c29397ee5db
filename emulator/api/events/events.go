// Package events has DOMException, Event and its kinds, EventTarget, AbortController and
// AbortSignal, and makes globalThis an event target.
//
// Other modules get the classes with use("events"), and besides them
//
//	newSignal()                 a signal; abort(signal, reason) aborts it
//	isSignal(v)                 the brand check
//	onAbort(signal, step)       calls step(reason) before the event; returns how to undo that
//	trust(event)                marks an event as devdo's own
//	report(error)               tells of an error that nobody caught, as reportError does
package events

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/compat"
	"github.com/devdo/devdo/emulator/isolate"
)

var (
	//go:embed domexception.js
	domExceptionSource string
	//go:embed event.js
	eventSource string
	//go:embed abort.js
	abortSource string
	//go:embed legacy_events.js
	legacyEventsSource string
	//go:embed message_channel.js
	messageChannelSource string
)

const msgDispatched = "The event is already being dispatched."

// Modules returns "domexception", "event", "abort", "message_channel", "scope" and "events", which has the exports
// of "event" and "abort".
func Modules() []*isolate.Module { return modules }

var modules = []*isolate.Module{
	{Name: "domexception", Source: domExceptionSource, Host: domExceptionHost, Globals: []string{"DOMException"}},
	{Name: "event", Source: eventSource, Host: eventHost, Globals: []string{
		"Event", "CustomEvent", "ErrorEvent", "MessageEvent", "CloseEvent", "PromiseRejectionEvent", "reportError"}},
	{Name: "abort", Source: abortSource, Host: abortHost, Globals: []string{"AbortController", "AbortSignal"}},
	{Name: "message_channel", Source: messageChannelSource},
	scope,
	{Name: "legacy_events", Source: legacyEventsSource, Globals: []string{
		"ExtendableEvent", "FetchEvent", "ScheduledEvent", "TailEvent", "TraceEvent"}},
	{Name: "events", Source: `(function (host, use) { return { ...use("event"), ...use("abort") } })`},
}

// Globals returns the module whose exports are the global variables that the flags bring.
func Globals(flags compat.Set) []*isolate.Module {
	if !flags.Has("expose_global_message_channel") {
		return nil
	}
	return []*isolate.Module{{
		Name: "message-channel-globals", Source: `(function (host, use) { return use("message_channel") })`,
		Globals: []string{"MessageChannel", "MessagePort"},
	}}
}

func eventHost(iso *isolate.Isolate) *goja.Object {
	rt := iso.Runtime()
	return iso.Object(map[string]func(goja.FunctionCall) goja.Value{
		"withoutThis": func(goja.FunctionCall) goja.Value {
			return rt.ToValue(iso.Without("set_event_target_this"))
		},
		"alreadyDispatched": func(goja.FunctionCall) goja.Value {
			panic(iso.NewDOMException("InvalidStateError", msgDispatched))
		},
		"uncaught": func(call goja.FunctionCall) goja.Value {
			Uncaught(iso, call.Argument(0))
			return goja.Undefined()
		},
		"text":  func(call goja.FunctionCall) goja.Value { return rt.ToValue(headline(iso, call.Argument(0))) },
		"place": func(call goja.FunctionCall) goja.Value { return place(iso, call.Argument(0)) },
	})
}

// headline is the first line of how an error is shown.
func headline(iso *isolate.Isolate, v goja.Value) string {
	line, _, _ := strings.Cut(iso.Describe(v), "\n")
	return line
}

// place is where an error came from, by its stack, as fields of an ErrorEvent.
func place(iso *isolate.Isolate, v goja.Value) goja.Value {
	at := iso.Runtime().NewObject()
	for _, line := range strings.Split(iso.Describe(v), "\n")[1:] {
		line = strings.TrimSuffix(line[strings.LastIndexAny(line, "( ")+1:], ")")
		file, column, ok := cutLast(line)
		file, row, ok2 := cutLast(file)
		if !ok || !ok2 {
			continue
		}
		_ = at.Set("filename", file)
		_ = at.Set("lineno", row)
		_ = at.Set("colno", column)
		break
	}
	return at
}

func cutLast(s string) (before string, n int, ok bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, 0, false
	}
	n, err := strconv.Atoi(s[i+1:])
	return s[:i], n, err == nil
}

func abortHost(iso *isolate.Isolate) *goja.Object {
	return iso.Object(map[string]func(goja.FunctionCall) goja.Value{
		"after": func(call goja.FunctionCall) goja.Value {
			webidl.RequireHandler(iso)
			fn, _ := goja.AssertFunction(call.Argument(1))
			iso.SetTimer(Delay(call.Argument(0).ToFloat()), false, func() {
				if _, err := fn(goja.Undefined()); err != nil {
					Rethrow(iso, err)
				}
			})
			return goja.Undefined()
		},
	})
}

// Delay turns milliseconds, as JavaScript gives them, into a time to wait.
func Delay(ms float64) time.Duration {
	if math.IsNaN(ms) || ms < 0 {
		return 0
	}
	return time.Duration(min(math.Trunc(ms), maxDelay)) * time.Millisecond
}

// maxDelay keeps the deadline within what a time.Time calculates with: about 100 years.
const maxDelay = 1000 * 60 * 60 * 24 * 36525

// Uncaught hands an error that nobody caught to the isolate's hook, in a turn of its own.
func Uncaught(iso *isolate.Isolate, reason goja.Value) {
	iso.Post(iso.Current(), func() { panic(reason) })
}

// Rethrow is Uncaught for the error of a call from Go; an interruption keeps unwinding.
func Rethrow(iso *isolate.Isolate, err error) {
	ex, ok := err.(*goja.Exception)
	if !ok {
		panic(err)
	}
	iso.Post(iso.Current(), func() { panic(ex) })
}

// Rejection tells listeners of globalThis of a promise rejected without a handler; reported is
// false when there are none, and then the log is to tell. Loop only, inside a turn.
func Rejection(iso *isolate.Isolate, promise, reason goja.Value) (heard bool) {
	if promise == nil {
		promise = goja.Undefined()
	}
	v, err := iso.Call("event", "rejection", iso.Runtime().ToValue("unhandledrejection"), promise, reason)
	if err != nil {
		Rethrow(iso, err)
		return true
	}
	return v.ToBoolean()
}

// NewSignal makes an AbortSignal and the function that aborts it; undefined is the usual
// AbortError. Loop only, inside a turn.
func NewSignal(iso *isolate.Isolate) (signal *goja.Object, abort func(reason goja.Value)) {
	v := isolate.Must(iso.Call("abort", "newSignal"))
	return v.(*goja.Object), func(reason goja.Value) {
		if _, err := iso.Call("abort", "abort", v, reason); err != nil {
			Rethrow(iso, err)
		}
	}
}
