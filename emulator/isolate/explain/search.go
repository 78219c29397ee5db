package explain

import (
	"reflect"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/token"
)

// search looks for what stands at a place.
type search struct {
	at    Place
	trees func() []*ast.Program
}

// kind says what a node is for errors of one kind, and where they are placed; nil if nothing.
type kind func(n any) (found any, at file.Idx)

// find gives the first node of one of the kinds at the place, those of earlier kinds first.
func (s search) find(kinds ...kind) any {
	best, found := len(kinds), any(nil)
	for _, tree := range s.trees() {
		visit(reflect.ValueOf(tree.Body), func(n any) {
			for k := 0; k < best; k++ {
				f, idx := kinds[k](n)
				if f == nil {
					continue
				}
				p := tree.File.Position(int(idx) - tree.File.Base())
				if p.Line == s.at.Line && p.Column == s.at.Column && p.Filename == s.at.File {
					best, found = k, f
				}
			}
		})
	}
	return found
}

// visit calls fn for every node of a tree, parents first.
func visit(v reflect.Value, fn func(any)) {
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			visit(v.Elem(), fn)
		}
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
		fn(v.Interface())
		visit(v.Elem(), fn)
	case reflect.Slice:
		if k := v.Type().Elem().Kind(); k != reflect.Interface && k != reflect.Pointer {
			return
		}
		for i := range v.Len() {
			visit(v.Index(i), fn)
		}
	case reflect.Struct:
		if v.Type().PkgPath() != astPackage {
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).Name != "DeclarationList" { // what the body has
				visit(v.Field(i), fn)
			}
		}
	}
}

var astPackage = reflect.TypeFor[ast.Program]().PkgPath()

func calls(n any) (any, file.Idx) {
	switch n := n.(type) {
	case *ast.CallExpression:
		return n, n.LeftParenthesis
	case *ast.TemplateLiteral:
		if n.Tag != nil {
			return n, n.Tag.Idx0()
		}
	}
	return nil, 0
}

func constructions(n any) (any, file.Idx) {
	if n, ok := n.(*ast.NewExpression); ok {
		return n, n.New
	}
	return nil, 0
}

func relations(n any) (any, file.Idx) {
	if n, ok := n.(*ast.BinaryExpression); ok && (n.Operator == token.IN || n.Operator == token.INSTANCEOF) {
		return n, n.Idx0()
	}
	return nil, 0
}

func assignments(n any) (any, file.Idx) {
	a, ok := n.(*ast.AssignExpression)
	if !ok {
		return nil, 0
	}
	switch left := a.Left.(type) {
	case *ast.DotExpression:
		return left, left.Identifier.Idx
	case *ast.BracketExpression:
		return left, left.LeftBracket
	}
	return nil, 0
}

func identifiers(n any) (any, file.Idx) {
	if n, ok := n.(*ast.Identifier); ok {
		return n, n.Idx
	}
	return nil, 0
}

// iterated is what an iteration goes over.
type iterated struct {
	ast.Expression
	destructured bool // by a pattern of elements
}

func iterations(n any) (any, file.Idx) {
	switch n := n.(type) {
	case *ast.SpreadElement:
		return iterated{n.Expression, false}, n.Expression.Idx0()
	case *ast.ForOfStatement:
		return iterated{n.Source, false}, n.Source.Idx0()
	case *ast.Binding:
		if _, ok := n.Target.(*ast.ArrayPattern); ok && n.Initializer != nil {
			return iterated{n.Initializer, true}, n.Initializer.Idx0()
		}
	case *ast.AssignExpression:
		if _, ok := n.Left.(*ast.ArrayPattern); ok {
			return iterated{n.Right, true}, n.Right.Idx0()
		}
	}
	return nil, 0
}

// destructured is a pattern of properties and what it takes them from, if that is written.
type destructured struct {
	*ast.ObjectPattern
	from ast.Expression
}

func destructurings(n any) (any, file.Idx) {
	switch n := n.(type) {
	case *ast.Binding:
		if p, ok := n.Target.(*ast.ObjectPattern); ok {
			if n.Initializer != nil {
				return destructured{p, n.Initializer}, n.Initializer.Idx0()
			}
			return destructured{p, nil}, p.LeftBrace
		}
	case *ast.AssignExpression:
		if p, ok := n.Left.(*ast.ObjectPattern); ok {
			return destructured{p, n.Right}, n.Right.Idx0()
		}
	}
	return nil, 0
}
