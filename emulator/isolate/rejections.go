package isolate

import "github.com/dop251/goja"

// trackRejection keeps promises that were rejected without a handler until the end of the
// turn: a handler attached later in the same turn makes the rejection handled.
func (i *Isolate) trackRejection(p *goja.Promise, op goja.PromiseRejectionOperation) {
	switch op {
	case goja.PromiseRejectionReject:
		if o, ok := p.Result().(*goja.Object); ok {
			i.Explain(o)
		}
		i.rejected = append(i.rejected, p)
		i.rejectedIn[p] = i.Current()
	case goja.PromiseRejectionHandle:
		delete(i.rejectedIn, p)
	}
}

func (i *Isolate) reportRejections() {
	if len(i.rejected) == 0 {
		return
	}
	rejected := i.rejected
	i.rejected = nil
	for _, p := range rejected {
		ctx, unhandled := i.rejectedIn[p]
		delete(i.rejectedIn, p)
		if unhandled && i.hooks.Rejected != nil {
			i.guard(func() { i.hooks.Rejected(ctx, p) })
		}
	}
}
