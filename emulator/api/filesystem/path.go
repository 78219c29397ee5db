package filesystem

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/url"
	"github.com/devdo/devdo/emulator/api/vfs"
)

const (
	maxPath     = 4096
	maxSegments = 48
)

// locate is the path that a file URL, given as its parts, names in the tree. Characters that a URL
// need not escape are themselves in it, the others stay escaped.
func (s *state) locate(call goja.FunctionCall) goja.Value {
	protocol, host, path := call.Argument(0).String(), call.Argument(1).String(), call.Argument(2).String()
	if protocol != "file:" {
		s.iso.TypeError("File path must be a file: URL")
	}
	if host != "" {
		s.iso.Throw("Error", "File path must not have a host")
	}
	path = normal(path)
	if len(path) > maxPath {
		s.iso.Throw("Error", "File path is too long")
	}
	if strings.Count(path, "/") > maxSegments {
		s.iso.Throw("Error", "File path has too many segments")
	}
	return s.value(path)
}

// normal decodes what is escaped and escapes it as a URL does; an escaped slash stays.
func normal(path string) string {
	if !strings.Contains(path, "%") {
		return path
	}
	parts := strings.Split(strings.ReplaceAll(path, "%2f", "%2F"), "%2F")
	for n, part := range parts {
		parts[n] = decode(part)
	}
	for n, part := range parts {
		parts[n] = escape(part)
	}
	href, _ := url.Set("file:///", url.Pathname, strings.Join(parts, "%2F"))
	return url.Split(href).Pathname
}

func decode(text string) string {
	var out strings.Builder
	for n := 0; n < len(text); n++ {
		if text[n] == '%' && n+2 < len(text) {
			high, low := hex(text[n+1]), hex(text[n+2])
			if high >= 0 && low >= 0 {
				out.WriteByte(byte(high<<4 | low))
				n += 2
				continue
			}
		}
		out.WriteByte(text[n])
	}
	return out.String()
}

func hex(c byte) int { return strings.IndexByte("0123456789abcdef", c|0x20) }

func escape(text string) string {
	const digits = "0123456789ABCDEF"
	var out strings.Builder
	for n := range len(text) {
		c := text[n]
		if c <= ' ' || c > '~' || strings.IndexByte("\"#<>?`{}^", c) >= 0 {
			out.Write([]byte{'%', digits[c>>4], digits[c&15]})
			continue
		}
		out.WriteByte(c)
	}
	return out.String()
}

func (s *state) cwd(goja.FunctionCall) goja.Value { return s.value(s.scope().cwd) }

// chdir changes the working directory of the running event.
func (s *state) chdir(call goja.FunctionCall) goja.Value {
	path := call.Argument(0).String()
	if len(path) > maxPath {
		s.throw(&vfs.Error{Code: "ENAMETOOLONG", Message: "name too long, chdir '" + path + "'", Syscall: "chdir", Path: path})
	}
	if path == "" {
		s.throw(&vfs.Error{Code: "ENOENT", Message: "no such file or directory", Syscall: "chdir"})
	}
	target := resolve(s.scope().cwd, path)
	node, fault := s.system.Open(target, true)
	relative := strings.TrimPrefix(target, "/")
	if fault != 0 {
		s.throw(&vfs.Error{Code: "ENOENT", Message: "no such file or directory, chdir '" + relative + "'", Syscall: "chdir", Path: relative})
	}
	if node.Stat().Kind != vfs.KindDirectory {
		s.throw(&vfs.Error{Code: "ENOTDIR", Message: "not a directory, chdir '" + relative + "'", Syscall: "chdir", Path: relative})
	}
	s.scope().cwd = target
	return goja.Undefined()
}

// resolve follows a path from a directory. Unlike workerd, which then fails with an internal error,
// it stays in the root where a path leads out of that.
func resolve(directory, path string) string {
	if !strings.HasPrefix(path, "/") {
		path = directory + "/" + path
	}
	var names []string
	for _, name := range strings.Split(path, "/") {
		switch {
		case name == "..":
			names = names[:max(0, len(names)-1)]
		case name != "" && name != ".":
			names = append(names, name)
		}
	}
	return "/" + strings.Join(names, "/")
}
