package clone

import (
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/clone/wire"
)

const (
	// maxReadDepth is more than V8 can read.
	maxReadDepth = 10000
	// maxKeys is how many property keys are remembered, and maxKey how long they may be.
	maxKeys, maxKey = 4096, 64
)

// Reader reads one value. A Host may use all of wire.Reader, and Value for values within. Errors
// stick: look at Err in loops and at the end.
type Reader struct {
	*wire.Reader
	c         *Codec
	opts      Options
	objects   []slot
	depth     int
	transfers []goja.ArrayBuffer
}

// slot is an object by its id. An array is made only once its elements are known, which is
// quicker, unless one of them refers to it.
type slot struct {
	object *goja.Object
	array  bool
}

// Mode is what the value was written for.
func (r *Reader) Mode() Mode { return r.opts.Mode }

// Runtime is the runtime that the values are for.
func (r *Reader) Runtime() *goja.Runtime { return r.c.rt }

// Value reads a value within the one being read; undefined if there is an error.
func (r *Reader) Value() goja.Value {
	v := r.value()
	if r.Err() != nil {
		return goja.Undefined()
	}
	return v
}

func (r *Reader) value() goja.Value {
	if r.depth++; r.depth > maxReadDepth {
		r.Abort(r.c.throw(r.opts, "RangeError", msgStackOverflow))
	}
	v := r.tagged(r.Tag())
	r.depth--
	if o, ok := v.(*goja.Object); ok && r.Take(wire.TagArrayBufferView) {
		return r.view(o)
	}
	return v
}

func (r *Reader) tagged(t wire.Tag) goja.Value {
	switch t {
	case wire.TagOneByteString:
		return r.oneByte()
	case wire.TagTwoByteString:
		return goja.StringFromUTF16(r.TwoByte())
	case wire.TagInt32:
		return r.c.rt.ToValue(r.Int32())
	case wire.TagObject:
		return r.object()
	case wire.TagDenseArray:
		return r.denseArray()
	case wire.TagUndefined:
		return goja.Undefined()
	case wire.TagNull:
		return goja.Null()
	case wire.TagTrue, wire.TagFalse:
		return r.c.rt.ToValue(t == wire.TagTrue)
	case wire.TagDouble:
		return r.number(r.Double())
	case wire.TagReference:
		return r.reference()
	case wire.TagUint32:
		return r.c.rt.ToValue(r.Uint32())
	case wire.TagBigInt:
		return r.c.rt.ToValue(r.BigInt())
	case wire.TagUTF8String:
		return r.c.rt.ToValue(r.Text())
	case wire.TagObjectCount:
		r.Uint32()
		return r.value()
	}
	return r.rare(t)
}

func (r *Reader) number(f float64) goja.Value {
	if f != f {
		return goja.NaN()
	}
	return r.c.rt.ToValue(f)
}

func (r *Reader) oneByte() goja.Value {
	b := r.OneByte()
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return latin1(b)
		}
	}
	return r.c.rt.ToValue(string(b))
}

func latin1(b []byte) goja.Value {
	units := make([]uint16, len(b))
	for k, c := range b {
		units[k] = uint16(c)
	}
	return goja.StringFromUTF16(units)
}

// str reads a string with its tag.
func (r *Reader) str() goja.Value {
	if r.Version() < 12 {
		return r.c.rt.ToValue(r.Text())
	}
	switch t := r.Tag(); t {
	case wire.TagOneByteString, wire.TagTwoByteString, wire.TagUTF8String:
		return r.tagged(t)
	}
	r.Fail("expected a string")
	return goja.Undefined()
}

func (r *Reader) reference() goja.Value {
	id := r.Uint32()
	if uint64(id) < uint64(len(r.objects)) {
		s := &r.objects[id]
		if s.object == nil && s.array {
			s.object = r.c.rt.NewArray()
		}
		if s.object != nil {
			return s.object
		}
	}
	r.Fail("reference to unknown object %d", id)
	return goja.Undefined()
}

// reserve takes the next id, for an object that comes later.
func (r *Reader) reserve() int {
	r.objects = append(r.objects, slot{})
	return len(r.objects) - 1
}

func (r *Reader) add(o *goja.Object) *goja.Object {
	r.objects = append(r.objects, slot{object: o})
	return o
}

// object reads properties into an object that has no prototype yet: no setter can be in the way.
func (r *Reader) object() goja.Value {
	o := r.add(r.c.rt.CreateObject(nil))
	n := r.properties(o, wire.TagEndObject)
	r.Count(n)
	if err := o.SetPrototype(r.c.objectPrototype); err != nil {
		r.Abort(err)
	}
	return o
}

func (r *Reader) properties(o *goja.Object, end wire.Tag) int {
	n := 0
	for r.Err() == nil && !r.Take(end) {
		r.property(o)
		n++
	}
	return n
}

func (r *Reader) property(o *goja.Object) {
	key, name := r.key()
	v := r.value()
	if r.Err() != nil {
		return
	}
	if key == nil {
		r.set(o, name, v)
		return
	}
	r.c.define(goja.FunctionCall{Arguments: []goja.Value{o, key, v}})
}

// set makes an own property of an object that may be given a prototype later.
func (r *Reader) set(o *goja.Object, name string, v goja.Value) {
	var err error
	if o.Prototype() == nil {
		err = o.Set(name, v)
	} else {
		err = o.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE)
	}
	if err != nil {
		r.Abort(err)
	}
}

// key reads a property key: a Go string, or a value if it is not well-formed Unicode.
func (r *Reader) key() (goja.Value, string) {
	switch t := r.Tag(); t {
	case wire.TagOneByteString:
		return nil, r.c.intern(r.OneByte())
	case wire.TagTwoByteString:
		s := r.TwoByte()
		if text := wire.FromUTF16(s); utf8.ValidString(text) {
			return nil, text
		}
		return goja.StringFromUTF16(s), ""
	case wire.TagUTF8String:
		return nil, r.Text()
	case wire.TagInt32:
		return nil, strconv.Itoa(int(r.Int32()))
	case wire.TagUint32:
		return nil, strconv.FormatUint(uint64(r.Uint32()), 10)
	case wire.TagDouble:
		return nil, wire.NumberString(r.Double())
	}
	r.Fail("property key is neither string nor number")
	return nil, ""
}

// intern makes a string of Latin-1 bytes, once for keys that recur.
func (c *Codec) intern(b []byte) string {
	if key, ok := c.keys[string(b)]; ok {
		return key
	}
	for _, char := range b {
		if char >= utf8.RuneSelf {
			return fromLatin1(b)
		}
	}
	key := string(b)
	if len(key) <= maxKey {
		if len(c.keys) >= maxKeys {
			clear(c.keys)
		}
		c.keys[key] = key
	}
	return key
}

func fromLatin1(b []byte) string {
	runes := make([]rune, len(b))
	for k, c := range b {
		runes[k] = rune(c)
	}
	return string(runes)
}

// rare reads values that are seldom in the way of speed.
func (r *Reader) rare(t wire.Tag) goja.Value {
	rt := r.c.rt
	switch t {
	case wire.TagSparseArray:
		return r.sparseArray()
	case wire.TagMap:
		return r.mapping()
	case wire.TagSet:
		return r.readSet()
	case wire.TagDate:
		return r.construct(r.c.newDate, r.number(r.Double()))
	case wire.TagRegExp:
		return r.regExp()
	case wire.TagTrueObject, wire.TagFalseObject:
		return r.construct(r.c.newBoolean, rt.ToValue(t == wire.TagTrueObject))
	case wire.TagNumberObject:
		return r.construct(r.c.newNumber, r.number(r.Double()))
	case wire.TagBigIntObject:
		return r.construct(r.c.newObject, rt.ToValue(r.BigInt()))
	case wire.TagStringObject:
		return r.construct(r.c.newString, r.str())
	case wire.TagArrayBuffer, wire.TagResizableBuffer, wire.TagTransferBuffer:
		return r.buffer(t)
	case wire.TagError:
		return r.legacyError()
	case wire.TagHostObject:
		return r.host()
	}
	r.Fail("unexpected %s", t)
	return goja.Undefined()
}

// construct makes an object with the next id.
func (r *Reader) construct(class *goja.Object, args ...goja.Value) goja.Value {
	id := r.reserve()
	if r.Err() != nil {
		return goja.Undefined()
	}
	return r.make(id, class, args...)
}

func (r *Reader) make(id int, class *goja.Object, args ...goja.Value) goja.Value {
	o, err := r.c.rt.New(class, args...)
	if err != nil {
		r.Abort(fmt.Errorf("make object: %w", err))
		return goja.Undefined()
	}
	r.objects[id].object = o
	return o
}

func (r *Reader) regExp() goja.Value {
	id := r.reserve()
	source, bits := r.str(), r.RegExpFlags()
	if r.Err() != nil {
		return goja.Undefined()
	}
	return r.make(id, r.c.newRegExp, source, r.c.rt.ToValue(wire.Flags(bits)))
}

func (r *Reader) mapping() goja.Value {
	m, _ := r.construct(r.c.newMap).(*goja.Object)
	n := 0
	for r.Err() == nil && !r.Take(wire.TagEndMap) {
		key, v := r.value(), r.value()
		if r.Err() == nil {
			r.c.mapSet(goja.FunctionCall{This: m, Arguments: []goja.Value{key, v}})
		}
		n += 2
	}
	r.Count(n)
	return m
}

func (r *Reader) readSet() goja.Value {
	s, _ := r.construct(r.c.newSet).(*goja.Object)
	n := 0
	for r.Err() == nil && !r.Take(wire.TagEndSet) {
		v := r.value()
		if r.Err() == nil {
			r.c.setAdd(goja.FunctionCall{This: s, Arguments: []goja.Value{v}})
		}
		n++
	}
	r.Count(n)
	return s
}
