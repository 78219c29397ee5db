package filesystem

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/vfs"
	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

// writer is a file that is being written and takes the place of another when it is closed.
type writer struct {
	path     string
	file     vfs.File
	position int
	locks    vfs.Locks
}

// writableHost serves writable.js.
func writableHost(i *isolate.Isolate) *goja.Object {
	s := of(i)
	return i.Object(map[string]function{
		"begin": s.beginWriting, "write": s.writeInto, "seek": s.seek, "truncate": s.truncateWriter, "close": s.closeWriter, "abort": s.abortWriter,
	})
}

// beginWriting begins with nothing, or with what is there.
func (s *state) beginWriting(call goja.FunctionCall) goja.Value {
	path := call.Argument(0).String()
	node, fault := s.system.Open(path, true)
	if fault == vfs.NotFound {
		s.fail("NotFoundError", "File not found")
	}
	w := &writer{path: path, file: vfs.NewFile(), locks: s.scope().locks}
	if call.Argument(1).ToBoolean() {
		s.check(fault, "")
		file, ok := node.(vfs.File)
		if !ok {
			s.fail("TypeMismatchError", "Is a directory")
		}
		w.file = file.Clone()
	}
	w.locks.Lock(path)
	return s.value(w)
}

func (w *writer) closed() bool { return w.file == nil }

// writer is the one of a call, for a method that needs it open.
func (s *state) writer(call goja.FunctionCall, method string) *writer {
	w := call.Argument(0).Export().(*writer)
	if w.closed() {
		s.iso.TypeError(method + "() after closed")
	}
	return w
}

// writeInto writes bytes where the writer is, or at a position.
func (s *state) writeInto(call goja.FunctionCall) goja.Value {
	w := s.writer(call, "write")
	data, _ := webidl.Bytes(s.iso, call.Argument(1))
	at := w.position
	if position := call.Argument(2); !goja.IsUndefined(position) {
		at = int(position.ToInteger())
		// As in workerd the file ends where the writer is, if the position is behind its end.
		if at > w.file.Stat().Size {
			s.check(w.file.Resize(w.position), "")
		}
	}
	n, fault := w.file.WriteAt(data, at)
	s.check(fault, "")
	w.position = at + n
	return goja.Undefined()
}

func (s *state) seek(call goja.FunctionCall) goja.Value {
	w := s.writer(call, "seek")
	position := int(call.Argument(1).ToInteger())
	if position > w.file.Stat().Size {
		s.check(w.file.Resize(position), "")
	}
	w.position = position
	return goja.Undefined()
}

func (s *state) truncateWriter(call goja.FunctionCall) goja.Value {
	w := s.writer(call, "truncate")
	size := int(call.Argument(1).ToInteger())
	s.check(w.file.Resize(size), "")
	w.position = min(w.position, size)
	return goja.Undefined()
}

// end lets the file go.
func (w *writer) end() {
	if !w.closed() {
		w.locks.Unlock(w.path)
	}
	w.file = nil
}

func (s *state) abortWriter(call goja.FunctionCall) goja.Value {
	call.Argument(0).Export().(*writer).end()
	return goja.Undefined()
}

func (s *state) closeWriter(call goja.FunctionCall) goja.Value {
	w := call.Argument(0).Export().(*writer)
	if w.closed() {
		return goja.Undefined()
	}
	written := w.file
	w.end()
	node, fault := s.system.Create(w.path)
	s.check(fault, "Not found")
	file, ok := node.(vfs.File)
	if !ok {
		s.fail("TypeMismatchError", "Is a directory")
	}
	s.check(file.Replace(written), "")
	return goja.Undefined()
}
