package node

import (
	"math"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/console"
	"github.com/devdo/devdo/emulator/isolate"
)

// inspectHost serves js/internal/inspect.js.
func inspectHost(i *isolate.Isolate) *goja.Object {
	return i.Object(map[string]func(goja.FunctionCall) goja.Value{
		"inspect": func(call goja.FunctionCall) goja.Value {
			depth := call.Argument(1).ToFloat()
			o := console.Options{Depth: int(math.Min(depth, console.Unlimited)), Colors: call.Argument(2).ToBoolean(), Raw: call.Argument(3).ToBoolean()}
			return i.Runtime().ToValue(console.Inspect(i, call.Argument(0), o))
		},
	})
}
