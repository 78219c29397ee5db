package node

import (
	"bytes"
	"encoding/binary"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

// bufferHost serves js/buffer.js and js/internal/buffer_numbers.js.
func bufferHost(i *isolate.Isolate) *goja.Object {
	rt := i.Runtime()
	b := buffers{i}
	return i.Object(map[string]func(goja.FunctionCall) goja.Value{
		"isArrayBuffer": func(call goja.FunctionCall) goja.Value {
			return rt.ToValue(webidl.BufferKind(i, call.Argument(0)) == webidl.ArrayBuffer)
		},
		"encode": func(call goja.FunctionCall) goja.Value {
			return webidl.NewUint8Array(i, encode(stringOf(call.Argument(0)), call.Argument(1).String()))
		},
		"decode": b.decode,
		"byteLength": func(call goja.FunctionCall) goja.Value {
			return rt.ToValue(byteLength(stringOf(call.Argument(0)), call.Argument(1).String()))
		},
		"write": b.write,
		"compare": func(call goja.FunctionCall) goja.Value {
			return rt.ToValue(bytes.Compare(b.arg(call, 0), b.arg(call, 1)))
		},
		"fill":    b.fill,
		"indexOf": b.indexOf,
		"swap": func(call goja.FunctionCall) goja.Value {
			for chunk := range slices.Chunk(b.arg(call, 0), int(call.Argument(1).ToInteger())) {
				slices.Reverse(chunk)
			}
			return goja.Undefined()
		},
		"isAscii": func(call goja.FunctionCall) goja.Value {
			return rt.ToValue(!slices.ContainsFunc(b.arg(call, 0), func(c byte) bool { return c >= utf8.RuneSelf }))
		},
		"isUtf8":     func(call goja.FunctionCall) goja.Value { return rt.ToValue(utf8.Valid(b.arg(call, 0))) },
		"transcode":  b.transcode,
		"readFloat":  b.readFloat,
		"writeFloat": b.writeFloat,
	})
}

func stringOf(v goja.Value) goja.String { return v.ToString().(goja.String) }

// buffers are functions over the bytes of views.
type buffers struct{ i *isolate.Isolate }

// arg are the bytes of an argument, shared with it.
func (b buffers) arg(call goja.FunctionCall, n int) []byte {
	data, _ := webidl.Bytes(b.i, call.Argument(n))
	return data
}

func (b buffers) decode(call goja.FunctionCall) goja.Value {
	data := b.arg(call, 0)
	end := min(max(int(call.Argument(2).ToInteger()), 0), len(data))
	start := min(max(int(call.Argument(1).ToInteger()), 0), end)
	return decode(b.i.Runtime(), data[start:end], call.Argument(3).String())
}

// write puts whole characters into a part of a view and returns how many bytes that took.
func (b buffers) write(call goja.FunctionCall) goja.Value {
	data := b.arg(call, 0)
	offset, length := int(call.Argument(2).ToInteger()), int(call.Argument(3).ToInteger())
	if offset < 0 || length < 0 || offset > len(data) || length > len(data)-offset {
		b.i.Throw("RangeError", "\"offset\" is outside of buffer bounds")
	}
	room := data[offset : offset+length]
	encoding := call.Argument(4).String()
	text := encode(stringOf(call.Argument(1)), encoding)
	return b.i.Runtime().ToValue(copy(room, whole(text, len(room), encoding)))
}

// whole is the part of encoded text that fits without breaking a character.
func whole(text []byte, room int, encoding string) []byte {
	if len(text) <= room {
		return text
	}
	switch encoding {
	case "utf16le":
		room &^= 1
	case "utf8":
		for room > 0 && !utf8.RuneStart(text[room]) {
			room--
		}
	}
	return text[:room]
}

// fill repeats a pattern; it returns false where there is none to repeat.
func (b buffers) fill(call goja.FunctionCall) goja.Value {
	data, pattern := b.arg(call, 0), b.arg(call, 1)
	start, end := int(call.Argument(2).ToInteger()), int(call.Argument(3).ToInteger())
	if len(pattern) == 0 {
		return b.i.Runtime().ToValue(false)
	}
	if start < 0 || end > len(data) {
		b.i.Throw("RangeError", "Attempt to access memory outside buffer bounds")
	}
	pattern = slices.Clone(pattern) // it may be part of data
	for start < end {
		start += copy(data[start:end], pattern)
	}
	return goja.Undefined()
}

// indexOf finds bytes at or after an offset, or at or before it; step 2 looks at every other.
func (b buffers) indexOf(call goja.FunctionCall) goja.Value {
	at := indexOf(b.arg(call, 0), b.arg(call, 1), int(call.Argument(2).ToInteger()), call.Argument(3).ToBoolean(), int(call.Argument(4).ToInteger()))
	return b.i.Runtime().ToValue(at)
}

func indexOf(data, needle []byte, offset int, forward bool, step int) int {
	if offset < 0 {
		offset += len(data)
		if offset < 0 && !forward {
			return -1
		}
	}
	offset = max(offset, 0)
	if len(needle) == 0 {
		return min(offset, len(data))
	}
	if len(data) < len(needle) || forward && offset > len(data)-len(needle) {
		return -1
	}
	if step == 2 && (len(needle) < 2 || len(data) < 2) {
		return -1
	}
	if forward {
		if step == 1 {
			if at := bytes.Index(data[offset:], needle); at >= 0 {
				return offset + at
			}
			return -1
		}
		for at := offset; at+len(needle) <= len(data); at += step {
			if bytes.HasPrefix(data[at:], needle) {
				return at
			}
		}
		return -1
	}
	for at := min(offset, len(data)-len(needle)); at >= 0; at -= step {
		if bytes.HasPrefix(data[at:], needle) {
			return at
		}
	}
	return -1
}

func (b buffers) transcode(call goja.FunctionCall) goja.Value {
	text := stringOf(decode(b.i.Runtime(), b.arg(call, 0), call.Argument(1).String()))
	to := call.Argument(2).String()
	if to == "ascii" || to == "latin1" {
		return webidl.NewUint8Array(b.i, questionMarks(text, to))
	}
	return webidl.NewUint8Array(b.i, encode(text, to))
}

// questionMarks stand for the characters that an encoding lacks.
func questionMarks(text goja.String, encoding string) []byte {
	limit := rune(0xff)
	if encoding == "ascii" {
		limit = 0x7f
	}
	var out []byte
	for _, r := range text.String() {
		if r > limit {
			r = '?'
		}
		out = append(out, byte(r))
	}
	return out
}

// number are the bytes of a number in a view, the first being the least.
func (b buffers) number(call goja.FunctionCall, offset, size int, little bool) []byte {
	data := b.arg(call, 0)[offset : offset+size]
	if !little {
		data = slices.Clone(data)
		slices.Reverse(data)
	}
	return data
}

func (b buffers) readFloat(call goja.FunctionCall) goja.Value {
	size := int(call.Argument(2).ToInteger())
	data := b.number(call, int(call.Argument(1).ToInteger()), size, call.Argument(3).ToBoolean())
	if size == 4 {
		return b.i.Runtime().ToValue(float64(math.Float32frombits(binary.LittleEndian.Uint32(data))))
	}
	return b.i.Runtime().ToValue(math.Float64frombits(binary.LittleEndian.Uint64(data)))
}

func (b buffers) writeFloat(call goja.FunctionCall) goja.Value {
	value, offset, size := call.Argument(1).ToFloat(), int(call.Argument(2).ToInteger()), int(call.Argument(3).ToInteger())
	if math.IsNaN(value) {
		value = math.Float64frombits(0x7ff8 << 48) // V8's
	}
	out := binary.LittleEndian.AppendUint64(nil, math.Float64bits(value))
	if size == 4 {
		out = binary.LittleEndian.AppendUint32(nil, math.Float32bits(float32(value)))
	}
	if !call.Argument(4).ToBoolean() {
		slices.Reverse(out)
	}
	copy(b.arg(call, 0)[offset:], out)
	return goja.Undefined()
}
