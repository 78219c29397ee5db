package emulator_test

import (
	"testing"
	"time"

	"github.com/devdo/devdo/emulator"
	"github.com/devdo/devdo/emulator/emulatortest"
	"github.com/devdo/devdo/emulator/isolate"
)

// The clock runs scheduled handlers, also those of the minutes that it is moved over.
func TestRunCrons(t *testing.T) {
	clock, ran := isolate.NewClock(), make(chan emulator.Cron, 100)
	// Half a minute is left in which nothing is due.
	clock.Advance(time.Until(time.Now().Truncate(time.Hour).Add(time.Hour + 30*time.Second)))
	e := emulatortest.Run(t, emulatortest.Project{
		Code: `export default {
			async scheduled(controller) { if (controller.cron === "30 * * * *") throw new Error("no"); },
		}`,
		Worker: emulator.Worker{Crons: []string{"*/20 * * * *", "30 * * * *"}},
		Config: emulator.Config{Clock: clock, Events: emulator.Events{Cron: func(c emulator.Cron) { ran <- c }}},
	})
	e.RunCrons(t.Context())
	for range 60 {
		clock.Advance(time.Minute)
	}
	got := map[string]int{}
	for range 4 {
		c := <-ran
		got[c.Expression]++
		if c.Failed != (c.Expression == "30 * * * *") {
			t.Errorf("%+v", c)
		}
		if c.At.Second() != 0 || c.At.Minute()%10 != 0 {
			t.Errorf("ran for %v", c.At)
		}
	}
	if got["*/20 * * * *"] != 3 || got["30 * * * *"] != 1 {
		t.Errorf("ran %v", got)
	}
}
