package nodezlib

import (
	"encoding/binary"
	"hash/crc32"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

type host struct{ i *isolate.Isolate }

// Host serves the files of js/internal/zlib.
func Host(i *isolate.Isolate) *goja.Object {
	h := host{i}
	return i.Object(map[string]func(goja.FunctionCall) goja.Value{
		"crc32": func(call goja.FunctionCall) goja.Value {
			data := h.input("crc32", call.Argument(0))
			return i.Runtime().ToValue(crc32.Update(uint32(call.Argument(1).ToInteger()), crc32.IEEETable, data))
		},
		"enabled": func(goja.FunctionCall) goja.Value { return i.Runtime().ToValue(i.Flag("nodejs_zlib")) },
		"runSync": h.runSync,
		"open":    h.open,
		"initZlib": func(call goja.FunctionCall) goja.Value {
			n := func(at int) int { return int(call.Argument(at).ToInteger()) }
			dictionary, _ := webidl.Bytes(i, call.Argument(5))
			h.initZlib(codecOf(call).(*zlibCodec), n(1), n(2), n(3), n(4), append([]byte(nil), dictionary...))
			return goja.Undefined()
		},
		"initParams": h.initParams,
		"params": func(call goja.FunctionCall) goja.Value {
			level, strategy := call.Argument(1).ToInteger(), call.Argument(2).ToInteger()
			return h.failed(codecOf(call).(*zlibCodec).params(int(level), int(strategy)))
		},
		"work":  h.work,
		"reset": func(call goja.FunctionCall) goja.Value { return h.failed(codecOf(call).reset()) },
		"close": func(call goja.FunctionCall) goja.Value {
			codecOf(call).close()
			return goja.Undefined()
		},
	})
}

func codecOf(call goja.FunctionCall) codec {
	c, _ := call.Argument(0).Export().(codec)
	return c
}

// open makes the codec of a mode.
func (h host) open(call goja.FunctionCall) goja.Value {
	var c codec
	switch m := mode(call.Argument(0).ToInteger()); m {
	case modeBrotliEncode:
		c = newBrotliEncoder()
	case modeBrotliDecode:
		c = newBrotliDecoder()
	case modeZstdEncode:
		c = newZstdEncoder()
	case modeZstdDecode:
		c = newZstdDecoder()
	default:
		if m < modeDeflate || m > modeUnzip {
			h.i.TypeError(msgMode)
		}
		c = &zlibCodec{mode: m}
	}
	return h.i.Runtime().ToValue(c)
}

// initParams sets the parameters that a list of numbers gives by their place, where not -1, and how
// much data a Zstandard frame is said to hold.
func (h host) initParams(call goja.FunctionCall) goja.Value {
	c := codecOf(call)
	if e, ok := c.(*zstdEncoder); ok && !goja.IsUndefined(call.Argument(2)) {
		e.size = call.Argument(2).ToInteger()
	}
	set := c.(interface {
		set(key, value int) *failure
	}).set
	params, _ := webidl.Bytes(h.i, call.Argument(1))
	for key := range len(params) / 4 {
		value := int(int32(binary.LittleEndian.Uint32(params[4*key:])))
		if value == -1 {
			continue
		}
		if f := set(key, value); f != nil {
			return h.failed(f)
		}
	}
	return goja.Undefined()
}

// failed is what JavaScript gets of a failure: undefined where there is none.
func (h host) failed(f *failure) goja.Value {
	if f == nil {
		return goja.Undefined()
	}
	o := h.i.Runtime().NewObject()
	o.Set("errno", f.errno)
	o.Set("code", f.code)
	o.Set("message", f.message)
	return o
}

// work is called with the codec, the kind of flush, the input and the output, each with the part of
// it that counts. It returns the room that is left in the output and the input that is left, or a
// failure.
func (h host) work(call goja.FunctionCall) goja.Value {
	in, out := h.part(call, 2), h.part(call, 5)
	c := codecOf(call)
	consumed, produced := c.work(in, out, int(call.Argument(1).ToInteger()))
	room := len(out) - produced
	if f := c.failure(room > 0); f != nil {
		return h.failed(f)
	}
	return h.i.Runtime().NewArray(room, len(in)-consumed)
}

// part is some of the bytes of an argument, as the next two say; the caller has checked them.
func (h host) part(call goja.FunctionCall, n int) []byte {
	data, _ := webidl.Bytes(h.i, call.Argument(n))
	offset, length := call.Argument(n+1).ToInteger(), call.Argument(n+2).ToInteger()
	return data[offset : offset+length]
}
