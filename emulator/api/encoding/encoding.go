// Package encoding has TextEncoder, TextDecoder, atob and btoa, and their work for other
// packages: DecodeUTF8 and ReplaceInvalid for text from bytes, Decoder for every other encoding,
// DecodeBase64.
package encoding

import (
	_ "embed"
	"encoding/base64"
	"reflect"
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

//go:embed encoding.js
var source string

// Modules returns the module "encoding".
func Modules() []*isolate.Module { return []*isolate.Module{module} }

var module = &isolate.Module{
	Name: "encoding", Source: source, Host: host,
	Globals: []string{"TextEncoder", "TextDecoder", "atob", "btoa"},
}

func host(iso *isolate.Isolate) *goja.Object {
	h := &functions{iso, iso.Runtime()}
	return iso.Object(map[string]func(goja.FunctionCall) goja.Value{
		"encode":     h.encode,
		"encodeInto": h.encodeInto,
		"lookup":     h.lookup,
		"decoder":    h.decoder,
		"decode":     h.decode,
		"decodeWith": h.decodeWith,
		"atob":       h.atob,
		"btoa":       h.btoa,
	})
}

type functions struct {
	iso *isolate.Isolate
	rt  *goja.Runtime
}

func (h *functions) encode(call goja.FunctionCall) goja.Value {
	return webidl.NewUint8Array(h.iso, []byte(webidl.String(h.iso, call.Argument(0))))
}

func (h *functions) encodeInto(call goja.FunctionCall) goja.Value {
	text := webidl.String(h.iso, call.Argument(0))
	into, ok := webidl.Bytes(h.iso, call.Argument(1))
	if !ok || call.Argument(1).ExportType() != reflect.TypeFor[[]byte]() {
		h.iso.TypeError(webidl.MsgArgument("encodeInto", "TextEncoder", 2, "Uint8Array"))
	}
	read, written := encodeInto(text, into)
	result := h.rt.NewObject()
	_ = result.Set("read", read)
	_ = result.Set("written", written)
	return result
}

// encodeInto copies whole characters; read counts UTF-16 units.
func encodeInto(text string, into []byte) (read, written int) {
	for _, r := range text {
		n := utf8.RuneLen(r)
		if written+n > len(into) {
			break
		}
		utf8.EncodeRune(into[written:], r)
		written += n
		read++
		if r > 0xffff {
			read++
		}
	}
	return read, written
}

func (h *functions) lookup(call goja.FunctionCall) goja.Value {
	name, ok := Lookup(webidl.String(h.iso, call.Argument(0)))
	if !ok {
		return goja.Undefined()
	}
	return h.rt.ToValue(name)
}

func options(call goja.FunctionCall) Options {
	return Options{Fatal: call.Argument(1).ToBoolean(), IgnoreBOM: call.Argument(2).ToBoolean()}
}

func (h *functions) decoder(call goja.FunctionCall) goja.Value {
	d, ok := NewDecoder(h.iso, call.Argument(0).String(), options(call))
	if !ok {
		return goja.Undefined()
	}
	return h.rt.ToValue(d)
}

// decode is all of UTF-8 at once: decode(input, fatal, ignoreBOM).
func (h *functions) decode(call goja.FunctionCall) goja.Value {
	data, o := h.input(call.Argument(0)), options(call)
	if o.Fatal && !utf8.Valid(data) {
		h.iso.TypeError(ErrMalformed.Error())
	}
	text := ReplaceInvalid(data)
	if !o.IgnoreBOM {
		text = strings.TrimPrefix(text, bom)
	}
	return h.rt.ToValue(text)
}

func (h *functions) decodeWith(call goja.FunctionCall) goja.Value {
	d := call.Argument(0).Export().(*Decoder)
	text, err := d.Decode(h.input(call.Argument(1)), call.Argument(2).ToBoolean())
	if err != nil {
		h.iso.TypeError(err.Error())
	}
	return text
}

func (h *functions) input(v goja.Value) []byte {
	if goja.IsUndefined(v) {
		return nil
	}
	data, ok := webidl.Bytes(h.iso, v)
	if !ok {
		h.iso.TypeError(webidl.MsgArgument("decode", "TextDecoder", 1, "Array"))
	}
	return data
}

func (h *functions) atob(call goja.FunctionCall) goja.Value {
	data, ok := DecodeBase64(webidl.String(h.iso, call.Argument(0)))
	if !ok {
		panic(h.iso.NewDOMException("InvalidCharacterError", msgBadBase64))
	}
	return latin1(h.rt, data)
}

func (h *functions) btoa(call goja.FunctionCall) goja.Value {
	data, ok := latin1Bytes(webidl.String(h.iso, call.Argument(0)))
	if !ok {
		panic(h.iso.NewDOMException("InvalidCharacterError", msgNotLatin1))
	}
	return h.rt.ToValue(base64.StdEncoding.EncodeToString(data))
}
