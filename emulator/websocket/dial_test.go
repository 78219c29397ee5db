package websocket

import (
	"net"
	"net/http"
	"strings"
	"testing"
)

// TestOpen is what servers answer to a handshake, and what the real runtime makes of it.
func TestOpen(t *testing.T) {
	header := http.Header{}
	key := Ask(header)
	fit := "Upgrade: websocket\nSec-Websocket-Accept: " + AcceptKey(key)
	tests := []struct {
		name, answer string
		offer        bool
		compressed   bool
		err          string
	}{
		{name: "good", answer: fit},
		{name: "subprotocol", answer: fit + "\nSec-Websocket-Protocol: b"},
		{name: "compression", answer: fit + "\nSec-Websocket-Extensions: permessage-deflate", offer: true, compressed: true},
		{name: "its parameters", answer: fit + "\nSec-Websocket-Extensions: permessage-deflate; server_no_context_takeover; client_max_window_bits=15", offer: true, compressed: true},
		{name: "no Upgrade", answer: "Sec-Websocket-Accept: x", err: "missing Upgrade header."},
		{name: "another key", answer: "Upgrade: WebSocket\nSec-Websocket-Accept: x", err: "incorrect Sec-WebSocket-Accept header: expected '" + AcceptKey(key) + "', got 'x'."},
		{name: "compression not offered", answer: fit + "\nSec-Websocket-Extensions: permessage-deflate", err: "added Sec-WebSocket-Extensions when client did not offer any."},
		{name: "another extension", answer: fit + "\nSec-Websocket-Extensions: x-other", offer: true, err: errOtherExtension.Error()},
		{name: "two extensions", answer: fit + "\nSec-Websocket-Extensions: permessage-deflate, x-other", offer: true, err: errSeveral.Error()},
		{name: "bad parameter", answer: fit + "\nSec-Websocket-Extensions: permessage-deflate; foo", offer: true, err: errBadParameters.Error()},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			near, far := net.Pipe()
			defer far.Close()
			request := &http.Request{Header: http.Header{}}
			if test.offer {
				Offer(request.Header)
			}
			answer := &http.Response{Header: http.Header{}, Body: near, Request: request}
			for _, line := range strings.Split(test.answer, "\n") {
				name, value, _ := strings.Cut(line, ": ")
				answer.Header.Set(name, value)
			}
			c, err := Open(answer, key)
			if test.err != "" {
				if err == nil || err.Error() != "Server failed WebSocket handshake: "+test.err {
					t.Errorf("got error %v, want %s", err, test.err)
				}
				if _, err := near.Write(nil); err == nil {
					t.Error("the connection is still open")
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			if (c.compression != nil) != test.compressed || c.Protocol != answer.Header.Get(headerProtocol) {
				t.Errorf("got compression %v and subprotocol %q", c.compression, c.Protocol)
			}
		})
	}
}
