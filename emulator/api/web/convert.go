package web

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

// NewRequest shows an incoming request to a script; loop only, inside a turn. The script gets
// the request itself, so req belongs to it from then on. The headers are immutable.
func NewRequest(iso *isolate.Isolate, req *Request) *goja.Object {
	s := stateOf(iso)
	v, err := s.call("request", "make", s.rt.NewDynamicObject(&requestHandle{Request: req}), s.bodyValue(req.Body))
	return isolate.Must(v, err).(*goja.Object)
}

// NewResponse shows a response to a script; loop only, inside a turn. The script gets the
// response itself. A WebSocket in it must be the JavaScript object.
func NewResponse(iso *isolate.Isolate, resp *Response) *goja.Object {
	s := stateOf(iso)
	h := s.rt.NewDynamicObject(&headersHandle{headers: &resp.Headers, immutable: resp.Immutable})
	socket := goja.Undefined()
	if ws, ok := resp.WebSocket.(*goja.Object); ok {
		socket = ws
	}
	v, err := s.call("response", "makeResponse", s.bodyValue(resp.Body), s.rt.ToValue(resp.Status), h,
		s.text(resp.StatusText), s.text(resp.URL), s.rt.ToValue(resp.Redirected), s.text(resp.CF), socket,
		s.rt.ToValue(resp.ManualEncoding))
	return isolate.Must(v, err).(*goja.Object)
}

// ExtractResponse takes the Response that a handler returned; loop only, inside a turn, in the
// context that a body which is a JavaScript stream is to be read in. The error is the exception
// that the handler's caller sees.
func ExtractResponse(iso *isolate.Isolate, v goja.Value) (*Response, error) {
	resp, err := ExtractAnyResponse(iso, v)
	if err == nil && resp.Status == 0 {
		return nil, exception(iso, "TypeError", msgErrorResponse)
	}
	return resp, err
}

// ExtractAnyResponse is ExtractResponse that takes Response.error() as well, whose status is 0.
func ExtractAnyResponse(iso *isolate.Isolate, v goja.Value) (*Response, error) {
	s := stateOf(iso)
	defer s.nested()()
	ok, err := s.call("response", "sendResponse", v)
	if err != nil {
		return nil, err
	}
	if !ok.ToBoolean() {
		return nil, exception(iso, "TypeError", webidl.MsgPromise("Response"))
	}
	resp := s.sentResponse
	resp.Body = s.sentBody
	return resp, nil
}

// ExtractRequest takes the request that fetch(input, init) describes, whose body is used up by
// that; loop only, inside a turn. The error is the exception that fetch rejects with. A missing
// input is for the caller to find.
func ExtractRequest(iso *isolate.Isolate, input, init goja.Value) (*Request, error) {
	s := stateOf(iso)
	defer s.nested()()
	if init == nil {
		init = goja.Undefined()
	}
	if _, err := s.call("request", "outgoing", input, init); err != nil {
		return nil, err
	}
	req := s.sentRequest
	req.Body = s.sentBody
	return req, nil
}

// RequestHead is a Request, or one for a URL, without its body; loop only, inside a turn. The error
// is the exception that its maker sees.
func RequestHead(iso *isolate.Isolate, input goja.Value) (*Request, error) {
	s := stateOf(iso)
	defer s.nested()()
	if _, err := s.call("request", "head", input); err != nil {
		return nil, err
	}
	return s.sentRequest, nil
}

// nested makes room for a message to send; it returns how to go on with the one whose sending has
// led to it: scripts that are asked for a body may send others.
func (s *state) nested() (restore func()) {
	req, resp, body := s.sentRequest, s.sentResponse, s.sentBody
	s.sentRequest, s.sentResponse, s.sentBody = nil, nil, nil
	return func() { s.sentRequest, s.sentResponse, s.sentBody = req, resp, body }
}

// exception is an error as a call into JavaScript would return it.
func exception(iso *isolate.Isolate, class, message string) error {
	return iso.Runtime().Try(func() { iso.Throw(class, message) })
}
