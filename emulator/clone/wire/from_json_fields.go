package wire

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"time"
)

// fields reads the members of a tagged object. The first error sticks.
type fields struct {
	p   *jsonParser
	o   jsonObject
	err error
}

func (f *fields) fail(format string, args ...any) {
	if f.err == nil {
		f.err = fmt.Errorf(format, args...)
	}
}

func (f *fields) text(name string) string {
	switch v := f.o.get(name).(type) {
	case string:
		return v
	case jsonObject:
		if s, ok := f.convert(v).(String); ok {
			return string(s)
		}
	}
	f.fail("%q must be a string", name)
	return ""
}

func (f *fields) number(name string) json.Number {
	n, ok := f.o.get(name).(json.Number)
	if !ok {
		f.fail("%q must be a number", name)
	}
	return n
}

func (f *fields) uint32(name string) uint32 {
	n, err := f.number(name).Int64()
	if err != nil || n < 0 || n > math.MaxUint32 {
		f.fail("%q must be an integer from 0 to %d", name, uint32(math.MaxUint32))
	}
	return uint32(n)
}

func (f *fields) flag(name string) bool {
	b, ok := f.o.get(name).(bool)
	if !ok && f.o.has(name) {
		f.fail("%q must be true or false", name)
	}
	return b
}

func (f *fields) list(name string) []any {
	list, ok := f.o.get(name).([]any)
	if !ok && f.o.has(name) {
		f.fail("%q must be an array", name)
	}
	return list
}

func (f *fields) value(name string) Value {
	if !f.o.has(name) {
		f.fail("%q is missing", name)
		return Undefined{}
	}
	return f.convert(f.o.get(name))
}

func (f *fields) convert(tree any) Value {
	v, err := f.p.value(tree)
	if err != nil {
		f.fail("%w", err)
		return Undefined{}
	}
	return v
}

// pair splits [key, value].
func (f *fields) pair(item any) (any, any) {
	pair, ok := item.([]any)
	if !ok || len(pair) != 2 {
		f.fail("members must be arrays of two")
		return nil, nil
	}
	return pair[0], pair[1]
}

func (f *fields) base64() []byte {
	data, err := base64.StdEncoding.DecodeString(f.text("base64"))
	if err != nil {
		f.fail("%w", err)
	}
	return data
}

func (f *fields) specialNumber() Value {
	switch s := f.text("value"); s {
	case "NaN":
		return Number(math.NaN())
	case "Infinity":
		return Number(math.Inf(1))
	case "-Infinity":
		return Number(math.Inf(-1))
	case "-0":
		return Number(math.Copysign(0, -1))
	default:
		f.fail("unknown number %q", s)
		return Number(0)
	}
}

func (f *fields) bigInt() Value {
	i, ok := new(big.Int).SetString(f.text("value"), 10)
	if !ok {
		f.fail("%q is not an integer", f.o.get("value"))
		return Undefined{}
	}
	return BigInt{i}
}

func (f *fields) utf16() Value {
	var units []uint16
	for _, item := range f.list("utf16") {
		n, ok := item.(json.Number)
		unit, err := n.Int64()
		if !ok || err != nil || unit < 0 || unit > 0xffff {
			f.fail("%q must hold integers from 0 to 65535", "utf16")
			break
		}
		units = append(units, uint16(unit))
	}
	return String(FromUTF16(units))
}

// object fills in v.
func (f *fields) object(v Value) {
	switch v := v.(type) {
	case *Object:
		v.Properties = f.properties()
	case *Array:
		f.array(v)
	case *Date:
		v.Milliseconds = f.date()
	case *Map:
		for _, item := range f.list("entries") {
			key, value := f.pair(item)
			v.Entries = append(v.Entries, Entry{f.convert(key), f.convert(value)})
		}
	case *Set:
		for _, item := range f.list("values") {
			v.Items = append(v.Items, f.convert(item))
		}
	case *RegExp:
		f.regExp(v)
	case *Boxed:
		v.Value = f.value("value")
		if name := f.text("$type"); f.err == nil && boxedName(v) != name {
			f.fail("%q must be of that type", "value")
		}
	case *ArrayBuffer:
		f.buffer(v)
	case *View:
		f.view(v)
	default:
		f.platform(v)
	}
}

func (f *fields) platform(v Value) {
	switch v := v.(type) {
	case *ErrorObject:
		f.error(v)
	case *Headers:
		f.headers(v)
	case *Request:
		v.URL, v.Init = f.text("url"), f.value("init")
	case *Response:
		v.Body, v.Init = f.value("body"), f.value("init")
	case *DOMException:
		v.Name, v.Message, v.Stack = f.text("name"), f.text("message"), f.text("stack")
	case *Blob:
		v.Type, v.Data = f.text("type"), f.base64()
	}
}

func (f *fields) properties() []Property {
	var list []Property
	for _, item := range f.list("properties") {
		name, value := f.pair(item)
		key, ok := f.convert(name).(String)
		if !ok {
			f.fail("keys must be strings")
			break
		}
		list = append(list, Property{string(key), f.convert(value)})
	}
	sortIndexes(list)
	return list
}

func (f *fields) array(a *Array) {
	a.Length = f.uint32("length")
	next := int64(0)
	for _, item := range f.list("elements") {
		at, value := f.pair(item)
		n, _ := at.(json.Number)
		index, err := n.Int64()
		if err != nil || index < next || index >= int64(a.Length) {
			f.fail("elements must be in ascending order, below the length")
			break
		}
		next = index + 1
		a.Elements = append(a.Elements, Element{uint32(index), f.convert(value)})
	}
	a.Properties = f.properties()
}

func (f *fields) date() float64 {
	if f.o.has("value") && f.o.get("value") == nil {
		return math.NaN()
	}
	var year int
	text := f.text("value")
	layout := "2006-01-02T15:04:05.999Z07:00"
	// Go knows years of four digits only.
	if len(text) > 7 && (text[0] == '+' || text[0] == '-') {
		if _, err := fmt.Sscanf(text[:7], "%d", &year); err == nil {
			text = "2000" + text[7:]
		}
	}
	t, err := time.Parse(layout, text)
	if err != nil {
		f.fail("%w", err)
		return math.NaN()
	}
	if text != f.text("value") {
		t = time.Date(year, t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), t.Location())
	}
	return float64(t.UnixMilli())
}

func (f *fields) regExp(r *RegExp) {
	bits, ok := FlagBits(f.text("flags"))
	if !ok {
		f.fail("bad flags")
	}
	r.Source, r.Bits = f.text("source"), bits
}

func (f *fields) buffer(b *ArrayBuffer) {
	b.Data = f.base64()
	if !f.o.has("maxByteLength") {
		return
	}
	b.Resizable, b.MaxLength = true, f.uint32("maxByteLength")
	if uint64(b.MaxLength) < uint64(len(b.Data)) {
		f.fail("%q is below the length", "maxByteLength")
	}
}

func (f *fields) view(v *View) {
	if f.o.has("base64") {
		v.Buffer = &ArrayBuffer{Data: f.base64()}
		v.Length = uint32(len(v.Buffer.Data))
	} else {
		buffer, ok := f.value("buffer").(*ArrayBuffer)
		if !ok {
			f.fail("%q must be an ArrayBuffer", "buffer")
			buffer = &ArrayBuffer{}
		}
		v.Buffer, v.Resizable = buffer, buffer.Resizable
		v.Offset, v.Length = f.uint32("byteOffset"), f.uint32("byteLength")
		v.LengthTracking = f.flag("lengthTracking") && v.Resizable
	}
	size := v.Type.ElementSize()
	if uint64(v.Offset)+uint64(v.Length) > uint64(len(v.Buffer.Data)) || v.Offset%size != 0 || v.Length%size != 0 {
		f.fail("view does not fit its buffer")
	}
}

func (f *fields) error(e *ErrorObject) {
	e.Kind = ErrorKindOf(f.text("class"))
	if f.o.has("name") {
		e.Kind, e.Name = ErrorOther, f.value("name")
	} else if e.Kind == ErrorOther {
		e.Name = String(f.text("class"))
	}
	e.Legacy = f.flag("legacy")
	if f.o.has("message") {
		e.Message = f.value("message")
	}
	e.Properties = f.properties()
}

func (f *fields) headers(h *Headers) {
	h.Guard = f.uint32("guard")
	for _, item := range f.list("fields") {
		name, value := f.pair(item)
		n, ok := name.(string)
		v, okToo := value.(string)
		if !ok || !okToo {
			f.fail("headers must be strings")
			break
		}
		h.Fields = append(h.Fields, HeaderField{n, v})
	}
}
