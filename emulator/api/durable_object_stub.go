package api

import (
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/actor"
	"github.com/devdo/devdo/emulator/api/web"
	"github.com/devdo/devdo/emulator/isolate"
)

// stub is the caller's handle on an object. It breaks for good when it sees its object reset
// (DO-ID-44).
type stub struct {
	object *actor.Object
	id     actor.ID
	// find, for a stub of a facet, finds the object when the stub is first used.
	find func() *actor.Object
	// via is how the facet can be restored, where that is known.
	via *restored
	// storable is set if the stub may be stored.
	storable bool
	// existing is set by getExisting, which the real local runtime refuses when it is used.
	existing bool
	// owner is who made the stub; nobody else may use it (DO-ID-42, DO-ID-43).
	owner isolate.Owner
	// broken makes the error that every later use fails with.
	broken *actor.Error
	// resets is how often the object had been reset when the stub was first used.
	used   bool
	resets int
}

// use is to be called with each use of the stub: it is the error of a stub whose object was reset
// since the first one.
func (s *stub) use() *actor.Error {
	if s.existing {
		return &actor.Error{Message: msgExisting}
	}
	if s.object == nil {
		s.object = s.find()
	}
	resets, last := s.object.Resets()
	switch {
	case s.broken != nil:
	case !s.used:
		s.used, s.resets = true, resets
	case s.resets != resets:
		s.broken = last
	}
	return s.broken
}

// called tells a facet how the stub that it is called by can be found again.
func (s *stub) called(a *actor.Actor) {
	if in, _ := a.Instance.(*instance); in != nil && s.via != nil {
		in.via = s.via
	}
}

// stubFunctions serve durable_object_stub.js.
func (w *Worker) stubFunctions() functions {
	return functions{
		"stub": func(call goja.FunctionCall) goja.Value {
			n := held[*actor.Namespace](call.Argument(0))
			id := actor.ID{Hex: call.Argument(1).String()}
			id.Name, id.Named = optional(call.Argument(2))
			return w.handle(&stub{
				object: n.Object(id.Hex), id: id, owner: w.iso.Current().Owner,
				storable: call.Argument(3).ToBoolean(), existing: call.Argument(4).ToBoolean(),
			})
		},
		"fetch": func(call goja.FunctionCall) goja.Value {
			return w.stubFetch(held[*stub](call.Argument(0)), call.Argument(1), call.Argument(2))
		},
		"rpcEnabled": func(goja.FunctionCall) goja.Value {
			return w.iso.Runtime().ToValue(w.options.Flags.Has("rpc"))
		},
	}
}

// usable throws when the running code may not use the stub.
func (w *Worker) usable(s *stub) {
	// What came with env belongs to no event.
	if s.owner != nil {
		w.requireOwner(s.owner, ioOutgoing)
	}
}

// Names of what belongs to one request or object, in the error of its use elsewhere.
const (
	ioOutgoing = "OutgoingFactory"
	ioState    = "State"
	ioNative   = "Native"
	ioFacets   = "FacetManager"
	ioStorage  = "ActorCacheInterface"
)

// requireOwner throws when the running code is not owner's.
func (w *Worker) requireOwner(owner isolate.Owner, kind string) {
	running := w.iso.Current().Owner
	if owner == running {
		return
	}
	message := msgOtherRequest
	if _, object := running.(*actor.Actor); object {
		message = msgOtherObject
	}
	w.iso.Throw("Error", message+" (I/O type: "+kind+")")
}

const msgUnknownProtocol = "Fetch API cannot load: "

// oldURL is input as it is before dates from which a URL must be whole (DO-ID-51): at first a
// relative one got a host, then it was of no known protocol.
func (w *Worker) oldURL(input goja.Value) (goja.Value, error) {
	text, ok := input.Export().(string)
	if !ok || !w.iso.Without("fetch_standard_url") || strings.Contains(text, ":") {
		return input, nil
	}
	if w.iso.Without("durable_object_fetch_requires_full_url") {
		return w.iso.Runtime().ToValue("http://fake-host/" + strings.TrimPrefix(text, "/")), nil
	}
	return nil, w.iso.Runtime().Try(func() { w.iso.TypeError(msgUnknownProtocol + text) })
}

// stubFetch is stub.fetch().
func (w *Worker) stubFetch(s *stub, input, init goja.Value) goja.Value {
	promise, resolve, reject := w.promise()
	if ex := w.iso.Runtime().Try(func() { w.usable(s) }); ex != nil {
		reject(ex.Value())
		return promise
	}
	input, err := w.oldURL(input)
	if err != nil {
		reject(w.exceptionValue(err))
		return promise
	}
	req, err := web.ExtractRequest(w.iso, input, init)
	if err != nil {
		reject(w.exceptionValue(err))
		return promise
	}
	req.URL = web.StripFragment(req.URL)
	if w.options.Flags.Has("fetch_refuses_unknown_protocols") && !strings.HasPrefix(req.URL, "http:") && !strings.HasPrefix(req.URL, "https:") {
		reject(w.iso.NewError("TypeError", msgUnknownProtocol+req.URL))
		return promise
	}
	w.untilAborted(req, resolve, reject, func(ok func(*web.Response, bool), fail func(goja.Value)) {
		w.objectFetch(s, req, 0, ok, fail)
	})
	return promise
}

// objectFetch sends one request to the object and follows redirects into it (DO-ID-53).
func (w *Worker) objectFetch(s *stub, req *web.Request, hops int, ok func(*web.Response, bool), fail func(goja.Value)) {
	if refusal := w.trySubrequest(); refusal != nil {
		fail(refusal)
		return
	}
	err := s.use()
	if err == nil {
		err = w.admit(s.object)
	}
	if err != nil {
		fail(w.actorError(err))
		return
	}
	back := w.reply()
	answer := func(resp *web.Response) {
		next, err := web.Redirect(req, resp, hops)
		switch {
		case err != nil:
			fail(web.ErrorValue(w.iso, err))
		case next != nil:
			w.objectFetch(s, next, hops+1, ok, fail)
		default:
			seen := web.Arrived(req, resp)
			ok(seen, hops > 0)
		}
	}
	event := &actor.Event{}
	event.Fail = func(err *actor.Error) {
		back.post(func() {
			if err.DurableObjectReset {
				s.broken = err
			}
			if err.NoWorker {
				ok(noWorker(req, err), hops > 0)
				return
			}
			if err.Internal || s.find != nil {
				fail(w.actorError(err))
				return
			}
			fail(w.actorError(err, flag{"remote", true}))
		})
	}
	event.Run = func(a *actor.Actor) {
		serve := a.Place().Host().(*Worker)
		s.called(a)
		serve.handleFetch(a, req, func(resp *web.Response) {
			a.Output(func() {
				event.Done()
				back.post(func() { answer(resp) })
			})
		}, func(reason goja.Value) {
			err := serve.capture(reason)
			a.Output(func() {
				event.Done()
				back.post(func() { fail(w.revive(err, flag{"remote", true})) })
			})
		})
	}
	w.sendFetch(func() { s.object.Deliver(s.id, event) })
}

// handleFetch runs the object's fetch handler; in a turn of the actor.
func (w *Worker) handleFetch(a *actor.Actor, req *web.Request, ok func(*web.Response), fail func(goja.Value)) {
	in := a.Instance.(*instance)
	fetch, found := in.handler("fetch")
	if !found {
		fail(w.iso.NewError("Error", msgNoFetch))
		return
	}
	req, ok, fail = w.withSignal(received(req), ok, fail)
	result, err := fetch(in.object, web.NewRequest(w.iso, req))
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
	}, fail)
}

// received is a request as its receiver sees it (DO-ID-52): redirects are the sender's business,
// and the length of the body is told.
func received(req *web.Request) *web.Request {
	seen := *req
	seen.Redirect = "manual"
	if length := req.Body.Length(); req.Body != nil && length >= 0 {
		seen.Headers = req.Headers.Clone()
		seen.Headers.Set("content-length", strconv.FormatInt(length, 10))
	}
	return &seen
}

// exceptionValue is the JavaScript value of an error that came out of the engine. What is not
// an exception keeps unwinding.
func (w *Worker) exceptionValue(err error) goja.Value {
	if ex, ok := err.(*goja.Exception); ok {
		return ex.Value()
	}
	panic(err)
}
