package web

import (
	"bytes"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/encoding"
	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

func blobHost(iso *isolate.Isolate) *goja.Object {
	s := stateOf(iso)
	return iso.Object(map[string]func(goja.FunctionCall) goja.Value{
		"isBuffer": func(call goja.FunctionCall) goja.Value {
			return s.rt.ToValue(webidl.BufferKind(iso, call.Argument(0)) != webidl.NotABuffer)
		},
		"string": func(call goja.FunctionCall) goja.Value { return s.rt.ToValue(kjText(iso, call.Argument(0))) },
		"type": func(call goja.FunctionCall) goja.Value {
			return s.rt.ToValue(blobType(webidl.String(iso, call.Argument(0))))
		},
		"number": func(call goja.FunctionCall) goja.Value {
			n := webidl.Number(iso, call.Argument(0))
			if math.IsNaN(n) {
				n = 0
			}
			return s.rt.ToValue(n)
		},
		"concat": func(call goja.FunctionCall) goja.Value {
			return s.bodyValue(NewBytesBody(s.concat(call.Argument(0))))
		},
		"share": func(call goja.FunctionCall) goja.Value {
			return s.bodyValue(NewBytesBody(heldBody(call.Argument(0)).data))
		},
		"length": func(call goja.FunctionCall) goja.Value { return s.rt.ToValue(heldBody(call.Argument(0)).length) },
		"slice": func(call goja.FunctionCall) goja.Value {
			data := heldBody(call.Argument(0)).data
			start, end := sliceIndex(iso, call.Argument(1), 0, len(data)), sliceIndex(iso, call.Argument(2), len(data), len(data))
			return s.bodyValue(NewBytesBody(data[start:max(start, end)]))
		},
		"read": func(call goja.FunctionCall) goja.Value {
			return s.convert(bytes.Clone(heldBody(call.Argument(0)).data), call.Argument(1).String())
		},
		"text": func(call goja.FunctionCall) goja.Value {
			return s.rt.ToValue(encoding.ReplaceInvalid(heldBody(call.Argument(0)).data))
		},
	})
}

// concat copies an array of strings, buffers and handles together.
func (s *state) concat(parts goja.Value) []byte {
	data := []byte{}
	s.rt.ForOf(parts, func(part goja.Value) bool {
		if goja.IsString(part) {
			data = append(data, kjBytes(part)...)
			return true
		}
		if buffer, ok := webidl.Bytes(s.iso, part); ok {
			data = append(data, buffer...)
			return true
		}
		data = append(data, heldBody(part).data...)
		return true
	})
	return data
}

// sliceIndex is an argument of slice, made to lie in [0, size].
func sliceIndex(iso *isolate.Isolate, v goja.Value, fallback, size int) int {
	if goja.IsUndefined(v) {
		return fallback
	}
	n := int(webidl.Int32(iso, v))
	if n < 0 {
		n += size
	}
	return min(max(n, 0), size)
}

// blobType is what becomes of a type: lower case, or nothing where it has characters that do
// not belong into one.
func blobType(s string) string {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] > 0x7f {
			return ""
		}
	}
	return strings.ToLower(s)
}

// kjText is a string after its way through workerd's UTF-8: each lone surrogate has become
// three characters U+FFFD.
func kjText(iso *isolate.Isolate, v goja.Value) string {
	if _, ok := v.(*goja.Symbol); ok {
		iso.TypeError(webidl.MsgSymbolToString)
	}
	return encoding.ReplaceInvalid(kjBytes(v))
}

// kjBytes are the bytes that workerd makes of a string: UTF-8 in which lone surrogates are
// encoded like other characters.
func kjBytes(v goja.Value) []byte {
	text := v.String()
	if !strings.ContainsRune(text, utf8.RuneError) {
		return []byte(text)
	}
	units := v.ToString().(goja.String)
	data := make([]byte, 0, len(text))
	i := 0
	for _, r := range text {
		if unit := units.CharAt(i); r == utf8.RuneError && unit != utf8.RuneError {
			data = append(data, 0xe0|byte(unit>>12), 0x80|byte(unit>>6&0x3f), 0x80|byte(unit&0x3f))
		} else {
			data = utf8.AppendRune(data, r)
		}
		if i++; r > 0xffff {
			i++
		}
	}
	return data
}
