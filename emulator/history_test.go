package emulator_test

import (
	"strings"
	"testing"
	"time"

	"github.com/devdo/devdo/emulator"
	"github.com/devdo/devdo/emulator/emulatortest"
	"github.com/devdo/devdo/emulator/isolate"
)

const recoverable = `
import { DurableObject } from "cloudflare:workers";

export class Subject extends DurableObject {
  constructor(ctx, env) {
    super(ctx, env);
    ctx.blockConcurrencyWhile(async () => { ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS log(entry)"); });
  }
  async write(value) {
    await this.ctx.storage.put("value", value);
    this.ctx.storage.sql.exec("INSERT INTO log VALUES (?)", value);
    return Date.now();
  }
  async writeAndName(value) {
    await this.write(value);
    return await this.ctx.storage.getCurrentBookmark();
  }
  read() {
    const log = this.ctx.storage.sql.exec("SELECT entry FROM log ORDER BY rowid").toArray().map((r) => r.entry);
    return [this.ctx.storage.kv.get("value") ?? null, ...log].join(",");
  }
  name() { return this.ctx.storage.getCurrentBookmark(); }
  forTime(t) { return this.ctx.storage.getBookmarkForTime(t); }
  wipe() { return this.ctx.storage.deleteAll(); }
  async setAlarm(t) { await this.ctx.storage.setAlarm(t); }
  getAlarm() { return this.ctx.storage.getAlarm(); }
  alarm() {}
  restore(bookmark) { return this.ctx.storage.onNextSessionRestoreBookmark(bookmark); }
  end() { this.ctx.abort("ended"); }
  async restoreInTurn(bookmark) {
    await this.ctx.storage.onNextSessionRestoreBookmark(bookmark);
    this.ctx.storage.kv.put("value", "lost with the turn");
    this.ctx.abort();
  }
  async inTransaction() {
    let name;
    await this.ctx.storage.transaction(async (txn) => {
      await txn.put("value", "in transaction");
      name = await this.ctx.storage.getCurrentBookmark();
    });
    return name;
  }
}
export default {
  async fetch(request, env) {
    const url = new URL(request.url);
    const method = url.pathname.slice(1);
    const args = JSON.parse(await request.text() || "[]");
    try {
      return new Response(String(await env.SUBJECT.getByName("a")[method](...args)));
    } catch (error) {
      return new Response(error.message, { status: 500 });
    }
  },
};
`

// recovery is an object that can be taken back.
type recovery struct {
	*testing.T
	e     *emulatortest.Emulator
	clock *isolate.Clock
}

func newRecovery(t *testing.T) recovery {
	clock := isolate.NewClock()
	return recovery{t, emulatortest.Run(t, emulatortest.Project{
		Code: recoverable, Classes: []string{"Subject"}, Config: emulator.Config{Clock: clock},
	}), clock}
}

func (r recovery) call(method, args string) string {
	r.Helper()
	status, body := r.e.Fetch("POST", "/"+method, args)
	if status != 200 {
		r.Fatalf("%s(%s): %s", method, args, body)
	}
	return body
}

func (r recovery) want(method, args, want string) {
	r.Helper()
	if got := r.call(method, args); got != want {
		r.Errorf("%s(%s): got %q, want %q", method, args, got, want)
	}
}

// restore brings back what the bookmark names.
func (r recovery) restore(bookmark string) (undo string) {
	r.Helper()
	undo = r.call("restore", `["`+bookmark+`"]`)
	r.end("end", "")
	return undo
}

// end makes the object start again.
func (r recovery) end(method, args string) {
	r.Helper()
	if status, body := r.e.Fetch("POST", "/"+method, args); status != 500 {
		r.Errorf("%s: got %d %s, want the object to be reset", method, status, body)
	}
}

// TestRecovery brings SQL, key-value entries and the alarm back together, after deleteAll() too,
// and undoes that (DO-STORAGE-95, DO-STORAGE-96).
func TestRecovery(t *testing.T) {
	r := newRecovery(t)
	r.call("setAlarm", "[4e12]")
	one := r.call("writeAndName", `["one"]`)
	r.call("setAlarm", "[5e12]")
	two := r.call("writeAndName", `["two"]`)
	if one >= two {
		t.Errorf("bookmark %s is not less than %s", one, two)
	}
	r.call("wipe", "")
	r.end("end", "")
	r.want("read", "", "")

	undo := r.restore(one)
	r.want("read", "", "one,one")
	r.want("getAlarm", "", "4000000000000")
	r.restore(two)
	r.want("read", "", "two,one,two")
	r.want("getAlarm", "", "5000000000000")
	r.restore(undo)
	r.want("read", "", "")
	r.want("getAlarm", "", "null")
}

// TestRecovery_Time goes back to moments, which the emulator's clock tells.
func TestRecovery_Time(t *testing.T) {
	r := newRecovery(t)
	var times []string
	for _, value := range []string{"a", "b", "c"} {
		times = append(times, r.call("write", `["`+value+`"]`))
		r.clock.Advance(24 * time.Hour)
	}
	r.restore(r.call("forTime", "["+times[1]+"]"))
	r.want("read", "", "b,a,b")
	r.clock.Advance(28 * 24 * time.Hour)
	status, body := r.e.Fetch("POST", "/forTime", "["+times[0]+"]")
	if status != 500 || !strings.Contains(body, "more than 30 days ago") {
		t.Errorf("a month later: %d %s", status, body)
	}
}

// TestRecovery_Sessions restores at whatever start of the object comes next.
func TestRecovery_Sessions(t *testing.T) {
	r := newRecovery(t)
	one := r.call("writeAndName", `["one"]`)
	r.call("write", `["two"]`)
	r.call("restore", `["`+one+`"]`)
	r.want("read", "", "two,one,two")
	r.e.Restart()
	r.want("read", "", "one,one")

	r.call("write", `["three"]`)
	r.end("restoreInTurn", `["`+one+`"]`)
	r.want("read", "", "one,one")

	r.call("write", `["four"]`)
	r.call("restore", `["`+one+`"]`)
	r.e.Reload()
	r.want("read", "", "one,one")

	within := r.call("inTransaction", "")
	r.want("read", "", "in transaction,one")
	r.restore(within)
	r.want("read", "", "one,one")
}

// TestRecovery_Refusals are the errors of wrong arguments (DO-ARG-1, DO-ARG-8).
func TestRecovery_Refusals(t *testing.T) {
	r := newRecovery(t)
	r.call("write", `["one"]`)
	const date = "Failed to execute 'getBookmarkForTime' on 'DurableObjectStorage': parameter 1 is not of type 'date'."
	for _, c := range []struct{ method, args, want string }{
		{"forTime", `["x"]`, date},
		{"forTime", `[null]`, date},
		{"forTime", `[1]`, "The time 1970-01-01T00:00:00.001Z is more than 30 days ago, further than a Durable Object can be restored."},
		{"forTime", `[4e12]`, "The time 2096-10-02T07:06:40.000Z is in the future."},
		{"restore", `["nonsense"]`, `The value "nonsense" is not a valid bookmark.`},
		{"restore", `[null]`, `The value "null" is not a valid bookmark.`},
	} {
		if status, body := r.e.Fetch("POST", "/"+c.method, c.args); status != 500 || body != c.want {
			t.Errorf("%s(%s): got %q, want %q", c.method, c.args, body, c.want)
		}
	}
}
