package emulator_test

import (
	"strings"
	"testing"

	"github.com/devdo/devdo/emulator/emulatortest"
)

const damaged = `
import { DurableObject } from "cloudflare:workers";
export class Box extends DurableObject {
  async fetch() {
    const s = this.ctx.storage, said = {};
    const tell = async (what, fn) => {
      try { said[what] = await fn(); } catch (e) { said[what] = e.name + ": " + e.message.replace(/= \w{24}$/, "= …"); }
    };
    for (const key of ["good", "legacy", "newer", "cut", "garbage", "future", "empty"]) await tell(key, () => s.get(key));
    await tell("list", async () => [...(await s.list()).keys()]);
    await tell("keys", () => s.sql.exec("SELECT 1 AS one").one().one);
    await tell("put", async () => { await s.put("cut", 5); return s.get("cut"); });
    for (const key of ["garbage", "future", "empty"]) await tell("delete " + key, () => s.delete(key));
    await tell("list again", async () => [...(await s.list()).keys()].join());
    return Response.json(said);
  }
}
export default { fetch: (request, env) => env.BOX.getByName("x").fetch(request) };`

// Values that cannot be read, and what a newer runtime writes: as recorded from workerd
// 1.20261117.1. The console names the key, and the object stays usable. DO-DISK-20, DO-ARG-14.
func TestDamagedValues(t *testing.T) {
	e := emulatortest.Run(t, emulatortest.Project{Code: damaged, Classes: []string{"Box"}})
	n := e.Store().Namespace("worker-Box")
	box := n.Actor(n.NamedID("x"))
	for key, value := range map[string]string{
		"good": "\xff\x0f\x49\x02", "legacy": "\x49\x02", "newer": "\xff\x10\x49\x02",
		"cut": "\xff\x0f\x6f\x22\x01\x61", "garbage": "\xff\x0f\x99\x98", "future": "\xff\x7f\x49\x02", "empty": "",
	} {
		if err := box.Put(key, []byte(value)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := box.Commit(); err != nil {
		t.Fatal(err)
	}
	const failure = `"Error: internal error; reference = …"`
	want := `{"good":1,"legacy":1,"newer":1,"cut":F,"garbage":F,"future":F,"empty":F,"list":F,"keys":1,` +
		`"put":5,"delete garbage":true,"delete future":true,"delete empty":true,"list again":"cut,good,legacy,newer"}`
	if _, got := e.Fetch("GET", "/", ""); got != strings.ReplaceAll(want, "F", failure) {
		t.Errorf("got %s", got)
	}
	output := strings.Join(e.Output(), "\n")
	for _, key := range []string{"cut", "garbage", "future", "empty"} {
		if !strings.Contains(output, `read stored value of key "`+key+`"`) {
			t.Errorf("the console does not name the key %s:\n%s", key, output)
		}
	}
}
