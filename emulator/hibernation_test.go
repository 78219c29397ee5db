package emulator_test

import (
	"bufio"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gobwas/ws"

	"github.com/devdo/devdo/emulator/emulatortest"
)

// sleeping counts the instances of its object, which tells how many sockets it was born with.
const sleeping = `
import { DurableObject } from "cloudflare:workers";
let births = 0;
export class Room extends DurableObject {
  constructor(ctx, env) {
    super(ctx, env);
    births++;
    this.found = ctx.getWebSockets().length;
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }
  fetch() {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server, ["tag"]);
    server.serializeAttachment("attached");
    this.socket = server;
    return new Response(null, { status: 101, webSocket: client });
  }
  webSocketMessage(socket) {
    const answered = this.ctx.getWebSocketAutoResponseTimestamp(socket) !== null;
    socket.send([births, this.found, socket === this.socket, this.ctx.getTags(socket), socket.deserializeAttachment(), answered].join(" "));
  }
  webSocketClose(socket, code) { socket.close(code); }
}
export default {
  fetch(request, env) {
    if (request.headers.has("Upgrade")) return env.ROOM.getByName("room").fetch(request);
    return new Response(String(births));
  },
};`

// wire is a client's end of a connection that takes no network: it works on virtual time.
type wire struct {
	t  *testing.T
	c  net.Conn
	in *bufio.Reader
}

// hijacked lets a handler take its connection over.
type hijacked struct {
	http.ResponseWriter
	server net.Conn
}

func (h hijacked) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return h.server, bufio.NewReadWriter(bufio.NewReader(h.server), bufio.NewWriter(h.server)), nil
}

// upgrade opens a WebSocket.
func upgrade(t *testing.T, e *emulatortest.Emulator) wire {
	t.Helper()
	client, server := net.Pipe()
	r := httptest.NewRequest("GET", "http://localhost/", nil)
	r.Header.Set("Upgrade", "websocket")
	r.Header.Set("Connection", "Upgrade")
	r.Header.Set("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
	go e.ServeHTTP(hijacked{httptest.NewRecorder(), server}, r)
	in := bufio.NewReader(client)
	resp, err := http.ReadResponse(in, r)
	if err != nil || resp.StatusCode != http.StatusSwitchingProtocols {
		t.Fatalf("upgrade: %v, %v", resp, err)
	}
	return wire{t, client, in}
}

// say sends a frame and returns the payload of the one that comes back.
func (w wire) say(op ws.OpCode, text string) string {
	w.t.Helper()
	if err := ws.WriteFrame(w.c, ws.MaskFrame(ws.NewFrame(op, true, []byte(text)))); err != nil {
		w.t.Fatal(err)
	}
	f, err := ws.ReadFrame(w.in) //lint:ignore SA1019 the test trusts its peer
	if err != nil {
		w.t.Fatal(err)
	}
	return string(f.Payload)
}

func TestHibernation(t *testing.T) { // DO-WS-60, DO-WS-61, DO-WS-62, DO-WS-63, DO-LIFE-42
	synctest.Test(t, func(t *testing.T) {
		e := emulatortest.Run(t, emulatortest.Project{Code: sleeping, Classes: []string{"Room"}})
		w := upgrade(t, e)
		defer w.c.Close()
		want := func(got, want string) {
			t.Helper()
			if got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		}
		want(w.say(ws.OpText, "who"), "1 0 true tag attached false")
		time.Sleep(9 * time.Second)
		want(w.say(ws.OpText, "who"), "1 0 true tag attached false")

		time.Sleep(20 * time.Second)
		want(w.say(ws.OpPing, "beat"), "beat")
		want(w.say(ws.OpText, "ping"), "pong")
		want(e.Get("/"), "1") // none of these has woken it
		want(w.say(ws.OpText, "who"), "2 1 false tag attached true")

		time.Sleep(20 * time.Second)
		want(w.say(ws.OpClose, "\x0f\xa0"), "\x0f\xa0")
		want(e.Get("/"), "3")
	})
}

func TestHibernation_EndsWithTheServer(t *testing.T) { // DO-WS-64
	synctest.Test(t, func(t *testing.T) {
		e := emulatortest.Run(t, emulatortest.Project{Code: sleeping, Classes: []string{"Room"}})
		w := upgrade(t, e)
		defer w.c.Close()
		time.Sleep(time.Second) // esbuild's goroutine ends too
		e.Restart()
		//lint:ignore SA1019 the test trusts its peer
		if f, err := ws.ReadFrame(w.in); err == nil {
			t.Errorf("got a frame %v, want the connection's end", f.Header)
		}
		again := upgrade(t, e)
		defer again.c.Close()
		if got, want := again.say(ws.OpText, "who"), "1 0 true tag attached false"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}
