package api

import (
	"errors"
	"slices"
	"time"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/actor"
	"github.com/devdo/devdo/emulator/api/console"
	"github.com/devdo/devdo/emulator/api/webidl"
)

// The handlers of a Worker that are called with a controller.
const (
	queueHandler     = "queue"
	scheduledHandler = "scheduled"
)

// Handling is an event for such a handler.
type Handling struct {
	// handler is its name, label the event's.
	handler, label string
	// lacks is logged where there is no such handler, and missing is the error then.
	lacks, missing string
	// controller makes, in the receiving isolate, what the handler is called with.
	controller func(w *Worker) (goja.Value, error)
	// result is the function that tells, as JSON, what the handler has decided. undecided is what it
	// gives when there is no controller to ask, and absent when there is no handler.
	result, undecided, absent string
	// early says whether the outcome is known without what the handler gave to waitUntil.
	early func(w *Worker) bool
}

// Handled is what came of such an event: whether something failed, and what was decided, as JSON.
type Handled struct {
	Failed bool
	Result string
}

// Queued is a message for the queue handler: Body is in the form that serializeStored gives.
type Queued struct {
	ID       string
	At       float64 // milliseconds
	Attempts uint16
	Body     []byte
}

// Metrics describe the queue that a batch comes from. Oldest is in milliseconds, 0 for none.
type Metrics struct{ Backlog, Bytes, Oldest float64 }

// nothingDecided is the result of a batch whose handler has said nothing.
const nothingDecided = `{"ackAll":false,"retryBatch":{"retry":false},"explicitAcks":[],"retryMessages":[]}`

// Batch is the event of a batch of messages.
func Batch(queue string, messages []Queued, metrics Metrics) *Handling {
	return &Handling{
		handler: queueHandler, label: "QUEUE " + queue,
		lacks:   "Received a QueueEvent but we lack a handler for QueueEvents. Did you remember to export a queue() function?",
		missing: "Handler does not export a queue() function.",
		controller: func(w *Worker) (goja.Value, error) {
			return w.queueController(queue, messages, metrics)
		},
		result:    "queueResult",
		undecided: nothingDecided, absent: nothingDecided,
		early: func(w *Worker) bool { return w.options.Flags.Has("queue_consumer_no_wait_for_wait_until") },
	}
}

// Scheduled is the event of a cron trigger.
func Scheduled(at time.Time, cron string) *Handling {
	return &Handling{
		handler: scheduledHandler, label: "SCHEDULED " + cron,
		lacks:   "Received a ScheduledEvent but we lack a handler for ScheduledEvents (a.k.a. Cron Triggers). Did you remember to export a scheduled() function?",
		missing: "Handler does not export a scheduled() function",
		controller: func(w *Worker) (goja.Value, error) {
			return w.iso.Call("controllers", "makeScheduled", w.iso.Runtime().ToValue(at.UnixMilli()), w.text(cron))
		},
		result:    "scheduledResult",
		undecided: `{"noRetry":false}`, absent: `{"noRetry":true}`,
		early: func(*Worker) bool { return false },
	}
}

func (w *Worker) queueController(queue string, messages []Queued, metrics Metrics) (goja.Value, error) {
	rt := w.iso.Runtime()
	list := make([]any, 0, len(messages))
	for _, m := range messages {
		body, err := w.deserialize(m.Body)
		if err != nil {
			return nil, w.exception(w.iso.NewError("Error", w.internalError(err)))
		}
		o := rt.NewObject()
		_ = o.Set("id", m.ID)
		_ = o.Set("timestamp", m.At)
		_ = o.Set("attempts", m.Attempts)
		_ = o.Set("body", body)
		list = append(list, o)
	}
	about := rt.NewObject()
	_ = about.Set("backlogCount", metrics.Backlog)
	_ = about.Set("backlogBytes", metrics.Bytes)
	if metrics.Oldest != 0 {
		_ = about.Set("oldestMessageTimestamp", metrics.Oldest)
	}
	return w.iso.Call("controllers", "makeQueue", w.text(queue), rt.NewArray(list...), about)
}

// Handle runs the handler of the default export; any goroutine. It reports whether done will be
// called, unless the isolate ends before.
func (w *Worker) Handle(h *Handling, done func(Handled)) bool {
	c, ctx := w.newRequestContext(h.label)
	return w.iso.Post(ctx, func() { w.runHandling(c, h, defaultExport, done) })
}

// runHandling runs one event in its context, and tells what came of it when it has ended.
func (w *Worker) runHandling(c *requestContext, h *Handling, export string, done func(Handled)) {
	decided := func() string { return h.undecided }
	ok, _ := unlessHung(c, func(failed bool) { done(Handled{failed, decided()}) }, func(reason goja.Value) {
		w.report(reason)
		done(Handled{true, decided()})
		c.end(callbackGone())
	})
	over := func(failed bool) {
		if c.failed = c.failed || failed; h.early(w) {
			ok(c.failed)
		} else {
			c.after = func() { ok(c.failed) }
		}
		c.answered = true
		c.finish()
	}
	fail := func(reason goja.Value) {
		w.report(reason)
		over(true)
	}
	c.export = export
	on, err := w.entryObject(c, export)
	if err != nil {
		fail(w.exceptionValue(err))
		return
	}
	call := w.handlerOf(on, h.handler)
	if call == nil {
		w.warn(h.lacks)
		decided = func() string { return h.absent }
		fail(w.iso.NewError("Error", h.missing))
		return
	}
	controller, err := h.controller(w)
	if err != nil {
		fail(w.exceptionValue(err))
		return
	}
	decided = func() string { return w.decided(h, controller) }
	env, ctx := goja.Value(w.env), goja.Undefined()
	if _, isClass := goja.AssertConstructor(w.exported(export)); isClass {
		env = goja.Undefined() // its instance has both
	} else {
		ctx = w.makeContext(c)
	}
	result, err := call(on.target, controller, env, ctx)
	if err != nil {
		fail(w.exceptionValue(err))
		return
	}
	w.settle(result, func(goja.Value) { over(false) }, fail)
}

func (w *Worker) handlerOf(on *receiver, name string) goja.Callable {
	if on == nil {
		return nil
	}
	call, _ := goja.AssertFunction(on.target.(*goja.Object).Get(name))
	return call
}

// decided is what the handler told the controller.
func (w *Worker) decided(h *Handling, controller goja.Value) string {
	return w.call("controllers", h.result, controller).String()
}

// errObjectWaits is why an object has no events that wait for waitUntil, in workerd as here.
var errObjectWaits = errors.New("an object's event cannot wait for waitUntil; queue_consumer_no_wait_for_wait_until is off")

// handleObject runs one event in its object.
func (w *Worker) handleObject(a *actor.Actor, h *Handling, done func(Handled), refuse func(goja.Value)) {
	if !h.early(w) {
		refuse(w.iso.NewError("Error", w.internalError(errObjectWaits)))
		return
	}
	in, _ := a.Instance.(*instance)
	if _, found := in.handler(h.handler); !found {
		w.warn(h.lacks)
		w.report(w.iso.NewError("Error", h.missing))
		done(Handled{true, h.absent})
		return
	}
	controller, err := h.controller(w)
	if err != nil {
		w.report(w.exceptionValue(err))
		done(Handled{true, h.undecided})
		return
	}
	over := func(failed bool) { done(Handled{failed, w.decided(h, controller)}) }
	w.handleEvent(a, h.handler, over, controller, goja.Undefined(), goja.Undefined())
}

// dispatch sends an event to a stub. One of the functions is called in the running context.
func (w *Worker) dispatch(target any, h *Handling, done func(Handled), fail func(goja.Value)) {
	if refusal := w.trySubrequest(); refusal != nil {
		fail(refusal)
		return
	}
	switch target := target.(type) {
	case *entrypoint:
		w.dispatchToWorker(target, h, done, fail)
	case *stub:
		w.dispatchToObject(target, h, done, fail)
	default:
		fail(w.iso.NewError("TypeError", "Illegal invocation"))
	}
}

func (w *Worker) dispatchToWorker(e *entrypoint, h *Handling, done func(Handled), fail func(goja.Value)) {
	back := w.replyOf(e)
	w.eventOf(e, h.label, func(t *Worker, c *requestContext, v *visit) {
		if err := e.allowed(t); err != nil {
			if v.answer() {
				back.post(func() { fail(w.actorError(err)) })
			}
			return
		}
		e.begin(c)
		t.runHandling(c, h, e.export, func(r Handled) {
			if v.answer() {
				back.post(func() { done(r) })
			}
		})
	}, func(err *actor.Error) {
		back.post(func() { fail(w.actorError(err)) })
	})
}

func (w *Worker) dispatchToObject(s *stub, h *Handling, done func(Handled), fail func(goja.Value)) {
	err := s.use()
	if err == nil {
		err = w.admit(s.object)
	}
	if err != nil {
		fail(w.actorError(err))
		return
	}
	back := w.reply()
	event := &actor.Event{}
	event.Fail = func(err *actor.Error) {
		back.post(func() {
			if err.DurableObjectReset {
				s.broken = err
			}
			fail(w.actorError(err))
		})
	}
	event.Run = func(a *actor.Actor) {
		serve := a.Place().Host().(*Worker)
		s.called(a)
		answer := func(fn func()) {
			a.Output(func() {
				event.Done()
				back.post(fn)
			})
		}
		serve.handleObject(a, h, func(r Handled) { answer(func() { done(r) }) }, func(reason goja.Value) {
			err := serve.capture(reason)
			answer(func() { fail(w.revive(err)) })
		})
	}
	w.sendFetch(func() { s.object.Deliver(s.id, event) })
}

// warn is a line of the runtime's own on the console, as a warning of the running code.
func (w *Worker) warn(text string) {
	if w.options.Events.Console != nil {
		w.options.Events.Console(w.source(w.iso.Current()), console.Message{Level: "warn", Text: text})
	}
}

// controllerFunctions serve controllers.js.
func (w *Worker) controllerFunctions() functions {
	return functions{
		"warn": func(call goja.FunctionCall) goja.Value {
			w.warn(call.Argument(0).String())
			return goja.Undefined()
		},
	}
}

const msgOneBody = "Expected one of body or serializedBody for each message"

// handlerFunctions serve extra_handlers.js.
func (w *Worker) handlerFunctions() functions {
	return functions{
		"queue": func(call goja.FunctionCall) goja.Value {
			w.requireRequest()
			about := call.Argument(3).(*goja.Object)
			metrics := Metrics{Backlog: about.Get("backlogCount").ToFloat(), Bytes: about.Get("backlogBytes").ToFloat()}
			if oldest := about.Get("oldestMessageTimestamp"); !goja.IsUndefined(oldest) {
				metrics.Oldest = oldest.ToFloat()
			}
			return w.dispatched(call, Batch(call.Argument(1).String(), w.queued(call.Argument(2)), metrics))
		},
		"scheduled": func(call goja.FunctionCall) goja.Value {
			w.requireRequest()
			at := w.iso.Now()
			if given := call.Argument(1); !goja.IsUndefined(given) {
				at = time.UnixMilli(int64(given.ToFloat()))
			}
			return w.dispatched(call, Scheduled(at, call.Argument(2).String()))
		},
	}
}

// dispatched promises [failed, result] of an event that is sent to the first argument.
func (w *Worker) dispatched(call goja.FunctionCall, h *Handling) goja.Value {
	promise, resolve, reject := w.promise()
	w.dispatch(call.Argument(0).Export(), h, func(r Handled) {
		resolve(w.iso.Runtime().NewArray(r.Failed, r.Result))
	}, reject)
	return promise
}

// queued are the messages of a list as extra_handlers.js makes them.
func (w *Worker) queued(list goja.Value) []Queued {
	var messages []Queued
	w.iso.Runtime().ForOf(list, func(v goja.Value) bool {
		o := v.(*goja.Object)
		m := Queued{ID: o.Get("id").String(), At: o.Get("timestamp").ToFloat(), Attempts: uint16(o.Get("attempts").ToInteger())}
		body, serialized := o.Get("body"), o.Get("serializedBody")
		switch {
		case goja.IsUndefined(body) == goja.IsUndefined(serialized):
			w.iso.TypeError(msgOneBody)
		case goja.IsUndefined(body):
			data, _ := webidl.Bytes(w.iso, serialized)
			m.Body = slices.Clone(data)
		default:
			m.Body = w.serializeStored(body)
		}
		messages = append(messages, m)
		return true
	})
	return messages
}
