package api

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/web"
	"github.com/devdo/devdo/emulator/websocket"
)

// Failure is why a request of the Worker got no response of its own.
type Failure struct {
	// Stack is the exception's stack, mapped to the user's source.
	Stack string
	// Condemned is set when the isolate ended under the request.
	Condemned bool
}

// Fetch runs the Worker's fetch handler; any goroutine. Exactly one of ok and fail is called,
// on the loop, unless the isolate ends first: then neither is.
func (w *Worker) Fetch(req *web.Request, label string, ok func(*web.Response), fail func(Failure)) bool {
	c, ctx := w.newRequestContext(label)
	return w.iso.Post(ctx, func() {
		w.fetch(c, defaultExport, req, ok, func(reason goja.Value) {
			fail(Failure{Stack: w.iso.Describe(reason)})
		})
	})
}

func (w *Worker) fetch(c *requestContext, export string, req *web.Request, ok func(*web.Response), fail func(goja.Value)) {
	ok, fail = unlessHung(c, ok, fail)
	req, ok, fail = w.withSignal(req, ok, fail)
	answered := func() {
		c.answered = true
		c.finish()
	}
	result, err := w.callEntrypoint(c, export, "fetch", msgNoFetch, web.NewRequest(w.iso, req))
	if err != nil {
		fail(w.exceptionValue(err))
		return
	}
	w.settle(result, func(v goja.Value) {
		resp, err := w.extractResponse(v, req)
		if err != nil {
			fail(w.exceptionValue(err))
			return
		}
		ok(resp)
		if isWhole(resp) {
			answered()
		}
	}, func(reason goja.Value) {
		fail(reason)
		answered()
	})
}

// isWhole reports whether nothing of the response is still to come.
func isWhole(resp *web.Response) bool {
	if resp.WebSocket != nil {
		return false
	}
	if resp.Body == nil {
		return true
	}
	_, whole := resp.Body.Bytes()
	return whole
}

// callEntrypoint calls a handler of an export, which is an object of functions or a
// class (a WorkerEntrypoint).
func (w *Worker) callEntrypoint(c *requestContext, export, name, missing string, arg goja.Value) (goja.Value, error) {
	main := w.exported(export)
	c.export = export
	ctx := w.makeContext(c)
	if construct, ok := goja.AssertConstructor(main); ok {
		entry, err := construct(nil, ctx, w.env)
		if err != nil {
			return nil, err
		}
		c.handler = entry
		if call, ok := goja.AssertFunction(entry.Get(name)); ok {
			return call(entry, arg)
		}
		return w.iso.Rejected(w.iso.NewError("Error", missing)), nil
	}
	if o, ok := main.(*goja.Object); ok {
		c.handler = o
		if call, ok := goja.AssertFunction(o.Get(name)); ok {
			return call(o, arg, w.env, ctx)
		}
	}
	return w.iso.Rejected(w.iso.NewError("Error", missing)), nil
}

// extractResponse is the Response that a handler returned, with the end of its WebSocket.
func (w *Worker) extractResponse(v goja.Value, req *web.Request) (resp *web.Response, err error) {
	resp, err = web.ExtractResponse(w.iso, v)
	if err != nil {
		return nil, err
	}
	object, ok := resp.WebSocket.(*goja.Object)
	if !ok {
		return resp, nil
	}
	ex := w.iso.Runtime().Try(func() {
		if !strings.EqualFold(req.Headers.Get("upgrade"), "websocket") {
			w.iso.TypeError(msgNoUpgrade)
		}
		resp.WebSocket = w.takeEnd(object)
	})
	if ex != nil {
		return nil, ex
	}
	return resp, nil
}

// newResponse makes the Response of an answer from elsewhere, its WebSocket with it.
func (w *Worker) newResponse(resp *web.Response, redirected bool) goja.Value {
	seen := *resp
	seen.Redirected = seen.Redirected || redirected
	if seen.StatusText == "" {
		seen.StatusText = web.StatusText(seen.Status)
	}
	if end, ok := seen.WebSocket.(*websocket.End); ok {
		seen.WebSocket = w.newSocket(end, "")
	}
	return web.NewResponse(w.iso, &seen)
}
