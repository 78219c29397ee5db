package api

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"encoding/hex"
	"io"
	"net"
	"sync"
	"time"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/actor"
	"github.com/devdo/devdo/emulator/api/web"
)

// conn is a connection, of TCP or within the process.
type conn interface {
	io.ReadWriteCloser
	// CloseWrite ends the writing direction alone.
	CloseWrite() error
}

// connection is the connection of a socket that a script has.
type connection struct {
	w *Worker
	// opened is closed when conn is there, or err says why there will be none.
	opened chan struct{}
	conn   conn
	err    error
	// flushed is closed when everything written has left, or never will.
	flushed chan struct{}
	// stop ends the copying of what is written; nil until there is any.
	stop io.Closer
}

func newConnection(w *Worker) *connection {
	return &connection{w: w, opened: make(chan struct{}), flushed: make(chan struct{})}
}

// dialTimeout bounds opening a connection.
const dialTimeout = 30 * time.Second

// dial opens a TCP connection.
func (c *connection) dial(address, host, transport string) {
	defer close(c.opened)
	ctx, cancel := context.WithTimeout(context.Background(), dialTimeout)
	defer cancel()
	var d net.Dialer
	raw, err := d.DialContext(ctx, "tcp", address)
	if err != nil {
		c.err = err
		return
	}
	c.conn = raw.(*net.TCPConn)
	if transport == "on" {
		c.secure(ctx, raw, host)
	}
}

// secure makes the connection one of TLS.
func (c *connection) secure(ctx context.Context, raw net.Conn, host string) {
	t := tls.Client(raw, &tls.Config{ServerName: host})
	if c.err = t.HandshakeContext(ctx); c.err != nil {
		_ = raw.Close()
		return
	}
	c.conn = t
}

// Read waits for the connection to be open. One that failed is at its end.
func (c *connection) Read(b []byte) (int, error) {
	<-c.opened
	if c.err != nil {
		return 0, io.EOF
	}
	n, err := c.conn.Read(b)
	if err != nil {
		// Whoever reads sees an end, however the connection ended.
		err = io.EOF
	}
	return n, err
}

// Close ends both directions.
func (c *connection) Close() error {
	select {
	case <-c.opened:
		if c.conn != nil {
			return c.conn.Close()
		}
	default:
	}
	return nil
}

// send copies what a script writes.
func (c *connection) send(from io.ReadCloser) {
	defer close(c.flushed)
	<-c.opened
	if c.err != nil {
		_ = from.Close()
		return
	}
	if _, err := io.Copy(c.conn, from); err != nil {
		_ = from.Close()
		return
	}
	_ = c.conn.CloseWrite()
}

// atEnd tells of the end of a reader, once, on any goroutine.
type atEnd struct {
	io.ReadCloser
	tell func()
}

func (r *atEnd) Read(b []byte) (int, error) {
	n, err := r.ReadCloser.Read(b)
	if err == io.EOF {
		r.tell()
	}
	return n, err
}

// connectFunctions serve sockets.js.
func (w *Worker) connectFunctions() functions {
	c := func(call goja.FunctionCall) *connection { return held[*connection](call.Argument(0)) }
	return functions{
		"connect": func(call goja.FunctionCall) goja.Value {
			w.requireRequest()
			made := newConnection(w)
			address := call.Argument(1).String()
			if goja.IsUndefined(call.Argument(0)) {
				host, transport := call.Argument(2).String(), call.Argument(3).String()
				w.output(func() { go made.dial(address, host, transport) })
			} else {
				w.connectTo(call.Argument(0).Export(), address, made)
			}
			return w.handle(made)
		},
		"streams": func(call goja.FunctionCall) goja.Value { return w.socketStreams(c(call), call.Argument(1)) },
		"onOpen": func(call goja.FunctionCall) goja.Value {
			tell, _ := goja.AssertFunction(call.Argument(1))
			made := c(call)
			w.whenClosed(made.opened, func() { _, _ = tell(goja.Undefined(), w.iso.Runtime().ToValue(made.err != nil)) })
			return goja.Undefined()
		},
		// flushed promises that what has been written has left, as far as it can.
		"flushed": func(call goja.FunctionCall) goja.Value {
			promise, resolve, _ := w.promise()
			w.whenClosed(c(call).flushed, func() { resolve(goja.Undefined()) })
			return promise
		},
		"close": func(call goja.FunctionCall) goja.Value {
			_ = c(call).Close()
			return goja.Undefined()
		},
		"upgrade": func(call goja.FunctionCall) goja.Value {
			old, made := c(call), newConnection(w)
			host := call.Argument(1).String()
			go func() {
				defer close(made.opened)
				<-old.opened
				raw, isTCP := old.conn.(net.Conn)
				if made.err = old.err; made.err == nil && !isTCP {
					made.err = io.ErrClosedPipe
				}
				if made.err != nil {
					return
				}
				ctx, cancel := context.WithTimeout(context.Background(), dialTimeout)
				defer cancel()
				made.secure(ctx, raw, host)
			}()
			return w.handle(made)
		},
		"passed": func(goja.FunctionCall) goja.Value {
			made := newConnection(w)
			close(made.opened)
			close(made.flushed)
			return w.handle(made)
		},
		// wholeStructs says whether objects of the runtime's have their absent members too.
		"wholeStructs": func(goja.FunctionCall) goja.Value {
			return w.iso.Runtime().ToValue(w.options.Flags.Has("enable_fast_jsg_struct"))
		},
		"random": func(goja.FunctionCall) goja.Value {
			var b [16]byte
			_, _ = rand.Read(b[:])
			return w.text(hex.EncodeToString(b[:]))
		},
	}
}

// whenClosed calls fn in the running context once done is closed; that is work in progress.
func (w *Worker) whenClosed(done <-chan struct{}, fn func()) {
	select {
	case <-done:
		w.iso.Post(w.iso.Current(), fn)
		return
	default:
	}
	back := w.reply()
	go func() {
		<-done
		back.post(fn)
	}()
}

// socketStreams makes the streams of a connection.
func (w *Worker) socketStreams(c *connection, ended goja.Value) goja.Value {
	tell, _ := goja.AssertFunction(ended)
	ctx := w.iso.Current()
	end := sync.OnceFunc(func() {
		w.iso.Post(ctx, func() { _, _ = tell(goja.Undefined()) })
	})
	readable := w.bodyStream(web.NewStreamBody(&atEnd{c, end}, -1))
	identity, err := w.iso.Runtime().New(w.export("native_transform", "IdentityTransformStream"))
	throw(err)
	written := w.streamBody(identity.Get("readable").(*goja.Object)).Reader()
	c.stop = written
	go c.send(written)
	streams := w.iso.Runtime().NewObject()
	_ = streams.Set("readable", readable)
	_ = streams.Set("writable", identity.Get("writable"))
	return streams
}

// connectTo connects to a stub's connect() handler.
func (w *Worker) connectTo(target any, address string, made *connection) {
	here, there := newDuplex()
	refuse := func(*actor.Error) {
		made.err = io.ErrClosedPipe
		close(made.opened)
	}
	var once sync.Once
	opened := func(found bool) {
		once.Do(func() {
			if !found {
				refuse(nil)
				return
			}
			made.conn = here
			close(made.opened)
		})
	}
	lost := func(*actor.Error) { opened(false) }
	switch target := target.(type) {
	case *entrypoint:
		w.eventOf(target, "CONNECT "+address, func(t *Worker, c *requestContext, v *visit) {
			target.begin(c)
			defer v.answer()
			on, err := t.entryObject(c, target.export)
			if err != nil || on == nil {
				opened(false)
				return
			}
			t.serveConnect(on.target, address, there, opened, func() {
				c.answered = true
				c.finish()
			}, t.env, t.makeContext(c))
		}, lost)
	case *stub:
		w.connectObject(target, address, there, opened, lost)
	default:
		opened(false)
	}
}

// connectObject connects to an object.
func (w *Worker) connectObject(s *stub, address string, there conn, opened func(bool), lost func(*actor.Error)) {
	if s.use() != nil {
		opened(false)
		return
	}
	event := &actor.Event{Fail: lost}
	event.Run = func(a *actor.Actor) {
		serve := a.Place().Host().(*Worker)
		serve.serveConnect(a.Instance.(*instance).object, address, there, opened, event.Done)
	}
	w.sendFetch(func() { s.object.Deliver(s.id, event) })
}

// serveConnect runs a connect() handler, with whose end the connection ends.
func (w *Worker) serveConnect(on goja.Value, address string, there conn, opened func(bool), done func(), more ...goja.Value) {
	handler, has := goja.AssertFunction(on.(*goja.Object).Get("connect"))
	opened(has)
	if !has {
		w.Log("Received a connect event but we lack a handler. Did you remember to export a connect() function?")
		done()
		return
	}
	c := newConnection(w)
	c.conn = there
	close(c.opened)
	over := func() {
		if c.stop != nil {
			_ = c.stop.Close()
		}
		_ = there.Close()
		done()
	}
	failed := func(reason goja.Value) {
		w.report(reason)
		over()
	}
	socket := w.call("sockets", "accept", w.handle(c), w.text(address))
	result, err := handler(on, append([]goja.Value{socket}, more...)...)
	if err != nil {
		failed(w.exceptionValue(err))
		return
	}
	w.settle(result, func(goja.Value) { over() }, failed)
}

// socketRef is a Socket on its way: its streams, and what it says of itself.
type socketRef struct {
	readable, writable ref
	remote, local      goja.Value
	transport          string
}

const msgSocketUnopened = "A Socket can only be serialized after it has opened. Await `socket.opened` before transferring the socket over RPC."

func (w *Worker) passSocket(o *goja.Object) ref {
	parts := w.call("sockets", "parts", o).(*goja.Object)
	if !parts.Get("open").ToBoolean() {
		throw(w.cloneError("DataCloneError", msgSocketUnopened))
	}
	readable := parts.Get("readable").(*goja.Object)
	w.requireFree(readable.Get("locked"))
	writable := w.writableStream(parts.Get("writable").(*goja.Object))
	return &socketRef{streamRef{w.streamBody(readable)}, writable, parts.Get("remoteAddress"), parts.Get("localAddress"), parts.Get("secureTransport").String()}
}

func (r *socketRef) arrive(w *Worker) *goja.Object {
	info := w.iso.Runtime().NewObject()
	for name, v := range map[string]goja.Value{"remoteAddress": r.remote, "localAddress": r.local} {
		if v != nil && !goja.IsUndefined(v) {
			_ = info.Set(name, v.String())
		}
	}
	return w.call("sockets", "received", r.readable.arrive(w), r.writable.arrive(w), info, w.text(r.transport)).(*goja.Object)
}
