// Package console is the global console, and the formatting of values for people.
//
// Every method prints. Unlike workerd, so do table, group, time, count, trace, dir and assert,
// which it leaves to a debugger; they look as in node.
package console

import (
	"strings"
	"time"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

// Message is one thing that was printed.
type Message struct {
	// Level is "log", "info", "debug", "warn" or "error".
	Level, Text string
	// GroupDepth is how many console.group are open.
	GroupDepth int
	// Context is that of the code that printed.
	Context *isolate.Context
}

// Sink takes what is printed; it is called on the loop.
type Sink func(Message)

// Modules returns the module "console", which exports besides the console inspect(value,
// { depth, colors }) and format(...args).
func Modules() []*isolate.Module { return []*isolate.Module{module} }

var module = &isolate.Module{
	Name:     "console",
	Source:   "(function (host) { return host })",
	Host:     host,
	Builtins: []string{"console"},
}

// state is the console of one isolate.
type state struct {
	iso    *isolate.Isolate
	sink   Sink
	colors bool
	depth  int
	counts map[string]int
	timers map[string]time.Time
}

type stateKey struct{}

func stateOf(iso *isolate.Isolate) *state {
	if s, ok := iso.Value(stateKey{}).(*state); ok {
		return s
	}
	s := &state{iso: iso, counts: map[string]int{}, timers: map[string]time.Time{}}
	iso.SetValue(stateKey{}, s)
	return s
}

// SetSink says where the isolate's console prints to; loop only.
func SetSink(iso *isolate.Isolate, sink Sink) { stateOf(iso).sink = sink }

// SetColors says whether what it prints is coloured; loop only.
func SetColors(iso *isolate.Isolate, colors bool) { stateOf(iso).colors = colors }

func (s *state) print(level, text string) {
	if s.sink != nil {
		s.sink(Message{Level: level, Text: text, GroupDepth: s.depth, Context: s.iso.Current()})
	}
}

func (s *state) format(args []goja.Value) string {
	return Format(s.iso, args, Options{Depth: defaultDepth, Colors: s.colors})
}

type method struct {
	name string
	fn   func(*state, goja.FunctionCall)
}

// methods are in workerd's order.
var methods = []method{
	{"debug", printer("debug")}, {"error", printer("error")}, {"info", printer("info")}, {"log", printer("log")},
	{"warn", printer("warn")}, {"dir", (*state).dir}, {"dirxml", printer("log")}, {"table", (*state).table},
	{"trace", (*state).trace}, {"group", (*state).group}, {"groupCollapsed", (*state).group},
	{"groupEnd", (*state).groupEnd}, {"clear", (*state).clear}, {"count", (*state).count},
	{"countReset", (*state).countReset}, {"assert", (*state).assert},
	// For a profiler, which is not there.
	{"profile", nothing}, {"profileEnd", nothing},
	{"time", (*state).time}, {"timeLog", (*state).timeLog}, {"timeEnd", (*state).timeEnd}, {"timeStamp", nothing},
}

func nothing(*state, goja.FunctionCall) {}

func host(iso *isolate.Isolate) *goja.Object {
	s := stateOf(iso)
	rt := iso.Runtime()
	console := rt.NewObject()
	for _, m := range methods {
		_ = console.Set(m.name, webidl.Method(iso, m.name, func(call goja.FunctionCall) goja.Value {
			m.fn(s, call)
			return goja.Undefined()
		}))
	}
	_ = console.DefineDataPropertySymbol(goja.SymToStringTag, rt.ToValue("console"), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	exports := rt.NewObject()
	_ = exports.Set("console", console)
	_ = exports.Set("inspect", webidl.Method(iso, "inspect", func(call goja.FunctionCall) goja.Value { return inspectFunction(iso, call) }))
	_ = exports.Set("format", webidl.Method(iso, "format", func(call goja.FunctionCall) goja.Value {
		return rt.ToValue(Format(iso, call.Arguments, Options{Depth: defaultDepth}))
	}))
	return exports
}

// inspectFunction is inspect(value, options) of node.
func inspectFunction(iso *isolate.Isolate, call goja.FunctionCall) goja.Value {
	return iso.Runtime().ToValue(Inspect(iso, call.Argument(0), optionsOf(call.Argument(1))))
}

func optionsOf(v goja.Value) Options {
	o := Options{Depth: defaultDepth}
	options, ok := v.(*goja.Object)
	if !ok {
		return o
	}
	if depth := options.Get("depth"); depth != nil && !goja.IsUndefined(depth) {
		o.Depth = Unlimited
		if f := depth.ToFloat(); !goja.IsNull(depth) && f < Unlimited {
			o.Depth = int(f)
		}
	}
	if colors := options.Get("colors"); colors != nil {
		o.Colors = colors.ToBoolean()
	}
	if custom := options.Get("customInspect"); custom != nil {
		o.Raw = !custom.ToBoolean()
	}
	return o
}

func printer(level string) func(*state, goja.FunctionCall) {
	return func(s *state, call goja.FunctionCall) { s.print(level, s.format(call.Arguments)) }
}

func (s *state) dir(call goja.FunctionCall) {
	o := optionsOf(call.Argument(1))
	o.Raw, o.Colors = true, o.Colors || s.colors
	s.print("log", Inspect(s.iso, call.Argument(0), o))
}

func (s *state) trace(call goja.FunctionCall) {
	text := "Trace"
	if len(call.Arguments) > 0 {
		text += ": " + s.format(call.Arguments)
	}
	stack := isolate.FormatStack(s.iso.NewError("Error", "").Get("stack").String())
	if i := strings.IndexByte(stack, '\n'); i >= 0 {
		text += stack[i:]
	}
	s.print("log", text)
}

func (s *state) group(call goja.FunctionCall) {
	if len(call.Arguments) > 0 {
		s.print("log", s.format(call.Arguments))
	}
	s.depth++
}

func (s *state) groupEnd(goja.FunctionCall) { s.depth = max(s.depth-1, 0) }

// clear cannot take back what was printed, but ends the groups.
func (s *state) clear(goja.FunctionCall) { s.depth = 0 }

func (s *state) assert(call goja.FunctionCall) {
	if call.Argument(0).ToBoolean() {
		return
	}
	text := "Assertion failed"
	if len(call.Arguments) > 1 {
		text += ": " + s.format(call.Arguments[1:])
	}
	s.print("error", text)
}
