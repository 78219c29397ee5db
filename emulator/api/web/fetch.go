package web

import (
	"context"
	"net/http"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
	"github.com/devdo/devdo/emulator/websocket"
)

// Hooks connect fetch with what is built above this package; all are called on the loop.
type Hooks struct {
	// Subrequest counts a fetch; it returns an exception, or nil.
	Subrequest func() goja.Value
	// Outbound lets send out when the running code's output may leave: what an object wrote
	// before must be durable.
	Outbound func(send func())
	// Fetch, if set, is what fetch does instead of asking the network.
	Fetch func(input, init goja.Value) goja.Value
	// Socket makes the WebSocket of an answered upgrade.
	Socket func(end *websocket.End, protocol string) *goja.Object
}

type hooksKey struct{}

// SetHooks sets the isolate's hooks.
func SetHooks(iso *isolate.Isolate, h Hooks) { iso.SetValue(hooksKey{}, h) }

func hooksOf(iso *isolate.Isolate) Hooks {
	h, _ := iso.Value(hooksKey{}).(Hooks)
	if h.Outbound == nil {
		h.Outbound = func(send func()) { send() }
	}
	return h
}

func fetchHost(iso *isolate.Isolate) *goja.Object {
	return iso.Object(map[string]func(goja.FunctionCall) goja.Value{
		"fetch": func(call goja.FunctionCall) goja.Value {
			return stateOf(iso).fetch(call.Argument(0), call.Argument(1))
		},
	})
}

// fetch is the global function: a promise of a Response.
func (s *state) fetch(input, init goja.Value) goja.Value {
	if s.iso.Current().Owner == nil {
		return s.iso.Rejected(s.iso.NewError("Error", webidl.MsgGlobalScope))
	}
	if elsewhere := hooksOf(s.iso).Fetch; elsewhere != nil {
		return elsewhere(input, init)
	}
	req, err := ExtractRequest(s.iso, input, init)
	if err != nil {
		ex, ok := err.(*goja.Exception)
		if !ok {
			panic(err)
		}
		return s.iso.Rejected(ex.Value())
	}
	if count := hooksOf(s.iso).Subrequest; count != nil {
		if refusal := count(); refusal != nil {
			return s.iso.Rejected(refusal)
		}
	}
	promise, resolve, reject := s.rt.NewPromise()
	x := &exchange{s: s, req: req, resolve: resolve, reject: reject}
	x.ctx, x.cancel = context.WithCancelCause(s.ended())
	if req.Signal != nil {
		req.Signal.OnAbort(s.iso, x.aborted)
		req.Signal = nil
	}
	if !x.settled {
		hooksOf(s.iso).Outbound(x.send)
	}
	return s.rt.ToValue(promise)
}

// exchange is one fetch on its way.
type exchange struct {
	s               *state
	req             *Request
	ctx             context.Context
	cancel          context.CancelCauseFunc
	resolve, reject func(any) error
	settled         bool
}

// settle settles the promise, once.
func (x *exchange) settle(with func(any) error, v goja.Value) {
	if x.settled {
		return
	}
	x.settled = true
	if err := with(v); err != nil {
		panic(err)
	}
}

// aborted ends the fetch, and the body of its response, with the signal's reason.
func (x *exchange) aborted(reason goja.Value) {
	x.settle(x.reject, reason)
	x.cancel(x.s.errorOf(reason))
}

// send asks the network off the loop and settles the promise.
func (x *exchange) send() {
	if x.settled {
		x.req.Body.Close()
		return
	}
	if x.req.Headers.Get("upgrade") == "websocket" {
		x.upgrade()
		return
	}
	var resp *Response
	var err error
	x.s.iso.Go(func() { resp, err = roundTrips(x.ctx, x.req) }, func() {
		switch {
		case err != nil:
			x.settle(x.reject, x.s.errorValue(err))
		case x.settled:
			resp.Body.Close()
		default:
			x.settle(x.resolve, NewResponse(x.s.iso, resp))
		}
	})
}

// upgrade opens a WebSocket.
func (x *exchange) upgrade() {
	var c *websocket.Connection
	var err error
	header := http.Header{}
	for _, f := range x.req.Headers.All() {
		header.Add(f.Name, f.Value)
	}
	x.s.iso.Go(func() { c, err = websocket.DialWith(x.ctx, x.req.URL, header) }, func() {
		if err != nil {
			x.settle(x.reject, x.s.errorValue(networkError(x.ctx, err)))
			return
		}
		resp := &Response{Status: c.Status, StatusText: http.StatusText(c.Status), URL: x.req.URL, Immutable: true}
		for name, values := range c.Header {
			for _, v := range values {
				resp.Headers.Add(name, v)
			}
		}
		if c.Status == http.StatusSwitchingProtocols {
			inner, outer := websocket.NewPair()
			resp.WebSocket = hooksOf(x.s.iso).Socket(inner, c.Protocol)
			go c.Serve(outer)
		}
		x.settle(x.resolve, NewResponse(x.s.iso, resp))
	})
}
