package websocket

import (
	"net"
	"strings"
	"testing"

	"github.com/gobwas/httphead"
	"github.com/gobwas/ws"
)

// TestDial_Answers is what servers choose, with parameters of their own.
func TestDial_Answers(t *testing.T) {
	for _, answer := range []map[string]string{nil, {}, {"client_no_context_takeover": ""}, {"server_no_context_takeover": "", "client_max_window_bits": "15"}} {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer listener.Close()
		upgrader := ws.Upgrader{Protocol: func(name []byte) bool { return string(name) == "b" }}
		if answer != nil {
			upgrader.Negotiate = func(httphead.Option) (httphead.Option, error) { return httphead.NewOption(extension, answer), nil }
		}
		served := make(chan error, 1)
		go func() {
			conn, err := listener.Accept()
			if err == nil {
				defer conn.Close()
				_, err = upgrader.Upgrade(conn)
			}
			served <- err
		}()
		c, err := Dial(nil, "ws://"+listener.Addr().String(), []string{"a", "b"}, true)
		if err != nil {
			t.Errorf("%v: %v", answer, err)
			continue
		}
		c.net.Close()
		if err := <-served; err != nil {
			t.Error(err)
		}
		if c.Protocol != "b" || strings.HasPrefix(c.Extensions, extension) != (answer != nil) || (c.compression != nil) != (answer != nil) {
			t.Errorf("%v: chose %q and %q", answer, c.Protocol, c.Extensions)
		}
	}
}
