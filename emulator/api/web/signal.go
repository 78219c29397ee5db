package web

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

// Signal is the AbortSignal of a request, in the isolate that made it.
type Signal struct{ object *goja.Object }

// NewSignal wraps an AbortSignal.
func NewSignal(object *goja.Object) *Signal { return &Signal{object} }

func newSignal(v goja.Value) *Signal {
	if o, ok := v.(*goja.Object); ok {
		return &Signal{o}
	}
	return nil
}

// OnAbort calls step with the reason when the signal is aborted, at once where it is already.
// It returns how to undo that. Loop only, inside a turn.
func (s *Signal) OnAbort(iso *isolate.Isolate, step func(reason goja.Value)) (remove func()) {
	fn := iso.Func(func(call goja.FunctionCall) goja.Value {
		step(call.Argument(0))
		return goja.Undefined()
	})
	undo, _ := goja.AssertFunction(isolate.Must(iso.Call("abort", "onAbort", s.object, fn)))
	return func() { _, _ = undo(goja.Undefined()) }
}
