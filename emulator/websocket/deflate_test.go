package websocket

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"net"
	"strings"
	"testing"

	"github.com/gobwas/ws"
)

// TestNegotiate has the answers that the real runtime gives (DO-WS-14).
func TestNegotiate(t *testing.T) {
	for offer, want := range map[string]string{
		"permessage-deflate":                         "permessage-deflate",
		"permessage-deflate; client_max_window_bits": "permessage-deflate; client_max_window_bits=15",
		"permessage-deflate; client_no_context_takeover; server_no_context_takeover": "permessage-deflate; client_no_context_takeover; server_no_context_takeover",
		"permessage-deflate; server_max_window_bits=10":                              "permessage-deflate; server_max_window_bits=10",
		"permessage-deflate; client_max_window_bits=8, permessage-deflate":           "permessage-deflate; client_max_window_bits=8",
		"permessage-deflate; server_max_window_bits=7, permessage-deflate":           "permessage-deflate",
		"permessage-deflate; foo=bar":                                                "",
		"x-webkit-deflate-frame":                                                     "",
		"":                                                                           "",
	} {
		got := ""
		if c := Negotiate(offer); c != nil {
			got = c.Header()
		}
		if got != want {
			t.Errorf("Negotiate(%q): got %q, want %q", offer, got, want)
		}
	}
}

func TestAgreed(t *testing.T) {
	for answer, ok := range map[string]bool{
		"": true, "permessage-deflate": true, "permessage-deflate; server_max_window_bits=9": true,
		"x-other": false, "permessage-deflate; client_max_window_bits": false, "permessage-deflate, permessage-deflate": false,
	} {
		if _, err := Agreed(answer); (err == nil) != ok {
			t.Errorf("Agreed(%q): %v", answer, err)
		}
	}
}

// TestDeflate sends messages through both sides of a connection.
func TestDeflate(t *testing.T) {
	noise := make([]byte, 70000)
	_, _ = rand.Read(noise)
	messages := []string{"hello hello hello", "hello hello hello", "", strings.Repeat("abc", 50000), string(noise), "é", string(noise)}
	for _, offer := range []string{
		"permessage-deflate", "permessage-deflate; client_no_context_takeover; server_no_context_takeover",
		"permessage-deflate; server_max_window_bits=9; client_max_window_bits=9",
	} {
		t.Run(offer, func(t *testing.T) {
			compression := Negotiate(offer)
			near, far := net.Pipe()
			a, inner := NewPair()
			b, outer := NewPair()
			go ServeConn(a, near, bufio.NewReader(near), compression)
			go ServeClient(b, far, bufio.NewReader(far), compression)
			t.Cleanup(func() { near.Close(); far.Close() })
			r := newRecorder()
			outer.Receive(r)
			back := newRecorder()
			inner.Receive(back)
			for _, m := range messages {
				inner.Send(Message{Data: []byte(m)})
				r.want(t, "false:"+m)
				outer.Send(Message{Data: []byte(m)})
				back.want(t, "false:"+m)
			}
		})
	}
}

// TestDeflate_Violations are compressed messages that cannot be read.
func TestDeflate_Violations(t *testing.T) {
	large := &deflater{}
	for name, test := range map[string]struct {
		payload []byte
		want    string
	}{
		"no data of the format": {[]byte{0xff, 0xff, 0xff, 0xff}, "\x03\xea" + reasonBadData},
		"too large":             {bytes.Clone(large.compress(make([]byte, MaxMessage+1))), "\x03\xf1" + reasonTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			near, far := net.Pipe()
			end, inner := NewPair()
			go ServeConn(end, near, bufio.NewReader(near), &Compression{})
			t.Cleanup(func() { near.Close(); far.Close() })
			r := newRecorder()
			inner.Receive(r)
			go func() { _, _ = far.Write(frame(ws.OpText, true, compressedBit, string(test.payload))) }()
			f, err := readFrame(far)
			if err != nil || f.Header.OpCode != ws.OpClose || string(f.Payload) != test.want {
				t.Errorf("read %v %q, %v", f.Header, f.Payload, err)
			}
		})
	}
}
