package web

import (
	"context"

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
	var resp *Response
	var err error
	x.s.iso.Go(func() { resp, err = roundTrips(x.ctx, x.req) }, func() {
		switch {
		case err != nil:
			x.settle(x.reject, x.s.errorValue(err))
		case x.settled:
			resp.Body.Close()
			if resp.Connection != nil {
				resp.Connection.Close()
			}
		default:
			x.s.serve(resp)
			x.settle(x.resolve, NewResponse(x.s.iso, resp))
		}
	})
}
