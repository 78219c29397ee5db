package api

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/clone"
	"github.com/devdo/devdo/emulator/isolate"
)

// makeCodec prepares structured clone for the isolate.
func (w *Worker) makeCodec() error {
	codec, err := clone.NewCodec(w.iso.Runtime())
	w.codec = codec
	return err
}

func (w *Worker) cloneOptions(mode clone.Mode) clone.Options {
	return clone.Options{
		Mode:           mode,
		EnhancedErrors: w.options.Flags.Has("enhanced_error_serialization"),
		FormatStack:    isolate.FormatStack,
		Throw:          w.cloneError,
		Host:           w.platform,
	}
}

// cloneError makes the exception for a value that cannot be cloned.
func (w *Worker) cloneError(name, message string) error {
	if name == "DataCloneError" {
		return w.exception(w.iso.NewDOMException(name, message))
	}
	return w.exception(w.iso.NewError(name, message))
}

// exception is v as an error that carries it through Go.
func (w *Worker) exception(v goja.Value) error {
	return w.iso.Runtime().Try(func() { panic(v) })
}

// serializeStored is the stored form of a value; it throws what cannot be stored.
func (w *Worker) serializeStored(v goja.Value) []byte {
	data, err := w.codec.Serialize(v, w.cloneOptions(clone.Storage))
	if err != nil {
		panic(err)
	}
	return data
}

// serializeError is the form of an exception that goes to another context.
func (w *Worker) serializeError(v goja.Value) ([]byte, error) {
	return w.codec.Serialize(v, w.cloneOptions(clone.RPC))
}

// reviveError makes the exception of that form.
func (w *Worker) reviveError(data []byte) (goja.Value, error) {
	return w.codec.Deserialize(data, w.cloneOptions(clone.RPC))
}

// deserialize makes the value of a stored form.
func (w *Worker) deserialize(data []byte) (goja.Value, error) {
	return w.codec.Deserialize(data, w.cloneOptions(clone.Storage))
}

// structuredClone is the global function.
func (w *Worker) structuredClone(call goja.FunctionCall) goja.Value {
	rt := w.iso.Runtime()
	if len(call.Arguments) < 1 {
		w.iso.TypeError("Failed to execute 'structuredClone' on 'ServiceWorkerGlobalScope': parameter 1 is not of type 'any'.")
	}
	var transfer []goja.Value
	if o, ok := call.Argument(1).(*goja.Object); ok {
		if list, ok := o.Get("transfer").(*goja.Object); ok {
			rt.ForOf(list, func(v goja.Value) bool {
				if webidl.Pinned(w.iso, v) {
					panic(w.iso.NewDOMException("DataCloneError", "Object is not transferable."))
				}
				transfer = append(transfer, v)
				return true
			})
		}
	}
	v, err := w.codec.Clone(call.Argument(0), transfer, w.cloneOptions(clone.StructuredClone))
	if err != nil {
		panic(err)
	}
	return v
}
