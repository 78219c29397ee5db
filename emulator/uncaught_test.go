package emulator_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/devdo/devdo/emulator/emulatortest"
)

// What nobody catches is reported with its stack, and the Worker goes on (DO-LIFE-66).
func TestUncaught(t *testing.T) {
	e := emulatortest.Run(t, emulatortest.Project{Code: `
let heard = "";
addEventListener("unhandledrejection", (e) => { heard += e.reason.message; if (e.reason.message === "quiet") e.preventDefault(); });
const things = {
  "/reject": () => { Promise.reject(new Error("rejected")) },
  "/late": () => { const p = Promise.reject(new Error("handled")); p.catch(() => {}) },
  "/waitUntil": (ctx) => { ctx.waitUntil(Promise.reject(new Error("waited"))) },
};
export default { async fetch(request, env, ctx) {
  const path = new URL(request.url).pathname;
  if (path === "/timer") await new Promise((r) => { setTimeout(r, 1); setTimeout(() => { throw new Error("timer") }, 0) });
  things[path]?.(ctx);
  return new Response(heard);
} };`})
	for _, path := range []string{"/reject", "/late", "/waitUntil", "/timer", "/"} {
		get(t, e, path)
	}
	if got := get(t, e, "/"); got != "rejected" {
		t.Errorf("unhandledrejection heard %q", got)
	}
	output := strings.Join(e.Output(), "\n")
	for _, want := range []string{"waited", "timer"} {
		if !strings.Contains(output, "Error: "+want) {
			t.Errorf("%s was not reported:\n%s", want, output)
		}
	}
	if slices.ContainsFunc(e.Output(), func(line string) bool { return strings.Contains(line, "handled") }) {
		t.Errorf("a handled rejection was reported:\n%s", output)
	}
}

func TestEval(t *testing.T) {
	const code = `
let early; try { early = new Function("return 1")() } catch (e) { early = e.name }
export default { fetch() {
  try { return new Response(early + " " + new Function("return 2")()) } catch (e) { return new Response(early + " " + e.name + ": " + e.message) }
} };`
	const refused = "EvalError: Code generation from strings disallowed for this context"
	for date, want := range map[string]string{"2026-11-01": "1 " + refused, "2024-01-01": "EvalError " + refused} {
		e := emulatortest.Run(t, emulatortest.Project{Code: code, Date: date})
		if got := get(t, e, "/"); got != want {
			t.Errorf("%s: %q, want %q", date, got, want)
		}
	}
}
