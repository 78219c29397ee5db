package emulatortest_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/devdo/devdo/emulator/emulatortest"
)

const counter = `
import { DurableObject } from "cloudflare:workers";
import { greeting } from "./greeting";
export class TheCounter extends DurableObject {
  increment(by: number) {
    const value = (this.ctx.storage.kv.get<number>("value") ?? 0) + by;
    this.ctx.storage.kv.put("value", value);
    return value;
  }
}
export default {
  async fetch(request: Request, env: any) {
    console.log("asked");
    const by = Number(await request.text());
    const value = await env.THE_COUNTER.getByName("a").increment(by);
    return new Response(greeting + " " + value, { status: 201 });
  },
};
`

func TestRun(t *testing.T) {
	e := emulatortest.Run(t, emulatortest.Project{
		Code:    counter,
		Files:   map[string]string{"greeting.ts": `export const greeting: string = "it is";`},
		Classes: []string{"TheCounter"},
	})
	check := func(body, want string) {
		t.Helper()
		if status, got := e.Fetch("POST", "/", body); status != http.StatusCreated || got != want {
			t.Errorf("got %d %q, want %d %q", status, got, http.StatusCreated, want)
		}
	}
	check("2", "it is 2")
	e.Restart()
	check("3", "it is 5")
	e.Write("greeting.ts", `export const greeting = "now";`)
	if err := e.Reload(); err != nil {
		t.Fatal(err)
	}
	check("1", "now 6")
	if got := e.Output(); !slices.Contains(got, "log: asked") {
		t.Errorf("output %q lacks what the Worker printed", got)
	}
}
