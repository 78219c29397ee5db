package filesystem

import (
	"maps"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/vfs"
	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

// Host has what node:fs is made of: one function for each operation, which throws the error that
// scripts see. A file is a number, its descriptor, or a string, its path.
func Host(i *isolate.Isolate) *goja.Object {
	s := of(i)
	all := map[string]function{"locate": s.locate, "cwd": s.cwd, "chdir": s.chdir}
	maps.Copy(all, s.files())
	maps.Copy(all, s.directories())
	return i.Object(all)
}

// files are the operations on what is in files.
func (s *state) files() map[string]function {
	return map[string]function{
		"open": s.open, "close": s.close, "read": s.read, "write": s.write,
		"readAll": s.readAll, "writeAll": s.writeAll, "truncate": s.truncate,
		"blobBytes": func(call goja.FunctionCall) goja.Value {
			data, err := s.system.ReadAll(call.Argument(0).String(), "open")
			s.throw(err)
			return webidl.NewUint8Array(s.iso, data)
		},
	}
}

// fd tells whether an argument is a descriptor, and which.
func fd(v goja.Value) (n int, ok bool) {
	if _, isString := v.(goja.String); isString {
		return 0, false
	}
	return int(v.ToInteger()), true
}

func (s *state) open(call goja.FunctionCall) goja.Value {
	flag := func(n int) bool { return call.Argument(n).ToBoolean() }
	n, err := s.system.OpenFile(call.Argument(0).String(), vfs.OpenOptions{
		Read: flag(1), Write: flag(2), Append: flag(3), Create: flag(4), Exclusive: flag(5), Truncate: flag(6),
	})
	s.throw(err)
	return s.value(n)
}

func (s *state) close(call goja.FunctionCall) goja.Value {
	s.system.Close(int(call.Argument(0).ToInteger()))
	return goja.Undefined()
}

// buffers are those of an array, shared with it.
func (s *state) buffers(v goja.Value) [][]byte {
	var all [][]byte
	s.iso.Runtime().ForOf(v, func(v goja.Value) bool {
		data, _ := webidl.Bytes(s.iso, v)
		all = append(all, data)
		return true
	})
	return all
}

// position is where to read or write; null is where the descriptor is.
func (s *state) position(v goja.Value) int64 {
	if goja.IsNull(v) || goja.IsUndefined(v) {
		return vfs.Current
	}
	return v.ToInteger()
}

func (s *state) read(call goja.FunctionCall) goja.Value {
	n, err := s.system.Read(int(call.Argument(0).ToInteger()), s.buffers(call.Argument(1)), s.position(call.Argument(2)))
	s.throw(err)
	return s.value(n)
}

func (s *state) write(call goja.FunctionCall) goja.Value {
	n, err := s.system.Write(int(call.Argument(0).ToInteger()), s.buffers(call.Argument(1)), s.position(call.Argument(2)))
	s.throw(err)
	return s.value(n)
}

func (s *state) readAll(call goja.FunctionCall) goja.Value {
	var data []byte
	var err *vfs.Error
	if n, ok := fd(call.Argument(0)); ok {
		data, err = s.system.ReadAllFd(n)
	} else {
		data, err = s.system.ReadAll(call.Argument(0).String(), "readAll")
	}
	s.throw(err)
	return webidl.NewUint8Array(s.iso, data)
}

func (s *state) writeAll(call goja.FunctionCall) goja.Value {
	data, _ := webidl.Bytes(s.iso, call.Argument(1))
	appends, exclusive := call.Argument(2).ToBoolean(), call.Argument(3).ToBoolean()
	var written int
	var err *vfs.Error
	if n, ok := fd(call.Argument(0)); ok {
		written, err = s.system.WriteAllFd(n, data, appends)
	} else {
		written, err = s.system.WriteAll(call.Argument(0).String(), data, appends, exclusive)
	}
	s.throw(err)
	return s.value(written)
}

func (s *state) truncate(call goja.FunctionCall) goja.Value {
	size := int(call.Argument(1).ToInteger())
	if n, ok := fd(call.Argument(0)); ok {
		s.throw(s.system.TruncateFd(n, size))
	} else {
		s.throw(s.system.Truncate(call.Argument(0).String(), size))
	}
	return goja.Undefined()
}

// print shows what is written to the console's descriptors, and returns how much of it.
func (s *state) print(fd int, data []byte) int {
	text := append([]byte(nil), data...)
	taken := isolate.Must(s.iso.Call("node:internal/stdio", "write", s.value(fd), webidl.NewUint8Array(s.iso, text)))
	return int(taken.ToInteger())
}
