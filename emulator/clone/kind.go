package clone

import (
	"fmt"
	"reflect"
	"sync"

	"github.com/dop251/goja"
)

// goja does not tell the classes of objects apart: a DataView, a generator and {} have the same
// ClassName and ExportType. But each has its own Go type behind goja.Object, and looking at a type
// by reflection is both quick and out of reach of user code. The types are not spelled out here:
// they are learnt from one sample of each class.

// kind is a class of objects.
type kind uint8

const (
	kindOther kind = iota // not in the samples
	kindPlain
	kindArray
	kindDate
	kindMap
	kindSet
	kindRegExp
	kindError
	kindBuffer
	kindTyped
	kindDataView
	kindBoxed
	kindBoxedString
	kindProxy
	kindRefused  // can never be cloned
	kindIterator // neither, and has no constructor
)

// samples are expressions, by the kind of their values. The first array is an ordinary one.
var samples = []struct {
	kind kind
	js   string
}{
	{kindPlain, "[{}, Math, RegExp.prototype]"},
	{kindArray, "[[], (a => (a[4294967290] = 1, a))([]), Array.prototype, (s => s)``]"},
	{kindDate, "[new Date(0)]"},
	{kindMap, "[new Map()]"},
	{kindSet, "[new Set()]"},
	{kindRegExp, "[/a/]"},
	{kindError, "[new Error()]"},
	{kindBuffer, "[new ArrayBuffer(1)]"},
	{kindTyped, "[new Uint8Array(1)]"},
	{kindDataView, "[new DataView(new ArrayBuffer(1))]"},
	{kindBoxed, "[Object(1)]"},
	{kindBoxedString, "[Object('')]"},
	{kindProxy, "[new Proxy({}, {})]"},
	{kindRefused, `[
		new WeakMap(), new WeakSet(), Promise.resolve(), (function () { return arguments })(),
	]`},
	{kindIterator, `[
		(function* () {})(), [].values(), new Map().keys(), new Set().keys(),
		""[Symbol.iterator](), "".matchAll(/a/g),
	]`},
}

// types are the Go types behind goja's values.
type types struct {
	kinds map[reflect.Type]kind

	integer, float, boolean, bigInt, ascii, unicode reflect.Type

	array arrayShape
}

// arrayShape is where goja keeps what an ordinary array consists of.
type arrayShape struct {
	typ                                                 reflect.Type
	values, length, objCount, propValueCount, propNames []int
	// named is how many names an array without properties of its own has.
	named int
}

var selfIndex = func() int {
	field, ok := reflect.TypeFor[goja.Object]().FieldByName("self")
	if !ok || field.Type.Kind() != reflect.Interface {
		panic("clone: goja.Object has no implementation behind it any more")
	}
	return field.Index[0]
}()

// impl is what is behind an object.
func impl(o *goja.Object) reflect.Value { return reflect.ValueOf(o).Elem().Field(selfIndex).Elem() }

var engineTypes = sync.OnceValue(func() types {
	rt := goja.New()
	t := types{
		kinds:   map[reflect.Type]kind{},
		integer: reflect.TypeOf(rt.ToValue(1)),
		float:   reflect.TypeOf(rt.ToValue(1.5)),
		boolean: reflect.TypeOf(rt.ToValue(true)),
		bigInt:  reflect.TypeOf(sample(rt, "1n")),
		ascii:   reflect.TypeOf(goja.StringFromUTF16([]uint16{'a'})),
		unicode: reflect.TypeOf(goja.StringFromUTF16([]uint16{0xe9})),
	}
	for _, s := range samples {
		list := sample(rt, s.js).ToObject(rt)
		for _, key := range list.Keys() {
			o := list.Get(key).ToObject(rt)
			o.ClassName() // makes goja build objects that it builds late
			t.kinds[impl(o).Type()] = s.kind
		}
	}
	t.array = learnArray(sample(rt, "[]").ToObject(rt))
	return t
})

func sample(rt *goja.Runtime, js string) goja.Value {
	v, err := rt.RunString("(" + js + ")")
	if err != nil {
		panic(fmt.Errorf("clone: %s: %w", js, err))
	}
	return v
}

func learnArray(o *goja.Object) arrayShape {
	v := impl(o).Elem()
	index := func(name string) []int {
		field, ok := v.Type().FieldByName(name)
		if !ok {
			panic("clone: goja's arrays have no field " + name + " any more")
		}
		return field.Index
	}
	s := arrayShape{
		typ:            impl(o).Type(),
		values:         index("values"),
		length:         index("length"),
		objCount:       index("objCount"),
		propValueCount: index("propValueCount"),
		propNames:      index("propNames"),
	}
	s.named = v.FieldByIndex(s.propNames).Len()
	return s
}

func (t *types) kindOf(o *goja.Object) kind {
	if k, ok := t.kinds[impl(o).Type()]; ok {
		return k
	}
	o.ClassName()
	return t.kinds[impl(o).Type()]
}

// dense tells whether o is an array with a plain value at every index, its length if so, and
// whether it has properties besides.
func (t *types) dense(o *goja.Object) (length int, properties, ok bool) {
	v := impl(o)
	if v.Type() != t.array.typ {
		return 0, false, false
	}
	v = v.Elem()
	length = v.FieldByIndex(t.array.values).Len()
	ok = v.FieldByIndex(t.array.length).Uint() == uint64(length) &&
		v.FieldByIndex(t.array.objCount).Int() == int64(length) &&
		v.FieldByIndex(t.array.propValueCount).Int() == 0
	return length, v.FieldByIndex(t.array.propNames).Len() > t.array.named, ok
}

// elementsOf are the elements of an array that is dense; they are goja's own, not a copy.
// Function.prototype.apply hands them over as the arguments of a call.
func (c *Codec) elementsOf(array *goja.Object) []goja.Value {
	c.apply(goja.FunctionCall{This: c.capturer, Arguments: []goja.Value{goja.Undefined(), array}})
	elements := c.captured
	c.captured = nil
	return elements
}
