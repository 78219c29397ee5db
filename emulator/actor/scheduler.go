package actor

import (
	"container/heap"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/devdo/devdo/emulator/isolate"
)

// Retries are production's (DO-ALARM-21, DO-ALARM-29): failures of the runtime itself do not count,
// and so can go on for long, at intervals that stop growing.
const (
	maxAlarmRetries = 6
	firstAlarmDelay = 2 * time.Second
	maxAlarmBackoff = 9
)

// retryDelay is how long to wait after n waits before: 2, 4, 8, … s and up to a quarter more.
func retryDelay(n int) time.Duration {
	d := firstAlarmDelay << min(n, maxAlarmBackoff)
	return d + time.Duration(rand.Float64()*0.25*float64(d))
}

// Scheduler fires the alarms of all objects. It survives reloads.
type Scheduler struct {
	clock *isolate.Clock

	firing sync.Mutex // held while alarms are taken and delivered, so that they keep their order

	mu      sync.Mutex // guards the fields below
	entries map[*Object]*entry
	due     entryHeap
	seq     int64 // number of alarms set so far
	wake    chan struct{}
	closed  bool
	stopped chan struct{}
}

// entry is one object's alarm.
type entry struct {
	object *Object
	id     ID
	// at is the alarm's scheduled time, next when to run: later than at for a retry.
	at, next time.Time
	seq      int64
	retries  int
	// delays counts the waits between runs, which grow with it; uncounted says that the last
	// failure was not the handler's.
	delays    int
	uncounted bool
	running   bool
	failed    bool // waiting for a retry
	// after is an alarm that was set while this one ran or waited for a retry.
	after *time.Time
	index int
}

// reset makes the entry an alarm that has not run yet.
func (en *entry) reset(at time.Time, seq int64) {
	en.at, en.next, en.seq, en.after = at, at, seq, nil
	en.retries, en.delays, en.uncounted, en.failed = 0, 0, false, false
}

// NewScheduler starts a scheduler.
func NewScheduler(clock *isolate.Clock) *Scheduler {
	s := &Scheduler{clock: clock, entries: map[*Object]*entry{}, wake: make(chan struct{}, 1), stopped: make(chan struct{})}
	go s.run()
	return s
}

// Load takes in the alarms that an earlier run left; overdue ones fire at once (DO-ALARM-32).
func (s *Scheduler) Load(n *Namespace) error {
	alarms, err := n.store.Alarms()
	if err != nil {
		return fmt.Errorf("load alarms of %s: %w", n.Key, err)
	}
	for _, al := range alarms {
		at := al.Time
		s.set(n.Object(al.ID), ID{Hex: al.ID, Name: al.Name, Named: al.Name != ""}, &at)
	}
	return nil
}

// set schedules the object's alarm, replacing the one before; nil removes it. While one runs, or
// waits for a retry, the new one waits for that (DO-ALARM-13, DO-ALARM-27).
func (s *Scheduler) set(o *Object, id ID, at *time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	en := s.entries[o]
	switch {
	case en != nil && (en.running || en.failed && at != nil):
		en.after = at
		return
	case at == nil:
		s.remove(en)
		return
	case en == nil:
		en = &entry{object: o, index: -1}
		s.entries[o] = en
	}
	en.id = id
	s.seq++
	en.reset(*at, s.seq)
	s.push(en)
}

func (s *Scheduler) push(en *entry) {
	if en.index >= 0 {
		heap.Fix(&s.due, en.index)
	} else {
		heap.Push(&s.due, en)
	}
	s.signal()
}

func (s *Scheduler) remove(en *entry) {
	if en == nil {
		return
	}
	if en.index >= 0 {
		heap.Remove(&s.due, en.index)
	}
	delete(s.entries, en.object)
}

// forget drops the alarms of a namespace; on disk they stay.
func (s *Scheduler) forget(n *Namespace) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for o, en := range s.entries {
		if o.namespace == n {
			s.remove(en)
		}
	}
}

func (s *Scheduler) signal() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// finished ends a run of en's alarm: it schedules the retry, or the alarm set meanwhile.
// It reports whether the stored alarm is to be dropped because the retries are used up.
func (s *Scheduler) finished(en *entry, outcome AlarmOutcome) fate {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !en.running || s.entries[en.object] != en {
		return alarmKept
	}
	en.running = false
	if after := en.after; after != nil {
		s.seq++
		en.reset(*after, s.seq)
		s.push(en)
		return alarmKept
	}
	if outcome != AlarmNotRun && (outcome != AlarmFailed || en.retries >= maxAlarmRetries) {
		s.remove(en)
		if outcome == AlarmDone {
			return alarmKept
		}
		return alarmDropped
	}
	if outcome == AlarmFailed {
		en.retries++
		if en.uncounted {
			en.delays = 0
		}
	}
	en.uncounted = outcome == AlarmNotRun
	en.next = s.now().Add(retryDelay(en.delays))
	en.delays++
	en.failed = true
	s.push(en)
	return alarmKept
}

type fate int

const (
	alarmKept fate = iota
	alarmDropped
)

// drop removes the stored alarm of an object that could not do it itself, because it ended.
func (s *Scheduler) drop(en *entry) {
	e := &Event{Fail: func(*Error) {}}
	e.Run = func(a *Actor) {
		if stored, err := a.Storage().Alarm(); err == nil && stored != nil && stored.Equal(en.at) {
			_ = a.SetAlarm(nil)
		}
		e.Done()
	}
	en.object.Deliver(en.id, e)
}

// overtaken reports whether stored is an alarm that was set while en waited for its retry and is due
// too: the retry runs nevertheless (DO-ALARM-27).
func (s *Scheduler) overtaken(en *entry, stored time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return en.after != nil && !stored.After(s.now())
}

// correct replaces an entry that disagrees with the object's own record.
func (s *Scheduler) correct(en *entry, stored *time.Time) {
	s.mu.Lock()
	en.running, en.failed, en.after = false, false, nil
	s.mu.Unlock()
	s.set(en.object, en.id, stored)
	if stored == nil {
		_ = en.object.namespace.store.DeleteAlarmRecord(en.id.Hex)
	}
}

// RunNow makes the object's alarm due at once; it reports whether there is one.
func (s *Scheduler) RunNow(o *Object) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	en := s.entries[o]
	if en == nil || en.running {
		return false
	}
	en.next = s.now()
	s.push(en)
	return true
}

// run fires alarms in the order of their times.
func (s *Scheduler) run() {
	defer close(s.stopped)
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		changed := s.clock.Changed()
		wait, closed := s.fire()
		if closed {
			return
		}
		var timeout <-chan time.Time
		if wait > 0 {
			timer.Reset(wait)
			timeout = timer.C
		}
		select {
		case <-s.wake:
		case <-timeout:
		case <-changed:
		}
	}
}

// fire delivers what is due, and says how long to wait for the next (0: for a signal).
func (s *Scheduler) fire() (wait time.Duration, closed bool) {
	s.firing.Lock()
	defer s.firing.Unlock()
	for {
		en, wait, closed := s.next()
		if en == nil {
			return wait, closed
		}
		en.object.Deliver(en.id, s.alarmEvent(en))
	}
}

// next takes the first due entry, or says how long to wait.
func (s *Scheduler) next() (*entry, time.Duration, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || len(s.due) == 0 {
		return nil, 0, s.closed
	}
	now, held := s.clock.AlarmNow()
	en := s.due[0]
	if wait := en.next.Sub(now); wait > 0 {
		if held {
			wait = 0
		}
		return nil, wait, false
	}
	heap.Pop(&s.due)
	en.running = true
	return en, 0, false
}

func (s *Scheduler) now() time.Time {
	now, _ := s.clock.AlarmNow()
	return now
}

// Hold makes the time of alarms stand still at at, and delivers what is due then before it
// returns; nil lets it pass again.
func (s *Scheduler) Hold(at *time.Time) {
	s.clock.HoldAlarms(at)
	if at != nil {
		s.fire()
	}
}

// NextDue is when the next alarm will run, if there is one.
func (s *Scheduler) NextDue() (time.Time, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.due) == 0 {
		return time.Time{}, false
	}
	return s.due[0].next, true
}

// Running is how many alarms have been delivered and not ended.
func (s *Scheduler) Running() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.entries) - len(s.due)
}

// Close stops the scheduler; alarms stay on disk.
func (s *Scheduler) Close() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.signal()
	<-s.stopped
}

// entryHeap orders entries by the time to run, those of one time by when they were set.
type entryHeap []*entry

func (h entryHeap) Len() int { return len(h) }
func (h entryHeap) Less(i, j int) bool {
	if h[i].next.Equal(h[j].next) {
		return h[i].seq < h[j].seq
	}
	return h[i].next.Before(h[j].next)
}
func (h entryHeap) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].index, h[j].index = i, j
}

// Push is for container/heap.
func (h *entryHeap) Push(x any) {
	en := x.(*entry)
	en.index = len(*h)
	*h = append(*h, en)
}

// Pop is for container/heap.
func (h *entryHeap) Pop() any {
	old := *h
	en := old[len(old)-1]
	*h = old[:len(old)-1]
	en.index = -1
	return en
}
