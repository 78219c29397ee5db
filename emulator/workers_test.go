package emulator_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/devdo/devdo/emulator"
	"github.com/devdo/devdo/emulator/emulatortest"
)

// service binds entrypoints of other Workers: name=worker or name=worker#Entrypoint.
func services(bindings ...string) emulator.Worker {
	var w emulator.Worker
	for _, b := range bindings {
		name, target, _ := strings.Cut(b, "=")
		worker, entrypoint, _ := strings.Cut(target, "#")
		w.Services = append(w.Services, emulator.ServiceBinding{Name: name, Service: worker, Entrypoint: entrypoint})
	}
	return w
}

const callsOther = `
import { WorkerEntrypoint } from "cloudflare:workers";
export default class extends WorkerEntrypoint {
	async fetch(request) {
		const { pathname } = new URL(request.url);
		try {
			return await this[pathname.slice(1)](request);
		} catch (e) {
			return new Response(e.name + ": " + e.message + " " + JSON.stringify(e), { status: 500 });
		}
	}
	async hello() { return this.env.OTHER.fetch("http://x/hello"); }
	async add() { return new Response(String(await this.env.OTHER.add(1, 2))); }
	async throws() { await this.env.OTHER.throws(); }
	async callback() { return new Response(await this.env.OTHER.twice((n) => n + 1)); }
	async stream() {
		const { readable, writable } = new TransformStream();
		const answer = this.env.OTHER.fetch("http://x/upper", { method: "POST", body: readable });
		const writer = writable.getWriter();
		await writer.write(new TextEncoder().encode("abc"));
		const response = await answer;
		const reader = response.body.getReader();
		const parts = [new TextDecoder().decode((await reader.read()).value)];
		await writer.write(new TextEncoder().encode("def"));
		parts.push(new TextDecoder().decode((await reader.read()).value));
		await writer.close();
		return new Response(parts.join());
	}
	async socket() {
		const { webSocket } = await this.env.OTHER.fetch("http://x/socket", { headers: { upgrade: "websocket" } });
		webSocket.accept();
		const got = new Promise((resolve) => webSocket.addEventListener("message", (e) => resolve(e.data)));
		webSocket.send("ping");
		return new Response(await got);
	}
	async counter() {
		const stub = this.env.COUNTER.getByName("a");
		return new Response([await stub.increment(), await (await stub.fetch("http://x/")).text()].join());
	}
}
export class Caller extends WorkerEntrypoint { async name() { return "caller"; } }
`

const other = `
import { DurableObject, WorkerEntrypoint } from "cloudflare:workers";
export default class extends WorkerEntrypoint {
	async fetch(request) {
		const { pathname } = new URL(request.url);
		if (pathname === "/upper") {
			const upper = new TransformStream({ transform(chunk, c) {
				c.enqueue(new TextEncoder().encode(new TextDecoder().decode(chunk).toUpperCase()));
			} });
			return new Response(request.body.pipeThrough(upper));
		}
		if (pathname === "/socket") {
			const [client, server] = Object.values(new WebSocketPair());
			server.accept();
			server.addEventListener("message", (e) => server.send("pong " + e.data));
			return new Response(null, { status: 101, webSocket: client });
		}
		return new Response("hello from other");
	}
	async add(a, b) { return a + b; }
	async throws() { throw new RangeError("no"); }
	async twice(fn) { return String(await fn(await fn(1))); }
}
export class Counter extends DurableObject {
	async increment() {
		const n = ((await this.ctx.storage.get("n")) ?? 0) + 1;
		await this.ctx.storage.put("n", n);
		return n;
	}
	async fetch() { return new Response("n=" + (await this.ctx.storage.get("n"))); }
}
`

func twoWorkers(t *testing.T) (*emulatortest.Emulator, *emulatortest.Other) {
	w := services("OTHER=other")
	w.Objects = []emulator.ObjectBinding{{Name: "COUNTER", Class: "Counter", Script: "other"}}
	e := emulatortest.Run(t, emulatortest.Project{Code: callsOther, Worker: w})
	o := e.Add(emulatortest.Project{Code: other, Classes: []string{"Counter"}, Worker: emulator.Worker{Name: "other"}})
	return e, o
}

// DO-RPC-45: service bindings to another Worker; DO-MIG-30: its Durable Objects.
func TestTwoWorkers(t *testing.T) {
	e, _ := twoWorkers(t)
	for path, want := range map[string]string{
		"/hello": "hello from other", "/add": "3", "/callback": "3", "/stream": "ABC,DEF", "/socket": "pong ping",
		"/counter": "1,n=1",
	} {
		if got := e.Get(path); got != want {
			t.Errorf("%s: got %q, want %q", path, got, want)
		}
	}
	status, body := e.Fetch(http.MethodGet, "/throws", "")
	if want := `RangeError: no {"remote":true}`; status != 500 || body != want {
		t.Errorf("throws: got %d %q, want %q", status, body, want)
	}
}

// DO-RPC-47: a Worker that is not there.
func TestOtherWorkerNotRunning(t *testing.T) {
	e, o := twoWorkers(t)
	e.Stop("other")
	const text = `Worker "other" not found. Make sure it is running locally.`
	if status, body := e.Fetch(http.MethodGet, "/hello", ""); status != 503 || body != text {
		t.Errorf("fetch: got %d %q", status, body)
	}
	for _, path := range []string{"/add", "/counter"} {
		status, body := e.Fetch(http.MethodGet, path, "")
		if want := "Error: " + text + ` {"remote":true}`; status != 500 || body != want {
			t.Errorf("%s: got %d %q, want %q", path, status, body, want)
		}
	}
	if err := o.Reload(); err != nil {
		t.Fatal(err)
	}
	if got := e.Get("/counter"); got != "1,n=1" {
		t.Errorf("after a start: got %q", got)
	}
}

// Each Worker reloads by itself.
func TestReloadOneOfTwoWorkers(t *testing.T) {
	e, o := twoWorkers(t)
	e.Get("/counter")
	before := e.Isolate()
	o.Write("index.ts", strings.ReplaceAll(other, "a + b", "a * b + 40"))
	if err := o.Reload(); err != nil {
		t.Fatal(err)
	}
	if got := e.Get("/add"); got != "42" {
		t.Errorf("add: got %q", got)
	}
	if got := e.Get("/counter"); got != "2,n=2" {
		t.Errorf("counter: got %q", got)
	}
	if e.Isolate() != before {
		t.Error("the Worker that did not change was reloaded")
	}
	o.Write("index.ts", "throw new Error('no')")
	if err := o.Reload(); err == nil {
		t.Fatal("it loaded")
	}
	if got := e.Get("/add"); got != "42" {
		t.Errorf("add after a failed reload: got %q", got)
	}
}

// The end of one Worker's isolate fails the calls to it, and nothing else; a new one takes over.
func TestOtherWorkerCondemned(t *testing.T) {
	e := emulatortest.Run(t, emulatortest.Project{
		Code: `export default {
			async fetch(request, env) {
				const { pathname } = new URL(request.url);
				if (pathname === "/well") return new Response(await env.OTHER.well(1));
				const calls = [env.OTHER.waits(1), env.OTHER.loops(1), env.OTHER.fetch("http://x/")];
				const results = await Promise.allSettled(calls);
				return new Response(results.map((r) => r.status).join());
			},
		}`,
		Worker: services("OTHER=other"),
		Config: emulator.Config{CPULimit: 2 * time.Second},
	})
	e.Add(emulatortest.Project{
		Code: `export default {
			well: (n) => "well",
			waits: async (n) => { await new Promise((resolve) => setTimeout(resolve, 60_000)); },
			loops: (n) => { for (;;); },
			fetch: () => new Promise((resolve) => setTimeout(resolve, 60_000)),
		}`,
		Worker: emulator.Worker{Name: "other"},
	})
	if got := e.Get("/"); got != "rejected,rejected,rejected" {
		t.Errorf("got %q", got)
	}
	if got := e.Get("/well"); got != "well" {
		t.Errorf("afterwards: got %q", got)
	}
}
