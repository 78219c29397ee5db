package clone

import (
	"math"
	"math/big"
	"reflect"
	"strconv"
	"time"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/clone/wire"
)

// milliseconds is the time of a Date.
func milliseconds(o *goja.Object) float64 {
	t, ok := o.Export().(time.Time)
	if !ok {
		return math.NaN()
	}
	return float64(t.UnixMilli())
}

func (w *Writer) boxed(o *goja.Object) error {
	switch v := o.Export().(type) {
	case bool:
		if v {
			w.Tag(wire.TagTrueObject)
		} else {
			w.Tag(wire.TagFalseObject)
		}
	case int64:
		w.Tag(wire.TagNumberObject)
		w.RawDouble(float64(v))
	case float64:
		w.Tag(wire.TagNumberObject)
		w.RawDouble(v)
	case *big.Int:
		w.Tag(wire.TagBigIntObject)
		w.RawBigInt(v)
	default:
		return w.Refuse(o)
	}
	return nil
}

func (w *Writer) regExp(o *goja.Object) {
	w.Tag(wire.TagRegExp)
	source, _ := w.c.regExpSource(goja.FunctionCall{This: o}).(goja.String)
	w.str(source)
	var letters []byte
	for letter, get := range w.c.regExpFlags {
		if get(goja.FunctionCall{This: o}).ToBoolean() {
			letters = append(letters, letter)
		}
	}
	bits, _ := wire.FlagBits(string(letters))
	w.Uint32(bits)
}

// mapping writes a Map as it is when its turn comes: getters may change it meanwhile.
func (w *Writer) mapping(o *goja.Object) error {
	var entries []goja.Value
	collect := func(call goja.FunctionCall) goja.Value {
		entries = append(entries, call.Arguments[1], call.Arguments[0])
		return goja.Undefined()
	}
	w.c.mapForEach(goja.FunctionCall{This: o, Arguments: []goja.Value{w.c.rt.ToValue(collect)}})
	return w.collection(wire.TagMap, wire.TagEndMap, entries)
}

func (w *Writer) set(o *goja.Object) error {
	var items []goja.Value
	collect := func(call goja.FunctionCall) goja.Value {
		items = append(items, call.Arguments[0])
		return goja.Undefined()
	}
	w.c.setForEach(goja.FunctionCall{This: o, Arguments: []goja.Value{w.c.rt.ToValue(collect)}})
	return w.collection(wire.TagSet, wire.TagEndSet, items)
}

func (w *Writer) collection(begin, end wire.Tag, values []goja.Value) error {
	w.Tag(begin)
	for _, v := range values {
		if err := w.Value(v); err != nil {
			return err
		}
	}
	w.Tag(end)
	w.Uint32(uint32(len(values)))
	return nil
}

// array writes the dense form for arrays without holes, as V8 does, and the sparse one for others.
func (w *Writer) array(o *goja.Object) error {
	length, named, ok := w.c.types.dense(o)
	if !ok {
		return w.sparse(o, o.Keys())
	}
	var elements []goja.Value
	if length > 0 {
		elements = w.c.elementsOf(o)
	}
	elementsAre := w.c.types.classify(elements)
	if elementsAre == numbersAndUndefined {
		return w.sparse(o, o.Keys())
	}
	w.Tag(wire.TagDenseArray)
	w.Uint32(uint32(length))
	if elementsAre == doubles {
		for _, v := range elements {
			w.Double(v.ToFloat())
		}
	} else if err := w.elements(o, elements); err != nil {
		return err
	}
	n, err := 0, error(nil)
	if named {
		n, err = w.members(o, namedKeys(o.Keys()))
	}
	w.Tag(wire.TagEndDenseArray)
	w.Uint32(uint32(n))
	w.Uint32(uint32(length))
	return err
}

// elementKind is how V8 would keep the elements of an array.
type elementKind int

const (
	anything elementKind = iota
	doubles
	numbersAndUndefined // which V8 keeps as doubles and holes
)

func (t *types) classify(elements []goja.Value) elementKind {
	undefined, fraction := false, false
	for _, v := range elements {
		switch reflect.TypeOf(v) {
		case t.integer:
			fraction = fraction || !wire.IsSmallInt(v.ToFloat())
		case t.float:
			fraction = fraction || !wire.IsSmallInt(v.ToFloat())
		default:
			if !goja.IsUndefined(v) {
				return anything
			}
			undefined = true
		}
	}
	switch {
	case undefined:
		return numbersAndUndefined
	case fraction:
		return doubles
	}
	return anything
}

// elements writes the elements of a dense array. Writing an object may run getters, which may
// change the array: elements that are gone then are holes.
func (w *Writer) elements(o *goja.Object, list []goja.Value) error {
	for k, v := range list {
		if err := w.Value(v); err != nil {
			return err
		}
		if _, isObject := v.(*goja.Object); !isObject {
			continue
		}
		if n, _, ok := w.c.types.dense(o); !ok || n != len(list) {
			return w.remaining(o, k+1, len(list))
		}
	}
	return nil
}

func (w *Writer) remaining(o *goja.Object, from, to int) error {
	for k := from; k < to; k++ {
		name := w.c.rt.ToValue(strconv.Itoa(k))
		if !w.c.hasOwn(o, name) {
			w.Tag(wire.TagHole)
			continue
		}
		if err := w.Value(w.c.get(o, name)); err != nil {
			return err
		}
	}
	return nil
}

func (w *Writer) sparse(o *goja.Object, keys []string) error {
	length := o.Get("length").ToInteger()
	w.Tag(wire.TagSparseArray)
	w.Uint32(uint32(length))
	n, err := w.members(o, keys)
	w.Tag(wire.TagEndSparseArray)
	w.Uint32(uint32(n))
	w.Uint32(uint32(length))
	return err
}

func namedKeys(keys []string) []string {
	for k, key := range keys {
		if _, ok := wire.ArrayIndex(key); !ok {
			return keys[k:]
		}
	}
	return nil
}
