package web

import (
	"context"
	"io"
	"net/http"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
	"github.com/devdo/devdo/emulator/websocket"
)

// Hooks connect fetch with what is built above this package; all are called on the loop.
type Hooks struct {
	// Outbound lets send out when the running code's output may leave: what an object wrote
	// before must be durable.
	Outbound func(send func())
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

const (
	msgGlobalScope = "Disallowed operation called within global scope. Asynchronous I/O (ex: fetch() or connect()), setting a timeout, and generating random values are not allowed within global scope. To fix this error, perform this operation within a handler. https://developers.cloudflare.com/workers/runtime-apis/handlers/"
	expectedInput  = "Request or string"
)

func fetchHost(iso *isolate.Isolate) *goja.Object {
	return iso.Object(map[string]func(goja.FunctionCall) goja.Value{
		"fetch": func(call goja.FunctionCall) goja.Value {
			if call.Argument(0).ToInteger() < 1 {
				return iso.Rejected(iso.NewError("TypeError", webidl.MsgArgument("fetch", "ServiceWorkerGlobalScope", 1, expectedInput)))
			}
			return stateOf(iso).fetch(call.Argument(1), call.Argument(2))
		},
	})
}

// fetch is the global function: a promise of a Response.
func (s *state) fetch(input, init goja.Value) goja.Value {
	if s.iso.Current().Owner == nil {
		return s.iso.Rejected(s.iso.NewError("Error", msgGlobalScope))
	}
	req, err := ExtractRequest(s.iso, input, init)
	if err != nil {
		return s.iso.Rejected(err.(*goja.Exception).Value())
	}
	promise, resolve, reject := s.rt.NewPromise()
	x := &exchange{s: s, req: req}
	x.ctx, x.cancel = context.WithCancel(s.ended())
	x.settle = func(v goja.Value, failed bool) {
		if x.settled {
			return
		}
		x.settled = true
		settle := resolve
		if failed {
			settle = reject
		}
		if err := settle(v); err != nil {
			panic(err)
		}
	}
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
	s       *state
	req     *Request
	ctx     context.Context
	cancel  context.CancelFunc
	settle  func(v goja.Value, failed bool)
	settled bool
}

// aborted ends the fetch, and the body of its response, with the signal's reason.
func (x *exchange) aborted(reason goja.Value) {
	x.settle(reason, true)
	x.cancel()
}

// send asks the network off the loop and settles the promise.
func (x *exchange) send() {
	if x.settled {
		return
	}
	if x.req.Headers.Get("upgrade") == "websocket" {
		x.upgrade()
		return
	}
	var resp *Response
	var err error
	x.s.iso.Go(func() { resp, err = roundTrips(x.ctx, x.req) }, func() {
		if err != nil {
			x.settle(x.s.errorValue(err), true)
			return
		}
		if x.settled {
			resp.Body.Close()
			return
		}
		x.settle(NewResponse(x.s.iso, resp), false)
	})
}

// transport takes answers as they come: what is encoded is decoded here, where the Worker wants
// that.
var transport = &http.Transport{Proxy: http.ProxyFromEnvironment, DisableCompression: true, MaxIdleConnsPerHost: 16}

// roundTrips sends the request and follows redirects.
func roundTrips(ctx context.Context, req *Request) (*Response, error) {
	for hops := 0; ; hops++ {
		resp, err := roundTrip(ctx, req)
		if err != nil {
			return nil, err
		}
		next, err := Redirect(req, resp, hops)
		if err != nil {
			resp.Body.Close()
			return nil, err
		}
		if next == nil {
			resp.Redirected = hops > 0
			return resp, nil
		}
		resp.Body.Close()
		req = next
	}
}

func roundTrip(ctx context.Context, req *Request) (*Response, error) {
	out, err := outgoing(ctx, req)
	if err != nil {
		return nil, err
	}
	in, err := transport.RoundTrip(out)
	if err != nil {
		return nil, err
	}
	resp := &Response{
		Status: in.StatusCode, StatusText: http.StatusText(in.StatusCode), URL: req.URL,
		Immutable: true, ManualEncoding: req.ManualEncoding,
	}
	for name, values := range in.Header {
		for _, v := range values {
			resp.Headers.Add(name, v)
		}
	}
	if hasBody(req.Method, in) {
		resp.Body = responseBody(in, req.ManualEncoding)
	}
	return resp, nil
}

// outgoing is the request of Go's HTTP client.
func outgoing(ctx context.Context, req *Request) (*http.Request, error) {
	var body io.Reader
	if req.Body != nil {
		body = req.Body.Reader()
	}
	out, err := http.NewRequestWithContext(ctx, req.Method, req.URL, body)
	if err != nil {
		return nil, err
	}
	if req.Body != nil {
		out.ContentLength = req.Body.Length()
		if out.ContentLength == 0 {
			out.Body = http.NoBody
		}
	}
	for _, f := range req.Headers.All() {
		switch f.Name {
		case "host":
			out.Host = f.Value
		case "content-length", "connection", "transfer-encoding", "upgrade":
		default:
			out.Header.Add(f.Name, f.Value)
		}
	}
	if !req.Headers.Has("accept-encoding") {
		out.Header.Set("Accept-Encoding", "br, gzip")
	}
	if !req.Headers.Has("user-agent") {
		out.Header["User-Agent"] = nil
	}
	return out, nil
}

func hasBody(method string, in *http.Response) bool {
	switch in.StatusCode {
	case http.StatusSwitchingProtocols, http.StatusNoContent, http.StatusResetContent, http.StatusNotModified:
		return false
	}
	return method != http.MethodHead
}

// responseBody is the body, decoded unless the Worker wants it as it is.
func responseBody(in *http.Response, manual bool) *Body {
	if !manual {
		if decoded, ok := Decode(in.Body, in.Header.Get("Content-Encoding")); ok {
			return NewStreamBody(decoded, -1)
		}
	}
	if in.ContentLength == 0 {
		in.Body.Close()
		return NewBytesBody(nil)
	}
	return NewStreamBody(in.Body, in.ContentLength)
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
			x.settle(x.s.errorValue(err), true)
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
		x.settle(NewResponse(x.s.iso, resp), false)
	})
}
