package wasm

import (
	"math"
	"math/big"

	"github.com/dop251/goja"
)

const (
	msgIncompatible = "type incompatibility when transforming from/to JS"
	msgNotWasm      = "function-typed object must be null (if nullable) or a Wasm function object"
)

// toWasm converts a JavaScript value; it throws what the conversion throws.
func (e *engine) toWasm(v goja.Value, t valueType) uint64 {
	switch t {
	case typeI32:
		return uint64(uint32(e.toInt32(v)))
	case typeI64:
		return e.toInt64(v)
	case typeF32:
		return uint64(math.Float32bits(float32(e.toNumber(v))))
	case typeF64:
		return math.Float64bits(e.toNumber(v))
	case typeExtern:
		return e.externs.hold(v)
	}
	ref, ok := e.toReference(v)
	if !ok {
		e.iso.TypeError(msgIncompatible)
	}
	return ref
}

// fromWasm is the JavaScript value of the engine's.
func (e *engine) fromWasm(bits uint64, t valueType) goja.Value {
	switch t {
	case typeI32:
		return e.rt.ToValue(int32(uint32(bits)))
	case typeI64:
		return e.rt.ToValue(big.NewInt(int64(bits)))
	case typeF32:
		return e.rt.ToValue(float64(math.Float32frombits(uint32(bits))))
	case typeF64:
		return e.rt.ToValue(math.Float64frombits(bits))
	case typeExtern:
		return e.externs.value(bits)
	}
	if !t.isFunction() {
		e.iso.TypeError(msgIncompatible)
	}
	if f := e.functionOf(bits); f != nil {
		return f.object
	}
	return goja.Null()
}

func (e *engine) toNumber(v goja.Value) float64 {
	if i, ok := v.Export().(int64); ok {
		return float64(i)
	}
	return e.convert("number", v).ToFloat()
}

func (e *engine) toInt32(v goja.Value) int32 {
	if i, ok := v.Export().(int64); ok {
		return int32(i)
	}
	return int32(e.convert("int32", v).ToInteger())
}

// two64 is 2**64.
var two64 = new(big.Int).Lsh(big.NewInt(1), 64)

func (e *engine) toInt64(v goja.Value) uint64 {
	n, ok := v.Export().(*big.Int)
	if !ok {
		n = e.convert("bigint", v).Export().(*big.Int)
	}
	if n.IsInt64() {
		return uint64(n.Int64())
	}
	return new(big.Int).Mod(n, two64).Uint64()
}

// convert calls one of the conversions of wasm.js, which throw as the language's own do.
func (e *engine) convert(name string, v goja.Value) goja.Value {
	return must(e.scripts[name](goja.Undefined(), v))
}

func must(v goja.Value, err error) goja.Value {
	if err != nil {
		panic(err)
	}
	return v
}
