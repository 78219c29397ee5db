package api

import (
	"errors"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/actor"
	"github.com/devdo/devdo/persist"
)

// thrown is an exception on its way to another context, which may be in another isolate.
type thrown struct {
	// data is the serialised value, nil where it could not be serialised.
	data []byte
	// text stands for it then.
	text string
	// class, dom and flags are what else older dates let through.
	class string
	dom   bool
	flags []flag
	// frames are where it was thrown.
	frames string
}

// capture makes an exception fit for travelling.
func (w *Worker) capture(v goja.Value) *thrown {
	if !w.options.Flags.Has("enhanced_error_serialization") {
		return w.tunnel(v)
	}
	data, err := w.serializeError(v)
	if err != nil {
		return w.tunnel(v)
	}
	return &thrown{data: data}
}

// flag is a property that the runtime adds to an error on its way.
type flag struct {
	name  string
	value any
}

// revive makes the exception in this isolate, with the flags as own properties.
func (w *Worker) revive(t *thrown, flags ...flag) goja.Value {
	var v goja.Value
	if t.data != nil {
		v, _ = w.reviveError(t.data)
	}
	if v == nil {
		o := w.tunnelled(t)
		w.addFrames(o, t.frames)
		v = o
		flags = append(flags, t.flags...)
	}
	o, ok := v.(*goja.Object)
	if !ok {
		o = w.iso.NewError("Error", v.String())
	}
	for _, f := range flags {
		_ = o.Set(f.name, f.value)
	}
	return o
}

// resetFlags are the properties of errors that come from an object's end (DO-LIFE-65).
func resetFlags(err *actor.Error) []flag {
	var flags []flag
	add := func(on bool, name string) {
		if on {
			flags = append(flags, flag{name, true})
		}
	}
	add(err.Remote, "remote")
	add(err.Retryable, "retryable")
	add(err.Overloaded, "overloaded")
	add(err.DurableObjectReset && !err.Internal && !err.Commit, "durableObjectReset")
	return flags
}

// actorError makes the exception that callers of an object that ended get.
func (w *Worker) actorError(err *actor.Error, extra ...flag) goja.Value {
	flags := append(resetFlags(err), extra...)
	if t, ok := err.Cause.(*thrown); ok {
		return w.revive(t, flags...)
	}
	class := err.Class
	if class == "" {
		class = "Error"
	}
	o := w.iso.NewError(class, err.Message)
	for _, f := range flags {
		_ = o.Set(f.name, f.value)
	}
	return o
}

// throwStorage throws a failure of the storage: one with a message for scripts, or an internal
// error whose detail goes to the console.
func (w *Worker) throwStorage(err error) {
	if err == nil {
		return
	}
	var shown *persist.SQLError
	if errors.As(err, &shown) {
		w.iso.Throw("Error", shown.Error())
	}
	w.iso.Throw("Error", w.internalError(err))
}

// internalError reports err to the console and is what the script sees instead (DO-ARG-14).
func (w *Worker) internalError(err error) string {
	reference := actor.Reference()
	w.Internal(reference, err)
	return actor.InternalMessage(reference)
}

// Internal reports a failure of devdo's own to the console.
func (w *Worker) Internal(reference string, err error) {
	if w.options.Events.Uncaught != nil {
		w.options.Events.Uncaught(w.source(w.iso.Current()), "internal error; reference = "+reference+": "+err.Error())
	}
}
