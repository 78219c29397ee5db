package api

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

const msgHung = "The Workers runtime canceled this request because it detected that your Worker's code had hung and would never generate a response. Refer to: https://developers.cloudflare.com/workers/observability/errors/"

// newRequestContext makes the context of an event of the Worker itself.
func (w *Worker) newRequestContext(label string) (*requestContext, *isolate.Context) {
	c := &requestContext{w: w, label: label}
	c.ctx = &isolate.Context{Owner: c}
	return c, c.ctx
}

// unlessHung makes of the functions that answer an event ones of which only the first call
// counts, and fails the event when nothing is in progress that could answer it (DO-LIFE-68).
//
// Unlike workerd, which knows what each promise waits for, devdo takes an event for hung only
// when no other event of the Worker has work in progress: it may settle what this one waits for.
func unlessHung[T any](c *requestContext, ok func(T), fail func(goja.Value)) (func(T), func(goja.Value)) {
	open := true
	settle := func() bool {
		was := open
		open = false
		delete(c.w.unanswered, c)
		return was
	}
	c.w.unanswered[c] = func(reason goja.Value) {
		if settle() {
			fail(reason)
		}
	}
	return func(v T) {
			if settle() {
				ok(v)
			}
		}, func(reason goja.Value) {
			if settle() {
				fail(reason)
			}
		}
}

// findHung fails events that nothing can answer any more; after a batch.
func (w *Worker) findHung() {
	if len(w.unanswered) == 0 || w.working > 0 {
		return
	}
	for c, fail := range w.unanswered {
		if c.pending == 0 && !c.hung {
			c.hung = true
			w.iso.Post(c.ctx, func() {
				c.hung = false
				// A turn behind this one may be of this event: streams hand chunks on by turns.
				if c.pending == 0 && w.unanswered[c] != nil && w.working == 0 && !w.iso.Queued() {
					fail(w.iso.NewError("Error", msgHung))
				}
			})
		}
	}
}
