package websocket

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"testing"

	"github.com/gobwas/ws"
	"github.com/gobwas/ws/wsutil"
)

// recorder writes down what arrives.
type recorder struct{ got chan string }

func newRecorder() recorder { return recorder{make(chan string, 100)} }

func (r recorder) Message(m Message)  { r.got <- fmt.Sprintf("%t:%s", m.Text, m.Data) }
func (r recorder) Closed(c Close)     { r.got <- fmt.Sprintf("close %d %q %t", c.Code, c.Reason, c.Clean) }
func (r recorder) Failed(text string) { r.got <- "failed " + text }

func (r recorder) want(t *testing.T, want string) {
	t.Helper()
	if got := <-r.got; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestPair_KeepsWhatCameBeforeReceive(t *testing.T) {
	a, b := NewPair()
	a.Send(Message{Text: true, Data: []byte("one")})
	a.Send(Message{Data: []byte("two")})
	a.Close(1000, "bye")
	a.Send(Message{Text: true, Data: []byte("late")})
	r := newRecorder()
	b.Receive(r)
	r.want(t, "true:one")
	r.want(t, "false:two")
	r.want(t, `close 1000 "bye" true`)
	if !a.SentClose() || !b.GotClose() || b.SentClose() {
		t.Error("wrong state after close")
	}
}

// dial couples one end of a pair to a network connection and returns the other end and the
// remote side.
func dial(t *testing.T) (*End, net.Conn) {
	t.Helper()
	client, server := net.Pipe()
	outer, inner := NewPair()
	ended := make(chan struct{})
	go func() { defer close(ended); ServeConn(outer, server, bufio.NewReader(server), nil) }()
	t.Cleanup(func() { client.Close(); <-ended })
	return inner, client
}

func TestConn_Messages(t *testing.T) {
	inner, client := dial(t)
	r := newRecorder()
	inner.Receive(r)
	if err := wsutil.WriteClientText(client, []byte("héllo")); err != nil {
		t.Fatal(err)
	}
	r.want(t, "true:héllo")
	inner.Send(Message{Text: true, Data: []byte("back")})
	data, _, err := wsutil.ReadServerData(client)
	if err != nil || string(data) != "back" {
		t.Errorf("read %q, %v", data, err)
	}
	if err := ws.WriteFrame(client, ws.MaskFrame(ws.NewCloseFrame(ws.NewCloseFrameBody(4001, "done")))); err != nil {
		t.Fatal(err)
	}
	r.want(t, `close 4001 "done" true`)
	inner.Close(4001, "done")
	f, err := readFrame(client)
	if err != nil || f.Header.OpCode != ws.OpClose {
		t.Errorf("read %v, %v", f.Header, err)
	}
	if _, err := readFrame(client); err == nil {
		t.Error("connection still open after both closed")
	}
}

func TestConn_LostConnection(t *testing.T) {
	inner, client := dial(t)
	r := newRecorder()
	inner.Receive(r)
	client.Close()
	r.want(t, `close 1006 "`+ReasonDropped+`" false`)
}

// readFrame reads one frame of a server.
func readFrame(r io.Reader) (ws.Frame, error) {
	h, err := ws.ReadHeader(r)
	if err != nil {
		return ws.Frame{}, err
	}
	payload := make([]byte, h.Length)
	_, err = io.ReadFull(r, payload)
	return ws.Frame{Header: h, Payload: payload}, err
}
