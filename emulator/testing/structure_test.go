package testing

import (
	"strings"
	"testing"
	"time"
)

// TestStates checks what runs, what is skipped and what fails. The outlines are real vitest's, but for e of misuse,
// where vitest fails the run instead of the test.
func TestStates(t *testing.T) {
	tests := []struct{ name, code, want string }{
		{"only", `
			it("a", () => {});
			it.only("b", () => {});
			describe("c", () => { it("d", () => {}); it.only("e", () => {}); });
			describe.only("f", () => { it("g", () => {}); it.skip("h", () => {}); });
			describe.only("i", () => { it("j", () => {}); it.only("k", () => {}); });`,
			"a: skip\nb: pass\nc: pass\n  d: skip\n  e: pass\nf: pass\n  g: pass\n  h: skip\ni: pass\n  j: skip\n  k: pass\n"},
		{"skip and todo", `
			describe.skip("a", () => { it("b", () => { throw 1; }); describe("c", () => { it("d", () => {}); }); });
			describe.todo("e");
			it.todo("f");
			it("g");
			it("h", { skip: true }, () => {});
			it("i", (ctx) => ctx.skip());
			it("j", (ctx) => { ctx.skip(false); });`,
			"a: skip\n  b: skip\n  c: skip\n    d: skip\ne: todo\nf: todo\ng: todo\nh: skip\ni: skip\nj: pass\n"},
		{"hooks fail", `
			describe("before all", () => { beforeAll(() => { throw new Error("x"); }); it("a", () => {}); });
			describe("before each", () => { beforeEach(() => { throw new Error("x"); }); it("b", () => {}); });
			describe("after each", () => { afterEach(() => { throw new Error("x"); }); it("c", () => {}); });
			describe("after all", () => { afterAll(() => { throw new Error("x"); }); it("d", () => {}); });
			it("e", () => { onTestFinished(() => { throw new Error("x"); }); });`,
			"before all: fail\n  a: skip\nbefore each: fail\n  b: fail\nafter each: fail\n  c: fail\nafter all: fail\n  d: pass\ne: fail\n"},
		{"timeouts", `
			it("a", () => new Promise(() => {}), 10);
			it("b", { timeout: 10 }, () => new Promise((r) => setTimeout(r, 20)));
			describe("c", { timeout: 10 }, () => { it("d", () => new Promise(() => {})); });
			it("e", () => new Promise((r) => setTimeout(r, 4999)));
			it("f", () => new Promise((r) => setTimeout(r, 5001)));
			describe("g", () => { beforeAll(() => new Promise(() => {}), 10); it("h", () => {}); });`,
			"a: fail\nb: fail\nc: fail\n  d: fail\ne: pass\nf: fail\ng: fail\n  h: skip\n"},
		{"fails", `
			it.fails("a", () => { throw 1; });
			it.fails("b", () => {});
			it("c", { fails: true }, () => { throw 1; });`,
			"a: pass\nb: fail\nc: pass\n"},
		{"retry", `
			let n = 0, m = 0;
			it("a", { retry: 2 }, () => { if (n++ < 2) throw 1; });
			it("b", { retry: 1 }, () => { if (m++ < 2) throw 1; });`,
			"a: pass\nb: fail\n"},
		{"misuse", `
			it("a", () => { it("inner", () => {}); });
			it("b", () => { describe("inner", () => {}); });
			it("c", () => { expect.soft(1).toBe(2); expect.soft(1).toBe(3); });
			it("d", () => { expect.hasAssertions(); });
			it("e", async () => { expect(Promise.resolve(1)).resolves.toBe(2); await new Promise((r) => setTimeout(r, 5)); });
			it("f", () => { expect.poll(() => 1).toBe(1); });
			it("g", () => { vi.mock("./x"); });
			describe("empty", () => {});`,
			"a: fail\nb: fail\nc: fail\nd: fail\ne: fail\nf: fail\ng: fail\nempty: fail\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			result := runCode(t, Host{}, test.code)
			if got := outline(result.Tasks, 0); got != test.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, test.want)
			}
		})
	}
}

func TestNamePattern(t *testing.T) {
	result := runCode(t, Host{NamePattern: "^outer in"}, `
		describe("outer", () => { it("in", () => {}); it("not", () => { throw 1; }); });
		it("in", () => { throw 1; });`)
	if got, want := outline(result.Tasks, 0), "outer: pass\n  in: pass\n  not: skip\nin: skip\n"; got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestForbidOnly(t *testing.T) {
	result := runCode(t, Host{ForbidOnly: true}, `it.only("a", () => {});`)
	if result.State != Failed || !strings.Contains(result.tests()[0].Errors[0].Message, "Unexpected .only") {
		t.Errorf("got %+v", result.tests()[0])
	}
}

func TestNoTests(t *testing.T) {
	result := runCode(t, Host{}, ``)
	if len(result.Errors) != 1 || result.Errors[0].Message != "No test suite found in file /p/test.js" {
		t.Errorf("got %+v", result.Errors)
	}
}

func TestTimeoutMessage(t *testing.T) {
	result := runCode(t, Host{TestTimeout: 70 * time.Millisecond}, `it("a", () => new Promise(() => {}));`)
	want := "Test timed out in 70ms.\nIf this is a long-running test, pass a timeout value as the last argument or configure it globally with \"testTimeout\"."
	test := result.tests()[0]
	if test.Errors[0].Message != want {
		t.Errorf("got %q, want %q", test.Errors[0].Message, want)
	}
	if got := milliseconds(70); test.Duration < got {
		t.Errorf("duration %v is less than %v", test.Duration, got)
	}
}

func TestSoftErrors(t *testing.T) {
	result := runCode(t, Host{}, `it("a", () => { expect.soft(1).toBe(2); expect.soft(3).toBe(4); throw new Error("end"); });`)
	var got []string
	for _, err := range result.tests()[0].Errors {
		got = append(got, err.Message)
	}
	want := "end|expected 1 to be 2 // Object.is equality|expected 3 to be 4 // Object.is equality"
	if strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestInject(t *testing.T) {
	mustPass(t, Host{Provided: map[string]any{"port": 8080}}, `it("a", () => expect(inject("port")).toBe(8080));`)
}

func TestBuiltinNames(t *testing.T) {
	b := newBench(t, Host{})
	modules := b.runner.Get("modules").ToObject(b.rt)
	for module, names := range Builtins() {
		exports := modules.Get(module).ToObject(b.rt)
		if got, want := len(exports.Keys()), len(names); got != want {
			t.Errorf("%s exports %d names, Builtins lists %d: %v", module, got, want, exports.Keys())
		}
		for _, name := range names {
			if exports.Get(name) == nil {
				t.Errorf("%s does not export %s", module, name)
			}
		}
	}
}
