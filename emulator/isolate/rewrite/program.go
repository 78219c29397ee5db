package rewrite

import (
	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
)

// Program runs all passes. What they make needs Install in the runtime that runs it.
func Program(p *ast.Program) {
	Appends(p)
	RegExps(p)
}

// Install defines the globals that rewritten code calls. No identifier can name them, and
// nothing lists them.
func Install(rt *goja.Runtime) error {
	global := rt.GlobalObject()
	for name, fn := range map[string]func(goja.FunctionCall) goja.Value{
		AppendName: NewAppender(rt).Append,
		RegExpName: NewConstructor(rt).Construct,
	} {
		err := global.DefineDataProperty(name, rt.ToValue(fn), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE)
		if err != nil {
			return err
		}
	}
	return nil
}
