package emulator

import (
	"time"

	"github.com/devdo/devdo/emulator/api"
	"github.com/devdo/devdo/emulator/api/console"
	"github.com/devdo/devdo/emulator/queue"
	"github.com/devdo/devdo/persist"
)

// Events tell the command line what happens. All are optional, may come from any goroutine and
// must not block.
type Events struct {
	// Console is what a Worker printed.
	Console func(from api.Source, m console.Message)
	// Uncaught is an exception that no request waits for.
	Uncaught func(from api.Source, stack string)
	// Request is an answered request.
	Request func(Request)
	// Cron is a scheduled handler that the clock ran.
	Cron func(Cron)
	// Condemned is the end of an isolate that can run no more JavaScript; a new one follows.
	Condemned func(cause error)
	// Evolved is a step in the life of a Durable Object class that had state to change.
	Evolved func(persist.Outcome)
	// Queue is a batch of messages that its consumer has handled.
	Queue func(queue.Report)
	// Warn is what somebody ought to know who runs the Workers.
	Warn func(text string)
	// Info is what a binding has done that people want to know.
	Info func(text string)
	// Bug is a failure of devdo itself.
	Bug func(value any, stack []byte)
}

// Request is one request that was answered.
type Request struct {
	Method, Path string
	Status       int
	Duration     time.Duration
	// Stack is the uncaught exception that the client got a 500 for.
	Stack string
}

func (e *Emulator) events() api.Events {
	return api.Events{
		Console:   e.config.Events.Console,
		Uncaught:  e.config.Events.Uncaught,
		Info:      e.config.Events.Info,
		Bug:       e.config.Events.Bug,
		Condemned: e.condemned,
	}
}
