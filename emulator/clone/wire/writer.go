package wire

import (
	"encoding/binary"
	"math"
	"math/big"
	"math/bits"
	"unicode/utf8"
)

// Integers within V8's small-integer range are written as int32, all others as doubles.
const (
	minSmallInt = -1 << 30
	maxSmallInt = 1<<30 - 1
)

// Writer appends to a value's bytes. Its zero value is ready and has no header.
type Writer struct {
	buf []byte
}

// NewWriter is a Writer that has written the header.
func NewWriter() *Writer {
	w := &Writer{buf: make([]byte, 0, 64)}
	w.Header()
	return w
}

// Header writes the version.
func (w *Writer) Header() { w.buf = append(w.buf, byte(TagVersion), Version) }

// Reset makes w write into buf, from its end on. Alignment counts from the start of buf.
func (w *Writer) Reset(buf []byte) { w.buf = buf }

// Bytes is what was written.
func (w *Writer) Bytes() []byte { return w.buf }

// Len is the number of bytes written.
func (w *Writer) Len() int { return len(w.buf) }

// Tag writes a tag.
func (w *Writer) Tag(t Tag) { w.buf = append(w.buf, byte(t)) }

// Byte writes one byte.
func (w *Writer) Byte(b byte) { w.buf = append(w.buf, b) }

// Raw writes bytes as they are.
func (w *Writer) Raw(b []byte) { w.buf = append(w.buf, b...) }

// Uint32 writes a varint.
func (w *Writer) Uint32(v uint32) {
	if v < 0x80 {
		w.buf = append(w.buf, byte(v))
		return
	}
	w.buf = binary.AppendUvarint(w.buf, uint64(v))
}

// Uint64 writes a varint.
func (w *Writer) Uint64(v uint64) { w.buf = binary.AppendUvarint(w.buf, v) }

// RawDouble writes the eight bytes of a double. All NaNs are written alike.
func (w *Writer) RawDouble(f float64) {
	if f != f {
		w.buf = binary.LittleEndian.AppendUint64(w.buf, 0x7ff8000000000000)
		return
	}
	w.buf = binary.LittleEndian.AppendUint64(w.buf, math.Float64bits(f))
}

// LengthPrefixed writes bytes after their number, without a tag.
func (w *Writer) LengthPrefixed(b []byte) {
	w.Uint32(uint32(len(b)))
	w.Raw(b)
}

// Text writes a string as host objects do: UTF-8 after its length, without a tag.
func (w *Writer) Text(s string) {
	w.Uint32(uint32(len(s)))
	w.buf = append(w.buf, s...)
}

// Int writes an integer that is exact as a double.
func (w *Writer) Int(i int64) {
	if i < minSmallInt || i > maxSmallInt {
		w.Double(float64(i))
		return
	}
	v := int32(i)
	w.buf = append(w.buf, byte(TagInt32))
	w.Uint32(uint32(v<<1) ^ uint32(v>>31))
}

// Double writes a number in the form of doubles, whatever its value.
func (w *Writer) Double(f float64) {
	w.buf = append(w.buf, byte(TagDouble))
	w.RawDouble(f)
}

// Number writes a number in the form V8 chooses for it.
func (w *Writer) Number(f float64) {
	if IsSmallInt(f) {
		w.Int(int64(f))
		return
	}
	w.Double(f)
}

// IsSmallInt tells whether V8 keeps f as a small integer.
func IsSmallInt(f float64) bool {
	return f >= minSmallInt && f <= maxSmallInt && f == math.Trunc(f) && (f != 0 || !math.Signbit(f))
}

// Bool writes a boolean.
func (w *Writer) Bool(b bool) {
	if b {
		w.Tag(TagTrue)
		return
	}
	w.Tag(TagFalse)
}

// BigInt writes a BigInt.
func (w *Writer) BigInt(i *big.Int) {
	w.Tag(TagBigInt)
	w.RawBigInt(i)
}

// RawBigInt writes a BigInt without a tag: its sign and number of bytes, then its magnitude in
// words of eight bytes, least significant first.
func (w *Writer) RawBigInt(i *big.Int) {
	length := (i.BitLen() + 63) / 64 * 8
	field := uint32(length) << 1
	if i.Sign() < 0 {
		field |= 1
	}
	w.Uint32(field)
	magnitude := i.FillBytes(make([]byte, length))
	for k := length - 1; k >= 0; k-- {
		w.buf = append(w.buf, magnitude[k])
	}
}

// ASCII writes a string that is known to be ASCII.
func (w *Writer) ASCII(s string) {
	w.buf = append(w.buf, byte(TagOneByteString))
	w.Uint32(uint32(len(s)))
	w.buf = append(w.buf, s...)
}

// String writes a string given in WTF-8.
func (w *Writer) String(s string) {
	if isASCII(s) {
		w.ASCII(s)
		return
	}
	if n, ok := latin1Length(s); ok {
		w.Tag(TagOneByteString)
		w.Uint32(uint32(n))
		for _, r := range s {
			w.buf = append(w.buf, byte(r))
		}
		return
	}
	w.UTF16(toUTF16(s))
}

// UTF16 writes a string given in UTF-16, as two bytes a unit only if it needs them.
func (w *Writer) UTF16(s []uint16) {
	for _, u := range s {
		if u > 0xff {
			w.twoByte(s)
			return
		}
	}
	w.Tag(TagOneByteString)
	w.Uint32(uint32(len(s)))
	for _, u := range s {
		w.buf = append(w.buf, byte(u))
	}
}

// twoByte pads so that the text begins at an even offset.
func (w *Writer) twoByte(s []uint16) {
	length := uint32(2 * len(s))
	if (len(w.buf)+1+varintSize(length))&1 != 0 {
		w.Tag(TagPadding)
	}
	w.Tag(TagTwoByteString)
	w.Uint32(length)
	for _, u := range s {
		w.buf = append(w.buf, byte(u), byte(u>>8))
	}
}

// Reference writes a reference to an object that was written before.
func (w *Writer) Reference(id uint32) {
	w.Tag(TagReference)
	w.Uint32(id)
}

// Host begins a host object; its body follows.
func (w *Writer) Host(tag uint32) {
	w.Tag(TagHostObject)
	w.Uint32(tag)
}

// Key writes a property key: an array index as a number, any other as a string.
func (w *Writer) Key(key string) {
	if index, ok := ArrayIndex(key); ok {
		w.Int(int64(index))
		return
	}
	w.String(key)
}

// ArrayIndex is the number that a property key stands for if it is an array index.
func ArrayIndex(key string) (uint32, bool) {
	if len(key) == 0 || len(key) > 10 || key[0] == '0' && len(key) > 1 {
		return 0, false
	}
	var n uint64
	for k := 0; k < len(key); k++ {
		digit := key[k] - '0'
		if digit > 9 {
			return 0, false
		}
		n = n*10 + uint64(digit)
	}
	return uint32(n), n < math.MaxUint32
}

func varintSize(v uint32) int { return (bits.Len32(v|1) + 6) / 7 }

func isASCII(s string) bool {
	for k := 0; k < len(s); k++ {
		if s[k] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// latin1Length is the number of bytes of s in Latin-1, if it has such a form.
func latin1Length(s string) (int, bool) {
	n := 0
	for _, r := range s {
		if r > 0xff {
			return 0, false
		}
		n++
	}
	return n, true
}

// LegacyError begins an error in the form before 2026-04-21; parts follow.
func (w *Writer) LegacyError(kind ErrorKind) {
	w.Tag(TagError)
	if letter := kind.legacyLetter(); letter != 0 {
		w.Byte(letter)
	}
}

// LegacyErrorPart precedes a part of such an error, and ends it.
func (w *Writer) LegacyErrorPart(part ErrorPart) { w.Byte(byte(part)) }
