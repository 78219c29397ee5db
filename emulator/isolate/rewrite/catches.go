package rewrite

import (
	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
)

// CaughtName is the global that the code made by Catches calls with what was caught.
const CaughtName = "devdo:caught"

// Catches makes catch clauses show what they caught before they use it: the engine's errors
// have texts of their own, and programs know V8's.
func Catches(p *ast.Program) {
	w := &walker{change: func(e ast.Expression) ast.Expression { return e }, caught: showCaught}
	w.program(p)
}

func showCaught(c *ast.CatchStatement) {
	if c.Parameter == nil {
		return
	}
	at := c.Parameter.Idx0()
	if id, ok := c.Parameter.(*ast.Identifier); ok {
		c.Body.List = append([]ast.Statement{&ast.ExpressionStatement{Expression: callAt(CaughtName, at, at, id)}}, c.Body.List...)
		return
	}
	// A pattern takes its properties from what is shown.
	id := &ast.Identifier{Name: "devdo:error", Idx: at}
	shown := &ast.LexicalDeclaration{Idx: at, Token: token.LET, List: []*ast.Binding{{Target: c.Parameter, Initializer: callAt(CaughtName, at, at, id)}}}
	c.Parameter = id
	c.Body.List = append([]ast.Statement{shown}, c.Body.List...)
}

// caughtFunction shows errors to the isolate and gives them back.
func caughtFunction(show func(*goja.Object)) func(goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		v := call.Argument(0)
		if o, ok := v.(*goja.Object); ok {
			show(o)
		}
		return v
	}
}
