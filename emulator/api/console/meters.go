package console

import (
	"fmt"
	"strconv"
	"time"

	"github.com/dop251/goja"
)

// label is the name of a counter or a timer.
func label(call goja.FunctionCall) string {
	if v := call.Argument(0); !goja.IsUndefined(v) {
		return v.String()
	}
	return "default"
}

func (s *state) count(call goja.FunctionCall) {
	name := label(call)
	s.counts[name]++
	s.print("log", name+": "+strconv.Itoa(s.counts[name]))
}

func (s *state) countReset(call goja.FunctionCall) {
	name := label(call)
	if s.counts[name] == 0 {
		s.print("warn", "Count for '"+name+"' does not exist")
	}
	delete(s.counts, name)
}

func (s *state) time(call goja.FunctionCall) {
	name := label(call)
	if _, running := s.timers[name]; running {
		s.print("warn", "Label '"+name+"' already exists for console.time()")
		return
	}
	// Not the emulator's clock: what is measured is the machine's work.
	s.timers[name] = time.Now()
}

func (s *state) timeLog(call goja.FunctionCall) { s.elapsed("timeLog", call) }

func (s *state) timeEnd(call goja.FunctionCall) {
	s.elapsed("timeEnd", goja.FunctionCall{Arguments: call.Arguments[:min(1, len(call.Arguments))]})
	delete(s.timers, label(call))
}

func (s *state) elapsed(method string, call goja.FunctionCall) {
	name := label(call)
	began, running := s.timers[name]
	if !running {
		s.print("warn", "No such label '"+name+"' for console."+method+"()")
		return
	}
	text := name + ": " + duration(time.Since(began))
	if len(call.Arguments) > 1 {
		text += " " + s.format(call.Arguments[1:])
	}
	s.print("log", text)
}

// duration shows a time as node does.
func duration(d time.Duration) string {
	switch {
	case d >= time.Hour:
		return fmt.Sprintf("%d:%02d:%02d (h:mm:ss)", int(d.Hours()), int(d.Minutes())%60, int(d.Seconds())%60)
	case d >= time.Minute:
		return fmt.Sprintf("%d:%06.3f (m:ss.mmm)", int(d.Minutes()), (d % time.Minute).Seconds())
	case d >= time.Second:
		return fmt.Sprintf("%.3fs", d.Seconds())
	}
	return strconv.FormatFloat(float64(d.Microseconds())/1000, 'f', -1, 64) + "ms"
}
