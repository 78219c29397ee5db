package web

import (
	"bytes"
	"io"
	"math/big"
	"sync"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

// functions are Go functions for a module's JavaScript.
type functions = map[string]func(goja.FunctionCall) goja.Value

// takeStream is the body behind a stream that was sent off.
func (s *state) takeStream(v goja.Value) *Body {
	b := *heldBody(v).take()
	b.once = true
	return &b
}

// transferHost serves the modules that hand buffers from one owner to the next.
func transferHost(iso *isolate.Isolate) *goja.Object {
	return iso.Object(stateOf(iso).transferFunctions())
}

func (s *state) transferFunctions() functions {
	return functions{"isDetached": func(call goja.FunctionCall) goja.Value {
		buffer, ok := call.Argument(0).Export().(goja.ArrayBuffer)
		return s.rt.ToValue(ok && buffer.Detached())
	}, "transfer": func(call goja.FunctionCall) goja.Value {
		buffer, ok := call.Argument(0).Export().(goja.ArrayBuffer)
		if !ok || buffer.Detached() {
			s.iso.TypeError(msgDetached)
		}
		data := buffer.Bytes()
		buffer.Detach()
		return webidl.NewArrayBuffer(s.iso, data)
	}}
}

func readableHost(iso *isolate.Isolate) *goja.Object {
	s := stateOf(iso)
	heldPump := func(call goja.FunctionCall) *pump { return call.Argument(0).Export().(*pump) }
	return iso.Object(functions{
		"tee": func(call goja.FunctionCall) goja.Value {
			one, two := teeBody(heldBody(call.Argument(0)).take())
			return s.rt.NewArray(s.bodyValue(one), s.bodyValue(two))
		},
		// length is what the console shows of a stream, undefined where it is not known.
		"length": func(call goja.FunctionCall) goja.Value {
			if n := heldBody(call.Argument(0)).left(); n >= 0 {
				return s.rt.ToValue(big.NewInt(n))
			}
			return goja.Undefined()
		},
		"consume": func(call goja.FunctionCall) goja.Value {
			return s.consume(heldBody(call.Argument(0)).take(), call.Argument(1).String())
		},
		"collector": func(goja.FunctionCall) goja.Value { return s.rt.NewDynamicObject(&collector{}) },
		"collect": func(call goja.FunctionCall) goja.Value {
			call.Argument(0).Export().(*collector).Write(s.chunkBytes(call.Argument(1)))
			return goja.Undefined()
		},
		"collected": func(call goja.FunctionCall) goja.Value {
			return s.convert(call.Argument(0).Export().(*collector).Bytes(), call.Argument(1).String())
		},
		"pump": func(call goja.FunctionCall) goja.Value {
			return s.rt.NewDynamicObject(s.newPump(call.Argument(0), call.Argument(1)))
		},
		"push": func(call goja.FunctionCall) goja.Value {
			return s.rt.ToValue(heldPump(call).push(s.chunkBytes(call.Argument(1))))
		},
		"end": func(call goja.FunctionCall) goja.Value {
			heldPump(call).end(io.EOF)
			return goja.Undefined()
		},
		"fail": func(call goja.FunctionCall) goja.Value {
			heldPump(call).end(s.errorOf(call.Argument(1)))
			return goja.Undefined()
		},
		"pumped": func(call goja.FunctionCall) goja.Value { return s.bodyValue(heldPump(call).body()) },
	})
}

// collector gathers the chunks of a stream that is read to its end.
type collector struct {
	opaque
	bytes.Buffer
}

// chunkBytes are the bytes of a chunk, shared with it.
func (s *state) chunkBytes(chunk goja.Value) []byte {
	data, ok := webidl.Bytes(s.iso, chunk)
	if !ok {
		s.iso.TypeError(msgNotBytes)
	}
	return data
}

func nativeHost(iso *isolate.Isolate) *goja.Object {
	s := stateOf(iso)
	host := s.transferFunctions()
	host["read"] = func(call goja.FunctionCall) goja.Value {
		got, _ := goja.AssertFunction(call.Argument(2))
		return s.readChunk(heldBody(call.Argument(0)), int(call.Argument(1).ToInteger()), got)
	}
	host["cancel"] = func(call goja.FunctionCall) goja.Value {
		return s.cancelBody(heldBody(call.Argument(0)), call.Argument(1))
	}
	return iso.Object(host)
}

// poller is a source that can say what is there without waiting.
type poller interface {
	tryTake(limit int) (data []byte, ok bool, err error)
	onReady(func())
}

// buffers are for reads whose size is known only afterwards.
var buffers = sync.Pool{New: func() any { return new([64 << 10]byte) }}

// readChunk gives at most limit bytes: a Uint8Array, or null at the end, at once where they are
// there; otherwise undefined, and got(error, chunk) in a later turn.
func (s *state) readChunk(h *bodyHandle, limit int, got goja.Callable) goja.Value {
	if h.stream == nil {
		n := min(limit, len(h.data)-h.off)
		h.off += n
		return s.chunk(bytes.Clone(h.data[h.off-n : h.off]))
	}
	if p, ok := h.stream.(poller); ok {
		return s.pollChunk(p, limit, got)
	}
	var data []byte
	var err error
	s.work(h.stream, func() {
		buffer := buffers.Get().(*[64 << 10]byte)
		defer buffers.Put(buffer)
		n := 0
		for n == 0 && err == nil {
			n, err = h.stream.Read(buffer[:min(limit, len(buffer))])
		}
		data = bytes.Clone(buffer[:n])
	}, func() { s.settleChunk(got, data, err) })
	return goja.Undefined()
}

func (s *state) pollChunk(p poller, limit int, got goja.Callable) goja.Value {
	data, ok, err := p.tryTake(limit)
	if ok && (err == nil || err == io.EOF) {
		return s.chunk(data)
	}
	ctx := s.iso.Current()
	if ok {
		s.deliver(ctx, func() { s.settleChunk(got, nil, err) })
		return goja.Undefined()
	}
	p.onReady(func() {
		s.deliver(ctx, func() {
			if v := s.pollChunk(p, limit, got); !goja.IsUndefined(v) {
				s.invoke(got, goja.Undefined(), v)
			}
		})
	})
	return goja.Undefined()
}

func (s *state) settleChunk(got goja.Callable, data []byte, err error) {
	if len(data) == 0 && err != nil && err != io.EOF {
		s.invoke(got, s.rt.NewArray(s.errorValue(err)))
		return
	}
	s.invoke(got, goja.Undefined(), s.chunk(data))
}

// chunk makes a chunk of data, which belongs to it; null, the end, of no bytes.
func (s *state) chunk(data []byte) goja.Value {
	if len(data) == 0 {
		return goja.Null()
	}
	return webidl.NewUint8Array(s.iso, data)
}

// invoke calls a JavaScript function of ours; what leaves it uncaught keeps unwinding.
func (s *state) invoke(fn goja.Callable, args ...goja.Value) {
	if _, err := fn(goja.Undefined(), args...); err != nil {
		panic(err)
	}
}

// canceler is a source whose writer wants to know why nobody reads any more.
type canceler interface{ cancel(reason error) }

// leaver is a source that tells an event that its client leaves; it reports whether it did.
type leaver interface{ leave() bool }

// cancelBody tells the source that nobody reads any more. It gives a promise for when it has heard.
func (s *state) cancelBody(h *bodyHandle, reason goja.Value) goja.Value {
	if h.stream == nil {
		h.off = len(h.data)
		return goja.Undefined()
	}
	heard := goja.Undefined()
	if l, ok := h.stream.(leaver); ok && l.leave() {
		promise, resolve, _ := s.rt.NewPromise()
		s.iso.Post(s.iso.Current(), func() { _ = resolve(goja.Undefined()) })
		heard = s.rt.ToValue(promise)
	}
	if c, ok := h.stream.(canceler); ok {
		c.cancel(s.errorOf(reason))
		return heard
	}
	s.close(h.stream)
	return heard
}

func pipeHost(iso *isolate.Isolate) *goja.Object {
	s := stateOf(iso)
	return iso.Object(functions{"pipe": func(call goja.FunctionCall) goja.Value {
		source := heldBody(call.Argument(0)).take().Reader()
		p := heldPipe(call.Argument(1))
		done, _ := goja.AssertFunction(call.Argument(2))
		stop, _ := goja.AssertFunction(call.Argument(3))
		s.invoke(stop, iso.Func(func(goja.FunctionCall) goja.Value {
			s.close(source)
			return goja.Undefined()
		}))
		s.copyBody(p, source, done)
		return goja.Undefined()
	}})
}

// close closes what may have to wait for the network.
func (s *state) close(c io.Closer) { s.iso.Go(func() { _ = c.Close() }, func() {}) }

// copyBody moves a body into a pipe without JavaScript, and tells done which side has ended.
func (s *state) copyBody(p *pipe, source io.ReadCloser, done goja.Callable) {
	w := &sinkError{pipe: p}
	var err error
	s.work(closers{source, p}, func() { _, err = io.Copy(w, source) }, func() {
		switch {
		case w.err != nil:
			s.invoke(done, s.rt.ToValue("target"), s.errorValue(w.err))
		case err != nil:
			s.invoke(done, s.rt.ToValue("source"), s.errorValue(err))
		default:
			s.invoke(done, s.rt.ToValue("source"))
		}
	})
}

// sinkError remembers that it was the writing that failed.
type sinkError struct {
	pipe *pipe
	err  error
}

func (w *sinkError) Write(b []byte) (int, error) {
	n, err := w.pipe.Write(b)
	if err != nil {
		w.err = err
	}
	return n, err
}

type closers [2]io.Closer

func (c closers) Close() error {
	_ = c[0].Close()
	return c[1].Close()
}
