package isolate

import (
	"sync"
	"time"
)

// Clock is the emulator's time: the real time plus an offset that tests and the command line
// can move. Everything that a Worker can observe (Date, timers, alarms, expirations) asks it.
type Clock struct {
	mu      sync.Mutex
	offset  time.Duration
	alarms  *time.Time // where the time of alarms stands still
	changed chan struct{}
}

// NewClock returns a clock that shows the real time.
func NewClock() *Clock { return &Clock{changed: make(chan struct{})} }

// Now is the present by this clock.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.offset)
}

// Advance moves the clock forward; whoever waits on Changed looks again.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.offset += d
	c.change()
}

// c.mu held.
func (c *Clock) change() {
	close(c.changed)
	c.changed = make(chan struct{})
}

// HoldAlarms makes the time of alarms stand still at at, for tests that set the time themselves;
// nil lets it pass again.
func (c *Clock) HoldAlarms(at *time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.alarms = at
	c.change()
}

// AlarmNow is the present for alarms, and whether it stands still.
func (c *Clock) AlarmNow() (now time.Time, held bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.alarms != nil {
		return *c.alarms, true
	}
	return time.Now().Add(c.offset), false
}

// Changed is closed at the next Advance or HoldAlarms.
func (c *Clock) Changed() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.changed
}
