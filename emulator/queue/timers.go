package queue

import (
	"container/heap"
	"sync"
	"time"

	"github.com/devdo/devdo/emulator/isolate"
)

// timers call functions at times of the emulator's clock: on one goroutine, those that are due at
// the same time in the order in which they were set.
type timers struct {
	clock   *isolate.Clock
	wake    chan struct{}
	stopped chan struct{}

	mu     sync.Mutex // guards the fields below
	due    timerHeap
	seq    int64
	closed bool
}

type timer struct {
	at        time.Time
	seq       int64
	fn        func()
	cancelled bool
}

func newTimers(clock *isolate.Clock) *timers {
	t := &timers{clock: clock, wake: make(chan struct{}, 1), stopped: make(chan struct{})}
	go t.run()
	return t
}

// after calls fn when d has passed.
func (t *timers) after(d time.Duration, fn func()) *timer {
	now, _ := t.clock.AlarmNow()
	t.mu.Lock()
	t.seq++
	entry := &timer{at: now.Add(d), seq: t.seq, fn: fn}
	heap.Push(&t.due, entry)
	t.mu.Unlock()
	t.signal()
	return entry
}

// cancel keeps a timer from firing; one that fires already goes on.
func (t *timers) cancel(entry *timer) {
	t.mu.Lock()
	defer t.mu.Unlock()
	entry.cancelled = true
}

func (t *timers) signal() {
	select {
	case t.wake <- struct{}{}:
	default:
	}
}

func (t *timers) run() {
	defer close(t.stopped)
	for {
		changed := t.clock.Changed()
		fn, wait, closed := t.next()
		switch {
		case closed:
			return
		case fn != nil:
			fn()
			continue
		}
		var timeout <-chan time.Time
		if wait > 0 {
			timeout = time.After(wait)
		}
		select {
		case <-t.wake:
		case <-timeout:
		case <-changed:
		}
	}
}

// next takes the first due function, or says how long to wait; 0 is until something changes.
func (t *timers) next() (fn func(), wait time.Duration, closed bool) {
	now, held := t.clock.AlarmNow()
	t.mu.Lock()
	defer t.mu.Unlock()
	for !t.closed && len(t.due) > 0 {
		first := t.due[0]
		if wait := first.at.Sub(now); wait > 0 && !first.cancelled {
			if held {
				wait = 0
			}
			return nil, wait, false
		}
		heap.Pop(&t.due)
		if !first.cancelled {
			return first.fn, 0, false
		}
	}
	return nil, 0, t.closed
}

func (t *timers) close() {
	t.mu.Lock()
	t.closed = true
	t.mu.Unlock()
	t.signal()
	<-t.stopped
}

type timerHeap []*timer

func (h timerHeap) Len() int { return len(h) }
func (h timerHeap) Less(i, j int) bool {
	if h[i].at.Equal(h[j].at) {
		return h[i].seq < h[j].seq
	}
	return h[i].at.Before(h[j].at)
}
func (h timerHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }

// Push is for container/heap.
func (h *timerHeap) Push(x any) { *h = append(*h, x.(*timer)) }

// Pop is for container/heap.
func (h *timerHeap) Pop() any {
	old := *h
	last := old[len(old)-1]
	*h = old[:len(old)-1]
	return last
}
