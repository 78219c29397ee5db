package websocket

import (
	"bufio"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// Connection is an outgoing WebSocket before its traffic starts.
type Connection struct {
	// Protocol is the subprotocol that the server chose, "" for none, and Extensions the
	// compression.
	Protocol, Extensions string

	net         io.ReadWriteCloser
	compression *Compression
}

const (
	headerAccept     = "Sec-Websocket-Accept"
	headerExtensions = "Sec-Websocket-Extensions"
	headerProtocol   = "Sec-Websocket-Protocol"
)

// Ask makes the headers those of a handshake, whose offers they have already: subprotocols and
// extensions. The answer must fit the key.
func Ask(header http.Header) (key string) {
	var nonce [16]byte
	_, _ = rand.Read(nonce[:]) // never fails
	key = base64.StdEncoding.EncodeToString(nonce[:])
	header.Set("Connection", "Upgrade")
	header.Set("Upgrade", "websocket")
	header.Set("Sec-Websocket-Key", key)
	header.Set("Sec-Websocket-Version", "13")
	return key
}

// Offer adds the compression that devdo has to the headers of a handshake.
func Offer(header http.Header) { header.Set(headerExtensions, extension) }

// Open takes the connection over from an answer of status 101. An error says in workerd's words
// why that is none; the connection is closed then.
func Open(answer *http.Response, key string) (*Connection, error) {
	h := answer.Header
	c := &Connection{Protocol: h.Get(headerProtocol), Extensions: strings.Join(h.Values(headerExtensions), ", ")}
	err := c.check(answer, key)
	if err != nil {
		_ = answer.Body.Close()
		return nil, err
	}
	return c, nil
}

func refused(format string, args ...any) error {
	return fmt.Errorf("Server failed WebSocket handshake: "+format, args...)
}

func (c *Connection) check(answer *http.Response, key string) error {
	if !strings.EqualFold(answer.Header.Get("Upgrade"), "websocket") {
		return refused("missing Upgrade header.")
	}
	if got, want := answer.Header.Get(headerAccept), AcceptKey(key); got != want {
		return refused("incorrect Sec-WebSocket-Accept header: expected '%s', got '%s'.", want, got)
	}
	if c.Extensions != "" && answer.Request.Header.Get(headerExtensions) == "" {
		return refused("added Sec-WebSocket-Extensions when client did not offer any.")
	}
	var err error
	if c.compression, err = Agreed(c.Extensions); err != nil {
		return refused("%s", err)
	}
	// Unlike workerd, net/http takes no answer without "Connection: Upgrade" for an upgrade.
	var ok bool
	if c.net, ok = answer.Body.(io.ReadWriteCloser); !ok {
		return refused("missing Connection header.")
	}
	return nil
}

// Serve couples end to the connection until either is over.
func (c *Connection) Serve(end *End) { ServeClient(end, c.net, bufio.NewReader(c.net), c.compression) }

// Close gives up a connection that is not served.
func (c *Connection) Close() { _ = c.net.Close() }
