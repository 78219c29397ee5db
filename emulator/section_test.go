package emulator_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/devdo/devdo/emulator/emulatortest"
)

// sections is a Worker with an object whose critical sections can hang.
const sections = `
import { DurableObject } from "cloudflare:workers";
export class Stuck extends DurableObject {
  never() { return this.ctx.blockConcurrencyWhile(() => new Promise((r) => setTimeout(r, 3_600_000))); }
  itself() { return this.ctx.blockConcurrencyWhile(() => this.env.STUCK.get(this.ctx.id).hello()); }
  transaction() { return this.ctx.storage.transaction(() => new Promise((r) => setTimeout(r, 3_600_000))); }
  hello() { return "hello"; }
}
const told = async (call) => {
  const start = Date.now();
  try {
    return await call;
  } catch (e) {
    return [Date.now() - start, e.message, { ...e }];
  }
};
export default {
  async fetch(request, env) {
    const method = new URL(request.url).pathname.slice(1);
    const id = env.STUCK.newUniqueId();
    const stub = env.STUCK.get(id);
    await stub.hello();
    const calls = [told(stub[method]()), told(stub.hello())];
    const ends = await Promise.all(calls);
    return Response.json([...ends, await told(stub.hello()), await told(env.STUCK.get(id).hello())]);
  },
};`

// DO-LIFE-22, DO-STORAGE-70, DO-LIFE-65: after 30 s a section is given up and the object reset,
// for whoever waits for it. Deadlocks end so too (DO-GATE-18), and DO-LIFE-23 does.
func TestSection_TimeLimit(t *testing.T) {
	const message = "A call to blockConcurrencyWhile() in a Durable Object waited for too long. The call was canceled and the Durable Object was reset."
	for _, method := range []string{"never", "itself", "transaction"} {
		t.Run(method, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e := emulatortest.Run(t, emulatortest.Project{Code: sections, Classes: []string{"Stuck"}})
				r, err := http.NewRequest("GET", "http://worker/"+method, nil)
				if err != nil {
					t.Fatal(err)
				}
				resp := e.Do(r)
				defer resp.Body.Close()
				body, err := io.ReadAll(resp.Body)
				if err != nil {
					t.Fatal(err)
				}
				var ends []json.RawMessage
				if err := json.Unmarshal(body, &ends); err != nil || len(ends) != 4 {
					t.Fatalf("got %s\n%s", body, strings.Join(e.Output(), "\n"))
				}
				for n, end := range ends[:3] {
					var after float64
					var text string
					var flags map[string]any
					if err := json.Unmarshal(end, &[]any{&after, &text, &flags}); err != nil {
						t.Fatalf("call %d: %v, %s", n, err, end)
					}
					if text != message || flags["overloaded"] != true || flags["durableObjectReset"] != true {
						t.Errorf("call %d: got %s", n, end)
					}
					if limit := 30 * time.Second; n < 2 && time.Duration(after)*time.Millisecond != limit {
						t.Errorf("call %d ended after %g ms, want %s", n, after, limit)
					}
				}
				if string(ends[3]) != `"hello"` {
					t.Errorf("a new stub: got %s", ends[3])
				}
			})
		})
	}
}
