package wire

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// Value is a JavaScript value: Undefined, Null, Bool, Number, BigInt, String, or a pointer to one
// of the object types of this package. The same pointer in two places is the same object.
type Value interface{ value() }

// The primitive values.
type (
	// Undefined is undefined.
	Undefined struct{}
	// Null is null.
	Null struct{}
	// Bool is a boolean.
	Bool bool
	// Number is a number.
	Number float64
	// String is a string in WTF-8.
	String string
	// BigInt is a BigInt.
	BigInt struct{ Int *big.Int }
)

// Property is a named member of an object.
type Property struct {
	Key   string
	Value Value
}

// Object is a plain object.
type Object struct{ Properties []Property }

// Element is a member of an array.
type Element struct {
	Index uint32
	Value Value
}

// Array is an array. Its elements are in ascending order of index; holes are left out.
type Array struct {
	Length     uint32
	Elements   []Element
	Properties []Property
}

// Date is a Date: milliseconds since the epoch, NaN if invalid.
type Date struct{ Milliseconds float64 }

// Entry is a pair of a Map.
type Entry struct{ Key, Value Value }

// Map is a Map.
type Map struct{ Entries []Entry }

// Set is a Set.
type Set struct{ Items []Value }

// RegExp is a regular expression; see Flags for the letters.
type RegExp struct {
	Source string
	Bits   uint32
}

// Boxed is a Number, String, Boolean or BigInt object.
type Boxed struct{ Value Value }

// ArrayBuffer is an ArrayBuffer. MaxLength matters only if it is resizable.
type ArrayBuffer struct {
	Data      []byte
	Resizable bool
	MaxLength uint32
}

// View is a typed array or a DataView.
type View struct {
	ViewHeader
	Buffer *ArrayBuffer
}

// ErrorObject is a native error. Name is nil unless Kind is ErrorOther.
type ErrorObject struct {
	Kind       ErrorKind
	Name       Value
	Message    Value // nil if the legacy form has none
	Properties []Property
	Legacy     bool
}

// Request is a stored Request: Init is what the constructor would be given.
type Request struct {
	URL  string
	Init Value
}

// Response is a stored Response.
type Response struct{ Body, Init Value }

// DOMException is a DOMException.
type DOMException struct{ Name, Message, Stack string }

// Blob is a Blob.
type Blob struct {
	Type string
	Data []byte
}

func (Undefined) value()     {}
func (Null) value()          {}
func (Bool) value()          {}
func (Number) value()        {}
func (String) value()        {}
func (BigInt) value()        {}
func (*Object) value()       {}
func (*Array) value()        {}
func (*Date) value()         {}
func (*Map) value()          {}
func (*Set) value()          {}
func (*RegExp) value()       {}
func (*Boxed) value()        {}
func (*ArrayBuffer) value()  {}
func (*View) value()         {}
func (*ErrorObject) value()  {}
func (*Headers) value()      {}
func (*Request) value()      {}
func (*Response) value()     {}
func (*DOMException) value() {}
func (*Blob) value()         {}

// Bytes are the bytes that a view shows.
func (v *View) Bytes() []byte {
	data := v.Buffer.Data[min(int(v.Offset), len(v.Buffer.Data)):]
	if v.LengthTracking {
		return data
	}
	return data[:min(int(v.Length), len(data))]
}

// ClassName is how an error of this kind and name calls itself.
func (e *ErrorObject) ClassName() string {
	if name, ok := e.Name.(String); ok {
		return string(name)
	}
	return e.Kind.Constructor()
}

// Property is the own property of that name, or nil.
func (e *ErrorObject) Property(key string) Value {
	for _, p := range e.Properties {
		if p.Key == key {
			return p.Value
		}
	}
	return nil
}

// The bits of RegExp flags, in the order in which JavaScript lists their letters. 64 is an
// experimental flag of V8's.
var regExpFlags = []struct {
	letter byte
	bit    uint32
}{{'d', 128}, {'g', 1}, {'i', 2}, {'m', 4}, {'s', 32}, {'u', 16}, {'v', 256}, {'y', 8}, {'l', 64}}

const maxRegExpFlags = 511

// Flags are the letters of a regular expression's flags.
func Flags(bits uint32) string {
	var letters strings.Builder
	for _, f := range regExpFlags {
		if bits&f.bit != 0 {
			letters.WriteByte(f.letter)
		}
	}
	return letters.String()
}

// FlagBits is the inverse of Flags.
func FlagBits(letters string) (uint32, bool) {
	var bits uint32
	for k := 0; k < len(letters); k++ {
		bit := flagBit(letters[k])
		if bit == 0 || bits&bit != 0 {
			return 0, false
		}
		bits |= bit
	}
	return bits, true
}

func flagBit(letter byte) uint32 {
	for _, f := range regExpFlags {
		if f.letter == letter {
			return f.bit
		}
	}
	return 0
}

// NumberString is a number as JavaScript writes it.
func NumberString(f float64) string {
	switch {
	case f != f:
		return "NaN"
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	case f == 0:
		return "0"
	}
	if abs := math.Abs(f); abs >= 1e-6 && abs < 1e21 {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'e', -1, 64), "e")
	sign := exponent[:1]
	return mantissa + "e" + sign + strings.TrimLeft(exponent[1:], "0")
}
