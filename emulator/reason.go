package emulator

import (
	"bytes"
	"context"
	"net"
	"net/http"

	"github.com/devdo/devdo/emulator/api/web"
)

// net/http puts its own words behind the number of a status, whatever the Worker says. So the
// server's connections are ours: one that is told of other words puts them into the status line,
// which net/http always writes at the beginning of a write.

// Serve is server.Serve with the status texts of Workers.
func Serve(server *http.Server, l net.Listener) error {
	server.ConnContext = func(ctx context.Context, c net.Conn) context.Context {
		return context.WithValue(ctx, reasonKey{}, c)
	}
	return server.Serve(reasonListener{l})
}

type reasonKey struct{}

type reasonListener struct{ net.Listener }

func (l reasonListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &reasonConn{Conn: c}, nil
}

// reasonConn is a connection. reason is set and read by the goroutine that answers its request.
type reasonConn struct {
	net.Conn
	reason string
	set    bool
}

// sayReason makes the text of the next answer's status line.
func sayReason(r *http.Request, status int, text string) {
	if text == "" {
		text = web.StatusText(status)
	}
	if text == http.StatusText(status) {
		return
	}
	if c, ok := r.Context().Value(reasonKey{}).(*reasonConn); ok {
		c.reason, c.set = text, true
	}
}

// statusLine is how an answer begins, up to the text: HTTP/1.1 200 and a space.
const statusLine = len("HTTP/1.1 200 ")

func (c *reasonConn) Write(data []byte) (int, error) {
	if !c.set || !bytes.HasPrefix(data, []byte("HTTP/1.")) {
		return c.Conn.Write(data)
	}
	end := bytes.IndexByte(data, '\r')
	if end < statusLine {
		return c.Conn.Write(data)
	}
	c.set = false
	line := append(append([]byte(nil), data[:statusLine]...), c.reason...)
	if _, err := c.Conn.Write(append(line, data[end:]...)); err != nil {
		return 0, err
	}
	return len(data), nil
}
