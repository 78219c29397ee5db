package emulator_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/gobwas/ws"
	"github.com/gobwas/ws/wsutil"

	"github.com/devdo/devdo/emulator/emulatortest"
)

// reloadable is a Worker whose version is its only difference.
func reloadable(version int) string {
	return fmt.Sprintf(`
import { DurableObject } from "cloudflare:workers";
const version = %d;
let release, entered;
const started = new Promise((r) => (entered = r));
const gate = new Promise((r) => (release = r));
export class Room extends DurableObject {
  memory = 0;
  async fetch(request) {
    const path = new URL(request.url).pathname;
    if (path === "/socket") {
      const { 0: client, 1: server } = new WebSocketPair();
      this.ctx.acceptWebSocket(server, ["tag" + version]);
      server.serializeAttachment({ since: version });
      return new Response(null, { status: 101, webSocket: client });
    }
    if (path === "/slow") {
      entered();
      await gate;
      await this.ctx.storage.put("slow", version);
      return new Response("slow " + version);
    }
    if (path === "/endless") await new Promise(() => {});
    if (path === "/alarm") await this.ctx.storage.setAlarm(Date.now() + 60_000);
    const n = ((await this.ctx.storage.get("n")) ?? 0) + 1;
    await this.ctx.storage.put("n", n);
    return Response.json({ version, n, memory: ++this.memory, slow: await this.ctx.storage.get("slow"), alarm: (await this.ctx.storage.getAlarm()) !== null });
  }
  webSocketMessage(socket, text) {
    socket.send([version, text, socket.deserializeAttachment().since, this.ctx.getTags(socket)].join(" "));
  }
  alarm() {}
}
export default {
  async fetch(request, env) {
    const url = new URL(request.url);
    if (url.pathname === "/release") { release(); return new Response("ok"); }
    if (url.pathname === "/started") {
      const waiting = setInterval(() => {}, 10); // or the request would count as hung
      await started;
      clearInterval(waiting);
      return new Response("ok");
    }
    return env.ROOM.getByName("room").fetch(request);
  },
};`, version)
}

// get asks the emulator and ends the test if the answer is not a 200.
func get(t *testing.T, e *emulatortest.Emulator, path string) string {
	t.Helper()
	status, body := e.Fetch("GET", path, "")
	if status != http.StatusOK {
		t.Fatalf("GET %s = %d %s", path, status, body)
	}
	return body
}

func TestReload_KeepsStorageSocketsAndAlarms(t *testing.T) { // DO-LIFE-5, DO-WS-61, DO-WS-62
	e := emulatortest.Run(t, emulatortest.Project{Code: reloadable(1), Classes: []string{"Room"}})
	get(t, e, "/alarm")
	conn, _, _, err := ws.Dial(t.Context(), strings.Replace(e.URL(), "http", "ws", 1)+"/socket")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	say := func(text string) string {
		t.Helper()
		if err := wsutil.WriteClientText(conn, []byte(text)); err != nil {
			t.Fatal(err)
		}
		answer, err := wsutil.ReadServerText(conn)
		if err != nil {
			t.Fatal(err)
		}
		return string(answer)
	}
	if got := say("one"); got != "1 one 1 tag1" {
		t.Errorf("before the reload: %q", got)
	}
	e.Write("index.ts", reloadable(2))
	if err := e.Reload(); err != nil {
		t.Fatal(err)
	}
	if got := say("two"); got != "2 two 1 tag1" {
		t.Errorf("after the reload: %q", got)
	}
	if got, want := get(t, e, "/"), `{"version":2,"n":2,"memory":1,"alarm":true}`; got != want {
		t.Errorf("after the reload: %s, want %s", got, want)
	}
}

func TestReload_RequestInFlightFinishesOnOldCode(t *testing.T) {
	e := emulatortest.Run(t, emulatortest.Project{Code: reloadable(1), Classes: []string{"Room"}})
	answers := make(chan string, 1)
	go func() {
		_, body := e.Fetch("GET", "/slow", "")
		answers <- body
	}()
	get(t, e, "/started")
	// The old Worker's gate can be opened only through the old Worker: ask it before the reload.
	releasing := make(chan struct{})
	e.Write("index.ts", reloadable(2))
	go func() {
		defer close(releasing)
		get(t, e, "/release")
	}()
	<-releasing
	if err := e.Reload(); err != nil {
		t.Fatal(err)
	}
	if got := <-answers; got != "slow 1" {
		t.Errorf("request in flight: %q", got)
	}
	if got := get(t, e, "/"); !strings.Contains(got, `"version":2`) || !strings.Contains(got, `"slow":1`) {
		t.Errorf("after the reload: %s", got)
	}
}

func TestReload_EndlessWorkIsCut(t *testing.T) { // DO-LIFE-51
	e := emulatortest.Run(t, emulatortest.Project{Code: reloadable(1), Classes: []string{"Room"}})
	answers := make(chan string, 1)
	get(t, e, "/")
	go func() {
		status, body := e.Fetch("GET", "/endless", "")
		answers <- fmt.Sprint(status, " ", body)
	}()
	// The next request to the object proves that the endless one has begun.
	get(t, e, "/")
	e.Write("index.ts", reloadable(2))
	if err := e.Reload(); err != nil {
		t.Fatal(err)
	}
	if got := get(t, e, "/"); !strings.Contains(got, `"version":2`) {
		t.Errorf("after the reload: %s", got)
	}
	if got := <-answers; !strings.HasPrefix(got, "500 ") || !strings.Contains(got, "Durable Object reset because its code was updated.") {
		t.Errorf("endless request: %q", got)
	}
}

func TestReload_UnderLoadDropsNothing(t *testing.T) {
	e := emulatortest.Run(t, emulatortest.Project{Code: reloadable(1), Classes: []string{"Room"}})
	const clients, reloads = 8, 5
	stop := make(chan struct{})
	var running sync.WaitGroup
	counts := make([]int, clients)
	for c := range clients {
		running.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				resp, err := http.Get(e.URL() + "/")
				if err != nil {
					t.Error(err)
					return
				}
				body, _ := io.ReadAll(resp.Body)
				resp.Body.Close()
				if resp.StatusCode != http.StatusOK {
					t.Errorf("status %d: %s", resp.StatusCode, body)
					return
				}
				counts[c]++
			}
		})
	}
	for v := 2; v < 2+reloads; v++ {
		e.Write("index.ts", reloadable(v))
		if err := e.Reload(); err != nil {
			t.Fatal(err)
		}
		get(t, e, "/")
	}
	close(stop)
	running.Wait()
	sum := reloads + 1
	for _, n := range counts {
		sum += n
	}
	if got := get(t, e, "/"); !strings.Contains(got, fmt.Sprintf(`"n":%d,`, sum)) {
		t.Errorf("after %d requests: %s", sum, got)
	}
}

func TestReload_BrokenCodeKeepsTheLastVersion(t *testing.T) {
	e := emulatortest.Run(t, emulatortest.Project{Code: reloadable(1), Classes: []string{"Room"}})
	for name, code := range map[string]string{
		"throw":         reloadable(2) + "\nthrow new Error('top');",
		"missing class": strings.Replace(reloadable(2), "export class", "class", 1),
		"syntax":        reloadable(2) + "\nlet = ;",
	} {
		e.Write("index.ts", code)
		if err := e.Reload(); err == nil {
			t.Errorf("%s: loaded", name)
		}
		if got := get(t, e, "/"); !strings.Contains(got, `"version":1`) {
			t.Errorf("%s: serving %s", name, got)
		}
	}
	e.Write("index.ts", reloadable(3))
	if err := e.Reload(); err != nil {
		t.Fatal(err)
	}
	if got := get(t, e, "/"); !strings.Contains(got, `"version":3`) {
		t.Errorf("serving %s", got)
	}
}
