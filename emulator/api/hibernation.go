package api

import (
	"fmt"
	"slices"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/actor"
)

// Limits of hibernatable sockets (DO-WS-42, DO-WS-43, DO-WS-76).
const (
	maxTags         = 10
	maxTagLength    = 256
	maxSockets      = 32_768
	maxAutoResponse = 2048
)

// acceptSocket is ctx.acceptWebSocket().
func (w *Worker) acceptSocket(call goja.FunctionCall) goja.Value {
	a := held[*actor.Actor](call.Argument(0))
	s := held[*socket](call.Argument(1))
	switch {
	case s.use == accepted || s.use == hibernating || s.use == client:
		w.iso.Throw("Error", msgHibernateAccepted)
	case s.use == returned || s.sibling != nil && s.sibling.use != unused && s.sibling.use != returned:
		w.iso.Throw("Error", msgHibernateUsed)
	}
	tags := w.checkTags(w.strings(call.Argument(3)))
	if a.Object().SocketCount() >= maxSockets {
		w.iso.Throw("Error", msgTooManySockets)
	}
	s.use = hibernating
	data := s.attached()
	s.hibernated = a.AcceptSocket(s.end, tags, data)
	a.Instance.(*instance).sockets[s.hibernated] = call.Argument(2).(*goja.Object)
	return goja.Undefined()
}

func (w *Worker) checkTags(tags []string) []string {
	var distinct []string
	for _, tag := range tags {
		if len(tag) > maxTagLength {
			w.iso.Throw("Error", `"`+tag+`" `+msgLongTag)
		}
		if !slices.Contains(distinct, tag) {
			distinct = append(distinct, tag)
		}
	}
	if len(distinct) > maxTags {
		w.iso.Throw("Error", msgTooManyTags)
	}
	return distinct
}

// sockets lists the object's sockets, oldest first, all or those with a tag.
func (w *Worker) sockets(call goja.FunctionCall) goja.Value {
	a := held[*actor.Actor](call.Argument(0))
	tag, tagged := optional(call.Argument(2))
	var list []any
	for _, s := range a.Object().Listed() {
		if !tagged || slices.Contains(s.Tags, tag) {
			list = append(list, w.socketObject(a, s))
		}
	}
	return w.iso.Runtime().NewArray(list...)
}

// socketObject is the one WebSocket object for a socket in this instance.
func (w *Worker) socketObject(a *actor.Actor, s *actor.Socket) *goja.Object {
	in := a.Instance.(*instance)
	if o := in.sockets[s]; o != nil {
		return o
	}
	wake := &socket{w: w, owner: a, end: s.End, use: hibernating, hibernated: s, closed: s.End.SentClose()}
	o := w.call("websocket", "makeHibernated", w.handle(wake)).(*goja.Object)
	in.sockets[s] = o
	return o
}

func (w *Worker) tags(call goja.FunctionCall) goja.Value {
	s := held[*socket](call.Argument(0))
	if s.hibernated == nil {
		if s.use == accepted || s.use == client {
			w.iso.Throw("Error", msgTagsOrdinary)
		}
		w.iso.Throw("Error", msgTagsUnaccepted)
	}
	list := make([]any, len(s.hibernated.Tags))
	for n, tag := range s.hibernated.Tags {
		list[n] = tag
	}
	return w.iso.Runtime().NewArray(list...)
}

func (w *Worker) setAutoResponse(call goja.FunctionCall) goja.Value {
	request, response := call.Argument(1).String(), call.Argument(2).String()
	for _, part := range []struct{ name, what, text string }{
		{"Request", "request", request}, {"Response", "response", response},
	} {
		if len(part.text) > maxAutoResponse {
			w.iso.Throw("RangeError", fmt.Sprintf("%s cannot be larger than %d bytes. A %s of size %d was provided.",
				part.name, maxAutoResponse, part.what, len(part.text)))
		}
	}
	held[*actor.Actor](call.Argument(0)).Object().SetAutoResponse(request, response)
	return goja.Undefined()
}

// SocketMessage calls webSocketMessage.
func (w *Worker) SocketMessage(a *actor.Actor, s *actor.Socket, m actor.Message, done func()) {
	w.socketEvent(a, "webSocketMessage", done, w.socketObject(a, s), w.messageData(m))
}

// SocketClose calls webSocketClose.
func (w *Worker) SocketClose(a *actor.Actor, s *actor.Socket, c actor.Close, done func()) {
	rt := w.iso.Runtime()
	w.socketEvent(a, "webSocketClose", done, w.socketObject(a, s), rt.ToValue(c.Code), rt.ToValue(c.Reason), rt.ToValue(c.Clean))
	if in, _ := a.Instance.(*instance); in != nil && s.End.SentClose() {
		delete(in.sockets, s)
	}
}

// SocketError calls webSocketError.
func (w *Worker) SocketError(a *actor.Actor, s *actor.Socket, text string, done func()) {
	w.socketEvent(a, "webSocketError", done, w.socketObject(a, s), w.iso.NewError("Error", text))
}

// socketEvent runs a handler, for at most the event timeout: then its work counts no longer.
func (w *Worker) socketEvent(a *actor.Actor, handler string, done func(), args ...goja.Value) {
	finish := func(bool) { done() }
	if limit := a.Object().EventTimeout(); limit > 0 {
		timer := w.iso.After(limit, done)
		finish = func(bool) {
			w.iso.ClearTimer(timer)
			done()
		}
	}
	if !w.handleEvent(a, handler, finish, args...) {
		finish(false)
	}
}
