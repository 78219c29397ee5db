package vfs

// Copy copies a file to a path, over what is there.
func (s *System) Copy(from, to string) *Error {
	const syscall = "copy"
	dir, name, err := s.parent(to, syscall)
	if err != nil {
		return err
	}
	node, fault := s.Open(from, true)
	if fault == NotFound {
		return failAt("ENOENT", syscall, from)
	}
	if fault != 0 {
		return fault.on(syscall)
	}
	file, ok := node.(File)
	if !ok {
		return fail("EISDIR", syscall)
	}
	if _, ok := s.at(to).(*Directory); ok {
		return fail("EISDIR", syscall)
	}
	return put(dir, name, file.Clone(), syscall)
}

// Rename gives what is at a path, or what the link there leads to, another.
func (s *System) Rename(from, to string) *Error {
	const syscall = "rename"
	dir, name, err := s.parent(to, syscall)
	if err != nil {
		return err
	}
	fromDir, fromName, err := s.parent(from, syscall)
	if err != nil {
		return err
	}
	if !fromDir.Stat().Writable {
		return fail("EPERM", syscall)
	}
	node, fault := s.Open(from, true)
	if fault == NotFound {
		return failAt("ENOENT", syscall, from)
	}
	if fault != 0 {
		return fault.on(syscall)
	}
	old := s.at(to)
	if old == node && fromDir.real() == dir.real() && fromName == name {
		return nil
	}
	if code := mismatch(node, old); code != "" {
		return fail(code, syscall)
	}
	if moved, ok := node.(*Directory); ok && moved.holds(dir) {
		return fail("EINVAL", syscall)
	}
	if err := put(dir, name, node, syscall); err != nil {
		return err
	}
	if fault := fromDir.Remove(fromName, true); fault != 0 {
		return fault.on(syscall)
	}
	return nil
}

// at is what is at a path itself, nil where nothing is.
func (s *System) at(path string) Node {
	node, _ := s.Open(path, false)
	return node
}

// mismatch says why a node cannot take the place of another.
func mismatch(node, old Node) (code string) {
	_, isDir := node.(*Directory)
	dir, overDir := old.(*Directory)
	switch {
	case old == nil:
		return ""
	case overDir && !isDir:
		return "EISDIR"
	case isDir && !overDir:
		return "ENOTDIR"
	case overDir && len(dir.Names()) > 0:
		return "ENOTEMPTY"
	}
	return ""
}

// parent is the directory that has, or would have, what is at a path.
func (s *System) parent(path, syscall string) (*Directory, string, *Error) {
	base, name := split(path)
	node, fault := s.Open(base, true)
	if fault == NotFound {
		return nil, "", failAt("ENOENT", syscall, name)
	}
	if fault != 0 {
		return nil, "", fault.on(syscall)
	}
	dir, ok := node.(*Directory)
	if !ok {
		return nil, "", fail("ENOTDIR", syscall)
	}
	return dir, name, nil
}

// put makes a node an entry in place of another.
func put(dir *Directory, name string, node Node, syscall string) *Error {
	if fault := dir.Remove(name, true); fault != 0 && fault != NotFound {
		return fault.on(syscall)
	}
	if fault := dir.Add(name, node); fault != 0 {
		return fault.on(syscall)
	}
	return nil
}
