package rewrite

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
)

// walker visits every expression of a program, children before parents, and puts what change
// returns in its place.
type walker struct {
	change func(ast.Expression) ast.Expression
	// field sees class fields; may be nil.
	field func(*ast.FieldDefinition)
	// caught sees the catch clauses of try statements; may be nil.
	caught func(*ast.CatchStatement)
}

func (w *walker) program(p *ast.Program) { w.statements(p.Body) }

func (w *walker) statements(list []ast.Statement) {
	for _, s := range list {
		w.statement(s)
	}
}

func (w *walker) statement(s ast.Statement) {
	switch s := s.(type) {
	case *ast.BlockStatement:
		w.block(s)
	case *ast.ExpressionStatement:
		w.expression(&s.Expression)
	case *ast.IfStatement:
		w.expression(&s.Test)
		w.statement(s.Consequent)
		w.statement(s.Alternate)
	case *ast.ReturnStatement:
		w.expression(&s.Argument)
	case *ast.ThrowStatement:
		w.expression(&s.Argument)
	case *ast.VariableStatement:
		w.bindings(s.List)
	case *ast.LexicalDeclaration:
		w.bindings(s.List)
	case *ast.FunctionDeclaration:
		w.function(s.Function)
	case *ast.ClassDeclaration:
		w.class(s.Class)
	case *ast.LabelledStatement:
		w.statement(s.Statement)
	case *ast.SwitchStatement:
		w.expression(&s.Discriminant)
		for _, c := range s.Body {
			w.expression(&c.Test)
			w.statements(c.Consequent)
		}
	case *ast.TryStatement:
		w.block(s.Body)
		if s.Catch != nil {
			w.target(s.Catch.Parameter)
			w.block(s.Catch.Body)
			if w.caught != nil {
				w.caught(s.Catch)
			}
		}
		w.block(s.Finally)
	case *ast.WithStatement:
		w.expression(&s.Object)
		w.statement(s.Body)
	default:
		w.loop(s)
	}
}

func (w *walker) loop(s ast.Statement) {
	switch s := s.(type) {
	case *ast.ForStatement:
		w.forInitializer(s.Initializer)
		w.expression(&s.Test)
		w.expression(&s.Update)
		w.statement(s.Body)
	case *ast.ForInStatement:
		w.forInto(s.Into)
		w.expression(&s.Source)
		w.statement(s.Body)
	case *ast.ForOfStatement:
		w.forInto(s.Into)
		w.expression(&s.Source)
		w.statement(s.Body)
	case *ast.WhileStatement:
		w.expression(&s.Test)
		w.statement(s.Body)
	case *ast.DoWhileStatement:
		w.statement(s.Body)
		w.expression(&s.Test)
	}
}

func (w *walker) forInitializer(init ast.ForLoopInitializer) {
	switch init := init.(type) {
	case *ast.ForLoopInitializerExpression:
		w.expression(&init.Expression)
	case *ast.ForLoopInitializerVarDeclList:
		w.bindings(init.List)
	case *ast.ForLoopInitializerLexicalDecl:
		w.bindings(init.LexicalDeclaration.List)
	}
}

func (w *walker) forInto(into ast.ForInto) {
	switch into := into.(type) {
	case *ast.ForIntoVar:
		w.binding(into.Binding)
	case *ast.ForDeclaration:
		w.target(into.Target)
	case *ast.ForIntoExpression:
		w.reference(into.Expression)
	}
}

func (w *walker) block(b *ast.BlockStatement) {
	if b != nil {
		w.statements(b.List)
	}
}

func (w *walker) bindings(list []*ast.Binding) {
	for _, b := range list {
		w.binding(b)
	}
}

func (w *walker) binding(b *ast.Binding) {
	w.target(b.Target)
	w.expression(&b.Initializer)
	w.change(b)
}

// target visits the expressions inside of a pattern, but not what is assigned to.
func (w *walker) target(t ast.Expression) {
	switch t := t.(type) {
	case *ast.ObjectPattern:
		w.targetProperties(t.Properties)
		w.target(t.Rest)
	case *ast.ArrayPattern:
		for _, e := range t.Elements {
			w.target(e)
		}
		w.target(t.Rest)
	case *ast.AssignExpression:
		w.target(t.Left)
		w.expression(&t.Right)
	case *ast.Binding:
		w.binding(t)
	case nil:
	default:
		w.reference(t)
	}
}

func (w *walker) targetProperties(list []ast.Property) {
	for _, p := range list {
		switch p := p.(type) {
		case *ast.PropertyShort:
			w.expression(&p.Initializer)
		case *ast.PropertyKeyed:
			if p.Computed {
				w.expression(&p.Key)
			}
			w.target(p.Value)
		}
	}
}

// reference visits what is inside of an expression that must stay what it is: it is assigned
// to, deleted, or called with its object.
func (w *walker) reference(e ast.Expression) {
	if e != nil {
		w.children(e)
	}
}

func (w *walker) expressions(list []ast.Expression) {
	for i := range list {
		w.expression(&list[i])
	}
}

func (w *walker) properties(list []ast.Property) {
	for _, p := range list {
		switch p := p.(type) {
		case *ast.PropertyShort:
			w.expression(&p.Initializer)
		case *ast.PropertyKeyed:
			if p.Computed {
				w.expression(&p.Key)
			}
			w.expression(&p.Value)
			w.change(p)
		case *ast.SpreadElement:
			w.expression(&p.Expression)
		}
	}
}

func (w *walker) function(f *ast.FunctionLiteral) {
	w.parameters(f.ParameterList)
	w.block(f.Body)
}

func (w *walker) parameters(p *ast.ParameterList) {
	if p != nil {
		w.bindings(p.List)
		w.target(p.Rest)
	}
}

func (w *walker) class(c *ast.ClassLiteral) {
	w.expression(&c.SuperClass)
	for _, e := range c.Body {
		switch e := e.(type) {
		case *ast.FieldDefinition:
			if e.Computed {
				w.expression(&e.Key)
			}
			w.expression(&e.Initializer)
			if w.field != nil {
				w.field(e)
			}
		case *ast.MethodDefinition:
			if e.Computed {
				w.expression(&e.Key)
			}
			w.function(e.Body)
		case *ast.ClassStaticBlock:
			w.block(e.Block)
		}
	}
}

func (w *walker) expression(slot *ast.Expression) {
	if *slot == nil {
		return
	}
	w.children(*slot)
	*slot = w.change(*slot)
}

func (w *walker) children(e ast.Expression) {
	switch e := e.(type) {
	case *ast.AssignExpression:
		w.target(e.Left)
		w.expression(&e.Right)
	case *ast.BinaryExpression:
		w.expression(&e.Left)
		w.expression(&e.Right)
	case *ast.BracketExpression:
		w.expression(&e.Left)
		w.expression(&e.Member)
	case *ast.CallExpression:
		w.callee(&e.Callee)
		w.expressions(e.ArgumentList)
	case *ast.NewExpression:
		w.expression(&e.Callee)
		w.expressions(e.ArgumentList)
	case *ast.ConditionalExpression:
		w.expression(&e.Test)
		w.expression(&e.Consequent)
		w.expression(&e.Alternate)
	case *ast.DotExpression:
		w.expression(&e.Left)
	case *ast.PrivateDotExpression:
		w.expression(&e.Left)
	case *ast.OptionalChain:
		w.chain(e.Expression)
	case *ast.SequenceExpression:
		w.expressions(e.Sequence)
	case *ast.UnaryExpression:
		w.operand(e)
	case *ast.YieldExpression:
		w.expression(&e.Argument)
	case *ast.AwaitExpression:
		w.expression(&e.Argument)
	case *ast.SpreadElement:
		w.expression(&e.Expression)
	case *ast.TemplateLiteral:
		w.callee(&e.Tag)
		w.expressions(e.Expressions)
	default:
		w.literal(e)
	}
}

// chain visits an optional chain, of which no link may be replaced: it ends early from within.
func (w *walker) chain(e ast.Expression) {
	switch e := e.(type) {
	case *ast.DotExpression:
		w.chain(e.Left)
	case *ast.PrivateDotExpression:
		w.chain(e.Left)
	case *ast.BracketExpression:
		w.chain(e.Left)
		w.expression(&e.Member)
	case *ast.CallExpression:
		w.chain(e.Callee)
		w.expressions(e.ArgumentList)
	case *ast.Optional:
		w.callee(&e.Expression)
	default:
		w.reference(e)
	}
}

// callee visits what is called: a member of an object has to stay one.
func (w *walker) callee(slot *ast.Expression) {
	switch e := (*slot).(type) {
	case *ast.DotExpression, *ast.BracketExpression, *ast.PrivateDotExpression, *ast.OptionalChain, *ast.Optional:
		w.reference(e)
	default:
		w.expression(slot)
	}
}

func (w *walker) operand(e *ast.UnaryExpression) {
	switch e.Operator {
	case token.INCREMENT, token.DECREMENT, token.DELETE:
		w.reference(e.Operand)
	default:
		w.expression(&e.Operand)
	}
}

func (w *walker) literal(e ast.Expression) {
	switch e := e.(type) {
	case *ast.ArrayLiteral:
		w.expressions(e.Value)
	case *ast.ObjectLiteral:
		w.properties(e.Value)
	case *ast.FunctionLiteral:
		w.function(e)
	case *ast.ClassLiteral:
		w.class(e)
	case *ast.ArrowFunctionLiteral:
		w.parameters(e.ParameterList)
		switch body := e.Body.(type) {
		case *ast.BlockStatement:
			w.block(body)
		case *ast.ExpressionBody:
			w.expression(&body.Expression)
		}
	case *ast.ObjectPattern, *ast.ArrayPattern:
		w.target(e)
	case *ast.Binding:
		w.binding(e)
	}
}
