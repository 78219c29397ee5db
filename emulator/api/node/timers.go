package node

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

type ownershipKey struct{}

// SetOwnership gives the check that the running code is that of an owner, which throws unless it
// is; kind names what is used; before any module is used, loop only.
func SetOwnership(i *isolate.Isolate, require func(owner isolate.Owner, kind string)) {
	i.SetValue(ownershipKey{}, require)
}

// heldOwner is the owner of an object, for JavaScript.
type heldOwner struct{ owner isolate.Owner }

// timersHost serves js/timers.js.
func timersHost(i *isolate.Isolate) *goja.Object {
	return i.Object(map[string]func(goja.FunctionCall) goja.Value{
		"owner": func(goja.FunctionCall) goja.Value { return i.Runtime().ToValue(&heldOwner{i.Current().Owner}) },
		// require throws unless the code that runs is that of the owner.
		"require": func(call goja.FunctionCall) goja.Value {
			if require, ok := i.Value(ownershipKey{}).(func(isolate.Owner, string)); ok {
				require(call.Argument(0).Export().(*heldOwner).owner, "IoContext")
			}
			return goja.Undefined()
		},
	})
}
