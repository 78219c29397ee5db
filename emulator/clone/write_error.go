package clone

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/clone/wire"
)

// error writes a native error in the form that the compatibility date asks for.
func (w *Writer) error(o *goja.Object) error {
	if proto := o.Prototype(); proto != nil && !w.c.errorPrototypes[proto] {
		if handled, err := w.host(o); handled || err != nil {
			return err
		}
	}
	if w.opts.EnhancedErrors {
		return w.enhancedError(o)
	}
	return w.legacyError(o)
}

// enhancedError writes kind and message, and then all other own properties, hidden ones too, as
// if they were those of an object.
func (w *Writer) enhancedError(o *goja.Object) error {
	name := o.Get("name")
	if name == nil {
		name = goja.Undefined()
	}
	kind := wire.ErrorKindOf(name.String())
	w.Host(wire.HostNativeError)
	w.Uint32(uint32(kind))
	if kind == wire.ErrorOther {
		if err := w.Value(name); err != nil {
			return err
		}
	}
	if err := w.Value(o.Get("message")); err != nil {
		return err
	}
	rest := w.c.rt.NewObject()
	for _, key := range o.GetOwnPropertyNames() {
		if _, isIndex := wire.ArrayIndex(key); isIndex || key == "name" || key == "message" {
			continue
		}
		v := o.Get(key)
		if key == "stack" {
			v = w.stack(v)
		}
		// A setter of Object.prototype gets the value instead.
		if err := rest.Set(key, v); err != nil {
			return err
		}
	}
	w.ids.skip()
	return w.properties(rest)
}

// stack puts the stack of an error into V8's form.
func (w *Writer) stack(v goja.Value) goja.Value {
	if text, ok := v.(goja.String); ok && w.opts.FormatStack != nil {
		return w.c.rt.ToValue(w.opts.FormatStack(text.String()))
	}
	return v
}

// legacyError writes type, message, stack and cause.
func (w *Writer) legacyError(o *goja.Object) error {
	name := o.Get("name")
	kind := wire.ErrorError
	if name != nil {
		kind = wire.ErrorKindOf(name.String())
	}
	message, hasMessage := w.c.ownData(o, "message")
	cause, hasCause := w.c.ownData(o, "cause")
	w.LegacyError(kind)
	if hasMessage {
		w.LegacyErrorPart(wire.PartMessage)
		if text, ok := message.(goja.String); ok {
			w.str(text)
		} else {
			w.String(message.String())
		}
	}
	if stack, ok := w.stack(o.Get("stack")).(goja.String); ok {
		w.LegacyErrorPart(wire.PartStack)
		w.str(stack)
	}
	if hasCause {
		w.LegacyErrorPart(wire.PartCause)
		if err := w.Value(cause); err != nil {
			return err
		}
	}
	w.LegacyErrorPart(wire.PartEnd)
	return nil
}
