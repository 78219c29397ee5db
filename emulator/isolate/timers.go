package isolate

import (
	"container/heap"
	"time"
)

// Timer is one pending setTimeout or setInterval.
type Timer struct {
	id     int64
	at     time.Time
	seq    int64
	every  time.Duration
	ctx    *Context
	fn     func()
	index  int
	active bool
}

// timerHeap orders timers by deadline, then by the order they were set in.
type timerHeap struct {
	heap []*Timer
	byID map[int64]*Timer
	// owned counts the timers of each owner.
	owned map[Owner]int
	seq   int64
}

func (h *timerHeap) Len() int { return len(h.heap) }
func (h *timerHeap) Less(a, b int) bool {
	x, y := h.heap[a], h.heap[b]
	if x.at.Equal(y.at) {
		return x.seq < y.seq
	}
	return x.at.Before(y.at)
}
func (h *timerHeap) Swap(a, b int) {
	h.heap[a], h.heap[b] = h.heap[b], h.heap[a]
	h.heap[a].index, h.heap[b].index = a, b
}
func (h *timerHeap) Push(x any) {
	t := x.(*Timer)
	t.index = len(h.heap)
	h.heap = append(h.heap, t)
}
func (h *timerHeap) Pop() any {
	last := len(h.heap) - 1
	t := h.heap[last]
	h.heap[last] = nil
	h.heap = h.heap[:last]
	t.index = -1
	return t
}

// due removes and returns the first timer whose time has come.
func (h *timerHeap) due(now func() time.Time) (*Timer, bool) {
	if len(h.heap) == 0 || h.heap[0].at.After(now()) {
		return nil, false
	}
	return heap.Pop(h).(*Timer), true
}

func (h *timerHeap) next() (time.Time, bool) {
	if len(h.heap) == 0 {
		return time.Time{}, false
	}
	return h.heap[0].at, true
}

// SetTimer runs fn in the current context after delay, and then every delay again when repeat
// is set. A pending timer is activity of its owner. It returns the timer's number.
func (i *Isolate) SetTimer(delay time.Duration, repeat bool, fn func()) int64 {
	h := &i.timers
	h.seq++
	t := &Timer{id: h.seq, seq: h.seq, at: i.clock.Now().Add(delay), ctx: i.Current(), fn: fn, active: true}
	if repeat {
		t.every = max(delay, time.Millisecond)
	}
	h.byID[t.id] = t
	heap.Push(h, t)
	h.owned[t.ctx.Owner]++
	if t.ctx.Owner != nil {
		t.ctx.Owner.Pending(1)
	}
	return t.id
}

// After runs fn once after delay, outside any owner: for devdo's own time limits.
func (i *Isolate) After(delay time.Duration, fn func()) int64 {
	var id int64
	i.With(i.moduleContext, func() { id = i.SetTimer(delay, false, fn) })
	return id
}

// ClearTimer cancels a timer; unknown numbers are ignored.
func (i *Isolate) ClearTimer(id int64) {
	if t := i.timers.byID[id]; t != nil {
		i.dropTimer(t)
	}
}

// ClearTimers cancels every timer of owner, whose end has come.
func (i *Isolate) ClearTimers(owner Owner) {
	if i.timers.owned[owner] == 0 {
		return
	}
	for _, t := range i.timers.byID {
		if t.ctx.Owner == owner {
			i.dropTimer(t)
		}
	}
}

// TimerCount is the number of pending timers of owner.
func (i *Isolate) TimerCount(owner Owner) int {
	return i.timers.owned[owner]
}

func (i *Isolate) dropTimer(t *Timer) {
	t.active = false
	delete(i.timers.byID, t.id)
	if t.index >= 0 {
		heap.Remove(&i.timers, t.index)
	}
	owner := t.ctx.Owner
	if i.timers.owned[owner]--; i.timers.owned[owner] == 0 {
		delete(i.timers.owned, owner)
	}
	if owner != nil {
		owner.Pending(-1)
	}
}

// fire delivers a due timer through its owner; the callback may have been cancelled meanwhile.
func (i *Isolate) fire(t *Timer) {
	i.deliver(t.ctx, func() {
		if !t.active {
			return
		}
		if t.every == 0 {
			defer func() {
				if t.active {
					i.dropTimer(t)
				}
			}()
		}
		t.fn()
		if t.every > 0 && t.active {
			i.timers.seq++
			t.seq, t.at = i.timers.seq, i.clock.Now().Add(t.every)
			heap.Push(&i.timers, t)
		}
	})
}
