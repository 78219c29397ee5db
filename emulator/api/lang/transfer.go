package lang

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

// transfer is ArrayBuffer.prototype.transfer(length): the bytes in a new buffer, and the old one
// detached.
func transfer(iso *isolate.Isolate, call goja.FunctionCall) goja.Value {
	rt := iso.Runtime()
	buffer := bufferOf(iso, call.This)
	if buffer.Detached() {
		iso.TypeError("Cannot perform ArrayBuffer.prototype.transfer on a detached ArrayBuffer")
	}
	if webidl.Pinned(iso, call.This) {
		iso.TypeError("ArrayBuffer is not detachable and could not be cloned.")
	}
	old := buffer.Bytes()
	n := len(old)
	if v := call.Argument(0); !goja.IsUndefined(v) {
		if n = int(v.ToInteger()); n < 0 || n > maxBuffer {
			panic(iso.NewError("RangeError", "Invalid array buffer length"))
		}
	}
	data := old
	if n != len(old) {
		data = make([]byte, n)
		copy(data, old)
	}
	buffer.Detach()
	return rt.ToValue(rt.NewArrayBuffer(data))
}

// maxBuffer is the most bytes that a buffer may have.
const maxBuffer = 1 << 31

func detached(iso *isolate.Isolate, call goja.FunctionCall) goja.Value {
	return iso.Runtime().ToValue(bufferOf(iso, call.This).Detached())
}

func bufferOf(iso *isolate.Isolate, v goja.Value) goja.ArrayBuffer {
	buffer, ok := v.Export().(goja.ArrayBuffer)
	if !ok {
		iso.TypeError("Receiver is not an ArrayBuffer")
	}
	return buffer
}
