package emulator_test

import (
	"fmt"
	"os"
	"runtime"
	"testing"
	"time"

	"github.com/devdo/devdo/emulator/emulatortest"
)

// BenchmarkAlarm_TenThousand fires the alarms of 10,000 objects that are due at the same
// millisecond, each of which writes once. It reports the alarms per second, and the most memory
// and, where the system tells, the most descriptors in use meanwhile.
func BenchmarkAlarm_TenThousand(b *testing.B) {
	const objects = 10_000
	for b.Loop() {
		b.StopTimer()
		e := emulatortest.Run(b, emulatortest.Project{Code: alarming, Classes: []string{"Clock", "Many"}})
		c := clockwork{b, e}
		at := time.Now().Add(time.Hour).UnixMilli()
		for from := 0; from < objects; from += 1000 {
			c.call("", "set", from, from+1000, at)
		}
		var most runtime.MemStats
		var heap, files uint64
		b.StartTimer()
		start := time.Now()
		e.Clock().Advance(time.Hour)
		for {
			alarms, err := e.Store().Namespace("worker-Many").Alarms()
			if err != nil {
				b.Fatal(err)
			}
			runtime.ReadMemStats(&most)
			heap = max(heap, most.HeapInuse)
			if open, err := os.ReadDir("/proc/self/fd"); err == nil {
				files = max(files, uint64(len(open)))
			}
			if len(alarms) == 0 {
				break
			}
			time.Sleep(100 * time.Millisecond)
		}
		if got, want := c.call("", "count"), fmt.Sprintf(`{"ran":%d,"most":1,"sorted":true}`, objects); got != want {
			b.Errorf("got %s, want %s", got, want)
		}
		b.ReportMetric(objects/time.Since(start).Seconds(), "alarms/s")
		b.ReportMetric(float64(heap)/1e6, "MB")
		b.ReportMetric(float64(files), "files")
	}
}
