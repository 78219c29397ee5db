package wire

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/big"
	"unicode/utf8"
)

// Error is why bytes are not a value.
type Error struct {
	Offset  int
	Message string
}

func (e *Error) Error() string { return fmt.Sprintf("read value at byte %d: %s", e.Offset, e.Message) }

// Reader takes a value's bytes apart. The first error sticks: from then on every method returns
// zero values, so callers need to look at Err only in loops and at the end.
type Reader struct {
	data    []byte
	pos     int
	version uint32
	err     error
}

// NewReader reads the header.
func NewReader(data []byte) *Reader {
	r := &Reader{data: data, version: legacyVersion}
	if len(data) == 0 {
		r.fail("empty value")
		return r
	}
	if Tag(data[0]) != TagVersion {
		return r
	}
	r.pos = 1
	r.version = r.Uint32()
	if r.version > newestVersion {
		r.failAt(1, "format version %d is newer than %d", r.version, newestVersion)
	}
	return r
}

// Version is the version of the format that the value is in.
func (r *Reader) Version() uint32 { return r.version }

// Offset is where the next byte is.
func (r *Reader) Offset() int { return r.pos }

// Remaining is the number of bytes left.
func (r *Reader) Remaining() int { return len(r.data) - r.pos }

// Err is the first error.
func (r *Reader) Err() error { return r.err }

// Fail makes the value invalid, at the current place.
func (r *Reader) Fail(format string, args ...any) { r.failAt(r.pos, format, args...) }

func (r *Reader) fail(message string) { r.failAt(r.pos, "%s", message) }

func (r *Reader) failAt(offset int, format string, args ...any) {
	if r.err == nil {
		r.err = &Error{offset, fmt.Sprintf(format, args...)}
	}
	r.pos = len(r.data)
}

// Abort makes err the reader's error.
func (r *Reader) Abort(err error) {
	if r.err == nil {
		r.err = err
	}
	r.pos = len(r.data)
}

const msgEnd = "unexpected end"

// Tag reads a tag, past padding.
func (r *Reader) Tag() Tag {
	for r.pos < len(r.data) {
		t := Tag(r.data[r.pos])
		r.pos++
		if t != TagPadding {
			return t
		}
	}
	r.fail(msgEnd)
	return TagPadding
}

// Take reads the next tag if it is t.
func (r *Reader) Take(t Tag) bool {
	for pos := r.pos; pos < len(r.data); pos++ {
		next := Tag(r.data[pos])
		if next == TagPadding && t != TagPadding {
			continue
		}
		if next == t {
			r.pos = pos + 1
		}
		return next == t
	}
	return false
}

// Byte reads one byte.
func (r *Reader) Byte() byte {
	if r.pos >= len(r.data) {
		r.fail(msgEnd)
		return 0
	}
	b := r.data[r.pos]
	r.pos++
	return b
}

// Raw reads n bytes. They are not copied.
func (r *Reader) Raw(n uint32) []byte {
	if uint64(n) > uint64(r.Remaining()) {
		r.fail(msgEnd)
		return nil
	}
	b := r.data[r.pos : r.pos+int(n) : r.pos+int(n)]
	r.pos += int(n)
	return b
}

// LengthPrefixed reads a number of bytes and then the bytes. They are not copied.
func (r *Reader) LengthPrefixed() []byte { return r.Raw(r.Uint32()) }

// Text reads a string as host objects write it.
func (r *Reader) Text() string { return validUTF8(string(r.LengthPrefixed())) }

// Uint32 reads a varint; bits beyond the 32nd are dropped, as V8 does.
func (r *Reader) Uint32() uint32 {
	if r.pos < len(r.data) && r.data[r.pos] < 0x80 {
		r.pos++
		return uint32(r.data[r.pos-1])
	}
	return uint32(r.varint(5))
}

// Uint64 reads a varint.
func (r *Reader) Uint64() uint64 { return r.varint(10) }

func (r *Reader) varint(limit int) uint64 {
	var v uint64
	for k := 0; k < limit; k++ {
		b := r.Byte()
		v |= uint64(b&0x7f) << (7 * k)
		if b < 0x80 {
			break
		}
	}
	return v
}

// Int32 reads the body of TagInt32.
func (r *Reader) Int32() int32 {
	u := r.Uint32()
	return int32(u>>1) ^ -int32(u&1)
}

// Double reads eight bytes.
func (r *Reader) Double() float64 {
	b := r.Raw(8)
	if b == nil {
		return 0
	}
	return math.Float64frombits(binary.LittleEndian.Uint64(b))
}

// BigInt reads the body of TagBigInt.
func (r *Reader) BigInt() *big.Int {
	field := r.Uint32()
	raw := r.Raw(field >> 1 & 0x3fffffff)
	magnitude := make([]byte, len(raw))
	for k, b := range raw {
		magnitude[len(raw)-1-k] = b
	}
	i := new(big.Int).SetBytes(magnitude)
	if field&1 != 0 {
		i.Neg(i)
	}
	return i
}

// OneByte reads the body of TagOneByteString: Latin-1, not copied.
func (r *Reader) OneByte() []byte { return r.LengthPrefixed() }

// TwoByte reads the body of TagTwoByteString.
func (r *Reader) TwoByte() []uint16 {
	b := r.LengthPrefixed()
	if len(b)%2 != 0 {
		r.fail("two-byte string of odd length")
		return nil
	}
	units := make([]uint16, len(b)/2)
	for k := range units {
		units[k] = binary.LittleEndian.Uint16(b[2*k:])
	}
	return units
}

// String reads the body of a string with the given tag as WTF-8.
func (r *Reader) String(t Tag) string {
	switch t {
	case TagOneByteString:
		return fromLatin1(r.OneByte())
	case TagTwoByteString:
		return FromUTF16(r.TwoByte())
	case TagUTF8String:
		return r.Text()
	}
	r.Fail("expected a string, found %s", t)
	return ""
}

// TaggedString reads a string and its tag. Before version 12 such strings had no tag.
func (r *Reader) TaggedString() string {
	if r.version < 12 {
		return r.Text()
	}
	return r.String(r.Tag())
}

// RegExpFlags reads the bits of a regular expression's flags.
func (r *Reader) RegExpFlags() uint32 {
	at := r.pos
	bits := r.Uint32()
	if bits > maxRegExpFlags {
		r.failAt(at, "unknown regular expression flags %#x", bits)
	}
	return bits
}

// LegacyErrorPart reads what part of an error comes next, and its class into kind.
func (r *Reader) LegacyErrorPart(kind *ErrorKind) ErrorPart {
	for r.err == nil {
		switch part := ErrorPart(r.Uint32()); part {
		case PartMessage, PartStack, PartCause, PartEnd:
			return part
		default:
			known, ok := legacyKind(byte(part))
			if !ok {
				r.failAt(r.pos-1, "unknown part %#x of an error", byte(part))
			}
			*kind = known
		}
	}
	return PartEnd
}

// Count checks the numbers that end an object, a Map or a Set.
func (r *Reader) Count(got int) {
	at := r.pos
	if want := r.Uint32(); r.err == nil && uint64(want) != uint64(got) {
		r.failAt(at, "%d entries announced, %d found", want, got)
	}
}

// String is how errors name a tag.
func (t Tag) String() string {
	if t > ' ' && t < utf8.RuneSelf {
		return fmt.Sprintf("tag %q", rune(t))
	}
	return fmt.Sprintf("tag %#02x", byte(t))
}
