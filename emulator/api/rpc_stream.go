package api

import (
	"bytes"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/actor"
	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

// writableRef is a WritableStream on its way. What is written where it arrives comes back to its
// writer.
type writableRef struct {
	w      *Worker
	ctx    *isolate.Context
	writer goja.Value
}

// remoteWritable is a WritableStream where it has arrived.
type remoteWritable struct {
	*writableRef
	// done is to be called when the stream has been closed or passed on: otherwise it breaks off
	// with the event that has it.
	done func() bool
}

const msgWritableLost = "WritableStream received over RPC was disconnected because the remote execution context has ended."

// writableStream makes a reference of a stream, which belongs to the receiver from then on.
func (w *Worker) writableStream(o *goja.Object) ref {
	remote, isRemote := w.call("rpc_stream", "remoteOf", o).Export().(*remoteWritable)
	writer := w.call("rpc_stream", "take", o)
	if isRemote {
		remote.done()
		return remote.writableRef
	}
	return &writableRef{w, w.iso.Current(), writer}
}

func (r *writableRef) arrive(w *Worker) *goja.Object {
	remote := &remoteWritable{writableRef: r}
	remote.done = w.scope().begin(func(*actor.Error) { r.breakOff() })
	if remote.done == nil {
		remote.done = func() bool { return false }
	}
	return w.call("rpc_stream", "makeWritable", w.handle(remote)).(*goja.Object)
}

// breakOff ends a stream that nobody can write to any more.
func (r *writableRef) breakOff() {
	r.post(func() {
		r.w.settle(r.w.call("rpc_stream", "abort", r.writer, r.w.iso.NewError("Error", msgWritableLost)), func(goja.Value) {}, func(goja.Value) {})
	})
}

func (r *writableRef) post(fn func()) bool {
	return r.w.iso.Post(r.ctx, func() {
		if r.ctx.Owner == nil {
			fn()
			return
		}
		r.ctx.Owner.Deliver(r.ctx, fn)
	})
}

// tell does something with the stream where it is and promises how it went.
func (r *writableRef) tell(w *Worker, do func() goja.Value) goja.Value {
	promise, resolve, reject := w.promise()
	back := w.reply()
	posted := r.post(func() {
		r.w.settle(do(), func(goja.Value) {
			back.post(func() { resolve(goja.Undefined()) })
		}, func(reason goja.Value) {
			err := r.w.capture(reason)
			back.post(func() { reject(w.revive(err)) })
		})
	})
	if !posted {
		back.post(func() { reject(w.iso.NewError("Error", msgWritableLost)) })
	}
	return promise
}

// rpcStreamFunctions serve rpc_stream.js.
func (w *Worker) rpcStreamFunctions() functions {
	remote := func(call goja.FunctionCall) *remoteWritable { return held[*remoteWritable](call.Argument(0)) }
	return functions{
		"write": func(call goja.FunctionCall) goja.Value {
			r := remote(call)
			data, isBytes := webidl.Bytes(w.iso, call.Argument(1))
			if !isBytes {
				data = []byte(call.Argument(1).String())
			}
			data = bytes.Clone(data)
			return r.tell(w, func() goja.Value {
				return r.w.call("rpc_stream", "write", r.writer, webidl.NewUint8Array(r.w.iso, data))
			})
		},
		"close": func(call goja.FunctionCall) goja.Value {
			r := remote(call)
			r.done()
			return r.tell(w, func() goja.Value { return r.w.call("rpc_stream", "close", r.writer) })
		},
		"abort": func(call goja.FunctionCall) goja.Value {
			r := remote(call)
			r.done()
			r.breakOff()
			return goja.Undefined()
		},
	}
}
