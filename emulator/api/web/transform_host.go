package web

import (
	"bytes"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

// pipeHandle is a pipe as JavaScript holds it.
type pipeHandle struct {
	opaque
	*pipe
}

func heldPipe(v goja.Value) *pipe { return v.Export().(*pipeHandle).pipe }

func transformHost(iso *isolate.Isolate) *goja.Object {
	s := stateOf(iso)
	handle := func(p *pipe) goja.Value { return s.rt.NewDynamicObject(&pipeHandle{pipe: p}) }
	return iso.Object(functions{
		"identity": func(goja.FunctionCall) goja.Value {
			webidl.RequireHandler(iso)
			return handle(newPipe(false, -1))
		},
		"fixed": func(call goja.FunctionCall) goja.Value {
			return handle(newPipe(false, call.Argument(0).ToInteger()))
		},
		"compress": func(call goja.FunctionCall) goja.Value {
			return handle(newCodecPipe(newCompressor(call.Argument(0).String())))
		},
		"decompress": func(call goja.FunctionCall) goja.Value {
			return handle(newCodecPipe(newDecompressor(call.Argument(0).String())))
		},
		"readEnd": func(call goja.FunctionCall) goja.Value {
			p := heldPipe(call.Argument(0))
			return s.bodyValue(NewStreamBody(p, p.expected))
		},
		"write": func(call goja.FunctionCall) goja.Value {
			return s.writePipe(heldPipe(call.Argument(0)), call.Argument(1))
		},
		"close": func(call goja.FunctionCall) goja.Value {
			if err := heldPipe(call.Argument(0)).closeWrite(nil); err != nil {
				panic(s.errorValue(err))
			}
			return goja.Undefined()
		},
		"abort": func(call goja.FunctionCall) goja.Value {
			_ = heldPipe(call.Argument(0)).closeWrite(s.errorOf(call.Argument(1)))
			return goja.Undefined()
		},
	})
}

// writePipe writes a chunk; it returns a promise where the write waits for its reader.
func (s *state) writePipe(p *pipe, chunk goja.Value) goja.Value {
	var data []byte
	if view, ok := webidl.Bytes(s.iso, chunk); ok {
		data = bytes.Clone(view)
	} else {
		data = []byte(chunk.String())
	}
	var taken func(error)
	var promise *goja.Promise
	if !p.buffered {
		ctx := s.iso.Current()
		var resolve, reject func(any) error
		promise, resolve, reject = s.rt.NewPromise()
		taken = func(err error) {
			s.deliver(ctx, func() {
				if err != nil {
					_ = reject(s.errorValue(err))
					return
				}
				_ = resolve(goja.Undefined())
			})
		}
	}
	waits, err := p.write(data, taken)
	if err != nil {
		panic(s.errorValue(err))
	}
	if !waits {
		return goja.Undefined()
	}
	return s.rt.ToValue(promise)
}

func textHost(iso *isolate.Isolate) *goja.Object {
	return iso.Object(functions{"encode": func(call goja.FunctionCall) goja.Value {
		return webidl.NewUint8Array(iso, []byte(call.Argument(0).String()))
	}})
}
