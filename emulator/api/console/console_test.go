package console_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/devdo/devdo/emulator/api/apitest"
	"github.com/devdo/devdo/emulator/api/console"
	"github.com/devdo/devdo/emulator/api/encoding"
	"github.com/devdo/devdo/emulator/api/events"
	"github.com/devdo/devdo/emulator/api/lang"
	"github.com/devdo/devdo/emulator/api/timers"
	"github.com/devdo/devdo/emulator/api/url"
	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

func env(t testing.TB) *apitest.Env {
	probe := []*isolate.Module{{
		Name: "probe", Globals: []string{"format", "inspect"},
		Source: `(function (host, use) { return use("console") })`,
	}}
	return apitest.New(t, webidl.Modules(), lang.Modules(), events.Modules(), url.Modules(), encoding.Modules(),
		timers.Modules(), console.Modules(), probe)
}

func TestInspect(t *testing.T) { env(t).Answers("testdata/inspect.txt") }

// printed runs code and returns what it printed.
func printed(t *testing.T, code string) string {
	t.Helper()
	e := env(t)
	var b strings.Builder
	e.Do(func() {
		console.SetSink(e.Iso, func(m console.Message) {
			b.WriteString(m.Level + strings.Repeat(">", m.GroupDepth) + " " + m.Text + "\n")
		})
	})
	if got := e.Eval("(() => {" + code + "})()"); got != "undefined" {
		t.Errorf("got %s", got)
	}
	return b.String()
}

func TestConsole(t *testing.T) {
	for code, want := range map[string]string{
		`console.log("a", 1); console.warn("w"); console.error("e"); console.info("i"); console.debug("d")`:                                               "log a 1\nwarn w\nerror e\ninfo i\ndebug d\n",
		`const { log } = console; log("unbound")`:                                                                                                         "log unbound\n",
		`console.group("g"); console.log(1); console.group(); console.log(2); console.groupEnd(); console.groupEnd(); console.groupEnd(); console.log(3)`: "log g\nlog> 1\nlog>> 2\nlog 3\n",
		`console.count(); console.count("x"); console.count(); console.countReset(); console.count(); console.countReset("y")`:                            "log default: 1\nlog x: 1\nlog default: 2\nlog default: 1\nwarn Count for 'y' does not exist\n",
		`console.assert(1, "no"); console.assert(0); console.assert(false, "a %s", "b", { c: 1 })`:                                                        "error Assertion failed\nerror Assertion failed: a b { c: 1 }\n",
		`console.timeEnd("t"); console.time("t"); console.time("t")`:                                                                                      "warn No such label 't' for console.timeEnd()\nwarn Label 't' already exists for console.time()\n",
		`console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 })`:                                                                                        "log { a: [Object] }\n",
		`console.dirxml({ a: 1 }, 2)`: "log { a: 1 } 2\n",
		`console.table(5)`:            "log 5\n",
		`console.table([{ a: 1, b: "x" }, { a: 2, c: true }])`: `log ┌─────────┬───┬─────┬──────┐
│ (index) │ a │ b   │ c    │
├─────────┼───┼─────┼──────┤
│ 0       │ 1 │ 'x' │      │
│ 1       │ 2 │     │ true │
└─────────┴───┴─────┴──────┘
`,
		`console.table([[1, 2], 3], ["0"])`: `log ┌─────────┬───┬────────┐
│ (index) │ 0 │ Values │
├─────────┼───┼────────┤
│ 0       │ 1 │        │
│ 1       │   │ 3      │
└─────────┴───┴────────┘
`,
		`console.table(new Map([["k", { v: 1 }]]))`: `log ┌───────────────────┬─────┬───┐
│ (iteration index) │ Key │ v │
├───────────────────┼─────┼───┤
│ 0                 │ 'k' │ 1 │
└───────────────────┴─────┴───┘
`,
		`console.log({ get a() { throw 1 } }, new Proxy({}, { get() { throw 1 }, ownKeys() { throw 2 } }))`: "log { a: [Getter] } Proxy({})\n",
		`console.log({ [Symbol.for("nodejs.util.inspect.custom")]() { throw 1 } })`:                         "log [unprintable value]\n",
	} {
		if got := printed(t, code); got != want {
			t.Errorf("%s\n got %s\nwant %s", code, got, want)
		}
	}
	for code, want := range map[string]string{
		`console.trace("here", 1)`:                        "log Trace: here 1\n    at ",
		`console.time(); console.timeLog(undefined, "x")`: "log default: ",
	} {
		if got := printed(t, code); !strings.HasPrefix(got, want) {
			t.Errorf("%s\n got %s\nwant %s", code, got, want)
		}
	}
}

func TestInspect_Colors(t *testing.T) {
	got := env(t).Eval(`inspect({ a: "s", b: 1 }, { colors: true })`)
	if want := `"{ a: \u001b[32m's'\u001b[39m, b: \u001b[33m1\u001b[39m }"`; got != want {
		t.Errorf("got %s", got)
	}
}

var place = regexp.MustCompile(`(\\n *at )[^\\" ]*`)

func TestInspect_Errors(t *testing.T) {
	e := env(t)
	for code, want := range map[string]string{
		`new Error("boom")`:                                                   `Error: boom\n    at F`,
		`({ e: new Error("in") })`:                                            `{\n  e: Error: in\n      at F\n}`,
		`new Error("c", { cause: new Error("why") })`:                         `Error: c\n    at F {\n  [cause]: Error: why\n      at F\n}`,
		`new AggregateError([new Error("1")], "agg")`:                         `AggregateError: agg\n    at F {\n  [errors]: [\n    Error: 1\n        at F\n  ]\n}`,
		`Object.assign(new Error("x"), { code: 5 })`:                          `Error: x\n    at F {\n  code: 5\n}`,
		`(() => { const e = new Error("n"); e.name = "Custom"; return e })()`: `Custom: n\n    at F`,
		`new (class MyE extends Error {})("mine")`:                            `MyE [Error]: mine\n    at F`,
		// Unlike workerd, which shows the properties of a plain object.
		`new DOMException("m", "AbortError")`: `DOMException [AbortError]: m\n    at F {\n  code: 20\n}`,
	} {
		got := e.Eval(`inspect(` + code + `)`)
		got = place.ReplaceAllString(got, "${1}F")
		for strings.Contains(got, `at F\n    at F`) || strings.Contains(got, `at F\n      at F`) || strings.Contains(got, `at F\n        at F`) {
			got = repeated.ReplaceAllString(got, "at F")
		}
		if got != `"`+want+`"` {
			t.Errorf("%s\n got %s\nwant %s", code, got, want)
		}
	}
}

var repeated = regexp.MustCompile(`at F\\n *at F`)

func BenchmarkLog(b *testing.B) {
	env(b).Bench(b, "const o = { id: 1, name: 'x', tags: ['a', 'b'] }", `console.log("request", o)`)
}
