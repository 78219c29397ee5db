package websocket

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"

	"github.com/gobwas/ws"
)

// MaxMessage is the largest message taken in, in bytes (DO-WS-80).
const MaxMessage = 32 << 20

// Reasons of protocol errors, workerd's words.
const (
	reasonTooLarge     = "Message is too large"
	reasonCompressed   = "Received a WebSocket frame whose compression bit was set, but the compression extension was not negotiated for this connection."
	reasonReserved     = "Received frame had RSV bits 2 or 3 set"
	reasonOpCode       = "Unknown opcode %d"
	reasonFragmented   = "Received fragmented control frame"
	reasonContinuation = "Unexpected continuation frame"
	reasonUnfinished   = "Missing continuation frame"
	reasonBadData      = "Invalid compressed data"
)

// compressedBit marks a compressed message.
const compressedBit = 0b100

// conn couples an end of a pair to a network connection: frames that come in are sent on the
// end, what the end receives goes out as frames.
type conn struct {
	end    *End
	net    io.WriteCloser
	in     *bufio.Reader
	client bool
	// inflate is nil without compression, and so is deflate, which mu guards.
	inflate *inflater
	deflate *deflater

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
func ServeConn(end *End, c net.Conn, in *bufio.Reader, compression *Compression) {
	x := &conn{end: end, net: c, in: smallReader(c, in)}
	if compression != nil {
		x.inflate, x.deflate = &inflater{direction: compression.client}, &deflater{direction: compression.server}
	}
	x.serve()
}

// readBuffer is the size of a connection's buffer in bytes: room for many small frames, but ten
// thousand idle sockets have one each. Large payloads are read past it.
const readBuffer = 1024

// smallReader reads on where the larger in has stopped, which can then be let go.
func smallReader(c net.Conn, in *bufio.Reader) *bufio.Reader {
	if n := in.Buffered(); n > 0 {
		read, _ := in.Peek(n) // what is buffered is there
		return bufio.NewReaderSize(io.MultiReader(bytes.NewReader(read), c), readBuffer)
	}
	return bufio.NewReaderSize(c, readBuffer)
}

// ServeClient runs the client side.
func ServeClient(end *End, c io.WriteCloser, in *bufio.Reader, compression *Compression) {
	x := &conn{end: end, net: c, in: in, client: true}
	if compression != nil {
		x.inflate, x.deflate = &inflater{direction: compression.server}, &deflater{direction: compression.client}
	}
	x.serve()
}

func (c *conn) serve() {
	defer c.net.Close()
	c.end.Receive(c)
	err := c.read()
	var protocol *protocolError
	if errors.As(err, &protocol) {
		c.fail(protocol)
		return
	}
	c.end.Drop()
}

// Message queues a message frame.
func (c *conn) Message(m Message) {
	op := ws.OpBinary
	if m.Text {
		op = ws.OpText
	}
	c.write(op, m.Data, false)
}

// Closed queues a close frame, or hangs up when the other end is gone. A reason cannot be sent
// without a code: workerd hangs up there too.
func (c *conn) Closed(cl Close) {
	if !cl.Clean || cl.Code == NoStatus && cl.Reason != "" {
		c.mu.Lock()
		c.hangUp = true
		c.mu.Unlock()
		c.flush()
		return
	}
	var body []byte
	if cl.Code != NoStatus {
		body = append(binary.BigEndian.AppendUint16(nil, uint16(cl.Code)), cl.Reason...)
	}
	c.write(ws.OpClose, body, true)
}

// Failed hangs up: the other end has nothing more to say.
func (c *conn) Failed(string) { c.Closed(Close{}) }

// write queues a frame and sees to it that somebody writes it.
func (c *conn) write(op ws.OpCode, payload []byte, last bool) {
	c.mu.Lock()
	if c.closing {
		c.mu.Unlock()
		return
	}
	f := ws.NewFrame(op, true, payload)
	if c.deflate != nil && begins(op) {
		f = ws.NewFrame(op, true, c.deflate.compress(payload))
		f.Header.Rsv = compressedBit
	}
	if c.client {
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

// protocolError is a violation of the protocol by the other side.
type protocolError struct {
	code   ws.StatusCode
	reason string
}

func (e *protocolError) Error() string {
	return fmt.Sprintf("WebSocket protocol error; protocolError.statusCode = %d; protocolError.description = %s", e.code, e.reason)
}

func violation(reason string) error { return &protocolError{ws.StatusProtocolError, reason} }

// fail answers a violation of the protocol with a close frame and reports it.
func (c *conn) fail(e *protocolError) {
	body := binary.BigEndian.AppendUint16(nil, uint16(e.code))
	c.write(ws.OpClose, append(body, e.reason...), true)
	c.mu.Lock()
	c.hangUp = true
	c.mu.Unlock()
	c.flush()
	c.end.Fail(e.Error())
	_, _ = io.Copy(io.Discard, c.in)
}
