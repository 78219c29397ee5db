package isolate

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestWatchdog(t *testing.T) {
	turn := func(w *watchdog, used *time.Duration, d time.Duration) bool {
		w.begin(used)
		time.Sleep(d)
		synctest.Wait()
		return w.end(used)
	}
	synctest.Test(t, func(t *testing.T) {
		interrupted := 0
		w := &watchdog{limit: time.Second, interrupt: func(error) { interrupted++ }}
		defer w.stop()
		var used time.Duration
		for n, over := range []bool{false, true, false} {
			if got := turn(w, &used, 600*time.Millisecond); got != over || interrupted > 0 {
				t.Errorf("turn %d: over is %v, used %v", n, got, used)
			}
		}
		turn(w, &used, 1100*time.Millisecond)
		if interrupted == 0 {
			t.Error("a turn of more than the limit was not interrupted")
		}
	})
	synctest.Test(t, func(t *testing.T) {
		interrupted := 0
		w := &watchdog{limit: time.Second, interrupt: func(error) { interrupted++ }, strict: true}
		defer w.stop()
		var one, other time.Duration
		turn(w, &one, 600*time.Millisecond)
		turn(w, &other, 600*time.Millisecond)
		if interrupted > 0 {
			t.Error("two owners share a limit")
		}
		w.begin(&one)
		one = 0
		w.restart()
		time.Sleep(600 * time.Millisecond)
		synctest.Wait()
		w.end(&one)
		if interrupted > 0 || one != 600*time.Millisecond {
			t.Errorf("another event counts what the one before took: %v", one)
		}
		turn(w, &one, 500*time.Millisecond)
		if interrupted == 0 {
			t.Error("an event of more than the limit was not interrupted")
		}
	})
}
