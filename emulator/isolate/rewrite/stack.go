package rewrite

import (
	"strings"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
)

// StackName is the global that the code made by Stacks calls.
const StackName = "devdo:stack"

// Stacks makes calls of `e.stack` where its value is read: the engine's stacks have a form of
// their own, and libraries that read them know V8's.
func Stacks(p *ast.Program) {
	(&walker{change: func(e ast.Expression) ast.Expression {
		read := e
		if chain, ok := e.(*ast.OptionalChain); ok {
			read = chain.Expression
		}
		dot, ok := read.(*ast.DotExpression)
		if !ok || dot.Identifier.Name != "stack" {
			return e
		}
		return callAt(StackName, dot.Identifier.Idx, dot.Identifier.Idx+5, e)
	}}).program(p)
}

// stackFormatter gives stacks of the engine's form another one and leaves all else alone.
func stackFormatter(rt *goja.Runtime, format func(string) string) func(goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		v := call.Argument(0)
		if _, ok := v.(goja.String); !ok {
			return v
		}
		if s := v.String(); strings.Contains(s, "\n\tat ") {
			return rt.ToValue(format(s))
		}
		return v
	}
}
