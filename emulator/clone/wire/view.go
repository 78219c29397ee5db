package wire

import (
	"encoding/binary"
	"math"
	"math/big"
)

// ViewType is the class of a typed array or a DataView.
type ViewType byte

// The view types.
const (
	Int8Array         ViewType = 'b'
	Uint8Array        ViewType = 'B'
	Uint8ClampedArray ViewType = 'C'
	Int16Array        ViewType = 'w'
	Uint16Array       ViewType = 'W'
	Int32Array        ViewType = 'd'
	Uint32Array       ViewType = 'D'
	Float16Array      ViewType = 'h'
	Float32Array      ViewType = 'f'
	Float64Array      ViewType = 'F'
	BigInt64Array     ViewType = 'q'
	BigUint64Array    ViewType = 'Q'
	DataView          ViewType = '?'
)

var viewTypes = map[ViewType]struct {
	name string
	size uint32
}{
	Int8Array:         {"Int8Array", 1},
	Uint8Array:        {"Uint8Array", 1},
	Uint8ClampedArray: {"Uint8ClampedArray", 1},
	Int16Array:        {"Int16Array", 2},
	Uint16Array:       {"Uint16Array", 2},
	Int32Array:        {"Int32Array", 4},
	Uint32Array:       {"Uint32Array", 4},
	Float16Array:      {"Float16Array", 2},
	Float32Array:      {"Float32Array", 4},
	Float64Array:      {"Float64Array", 8},
	BigInt64Array:     {"BigInt64Array", 8},
	BigUint64Array:    {"BigUint64Array", 8},
	DataView:          {"DataView", 1},
}

// String is the name of the class, or "" if there is no such type.
func (t ViewType) String() string { return viewTypes[t].name }

// ElementSize is the number of bytes of one element, or 0 if there is no such type.
func (t ViewType) ElementSize() uint32 { return viewTypes[t].size }

// ViewTypeOf is the type with the given class name.
func ViewTypeOf(name string) (ViewType, bool) {
	for t, info := range viewTypes {
		if info.name == name {
			return t, true
		}
	}
	return 0, false
}

// ViewHeader is what the stream says about a view: it follows the buffer.
type ViewHeader struct {
	Type           ViewType
	Offset, Length uint32 // in bytes
	LengthTracking bool
	Resizable      bool // of the buffer
}

func (h ViewHeader) flags() uint32 {
	var flags uint32
	if h.LengthTracking {
		flags |= viewLengthTracking
	}
	if h.Resizable {
		flags |= viewOnResizable
	}
	return flags
}

// View writes a view whose buffer, or a reference to it, was just written.
func (w *Writer) View(h ViewHeader) {
	w.Tag(TagArrayBufferView)
	w.Uint32(uint32(h.Type))
	w.Uint32(h.Offset)
	w.Uint32(h.Length)
	w.Uint32(h.flags())
}

// View reads what follows TagArrayBufferView, and checks it against its buffer's length.
func (r *Reader) View(bufferLength int) ViewHeader {
	at := r.pos
	h := ViewHeader{Type: ViewType(r.Uint32()), Offset: r.Uint32(), Length: r.Uint32()}
	if r.version >= 14 {
		flags := r.Uint32()
		h.LengthTracking = flags&viewLengthTracking != 0
		h.Resizable = flags&viewOnResizable != 0
	}
	size := h.Type.ElementSize()
	switch {
	case r.err != nil:
	case size == 0:
		r.failAt(at, "unknown view type %#x", byte(h.Type))
	case uint64(h.Offset)+uint64(h.Length) > uint64(bufferLength):
		r.failAt(at, "view beyond the end of its buffer")
	case h.Offset%size != 0 || h.Length%size != 0:
		r.failAt(at, "misaligned view")
	}
	return h
}

// Element reads an element of a typed array from the beginning of data.
func (t ViewType) Element(data []byte) Value {
	le := binary.LittleEndian
	switch t {
	case Int8Array:
		return Number(int8(data[0]))
	case Int16Array:
		return Number(int16(le.Uint16(data)))
	case Uint16Array:
		return Number(le.Uint16(data))
	case Int32Array:
		return Number(int32(le.Uint32(data)))
	case Uint32Array:
		return Number(le.Uint32(data))
	case Float16Array:
		return Number(Float16(le.Uint16(data)))
	case Float32Array:
		return Number(math.Float32frombits(le.Uint32(data)))
	case Float64Array:
		return Number(math.Float64frombits(le.Uint64(data)))
	case BigInt64Array:
		return BigInt{big.NewInt(int64(le.Uint64(data)))}
	case BigUint64Array:
		return BigInt{new(big.Int).SetUint64(le.Uint64(data))}
	}
	return Number(data[0])
}

// Float16 is the number that the bits of a half-precision float stand for.
func Float16(bits uint16) float64 {
	exponent, fraction := int(bits>>10&0x1f), float64(bits&0x3ff)
	var f float64
	switch exponent {
	case 0:
		f = math.Ldexp(fraction, -24)
	case 0x1f:
		f = math.Inf(1)
		if fraction != 0 {
			f = math.NaN()
		}
	default:
		f = math.Ldexp(1024+fraction, exponent-25)
	}
	if bits&0x8000 != 0 {
		return -f
	}
	return f
}
