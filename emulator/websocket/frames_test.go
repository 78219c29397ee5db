package websocket

import (
	"bytes"
	"encoding/binary"
	"net"
	"strings"
	"testing"

	"github.com/gobwas/ws"
)

// frame is a masked frame of a client, as bytes.
func frame(op ws.OpCode, fin bool, rsv byte, payload string) []byte {
	f := ws.MaskFrame(ws.Frame{Header: ws.Header{Fin: fin, Rsv: rsv, OpCode: op, Length: int64(len(payload))}, Payload: []byte(payload)})
	var out bytes.Buffer
	_ = ws.WriteFrame(&out, f)
	return out.Bytes()
}

func join(frames ...[]byte) []byte { return bytes.Join(frames, nil) }

func closing(code uint16, reason string) []byte {
	return frame(ws.OpClose, true, 0, string(binary.BigEndian.AppendUint16(nil, code))+reason)
}

// TestConn_Frames sends frames that no client library would. What they lead to was observed on the
// real runtime: the close frame that a violation is answered with, or what is received.
func TestConn_Frames(t *testing.T) {
	const text, binaryOp, continuation = ws.OpText, ws.OpBinary, ws.OpContinuation
	header := func(op ws.OpCode, length int64) []byte {
		var out bytes.Buffer
		_ = ws.WriteHeader(&out, ws.Header{Fin: true, OpCode: op, Masked: true, Length: length})
		return out.Bytes()
	}
	tests := []struct {
		name     string
		send     []byte
		received string // by the end inside
		code     uint16 // of the close frame that answers, 0 for none
		reason   string
	}{
		{name: "reserved bit 1", send: frame(text, true, 0b100, "hi"), code: 1002, reason: reasonCompressed},
		{name: "reserved bit 2", send: frame(text, true, 0b010, "hi"), code: 1002, reason: reasonReserved},
		{name: "reserved bit 3", send: frame(text, true, 0b001, "hi"), code: 1002, reason: reasonReserved},
		{name: "unknown opcode", send: frame(3, true, 0, ""), code: 1002, reason: "Unknown opcode 3"},
		{name: "unknown control opcode", send: frame(11, true, 0, ""), code: 1002, reason: "Unknown opcode 11"},
		{name: "fragmented ping", send: frame(ws.OpPing, false, 0, "x"), code: 1002, reason: reasonFragmented},
		{name: "continuation of nothing", send: frame(continuation, true, 0, "x"), code: 1002, reason: reasonContinuation},
		{name: "message within a message", send: join(frame(text, false, 0, "a"), frame(text, true, 0, "b")), code: 1002, reason: reasonUnfinished},
		{name: "too large", send: header(binaryOp, 34603008), code: 1009, reason: "Message is too large: 34603008 > 33554432"}, // DO-WS-80
		{name: "no mask", send: ws.MustCompileFrame(ws.NewTextFrame([]byte("hi"))), received: "true:hi"},
		{name: "long ping", send: join(frame(ws.OpPing, true, 0, strings.Repeat("x", 126)), frame(text, true, 0, "a")), received: "true:a"},
		{name: "fragments", send: join(frame(text, false, 0, "a"), frame(continuation, false, 0, "b"), frame(continuation, true, 0, "c")), received: "true:abc"},
		{name: "ping within a message", send: join(frame(text, false, 0, "a"), frame(ws.OpPing, true, 0, "p"), frame(continuation, true, 0, "b")), received: "true:ab"},
		{name: "empty message", send: frame(text, true, 0, ""), received: "true:"},
		{name: "empty fragments", send: join(frame(binaryOp, false, 0, ""), frame(continuation, true, 0, "")), received: "false:"},
		{name: "character over two fragments", send: join(frame(text, false, 0, "\xc3"), frame(continuation, true, 0, "\xa9")), received: "true:é"},
		{name: "invalid UTF-8", send: frame(text, true, 0, "a\xff\xfeb"), received: "true:a\uFFFD\uFFFDb"},
		{name: "close without code", send: frame(ws.OpClose, true, 0, ""), received: `close 1005 "" true`}, // DO-WS-55
		{name: "close of one byte", send: frame(ws.OpClose, true, 0, "\x03"), received: `close 1005 "" true`},
		{name: "close with a reserved code", send: closing(1005, ""), received: `close 1005 "" true`},
		{name: "close with a code below all", send: closing(999, ""), received: `close 999 "" true`},
		{name: "close with a code above all", send: closing(5000, ""), received: `close 5000 "" true`},
		{name: "close with an invalid reason", send: closing(1000, "\xff"), received: "close 1000 \"\uFFFD\" true"},
		{name: "close twice", send: join(closing(1000, ""), closing(1001, "")), received: `close 1000 "" true`},
		{name: "message after close", send: join(closing(4000, "bye"), frame(text, true, 0, "late")), received: `close 4000 "bye" true`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			inner, client := dial(t)
			r := newRecorder()
			inner.Receive(r)
			go func() { _, _ = client.Write(test.send) }()
			if test.code == 0 {
				discardPongs(client)
				r.want(t, test.received)
				return
			}
			f, err := readFrame(client)
			if err != nil {
				t.Fatal(err)
			}
			want := string(binary.BigEndian.AppendUint16(nil, test.code)) + test.reason
			if f.Header.OpCode != ws.OpClose || string(f.Payload) != want {
				t.Errorf("read %v %q, want a close with %q", f.Header, f.Payload, want)
			}
			violation := &protocolError{ws.StatusCode(test.code), test.reason}
			r.want(t, "failed "+violation.Error())
		})
	}
}

// discardPongs reads what the server sends by itself.
func discardPongs(client net.Conn) {
	go func() {
		for {
			if _, err := readFrame(client); err != nil {
				return
			}
		}
	}()
}
