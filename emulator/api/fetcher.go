package api

import (
	"net/http"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/actor"
	"github.com/devdo/devdo/emulator/api/web"
)

// defaultExport is the export that answers requests.
const defaultExport = "default"

// entrypoint is an export of a Worker as it is called from outside of a request: each call is an
// event of its own.
type entrypoint struct {
	// service is the Worker, nil for the one whose isolate this is.
	service Service
	export  string
	// props are ctx.props of the calls.
	props message
	// storable is set if stubs of it may be stored.
	storable bool
	// via is how an entrypoint of a loaded Worker can be found again, where that is known.
	via *restored
}

// begin notes in an event what it calls.
func (e *entrypoint) begin(c *requestContext) {
	c.props, c.export = e.props, e.export
	_, c.loaded = c.w.self().(*dynamic)
	c.via = e.via
}

// allowed is the refusal of a Worker that is reached by a stored stub and allows none any more, or
// that was loaded at run time and has no such export.
func (e *entrypoint) allowed(t *Worker) *actor.Error {
	if e.storable && !t.storesStubs() {
		return &actor.Error{Message: msgFlagGone}
	}
	if _, loaded := e.service.(*dynamic); loaded && goja.IsUndefined(t.exported(e.export)) {
		return &actor.Error{Message: "Worker has no such entrypoint: " + e.export}
	}
	return nil
}

// fetcherFunctions serve fetcher.js.
func (w *Worker) fetcherFunctions() functions {
	return functions{
		"fetch": func(call goja.FunctionCall) goja.Value {
			return w.fetchFrom(call.Argument(0).Export(), call.Argument(1), call.Argument(2))
		},
		"withProps": func(call goja.FunctionCall) goja.Value {
			e := held[*entrypoint](call.Argument(0))
			return w.handle(&entrypoint{e.service, e.export, w.packProps(call.Argument(1)), w.storesStubs(), nil})
		},
	}
}

// fetcherMemberFunctions serve fetcher_members.js.
func (w *Worker) fetcherMemberFunctions() functions {
	return functions{
		"hasLegacy": func(goja.FunctionCall) goja.Value {
			return w.iso.Runtime().ToValue(!w.options.Flags.Has("fetcher_no_get_put_delete"))
		},
		"isExperimental": func(goja.FunctionCall) goja.Value {
			return w.iso.Runtime().ToValue(w.options.Flags.Has("experimental"))
		},
	}
}

// loopback is a fetch of an entrypoint.
func (w *Worker) loopback(e *entrypoint, input, init goja.Value) goja.Value {
	promise, resolve, reject := w.promise()
	req, err := web.ExtractRequest(w.iso, input, init)
	if err != nil {
		reject(w.exceptionValue(err))
		return promise
	}
	w.untilAborted(req, resolve, reject, func(ok func(*web.Response, bool), fail func(goja.Value)) {
		w.loopbackHop(e, req, 0, ok, fail)
	})
	return promise
}

// untilAborted sends a request and settles its promise, unless the request's signal does so before.
func (w *Worker) untilAborted(req *web.Request, resolve, reject func(goja.Value), send func(ok func(*web.Response, bool), fail func(goja.Value))) {
	aborted := false
	req.Client = &web.Client{}
	if req.Signal != nil {
		req.Signal.OnAbort(w.iso, func(reason goja.Value) {
			aborted = true
			if !req.Client.Leave() {
				reject(reason)
				return
			}
			// The other side hears of it first, and what it calls at once.
			w.ownReply().post(func() { w.ownReply().post(func() { reject(reason) }) })
		})
		req.Signal = nil
	}
	if aborted {
		req.Body.Close()
		return
	}
	send(func(resp *web.Response, redirected bool) {
		if aborted {
			resp.Body.Close()
			return
		}
		resolve(w.newResponse(resp, redirected))
	}, reject)
}

func (w *Worker) loopbackHop(e *entrypoint, req *web.Request, hops int, ok func(*web.Response, bool), fail func(goja.Value)) {
	if refusal := w.trySubrequest(); refusal != nil {
		fail(refusal)
		return
	}
	req.URL = web.StripFragment(req.URL)
	back := w.replyOf(e)
	w.eventOf(e, req.Method+" "+req.URL, func(t *Worker, c *requestContext, v *visit) {
		if err := e.allowed(t); err != nil {
			if v.answer() {
				back.post(func() { fail(w.actorError(err)) })
			}
			return
		}
		e.begin(c)
		t.fetch(c, e.export, received(req), func(resp *web.Response) {
			if !v.answer() {
				resp.Body.Close()
				return
			}
			back.post(func() {
				next, err := web.Redirect(req, resp, hops)
				switch {
				case err != nil:
					fail(web.ErrorValue(w.iso, err))
				case next != nil:
					w.loopbackHop(e, next, hops+1, ok, fail)
				default:
					seen := web.Arrived(req, resp)
					ok(seen, hops > 0)
				}
			})
		}, func(reason goja.Value) {
			if err := t.capture(reason); v.answer() {
				back.post(func() { fail(w.revive(err, flag{"remote", true})) })
			}
		})
	}, func(err *actor.Error) {
		back.post(func() {
			if err.NoWorker {
				ok(noWorker(req, err), hops > 0)
				return
			}
			fail(w.actorError(err))
		})
	})
}

// noWorker is the answer to a fetch of a Worker that is not running.
func noWorker(req *web.Request, err *actor.Error) *web.Response {
	return &web.Response{Status: http.StatusServiceUnavailable, StatusText: "Service Unavailable", URL: req.URL, Body: web.NewBytesBody([]byte(err.Message))}
}

// replyOf is the way back from an event of the entrypoint.
func (w *Worker) replyOf(e *entrypoint) reply {
	if e.service == nil {
		return w.ownReply()
	}
	return w.reply()
}

// rpc calls a method of the export.
func (e *entrypoint) rpc(w *Worker, kind string, path []string, args message, made *result) goja.Value {
	p := w.newOutcome(made)
	if refusal := w.trySubrequest(); refusal != nil {
		p.reject(refusal)
		return p.promise
	}
	back := w.replyOf(e)
	w.eventOf(e, e.export, func(t *Worker, c *requestContext, v *visit) {
		e.begin(c)
		c.session = true
		// What is left of the event goes on while others hold something of it.
		answer := func(fn func()) {
			if v.answer() {
				back.post(fn)
			}
			c.answered = true
			c.finish()
		}
		ok, fail := unlessHung(c, func(m message) {
			answer(func() { w.resolveRPC(m, p, made) })
		}, func(reason goja.Value) {
			err, flags := t.capture(reason), []flag{{"remote", true}}
			if c.aborted {
				flags = nil
			}
			answer(func() { p.failed(w, w.revive(err, flags...)) })
		})
		if err := e.allowed(t); err != nil {
			answer(func() { p.failed(w, w.actorError(err)) })
			return
		}
		on, err := t.entryObject(c, e.export)
		switch {
		case err != nil:
			fail(t.exceptionValue(err))
		case on == nil:
			fail(t.iso.NewError("TypeError", "The RPC receiver does not implement the method \""+path[0]+"\"."))
		default:
			t.receive(*on, kind, path, args, made, ok, func(reason goja.Value, _ bool) { fail(reason) })
		}
	}, func(err *actor.Error) {
		back.post(func() { p.failed(w, w.actorError(err)) })
	})
	return p.promise
}

// entryObject is what answers calls to an export: an instance of a class, or an object of handlers
// (DO-RPC-46). It is nil where there is nothing.
func (w *Worker) entryObject(c *requestContext, export string) (*receiver, error) {
	v := w.exported(export)
	if construct, ok := goja.AssertConstructor(v); ok {
		o, err := construct(nil, w.makeContext(c), w.env)
		if err != nil {
			return nil, err
		}
		c.handler = o
		on := w.entry(o)
		return &on, nil
	}
	handlers, ok := v.(*goja.Object)
	if !ok {
		return nil, nil
	}
	c.handler = handlers
	on := w.handlers(handlers, w.makeContext(c))
	return &on, nil
}

// makeExports makes the `exports` object: a fetcher for each entrypoint and a namespace for
// each Durable Object class (DO-RPC-50).
func (w *Worker) makeExports() *goja.Object {
	o := w.iso.Runtime().NewObject()
	classes := map[string]bool{}
	for _, n := range w.options.Namespaces {
		classes[n.Class] = true
		_ = o.Set(n.Class, w.call("facets", "makeLoopbackNamespace", w.handle(n), w.handle(&actorClass{w: w, export: n.Class})))
	}
	for _, name := range w.exports.Keys() {
		value, isObject := w.exports.Get(name).(*goja.Object)
		switch {
		case !isObject || classes[name]:
		case w.isEntrypoint(name, value):
			_ = o.Set(name, w.call("fetcher", "makeLoopback", w.handle(&entrypoint{export: name})))
		default:
			_ = o.Set(name, w.call("facets", "makeLoopbackClass", w.handle(&actorClass{w: w, export: name})))
		}
	}
	return o
}

// isEntrypoint tells entrypoints from classes of Durable Objects.
func (w *Worker) isEntrypoint(name string, v *goja.Object) bool {
	if _, isClass := goja.AssertConstructor(v); !isClass || name == defaultExport {
		return true
	}
	base := w.export("workers", "WorkerEntrypoint").(*goja.Object)
	return w.iso.Runtime().InstanceOf(v.Get("prototype"), base)
}
