package wasm

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

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
	condemned := make(chan error, 1)
	env := apitest.With(t, isolate.Options{Hooks: isolate.Hooks{Condemned: func(cause error) { condemned <- cause }}}, webidl.Modules(), Modules())
	running := make(chan bool)
	env.Iso.Post(nil, func() {
		rt := env.Iso.Runtime()
		_ = rt.Set("module", NewModule(env.Iso, endless()))
		_ = rt.Set("started", func(goja.FunctionCall) goja.Value { close(running); return goja.Undefined() })
		script, err := isolate.Compile("test.js", "const { run } = new WebAssembly.Instance(module).exports; started(); for (;;) run()", nil)
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
			_, _ = describe(data[:n]) // must not panic
			changed := append([]byte(nil), data...)
			changed[n] ^= 0x55
			_, _ = describe(changed)
		}
	}
}

func TestSigned(t *testing.T) {
	for _, v := range []int64{0, 1, -1, 63, 64, -64, -65, 1 << 40, -1 << 63, 1<<63 - 1} {
		r := &reader{signed(v), 0}
		if got := r.int(); got != v || r.at != len(r.data) {
			t.Errorf("%d is read as %d", v, got)
		}
	}
}
