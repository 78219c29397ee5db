package web

import (
	"bytes"
	"io"
	"reflect"
	"runtime"
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"
	"golang.org/x/text/encoding/unicode"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

// Kinds of bodies in body.js.
const (
	bodyNone = iota
	bodyText
	bodyNative
	bodyStream
)

// bodyHandle is a body in Go as JavaScript holds it.
type bodyHandle struct {
	opaque
	*Body
	// off is how much of a body of bytes was read as a stream.
	off int
	// abandoned closes a connection whose body no script holds any more.
	abandoned runtime.Cleanup
}

// take is what JavaScript has not read yet of a body, for somebody who will see to its end.
func (h *bodyHandle) take() *Body {
	h.abandoned.Stop()
	if h.stream != nil || h.off == 0 {
		return h.Body
	}
	return NewBytesBody(h.data[h.off:])
}

// left is the length of what take would give, -1 where it is not known.
func (h *bodyHandle) left() int64 {
	if h.stream != nil {
		return h.length
	}
	return int64(len(h.data) - h.off)
}

var bodyHandleType = reflect.TypeFor[*bodyHandle]()

func heldBody(v goja.Value) *bodyHandle { return v.Export().(*bodyHandle) }

// bodyValue is a body as JavaScript holds it, undefined for none.
func (s *state) bodyValue(b *Body) goja.Value {
	if b == nil {
		return goja.Undefined()
	}
	h := &bodyHandle{Body: b}
	if c, ok := b.stream.(*connection); ok {
		h.abandoned = runtime.AddCleanup(h, func(c *connection) { _ = c.Close() }, c)
	}
	return s.rt.NewDynamicObject(h)
}

func bodyHost(iso *isolate.Isolate) *goja.Object {
	s := stateOf(iso)
	return iso.Object(map[string]func(goja.FunctionCall) goja.Value{
		"requireHandler": func(goja.FunctionCall) goja.Value {
			webidl.RequireHandler(iso)
			return s.rt.ToValue(false)
		},
		"isBody": func(call goja.FunctionCall) goja.Value {
			return s.rt.ToValue(call.Argument(0).ExportType() == bodyHandleType)
		},
		"copyBuffer": func(call goja.FunctionCall) goja.Value {
			data, ok := webidl.Bytes(iso, call.Argument(0))
			if !ok {
				return goja.Undefined()
			}
			return s.bodyValue(NewBytesBody(bytes.Clone(data)))
		},
		"fromText": func(call goja.FunctionCall) goja.Value {
			return s.bodyValue(NewBytesBody([]byte(call.Argument(0).String())))
		},
		"length": func(call goja.FunctionCall) goja.Value { return s.rt.ToValue(heldBody(call.Argument(0)).length) },
		// essence is the type of a body's blob.
		"essence": func(call goja.FunctionCall) goja.Value {
			if iso.Without("blob_standard_mime_type") {
				return call.Argument(0)
			}
			return s.rt.ToValue(normalizeType(call.Argument(0).String()))
		},
		"readText": func(call goja.FunctionCall) goja.Value {
			return s.convertText(call.Argument(0), call.Argument(1).String())
		},
		"read": func(call goja.FunctionCall) goja.Value {
			return s.consume(heldBody(call.Argument(0)).take(), call.Argument(1).String())
		},
		"tee": func(call goja.FunctionCall) goja.Value {
			one, two := teeBody(heldBody(call.Argument(0)).take())
			return s.rt.NewArray(s.bodyValue(one), s.bodyValue(two))
		},
		"send": func(call goja.FunctionCall) goja.Value {
			s.sentBody = s.takeBody(int(call.Argument(0).ToInteger()), call.Argument(1))
			return goja.Undefined()
		},
	})
}

// takeBody is the body that send of body.js hands over.
func (s *state) takeBody(kind int, source goja.Value) *Body {
	switch kind {
	case bodyText:
		return NewBytesBody([]byte(source.String()))
	case bodyNative:
		return heldBody(source).take()
	case bodyStream:
		return s.takeStream(source)
	}
	return nil
}

// convertText is the content of a body that is a JavaScript string.
func (s *state) convertText(text goja.Value, as string) goja.Value {
	if as != "text" {
		return s.convert([]byte(text.String()), as)
	}
	t := text.String()
	if s.keepsMark() {
		return text
	}
	return s.rt.ToValue(strings.TrimPrefix(t, "\ufeff"))
}

// keepsMark reports whether texts keep their byte order mark, as they did of old.
func (s *state) keepsMark() bool { return s.iso.Without("strip_bom_in_read_all_text") }

const byteOrderMark = "\xef\xbb\xbf"

// convert makes of bytes, which belong to the result, what a method of Body promises.
func (s *state) convert(data []byte, as string) goja.Value {
	switch as {
	case "text":
		if s.keepsMark() && bytes.HasPrefix(data, []byte(byteOrderMark)) {
			return s.rt.ToValue("\ufeff" + decodeUTF8(data))
		}
		return s.rt.ToValue(decodeUTF8(data))
	case "bytes":
		return webidl.NewUint8Array(s.iso, data)
	case "handle":
		return s.bodyValue(NewBytesBody(data))
	}
	return webidl.NewArrayBuffer(s.iso, data)
}

// consume reads all of a body: a value where it is there already, otherwise a promise.
func (s *state) consume(b *Body, as string) goja.Value {
	if data, ok := b.Bytes(); ok {
		if as != "text" {
			data = bytes.Clone(data)
		}
		return s.convert(data, as)
	}
	p, resolve, reject := s.rt.NewPromise()
	r := b.Reader()
	var data []byte
	var err error
	s.work(r, func() {
		data, err = readAll(r, b.length)
		_ = r.Close()
	}, func() {
		if err != nil {
			_ = reject(s.errorValue(err))
			return
		}
		_ = resolve(s.convert(data, as))
	})
	return s.rt.ToValue(p)
}

// maxPrealloc bounds what is allocated on the word of a content-length.
const maxPrealloc = 64 << 20

func readAll(r io.Reader, length int64) ([]byte, error) {
	if length <= 0 || length > maxPrealloc {
		return io.ReadAll(r)
	}
	// One byte more, so that the read that finds the end needs no larger buffer.
	buf := bytes.NewBuffer(make([]byte, 0, length+bytes.MinRead))
	_, err := buf.ReadFrom(r)
	return buf.Bytes(), err
}

// decodeUTF8 decodes as the encoding standard does: without a byte order mark, U+FFFD for what
// is wrong.
func decodeUTF8(data []byte) string {
	data = bytes.TrimPrefix(data, []byte(byteOrderMark))
	if utf8.Valid(data) {
		return string(data)
	}
	decoded, err := unicode.UTF8.NewDecoder().Bytes(data)
	if err != nil {
		return strings.ToValidUTF8(string(data), "\ufffd")
	}
	return string(decoded)
}
