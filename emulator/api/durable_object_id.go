package api

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/actor"
)

// idFunctions serve durable_object_id.js.
func (w *Worker) idFunctions() functions {
	namespace := func(call goja.FunctionCall) *actor.Namespace {
		return held[*actor.Namespace](call.Argument(0))
	}
	return functions{
		"uniqueId": func(call goja.FunctionCall) goja.Value {
			return w.text(namespace(call).UniqueID().Hex)
		},
		"namedId": func(call goja.FunctionCall) goja.Value {
			return w.text(namespace(call).NamedID(call.Argument(1).String()).Hex)
		},
		"parseId": func(call goja.FunctionCall) goja.Value {
			id, err := namespace(call).ParseID(call.Argument(1).String())
			if err != nil {
				w.iso.TypeError(err.Error())
			}
			return w.text(id.Hex)
		},
		"getsExisting": func(goja.FunctionCall) goja.Value {
			return w.iso.Runtime().ToValue(w.options.Flags.Has("durable_object_get_existing"))
		},
		"requireRequest": func(goja.FunctionCall) goja.Value {
			w.requireRequest()
			return goja.Undefined()
		},
	}
}

// makeID makes the DurableObjectId of an actor's own id.
func (w *Worker) makeID(id actor.ID) goja.Value {
	if id.Text {
		return w.text(id.Name)
	}
	name := goja.Undefined()
	if id.Named {
		name = w.text(id.Name)
	}
	return w.call("durable_object_id", "makeId", w.text(id.Hex), name)
}
