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
	close(c.changed)
	c.changed = make(chan struct{})
}

// Changed is closed at the next Advance.
func (c *Clock) Changed() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.changed
}
