package vfs

// Error is what an operation of node:fs fails with.
type Error struct {
	// Code is "" for an error without one; Type is the class of the error, "" for Error.
	Code, Type, Message, Syscall, Path string
}

func (e *Error) Error() string { return e.Message }

// texts are the errors of the operating system.
var texts = map[string]string{
	"EBADF":        "bad file descriptor",
	"EEXIST":       "file already exists",
	"EINVAL":       "invalid argument",
	"EIO":          "input/output error",
	"EISDIR":       "illegal operation on a directory",
	"ELOOP":        "too many symbolic links encountered",
	"ENAMETOOLONG": "name too long",
	"ENOENT":       "no such file or directory",
	"ENOTDIR":      "not a directory",
	"ENOTEMPTY":    "directory not empty",
	"EPERM":        "operation not permitted",
}

// fail is an error of the operating system, of no path in particular.
func fail(code, syscall string) *Error { return failAt(code, syscall, "") }

func failAt(code, syscall, path string) *Error {
	message := texts[code]
	if path != "" {
		message += ", " + syscall + " '" + path + "'"
	}
	return &Error{Code: code, Message: message, Syscall: syscall, Path: path}
}

// saying is such an error with words of its own.
func saying(code, syscall, message, path string) *Error {
	return &Error{Code: code, Message: message, Syscall: syscall, Path: path}
}

func (f Fault) on(syscall string) *Error { return f.at(syscall, "") }

// at is the error that node:fs makes of a fault.
func (f Fault) at(syscall, path string) *Error {
	switch f {
	case NotFound:
		return failAt("ENOENT", syscall, path)
	case NotDirectory:
		return failAt("ENOTDIR", syscall, path)
	case NotEmpty:
		return failAt("ENOTEMPTY", syscall, path)
	case AlreadyExists:
		return failAt("EEXIST", syscall, path)
	case IsDirectory:
		return failAt("EISDIR", syscall, path)
	case Failed:
		return failAt("EIO", syscall, path)
	case InvalidPath:
		return saying("EINVAL", syscall, "Invalid path", path)
	case TooLarge:
		return saying("EPERM", syscall, "File size limit exceeded", path)
	case TooManyLinks:
		return saying("ELOOP", syscall, "symlink depth exceeded", path)
	}
	return failAt("EPERM", syscall, path)
}
