package queue_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/devdo/devdo/emulator/isolate"
	"github.com/devdo/devdo/emulator/queue"
)

// delivery is a batch that waits for its verdict.
type delivery struct {
	queue  string
	bodies string
	done   func(queue.Verdict)
}

func start(t *testing.T, clock *isolate.Clock, consumers ...queue.Consumer) (*queue.Broker, <-chan delivery) {
	deliveries := make(chan delivery, 100)
	b := queue.New(clock, queue.Hooks{Deliver: func(_, name string, batch []*queue.Message, _ queue.Metrics, done func(queue.Verdict)) {
		d := delivery{queue: name, done: done}
		for _, m := range batch {
			d.bodies += fmt.Sprintf("%s%d ", m.Body, m.Attempts)
		}
		deliveries <- d
	}})
	t.Cleanup(b.Close)
	b.Configure("worker", consumers, nil)
	return b, deliveries
}

func send(b *queue.Broker, name string, bodies ...string) {
	var all []queue.Outgoing
	for _, body := range bodies {
		all = append(all, queue.Outgoing{Body: []byte(body), Size: len(body)})
	}
	b.Send(name, all)
}

func want(t *testing.T, deliveries <-chan delivery, name, bodies string) delivery {
	t.Helper()
	d := <-deliveries
	if d.queue != name || d.bodies != bodies {
		t.Fatalf("delivered %s: %q, want %s: %q", d.queue, d.bodies, name, bodies)
	}
	return d
}

// A full batch goes at once; a smaller one waits until the time is over, which the clock decides.
func TestBatches(t *testing.T) {
	clock := isolate.NewClock()
	now := time.Now()
	clock.HoldAlarms(&now)
	b, deliveries := start(t, clock, queue.Consumer{Queue: "q", MaxBatchSize: 2, MaxBatchTimeout: 60, MaxRetries: -1, RetryDelay: -1})
	send(b, "q", "a", "b", "c")
	want(t, deliveries, "q", "a0 b0 ").done(queue.Verdict{})
	select {
	case d := <-deliveries:
		t.Fatalf("delivered %q too soon", d.bodies)
	default:
	}
	now = now.Add(time.Minute)
	clock.HoldAlarms(&now)
	want(t, deliveries, "q", "c0 ").done(queue.Verdict{})
}

// What fails comes back after its delay, and goes to the dead letter queue in the end.
func TestRetries(t *testing.T) {
	clock := isolate.NewClock()
	now := time.Now()
	clock.HoldAlarms(&now)
	b, deliveries := start(t, clock,
		queue.Consumer{Queue: "q", MaxBatchSize: 1, MaxRetries: 1, RetryDelay: 30, DeadLetterQueue: "dead"},
		queue.Consumer{Queue: "dead", MaxBatchSize: 1, MaxRetries: 0})
	send(b, "q", "a")
	want(t, deliveries, "q", "a0 ").done(queue.Verdict{Failed: true})
	now = now.Add(30 * time.Second)
	clock.HoldAlarms(&now)
	want(t, deliveries, "q", "a1 ").done(queue.Verdict{RetryAll: true})
	want(t, deliveries, "dead", "a0 ").done(queue.Verdict{})
}
