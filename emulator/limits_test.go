package emulator_test

import (
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/devdo/devdo/emulator"
	"github.com/devdo/devdo/emulator/api"
	"github.com/devdo/devdo/emulator/emulatortest"
)

// limited is a Worker that goes over production's limits when asked to.
const limited = `
import { DurableObject } from "cloudflare:workers";

const text = (n) => "x".repeat(n);
const pairs = (n) => Object.fromEntries(Array.from({ length: n }, (_, i) => ["k" + i, 1]));
function spin(ms) { let n = 0; for (let i = 0; i < ms * 4000; i++) n += i % 7; return n; }

const operations = {
  key: (s) => s.put(text(3000), 1),
  getKey: (s) => s.get(text(3000)),
  deleteKey: (s) => s.delete(text(3000)),
  value: (s) => s.put("k", text(200000)),
  fittingValue: (s) => s.put("k", new Uint8Array(131072 + 20)),
  pairs: (s) => s.put(pairs(129)),
  fittingPairs: (s) => s.put(pairs(128)),
  getPairs: (s) => s.get(Object.keys(pairs(129))),
  deletePairs: (s) => s.delete(Object.keys(pairs(129))),
  large: (s) => s.put("k", new Uint8Array(2000001)),
  largeSync: (s) => s.kv.put("k", new Uint8Array(2000001)),
  fitting: (s) => s.put("k", new Uint8Array(1999900)),
  bound: (s) => s.sql.exec("SELECT length(?)", text(2000001)).toArray(),
  row: (s) => s.sql.exec("SELECT replace(hex(zeroblob(1500000)), '0', 'x') AS a").toArray().length,
  arguments: (s) => s.sql.exec("SELECT max(" + Array(33).fill(1).join(",") + ")").toArray().length,
  fittingArguments: (s) => s.sql.exec("SELECT max(" + Array(32).fill(1).join(",") + ")").toArray().length,
};

class Subject extends DurableObject {
  async run(name) { await operations[name](this.ctx.storage); return "ok"; }
  async twice(name) { await this.run(name); return await this.run(name); }
  nothing() {}
  async spin(ms, turns) {
    for (let n = 0; n < turns; n++) {
      spin(ms);
      await scheduler.wait(1);
    }
    return "ok";
  }
  time() {
    const before = Date.now();
    spin(20);
    return String(Date.now() - before > 0);
  }
}
export class Modern extends Subject {}
export class Legacy extends Subject {}

export default {
  async fetch(request, env) {
    const [, kind, method, ...args] = new URL(request.url).pathname.split("/");
    const stub = env[kind]?.getByName("a");
    try {
      if (kind === "calls") {
        for (let n = 0; n < Number(method); n++) await env.MODERN.getByName("a").nothing();
        return new Response("ok");
      }
      if (kind === "fetches") {
        for (let n = 0; n < Number(method); n++) await env.MODERN.getByName("a").fetch("http://x/").catch((e) => {
          if (!e.message.includes("fetch")) throw e;
        });
        return new Response("ok");
      }
      return new Response(String(await stub[method](...args)));
    } catch (error) {
      const flags = error.overloaded ? " (overloaded)" : "";
      return new Response(error.name + ": " + error.message + flags, { status: 500 });
    }
  },
};
`

func runLimited(t *testing.T, c emulator.Config) *emulatortest.Emulator {
	return emulatortest.Run(t, emulatortest.Project{
		Code: limited, Config: c,
		Worker: emulator.Worker{
			Classes: []emulator.Class{{Name: "Modern", SQL: true}, {Name: "Legacy"}},
			Objects: []emulator.ObjectBinding{{Name: "MODERN", Class: "Modern"}, {Name: "LEGACY", Class: "Legacy"}},
		},
	})
}

// limitCases are DO-LIMIT's table, DO-STORAGE-42, DO-STORAGE-43, DO-STORAGE-44, DO-STORAGE-45 and
// DO-SQL-62: what production answers.
var limitCases = []struct{ path, strict string }{
	{"/LEGACY/run/key", "RangeError: Keys cannot be larger than 2048 bytes. A key of size 3000 was provided."},
	{"/LEGACY/run/getKey", "RangeError: Keys cannot be larger than 2048 bytes. A key of size 3000 was provided."},
	{"/LEGACY/run/deleteKey", "RangeError: Keys cannot be larger than 2048 bytes. A key of size 3000 was provided."},
	{"/LEGACY/run/value", "RangeError: Values cannot be larger than 131072 bytes. A value of size 200006 was provided."},
	{"/LEGACY/run/pairs", "RangeError: Maximum number of key value pairs is 128. 129 pairs were provided."},
	{"/LEGACY/run/getPairs", "RangeError: Maximum number of key value pairs is 128. 129 pairs were provided."},
	{"/LEGACY/run/deletePairs", "RangeError: Maximum number of key value pairs is 128. 129 pairs were provided."},
	{"/LEGACY/run/fittingValue", ""},
	{"/LEGACY/run/fittingPairs", ""},
	{"/MODERN/run/key", ""},
	{"/MODERN/run/value", ""},
	{"/MODERN/run/pairs", ""},
	{"/MODERN/run/fitting", ""},
	{"/MODERN/run/large", "Error: string or blob too big: SQLITE_TOOBIG"},
	{"/MODERN/run/largeSync", "Error: string or blob too big: SQLITE_TOOBIG"},
	{"/MODERN/run/bound", "Error: string or blob too big: SQLITE_TOOBIG"},
	{"/MODERN/run/row", "Error: string or blob too big: SQLITE_TOOBIG"},
	{"/MODERN/run/arguments", "Error: too many arguments on function max at offset 7: SQLITE_ERROR"},
	{"/MODERN/run/fittingArguments", ""},
}

// TestLimits_Strict gets production's errors.
func TestLimits_Strict(t *testing.T) {
	e := runLimited(t, emulator.Config{Limits: api.Limits{Strict: true}})
	for _, c := range limitCases {
		want := c.strict
		if want == "" {
			want = "ok"
		}
		if _, body := e.Fetch("GET", c.path, ""); body != want {
			t.Errorf("%s: got %q, want %q", c.path, body, want)
		}
	}
}

// TestLimits_Warning prints one warning for each place, and all works as on the real local runtime.
func TestLimits_Warning(t *testing.T) {
	for _, c := range limitCases {
		e := runLimited(t, emulator.Config{})
		path := strings.Replace(c.path, "/run/", "/twice/", 1)
		if _, body := e.Fetch("GET", path, ""); body != "ok" {
			t.Errorf("%s: got %q", path, body)
		}
		var warnings []string
		for _, line := range e.Output() {
			if strings.Contains(line, "--strict-limits") {
				warnings = append(warnings, line)
			}
		}
		switch {
		case c.strict == "" && len(warnings) > 0:
			t.Errorf("%s: warned of nothing: %q", path, warnings)
		case c.strict != "" && (len(warnings) != 1 || !strings.Contains(warnings[0], "index.ts:")):
			t.Errorf("%s: got the warnings %q", path, warnings)
		}
	}
}

// TestLimits_Subrequests counts what one event asks for, and begins anew with the next.
func TestLimits_Subrequests(t *testing.T) {
	e := runLimited(t, emulator.Config{Limits: api.Limits{Strict: true, Subrequests: 5}})
	const refused = "Error: Too many subrequests by single Worker invocation. To configure this limit, refer to https://developers.cloudflare.com/workers/wrangler/configuration/#limits"
	for _, c := range []struct{ path, want string }{
		{"/calls/5", "ok"}, {"/calls/6", refused}, {"/calls/5", "ok"}, {"/fetches/5", "ok"}, {"/fetches/6", refused},
	} {
		if _, body := e.Fetch("GET", c.path, ""); body != c.want {
			t.Errorf("%s: got %q, want %q", c.path, body, c.want)
		}
	}
}

// TestLimits_Time stands still within a turn (DO-LIMIT-5).
func TestLimits_Time(t *testing.T) {
	for strict, want := range map[bool]string{false: "true", true: "false"} {
		e := runLimited(t, emulator.Config{Limits: api.Limits{Strict: strict}})
		if _, body := e.Fetch("GET", "/MODERN/time", ""); body != want {
			t.Errorf("strict %v: time passes within a turn: got %q, want %q", strict, body, want)
		}
	}
}

// TestLimits_CPU bounds all turns of an event together.
func TestLimits_CPU(t *testing.T) {
	e := runLimited(t, emulator.Config{Limits: api.Limits{Strict: true}, CPULimit: 2 * time.Second})
	const want = "Worker exceeded CPU time limit."
	if status, body := e.Fetch("GET", "/MODERN/spin/5/1e9", ""); status != 500 || !strings.Contains(body, want) {
		t.Errorf("got %d %q, want %q", status, body, want)
	}
	if _, body := e.Fetch("GET", "/MODERN/run/fitting", ""); body != "ok" {
		t.Errorf("afterwards: got %q", body)
	}
}

// TestLimits_End does not wait for what is in flight, and tells nobody (DO-LIMIT-3, DO-LIMIT-4).
func TestLimits_End(t *testing.T) {
	e := emulatortest.Run(t, emulatortest.Project{Code: `
for (const name of ["beforeunload", "unload", "pagehide", "exit", "shutdown"]) {
  globalThis.addEventListener(name, () => console.log("told of", name));
}
export default {
  async fetch(request, env, ctx) {
    ctx.waitUntil(new Promise(() => setTimeout(() => console.log("went on"), 1e8)));
    try {
      await new Promise((resolve) => { setTimeout(resolve, 1e8); console.log("waiting"); });
    } finally {
      console.log("woken");
    }
  },
};
`})
	answered := make(chan struct{})
	go func() {
		defer close(answered)
		e.Fetch("GET", "/", "")
	}()
	for !slices.Contains(e.Output(), "log: waiting") {
		runtime.Gosched()
	}
	if err := e.Emulator.Close(); err != nil {
		t.Error(err)
	}
	<-answered
	if got := e.Output(); len(got) != 1 {
		t.Errorf("printed %q", got)
	}
}
