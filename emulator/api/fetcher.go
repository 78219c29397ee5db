package api

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/web"
)

// defaultExport is the export that answers requests.
const defaultExport = "default"

// entrypoint is an export of this Worker as it is called from outside of a request: each call
// is an event of its own.
type entrypoint struct {
	export string
	// props are ctx.props of the calls.
	props message
}

// fetcherFunctions serve fetcher.js.
func (w *Worker) fetcherFunctions() functions {
	return functions{
		"fetch": func(call goja.FunctionCall) goja.Value {
			if s, ok := call.Argument(0).Export().(*stub); ok {
				return w.stubFetch(s, call.Argument(1), call.Argument(2))
			}
			return w.loopback(held[*entrypoint](call.Argument(0)), call.Argument(1), call.Argument(2))
		},
		"withProps": func(call goja.FunctionCall) goja.Value {
			return w.handle(&entrypoint{held[*entrypoint](call.Argument(0)).export, w.packProps(call.Argument(1))})
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

// event runs fn as a new event of the Worker, once what the running object wrote is durable.
func (w *Worker) event(label string, fn func(c *requestContext)) {
	w.output(func() {
		c, ctx := w.newRequestContext(label)
		w.iso.Post(ctx, func() { fn(c) })
	})
}

// loopback is a fetch of one of the Worker's own exports.
func (w *Worker) loopback(e *entrypoint, input, init goja.Value) goja.Value {
	promise, resolve, reject := w.promise()
	req, err := web.ExtractRequest(w.iso, input, init)
	if err != nil {
		reject(w.exceptionValue(err))
		return promise
	}
	w.loopbackHop(e, req, 0, func(resp *web.Response, redirected bool) {
		resolve(w.newResponse(resp, redirected))
	}, reject)
	return promise
}

func (w *Worker) loopbackHop(e *entrypoint, req *web.Request, hops int, ok func(*web.Response, bool), fail func(goja.Value)) {
	if refusal := w.trySubrequest(); refusal != nil {
		fail(refusal)
		return
	}
	back := w.ownReply()
	w.event(req.Method+" "+req.URL, func(c *requestContext) {
		c.props = e.props
		w.fetch(c, e.export, req, func(resp *web.Response) {
			back.post(func() {
				next, err := web.Redirect(req, resp, hops)
				switch {
				case err != nil:
					fail(web.ErrorValue(w.iso, err))
				case next != nil:
					w.loopbackHop(e, next, hops+1, ok, fail)
				default:
					ok(resp, hops > 0)
				}
			})
		}, func(reason goja.Value) {
			err := w.capture(reason)
			back.post(func() { fail(w.revive(err, flag{"remote", true})) })
		})
	})
}

// rpc calls a method of the export.
func (e *entrypoint) rpc(w *Worker, kind string, path []string, args message, made *result) goja.Value {
	p := w.newOutcome(made)
	if refusal := w.trySubrequest(); refusal != nil {
		p.reject(refusal)
		return p.promise
	}
	back := w.ownReply()
	w.event(e.export, func(c *requestContext) {
		fail := func(reason goja.Value) {
			err := w.capture(reason)
			back.post(func() { p.reject(w.revive(err, flag{"remote", true})) })
		}
		c.props = e.props
		on, err := w.entryObject(c, e.export)
		switch {
		case err != nil:
			fail(w.exceptionValue(err))
		case on == nil:
			fail(w.iso.NewError("TypeError", "The RPC receiver does not implement the method \""+path[0]+"\"."))
		default:
			ok, fail := unlessHung(c, func(m message) {
				back.post(func() { w.resolveRPC(m, p) })
			}, fail)
			w.receive(*on, kind, path, args, made, ok, func(reason goja.Value, _ bool) { fail(reason) })
		}
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
		on := w.entry(o)
		return &on, nil
	}
	handlers, ok := v.(*goja.Object)
	if !ok {
		return nil, nil
	}
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
