package api

import (
	"sync"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/events"
	"github.com/devdo/devdo/emulator/api/web"
)

// signalRef is an AbortSignal on its way: the signals that arrive are aborted when it is.
type signalRef struct {
	mu sync.Mutex // guards the fields below
	// reason is why it was aborted, nil until then.
	reason *message
	// others are told.
	others []func(reason message)
}

// signal makes a reference of an AbortSignal.
func (w *Worker) signal(s *web.Signal) *signalRef {
	r := &signalRef{}
	s.OnAbort(w.iso, func(reason goja.Value) {
		m, err := (&packing{w: w}).pack(reason)
		if err != nil {
			m, _ = (&packing{w: w}).pack(w.exceptionValue(err))
		}
		r.mu.Lock()
		r.reason = &m
		others := r.others
		r.others = nil
		r.mu.Unlock()
		for _, tell := range others {
			tell(m)
		}
	})
	return r
}

func (r *signalRef) arrive(w *Worker) *goja.Object {
	signal, abort := events.NewSignal(w.iso)
	ctx := w.iso.Current()
	aborted := func(m message) {
		if v, _, err := w.decode(m); err == nil {
			abort(v)
		}
	}
	r.mu.Lock()
	reason := r.reason
	if reason == nil {
		r.others = append(r.others, func(m message) {
			w.iso.Post(ctx, func() {
				if ctx.Owner == nil {
					aborted(m)
					return
				}
				ctx.Owner.Deliver(ctx, func() { aborted(m) })
			})
		})
	}
	r.mu.Unlock()
	if reason != nil {
		aborted(*reason)
	}
	return signal
}
