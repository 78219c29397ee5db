package api

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/web"
	"github.com/devdo/devdo/emulator/isolate"
)

// entrypoint is an export of this Worker as it is called from outside of a request: each call
// is an event of its own.
type entrypoint struct{ export string }

// fetcherFunctions serve fetcher.js.
func (w *Worker) fetcherFunctions() functions {
	return functions{"fetch": func(call goja.FunctionCall) goja.Value {
		if s, ok := call.Argument(0).Export().(*stub); ok {
			return w.stubFetch(s, call.Argument(1), call.Argument(2))
		}
		return w.loopback(call.Argument(1), call.Argument(2))
	}}
}

// event runs fn as a new event of the Worker, once what the running object wrote is durable.
func (w *Worker) event(label string, fn func(c *requestContext)) {
	w.output(func() {
		c := &requestContext{label: label}
		w.iso.Post(&isolate.Context{Owner: c}, func() { fn(c) })
	})
}

// loopback is a fetch of the Worker's own default export.
func (w *Worker) loopback(input, init goja.Value) goja.Value {
	promise, resolve, reject := w.promise()
	req, err := web.ExtractRequest(w.iso, input, init)
	if err != nil {
		reject(w.exceptionValue(err))
		return promise
	}
	w.loopbackHop(req, 0, func(resp *web.Response, redirected bool) {
		resolve(w.newResponse(resp, redirected))
	}, reject)
	return promise
}

func (w *Worker) loopbackHop(req *web.Request, hops int, ok func(*web.Response, bool), fail func(goja.Value)) {
	back := w.reply()
	w.event(req.Method+" "+req.URL, func(c *requestContext) {
		w.fetch(c, req, func(resp *web.Response) {
			back.post(func() {
				next, err := web.Redirect(req, resp, hops)
				switch {
				case err != nil:
					fail(web.ErrorValue(w.iso, err))
				case next != nil:
					w.loopbackHop(next, hops+1, ok, fail)
				default:
					ok(resp, hops > 0)
				}
			})
		}, func(reason goja.Value) {
			err := w.capture(reason)
			back.post(func() { fail(w.revive(err)) })
		})
	})
}

// rpc calls a method of the export.
func (e *entrypoint) rpc(w *Worker, kind string, path []string, args message) goja.Value {
	promise, resolve, reject := w.promise()
	back := w.reply()
	w.event(e.export, func(c *requestContext) {
		fail := func(reason goja.Value) {
			err := w.capture(reason)
			back.post(func() { reject(w.revive(err, flag{"remote", true})) })
		}
		construct, ok := goja.AssertConstructor(w.exported(e.export))
		if !ok {
			fail(w.iso.NewError("TypeError", "The RPC receiver does not implement the method \""+path[0]+"\"."))
			return
		}
		object, err := construct(nil, w.makeContext(c), w.env)
		if err != nil {
			fail(w.exceptionValue(err))
			return
		}
		w.receive(object, kind, path, args, func(m message) {
			back.post(func() { w.resolveRPC(m, resolve, reject) })
		}, fail)
	})
	return promise
}

// makeExports makes the `exports` object: a fetcher for each entrypoint and a namespace for
// each Durable Object class (DO-RPC-50).
func (w *Worker) makeExports() *goja.Object {
	o := w.iso.Runtime().NewObject()
	classes := map[string]bool{}
	for _, n := range w.options.Namespaces {
		classes[n.Class] = true
		_ = o.Set(n.Class, w.call("durable_object_id", "makeNamespace", w.handle(n)))
	}
	for _, name := range w.exports.Keys() {
		if _, isObject := w.exports.Get(name).(*goja.Object); isObject && !classes[name] {
			_ = o.Set(name, w.call("fetcher", "makeFetcher", w.handle(&entrypoint{name})))
		}
	}
	return o
}
