package filesystem

import (
	_ "embed"
	"strings"

	"github.com/dop251/goja"
	"github.com/google/uuid"

	"github.com/devdo/devdo/emulator/api/vfs"
	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/compat"
	"github.com/devdo/devdo/emulator/isolate"
)

//go:embed web.js
var webSource string

//go:embed writable.js
var writableSource string

const webFlag = "enable_web_file_system"

// Modules are the Web File System API; Globals has what a flag makes global.
func Modules() []*isolate.Module {
	return []*isolate.Module{
		{Name: "filesystem", Source: webSource, Host: webHost},
		{Name: "filesystem_writable", Source: writableSource, Host: writableHost},
	}
}

// Globals are the classes, where the flag brings them, and navigator.storage.
func Globals(flags compat.Set) []*isolate.Module {
	if !flags.Has(webFlag) {
		return nil
	}
	return []*isolate.Module{{
		Name: "filesystem-globals", Source: `(function (host, use) { return use("filesystem") })`,
		Globals: []string{"StorageManager", "FileSystemHandle", "FileSystemFileHandle", "FileSystemDirectoryHandle", "FileSystemWritableFileStream"},
	}}
}

// webHost serves web.js. A handle is a path; a directory's has no slash at its end.
func webHost(i *isolate.Isolate) *goja.Object {
	s := of(i)
	return i.Object(map[string]function{
		"child": s.child, "openChild": s.openChild, "id": s.id, "remove": s.remove, "removeEntry": s.removeEntry, "list": s.list, "file": s.file,
	})
}

// fail throws a DOMException.
func (s *state) fail(name, message string) { panic(s.iso.NewDOMException(name, message)) }

// failures are the DOMExceptions of the Web File System API.
var failures = map[vfs.Fault][2]string{
	vfs.NotDirectory:  {"NotSupportedError", "Not a directory"},
	vfs.NotEmpty:      {"InvalidModificationError", "Directory not empty"},
	vfs.ReadOnly:      {"InvalidStateError", "Read-only file system"},
	vfs.NotPermitted:  {"NotAllowedError", "Operation not permitted"},
	vfs.IsDirectory:   {"NotAllowedError", "Operation not permitted on a directory"},
	vfs.AlreadyExists: {"InvalidStateError", "File already exists"},
	vfs.Failed:        {"UnknownError", "File system operation failed"},
	vfs.InvalidPath:   {"TypeMismatchError", "Invalid file path"},
	vfs.TooLarge:      {"QuotaExceededError", "File size limit exceeded, please reduce the file size and try again"},
	vfs.TooManyLinks:  {"InvalidStateError", "Symbolic link depth exceeded, please check the symbolic links"},
}

// check throws the DOMException of a fault, missing where that is that there is nothing.
func (s *state) check(fault vfs.Fault, missing string) {
	switch fault {
	case 0:
	case vfs.NotFound:
		s.fail("NotFoundError", missing)
	default:
		s.fail(failures[fault][0], failures[fault][1])
	}
}

// directory is the one at a path.
func (s *state) directory(path, missing string) *vfs.Directory {
	node, fault := s.system.Open(path, true)
	s.check(fault, missing)
	dir, ok := node.(*vfs.Directory)
	if !ok {
		s.fail("TypeMismatchError", "Not a directory")
	}
	return dir
}

// child is the path of an entry, "" where it can have no such name.
func (s *state) child(call goja.FunctionCall) goja.Value {
	base, name := call.Argument(0).String(), call.Argument(1).String()
	if name == "" || name == "." || name == ".." || strings.ContainsAny(name, `/\`) {
		return s.value("")
	}
	return s.value(base + "/" + normal(escape(name)))
}

func lastName(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }

// openChild tells of what kind the entry of a path is; with a kind it is made of that if missing.
func (s *state) openChild(call goja.FunctionCall) goja.Value {
	path, create := call.Argument(0).String(), vfs.Kind(call.Argument(1).String())
	name := lastName(path)
	dir := s.directory(strings.TrimSuffix(path, name), "Directory not found")
	node, fault := s.system.OpenEntry(dir, name)
	if fault == vfs.NotFound && create != "" && dir.Entry(name) == nil {
		if !dir.Stat().Writable {
			s.check(vfs.ReadOnly, "")
		}
		if node = vfs.NewDirectory(); create == vfs.KindFile {
			node = vfs.NewFile()
		}
		fault = dir.Add(name, node)
	}
	s.check(fault, call.Argument(2).String())
	return s.value(string(node.Stat().Kind))
}

// id names a node for as long as the event runs.
func (s *state) id(call goja.FunctionCall) goja.Value {
	node, fault := s.system.Open(call.Argument(0).String(), true)
	s.check(fault, "The entry was not found.")
	ids := s.scope().ids
	if ids[node] == "" {
		ids[node] = uuid.NewString()
	}
	return s.value(ids[node])
}

func (s *state) remove(call goja.FunctionCall) goja.Value {
	path := call.Argument(0).String()
	if s.scope().locks.Locked(path) {
		s.fail("NoModificationAllowedError", "Cannot remove a handle that is not writable or not a directory.")
	}
	name := lastName(path)
	parent, fault := s.system.Open(strings.TrimSuffix(path, name), true)
	s.check(fault, "The entry was not found.")
	dir, ok := parent.(*vfs.Directory)
	if !ok {
		s.check(vfs.NotDirectory, "")
	}
	s.check(dir.Remove(name, call.Argument(1).ToBoolean()), "The entry was not found.")
	return goja.Undefined()
}

func (s *state) removeEntry(call goja.FunctionCall) goja.Value {
	path := call.Argument(0).String()
	name := lastName(path)
	dir := s.directory(strings.TrimSuffix(path, name), "Not found")
	if s.scope().locks.Locked(path) {
		s.fail("NoModificationAllowedError", "Cannot remove an entry that is currently locked.")
	}
	s.check(dir.Remove(name, call.Argument(1).ToBoolean()), "File not found")
	return goja.Undefined()
}

// list gives names and kinds, of links those of what they lead to.
func (s *state) list(call goja.FunctionCall) goja.Value {
	dir := s.directory(call.Argument(0).String(), "Not found")
	entries := []any{}
	for _, name := range dir.Names() {
		node, fault := s.system.OpenEntry(dir, name)
		switch fault {
		case 0:
			entries = append(entries, s.iso.Runtime().NewArray(name, string(node.Stat().Kind)))
		case vfs.NotFound: // a link that leads nowhere
		default:
			s.fail("OperationError", "Symbolic link recursion detected")
		}
	}
	return s.iso.Runtime().NewArray(entries...)
}

// file gives the bytes and the time of a file.
func (s *state) file(call goja.FunctionCall) goja.Value {
	node, fault := s.system.Open(call.Argument(0).String(), true)
	s.check(fault, "Not found")
	file, ok := node.(vfs.File)
	if !ok {
		s.fail("TypeMismatchError", "Is a directory")
	}
	stat := file.Stat()
	data := make([]byte, stat.Size)
	file.ReadAt(data, 0)
	return s.object(map[string]any{"bytes": webidl.NewUint8Array(s.iso, data), "lastModified": stat.Modified})
}
