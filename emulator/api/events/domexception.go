package events

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

// codes are the numbers of the names that the DOM had before names.
var codes = map[string]int{
	"IndexSizeError": 1, "HierarchyRequestError": 3, "WrongDocumentError": 4, "InvalidCharacterError": 5,
	"NoModificationAllowedError": 7, "NotFoundError": 8, "NotSupportedError": 9, "InUseAttributeError": 10,
	"InvalidStateError": 11, "SyntaxError": 12, "InvalidModificationError": 13, "NamespaceError": 14,
	"InvalidAccessError": 15, "TypeMismatchError": 17, "SecurityError": 18, "NetworkError": 19, "AbortError": 20,
	"URLMismatchError": 21, "QuotaExceededError": 22, "TimeoutError": 23, "InvalidNodeTypeError": 24,
	"DataCloneError": 25,
}

func domExceptionHost(iso *isolate.Isolate) *goja.Object {
	return iso.Object(map[string]func(goja.FunctionCall) goja.Value{
		"init": func(call goja.FunctionCall) goja.Value {
			initException(iso, call.Argument(0).(*goja.Object), call.Argument(1), call.Argument(2))
			return goja.Undefined()
		},
	})
}

// initException gives a new exception its properties, in workerd's order.
func initException(iso *isolate.Isolate, o *goja.Object, message, name goja.Value) {
	rt := iso.Runtime()
	stack := exceptionStack(o, message.String(), name.String())
	_ = o.Delete("stack")
	_ = o.Delete("message")
	readOnly := func(property string, v goja.Value) {
		_ = o.DefineDataProperty(property, v, goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_TRUE)
	}
	readOnly("code", rt.ToValue(codes[name.String()]))
	readOnly("name", name)
	readOnly("message", message)
	_ = o.DefineDataProperty("stack", rt.ToValue(stack), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE)
}

// exceptionStack puts the name and message, which were not known to the engine when it took
// the stack, in front of it.
func exceptionStack(o *goja.Object, message, name string) string {
	head := name
	if message != "" {
		head += ": " + message
	}
	stack := ""
	if v := o.Get("stack"); v != nil {
		stack = isolate.FormatStack(v.String())
	}
	if _, frames, ok := strings.Cut(stack, "\n"); ok {
		return head + "\n" + frames
	}
	return head
}
