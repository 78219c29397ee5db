package actor

import (
	"slices"
	"time"

	"github.com/devdo/devdo/emulator/websocket"
)

// Message and Close are what arrives on a socket.
type (
	Message = websocket.Message
	Close   = websocket.Close
)

// Socket is a WebSocket accepted for hibernation: it belongs to its object, not to an actor,
// and is there for the next instance.
type Socket struct {
	End  *websocket.End
	Tags []string

	object *Object
	id     ID

	// Below: guarded by object.mu.
	attachment  []byte
	answeredAt  time.Time
	isAnswered  bool
	awaitsReply bool
	// heard is set when the object has heard of the other side's close.
	heard bool
	// queued counts the events that the object has not begun with.
	queued int
}

// autoResponse answers one text message without waking the object (DO-WS-75).
type autoResponse struct {
	set               bool
	request, response string
}

// AcceptSocket takes an end for hibernation: what arrives on it reaches the object as events.
func (a *Actor) AcceptSocket(end *websocket.End, tags []string, attachment []byte) *Socket {
	s := &Socket{End: end, Tags: tags, object: a.object, id: a.ID, attachment: attachment}
	o := a.object
	o.mu.Lock()
	o.sockets = append(o.sockets, s)
	o.mu.Unlock()
	end.Receive(s)
	return s
}

// Sockets lists the object's hibernatable sockets, oldest first.
func (o *Object) Sockets() []*Socket {
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.Clone(o.sockets)
}

// SocketCount is how many Sockets lists.
func (o *Object) SocketCount() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return len(o.sockets)
}

// Listed lists those of Sockets whose object has not heard of their close, oldest first.
func (o *Object) Listed() []*Socket {
	o.mu.Lock()
	defer o.mu.Unlock()
	var listed []*Socket
	for _, s := range o.sockets {
		if !s.heard {
			listed = append(listed, s)
		}
	}
	return listed
}

// SetAutoResponse sets the object's automatic answer.
func (o *Object) SetAutoResponse(request, response string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.auto = autoResponse{true, request, response}
}

// ClearAutoResponse removes it.
func (o *Object) ClearAutoResponse() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.auto = autoResponse{}
}

// AutoResponse is the automatic answer, if one is set.
func (o *Object) AutoResponse() (request, response string, ok bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.auto.request, o.auto.response, o.auto.set
}

// SetEventTimeout bounds how long a hibernation handler may take; 0 means no bound.
func (o *Object) SetEventTimeout(d time.Duration) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.eventTimeout = d
}

// EventTimeout is what SetEventTimeout set.
func (o *Object) EventTimeout() time.Duration {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.eventTimeout
}

// Attachment is the serialised attachment, or nil.
func (s *Socket) Attachment() []byte {
	s.object.mu.Lock()
	defer s.object.mu.Unlock()
	return s.attachment
}

// SetAttachment keeps a serialised value with the socket.
func (s *Socket) SetAttachment(data []byte) {
	s.object.mu.Lock()
	defer s.object.mu.Unlock()
	s.attachment = data
}

// AnsweredAt is when the automatic answer was last given on this socket.
func (s *Socket) AnsweredAt() (time.Time, bool) {
	s.object.mu.Lock()
	defer s.object.mu.Unlock()
	return s.answeredAt, s.isAnswered
}

// Message brings a message to the object, unless the automatic answer serves it.
func (s *Socket) Message(m Message) {
	if s.answer(m) {
		return
	}
	s.deliver(func(a *Actor, done func()) { a.place.host.SocketMessage(a, s, m, done) })
}

func (s *Socket) answer(m Message) bool {
	o := s.object
	o.mu.Lock()
	hit := m.Text && o.auto.set && string(m.Data) == o.auto.request
	reply := Message{Text: true, Data: []byte(o.auto.response)}
	if hit {
		s.answeredAt, s.isAnswered = o.namespace.scheduler.clock.Now(), true
	}
	waits := s.queued > 0
	o.mu.Unlock()
	switch {
	case !hit:
	case waits:
		// What is sent in answer to earlier messages goes first. The object is awake anyway.
		s.deliver(func(a *Actor, done func()) {
			a.Output(func() { s.End.Send(reply) })
			done()
		})
	default:
		s.End.Send(reply)
	}
	return hit
}

// Closed brings the other side's close to the object. The socket is listed until the handler has
// heard of it and the handshake is over: one that still owes its reply stays until the object
// sleeps.
func (s *Socket) Closed(c Close) {
	s.object.mu.Lock()
	s.awaitsReply = c.Clean && !s.End.SentClose()
	s.object.mu.Unlock()
	s.deliver(func(a *Actor, done func()) {
		a.place.host.SocketClose(a, s, c, func() {
			s.object.mu.Lock()
			s.heard = true
			s.object.mu.Unlock()
			if s.End.SentClose() || !c.Clean {
				s.object.removeSocket(s)
			}
			done()
		})
	})
}

// Failed brings a violation of the protocol to the object: the last it hears of the socket.
func (s *Socket) Failed(text string) {
	s.deliver(func(a *Actor, done func()) {
		a.place.host.SocketError(a, s, text, func() {
			s.object.removeSocket(s)
			done()
		})
	})
}

func (s *Socket) deliver(run func(a *Actor, done func())) {
	s.addQueued(1)
	e := &Event{Fail: func(*Error) {}}
	e.Run = func(a *Actor) {
		s.addQueued(-1)
		run(a, e.Done)
	}
	s.object.Deliver(s.id, e)
}

func (s *Socket) addQueued(n int) {
	s.object.mu.Lock()
	defer s.object.mu.Unlock()
	s.queued += n
}

// Replied is to be called when the object has closed the socket.
func (s *Socket) Replied() {
	s.object.mu.Lock()
	s.awaitsReply = false
	over := s.heard
	s.object.mu.Unlock()
	if over {
		s.object.removeSocket(s)
	}
}

func (o *Object) removeSocket(s *Socket) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if n := slices.Index(o.sockets, s); n >= 0 {
		o.sockets = slices.Delete(o.sockets, n, n+1)
	}
}

// dropSockets ends every socket of an object that was reset (DO-LIFE-33): no handler hears it.
func (o *Object) dropSockets() {
	o.mu.Lock()
	sockets := o.sockets
	o.sockets = nil
	o.mu.Unlock()
	for _, s := range sockets {
		s.End.Receive(deaf{})
		s.End.Drop()
	}
}

// dropUnanswered ends the sockets whose close was never answered: the object sleeps now, and
// nobody is left to answer (DO-WS-53).
func (o *Object) dropUnanswered() {
	for _, s := range o.Sockets() {
		o.mu.Lock()
		owes := s.awaitsReply
		o.mu.Unlock()
		if owes {
			o.removeSocket(s)
			s.End.Receive(deaf{})
			s.End.Drop()
		}
	}
}

// deaf receives nothing.
type deaf struct{}

func (deaf) Message(Message) {}
func (deaf) Closed(Close)    {}
func (deaf) Failed(string)   {}
