package isolate

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dop251/goja"
)

// interrupted reports whether the runtime was interrupted, and clears that.
func interrupted(rt *goja.Runtime) bool {
	_, err := rt.RunString("1")
	rt.ClearInterrupt()
	return errors.As(err, new(*goja.InterruptedError))
}

func TestWatchdog(t *testing.T) {
	turn := func(w *watchdog, used *time.Duration, d time.Duration) bool {
		w.begin(used)
		time.Sleep(d)
		synctest.Wait()
		return w.end(used)
	}
	synctest.Test(t, func(t *testing.T) {
		w := &watchdog{limit: time.Second, rt: goja.New()}
		defer w.stop()
		var used time.Duration
		for n, over := range []bool{false, true, false} {
			if got := turn(w, &used, 600*time.Millisecond); got != over || interrupted(w.rt) {
				t.Errorf("turn %d: over is %v, used %v", n, got, used)
			}
		}
		turn(w, &used, 1100*time.Millisecond)
		if !interrupted(w.rt) {
			t.Error("a turn of more than the limit was not interrupted")
		}
	})
	synctest.Test(t, func(t *testing.T) {
		w := &watchdog{limit: time.Second, rt: goja.New(), strict: true}
		defer w.stop()
		var one, other time.Duration
		turn(w, &one, 600*time.Millisecond)
		turn(w, &other, 600*time.Millisecond)
		if interrupted(w.rt) {
			t.Error("two owners share a limit")
		}
		w.begin(&one)
		one = 0
		w.restart()
		time.Sleep(600 * time.Millisecond)
		synctest.Wait()
		w.end(&one)
		if interrupted(w.rt) || one != 600*time.Millisecond {
			t.Errorf("another event counts what the one before took: %v", one)
		}
		turn(w, &one, 500*time.Millisecond)
		if !interrupted(w.rt) {
			t.Error("an event of more than the limit was not interrupted")
		}
	})
}
