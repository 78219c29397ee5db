package api

import (
	"maps"
	"slices"

	"github.com/devdo/devdo/emulator/actor"
	"github.com/devdo/devdo/emulator/isolate"
)

// scope is what ends with an event or with an object's instance: the calls in progress on what it
// serves, and the stubs that it holds. Loop only.
type scope struct {
	calls map[*openCall]struct{}
	last  uint64
	stubs map[*rpcStub]struct{}
	// ended is why it ended, nil while it lives.
	ended *actor.Error
}

// openCall is a call in progress, in the order of arrival.
type openCall struct {
	seq  uint64
	fail func(*actor.Error)
}

// callbackGone is the end of calls on what has ended before they came.
func callbackGone() *actor.Error { return &actor.Error{Message: msgCallbackGone} }

// scope is the running code's, nil at module scope, which never ends.
func (w *Worker) scope() *scope {
	switch owner := w.iso.Current().Owner.(type) {
	case *requestContext:
		return &owner.scope
	case *actor.Actor:
		if in, _ := owner.Instance.(*instance); in != nil {
			return &in.scope
		}
		return &scope{ended: callbackGone()}
	}
	return nil
}

// begin notes a call, which fail ends if the scope ends first. done is to be called when the call
// is over, and says whether that is news. It is nil where the scope has ended already.
func (s *scope) begin(fail func(*actor.Error)) (done func() bool) {
	if s == nil {
		return func() bool { return true }
	}
	if s.ended != nil {
		fail(s.ended)
		return nil
	}
	s.last++
	call := &openCall{s.last, fail}
	if s.calls == nil {
		s.calls = map[*openCall]struct{}{}
	}
	s.calls[call] = struct{}{}
	return func() bool {
		_, open := s.calls[call]
		delete(s.calls, call)
		return open
	}
}

// end fails what is in progress and disposes of the stubs. Calls that are on their way already
// fail for the same reason, later ones because there is nobody any more.
func (s *scope) end(iso *isolate.Isolate, reason *actor.Error) {
	if s.ended != nil {
		return
	}
	s.ended = reason
	calls := slices.SortedFunc(maps.Keys(s.calls), func(a, b *openCall) int { return int(a.seq) - int(b.seq) })
	s.calls = nil
	for _, call := range calls {
		call.fail(reason)
	}
	stubs := s.stubs
	s.stubs = nil
	for stub := range stubs {
		stub.dispose()
	}
	iso.Post(nil, func() { s.ended = callbackGone() })
}

// hold makes a stub one of the scope's.
func (s *scope) hold(stub *rpcStub) {
	if s == nil {
		return
	}
	stub.holder = s
	if s.stubs == nil {
		s.stubs = map[*rpcStub]struct{}{}
	}
	s.stubs[stub] = struct{}{}
}

// drop forgets a stub that was disposed of.
func (s *scope) drop(stub *rpcStub) {
	if s != nil {
		delete(s.stubs, stub)
	}
}
