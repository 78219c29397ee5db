// Package console is the global console.
package console

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

// Message is one thing that was printed.
type Message struct {
	// Level is "log", "info", "debug", "warn" or "error".
	Level, Text string
	GroupDepth  int
	Context     *isolate.Context
}

// Sink takes what is printed; loop only.
type Sink func(Message)

type sinkKey struct{}

// SetSink says where the isolate's console prints to.
func SetSink(iso *isolate.Isolate, sink Sink) { iso.SetValue(sinkKey{}, sink) }

// Modules returns the module "console".
func Modules() []*isolate.Module {
	return []*isolate.Module{{Name: "console", Source: "(function (host) { return { console: host } })", Host: host, Globals: []string{"console"}}}
}

func host(iso *isolate.Isolate) *goja.Object {
	functions := map[string]func(goja.FunctionCall) goja.Value{}
	for _, level := range []string{"log", "info", "debug", "warn", "error"} {
		functions[level] = func(call goja.FunctionCall) goja.Value {
			var words []string
			for _, v := range call.Arguments {
				words = append(words, v.String())
			}
			if sink, ok := iso.Value(sinkKey{}).(Sink); ok {
				sink(Message{Level: level, Text: strings.Join(words, " "), Context: iso.Current()})
			}
			return goja.Undefined()
		}
	}
	return iso.Object(functions)
}
