package wasm

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"testing"
	"time"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/apitest"
	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

// endless is a module whose exported function never returns.
func endless() []byte {
	w := newWriter()
	w.function(0, "run", functionType{}, 0x03, 0x40, 0x0c, 0, 0x0b)
	return w.bytes()
}

func TestInterrupt(t *testing.T) {
	for name, data := range map[string][]byte{"loop": endless(), "recursion": recursive()} {
		t.Run(name, func(t *testing.T) { testInterrupt(t, data) })
	}
}

func testInterrupt(t *testing.T, data []byte) {
	condemned := make(chan error, 1)
	env := apitest.With(t, isolate.Options{Hooks: isolate.Hooks{Condemned: func(cause error) { condemned <- cause }}}, webidl.Modules(), Modules())
	running := make(chan bool)
	env.Iso.Post(nil, func() {
		rt := env.Iso.Runtime()
		_ = rt.Set("module", NewModule(env.Iso, data))
		_ = rt.Set("started", func(goja.FunctionCall) goja.Value { close(running); return goja.Undefined() })
		script, err := isolate.Compile("test.js", "const { run } = new WebAssembly.Instance(module).exports; started(); for (;;) run(100)", nil)
		if err != nil {
			t.Error(err)
			return
		}
		if _, err := env.Iso.Run(script); err != nil {
			panic(err)
		}
	})
	<-running
	cause := errors.New("too long")
	env.Iso.Interrupt(cause)
	if got := <-condemned; got.Error() != cause.Error() {
		t.Errorf("condemned by %v", got)
	}
}

// recursive calls itself twice, more often than anybody can wait for.
func recursive() []byte {
	w := newWriter()
	w.function(0, "run", functionType{[]valueType{typeI32}, nil},
		0x20, 0, 0x04, 0x40, 0x20, 0, 0x41, 1, 0x6b, 0x10, 0, 0x20, 0, 0x41, 1, 0x6b, 0x10, 0, 0x0b)
	return w.bytes()
}

func TestDescribe_Damaged(t *testing.T) {
	files, err := filepath.Glob("../../../testdata/api/wasm/*.wasm")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := describe(data); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		for n := range data {
			cut(data[:n])
			changed := append([]byte(nil), data...)
			changed[n] ^= 0x55
			cut(changed)
		}
	}
}

// TestGarbage makes instances whose imports lead back to them.
func TestGarbage(t *testing.T) {
	sample, err := os.ReadFile("../../../testdata/api/wasm/imports.wasm")
	if err != nil {
		t.Fatal(err)
	}
	env := apitest.New(t, webidl.Modules(), Modules())
	const code = `(() => {
		const own = { call: () => exports.peek(0), long: () => 0n, pair: () => [], constant: 1, big: 1n,
			memory: new WebAssembly.Memory({ initial: 1, maximum: 4 }),
			table: new WebAssembly.Table({ initial: 2, maximum: 4, element: "anyfunc" }),
			variable: new WebAssembly.Global({ value: "f64", mutable: true }, 1) };
		const { exports } = new WebAssembly.Instance(module, { env: own, other: { thing: {} } });
		exports.callTwice(1);
		exports.table.get(1)(1);
		return exports.memory.buffer.byteLength;
	})()`
	live := func() (n int) {
		env.Do(func() {
			if err := env.Iso.Runtime().Set("module", NewModule(env.Iso, sample)); err != nil {
				t.Error(err)
			}
			for range 100 {
				if _, err := env.Iso.Runtime().RunString(code); err != nil {
					t.Error(err)
				}
			}
			n = len(engineOf(env.Iso).instances)
		})
		runtime.GC()
		return n
	}
	const rounds = 100
	for round := range rounds {
		if n := live(); round > 3 && n < 100*round/2 {
			return
		}
	}
	t.Error("no instance ever is garbage")
}

// TestExterns hands many values to a module, which keeps some.
func TestExterns(t *testing.T) {
	sample, err := os.ReadFile("../../../testdata/api/wasm/sample.wasm")
	if err != nil {
		t.Fatal(err)
	}
	env := apitest.New(t, webidl.Modules(), Modules())
	const code = `(() => {
		const { echoExtern, setExtern, externs, held } = new WebAssembly.Instance(module).exports;
		const table = new WebAssembly.Table({ initial: 1, element: "externref" }, "in a table");
		const global = new WebAssembly.Global({ value: "externref" }, "in a global");
		const kept = { text: "kept" };
		setExtern(1, kept);
		held.value = "held";
		for (let n = 0; n < 10_000; n++) {
			if (echoExtern({ n }).n !== n || echoExtern("text " + n) !== "text " + n) return n;
		}
		return [externs.get(0), externs.get(1) === kept, held.value, table.get(0), global.value].join();
	})()`
	env.Do(func() {
		_ = env.Iso.Runtime().Set("module", NewModule(env.Iso, sample))
		v, err := env.Iso.Runtime().RunString(code)
		if want := ",true,held,in a table,in a global"; err != nil || v.String() != want {
			t.Errorf("%v, %v, want %s", v, err, want)
		}
		if n := len(engineOf(env.Iso).externs.values); n > 2*leastExterns {
			t.Errorf("%d values are kept", n)
		}
	})
}

func TestSigned(t *testing.T) {
	for _, v := range []int64{0, 1, -1, 63, 64, -64, -65, 1 << 40, -1 << 63, 1<<63 - 1} {
		r := &reader{signed(v), 0}
		if got := r.int(); got != v || r.at != len(r.data) {
			t.Errorf("%d is read as %d", v, got)
		}
	}
}

// cut reads what may be damaged, which must not panic.
func cut(data []byte) {
	if d, err := describe(data); err == nil {
		prepare(data, d)
	}
}

// BenchmarkLoop is one turn of a loop in a module.
func BenchmarkLoop(b *testing.B) {
	w := newWriter()
	w.function(0, "run", functionType{[]valueType{typeI32}, nil}, 0x03, 0x40, 0x20, 0, 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0, 0x0b)
	benchmark(b, w.bytes(), "run(N)")
}

// BenchmarkCall is a call from JavaScript.
func BenchmarkCall(b *testing.B) {
	w := newWriter()
	i32 := []valueType{typeI32}
	w.function(0, "run", functionType{i32, i32}, 0x20, 0)
	benchmark(b, w.bytes(), "for (let n = 0; n < N; n++) run(n)")
}

func benchmark(b *testing.B, data []byte, code string) {
	env := apitest.New(b, webidl.Modules(), Modules())
	env.Iso.Do(func() {
		rt := env.Iso.Runtime()
		_ = rt.Set("module", NewModule(env.Iso, data))
		_ = rt.Set("N", b.N)
		if _, err := rt.RunString("const { run } = new WebAssembly.Instance(module).exports; run(1)"); err != nil {
			b.Error(err)
			return
		}
		b.ResetTimer()
		if _, err := rt.RunString(code); err != nil {
			b.Error(err)
		}
	})
}

func TestTrapStack(t *testing.T) {
	sample, err := os.ReadFile("../../../testdata/api/wasm/sample.wasm")
	if err != nil {
		t.Fatal(err)
	}
	env := apitest.New(t, webidl.Modules(), Modules())
	env.Do(func() {
		_ = env.Iso.Runtime().Set("module", NewModule(env.Iso, sample))
		v, err := env.Iso.Runtime().RunString(`
			const { unreachable, indirect } = new WebAssembly.Instance(module).exports;
			const stacks = [];
			for (const fn of [unreachable, () => indirect(3, 1)]) try { fn() } catch (e) { stacks.push(e.stack.split("\n").slice(0, 2).join("")) }
			stacks.join("; ")`)
		const want = "RuntimeError: unreachable    at wasm://wasm/HASH:wasm-function[21]; RuntimeError: null function    at wasm://wasm/HASH:wasm-function[12]"
		if got := regexp.MustCompile(`[0-9a-f]{8}:`).ReplaceAllString(v.String(), "HASH:"); err != nil || got != want {
			t.Errorf("%v, %v", got, err)
		}
	})
}

// throwing has a tag, a function that throws with it, and one that catches what the other throws.
func throwing() []byte {
	w := newWriter()
	i32 := []valueType{typeI32}
	tagged := external{kind: kindTag, function: functionType{i32, nil}}
	w.imports("js", "tag", tagged)
	w.exports("tag", kindTag, 0)
	w.function(0, "throws", functionType{}, 0x41, 5, 0x08, 0)
	// block (result i32); try_table (catch tag 0); call throws; end; i32.const 1; return; end
	w.function(0, "catches", functionType{nil, i32}, 0x02, 0x7f, 0x1f, 0x40, 1, 0, 0, 0, 0x10, 0, 0x0b, 0x41, 1, 0x0f, 0x0b)
	return w.bytes()
}

func TestExceptions(t *testing.T) {
	env := apitest.New(t, webidl.Modules(), Modules())
	env.Do(func() {
		_ = env.Iso.Runtime().Set("module", NewModule(env.Iso, throwing()))
		v, err := env.Iso.Runtime().RunString(`
			const tag = new WebAssembly.Tag({ parameters: ["i32"] });
			const { exports } = new WebAssembly.Instance(module, { js: { tag } });
			let uncaught;
			try { exports.throws() } catch (e) { uncaught = e }
			let mismatch;
			try { new WebAssembly.Instance(module, { js: { tag: new WebAssembly.Tag({ parameters: [] }) } }) } catch (e) { mismatch = String(e) }
			[exports.catches(), uncaught instanceof WebAssembly.Exception, exports.tag === tag, mismatch].join()`)
		const want = `5,true,true,LinkError: WebAssembly.Instance(): Import #0 "js" "tag": imported tag does not match the expected type`
		if err != nil || v.String() != want {
			t.Errorf("%v, %v", v, err)
		}
	})
}

func TestDropOld(t *testing.T) {
	dir := t.TempDir()
	now := time.Now()
	for name, age := range map[string]time.Duration{"old": 2 * cacheAge, "young": cacheAge / 2} {
		file := filepath.Join(dir, "version", name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, nil, 0o644), os.Chtimes(file, now, now.Add(-age))); err != nil {
			t.Fatal(err)
		}
	}
	dropOld(dir, now.Add(-cacheAge))
	left, err := filepath.Glob(filepath.Join(dir, "*", "*"))
	if err != nil || len(left) != 1 || filepath.Base(left[0]) != "young" {
		t.Errorf("left are %v, %v", left, err)
	}
}
