package isolate

import "github.com/dop251/goja"

// NewError makes an Error object of one of the built-in classes ("Error", "TypeError",
// "RangeError", …) with the given message; loop only.
func (i *Isolate) NewError(class, message string) *goja.Object {
	ctor := i.intrinsic(class)
	o, err := i.rt.New(ctor, i.rt.ToValue(message))
	if err != nil {
		panic(err)
	}
	return o
}

// Throw throws such an error into the JavaScript that called Go. It does not return.
func (i *Isolate) Throw(class, message string) {
	panic(i.NewError(class, message))
}

// TypeError throws a TypeError.
func (i *Isolate) TypeError(message string) { i.Throw("TypeError", message) }

type intrinsicKey string

// intrinsic is a built-in constructor as it was before user code could replace it.
func (i *Isolate) intrinsic(name string) goja.Value {
	key := intrinsicKey(name)
	if v, ok := i.values[key].(goja.Value); ok {
		return v
	}
	v := i.rt.Get(name)
	i.values[key] = v
	return v
}

// NewDOMException makes a DOMException; a module named "events" exports the class.
func (i *Isolate) NewDOMException(name, message string) *goja.Object {
	o, err := i.rt.New(i.Use("domexception").Get("DOMException"), i.rt.ToValue(message), i.rt.ToValue(name))
	if err != nil {
		panic(err)
	}
	return o
}

// Rejected is a promise rejected with reason.
func (i *Isolate) Rejected(reason goja.Value) goja.Value {
	p, _, reject := i.rt.NewPromise()
	_ = reject(reason)
	return i.rt.ToValue(p)
}

// Resolved is a promise resolved with v.
func (i *Isolate) Resolved(v goja.Value) goja.Value {
	p, resolve, _ := i.rt.NewPromise()
	_ = resolve(v)
	return i.rt.ToValue(p)
}

// Must returns v, or throws err on into the JavaScript that called Go: exceptions keep their
// value, an interruption keeps unwinding.
func Must(v goja.Value, err error) goja.Value {
	if err != nil {
		panic(err)
	}
	return v
}
