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
}

// Install defines the globals that rewritten code calls. No identifier can name them, and
// nothing lists them. format gives the engine's stacks the form that programs see.
func Install(rt *goja.Runtime, format func(stack string) string) error {
	global := rt.GlobalObject()
	for name, fn := range map[string]func(goja.FunctionCall) goja.Value{
		AppendName: NewAppender(rt).Append,
		RegExpName: NewConstructor(rt).Construct,
		SizeName:   checkSize(rt),
		StackName:  stackFormatter(rt, format),
	} {
		err := global.DefineDataProperty(name, rt.ToValue(fn), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE)
		if err != nil {
			return err
		}
	}
	return readBack(rt)
}
