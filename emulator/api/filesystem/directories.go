package filesystem

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/vfs"
)

// directories are the operations on the tree.
func (s *state) directories() map[string]function {
	return map[string]function{
		"stat": s.stat, "setModified": s.setModified, "readLink": s.readLink, "link": s.link, "unlink": s.unlink,
		"mkdir": s.mkdir, "rm": s.rm, "readdir": s.readdir, "rename": s.rename, "copy": s.copy, "cp": s.cp,
	}
}

// stat is undefined where nothing is.
func (s *state) stat(call goja.FunctionCall) goja.Value {
	var stat vfs.Stat
	if n, ok := fd(call.Argument(0)); ok {
		var err *vfs.Error
		stat, err = s.system.StatFd(n)
		s.throw(err)
	} else {
		found, err := false, (*vfs.Error)(nil)
		stat, found, err = s.system.Stat(call.Argument(0).String(), call.Argument(1).ToBoolean())
		s.throw(err)
		if !found {
			return goja.Undefined()
		}
	}
	return s.object(map[string]any{
		"type": string(stat.Kind), "size": stat.Size, "modified": stat.Modified, "writable": stat.Writable, "device": stat.Device,
	})
}

func (s *state) object(properties map[string]any) *goja.Object {
	o := s.iso.Runtime().NewObject()
	for name, v := range properties {
		_ = o.Set(name, v)
	}
	return o
}

func (s *state) setModified(call goja.FunctionCall) goja.Value {
	milliseconds := call.Argument(1).ToInteger()
	if n, ok := fd(call.Argument(0)); ok {
		s.throw(s.system.SetModifiedFd(n, milliseconds))
	} else {
		s.throw(s.system.SetModified(call.Argument(0).String(), milliseconds, call.Argument(2).ToBoolean()))
	}
	return goja.Undefined()
}

func (s *state) readLink(call goja.FunctionCall) goja.Value {
	target, err := s.system.ReadLink(call.Argument(0).String(), call.Argument(1).ToBoolean())
	s.throw(err)
	return s.value(target)
}

func (s *state) link(call goja.FunctionCall) goja.Value {
	s.throw(s.system.Link(call.Argument(0).String(), call.Argument(1).String(), call.Argument(2).ToBoolean()))
	return goja.Undefined()
}

func (s *state) unlink(call goja.FunctionCall) goja.Value {
	s.throw(s.system.Unlink(call.Argument(0).String()))
	return goja.Undefined()
}

func (s *state) mkdir(call goja.FunctionCall) goja.Value {
	made, err := s.system.MakeDirectory(call.Argument(0).String(), call.Argument(1).ToBoolean(), call.Argument(2).ToBoolean())
	s.throw(err)
	if made == "" {
		return goja.Undefined()
	}
	return s.value(made)
}

func (s *state) rm(call goja.FunctionCall) goja.Value {
	s.throw(s.system.Remove(call.Argument(0).String(), call.Argument(1).ToBoolean(), call.Argument(2).ToBoolean()))
	return goja.Undefined()
}

// direntTypes are those of libuv.
var direntTypes = map[vfs.Kind]int{vfs.KindFile: 1, vfs.KindDirectory: 2, vfs.KindSymlink: 3}

const direntDevice = 6

func (s *state) readdir(call goja.FunctionCall) goja.Value {
	entries, err := s.system.List(call.Argument(0).String(), call.Argument(1).ToBoolean())
	s.throw(err)
	list := make([]any, len(entries))
	for n, entry := range entries {
		kind := direntTypes[entry.Kind]
		if entry.Device {
			kind = direntDevice
		}
		list[n] = s.object(map[string]any{"name": entry.Name, "parentPath": entry.Parent, "type": kind})
	}
	return s.iso.Runtime().NewArray(list...)
}

func (s *state) rename(call goja.FunctionCall) goja.Value {
	s.throw(s.system.Rename(call.Argument(0).String(), call.Argument(1).String()))
	return goja.Undefined()
}

func (s *state) copy(call goja.FunctionCall) goja.Value {
	s.throw(s.system.Copy(call.Argument(0).String(), call.Argument(1).String()))
	return goja.Undefined()
}

func (s *state) cp(call goja.FunctionCall) goja.Value {
	flag := func(n int) bool { return call.Argument(n).ToBoolean() }
	s.throw(s.system.CopyTree(call.Argument(0).String(), call.Argument(1).String(), vfs.CopyOptions{
		Dereference: flag(2), Recursive: flag(3), Force: flag(4), ErrorOnExist: flag(5),
	}))
	return goja.Undefined()
}
