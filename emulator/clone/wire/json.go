package wire

import (
	"encoding/base64"
	"math"
	"strconv"
	"strings"
)

// ToJSON writes a value as JSON that FromJSON reads back.
//
// Null, booleans, strings, numbers, arrays and plain objects are themselves. Everything else is
// an object with a "$type":
//
//	{"$type":"undefined"}
//	{"$type":"number","value":"NaN"}               also "Infinity", "-Infinity", "-0"
//	{"$type":"bigint","value":"123"}
//	{"$type":"string","utf16":[55296]}             a string with a lone surrogate
//	{"$type":"Object","properties":[["$k",1]]}     a plain object with keys that begin with "$"
//	{"$type":"Array","length":3,"elements":[[0,1],[2,3]],"properties":[["x",1]]}
//	{"$type":"Date","value":"2026-01-02T03:04:05.678Z"}           null if invalid
//	{"$type":"Map","entries":[["key","value"]]}    {"$type":"Set","values":[1]}
//	{"$type":"RegExp","source":"a","flags":"gi"}
//	{"$type":"Number","value":5}                   also "String", "Boolean", "BigInt" objects
//	{"$type":"ArrayBuffer","base64":"AQID"}        "maxByteLength" if resizable
//	{"$type":"Uint8Array","base64":"AQID"}         any view of a whole buffer, else:
//	{"$type":"Uint8Array","buffer":{…},"byteOffset":1,"byteLength":2}  "lengthTracking" if so
//	{"$type":"Error","class":"TypeError","message":"m","properties":[["stack","…"]]}
//	                                               "name" if not its class's; "legacy" if so
//	{"$type":"Headers","fields":[["a","b"]],"guard":3}
//	{"$type":"Blob","type":"text/plain","base64":"aGk="}
//	{"$type":"DOMException","name":"…","message":"…","stack":"…"}
//	{"$type":"Request","url":"…","init":…}         {"$type":"Response","body":…,"init":…}
//
// An object that occurs more than once has an "$id" where it occurs first, and is
// {"$type":"ref","id":1} elsewhere.
func ToJSON(v Value) []byte {
	j := &jsonWriter{shared: map[Value]int{}}
	j.count(v, map[Value]bool{})
	j.value(v)
	return j.out
}

type jsonWriter struct {
	out    []byte
	shared map[Value]int // the ids of objects that occur more than once; 0 if not yet written
	next   int
}

// count finds the objects that occur more than once.
func (j *jsonWriter) count(v Value, seen map[Value]bool) {
	if !isObject(v) {
		return
	}
	if seen[v] {
		j.shared[v] = 0
		return
	}
	seen[v] = true
	if view, ok := v.(*View); ok {
		j.count(view.Buffer, seen)
		return
	}
	forEachChild(v, func(child Value) { j.count(child, seen) })
}

func isObject(v Value) bool {
	switch v.(type) {
	case nil, Undefined, Null, Bool, Number, String, BigInt:
		return false
	}
	return true
}

func (j *jsonWriter) raw(s string)   { j.out = append(j.out, s...) }
func (j *jsonWriter) quote(s string) { j.out = appendJSONString(j.out, s) }

func appendJSONString(out []byte, s string) []byte {
	out = append(out, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			out = append(out, '\\', byte(r))
		case r == '\n':
			out = append(out, `\n`...)
		case r < ' ' || r == 0x7f || r == 0x2028 || r == 0x2029:
			const digits = "0123456789abcdef"
			out = append(out, '\\', 'u', digits[r>>12], digits[r>>8&15], digits[r>>4&15], digits[r&15])
		default:
			out = append(out, string(r)...)
		}
	}
	return append(out, '"')
}

func (j *jsonWriter) value(v Value) {
	switch v := v.(type) {
	case Undefined:
		j.raw(`{"$type":"undefined"}`)
	case Null:
		j.raw("null")
	case Bool:
		j.raw(strconv.FormatBool(bool(v)))
	case Number:
		j.number(float64(v))
	case BigInt:
		j.raw(`{"$type":"bigint","value":"` + v.Int.String() + `"}`)
	case String:
		j.str(string(v))
	default:
		j.object(v)
	}
}

func (j *jsonWriter) number(f float64) {
	if f != f || math.IsInf(f, 0) || f == 0 && math.Signbit(f) {
		j.raw(`{"$type":"number","value":"` + formatNumber(f) + `"}`)
		return
	}
	j.raw(NumberString(f))
}

func (j *jsonWriter) str(s string) {
	if !hasLoneSurrogate(s) {
		j.quote(s)
		return
	}
	j.raw(`{"$type":"string","utf16":[`)
	for k, unit := range toUTF16(s) {
		if k > 0 {
			j.raw(",")
		}
		j.raw(strconv.Itoa(int(unit)))
	}
	j.raw("]}")
}

func (j *jsonWriter) object(v Value) {
	id, shared := j.shared[v]
	if id > 0 {
		j.raw(`{"$type":"ref","id":` + strconv.Itoa(id) + "}")
		return
	}
	if !shared && j.native(v) {
		return
	}
	j.raw(`{"$type":`)
	j.quote(typeName(v))
	if shared {
		j.next++
		j.shared[v] = j.next
		j.raw(`,"$id":` + strconv.Itoa(j.next))
	}
	j.fields(v)
	j.raw("}")
}

// native writes arrays and plain objects as themselves, if that loses nothing.
func (j *jsonWriter) native(v Value) bool {
	switch v := v.(type) {
	case *Object:
		for _, p := range v.Properties {
			if strings.HasPrefix(p.Key, "$") || hasLoneSurrogate(p.Key) {
				return false
			}
		}
		j.list('{', '}', len(v.Properties), func(k int) {
			j.quote(v.Properties[k].Key)
			j.raw(":")
			j.value(v.Properties[k].Value)
		})
		return true
	case *Array:
		if uint32(len(v.Elements)) != v.Length || len(v.Properties) > 0 {
			return false
		}
		j.list('[', ']', len(v.Elements), func(k int) { j.value(v.Elements[k].Value) })
		return true
	}
	return false
}

func (j *jsonWriter) list(begin, end byte, n int, member func(int)) {
	j.out = append(j.out, begin)
	for k := range n {
		if k > 0 {
			j.raw(",")
		}
		member(k)
	}
	j.out = append(j.out, end)
}

func (j *jsonWriter) pairs(name string, list []Property) {
	j.raw(`,"` + name + `":`)
	j.list('[', ']', len(list), func(k int) {
		j.raw("[")
		j.str(list[k].Key)
		j.raw(",")
		j.value(list[k].Value)
		j.raw("]")
	})
}

func typeName(v Value) string {
	switch v := v.(type) {
	case *View:
		return v.Type.String()
	case *ErrorObject:
		return "Error"
	case *Boxed:
		return boxedName(v)
	}
	return className(v)
}

func (j *jsonWriter) field(name string, v Value) {
	j.raw(`,"` + name + `":`)
	j.value(v)
}

func (j *jsonWriter) base64(data []byte) {
	j.raw(`,"base64":"` + base64.StdEncoding.EncodeToString(data) + `"`)
}
