package rewrite

import (
	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
)

// Program runs all passes. What they make needs Install in the runtime that runs it.
func Program(p *ast.Program) {
	Appends(p)
	RegExps(p)
	Sizes(p)
	Stacks(p)
	Catches(p)
}

// Hooks are what rewritten code calls back.
type Hooks struct {
	// Format gives the engine's stacks the form that programs see.
	Format func(stack string) string
	// Caught sees what a program catches before the program does.
	Caught func(*goja.Object)
}

// Install defines the globals that rewritten code calls. No identifier can name them, and
// nothing lists them.
func Install(rt *goja.Runtime, hooks Hooks) error {
	global := rt.GlobalObject()
	for name, fn := range map[string]func(goja.FunctionCall) goja.Value{
		AppendName: NewAppender(rt).Append,
		RegExpName: NewConstructor(rt).Construct,
		SizeName:   checkSize(rt),
		StackName:  stackFormatter(rt, hooks.Format),
		CaughtName: caughtFunction(hooks.Caught),
	} {
		err := global.DefineDataProperty(name, rt.ToValue(fn), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE)
		if err != nil {
			return err
		}
	}
	return readBack(rt)
}
