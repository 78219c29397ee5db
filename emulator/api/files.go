package api

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/web"
	"github.com/devdo/devdo/emulator/isolate"
)

// Files serves a Worker's static files, from any goroutine.
type Files interface {
	Serve(req *web.Request) *web.Response
}

// fileTarget is what a fetcher of static files leads to.
type fileTarget struct{ Files }

// fetchFiles is fetch() of the binding of static files.
func (w *Worker) fetchFiles(t *fileTarget, input, init goja.Value) goja.Value {
	w.subrequest()
	promise, resolve, reject := w.promise()
	req, err := web.ExtractRequest(w.iso, input, init)
	if err != nil {
		reject(w.exceptionValue(err))
		return promise
	}
	w.untilAborted(req, resolve, reject, func(ok func(*web.Response, bool), fail func(goja.Value)) {
		w.output(func() { w.serveFile(t, req, 0, ok, fail) })
	})
	return promise
}

func (w *Worker) serveFile(t *fileTarget, req *web.Request, hops int, ok func(*web.Response, bool), fail func(goja.Value)) {
	var resp *web.Response
	w.iso.Go(func() { resp = t.Serve(req) }, func() {
		next, err := web.Redirect(req, resp, hops)
		switch {
		case err != nil:
			fail(web.ErrorValue(w.iso, err))
		case next != nil:
			w.serveFile(t, next, hops+1, ok, fail)
		default:
			ok(resp, hops > 0)
		}
	})
}

// filesBinding makes the fetcher.
func (w *Worker) filesBinding(f Files) goja.Value {
	return isolate.Must(w.iso.Call("fetcher", "makeFetcher", w.handle(&fileTarget{f})))
}
