package crypto

import (
	"fmt"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
)

// arguments are those of one call of a method of SubtleCrypto. Reading them runs user code and
// throws; everything read is a copy.
type arguments struct {
	s      *subtleCrypto
	call   goja.FunctionCall
	method string
	// size counts the bytes given.
	size int
}

func (a *arguments) fail(n int, expected string) {
	a.s.iso.TypeError(webidl.MsgArgument(a.method, "SubtleCrypto", n+1, expected))
}

func (a *arguments) text(n int) string { return webidl.String(a.s.iso, a.call.Argument(n)) }

func (a *arguments) boolean(n int) bool { return a.call.Argument(n).ToBoolean() }

func (a *arguments) buffer(n int) []byte {
	data, ok := webidl.Bytes(a.s.iso, a.call.Argument(n))
	if !ok {
		a.fail(n, "BufferSource")
	}
	return a.copy(data)
}

// copy never returns nil, so that an empty buffer is told from none.
func (a *arguments) copy(data []byte) []byte {
	a.size += len(data)
	return append([]byte{}, data...)
}

// strings are an array of strings.
func (a *arguments) strings(n int) []string {
	list, ok := a.list(a.call.Argument(n))
	if !ok {
		a.fail(n, "Array")
	}
	return list
}

func (a *arguments) list(v goja.Value) ([]string, bool) {
	o, ok := v.(*goja.Object)
	if !ok || o.ClassName() != "Array" {
		return nil, false
	}
	list := make([]string, 0, 4)
	for i := range int(o.Get("length").ToInteger()) {
		list = append(list, webidl.String(a.s.iso, get(o, fmt.Sprint(i))))
	}
	return list, true
}

// get is a property, undefined where there is none.
func get(o *goja.Object, name string) goja.Value {
	if v := o.Get(name); v != nil {
		return v
	}
	return goja.Undefined()
}

// algorithm is an algorithm identifier: a name or a dictionary of its parameters.
func (a *arguments) algorithm(n int, d *dictionary) *algorithm {
	return a.identifier(a.call.Argument(n), d)
}

func (a *arguments) identifier(v goja.Value, d *dictionary) *algorithm {
	if goja.IsUndefined(v) || goja.IsNull(v) {
		a.required(d.name)
	}
	o, ok := v.(*goja.Object)
	if !ok {
		return &algorithm{name: webidl.String(a.s.iso, v)}
	}
	alg := &algorithm{name: webidl.String(a.s.iso, get(o, "name"))}
	for _, f := range d.fields {
		if v := get(o, f.name); !goja.IsUndefined(v) {
			f.read(a, alg, v, func(expected string) {
				a.s.iso.TypeError(webidl.MsgField(d.name, f.name, expected))
			})
		}
	}
	return alg
}

// required throws for undefined and null in the place of a dictionary with required members.
func (a *arguments) required(dictionary string) {
	a.s.iso.TypeError(fmt.Sprintf(msgRequiredMembers, len(dictionary), dictionary))
}
