// Package crypto is the Web Cryptography API: crypto, Crypto, SubtleCrypto and CryptoKey.
//
// A method of SubtleCrypto reads its arguments on the loop, copies what it was given, and leaves
// the work itself to plain Go. What costs little is done at once and its promise is settled
// when the method returns, as in workerd; making RSA keys, stretching passwords and going
// through much data happen off the loop.
//
// Each family of algorithms has its file; algorithms.go lists them. Error texts are workerd's.
package crypto

import (
	"crypto/rand"
	_ "embed"
	"fmt"
	"reflect"

	"github.com/dop251/goja"
	"github.com/google/uuid"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

//go:embed crypto.js
var source string

// Modules returns the modules "crypto" and "digest_stream".
func Modules() []*isolate.Module { return []*isolate.Module{module, digestStream} }

var module = &isolate.Module{
	Name: "crypto", Source: source, Host: host,
	Globals: []string{"Crypto", "SubtleCrypto", "CryptoKey"},
	Own:     []string{"crypto"},
}

func host(iso *isolate.Isolate) *goja.Object {
	s := &subtleCrypto{iso: iso, rt: iso.Runtime()}
	iso.SetValue(valueKey{}, s)
	functions := s.methods()
	functions["randomUUID"] = s.randomUUID
	functions["getRandomValues"] = s.getRandomValues
	functions["timingSafeEqual"] = s.timingSafeEqual
	functions["keys"] = s.setKeyFunctions
	return iso.Object(functions)
}

// maxRandom is how many bytes getRandomValues fills at once.
const maxRandom = 0x10000

func (s *subtleCrypto) randomUUID(goja.FunctionCall) goja.Value {
	s.requireHandler()
	return s.rt.ToValue(uuid.NewString())
}

func (s *subtleCrypto) getRandomValues(call goja.FunctionCall) goja.Value {
	view := call.Argument(0)
	switch webidl.BufferKind(s.iso, view) {
	case webidl.NotABuffer, webidl.ArrayBuffer:
		s.iso.TypeError(webidl.MsgArgument("getRandomValues", "Crypto", 1, "ArrayBufferView"))
	case webidl.DataView:
		panic(s.iso.NewDOMException("TypeMismatchError", msgNotIntegers))
	}
	if k := view.ExportType().Elem().Kind(); k == reflect.Float32 || k == reflect.Float64 {
		panic(s.iso.NewDOMException("TypeMismatchError", msgNotIntegers))
	}
	data, _ := webidl.Bytes(s.iso, view)
	if len(data) > maxRandom {
		panic(s.iso.NewDOMException("QuotaExceededError", fmt.Sprintf(msgTooMuchRandom, len(data))))
	}
	s.requireHandler()
	_, _ = rand.Read(data) // It never fails.
	return view
}

// requireHandler throws at module scope, where workerd has no source of randomness (DO-ID-21).
func (s *subtleCrypto) requireHandler() {
	webidl.RequireHandler(s.iso)
}
