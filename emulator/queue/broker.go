package queue

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/devdo/devdo/emulator/isolate"
)

// Consumer is how a Worker consumes a queue. A negative number means the default.
type Consumer struct {
	Queue           string
	MaxBatchSize    int
	MaxBatchTimeout float64 // seconds
	MaxRetries      int
	RetryDelay      int // seconds
	// DeadLetterQueue is where messages go whose retries are used up; "" drops them.
	DeadLetterQueue string
}

// Defaults of the local broker.
const (
	defaultBatchSize    = 5
	defaultBatchTimeout = time.Second
	defaultRetries      = 2
)

func (c *Consumer) batchSize() int {
	if c.MaxBatchSize < 0 {
		return defaultBatchSize
	}
	return c.MaxBatchSize
}

func (c *Consumer) batchTimeout() time.Duration {
	if c.MaxBatchTimeout < 0 {
		return defaultBatchTimeout
	}
	return time.Duration(c.MaxBatchTimeout * float64(time.Second))
}

func (c *Consumer) attempts() int {
	if c.MaxRetries < 0 {
		return defaultRetries + 1
	}
	return c.MaxRetries + 1
}

// Message is a message of a queue. Body is opaque; Size is what it counts for.
type Message struct {
	ID   string
	At   time.Time
	Body []byte
	Size int
	// Attempts is how often it has been delivered before.
	Attempts int
}

// Metrics describe a queue. Oldest is zero where nothing waits.
type Metrics struct {
	Count, Bytes int
	Oldest       time.Time
}

// Verdict is what a consumer made of a batch.
type Verdict struct {
	Failed   bool
	RetryAll bool
	// Delay is for all that are retried, in seconds; nil leaves it to the consumer's configuration.
	Delay *int
	// Retries are single messages to retry, with their delays.
	Retries map[string]*int
}

// Report is the outcome of a batch.
type Report struct {
	Queue        string
	Acked, Total int
	Duration     time.Duration
}

// Hooks are what the broker calls; none may block.
type Hooks struct {
	// Deliver hands a batch to a Worker and calls done once.
	Deliver func(worker, queue string, batch []*Message, about Metrics, done func(Verdict))
	// Delivered tells of the outcome, Warn of messages that were moved or dropped. Both are optional.
	Delivered func(Report)
	Warn      func(string)
}

// Broker keeps the messages of all queues. Its methods may be called from any goroutine.
type Broker struct {
	hooks  Hooks
	timers *timers

	mu     sync.Mutex // guards the fields below and the queues
	queues map[string]*queue
}

// New starts a broker.
func New(clock *isolate.Clock, hooks Hooks) *Broker {
	return &Broker{hooks: hooks, timers: newTimers(clock), queues: map[string]*queue{}}
}

// Close stops deliveries. What is queued is lost, as on the real local broker.
func (b *Broker) Close() { b.timers.close() }

// queue is one queue; the broker's mu guards it.
type queue struct {
	name string
	// worker consumes the queue, as consumer says; "" for nobody.
	worker   string
	consumer Consumer
	// delays are the delivery delays in seconds that producing Workers have configured.
	delays   map[string]int
	messages []*Message
	bytes    int
	pending  *pending
}

// pending is the next batch: when a timer fires, or already under way.
type pending struct {
	immediate bool
	timer     *timer
}

func (b *Broker) queue(name string) *queue {
	q := b.queues[name]
	if q == nil {
		q = &queue{name: name, delays: map[string]int{}}
		b.queues[name] = q
	}
	return q
}

// Configure replaces what a Worker consumes, and the delivery delays of the queues it sends to.
func (b *Broker) Configure(worker string, consumers []Consumer, delays map[string]int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, q := range b.queues {
		if q.worker == worker {
			q.worker = ""
		}
		delete(q.delays, worker)
	}
	for _, c := range consumers {
		q := b.queue(c.Queue)
		q.worker, q.consumer = worker, c
		if len(q.messages) > 0 {
			b.ensurePending(q)
		}
	}
	for name, delay := range delays {
		b.queue(name).delays[worker] = delay
	}
}

// Consumed reports whether somebody consumes the queue; messages of others are dropped.
func (b *Broker) Consumed(name string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.queue(name).worker != ""
}

// Metrics describe the queue as it is.
func (b *Broker) Metrics(name string) Metrics {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.queue(name).metrics()
}

func (q *queue) metrics() Metrics {
	m := Metrics{Count: len(q.messages), Bytes: q.bytes}
	if len(q.messages) > 0 {
		m.Oldest = q.messages[0].At
	}
	return m
}

// Outgoing is a message to send. Delay is in seconds; nil leaves it to the configuration.
type Outgoing struct {
	Body  []byte
	Size  int
	Delay *int
}

// Send puts messages into a queue, and describes the queue as it was before.
func (b *Broker) Send(name string, messages []Outgoing) Metrics {
	b.mu.Lock()
	defer b.mu.Unlock()
	q := b.queue(name)
	before := q.metrics()
	if q.worker == "" {
		return before
	}
	now, _ := b.timers.clock.AlarmNow()
	for _, o := range messages {
		delay := q.delay()
		if o.Delay != nil {
			delay = *o.Delay
		}
		b.enqueue(q, &Message{ID: newID(), At: now, Body: o.Body, Size: o.Size}, delay)
	}
	return before
}

// delay is the delivery delay that a producer has configured; with several, the first by name.
func (q *queue) delay() int {
	var workers []string
	for worker := range q.delays {
		workers = append(workers, worker)
	}
	if len(workers) == 0 {
		return 0
	}
	return q.delays[slices.Min(workers)]
}

func newID() string {
	id := make([]byte, 16)
	_, _ = rand.Read(id)
	return hex.EncodeToString(id)
}

// enqueue puts a message into the queue after so many seconds.
func (b *Broker) enqueue(q *queue, m *Message, seconds int) {
	b.timers.after(time.Duration(seconds)*time.Second, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		if q.worker == "" {
			return
		}
		q.messages = append(q.messages, m)
		q.bytes += m.Size
		b.ensurePending(q)
	})
}

// ensurePending sees to the next batch: at once when there is enough for it, else after a while.
func (b *Broker) ensurePending(q *queue) {
	full := len(q.messages) >= q.consumer.batchSize()
	if p := q.pending; p != nil {
		if p.immediate || !full {
			return
		}
		b.timers.cancel(p.timer)
	}
	wait := q.consumer.batchTimeout()
	if full {
		wait = 0
	}
	q.pending = &pending{immediate: wait == 0, timer: b.timers.after(wait, func() { b.flush(q) })}
}

// flush delivers a batch.
func (b *Broker) flush(q *queue) {
	b.mu.Lock()
	if q.worker == "" || len(q.messages) == 0 {
		q.pending = nil
		b.mu.Unlock()
		return
	}
	size := min(max(q.consumer.batchSize(), 1), len(q.messages))
	batch := slices.Clone(q.messages[:size])
	q.messages = slices.Delete(q.messages, 0, size)
	for _, m := range batch {
		q.bytes -= m.Size
	}
	worker, consumer, about := q.worker, q.consumer, q.metrics()
	b.mu.Unlock()
	start := time.Now()
	b.hooks.Deliver(worker, q.name, batch, about, func(v Verdict) {
		acked := b.settle(q, consumer, batch, v)
		if b.hooks.Delivered != nil {
			b.hooks.Delivered(Report{Queue: q.name, Acked: acked, Total: len(batch), Duration: time.Since(start)})
		}
	})
}

// settle retries, moves and drops what failed, and sees to the next batch. It returns how many
// messages did not fail.
func (b *Broker) settle(q *queue, c Consumer, batch []*Message, v Verdict) (acked int) {
	var warnings []string
	defer func() {
		for _, text := range warnings {
			if b.hooks.Warn != nil {
				b.hooks.Warn(text)
			}
		}
	}()
	b.mu.Lock()
	defer b.mu.Unlock()
	attempts := fmt.Sprintf("%d failed attempts", c.attempts())
	if c.attempts() == 1 {
		attempts = "1 failed attempt"
	}
	for _, m := range batch {
		own, single := v.Retries[m.ID]
		if !single && !v.RetryAll && !v.Failed {
			acked++
			continue
		}
		switch m.Attempts++; {
		case m.Attempts < c.attempts():
			b.enqueue(q, m, c.retryDelay(own, v.Delay))
		case c.DeadLetterQueue != "":
			warnings = append(warnings, fmt.Sprintf("Moving message %q on queue %q to dead letter queue %q after %s...", m.ID, q.name, c.DeadLetterQueue, attempts))
			if dead := b.queue(c.DeadLetterQueue); dead.worker != "" {
				b.enqueue(dead, &Message{ID: m.ID, At: m.At, Body: m.Body, Size: m.Size}, dead.delay())
			}
		default:
			warnings = append(warnings, fmt.Sprintf("Dropped message %q on queue %q after %s!", m.ID, q.name, attempts))
		}
	}
	q.pending = nil
	if len(q.messages) > 0 {
		b.ensurePending(q)
	}
	return acked
}

func (c *Consumer) retryDelay(own, batch *int) int {
	switch {
	case own != nil:
		return *own
	case batch != nil:
		return *batch
	}
	return max(c.RetryDelay, 0)
}
