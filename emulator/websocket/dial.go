package websocket

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/gobwas/httphead"
	"github.com/gobwas/ws"
)

// dialLimit bounds the making of a connection.
const dialLimit = 30 * time.Second

// Connection is an outgoing WebSocket before its traffic starts.
type Connection struct {
	// Protocol is the subprotocol that the server chose, "" for none, and Extensions the
	// compression.
	Protocol, Extensions string
	// Status and Header are the server's answer. Only one of status 101 can be served.
	Status int
	Header http.Header

	net         net.Conn
	in          *bufio.Reader
	compression *Compression
}

// Dial connects to a ws: or wss: URL, offering compression if asked to; closing stop gives up.
func Dial(stop <-chan struct{}, url string, protocols []string, compress bool) (*Connection, error) {
	ctx, cancel := context.WithTimeout(context.Background(), dialLimit)
	defer cancel()
	go func() {
		select {
		case <-stop:
			cancel()
		case <-ctx.Done():
		}
	}()
	header := http.Header{}
	if len(protocols) > 0 {
		header.Set("Sec-WebSocket-Protocol", strings.Join(protocols, ", "))
	}
	if compress {
		header.Set("Sec-WebSocket-Extensions", extension)
	}
	c, err := DialWith(ctx, url, header)
	if err == nil && c.Status != http.StatusSwitchingProtocols {
		return nil, fmt.Errorf("the server answered %d", c.Status)
	}
	return c, err
}

// DialWith connects with the given headers to a ws:, wss:, http: or https: URL. An answer other
// than 101 is no error.
func DialWith(ctx context.Context, url string, header http.Header) (*Connection, error) {
	c := &Connection{Status: http.StatusSwitchingProtocols, Header: http.Header{}}
	dialer := ws.Dialer{
		Protocols: protocolsOf(header), Extensions: offersOf(header),
		Header: ws.HandshakeHeaderHTTP(withoutHandshake(header)),
		OnHeader: func(key, value []byte) error {
			c.Header.Add(string(key), string(value))
			return nil
		},
	}
	conn, in, handshake, err := dialer.Dial(ctx, wsURL(url))
	var status ws.StatusError
	if errors.As(err, &status) {
		c.Status = int(status)
		return c, nil
	}
	if err != nil {
		return nil, err
	}
	if in == nil {
		in = bufio.NewReader(conn)
	}
	c.net, c.in, c.Protocol = conn, in, handshake.Protocol
	// The dialer keeps this header to itself.
	var extensions bytes.Buffer
	if len(handshake.Extensions) > 0 {
		if _, err := httphead.WriteOptions(&extensions, handshake.Extensions); err != nil {
			conn.Close()
			return nil, err
		}
	}
	c.Extensions = extensions.String()
	if c.compression, err = Agreed(c.Extensions); err != nil {
		conn.Close()
		return nil, err
	}
	return c, nil
}

// offersOf are the extensions that the headers offer.
func offersOf(header http.Header) []httphead.Option {
	options, _ := httphead.ParseOptions([]byte(strings.Join(header.Values("Sec-WebSocket-Extensions"), ", ")), nil)
	return options
}

func wsURL(url string) string {
	if rest, ok := strings.CutPrefix(url, "http"); ok {
		return "ws" + rest
	}
	return url
}

func protocolsOf(header http.Header) []string {
	var all []string
	for _, line := range header.Values("Sec-WebSocket-Protocol") {
		for _, p := range strings.Split(line, ",") {
			all = append(all, strings.TrimSpace(p))
		}
	}
	return all
}

// withoutHandshake leaves out the headers that the handshake itself writes.
func withoutHandshake(header http.Header) http.Header {
	rest := http.Header{}
	for name, values := range header {
		name = http.CanonicalHeaderKey(name)
		switch name {
		case "Upgrade", "Connection", "Host", "Content-Length":
		default:
			if !strings.HasPrefix(name, "Sec-Websocket-") {
				rest[name] = values
			}
		}
	}
	return rest
}

// Serve couples end to the connection until either is over.
func (c *Connection) Serve(end *End) { ServeClient(end, c.net, c.in, c.compression) }
