package emulator_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/devdo/devdo/emulator/emulatortest"
	"github.com/devdo/devdo/persist"
)

// alarming is a Worker whose objects do in their alarm what a request has told them before, and
// keep a log of it: of each run the milliseconds since the alarm was set, the retry's number, the
// scheduled time and what getAlarm says.
const alarming = `
import { DurableObject } from "cloudflare:workers";
export class Clock extends DurableObject {
  constructor(ctx, env) {
    super(ctx, env);
    if (this.kv.get("broken")) {
      failures++;
      throw new Error("constructor");
    }
  }
  get kv() { return this.ctx.storage.kv; }
  note(...what) {
    const log = this.kv.get("log") ?? [];
    log.push([Date.now() - (this.kv.get("start") ?? Date.now()), ...what]);
    this.kv.put("log", log);
  }
  async alarm(info) {
    this.note("alarm", info.retryCount, info.isRetry, info.scheduledTime - this.kv.get("start"), await this.ctx.storage.getAlarm());
    await this.ctx.storage.sync();
    const what = this.kv.get("does");
    if (what === "throw") throw new Error("as told");
    if (what === "abort") this.ctx.abort("as told");
    if (what === "wait") {
      await new Promise((r) => setTimeout(r, 14 * 60_000));
      this.note("after 14 minutes");
    }
    if (what === "hang") await new Promise((r) => setTimeout(r, 3_600_000));
    if (what === "again") await this.ctx.storage.setAlarm(Date.now() + 3_600_000);
  }
  async tell(does, at) {
    const now = Date.now();
    this.kv.put("does", does);
    if (at !== undefined) {
      this.kv.put("start", now);
      this.kv.put("log", []);
      await this.ctx.storage.setAlarm(now + at);
    }
  }
  broken(yes) { this.kv.put("broken", yes); }
  known() { return this.ctx.id.name; }
  read() { return this.kv.get("log") ?? []; }
  async pending() { return (await this.ctx.storage.getAlarm()) ?? null; }
  write() { this.kv.put("written", (this.kv.get("written") ?? 0) + 1); return this.kv.get("written"); }
}
export class Many extends DurableObject {
  async set(at) { await this.ctx.storage.setAlarm(at); }
  async alarm() {
    runs.set(this.ctx.id.name, (runs.get(this.ctx.id.name) ?? 0) + 1);
    order.push(this.ctx.id.name);
    await this.ctx.storage.put("ran", true);
  }
}
const runs = new Map(), order = [];
let failures = 0;
export default {
  async fetch(request, env) {
    const { object, method, args } = await request.json();
    if (object) return Response.json((await env.CLOCK.getByName(object)[method](...(args ?? []))) ?? null);
    if (method === "set") {
      const [from, to, at] = args;
      for (let n = from; n < to; n++) await env.MANY.getByName(String(n)).set(at);
    }
    if (method === "failures") return Response.json(failures);
    return Response.json({ ran: runs.size, most: Math.max(0, ...runs.values()), sorted: order.every((name, n) => n === 0 || +order[n - 1] <= +name) });
  },
};`

type clockwork struct {
	t testing.TB
	*emulatortest.Emulator
}

// virtual runs test with an emulator whose time passes by itself whenever nothing is to be done.
func virtual(t *testing.T, test func(c clockwork)) {
	t.Helper()
	files := emulatortest.Project{Code: alarming, Classes: []string{"Clock", "Many"}}
	synctest.Test(t, func(t *testing.T) {
		test(clockwork{t, emulatortest.Run(t, files)})
	})
}

// call calls a method of an object and returns its answer as JSON.
func (c clockwork) call(object, method string, args ...any) string {
	c.t.Helper()
	body, err := json.Marshal(map[string]any{"object": object, "method": method, "args": args})
	if err != nil {
		c.t.Fatal(err)
	}
	status, answer := c.post(string(body))
	if status != http.StatusOK {
		c.t.Fatalf("%s.%s: %d %s\n%s", object, method, status, answer, strings.Join(c.Output(), "\n"))
	}
	return answer
}

func (c clockwork) post(body string) (int, string) {
	r, err := http.NewRequest("POST", "http://worker/", strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	resp := c.Do(r)
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return resp.StatusCode, string(data)
}

// entry is a line of an object's log.
type entry struct {
	ms   float64
	what string
}

func (c clockwork) log(object string) []entry {
	c.t.Helper()
	var lines [][]json.RawMessage
	if err := json.Unmarshal([]byte(c.call(object, "read")), &lines); err != nil {
		c.t.Fatal(err)
	}
	var log []entry
	for _, line := range lines {
		var e entry
		if err := json.Unmarshal(line[0], &e.ms); err != nil {
			c.t.Fatal(err)
		}
		var rest []string
		for _, v := range line[1:] {
			rest = append(rest, string(v))
		}
		e.what = strings.Join(rest, " ")
		log = append(log, e)
	}
	return log
}

// wantLog compares a log but for its times.
func (c clockwork) wantLog(object string, want ...string) []entry {
	c.t.Helper()
	log := c.log(object)
	var got []string
	for _, e := range log {
		got = append(got, e.what)
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		c.t.Fatalf("got the log\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	return log
}

func firing(retry int, scheduled int) string {
	return fmt.Sprintf(`"alarm" %d %t %d null`, retry, retry > 0, scheduled)
}

// wantBackoff checks that the runs come 2, 4, 8… s after one another and up to a quarter more.
func wantBackoff(t *testing.T, log []entry, first float64) {
	t.Helper()
	for n := 1; n < len(log); n++ {
		least := first * float64(int(1)<<(n-1))
		if got := (log[n].ms - log[n-1].ms) / 1000; got < least || got > least*1.25+0.1 {
			t.Errorf("run %d came after %.3f s, want between %g and %g", n, got, least, least*1.25)
		}
	}
}

// DO-ALARM-21: six retries after 2, 4, … 64 s. DO-ALARM-14: getAlarm in the handler.
// DO-ALARM-22: and between the runs. DO-ALARM-23: and in the end. DO-TRAP-11.
func TestAlarm_RetryLadder(t *testing.T) {
	virtual(t, func(c clockwork) {
		start := time.Now().UnixMilli()
		c.call("x", "tell", "throw", 1000)
		time.Sleep(2 * time.Second)
		if got, want := c.call("x", "pending"), fmt.Sprint(start+1000); got != want {
			t.Errorf("between the runs the alarm is %s, want %s", got, want)
		}
		time.Sleep(10 * time.Minute)
		var want []string
		for retry := range 7 {
			want = append(want, firing(retry, 1000))
		}
		log := c.wantLog("x", want...)
		if log[0].ms < 1000 || log[0].ms > 1100 {
			t.Errorf("the first run came after %g ms", log[0].ms)
		}
		wantBackoff(t, log, 2)
		if got := c.call("x", "pending"); got != "null" {
			t.Errorf("after the last retry the alarm is %s", got)
		}
	})
}

// DO-ALARM-20: an abort is a failure like any other.
func TestAlarm_RetriesAfterAborts(t *testing.T) {
	virtual(t, func(c clockwork) {
		c.call("x", "tell", "abort", 1000)
		time.Sleep(10 * time.Minute)
		var want []string
		for retry := range 7 {
			want = append(want, firing(retry, 1000))
		}
		wantBackoff(t, c.wantLog("x", want...), 2)
		if got := c.call("x", "pending"); got != "null" {
			t.Errorf("after the last retry the alarm is %s", got)
		}
	})
}

// DO-ALARM-29: what is not the handler's failure does not count, and may be retried for longer.
func TestAlarm_FailuresThatDoNotCount(t *testing.T) {
	virtual(t, func(c clockwork) {
		c.call("x", "tell", "nothing", 60_000)
		c.call("x", "broken", true)
		time.Sleep(20 * time.Second) // the object is evicted, and cannot start again
		time.Sleep(time.Hour)
		// 2, 4, … 1024 s and up to a quarter more: the eleventh comes after 2046 to 2558 s.
		if got := c.call("", "failures"); got != "11" && got != "12" {
			t.Errorf("got %s tries in an hour, want 11 or 12", got)
		}
	})
}

// DO-ALARM-17: 15 minutes for a handler, which is a failure that counts.
func TestAlarm_TimeLimit(t *testing.T) {
	virtual(t, func(c clockwork) {
		c.call("x", "tell", "wait", 0)
		time.Sleep(15 * time.Minute)
		c.wantLog("x", firing(0, 0), `"after 14 minutes"`)

		c.call("x", "tell", "hang", 0)
		time.Sleep(20 * time.Minute)
		log := c.wantLog("x", firing(0, 0), firing(1, 0))
		if got := time.Duration(log[1].ms) * time.Millisecond; got < 15*time.Minute || got > 15*time.Minute+3*time.Second {
			t.Errorf("the retry came after %s", got)
		}
		time.Sleep(3 * time.Hour)
		if log := c.log("x"); len(log) != 7 {
			t.Errorf("got %d runs, want 7", len(log))
		}
	})
}

// DO-ALARM-32: alarms survive a restart; overdue ones fire at once, and their count starts again.
// DO-ALARM-33: nobody has to ask for that. DO-TRAP-20.
func TestAlarm_Restart(t *testing.T) {
	virtual(t, func(c clockwork) {
		c.call("later", "tell", "nothing", 3_600_000)
		c.call("failing", "tell", "throw", 1000)
		c.call("overdue", "tell", "nothing", 60_000)
		time.Sleep(5 * time.Second) // two runs of the failing one
		if err := c.Emulator.Emulator.Close(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(30 * time.Minute)
		c.Restart()
		time.Sleep(time.Second)
		c.wantLog("overdue", firing(0, 60_000))
		c.wantLog("failing", firing(0, 1000), firing(1, 1000), firing(0, 1000))
		c.wantLog("later")
		time.Sleep(time.Hour)
		c.wantLog("later", firing(0, 3_600_000))
	})
}

// A reload keeps the count of a pending retry, for nothing has restarted.
func TestAlarm_Reload(t *testing.T) { // DO-LIFE-50
	virtual(t, func(c clockwork) {
		c.call("failing", "tell", "throw", 1000)
		c.call("later", "tell", "again", 60_000)
		time.Sleep(1500 * time.Millisecond)
		if err := c.Reload(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(61 * time.Second)
		c.wantLog("later", firing(0, 60_000))
		time.Sleep(time.Hour)
		c.wantLog("later", firing(0, 60_000), firing(0, 3_660_000))
		if log := c.log("failing"); len(log) != 7 {
			t.Errorf("got %d runs, want 7: %v", len(log), log)
		}
	})
}

// DO-ALARM-11: never early, be the clock moved or not.
func TestAlarm_ClockIsMoved(t *testing.T) {
	e := emulatortest.Run(t, emulatortest.Project{Code: alarming, Classes: []string{"Clock", "Many"}})
	c := clockwork{t, e}
	c.call("x", "tell", "throw", 3_600_000)
	e.Clock().Advance(59 * time.Minute)
	c.wantLog("x")
	e.Clock().Advance(2 * time.Minute)
	for n := range 7 {
		waitUntil(t, func() bool { return len(c.log("x")) == n+1 })
		// A retry is set once the failure is durable, which nothing tells: move on until it comes.
		waitUntil(t, func() bool {
			e.Clock().Advance(time.Second)
			return n == 6 || len(c.log("x")) > n+1
		})
	}
}

// waitUntil waits for something that other goroutines bring about.
func waitUntil(t *testing.T, done func() bool) {
	t.Helper()
	limit := time.Now().Add(time.Minute)
	for !done() {
		if time.Now().After(limit) {
			t.Fatal("waited in vain")
		}
	}
}

// DO-DISK-8: after a crash the index may say something else than the object; the object rules.
// DO-DISK-7: the index's name is the object's.
func TestAlarm_IndexDiffers(t *testing.T) {
	virtual(t, func(c clockwork) {
		c.call("early", "tell", "nothing", 7_200_000)
		start := time.Now()
		dir := c.Store().Dir()
		if err := c.Emulator.Emulator.Close(); err != nil {
			t.Fatal(err)
		}
		s, err := persist.Open(dir, persist.Options{})
		if err != nil {
			t.Fatal(err)
		}
		n := s.Namespace("worker-Clock")
		for _, name := range []string{"early", "none"} {
			if err := n.SetAlarmRecord(n.NamedID(name), start.Add(time.Hour), name); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		c.Restart()
		time.Sleep(90 * time.Minute)
		c.wantLog("early")
		c.wantLog("none")
		time.Sleep(time.Hour)
		c.wantLog("early", firing(0, 7_200_000))
		c.wantLog("none")
		if got := c.call("early", "known"); got != `"early"` {
			t.Errorf("started by its alarm the object knows its name as %s", got)
		}
		if left, err := c.Store().Namespace("worker-Clock").Alarms(); err != nil || len(left) != 0 {
			t.Errorf("the index has %v, %v", left, err)
		}
	})
}

// DO-ALARM-16: a class that has lost its handler.
func TestAlarm_HandlerIsGone(t *testing.T) {
	virtual(t, func(c clockwork) {
		c.call("x", "tell", "nothing", 60_000)
		c.Write("index.ts", strings.Replace(alarming, "async alarm(info)", "async wasAlarm(info)", 1))
		if err := c.Reload(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Hour)
		c.wantLog("x")
		const text = "Attempted to run a scheduled alarm without a handler, did you remember to export an alarm() function?"
		if got := strings.Count(strings.Join(c.Output(), "\n"), text); got != 1 {
			t.Errorf("the console says %d times that there is no handler, want once", got)
		}
		if got := c.call("x", "pending"); got != "null" {
			t.Errorf("the alarm is still %s", got)
		}
	})
}

// Many objects with alarms at the same millisecond: each runs once, in the order in which
// they were set, with no more files open than the store allows.
func TestAlarm_Thousands(t *testing.T) {
	const objects = persist.DefaultMaxOpen + 32
	virtual(t, func(c clockwork) {
		at := time.Now().Add(time.Hour).UnixMilli()
		c.call("", "set", 0, objects, at)
		time.Sleep(time.Until(time.UnixMilli(at).Add(time.Second)))
		synctest.Wait()
		if got, want := c.call("", "count"), fmt.Sprintf(`{"ran":%d,"most":1,"sorted":true}`, objects); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		if left, err := c.Store().Namespace("worker-Many").Alarms(); err != nil || len(left) != 0 {
			t.Errorf("%d alarms are left, %v", len(left), err)
		}
	})
}
