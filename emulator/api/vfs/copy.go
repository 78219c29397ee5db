package vfs

import "strings"

// CopyOptions are those of cp.
type CopyOptions struct {
	Dereference, Recursive, Force, ErrorOnExist bool
}

// copyError is an error that only cp has.
func copyError(code, message string) *Error { return &Error{Code: code, Message: message} }

// CopyTree is cp: it copies a file, a link, or a directory with what is in it.
func (s *System) CopyTree(from, to string, o CopyOptions) *Error {
	if from == to {
		return &Error{Message: "Source and destination paths must not be the same"}
	}
	if prefix := strings.TrimRight(from, "/") + "/"; len(to) > len(prefix) && strings.HasPrefix(to, prefix) {
		return copyError("ERR_FS_CP_EINVAL", "Cannot copy '"+from+"' to a subdirectory of itself, '"+to+"'")
	}
	c := copier{s, o}
	source, err := c.find(from)
	if err != nil {
		return err
	}
	old, err := c.find(to)
	if err != nil {
		return err
	}
	if source == nil {
		return failAt("ENOENT", "cp", from)
	}
	if dir, ok := source.(*Directory); ok {
		return c.directoryTo(dir, old, to)
	}
	return c.leafTo(source, old, to)
}

type copier struct {
	s *System
	o CopyOptions
}

// find is the node at a path, nil where there is none.
func (c copier) find(path string) (Node, *Error) {
	node, fault := c.s.Open(path, c.o.Dereference)
	if fault == NotFound {
		return nil, nil
	}
	if fault != 0 {
		return nil, fault.on("cp")
	}
	return node, nil
}

// leafTo copies a file or a link to a path.
func (c copier) leafTo(source, old Node, to string) *Error {
	_, isLink := source.(*Symlink)
	if _, overDir := old.(*Directory); overDir {
		if isLink {
			return fail("ENOTDIR", "cp")
		}
		return copyError("ERR_FS_CP_NON_DIR_TO_DIR", "Cannot copy non-directory to directory")
	}
	if old != nil && !c.o.Force {
		if c.o.ErrorOnExist {
			return copyError("ERR_FS_CP_EEXIST", "File already exists")
		}
		return nil
	}
	base, name := split(to)
	dir, fault := c.s.makeDirectories(base)
	if fault != 0 {
		return fault.on("cp")
	}
	return put(dir, name, cloned(source), "cp")
}

// cloned is a copy of a file; a link is its own copy.
func cloned(node Node) Node {
	if file, ok := node.(File); ok {
		return file.Clone()
	}
	return node
}

func (c copier) directoryTo(source *Directory, old Node, to string) *Error {
	if !c.o.Recursive {
		return copyError("ERR_FS_EISDIR", "Expected a file but found a directory")
	}
	switch old := old.(type) {
	case *Directory:
		if source.real() != old.real() && source.holds(old) {
			return intoItself
		}
		return c.entries(source, old)
	case *Symlink:
		return fail("ENOTDIR", "cp")
	case File:
		return copyError("ERR_FS_CP_DIR_TO_NON_DIR", "Cannot copy directory to non-directory")
	}
	dir, fault := c.s.makeDirectories(to)
	if fault != 0 {
		return fault.on("cp")
	}
	if source.holds(dir) {
		return intoItself
	}
	return c.entries(source, dir)
}

// intoItself is a copy by way of a link, which would have no end.
var intoItself = copyError("ERR_FS_CP_EINVAL", "Invalid cp operation")

// entries copies what is in a directory into another.
func (c copier) entries(source, dest *Directory) *Error {
	if !dest.Stat().Writable {
		return saying("EPERM", "cp", "Destination directory is not writable", "")
	}
	if source.real() == dest.real() {
		return saying("EINVAL", "cp", "Source and destination directories are the same", "")
	}
	for _, name := range source.Names() {
		if err := c.entry(source.Entry(name), dest, name); err != nil {
			return err
		}
	}
	return nil
}

func (c copier) entry(node Node, dest *Directory, name string) *Error {
	old, fault := (&walk{tree: c.s.Tree}).open(dest, []string{name}, c.o.Dereference)
	if fault != 0 && fault != NotFound {
		return fault.on("cp")
	}
	if dir, ok := node.(*Directory); ok {
		return c.directoryEntry(dir, old, dest, name)
	}
	if _, ok := old.(*Directory); ok {
		kind := "file"
		if _, link := node.(*Symlink); link {
			kind = "link"
		}
		return saying("EISDIR", "cp", "Cannot copy "+kind+" to directory: "+name, "")
	}
	switch {
	case old == node:
		return nil
	case old != nil && !c.o.Force:
		if c.o.ErrorOnExist {
			return saying("EEXIST", "cp", "Destination already exists: "+name, "")
		}
		return nil
	}
	return put(dest, name, cloned(node), "cp")
}

func (c copier) directoryEntry(source *Directory, old Node, dest *Directory, name string) *Error {
	switch old := old.(type) {
	case *Directory:
		return c.entries(source, old)
	case *Symlink:
		return saying("EISDIR", "cp", "Cannot copy directory to symbolic link: "+name, "")
	case File:
		return saying("ENOTDIR", "cp", "Cannot copy directory to file: "+name, "")
	}
	made := NewDirectory()
	if fault := dest.Add(name, made); fault != 0 {
		return fault.on("cp")
	}
	return c.entries(source, made)
}
