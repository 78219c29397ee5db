package nodezlib

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
)

const (
	minChunk  = 64
	maxChunk  = 128 << 20
	chunkSize = 40 << 10

	maxZlibFlush   = 6
	maxBrotliFlush = 3
	maxZstdFlush   = 2

	msgMemoryLimit = "Memory limit exceeded"
	msgStrategy    = "invalid strategy"
	msgMode        = "Invalid zlib mode"
)

// runSync does in one go what there is a codec for: its arguments are the function's name, the mode,
// the data and the options.
func (h host) runSync(call goja.FunctionCall) goja.Value {
	name := call.Argument(0).String()
	data := h.input(name, call.Argument(2))
	object, ok := call.Argument(3).(*goja.Object)
	if !ok {
		h.i.TypeError(webidl.MsgArgument(name, "ZlibUtil", 2, "Options"))
	}
	o := options{h.i, object}
	chunk := o.unsigned("chunkSize", chunkSize)
	limit := o.unsigned("maxOutputLength", maxChunk)
	o.inRange("chunkSize", chunk, minChunk, maxChunk)
	o.inRange("maxOutputLength", limit, 1, maxChunk)
	codec, flush := h.openSync(mode(call.Argument(1).ToInteger()), o)
	defer codec.close()
	return webidl.NewArrayBuffer(h.i, h.complete(codec, data, flush, limit))
}

// input are the bytes of an argument that may be a string.
func (h host) input(function string, v goja.Value) []byte {
	if text, ok := v.(goja.String); ok {
		return []byte(text.String())
	}
	data, ok := webidl.Bytes(h.i, v)
	if !ok {
		h.i.TypeError(webidl.MsgArgument(function, "ZlibUtil", 1, "string or ArrayBuffer or ArrayBufferView"))
	}
	if len(data) >= maxChunk {
		h.i.Throw("RangeError", msgMemoryLimit)
	}
	return data
}

func (h host) openSync(m mode, o options) (codec codec, flush int) {
	switch m {
	case modeBrotliEncode:
		e := newBrotliEncoder()
		o.params(e.set)
		return e, o.flushes(maxBrotliFlush, brotliFinish)
	case modeBrotliDecode:
		d := newBrotliDecoder()
		o.params(d.set)
		return d, o.flushes(maxBrotliFlush, brotliFinish)
	case modeZstdEncode:
		e := newZstdEncoder()
		o.params(e.set)
		return e, o.flushes(maxZstdFlush, zstdEnd)
	case modeZstdDecode:
		d := newZstdDecoder()
		o.params(d.set)
		return d, o.flushes(maxZstdFlush, zstdEnd)
	}
	c := &zlibCodec{mode: m}
	windowBits, level := o.unsigned("windowBits", 15), o.int("level", -1)
	memLevel, strategy := o.unsigned("memLevel", 8), o.unsigned("strategy", 0)
	h.initZlib(c, windowBits, level, memLevel, strategy, o.bytes("dictionary"))
	flush = o.inRange("flush", o.int("flush", 0), 0, maxZlibFlush)
	finish := o.int("finishFlush", zlibFinish)
	// The message shows the other option's value.
	o.inRangeOf("finishFlush", finish, 0, maxZlibFlush, flush)
	return c, finish
}

const zlibFinish = 4

// flushes checks the two kinds of flush, of which only the last matters.
func (o options) flushes(high, finish int) int {
	o.inRange("flush", o.int("flush", 0), 0, high)
	return o.inRange("finishFlush", o.int("finishFlush", finish), 0, high)
}

func (h host) initZlib(c *zlibCodec, windowBits, level, memLevel, strategy int, dictionary []byte) {
	o := options{i: h.i}
	mayBeZero := c.mode == modeInflate || c.mode == modeGunzip || c.mode == modeUnzip
	if windowBits != 0 || !mayBeZero {
		o.inRange("windowBits", windowBits, 8, 15)
	}
	o.inRange("level", level, -1, 9)
	o.inRange("memLevel", memLevel, 1, 9)
	if strategy < 0 || strategy > 4 {
		h.i.Throw("Error", msgStrategy)
	}
	c.windowBits, c.level, c.memLevel, c.strategy, c.dictionary = windowBits, level, memLevel, strategy, dictionary
}

// complete gives the whole output, of at most limit bytes.
func (h host) complete(c codec, in []byte, flush, limit int) []byte {
	var all []byte
	chunk := make([]byte, min(chunkSize, limit))
	for {
		room := chunk[:min(len(chunk), limit-len(all))]
		consumed, produced := c.work(in, room, flush)
		full := produced == len(room)
		if f := c.failure(!full); f != nil {
			h.i.Throw("Error", f.message)
		}
		all = append(all, room[:produced]...)
		in = in[max(consumed, 0):]
		if !full {
			return all
		}
		if len(all) < limit {
			continue
		}
		if !c.ended() {
			h.i.Throw("RangeError", msgMemoryLimit)
		}
		return all
	}
}
