package websocket

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net"
	"sync"
	"unicode/utf8"

	"github.com/gobwas/ws"
)

// MaxMessage is the largest message taken in, in bytes (DO-WS-80).
const MaxMessage = 32 << 20

const (
	reasonTooLarge = "Message is too large"
	msgTooLarge    = "WebSocket protocol error; protocolError.statusCode = 1009; protocolError.description = " + reasonTooLarge
)

// conn couples an end of a pair to a network connection: frames that come in are sent on the
// end, what the end receives goes out as frames.
type conn struct {
	end   *End
	net   net.Conn
	in    *bufio.Reader
	state ws.State

	mu      sync.Mutex // guards the fields below
	out     bytes.Buffer
	writing bool
	// closing is set when a close frame is queued: nothing may follow it.
	closing bool
	// gotClose is set when the remote side's close frame has come.
	gotClose bool
	// hangUp is set when the connection is to end once out is written.
	hangUp bool
}

// ServeConn runs the server side of an upgraded connection until it ends. in may hold bytes
// that were read already.
func ServeConn(end *End, c net.Conn, in *bufio.Reader) { serve(end, c, in, ws.StateServerSide) }

// ServeClient runs the client side.
func ServeClient(end *End, c net.Conn, in *bufio.Reader) { serve(end, c, in, ws.StateClientSide) }

func serve(end *End, nc net.Conn, in *bufio.Reader, state ws.State) {
	c := &conn{end: end, net: nc, in: in, state: state}
	defer nc.Close()
	end.Receive(c)
	err := c.read()
	var protocol *protocolError
	if errors.As(err, &protocol) {
		c.fail(protocol)
		return
	}
	end.Drop()
}

// Message queues a message frame.
func (c *conn) Message(m Message) {
	op := ws.OpBinary
	if m.Text {
		op = ws.OpText
	}
	c.write(op, m.Data, false)
}

// Closed queues a close frame, or hangs up when the other end is gone.
func (c *conn) Closed(cl Close) {
	if !cl.Clean {
		c.mu.Lock()
		c.hangUp = true
		c.mu.Unlock()
		c.flush()
		return
	}
	var body []byte
	if cl.Code != NoStatus {
		body = ws.NewCloseFrameBody(ws.StatusCode(cl.Code), cl.Reason)
	}
	c.write(ws.OpClose, body, true)
}

// Failed has nothing to say to the network; the Closed that follows hangs up.
func (c *conn) Failed(string) {}

// write queues a frame and sees to it that somebody writes it.
func (c *conn) write(op ws.OpCode, payload []byte, last bool) {
	c.mu.Lock()
	if c.closing {
		c.mu.Unlock()
		return
	}
	f := ws.NewFrame(op, true, payload)
	if c.state.ClientSide() {
		f = ws.MaskFrame(f)
	}
	_ = ws.WriteFrame(&c.out, f)
	c.closing = last
	if last && c.gotClose {
		c.hangUp = true
	}
	c.mu.Unlock()
	c.flush()
}

// flush writes what is queued on a goroutine that ends when the queue is empty: a slow reader
// must not hold up the loop, and ten thousand idle sockets must not hold as many goroutines.
func (c *conn) flush() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.writing {
		return
	}
	c.writing = true
	go func() {
		var chunk bytes.Buffer
		for {
			c.mu.Lock()
			if c.out.Len() == 0 {
				c.writing = false
				hangUp := c.hangUp
				c.mu.Unlock()
				if hangUp {
					c.net.Close()
				}
				return
			}
			chunk, c.out = c.out, chunk
			c.mu.Unlock()
			if _, err := c.net.Write(chunk.Bytes()); err != nil {
				c.net.Close()
			}
			chunk.Reset()
		}
	}()
}

type protocolError struct {
	code   ws.StatusCode
	reason string
	text   string
}

func (e *protocolError) Error() string { return e.text }

// fail answers a violation of the protocol with a close frame and reports it.
func (c *conn) fail(e *protocolError) {
	c.write(ws.OpClose, ws.NewCloseFrameBody(e.code, e.reason), true)
	c.mu.Lock()
	c.hangUp = true
	c.mu.Unlock()
	c.flush()
	c.end.Fail(e.text)
	_, _ = io.Copy(io.Discard, c.in)
}

// read takes frames in until the connection ends.
func (c *conn) read() error {
	var message []byte
	var kind ws.OpCode
	for {
		h, err := ws.ReadHeader(c.in)
		if err != nil {
			return err
		}
		if err := ws.CheckHeader(h, c.state); err != nil {
			return &protocolError{ws.StatusProtocolError, err.Error(), "WebSocket protocol error; protocolError.statusCode = 1002; protocolError.description = " + err.Error()}
		}
		if int64(len(message))+h.Length > MaxMessage {
			return &protocolError{ws.StatusMessageTooBig, reasonTooLarge, msgTooLarge}
		}
		payload := make([]byte, h.Length)
		if _, err := io.ReadFull(c.in, payload); err != nil {
			return err
		}
		if h.Masked {
			ws.Cipher(payload, h.Mask, 0)
		}
		switch h.OpCode {
		case ws.OpPing:
			c.write(ws.OpPong, payload, false)
			continue
		case ws.OpPong:
			continue
		case ws.OpClose:
			if err := c.closed(payload); err != nil {
				return err
			}
			continue
		case ws.OpContinuation:
			message = append(message, payload...)
		default:
			kind, message = h.OpCode, payload
		}
		if !h.Fin {
			c.state = c.state.Set(ws.StateFragmented)
			continue
		}
		c.state = c.state.Clear(ws.StateFragmented)
		if kind == ws.OpText && !utf8.Valid(message) {
			return &protocolError{ws.StatusInvalidFramePayloadData, "", "WebSocket protocol error; protocolError.statusCode = 1007; protocolError.description = invalid UTF-8"}
		}
		c.mu.Lock()
		late := c.gotClose
		c.mu.Unlock()
		if !late {
			c.end.Send(Message{Text: kind == ws.OpText, Data: message})
		}
		message = nil
	}
}

// closed takes the remote side's close frame in.
func (c *conn) closed(payload []byte) error {
	code, reason := ws.StatusCode(NoStatus), ""
	if len(payload) > 0 {
		code, reason = ws.ParseCloseFrameData(payload)
		if err := ws.CheckCloseFrameData(code, reason); err != nil {
			return &protocolError{ws.StatusProtocolError, err.Error(), "WebSocket protocol error; protocolError.statusCode = 1002; protocolError.description = " + err.Error()}
		}
	}
	c.mu.Lock()
	c.gotClose = true
	if c.closing {
		c.hangUp = true
	}
	c.mu.Unlock()
	c.end.Close(int(code), reason)
	c.flush()
	return nil
}
