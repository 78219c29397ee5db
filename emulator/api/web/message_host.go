package web

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

// requestHandle is what an incoming Request object has in Go.
type requestHandle struct {
	opaque
	*Request
}

// common are functions of the headers module that requests and responses use as well.
func common(iso *isolate.Isolate) *goja.Object {
	host := headersHost(iso)
	rt := iso.Runtime()
	_ = host.Set("clone", func(call goja.FunctionCall) goja.Value {
		h := heldHeaders(call.Argument(0))
		copied := h.headers.Clone()
		return rt.NewDynamicObject(&headersHandle{headers: &copied, immutable: h.immutable})
	})
	_ = host.Set("normalizeURL", func(call goja.FunctionCall) goja.Value {
		u, ok := normalizeURL(webidl.String(iso, call.Argument(0)))
		if !ok {
			return goja.Undefined()
		}
		return rt.ToValue(u)
	})
	// Before fetch_standard_url a request shows its URL as it was given.
	_ = host.Set("requestURL", func(call goja.FunctionCall) goja.Value {
		given := webidl.String(iso, call.Argument(0))
		u, ok := normalizeURL(given)
		switch {
		case !ok:
			return goja.Undefined()
		case iso.Without("fetch_standard_url"):
			u = given
		}
		return rt.ToValue(u)
	})
	return host
}

func requestHost(iso *isolate.Isolate) *goja.Object {
	s := stateOf(iso)
	host := common(iso)
	held := func(call goja.FunctionCall) *Request { return call.Argument(0).Export().(*requestHandle).Request }
	set := func(name string, fn func(goja.FunctionCall) goja.Value) { _ = host.Set(name, fn) }
	set("method", func(call goja.FunctionCall) goja.Value {
		text := call.Argument(0).String()
		if m, ok := knownMethod(text); ok && (m == text || upperCased(iso, m)) {
			return s.rt.ToValue(m)
		}
		return goja.Undefined()
	})
	set("isFetcher", func(call goja.FunctionCall) goja.Value {
		return s.rt.ToValue(s.isFetcher(call.Argument(0)))
	})
	set("methodOf", func(call goja.FunctionCall) goja.Value { return s.rt.ToValue(held(call).Method) })
	set("url", func(call goja.FunctionCall) goja.Value { return s.rt.ToValue(held(call).URL) })
	set("cf", func(call goja.FunctionCall) goja.Value { return s.text(held(call).CF) })
	set("headers", func(call goja.FunctionCall) goja.Value {
		return s.rt.NewDynamicObject(&headersHandle{headers: &held(call).Headers, immutable: true})
	})
	set("signal", func(call goja.FunctionCall) goja.Value {
		if signal := held(call).Signal; signal != nil {
			return signal.object
		}
		return goja.Undefined()
	})
	set("rest", func(call goja.FunctionCall) goja.Value {
		req := held(call)
		rest := s.rt.NewObject()
		_ = rest.Set("redirect", s.text(req.Redirect))
		_ = rest.Set("cache", s.text(req.Cache))
		_ = rest.Set("manual", req.ManualEncoding)
		return rest
	})
	set("send", func(call goja.FunctionCall) goja.Value {
		s.sentRequest = &Request{
			Method:         call.Argument(0).String(),
			URL:            call.Argument(1).String(),
			Headers:        heldHeaders(call.Argument(2)).headers.Clone(),
			Redirect:       textOf(call.Argument(3)),
			CF:             textOf(call.Argument(4)),
			Cache:          textOf(call.Argument(5)),
			ManualEncoding: call.Argument(6).ToBoolean(),
			Signal:         newSignal(call.Argument(7)),
		}
		if s.sentRequest.Cache != "" {
			s.sentRequest.Headers.setDefault("cache-control", "no-cache")
			s.sentRequest.Headers.setDefault("pragma", "no-cache")
		}
		return goja.Undefined()
	})
	return host
}

// fetchers are the classes of what has a fetch of its own.
var fetchers = map[string]bool{"Fetcher": true, "LoopbackServiceStub": true, "DurableObject": true}

// methods are those that workerd knows.
var methods = "GET HEAD POST PUT DELETE PATCH PURGE OPTIONS TRACE COPY LOCK MKCOL MOVE PROPFIND PROPPATCH SEARCH UNLOCK ACL REPORT MKACTIVITY CHECKOUT MERGE MSEARCH NOTIFY SUBSCRIBE UNSUBSCRIBE QUERY BAN"

// upperCased reports whether m may be given in lower case too: of old, only some methods.
func upperCased(iso *isolate.Isolate, m string) bool {
	switch m {
	case "DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT":
		return true
	}
	return !iso.Without("upper_case_all_http_methods")
}

// knownMethod is the upper-case form of a method, if it is one.
func knownMethod(m string) (string, bool) {
	switch m {
	case "GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH":
		return m, true
	}
	m = strings.ToUpper(m)
	for _, known := range strings.Fields(methods) {
		if known == m {
			return m, true
		}
	}
	return "", false
}

func responseHost(iso *isolate.Isolate) *goja.Object {
	s := stateOf(iso)
	host := common(iso)
	set := func(name string, fn func(goja.FunctionCall) goja.Value) { _ = host.Set(name, fn) }
	set("location", func(call goja.FunctionCall) goja.Value {
		h := &Headers{}
		h.Set("location", call.Argument(0).String())
		return s.rt.NewDynamicObject(&headersHandle{headers: h, immutable: true})
	})
	set("send", func(call goja.FunctionCall) goja.Value {
		resp := &Response{Status: int(call.Argument(0).ToInteger())}
		if h := call.Argument(1); !goja.IsUndefined(h) {
			resp.Headers = heldHeaders(h).headers.Clone()
		} else if t := textOf(call.Argument(2)); t != "" {
			resp.Headers.Set("content-type", t)
		}
		s.sentResponse = resp
		return goja.Undefined()
	})
	set("sendRest", func(call goja.FunctionCall) goja.Value {
		resp := s.sentResponse
		resp.StatusText = textOf(call.Argument(0))
		resp.CF = textOf(call.Argument(1))
		if ws, ok := call.Argument(2).(*goja.Object); ok {
			resp.WebSocket = ws
		}
		resp.ManualEncoding = call.Argument(3).ToBoolean()
		if call.Argument(4).ToBoolean() {
			resp.Status = 0
		}
		resp.URL = textOf(call.Argument(5))
		resp.Redirected = call.Argument(6).ToBoolean()
		return goja.Undefined()
	})
	return host
}
