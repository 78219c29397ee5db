package node

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

// asyncHost serves js/async_hooks.js: the values that travel with asynchronous work.
func asyncHost(i *isolate.Isolate) *goja.Object {
	rt := i.Runtime()
	return i.Object(map[string]func(goja.FunctionCall) goja.Value{
		// get is the value under a key, or undefined; has tells that from none.
		"get": func(call goja.FunctionCall) goja.Value {
			if s := storeOf(i, call.Argument(0)); s != nil {
				return s.Value.(goja.Value)
			}
			return goja.Undefined()
		},
		"has": func(call goja.FunctionCall) goja.Value { return rt.ToValue(storeOf(i, call.Argument(0)) != nil) },
		// run calls fn with a value under a key, or with none where there is no third argument.
		"run": func(call goja.FunctionCall) goja.Value {
			stores := without(i.Current().Stores, call.Argument(0))
			if len(call.Arguments) > 2 {
				stores = &isolate.Stores{Key: call.Argument(0), Value: call.Argument(2), Next: stores}
			}
			return within(i, stores, call.Argument(1))
		},
		// snapshot takes the values of now; restore calls a function with them.
		"snapshot": func(goja.FunctionCall) goja.Value {
			taken := &snapshot{stores: i.Current().Stores}
			if i.Flag("bind_asynclocalstorage_snapshot_to_request") {
				taken.owner = i.Current().Owner
			}
			return rt.ToValue(taken)
		},
		"restore": func(call goja.FunctionCall) goja.Value {
			taken := call.Argument(0).Export().(*snapshot)
			if taken.owner != nil && taken.owner != i.Current().Owner {
				i.Throw("Error", msgOtherRequest)
			}
			return within(i, taken.stores, call.Argument(1))
		},
	})
}

const msgOtherRequest = "Cannot call this AsyncLocalStorage bound function outside of the request in which it was created."

// snapshot holds the values of some moment for JavaScript. One that was taken in an event belongs
// to that event, its owner; owner is nil for one that all may use.
type snapshot struct {
	stores *isolate.Stores
	owner  isolate.Owner
}

func storeOf(i *isolate.Isolate, key goja.Value) *isolate.Stores {
	for s := i.Current().Stores; s != nil; s = s.Next {
		if k, ok := s.Key.(goja.Value); ok && k.SameAs(key) {
			return s
		}
	}
	return nil
}

// without leaves a key out, so that values that are replaced again and again do not pile up.
func without(s *isolate.Stores, key goja.Value) *isolate.Stores {
	if s == nil {
		return nil
	}
	if k, ok := s.Key.(goja.Value); ok && k.SameAs(key) {
		return s.Next
	}
	rest := without(s.Next, key)
	if rest == s.Next {
		return s
	}
	return &isolate.Stores{Key: s.Key, Value: s.Value, Next: rest}
}

// within calls fn with other values in force.
func within(i *isolate.Isolate, stores *isolate.Stores, fn goja.Value) goja.Value {
	saved := i.Current().Stores
	i.SetStores(stores)
	defer i.SetStores(saved)
	call, _ := goja.AssertFunction(fn)
	return isolate.Must(call(goja.Undefined()))
}
