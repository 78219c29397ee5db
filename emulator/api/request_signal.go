package api

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/events"
	"github.com/devdo/devdo/emulator/api/web"
)

const msgClientGone = "The client has disconnected"

// withSignal gives a request that has arrived its signal, in the context of its event, and ways to
// answer it which know that there is nobody left to tell then.
func (w *Worker) withSignal(req *web.Request, ok func(*web.Response), fail func(goja.Value)) (*web.Request, func(*web.Response), func(goja.Value)) {
	client := req.Client
	if client == nil || !w.options.Flags.Has("enable_request_signal") {
		return req, ok, fail
	}
	signal, abort := events.NewSignal(w.iso)
	seen := *req
	seen.Signal, seen.Client = web.NewSignal(signal), nil
	ctx := w.iso.Current()
	client.OnLeave(func() {
		w.iso.Post(ctx, func() {
			ctx.Owner.Deliver(ctx, func() {
				reason := w.iso.NewDOMException("AbortError", msgClientGone)
				_ = reason.Set("retryable", true)
				abort(reason)
			})
		})
	})
	return &seen, func(resp *web.Response) { ok(client.Watch(resp)) }, func(reason goja.Value) {
		client.Answered()
		fail(reason)
	}
}
