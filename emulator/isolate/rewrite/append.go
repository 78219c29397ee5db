package rewrite

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/token"
	"github.com/dop251/goja/unistring"
)

// AppendName is the global that the code made by Appends calls. No program can name it.
const AppendName = "devdo:append"

// Appends makes calls of `s += x`, where s is plausibly a string, and of `s = s + x`: building
// a long string piece by piece copies all of it each time in goja, and the function called (see
// Buffers) does not. A wrong guess costs 0.1 µs and changes nothing.
func Appends(p *ast.Program) {
	a := &appends{strings: map[unistring.String]bool{}}
	(&walker{change: a.collect, field: a.collectField}).program(p)
	(&walker{change: a.change}).program(p)
}

// appends knows the names of variables and properties that are somewhere given a string.
type appends struct {
	strings map[unistring.String]bool
}

func (a *appends) collect(e ast.Expression) ast.Expression {
	switch e := e.(type) {
	case *ast.Binding:
		if isText(e.Initializer) {
			a.note(e.Target)
		}
	case *ast.AssignExpression:
		if e.Operator == token.ASSIGN && isText(e.Right) {
			a.note(e.Left)
		}
	case *ast.PropertyKeyed:
		if isText(e.Value) {
			if key, ok := e.Key.(*ast.StringLiteral); ok {
				a.strings[key.Value] = true
			}
		}
	}
	return e
}

func (a *appends) collectField(f *ast.FieldDefinition) {
	if !isText(f.Initializer) {
		return
	}
	switch key := f.Key.(type) {
	case *ast.StringLiteral:
		a.strings[key.Value] = true
	case *ast.PrivateIdentifier:
		a.strings["#"+key.Name] = true
	}
}

func (a *appends) note(target ast.Expression) {
	if name, ok := targetName(target); ok {
		a.strings[name] = true
	}
}

// targetName is the name of a variable or property; private ones begin with #.
func targetName(e ast.Expression) (unistring.String, bool) {
	switch e := e.(type) {
	case *ast.Identifier:
		return e.Name, true
	case *ast.DotExpression:
		return e.Identifier.Name, true
	case *ast.PrivateDotExpression:
		return "#" + e.Identifier.Name, true
	}
	return "", false
}

// textMethods give strings.
var textMethods = map[unistring.String]bool{
	"join": true, "padEnd": true, "padStart": true, "repeat": true, "toLowerCase": true, "toString": true, "toUpperCase": true, "trim": true,
}

// isText reports whether an expression is as good as certainly a string.
func isText(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.CallExpression:
		switch callee := e.Callee.(type) {
		case *ast.Identifier:
			return callee.Name == "String"
		case *ast.DotExpression:
			return textMethods[callee.Identifier.Name]
		}
	case *ast.StringLiteral:
		return true
	case *ast.TemplateLiteral:
		return e.Tag == nil
	case *ast.BinaryExpression:
		return e.Operator == token.PLUS && (isText(e.Left) || isText(e.Right))
	}
	return false
}

func (a *appends) change(e ast.Expression) ast.Expression {
	assign, ok := e.(*ast.AssignExpression)
	if !ok {
		return e
	}
	name, ok := targetName(assign.Left)
	if !ok || !repeatable(assign.Left) {
		return e
	}
	switch assign.Operator {
	case token.PLUS:
		if a.strings[name] || isText(assign.Right) {
			assign.Operator = token.ASSIGN
			assign.Right = call(assign.Left, assign.Right)
		}
	case token.ASSIGN:
		if a.strings[name] {
			assign.Right = a.leftmost(assign.Left, assign.Right)
		}
	}
	return e
}

// repeatable reports whether evaluating a target twice does no more than evaluating it once:
// `s += x` reads and writes through the same reference.
func repeatable(target ast.Expression) bool {
	var object ast.Expression
	switch t := target.(type) {
	case *ast.Identifier:
		return true
	case *ast.DotExpression:
		object = t.Left
	case *ast.PrivateDotExpression:
		object = t.Left
	}
	switch object.(type) {
	case *ast.Identifier, *ast.ThisExpression:
		return true
	}
	return false
}

// leftmost makes calls of the additions in `s + a + b`, where s is the target.
func (a *appends) leftmost(target, e ast.Expression) ast.Expression {
	sum, ok := e.(*ast.BinaryExpression)
	if !ok || sum.Operator != token.PLUS {
		return e
	}
	if same(target, sum.Left) {
		return call(sum.Left, sum.Right)
	}
	left := a.leftmost(target, sum.Left)
	if left == sum.Left {
		return e
	}
	return call(left, sum.Right)
}

// same reports whether two expressions read the same repeatable target.
func same(a, b ast.Expression) bool {
	switch a := a.(type) {
	case *ast.Identifier:
		b, ok := b.(*ast.Identifier)
		return ok && a.Name == b.Name
	case *ast.ThisExpression:
		_, ok := b.(*ast.ThisExpression)
		return ok
	case *ast.DotExpression:
		b, ok := b.(*ast.DotExpression)
		return ok && a.Identifier.Name == b.Identifier.Name && same(a.Left, b.Left)
	case *ast.PrivateDotExpression:
		b, ok := b.(*ast.PrivateDotExpression)
		return ok && a.Identifier.Name == b.Identifier.Name && same(a.Left, b.Left)
	}
	return false
}

func call(left, right ast.Expression) ast.Expression {
	return callAt(AppendName, left.Idx0(), right.Idx1(), left, right)
}

func callAt(name string, from, to file.Idx, args ...ast.Expression) ast.Expression {
	return &ast.CallExpression{
		Callee:           &ast.Identifier{Name: unistring.String(name), Idx: from},
		LeftParenthesis:  from,
		ArgumentList:     args,
		RightParenthesis: to,
	}
}
