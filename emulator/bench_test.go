package emulator_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gobwas/ws"
	"github.com/gobwas/ws/wsutil"

	"github.com/devdo/devdo/emulator"
	"github.com/devdo/devdo/emulator/emulatortest"
	"github.com/devdo/devdo/persist"
)

// benchmarked is the Worker of all benchmarks.
const benchmarked = `
import { DurableObject } from "cloudflare:workers";

export class Counter extends DurableObject {
  increment(): number {
    const value = (this.ctx.storage.kv.get<number>("value") ?? 0) + 1;
    this.ctx.storage.kv.put("value", value);
    return value;
  }
  async fill(): Promise<void> {
    for (let i = 0; i < 1000; i++) {
      await this.ctx.storage.put("item" + String(i).padStart(5, "0"), { i, name: "item " + i });
    }
  }
  async list(): Promise<number> {
    return (await this.ctx.storage.list({ prefix: "item" })).size;
  }
}

export class Room extends DurableObject {
  async fetch() {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }
  webSocketMessage(_: WebSocket, message: string) {
    for (const ws of this.ctx.getWebSockets()) ws.send(message);
  }
}

export default {
  async fetch(request, env) {
    switch (new URL(request.url).pathname) {
      case "/increment":
        return new Response(String(await env.COUNTER.getByName("a").increment()));
      case "/fill":
        return new Response(String(await env.COUNTER.getByName("a").fill()));
      case "/list":
        return new Response(String(await env.COUNTER.getByName("a").list()));
      case "/room":
        return env.ROOM.getByName("a").fetch(request);
    }
    return new Response("Hello World!");
  },
};
`

func run(b *testing.B, d persist.Durability) *emulatortest.Emulator {
	return emulatortest.Run(b, emulatortest.Project{
		Code: benchmarked, Classes: []string{"Counter", "Room"}, Config: emulator.Config{Durability: d},
	})
}

// BenchmarkFetch is one request after the other, without and with HTTP around it.
func BenchmarkFetch(b *testing.B) {
	b.Run("handler", func(b *testing.B) {
		e := run(b, persist.Normal)
		b.ReportAllocs()
		for b.Loop() {
			if status, body := e.Fetch("GET", "/", ""); status != http.StatusOK {
				b.Fatal(status, body)
			}
		}
	})
	b.Run("loopback", func(b *testing.B) {
		e := run(b, persist.Normal)
		client := newClient(b, e)
		for b.Loop() {
			client.get("/")
		}
	})
	b.Run("loopback parallel", func(b *testing.B) {
		e := run(b, persist.Normal)
		client := newClient(b, e)
		b.SetParallelism(parallel)
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				client.get("/")
			}
		})
	})
}

// parallel is how many clients per processor ask at once.
const parallel = 16

// BenchmarkIncrement is a counter in a Durable Object: every answer waits for its commit. Only
// with many clients can one commit serve several of them.
func BenchmarkIncrement(b *testing.B) {
	durabilities := []struct {
		name  string
		value persist.Durability
	}{{"normal", persist.Normal}, {"full", persist.Full}}
	for _, d := range durabilities {
		b.Run(d.name, func(b *testing.B) {
			e := run(b, d.value)
			b.ReportAllocs()
			for b.Loop() {
				increment(b, e)
			}
		})
		b.Run(d.name+" parallel", func(b *testing.B) {
			e := run(b, d.value)
			b.SetParallelism(parallel)
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					increment(b, e)
				}
			})
		})
	}
}

func increment(b *testing.B, e *emulatortest.Emulator) {
	answer := httptest.NewRecorder()
	e.ServeHTTP(answer, httptest.NewRequest("POST", "/increment", nil))
	if answer.Code != http.StatusOK {
		b.Errorf("POST /increment: got %d %s", answer.Code, answer.Body)
	}
}

// BenchmarkList is storage.list() of 1,000 small objects.
func BenchmarkList(b *testing.B) {
	e := run(b, persist.Normal)
	e.Get("/fill")
	b.ReportAllocs()
	for b.Loop() {
		if got := e.Get("/list"); got != "1000" {
			b.Fatal(got)
		}
	}
}

// BenchmarkReload is new code put in the place of the old, bundling included, until it answers.
// The command line's part of it, watching, is in cmd/devdo's benchmark.
func BenchmarkReload(b *testing.B) {
	e := run(b, persist.Normal)
	n := 0
	for b.Loop() {
		n++
		want := fmt.Sprint("version ", n)
		e.Write(emulatortest.DefaultMain, strings.Replace(benchmarked, "Hello World!", want, 1))
		if err := e.Reload(); err != nil {
			b.Fatal(err)
		}
		if got := e.Get("/"); got != want {
			b.Fatalf("got %q, want %q", got, want)
		}
	}
}

// sockets is the size of the room of BenchmarkWebSocketBroadcast.
const sockets = 100

// BenchmarkWebSocketBroadcast is one message to a room that all of its members receive.
func BenchmarkWebSocketBroadcast(b *testing.B) {
	e := run(b, persist.Normal)
	url := "ws" + strings.TrimPrefix(e.URL(), "http") + "/room"
	members := make([]io.ReadWriter, sockets)
	for i := range members {
		members[i] = join(b, url)
	}
	for b.Loop() {
		if err := wsutil.WriteClientText(members[0], []byte("hello")); err != nil {
			b.Fatal(err)
		}
		for _, m := range members {
			if got, err := wsutil.ReadServerText(m); err != nil || string(got) != "hello" {
				b.Fatalf("received %q, %v", got, err)
			}
		}
	}
	b.ReportMetric(float64(b.N)*sockets/b.Elapsed().Seconds(), "messages/s")
}

// join opens a WebSocket. What the server sends right behind its answer stays readable.
func join(b *testing.B, url string) io.ReadWriter {
	conn, in, _, err := ws.Dial(context.Background(), url)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { conn.Close() })
	if in == nil {
		in = bufio.NewReader(conn)
	}
	return struct {
		io.Reader
		io.Writer
	}{in, conn}
}

// client asks an emulator over the network.
type client struct {
	b    *testing.B
	http *http.Client
	url  string
}

func newClient(b *testing.B, e *emulatortest.Emulator) *client {
	transport := &http.Transport{MaxIdleConnsPerHost: 1024}
	b.Cleanup(transport.CloseIdleConnections)
	return &client{b, &http.Client{Transport: transport}, e.URL()}
}

func (c *client) get(path string) {
	resp, err := c.http.Get(c.url + path)
	if err != nil {
		c.b.Error(err)
		return
	}
	defer resp.Body.Close()
	if _, err := io.Copy(io.Discard, resp.Body); err != nil || resp.StatusCode != http.StatusOK {
		c.b.Errorf("GET %s: got %d, %v", path, resp.StatusCode, err)
	}
}
