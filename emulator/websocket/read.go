package websocket

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/gobwas/ws"
	"golang.org/x/text/encoding/unicode"
)

// incoming is the message that is being read.
type incoming struct {
	kind       ws.OpCode // 0 between messages
	compressed bool
	data       []byte
}

// read takes frames in until the connection ends. Like workerd it asks for no masks, and not for
// short control frames.
func (c *conn) read() error {
	var m incoming
	for {
		h, err := ws.ReadHeader(c.in)
		if err != nil {
			return err
		}
		if err := c.check(h, &m); err != nil {
			return err
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
		case ws.OpPong:
		case ws.OpClose:
			c.closed(payload)
		default:
			if err := c.part(h, payload, &m); err != nil {
				return err
			}
		}
	}
}

// check looks at a frame's header before the rest of it is read.
func (c *conn) check(h ws.Header, m *incoming) error {
	switch {
	case h.Rsv&^compressedBit != 0:
		return violation(reasonReserved)
	case h.Rsv == compressedBit && c.inflate == nil:
		return violation(reasonCompressed)
	case h.OpCode.IsReserved():
		return violation(fmt.Sprintf(reasonOpCode, h.OpCode))
	case h.OpCode.IsControl() && !h.Fin:
		return violation(reasonFragmented)
	case h.OpCode == ws.OpContinuation && m.kind == 0:
		return violation(reasonContinuation)
	case begins(h.OpCode) && m.kind != 0:
		return violation(reasonUnfinished)
	}
	if room := MaxMessage - int64(len(m.data)); h.Length > room {
		return &protocolError{ws.StatusMessageTooBig, fmt.Sprintf("%s: %d > %d", reasonTooLarge, h.Length, room)}
	}
	return nil
}

// begins tells the frames that begin a message.
func begins(op ws.OpCode) bool { return op == ws.OpText || op == ws.OpBinary }

// replaceInvalid puts U+FFFD for each part that is no UTF-8.
func replaceInvalid(data []byte) string {
	if utf8.Valid(data) {
		return string(data)
	}
	text, err := unicode.UTF8.NewDecoder().Bytes(data)
	if err != nil {
		return string(data) // the decoder has no errors: it replaces
	}
	return string(text)
}

// part adds a frame to its message, and passes a whole one on.
func (c *conn) part(h ws.Header, payload []byte, m *incoming) error {
	if h.OpCode == ws.OpContinuation {
		m.data = append(m.data, payload...)
	} else {
		*m = incoming{h.OpCode, h.Rsv == compressedBit, payload}
	}
	if !h.Fin {
		return nil
	}
	data := m.data
	if m.compressed {
		var err error
		if data, err = c.inflate.decompress(data); errors.Is(err, errTooLarge) {
			return &protocolError{ws.StatusMessageTooBig, reasonTooLarge}
		} else if err != nil {
			return violation(reasonBadData)
		}
	}
	text := m.kind == ws.OpText
	if text {
		data = []byte(replaceInvalid(data))
	}
	*m = incoming{}
	c.mu.Lock()
	late := c.gotClose
	c.mu.Unlock()
	if !late {
		c.end.Send(Message{Text: text, Data: data})
	}
	return nil
}

// closed takes the other side's close frame in. Any code and any text will do.
func (c *conn) closed(payload []byte) {
	code, reason := NoStatus, ""
	if len(payload) >= 2 {
		code = int(binary.BigEndian.Uint16(payload))
		reason = replaceInvalid(payload[2:])
	}
	c.mu.Lock()
	c.gotClose = true
	if c.closing {
		c.hangUp = true
	}
	c.mu.Unlock()
	c.end.Close(code, reason)
	c.flush()
}
