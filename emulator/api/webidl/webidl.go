// Package webidl is what every class of the Workers API shares: the texts of argument errors,
// conversions of arguments, and the shape that workerd gives to classes.
//
// JavaScript asks for it with use("webidl") and gets, besides define, functions that throw
//
//	failArgument(method, class, n, expected)   failConstruct(class, n, expected)
//	failField(dictionary, field, expected)     failProperty(class, property, expected)
//	failElement(index, expected)               failMapEntry(key, expected)
//	failType(expected)                         failPromise(class)
//	illegal()                                  illegalConstructor()
//
// and functions that convert
//
//	string(v)  usv(v)  number(v)  int32(v)  uint32(v)  uint16(v)  date(v)  dictionary(v, fail)
//	isBuffer(v)  isFunction(v)  iterator(kind, next)
//
// counted(fn, expected, class?) makes a function of the global scope that, like the methods
// given to define, counts its arguments.
//
// A method checks its receiver with `if (!this || !(#state in this)) illegal()`, which costs
// 20 ns. It must not mention `arguments`: that costs 2 µs in goja, so let define count them.
package webidl

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

//go:embed webidl.js
var source string

// Modules returns the module "webidl".
func Modules() []*isolate.Module {
	return []*isolate.Module{module}
}

var module = &isolate.Module{Name: "webidl", Source: source, Host: host}

func host(iso *isolate.Isolate) *goja.Object {
	functions := failures(iso)
	functions["define"] = func(call goja.FunctionCall) goja.Value { return define(iso, call) }
	functions["counted"] = func(call goja.FunctionCall) goja.Value { return counted(iso, call) }
	functions["int32"] = func(call goja.FunctionCall) goja.Value {
		return iso.Runtime().ToValue(Int32(iso, call.Argument(0)))
	}
	functions["uint32"] = func(call goja.FunctionCall) goja.Value {
		return iso.Runtime().ToValue(Uint32(iso, call.Argument(0)))
	}
	functions["uint16"] = func(call goja.FunctionCall) goja.Value {
		return iso.Runtime().ToValue(Uint16(iso, call.Argument(0)))
	}
	functions["number"] = func(call goja.FunctionCall) goja.Value {
		return iso.Runtime().ToValue(Number(iso, call.Argument(0)))
	}
	functions["date"] = func(call goja.FunctionCall) goja.Value {
		return iso.Runtime().ToValue(Date(iso, call.Argument(0)))
	}
	functions["usv"] = func(call goja.FunctionCall) goja.Value {
		return iso.Runtime().ToValue(String(iso, call.Argument(0)))
	}
	functions["isBuffer"] = func(call goja.FunctionCall) goja.Value {
		_, ok := Bytes(iso, call.Argument(0))
		return iso.Runtime().ToValue(ok)
	}
	return iso.Object(functions)
}

// failures are the functions that throw a TypeError with one of the texts of messages.go.
func failures(iso *isolate.Isolate) map[string]func(goja.FunctionCall) goja.Value {
	throw := func(text func(arg func(int) string, n func(int) int) string) func(goja.FunctionCall) goja.Value {
		return func(call goja.FunctionCall) goja.Value {
			arg := func(i int) string { return call.Argument(i).String() }
			n := func(i int) int { return int(call.Argument(i).ToInteger()) }
			panic(iso.NewError("TypeError", text(arg, n)))
		}
	}
	type str = func(int) string
	type num = func(int) int
	return map[string]func(goja.FunctionCall) goja.Value{
		"failArgument":       throw(func(s str, n num) string { return MsgArgument(s(0), s(1), n(2), s(3)) }),
		"failConstruct":      throw(func(s str, n num) string { return MsgConstruct(s(0), n(1), s(2)) }),
		"failNoNew":          throw(func(s str, _ num) string { return MsgNoNew(s(0)) }),
		"failField":          throw(func(s str, _ num) string { return MsgField(s(0), s(1), s(2)) }),
		"failProperty":       throw(func(s str, _ num) string { return MsgProperty(s(0), s(1), s(2)) }),
		"failElement":        throw(func(s str, n num) string { return MsgElement(n(0), s(1)) }),
		"failMapEntry":       throw(func(s str, _ num) string { return MsgMapEntry(s(0), s(1)) }),
		"failType":           throw(func(s str, _ num) string { return MsgType(s(0)) }),
		"failPromise":        throw(func(s str, _ num) string { return MsgPromise(s(0)) }),
		"illegal":            throw(func(str, num) string { return MsgIllegalInvocation }),
		"illegalConstructor": throw(func(str, num) string { return MsgIllegalConstructor }),
	}
}
