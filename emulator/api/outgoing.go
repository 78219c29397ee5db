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
