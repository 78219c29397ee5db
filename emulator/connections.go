package emulator

import (
	"net"
	"sync"
)

// connections are those of WebSockets: nothing of them outlives the server (DO-WS-64).
type connections struct {
	mu     sync.Mutex // guards the fields below
	open   map[net.Conn]struct{}
	closed bool
}

// serve runs fn on a goroutine of its own for as long as c is open.
func (s *connections) serve(c net.Conn, fn func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		c.Close()
	} else {
		if s.open == nil {
			s.open = map[net.Conn]struct{}{}
		}
		s.open[c] = struct{}{}
	}
	go func() {
		fn()
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.open, c)
	}()
}

// close ends all of them, and those to come.
func (s *connections) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	for c := range s.open {
		c.Close()
	}
}
