package isolate

import (
	"errors"
	"strings"

	"github.com/dop251/goja"
)

// CondemnedError is why an isolate can run no more JavaScript.
//
// Unlike workerd, where code can catch the RangeError of a stack overflow, here that too ends the
// isolate: it empties the engine's job queue, and promises in flight would never settle.
type CondemnedError struct {
	// Message is what callers of the isolate get.
	Message string
	// Stack is Message and where the code was, mapped to the user's source.
	Stack string
}

func (e *CondemnedError) Error() string { return e.Message }

const msgStackOverflow = "RangeError: Maximum call stack size exceeded"

// condemnedBy describes an uncatchable error of the engine.
func condemnedBy(err error) *CondemnedError {
	var overflow *goja.StackOverflowError
	var interrupted *goja.InterruptedError
	switch {
	case errors.As(err, &overflow):
		return &CondemnedError{strings.TrimPrefix(msgStackOverflow, "RangeError: "), msgStackOverflow + frames(overflow.String())}
	case errors.As(err, &interrupted):
		message := "the Worker was interrupted"
		if cause, ok := interrupted.Value().(error); ok {
			message = cause.Error()
		}
		return &CondemnedError{message, "Error: " + message + frames(interrupted.String())}
	}
	return &CondemnedError{err.Error(), "Error: " + err.Error()}
}

// maxShownFrames is how much of a runaway recursion is worth showing.
const maxShownFrames = 10

// frames are the lines of a stack, without what stands before them.
func frames(stack string) string {
	var lines []string
	for _, line := range strings.Split(FormatStack(stack), "\n") {
		if strings.HasPrefix(line, "    at ") && len(lines) < maxShownFrames {
			lines = append(lines, line)
		}
	}
	if len(lines) == 0 {
		return ""
	}
	return "\n" + strings.Join(lines, "\n")
}
