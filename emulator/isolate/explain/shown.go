package explain

import (
	"strings"

	"github.com/dop251/goja/ast"
)

const intermediate = "(intermediate value)"

// shown writes an expression as V8 does in its errors.
func shown(e ast.Expression) string {
	switch e := e.(type) {
	case *ast.Identifier:
		return e.Name.String()
	case *ast.ThisExpression:
		return "this"
	case *ast.DotExpression:
		return shown(e.Left) + dot(e.Left) + e.Identifier.Name.String()
	case *ast.PrivateDotExpression:
		return shown(e.Left) + dot(e.Left) + "#" + e.Identifier.Name.String()
	case *ast.BracketExpression:
		if key, ok := e.Member.(*ast.StringLiteral); ok {
			return shown(e.Left) + dot(e.Left) + key.Value.String()
		}
		return shown(e.Left) + "[" + shown(e.Member) + "]"
	case *ast.CallExpression:
		return shown(e.Callee) + "(...)"
	case *ast.Optional:
		return shown(e.Expression)
	case *ast.OptionalChain:
		return shown(e.Expression)
	case *ast.AssignExpression:
		return shown(e.Left)
	case *ast.BinaryExpression:
		return "(" + shown(e.Left) + " " + e.Operator.String() + " " + shown(e.Right) + ")"
	case *ast.UnaryExpression:
		return "(" + e.Operator.String() + shown(e.Operand) + ")"
	case *ast.SequenceExpression:
		parts := make([]string, len(e.Sequence))
		for i, part := range e.Sequence {
			parts[i] = shown(part)
		}
		return "(" + strings.Join(parts, " , ") + ")"
	case *ast.ConditionalExpression:
		return strings.Repeat(intermediate, 3)
	}
	return literal(e)
}

// dot is what stands before a member.
func dot(left ast.Expression) string {
	if _, optional := left.(*ast.Optional); optional {
		return "?."
	}
	return "."
}

func literal(e ast.Expression) string {
	switch e := e.(type) {
	case *ast.StringLiteral:
		return `"` + e.Value.String() + `"`
	case *ast.NumberLiteral:
		return e.Literal
	case *ast.BooleanLiteral:
		return e.Literal
	case *ast.NullLiteral:
		return "null"
	case *ast.RegExpLiteral:
		return e.Literal
	case *ast.ArrayLiteral:
		items := make([]string, len(e.Value))
		for i, item := range e.Value {
			if item != nil {
				items[i] = shown(item)
			}
		}
		return "[" + strings.Join(items, ",") + "]"
	}
	return intermediate
}
