package api

import (
	"io"
	"sync"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/web"
	"github.com/devdo/devdo/emulator/api/webidl"
)

// messageRef makes what moves along with a message of o, for platform objects that do: messages
// with their bodies, and streams (DO-RPC-32). It is nil for everything else.
func (p *packing) messageRef(o *goja.Object) ref {
	w := p.w
	name, ok := webidl.ClassName(w.iso, o)
	if !ok {
		return nil
	}
	switch name {
	case "Request":
		w.requireFree(o.Get("bodyUsed"))
		req, err := web.ExtractRequest(w.iso, o, goja.Undefined())
		throw(err)
		var signal *signalRef
		if req.Signal != nil && w.options.Flags.Has("enable_abortsignal_rpc") {
			signal = w.signal(req.Signal)
		}
		req.Signal = nil
		req.Body = w.overRPC(req.Body)
		return requestRef{req, signal}
	case "Response":
		w.requireFree(o.Get("bodyUsed"))
		if socket := o.Get("webSocket"); socket != nil && socket.ToBoolean() {
			throw(w.cloneError("DataCloneError", "Could not serialize object of type \"WebSocket\". This type does not support serialization."))
		}
		resp, err := web.ExtractAnyResponse(w.iso, o)
		throw(err)
		resp.Body = w.overRPC(resp.Body)
		return responseRef{resp}
	case "ReadableStream":
		w.requireFree(o.Get("locked"))
		return streamRef{w.streamBody(o)}
	case "WritableStream":
		return w.writableStream(o)
	case "Socket":
		return w.passSocket(o)
	case "AbortSignal":
		if w.options.Flags.Has("enable_abortsignal_rpc") {
			return w.signal(web.NewSignal(o))
		}
	}
	return nil
}

// throw throws an exception that came as an error.
func throw(err error) {
	if err != nil {
		panic(err)
	}
}

func (w *Worker) requireFree(locked goja.Value) {
	if locked.ToBoolean() {
		w.iso.TypeError("The ReadableStream has been locked to a reader.")
	}
}

// streamBody takes the bytes of a stream off.
func (w *Worker) streamBody(stream *goja.Object) *web.Body {
	carrier, err := web.ConstructResponse(w.iso, stream, goja.Undefined())
	throw(err)
	resp, err := web.ExtractResponse(w.iso, carrier)
	throw(err)
	return w.overRPC(resp.Body)
}

// bodyStream makes a stream of bytes.
func (w *Worker) bodyStream(body *web.Body) *goja.Object {
	return web.NewResponse(w.iso, &web.Response{Status: 200, Body: body}).Get("body").(*goja.Object)
}

// overRPC is a body whose reader, being elsewhere, does not hear why it ended early. The running
// event goes on until it has been read.
func (w *Worker) overRPC(body *web.Body) *web.Body {
	if body == nil {
		return nil
	}
	if _, complete := body.Bytes(); complete {
		return body
	}
	d := &distant{ReadCloser: body.Reader(), release: func() {}}
	if event, ok := w.iso.Current().Owner.(*requestContext); ok {
		event.lend(1)
		d.release = sync.OnceFunc(func() { w.iso.Post(nil, func() { event.lend(-1) }) })
	}
	return web.NewStreamBody(d, body.Length())
}

type distant struct {
	io.ReadCloser
	release func()
}

func (d *distant) Read(b []byte) (int, error) {
	n, err := d.ReadCloser.Read(b)
	if err != nil {
		d.release()
		if err != io.EOF {
			err = web.NewError("ReadableStream received over RPC disconnected prematurely.")
		}
	}
	return n, err
}

func (d *distant) Close() error {
	d.release()
	return d.ReadCloser.Close()
}

// requestRef and responseRef are messages on their way.
type (
	requestRef struct {
		*web.Request
		signal *signalRef
	}
	responseRef struct{ *web.Response }
)

// arrive makes a request of the receiver's own, which it can change.
func (r requestRef) arrive(w *Worker) *goja.Object {
	init := w.iso.Runtime().NewObject()
	if r.signal != nil {
		_ = init.Set("signal", r.signal.arrive(w))
	}
	o, err := w.iso.Runtime().New(w.export("request", "Request"), web.NewRequest(w.iso, r.Request), init)
	throw(err)
	return o
}

func (r responseRef) arrive(w *Worker) *goja.Object {
	r.Response.Immutable = false
	return web.NewResponse(w.iso, r.Response)
}

// streamRef is a ReadableStream on its way.
type streamRef struct{ body *web.Body }

func (r streamRef) arrive(w *Worker) *goja.Object { return w.bodyStream(r.body) }
