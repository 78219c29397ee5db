package actor

import "time"

// Usage is what one event has used of what production limits.
type Usage struct {
	// CPU is the time that its turns took.
	CPU time.Duration
	// Subrequests are the requests it made.
	Subrequests int
}

// Usage is what the actor has used since its last event began, as production counts.
func (a *Actor) Usage() *Usage { return &a.usage }

// CPU is the time that the actor's turns took since its last event began.
func (a *Actor) CPU() *time.Duration { return &a.usage.CPU }

// An object takes about 1,000 requests a second, in production's words so many within a window.
const (
	requestWindow = 10 * time.Second
	maxRequests   = 10_000
)

const msgManyRequests = "Durable Object is overloaded. Too many requests for the same object within a 10 second window."

// requestCount counts the requests of the present window.
type requestCount struct {
	since time.Time
	n     int
}

// Admit counts a request and says what production answers when there have been too many.
func (o *Object) Admit(now time.Time) *Error {
	o.mu.Lock()
	defer o.mu.Unlock()
	c := &o.requests
	if now.Sub(c.since) >= requestWindow {
		*c = requestCount{since: now}
	}
	c.n++
	if c.n <= maxRequests {
		return nil
	}
	return &Error{Message: msgManyRequests, Overloaded: true}
}
