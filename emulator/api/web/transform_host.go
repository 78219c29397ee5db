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
		// copy gives a chunk that the script cannot change any more.
		"copy": func(call goja.FunctionCall) goja.Value {
			if data, ok := webidl.Bytes(iso, call.Argument(0)); ok {
				return webidl.NewUint8Array(iso, bytes.Clone(data))
			}
			return call.Argument(0)
		},
		"close": func(call goja.FunctionCall) goja.Value { return s.closePipe(heldPipe(call.Argument(0))) },
		"abort": func(call goja.FunctionCall) goja.Value {
			_ = heldPipe(call.Argument(0)).closeWrite(s.errorOf(call.Argument(1)))
			return goja.Undefined()
		},
	})
}

// writePipe writes a chunk; it returns a promise where the write waits for its reader.
func (s *state) writePipe(p *pipe, chunk goja.Value) goja.Value {
	data, ok := webidl.Bytes(s.iso, chunk)
	if !ok {
		data = []byte(chunk.String())
	}
	var taken func(err error, here bool)
	var promise goja.Value
	if !p.buffered {
		promise, taken = s.settler()
	}
	waits, err := p.write(data, taken)
	if err != nil {
		panic(s.errorValue(err))
	}
	if !waits {
		return goja.Undefined()
	}
	return promise
}

// settler makes a promise and what settles it: on any goroutine, or here, on the loop, at once.
func (s *state) settler() (goja.Value, func(err error, here bool)) {
	ctx := s.iso.Current()
	promise, resolve, reject := s.rt.NewPromise()
	return s.rt.ToValue(promise), func(err error, here bool) {
		settle := func() {
			if err != nil {
				_ = reject(s.errorValue(err))
				return
			}
			_ = resolve(goja.Undefined())
		}
		if here && s.iso.Current() == ctx {
			settle()
			return
		}
		s.deliver(ctx, settle)
	}
}

// closePipe ends the writing end; it returns a promise where the end waits for its reader.
func (s *state) closePipe(p *pipe) goja.Value {
	promise, settle := s.settler()
	waits, err := p.closeWaiting(func(err error) { settle(err, false) })
	switch {
	case err != nil:
		panic(s.errorValue(err))
	case waits:
		return promise
	}
	return goja.Undefined()
}

func textHost(iso *isolate.Isolate) *goja.Object {
	return iso.Object(functions{"encode": func(call goja.FunctionCall) goja.Value {
		return webidl.NewUint8Array(iso, []byte(call.Argument(0).String()))
	}})
}
