package api

import (
	"fmt"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/actor"
	"github.com/devdo/devdo/emulator/api/web"
	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
	"github.com/devdo/devdo/emulator/websocket"
)

// socketUse says what became of an end of a pair.
type socketUse int

const (
	unused socketUse = iota
	accepted
	hibernating
	returned
	client
)

// socket is one end of a WebSocket as a script holds it.
type socket struct {
	w   *Worker
	end *websocket.End
	// sibling is the other end of a pair made by this script.
	sibling *socket
	use     socketUse
	object  *goja.Object
	ctx     *isolate.Context
	// hibernated is set for sockets that belong to a Durable Object.
	hibernated *actor.Socket
	// owner is whose the socket is; nobody else may use it.
	owner isolate.Owner
	// closed is set when the script has closed its end, connecting until an outgoing
	// connection is up.
	closed, connecting bool
	// heard is set when the script's side has taken in the other side's end, and crossed when the
	// other end of the pair closed before it had taken in this one's close.
	heard, crossed bool
	// sending counts what was sent in this turn, after the other side's close.
	sending  int
	halfOpen bool
	// broken is set when a listener threw: nothing is delivered any more.
	broken bool
	// losing is set while the script hears that the connection was lost.
	losing               bool
	busy                 bool
	protocol, extensions string
}

// socketFunctions serve websocket.js.
func (w *Worker) socketFunctions() functions {
	s := func(call goja.FunctionCall) *socket {
		s := held[*socket](call.Argument(0))
		w.requireOwner(s.owner, ioNative)
		return s
	}
	rt := w.iso.Runtime()
	return functions{
		"pair": func(goja.FunctionCall) goja.Value {
			w.requireRequest()
			one, two := websocket.NewPair()
			owner := w.iso.Current().Owner
			a, b := &socket{w: w, end: one, owner: owner}, &socket{w: w, end: two, owner: owner}
			a.sibling, b.sibling = b, a
			return rt.NewArray(w.handle(a), w.handle(b))
		},
		"connect": w.connectSocket,
		"accept": func(call goja.FunctionCall) goja.Value {
			s(call).accept(call.Argument(1).(*goja.Object), call.Argument(2).ToBoolean())
			return goja.Undefined()
		},
		"send": func(call goja.FunctionCall) goja.Value {
			s(call).send(call.Argument(1))
			return goja.Undefined()
		},
		"close": func(call goja.FunctionCall) goja.Value {
			s(call).close(int(call.Argument(1).ToInteger()), call.Argument(2).String())
			return goja.Undefined()
		},
		"readyState":    func(call goja.FunctionCall) goja.Value { return rt.ToValue(s(call).readyState()) },
		"protocol":      func(call goja.FunctionCall) goja.Value { return s(call).chosen(s(call).protocol) },
		"extensions":    func(call goja.FunctionCall) goja.Value { return s(call).chosen(s(call).extensions) },
		"setAttachment": w.setAttachment,
		"attachment":    w.attachment,
		"standardBinaryType": func(goja.FunctionCall) goja.Value {
			return rt.ToValue(w.options.Flags.Has("websocket_standard_binary_type"))
		},
	}
}

// accept starts delivery of events to the script.
func (s *socket) accept(object *goja.Object, halfOpen bool) {
	switch s.use {
	case hibernating:
		s.w.iso.TypeError(msgAcceptHibernating)
	case returned:
		s.w.iso.TypeError(msgAcceptUsed)
	case client:
		s.w.iso.TypeError(msgAcceptClient)
	case accepted:
		return
	}
	s.use, s.halfOpen = accepted, halfOpen
	s.listen(object)
}

// listen delivers what arrives to the script's listeners; an open socket keeps its owner busy.
func (s *socket) listen(object *goja.Object) {
	s.object, s.ctx = object, s.w.iso.Current()
	if s.ctx.Owner != nil {
		s.busy = true
		s.ctx.Owner.Pending(1)
	}
	if in := s.instance(); in != nil {
		in.ordinary[s] = struct{}{}
	}
	s.end.Receive(ordinary{s})
}

func (s *socket) idle() {
	if !s.busy {
		return
	}
	s.busy = false
	if in := s.instance(); in != nil {
		delete(in.ordinary, s)
	}
	s.ctx.Owner.Pending(-1)
}

// instance is the Durable Object's instance that listens, or nil.
func (s *socket) instance() *instance {
	if a, ok := s.ctx.Owner.(*actor.Actor); ok {
		in, _ := a.Instance.(*instance)
		return in
	}
	return nil
}

func (s *socket) send(message goja.Value) {
	switch {
	case s.use == unused || s.use == returned:
		s.w.iso.TypeError(msgSendUnaccepted)
	case s.connecting:
		panic(s.w.iso.NewDOMException("InvalidStateError", "WebSocket is still in CONNECTING state."))
	case s.closed:
		s.w.iso.TypeError(msgSendClosed)
	}
	if _, symbol := message.(*goja.Symbol); symbol {
		s.w.iso.TypeError(webidl.MsgSymbolToString)
	}
	m := websocket.Message{}
	if data, ok := webidl.Bytes(s.w.iso, message); ok {
		m.Data = append([]byte{}, data...)
	} else {
		m.Text, m.Data = true, []byte(wellFormed(sqlText(message)))
	}
	if s.heard {
		s.sending++
		s.w.iso.Post(s.ctx, func() { s.sending-- })
	}
	s.w.output(func() { s.end.Send(m) })
}

// maxCloseReason is the longest reason, in bytes.
const maxCloseReason = 123

func (s *socket) close(code int, reason string) {
	if s.use == unused || s.use == returned {
		s.w.iso.TypeError(msgSendUnaccepted)
	}
	if len(reason) > maxCloseReason && s.w.options.Flags.Has("websocket_close_reason_byte_limit") {
		panic(s.w.iso.NewDOMException("SyntaxError", msgLongReason))
	}
	if s.closed {
		return
	}
	s.closed = true
	replies := s.heard && s.sending == 0
	if s.heard {
		s.idle()
	} else if s.sibling != nil {
		s.sibling.crossed = s.sibling.closed
	}
	s.w.output(func() {
		s.end.Close(code, reason)
		if s.hibernated != nil {
			s.hibernated.Replied()
		}
	})
	if replies {
		s.over()
	}
}

// over tells of the connection's end, which a script takes for a loss, the side that has answered
// a close with nothing under way before the answer, and the one whose own close crossed another.
func (s *socket) over() {
	ordinary{s}.post(func() { s.fail(s.w.iso.NewError("Error", "Network connection lost.")) })
}

// fail dispatches an error event.
func (s *socket) fail(reason goja.Value) {
	s.dispatch("error", s.w.text("Uncaught "+reason.String()), reason)
}

// chosen is what the server has chosen: null where it has chosen nothing, "" before it could.
func (s *socket) chosen(name string) goja.Value {
	if name == "" && s.use == client && !s.connecting {
		return goja.Null()
	}
	return s.w.text(name)
}

func (s *socket) readyState() int {
	got := s.heard || s.hibernated != nil && s.end.GotClose()
	switch {
	case s.connecting:
		return 0
	case s.losing:
		return 1
	case s.broken || (s.closed || s.end.SentClose()) && got:
		return 3
	case s.closed || got:
		return 2
	default:
		return 1
	}
}

// ordinary brings what arrives on an accepted socket to its listeners.
type ordinary struct{ s *socket }

func (r ordinary) post(fn func()) {
	s := r.s
	s.w.iso.Post(s.ctx, func() {
		if s.ctx.Owner == nil {
			fn()
			return
		}
		s.ctx.Owner.Deliver(s.ctx, fn)
	})
}

// Message dispatches a message event.
//
// A listener that throws ends the connection, as in workerd.
func (r ordinary) Message(m websocket.Message) {
	r.post(func() {
		s := r.s
		if s.broken {
			return
		}
		reason := s.dispatch("message", s.w.messageData(m))
		if reason == nil {
			return
		}
		s.broken, s.closed = true, true
		s.idle()
		s.fail(reason)
		s.w.output(s.end.Drop)
	})
}

// Closed answers the close, where the runtime does so by itself (DO-WS-31), and dispatches it.
func (r ordinary) Closed(c websocket.Close) {
	r.post(func() {
		s := r.s
		if s.broken {
			return
		}
		s.heard = true
		answers := c.Clean && !s.closed && !s.halfOpen && s.w.options.Flags.Has("web_socket_auto_reply_to_close")
		if answers {
			s.closed = true
			s.w.output(func() { s.end.Close(c.Code, c.Reason) })
		}
		if s.closed || !c.Clean {
			s.idle()
		}
		rt := s.w.iso.Runtime()
		s.losing = !c.Clean
		s.dispatch("close", rt.ToValue(c.Code), rt.ToValue(c.Reason), rt.ToValue(c.Clean))
		s.losing = false
		if answers || s.crossed {
			s.over()
		}
	})
}

// Failed dispatches an error event; there is no close event after it.
func (r ordinary) Failed(text string) {
	r.post(func() {
		r.s.broken, r.s.closed = true, true
		r.s.idle()
		r.s.fail(r.s.w.iso.NewError("Error", text))
	})
}

// dispatch dispatches an event, and logs and returns what a listener threw.
func (s *socket) dispatch(event string, args ...goja.Value) goja.Value {
	_, err := s.w.iso.Call("websocket", event, append([]goja.Value{s.object}, args...)...)
	if err == nil {
		return nil
	}
	reason := s.w.exceptionValue(err)
	s.w.report(reason)
	return reason
}

// messageData is a message as scripts get it: a string or an ArrayBuffer.
func (w *Worker) messageData(m websocket.Message) goja.Value {
	if m.Text {
		return w.textValue(string(m.Data))
	}
	return webidl.NewArrayBuffer(w.iso, m.Data)
}

// maxAttachment is the largest serialised attachment, in bytes (DO-WS-70).
const maxAttachment = 16_384

func (w *Worker) setAttachment(call goja.FunctionCall) goja.Value {
	s := held[*socket](call.Argument(0))
	data := w.serializeStored(call.Argument(1))
	if len(data) > maxAttachment {
		w.iso.Throw("Error", fmt.Sprintf("A WebSocket 'attachment' cannot be larger than %d bytes.'attachment' was %d bytes.", maxAttachment, len(data)))
	}
	s.attach(data)
	return goja.Undefined()
}

func (w *Worker) attachment(call goja.FunctionCall) goja.Value {
	data := held[*socket](call.Argument(0)).attached()
	if data == nil {
		return goja.Null()
	}
	v, err := w.deserialize(data)
	if err != nil {
		w.iso.Throw("Error", w.internalError(err))
	}
	return v
}

// attachments of ends that belong to no Durable Object yet, kept with the end.
func (s *socket) attach(data []byte) {
	if s.hibernated != nil {
		s.hibernated.SetAttachment(data)
		return
	}
	s.end.SetAttachment(data)
}

func (s *socket) attached() []byte {
	if s.hibernated != nil {
		return s.hibernated.Attachment()
	}
	return s.end.Attachment()
}

// takeEnd is the end of a socket that a script returns in a Response. Where the socket cannot be
// returned (DO-WS-12) the answer is on its way already: its receiver sees the connection lost.
func (w *Worker) takeEnd(object goja.Value) *websocket.End {
	s := held[*socket](w.call("websocket", "webSocketHandle", object))
	if ex := w.iso.Runtime().Try(s.checkReturn); ex != nil {
		w.report(w.exceptionValue(ex))
		lost, end := websocket.NewPair()
		lost.Drop()
		return end
	}
	s.use = returned
	return s.end
}

func (s *socket) checkReturn() {
	w := s.w
	switch s.use {
	case accepted:
		w.iso.TypeError(msgReturnAccepted)
	case hibernating:
		w.iso.TypeError(msgReturnHibernating)
	case returned:
		w.iso.TypeError(msgReturnUsed)
	case client:
		w.iso.TypeError(msgReturnClient)
	}
}

// newSocket makes a WebSocket for an end that came from elsewhere.
func (w *Worker) newSocket(end *websocket.End, protocol string) *goja.Object {
	s := &socket{w: w, end: end, protocol: protocol, owner: w.iso.Current().Owner}
	return w.call("websocket", "makeWebSocket", w.handle(s)).(*goja.Object)
}

// connectSocket is new WebSocket(url): the connection is made off the loop.
func (w *Worker) connectSocket(call goja.FunctionCall) goja.Value {
	w.requireRequest()
	inner, outer := websocket.NewPair()
	s := &socket{w: w, end: inner, use: client, connecting: true, object: call.Argument(0).(*goja.Object), ctx: w.iso.Current(), owner: w.iso.Current().Owner}
	url, protocols := call.Argument(1).String(), w.strings(call.Argument(2))
	s.ctx.Owner.Pending(1)
	s.busy = true
	var connection *websocket.Connection
	var err error
	w.output(func() {
		w.iso.Go(func() {
			connection, err = web.Connect(w.iso.Done(), url, protocols, w.iso.Flag("web_socket_compression"))
		}, func() {
			s.connecting = false
			if err != nil {
				s.closed = true
				s.fail(web.ErrorValue(w.iso, err))
				rt := w.iso.Runtime()
				s.dispatch("close", rt.ToValue(websocket.Abnormal), rt.ToValue("Failed to establish websocket connection"), rt.ToValue(false))
				s.idle()
				return
			}
			s.protocol, s.extensions = connection.Protocol, connection.Extensions
			s.dispatch("open")
			inner.Receive(ordinary{s})
			go connection.Serve(outer)
		})
	})
	return w.handle(s)
}
