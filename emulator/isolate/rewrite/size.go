package rewrite

import (
	"strconv"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
)

// SizeName is the global that the code made by Sizes calls.
const SizeName = "devdo:size"

// maxBuffer is the most bytes that a buffer may have; a Worker has 128 MB in all.
const maxBuffer = 1 << 31

// elementSize is the bytes of an element, by class.
var elementSize = map[string]int{
	"ArrayBuffer": 1, "Int8Array": 1, "Uint8Array": 1, "Uint8ClampedArray": 1, "Int16Array": 2, "Uint16Array": 2,
	"Int32Array": 4, "Uint32Array": 4, "Float32Array": 4, "Float64Array": 8, "BigInt64Array": 8, "BigUint64Array": 8,
}

// Sizes checks the size of `new Uint8Array(n)` and its like: memory that there is not ends the
// process.
func Sizes(p *ast.Program) {
	(&walker{change: func(e ast.Expression) ast.Expression {
		construct, ok := e.(*ast.NewExpression)
		if !ok || len(construct.ArgumentList) != 1 {
			return e
		}
		id, ok := construct.Callee.(*ast.Identifier)
		size := 0
		if ok {
			size = elementSize[id.Name.String()]
		}
		if size == 0 || isSmall(construct.ArgumentList[0]) {
			return e
		}
		arg := construct.ArgumentList[0]
		bytes := &ast.NumberLiteral{Idx: arg.Idx0(), Literal: strconv.Itoa(size), Value: int64(size)}
		construct.ArgumentList[0] = callAt(SizeName, arg.Idx0(), arg.Idx1(), arg, bytes)
		return e
	}}).program(p)
}

// isSmall is for arguments that need no check.
func isSmall(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.NumberLiteral:
		n, ok := e.Value.(int64)
		return ok && n < maxBuffer/8
	case *ast.ArrayLiteral, *ast.SpreadElement:
		return true
	}
	return false
}

// checkSize is size(n, bytes): n, unless it is too many elements of so many bytes.
func checkSize(rt *goja.Runtime) func(goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		v := call.Argument(0)
		if _, object := v.(*goja.Object); object || v.ExportType() == nil || goja.IsUndefined(v) {
			return v
		}
		if _, symbol := v.(*goja.Symbol); symbol {
			return v
		}
		n, bytes := v.ToFloat(), call.Argument(1).ToFloat()
		if n*bytes > maxBuffer {
			panic(rangeError(rt, "Array buffer allocation failed"))
		}
		return v
	}
}

func rangeError(rt *goja.Runtime, message string) goja.Value {
	o, err := rt.New(rt.Get("RangeError"), rt.ToValue(message))
	if err != nil {
		panic(err)
	}
	return o
}
