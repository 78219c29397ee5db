package api

import (
	"errors"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/actor"
	"github.com/devdo/devdo/emulator/api/console"
	"github.com/devdo/devdo/emulator/api/events"
	"github.com/devdo/devdo/emulator/isolate"
)

// Events tell the outside what a Worker says and what goes wrong in it. All are optional and
// are called on the isolate's loop: they must not block.
type Events struct {
	Console  func(from Source, m console.Message)
	Uncaught func(from Source, text string)
	// Condemned reports that the isolate cannot go on and must be replaced.
	Condemned func(w *Worker, cause error)
	Bug       func(value any, stack []byte)
	// Info is what a binding has done that people want to know.
	Info func(text string)
}

// Source says where in a Worker something happened.
type Source struct {
	Worker string
	// Class and Object are set inside a Durable Object; Object is its name, or its id.
	Class, Object string
	// Request is "GET /path" inside a request of the Worker.
	Request string
	// Handler is the event handler that failed, such as "alarm", where no caller gets the exception.
	Handler string
}

func (e Events) bug(value any, stack []byte) {
	if e.Bug != nil {
		e.Bug(value, stack)
	}
}

// source is where the code running in ctx belongs.
func (w *Worker) source(ctx *isolate.Context) Source {
	s := Source{Worker: w.options.Name}
	if ctx == nil {
		return s
	}
	switch owner := ctx.Owner.(type) {
	case *actor.Actor:
		s.Class, s.Object = owner.ClassName(), owner.Label()
	case *requestContext:
		s.Request = owner.label
	}
	return s
}

// uncaught reports an exception that nobody handled.
func (w *Worker) uncaught(ctx *isolate.Context, reason goja.Value, ex *goja.Exception) {
	if w.options.Events.Uncaught != nil {
		w.options.Events.Uncaught(w.source(ctx), w.iso.Describe(reason))
	}
}

// rejected dispatches unhandledrejection, and reports the rejection if nobody listens.
func (w *Worker) rejected(ctx *isolate.Context, promise *goja.Promise) {
	w.iso.Post(ctx, func() {
		if !events.Rejection(w.iso, w.iso.Runtime().ToValue(promise), promise.Result()) {
			w.uncaught(ctx, promise.Result(), nil)
		}
	})
}

// handlerFailed reports the exception of an event handler whose result nobody gets.
func (w *Worker) handlerFailed(name string, reason goja.Value) {
	if w.options.Events.Uncaught != nil {
		from := w.source(w.iso.Current())
		from.Handler = name
		w.options.Events.Uncaught(from, w.iso.Describe(reason))
	}
}

// report is uncaught for the running code.
func (w *Worker) report(reason goja.Value) { w.uncaught(w.iso.Current(), reason, nil) }

// condemned ends the Worker's objects, for which no more JavaScript will run.
func (w *Worker) condemned(cause error) {
	message := cause.Error()
	if w.options.Limits.Strict && errors.As(cause, new(*isolate.ErrCPULimit)) {
		message = msgObjectCPU
	}
	w.place.Condemn(message)
	w.endVisits(&actor.Error{Message: message, Remote: true})
	if w.options.Events.Condemned != nil {
		w.options.Events.Condemned(w, cause)
	}
}
