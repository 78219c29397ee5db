package emulator_test

import (
	"runtime"
	"strings"
	"testing"

	"github.com/devdo/devdo/persist"
)

// idleSockets is how many join the room of BenchmarkWebSocketIdle. Each takes two file descriptors
// of the process, of which containers often give 20,000.
const idleSockets = 9_000

// BenchmarkWebSocketIdle reports what an idle hibernatable socket costs in memory, connection and
// the benchmark's own client included.
func BenchmarkWebSocketIdle(b *testing.B) {
	e := run(b, persist.Normal)
	url := "ws" + strings.TrimPrefix(e.URL(), "http") + "/room"
	join(b, url)
	for b.Loop() {
		before := inUse()
		for range idleSockets {
			join(b, url)
		}
		b.ReportMetric(float64(inUse()-before)/idleSockets, "B/socket")
	}
}

// inUse is the memory of heap and stacks that is in use.
func inUse() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse + m.StackInuse
}
