package api

import "github.com/devdo/devdo/emulator/actor"

// outgoing is a call that leaves at the end of the turn which made it.
type outgoing struct {
	// from is nil for a request of the Worker itself.
	from *actor.Actor
	send func()
}

// sendCall lets a call by RPC out at the end of the turn, which is how it comes that fetches of
// the same turn overtake it (DO-GATE-16).
func (w *Worker) sendCall(send func()) {
	from, _ := w.iso.Current().Owner.(*actor.Actor)
	w.outgoing = append(w.outgoing, outgoing{from, send})
}

// sendFetch lets a fetch of an object out: at once, except that what an object sends keeps its
// order and is held by writes later in the turn as well (DO-GATE-20).
func (w *Worker) sendFetch(send func()) {
	if _, object := w.iso.Current().Owner.(*actor.Actor); object {
		w.sendCall(send)
		return
	}
	send()
}

// access runs work off the loop, for an object when what it has written is durable (DO-GATE-20),
// and then done for the code that asked.
func (w *Worker) access(work, done func()) {
	w.accessInOrder(func() func() { return work }, done)
}

// accessInOrder is access to what keeps an order: enter, which runs on the loop, takes the place of
// the work that it answers.
func (w *Worker) accessInOrder(enter func() (work func()), done func()) {
	if _, object := w.iso.Current().Owner.(*actor.Actor); !object {
		w.iso.Go(enter(), done)
		return
	}
	back := w.reply()
	w.sendCall(func() {
		w.iso.With(nil, func() { w.iso.Go(enter(), func() { back.post(done) }) })
	})
}

// flush sends the turn's calls. What an object sent that has ended stays unsent.
func (w *Worker) flush() {
	calls := w.outgoing
	w.outgoing = w.spare[:0]
	for n, o := range calls {
		calls[n] = outgoing{}
		switch {
		case o.from == nil:
			o.send()
		case o.from.Ended() == nil:
			o.from.Output(o.send)
		}
	}
	w.spare = calls[:0]
}
