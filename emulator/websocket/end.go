// Package websocket carries WebSocket traffic in Go: pairs of ends inside the process and the
// coupling of an end to a network connection. It knows no JavaScript; who owns an end decides
// when to answer a close, which is why a frame-level library lies below.
package websocket

import "sync"

// Close codes that never travel in a frame.
const (
	// NoStatus stands for a close frame without a code.
	NoStatus = 1005
	// Abnormal stands for a connection that ended without a close frame.
	Abnormal = 1006
)

// ReasonDropped is the reason that comes with Abnormal.
const ReasonDropped = "WebSocket disconnected without sending Close frame."

// Message is one text or binary message.
type Message struct {
	Text bool
	Data []byte
}

// Close is how the other side ended.
type Close struct {
	Code   int
	Reason string
	// Clean tells a close frame from a lost connection.
	Clean bool
}

// Receiver gets what arrives at an end, in order and never two at once, on any goroutine. It
// must not block.
type Receiver interface {
	Message(Message)
	Closed(Close)
	// Failed reports a violation of the protocol, which ends the connection: no Closed follows.
	Failed(text string)
}

// End is one end of a WebSocket. What is sent on it arrives at its peer.
type End struct {
	peer *End

	mu        sync.Mutex // guards the fields below
	receiver  Receiver
	inbox     []func(Receiver)
	draining  bool
	sentClose bool
	gotClose  bool
	// attachment travels with the end until a Durable Object takes it over.
	attachment []byte
}

// NewPair makes two connected ends.
func NewPair() (*End, *End) {
	a, b := &End{}, &End{}
	a.peer, b.peer = b, a
	return a, b
}

// Receive starts delivery to r, beginning with what has arrived already. Calling it again
// replaces the receiver.
func (e *End) Receive(r Receiver) {
	e.mu.Lock()
	e.receiver = r
	e.mu.Unlock()
	e.drain()
}

// Send sends m to the peer; after Close, or after the peer's end, it does nothing.
func (e *End) Send(m Message) {
	e.mu.Lock()
	closed := e.sentClose
	e.mu.Unlock()
	if !closed {
		e.peer.arrive(func(r Receiver) { r.Message(m) })
	}
}

// Close sends a close frame; NoStatus means one without a code.
func (e *End) Close(code int, reason string) {
	e.finish(Close{Code: code, Reason: reason, Clean: true})
}

// Drop ends the connection without a close frame: the peer hears of Abnormal.
func (e *End) Drop() { e.finish(Close{Code: Abnormal, Reason: ReasonDropped}) }

// Fail ends the connection because of a violation of the protocol by the remote side.
func (e *End) Fail(text string) { e.end(func(r Receiver) { r.Failed(text) }) }

func (e *End) finish(c Close) { e.end(func(r Receiver) { r.Closed(c) }) }

// end is the last that this end sends.
func (e *End) end(deliver func(Receiver)) {
	e.mu.Lock()
	if e.sentClose {
		e.mu.Unlock()
		return
	}
	e.sentClose = true
	e.mu.Unlock()
	p := e.peer
	p.mu.Lock()
	p.gotClose = true
	p.mu.Unlock()
	p.arrive(deliver)
}

// SentClose reports whether this end has closed or dropped.
func (e *End) SentClose() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.sentClose
}

// GotClose reports whether the other end has closed or dropped.
func (e *End) GotClose() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.gotClose
}

// SetAttachment keeps opaque data with the end.
func (e *End) SetAttachment(data []byte) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.attachment = data
}

// Attachment is what SetAttachment kept, or nil.
func (e *End) Attachment() []byte {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.attachment
}

func (e *End) arrive(deliver func(Receiver)) {
	e.mu.Lock()
	e.inbox = append(e.inbox, deliver)
	e.mu.Unlock()
	e.drain()
}

// drain delivers the inbox; a second caller leaves the work to the first.
func (e *End) drain() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.draining || e.receiver == nil {
		return
	}
	e.draining = true
	for len(e.inbox) > 0 {
		deliver, r := e.inbox[0], e.receiver
		e.inbox[0] = nil
		e.inbox = e.inbox[1:]
		e.mu.Unlock()
		deliver(r)
		e.mu.Lock()
	}
	e.inbox, e.draining = nil, false
}
