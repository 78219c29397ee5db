package websocket

import (
	"bufio"
	"context"
	"net"
	"time"

	"github.com/gobwas/ws"
)

// dialLimit bounds the making of a connection.
const dialLimit = 30 * time.Second

// Connection is an outgoing WebSocket before its traffic starts.
type Connection struct {
	// Protocol is the subprotocol that the server chose, "" for none.
	Protocol string

	net net.Conn
	in  *bufio.Reader
}

// Dial connects to a ws: or wss: URL; closing stop gives up.
func Dial(stop <-chan struct{}, url string, protocols []string) (*Connection, error) {
	ctx, cancel := context.WithTimeout(context.Background(), dialLimit)
	defer cancel()
	go func() {
		select {
		case <-stop:
			cancel()
		case <-ctx.Done():
		}
	}()
	dialer := ws.Dialer{Protocols: protocols}
	conn, in, handshake, err := dialer.Dial(ctx, url)
	if err != nil {
		return nil, err
	}
	if in == nil {
		in = bufio.NewReader(conn)
	}
	return &Connection{Protocol: handshake.Protocol, net: conn, in: in}, nil
}

// Serve couples end to the connection until either is over.
func (c *Connection) Serve(end *End) { ServeClient(end, c.net, c.in) }
