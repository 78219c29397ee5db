package isolate

import (
	"reflect"

	"github.com/dop251/goja"
)

// unwind makes the engine fit for the next turn after an interruption. goja does so itself where
// the interruption hit the body of a turn, but in a microtask it leaves the task's frames on its
// stacks: the interruption would last for ever, and no microtask would run any more. There is no
// way to clear them through its API. It reports false where the engine is not as expected.
func unwind(rt *goja.Runtime) (ok bool) {
	defer func() { ok = recover() == nil }()
	engine := reflect.ValueOf(rt).Elem()
	vm := hidden(engine, "vm").Elem()
	for _, stack := range []string{"callStack", "tryStack", "iterStack", "refStack"} {
		hidden(vm, stack).SetZero()
	}
	for _, name := range []string{"prg", "pc", "sp", "args", "privEnv", "newTarget", "result", "curAsyncRunner"} {
		hidden(vm, name).SetZero()
	}
	hidden(vm, "sb").SetInt(-1)
	hidden(vm, "stash").Set(hidden(hidden(engine, "global"), "stash").Addr())
	hidden(engine, "jobQueue").SetZero()
	hidden(engine, "toStringStack").SetZero()
	rt.ClearInterrupt()
	return true
}

// hidden is an unexported field, to be set.
func hidden(v reflect.Value, name string) reflect.Value {
	field := v.FieldByName(name)
	return reflect.NewAt(field.Type(), field.Addr().UnsafePointer()).Elem()
}
