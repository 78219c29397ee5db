package clone

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/clone/wire"
)

// host reads a host object. As in workerd nothing inside it can refer to it.
func (r *Reader) host() goja.Value {
	id := r.reserve()
	tag := r.Uint32()
	if r.Err() != nil {
		return goja.Undefined()
	}
	if tag == wire.HostNativeError {
		return r.enhancedError(id)
	}
	if r.opts.Host == nil {
		r.Fail("unknown host object %d", tag)
		return goja.Undefined()
	}
	v, err := r.opts.Host.ReadHost(tag, r)
	if err != nil {
		r.Abort(err)
	}
	o, ok := v.(*goja.Object)
	if !ok {
		r.Fail("unknown host object %d", tag)
		return goja.Undefined()
	}
	r.objects[id].object = o
	return o
}

func (r *Reader) enhancedError(id int) goja.Value {
	kind := wire.ErrorKind(r.Uint32())
	var name goja.Value
	if kind == wire.ErrorOther {
		name = r.value()
	}
	message := r.value()
	if r.Err() != nil {
		return goja.Undefined()
	}
	if _, ok := message.(goja.String); !ok {
		r.Abort(r.c.throw(r.opts, dataCloneError, msgErrorMessage))
		return goja.Undefined()
	}
	e := r.newError(kind, message)
	if e == nil {
		return goja.Undefined()
	}
	if name == nil {
		name = r.missingName(kind)
	}
	if name != nil {
		r.set(e, "name", name)
	}
	r.errorProperties(e)
	r.objects[id].object = e
	return e
}

// newError makes an error of the class, or of Error if the engine lacks the class.
func (r *Reader) newError(kind wire.ErrorKind, message goja.Value) *goja.Object {
	class := r.c.newError[wire.ErrorKindOf(kind.Constructor())]
	made := class
	// The constructors of these take other things first.
	if class == nil || kind == wire.ErrorAggregate || kind == wire.ErrorSuppressed {
		made = r.c.newError[wire.ErrorError]
	}
	e, err := r.c.rt.New(made, message)
	if err == nil && class != nil && class != made {
		err = e.SetPrototype(object(class, "prototype"))
	}
	if err != nil {
		r.Abort(err)
		return nil
	}
	return e
}

// missingName keeps the name of an error whose class the engine lacks.
func (r *Reader) missingName(kind wire.ErrorKind) goja.Value {
	if name := kind.Constructor(); r.c.newError[wire.ErrorKindOf(name)] == nil {
		return r.c.rt.ToValue(name)
	}
	return nil
}

func (r *Reader) errorProperties(e *goja.Object) {
	from, ok := r.value().(*goja.Object)
	if r.Err() != nil {
		return
	}
	if !ok {
		r.Fail("error without properties")
		return
	}
	for _, key := range from.Keys() {
		if key == "stack" {
			r.setStack(e, from.Get(key))
			continue
		}
		r.set(e, key, from.Get(key))
	}
}

// setStack gives an error its stack. Of a stored error it shows among the properties, of one that
// came by RPC it does not.
func (r *Reader) setStack(e *goja.Object, stack goja.Value) {
	if r.opts.FreshStacks {
		return
	}
	if err := e.DefineDataProperty("stack", stack, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.ToFlag(r.opts.Mode != RPC)); err != nil {
		r.Abort(err)
	}
}

// legacyError reads parts in any order.
func (r *Reader) legacyError() goja.Value {
	id := r.reserve()
	kind := wire.ErrorError
	var parts struct{ message, cause, stack goja.Value }
	for end := false; !end; {
		switch r.LegacyErrorPart(&kind) {
		case wire.PartMessage:
			parts.message = r.str()
		case wire.PartCause:
			parts.cause = r.value()
		case wire.PartStack:
			parts.stack = r.str()
		default:
			end = true
		}
	}
	if r.Err() != nil {
		return goja.Undefined()
	}
	message := goja.Undefined()
	if parts.message != nil {
		message = parts.message
	}
	e := r.newError(kind, message)
	if e == nil {
		return goja.Undefined()
	}
	hide := func(name string, v goja.Value) {
		if err := e.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
			r.Abort(err)
		}
	}
	if parts.stack != nil {
		hide("stack", parts.stack)
	}
	if parts.cause != nil {
		hide("cause", parts.cause)
	}
	r.objects[id].object = e
	return e
}
