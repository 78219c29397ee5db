package actor

import (
	"errors"
	"fmt"
	"math/rand/v2"
)

// Error is why an actor ended or a call to it failed, with the properties that scripts see on
// the exception (DO-LIFE-65).
type Error struct {
	// Class is the built-in error class, "Error" when empty.
	Class   string
	Message string
	// Cause is the original exception in the isolate that threw it; other isolates see Class
	// and Message.
	Cause any

	Retryable          bool
	Overloaded         bool
	DurableObjectReset bool
	Remote             bool
	// Internal and Commit tell failures of which scripts see fewer properties: those inside the
	// runtime, and those of a commit.
	Internal, Commit bool
	// NoWorker is set where the Worker is not running: a fetch is answered then, and does not fail.
	NoWorker bool
	// NoAlarmRetry is set by abort with retryAlarm: false (DO-ALARM-26).
	NoAlarmRetry bool
}

func (e *Error) Error() string { return e.Message }

// Texts that scripts see, equal to workerd's.
const (
	MsgAborted       = "Application called abort() to reset Durable Object."
	msgSectionSlow   = "A call to blockConcurrencyWhile() in a Durable Object waited for too long. The call was canceled and the Durable Object was reset."
	msgSectionDepth  = "blockConcurrencyWhile() calls are nested too deeply."
	msgAlarmSlow     = "Alarm exceeded its allowed execution time"
	msgCodeUpdated   = "Durable Object reset because its code was updated."
	MsgShutDown      = "Durable Object storage is no longer accessible."
	msgFacetDeleted  = "Facet was deleted."
	msgFacetCloned   = "Facet was cloned-over."
	msgLoadCancelled = "The execution context responding to this call was canceled."
)

// NoWorker is what callers of a Worker hear that is not running (DO-RPC-47).
func NoWorker(name string) *Error {
	return &Error{Message: fmt.Sprintf("Worker %q not found. Make sure it is running locally.", name), Remote: true, NoWorker: true}
}

// internal is the error that stands for a failure whose detail is for the console only
// (DO-ARG-14).
func (p *Place) internal(err error) *Error {
	reference := Reference()
	p.host.Internal(reference, err)
	return &Error{Message: InternalMessage(reference), DurableObjectReset: true, Internal: true}
}

// InternalMessage is what scripts see of a failure inside the runtime.
func InternalMessage(reference string) string { return "internal error; reference = " + reference }

// Reference is a fresh random name for such a failure, to find it on the console.
func Reference() string {
	const digits = "abcdefghijklmnopqrstuvwxyz0123456789"
	var b [24]byte
	for n := range b {
		b[n] = digits[rand.IntN(len(digits))]
	}
	return string(b[:])
}

// ErrNested is returned when critical sections nest too deeply (DO-LIFE-24).
var ErrNested = errors.New(msgSectionDepth)
