package web

import (
	"context"
	"errors"
	"io"

	"github.com/dop251/goja"
)

// work runs blocking on a goroutine of its own and then done on the loop, through the owner of
// the running code. When the isolate ends first, c is closed, which must unblock the former.
func (s *state) work(c io.Closer, blocking, done func()) {
	ended := s.ended()
	s.iso.Go(func() {
		stop := context.AfterFunc(ended, func() { _ = c.Close() })
		defer stop()
		blocking()
	}, done)
}

// ended is cancelled when the isolate is closed.
func (s *state) ended() context.Context {
	if s.life == nil {
		ctx, cancel := context.WithCancel(context.Background())
		s.life = ctx
		s.iso.With(s.moduleContext, func() {
			s.iso.Go(func() { <-s.iso.Done(); cancel() }, func() {})
		})
	}
	return s.life
}

// Error is an exception on its way through Go, to become an equivalent one elsewhere.
type Error struct {
	// Class is the constructor, such as "TypeError"; Name is set for a DOMException.
	Class, Name, Message string
	// Retryable and Remote are flags that workerd sets on errors of connections.
	Retryable, Remote bool
	// value is the exception itself, for the isolate that it came from.
	value goja.Value
	rt    *goja.Runtime
}

func (e *Error) Error() string { return e.Message }

// NewError is an Error of JavaScript's class Error.
func NewError(message string) *Error { return &Error{Class: "Error", Message: message} }

// errorOf takes an exception along; loop only.
func (s *state) errorOf(v goja.Value) *Error {
	e := &Error{Class: "Error", value: v, rt: s.rt}
	o, ok := v.(*goja.Object)
	if !ok {
		if v != nil {
			e.Message = v.String()
		}
		return e
	}
	_ = s.rt.Try(func() {
		e.Message = textOf(o.Get("message"))
		switch name := textOf(o.Get("name")); name {
		case "TypeError", "RangeError", "SyntaxError", "ReferenceError", "EvalError", "URIError":
			e.Class = name
		case "Error", "":
		default:
			if o.Get("code") != nil {
				e.Class, e.Name = "DOMException", name
			}
		}
	})
	return e
}

// errorValue is the exception for an error of Go; loop only, inside a turn.
func (s *state) errorValue(err error) goja.Value {
	var e *Error
	if !errors.As(err, &e) {
		e = &Error{Class: "Error", Message: msgConnectionLost, Retryable: true}
	}
	if e.rt == s.rt && e.value != nil {
		return e.value
	}
	if e.Class == "DOMException" {
		return s.iso.NewDOMException(e.Name, e.Message)
	}
	o := s.iso.NewError(e.Class, e.Message)
	if e.Remote {
		_ = o.Set("remote", true)
	}
	if e.Retryable {
		_ = o.Set("retryable", true)
	}
	return o
}
