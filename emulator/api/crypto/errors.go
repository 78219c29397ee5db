package crypto

import (
	"errors"
	"fmt"

	"github.com/dop251/goja"
)

// failure is an error on its way to JavaScript. It may be made off the loop.
type failure struct {
	// class is a built-in class of errors, or "" for a DOMException of that name.
	class, name string
	message     string
}

func (f *failure) Error() string { return f.message }

func typeError(format string, args ...any) error {
	return &failure{class: "TypeError", message: fmt.Sprintf(format, args...)}
}

func plainError(message string) error { return &failure{class: "Error", message: message} }

func domError(name, format string, args ...any) error {
	return &failure{name: name, message: fmt.Sprintf(format, args...)}
}

func notSupported(format string, args ...any) error {
	return domError("NotSupportedError", format, args...)
}

func operationError(format string, args ...any) error {
	return domError("OperationError", format, args...)
}

func dataError(format string, args ...any) error { return domError("DataError", format, args...) }

func invalidAccess(format string, args ...any) error {
	return domError("InvalidAccessError", format, args...)
}

func syntaxError(format string, args ...any) error { return domError("SyntaxError", format, args...) }

// errorValue is the exception for err; loop only.
func (s *subtleCrypto) errorValue(err error) goja.Value {
	var f *failure
	switch {
	case !errors.As(err, &f):
		return s.iso.NewDOMException("OperationError", err.Error())
	case f.class != "":
		return s.iso.NewError(f.class, f.message)
	}
	return s.iso.NewDOMException(f.name, f.message)
}
