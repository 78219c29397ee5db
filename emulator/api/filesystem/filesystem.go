// Package filesystem gives scripts the file system of their isolate (package vfs): to node:fs the
// functions that it is made of, and navigator.storage, the Web File System API.
package filesystem

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/vfs"
	"github.com/devdo/devdo/emulator/isolate"
)

type function = func(goja.FunctionCall) goja.Value

// startDirectory is the working directory that everything starts in.
const startDirectory = "/bundle"

// state is the file system of one isolate.
type state struct {
	iso    *isolate.Isolate
	system *vfs.System
	// scopes are what each owner has of its own: an event, a Durable Object, or the module scope.
	scopes map[isolate.Owner]*scope
}

// scope is /tmp and the working directory, and what the Web File System API has given out.
type scope struct {
	tmp   *vfs.Directory
	cwd   string
	locks vfs.Locks
	ids   map[vfs.Node]string
}

type (
	stateKey   struct{}
	modulesKey struct{}
)

// SetModules gives the Worker's modules, which are asked for when something first looks into
// /bundle; before any module is used, loop only.
func SetModules(i *isolate.Isolate, modules func() []vfs.Module) { i.SetValue(modulesKey{}, modules) }

// OwnerEnded forgets the files that an owner has written; loop only.
func OwnerEnded(i *isolate.Isolate, owner isolate.Owner) {
	if s, ok := i.Value(stateKey{}).(*state); ok {
		delete(s.scopes, owner)
	}
}

func of(i *isolate.Isolate) *state {
	if s, ok := i.Value(stateKey{}).(*state); ok {
		return s
	}
	s := &state{iso: i, scopes: map[isolate.Owner]*scope{}}
	bundle := func() []vfs.Module {
		if modules, ok := i.Value(modulesKey{}).(func() []vfs.Module); ok {
			return modules()
		}
		return nil
	}
	tree := vfs.NewTree(bundle, func() *vfs.Directory { return s.scope().tmp })
	s.system = vfs.NewSystem(tree, s.print)
	i.SetValue(stateKey{}, s)
	return s
}

func (s *state) scope() *scope {
	owner := s.iso.Current().Owner
	if s.scopes[owner] == nil {
		s.scopes[owner] = &scope{tmp: vfs.NewDirectory(), cwd: startDirectory, locks: vfs.Locks{}, ids: map[vfs.Node]string{}}
	}
	return s.scopes[owner]
}

func (s *state) value(v any) goja.Value { return s.iso.Runtime().ToValue(v) }

// throw throws an error of node:fs as workerd makes it.
func (s *state) throw(err *vfs.Error) {
	if err == nil {
		return
	}
	class := err.Type
	if class == "" {
		class = "Error"
	}
	e := s.iso.NewError(class, err.Message)
	for _, property := range [...][2]string{{"syscall", err.Syscall}, {"code", err.Code}, {"path", err.Path}} {
		if property[1] != "" {
			_ = e.Set(property[0], property[1])
		}
	}
	panic(e)
}
