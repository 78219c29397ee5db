package vfs

import (
	"strconv"
	"strings"
)

// firstFd is the first descriptor that is not one of the console's.
const firstFd = 3

// System is a tree with descriptors: what node:fs works on.
type System struct {
	*Tree
	opened map[int]*opened
	nextFd int
	// made counts directories with names made up for them.
	made int
}

// opened is what a descriptor stands for.
type opened struct {
	node                Node
	read, write, append bool
	position            int
}

// NewSystem gives a tree descriptors; what is written to 1 and 2 goes to console, which returns how
// much it has taken.
func NewSystem(tree *Tree, console func(fd int, data []byte) int) *System {
	s := &System{Tree: tree, opened: map[int]*opened{}, nextFd: firstFd}
	for fd := range firstFd {
		file := &device{stream: true}
		if fd > 0 {
			file.write = func(data []byte) int { return console(fd, data) }
		}
		s.opened[fd] = &opened{node: file, read: true, write: true, append: true}
	}
	return s
}

// OpenOptions are the flags of open.
type OpenOptions struct {
	Read, Write, Append, Create, Exclusive, Truncate bool
}

// OpenFile gives a descriptor for a file or directory.
func (s *System) OpenFile(path string, o OpenOptions) (int, *Error) {
	node, fault := s.Open(path, true)
	switch {
	case fault == 0 && o.Create && o.Exclusive:
		return 0, failAt("EEXIST", "open", path)
	case fault == NotFound:
		node, fault = s.openMissing(path, o.Create)
	}
	if fault != 0 {
		return 0, fault.at("open", path)
	}
	if o.Write {
		if _, ok := node.(*Directory); ok {
			return 0, failAt("EISDIR", "open", path)
		}
		if !node.Stat().Writable {
			return 0, failAt("EPERM", "open", path)
		}
		if o.Truncate {
			_ = node.(File).Resize(0) // a device has no size
		}
	}
	fd := s.nextFd
	s.nextFd++
	s.opened[fd] = &opened{node: node, read: o.Read, write: o.Write, append: o.Append}
	return fd, nil
}

// openMissing makes a file that is not there, or finds out why there can be none.
func (s *System) openMissing(path string, create bool) (Node, Fault) {
	if create {
		return s.Create(path)
	}
	base, _ := split(path)
	if parent, fault := s.Open(base, true); fault == 0 {
		if _, ok := parent.(*Directory); !ok {
			return nil, NotDirectory
		}
	}
	return nil, NotFound
}

// Close ends a descriptor; the console's stay.
func (s *System) Close(fd int) {
	if fd >= firstFd {
		delete(s.opened, fd)
	}
}

// fd is what a descriptor stands for, or EBADF.
func (s *System) fd(fd int, syscall string) (*opened, *Error) {
	if o := s.opened[fd]; o != nil {
		return o, nil
	}
	return nil, fail("EBADF", syscall)
}

// Stat tells of what is at a path; found is false where nothing is.
func (s *System) Stat(path string, follow bool) (stat Stat, found bool, err *Error) {
	node, fault := s.Open(path, follow)
	if fault == NotFound {
		return Stat{}, false, nil
	}
	if fault != 0 {
		return Stat{}, false, fault.on("stat")
	}
	return node.Stat(), true, nil
}

// StatFd tells of what a descriptor stands for.
func (s *System) StatFd(fd int) (Stat, *Error) {
	o, err := s.fd(fd, "fstat")
	if err != nil {
		return Stat{}, err
	}
	return o.node.Stat(), nil
}

// SetModified changes the time of a file, and of nothing else.
func (s *System) SetModified(path string, milliseconds int64, follow bool) *Error {
	node, fault := s.Open(path, follow)
	if fault == NotFound {
		return failAt("ENOENT", "utimes", path)
	}
	if fault != 0 {
		return fault.on("futimes")
	}
	return setModified(node, milliseconds)
}

// SetModifiedFd is SetModified for a descriptor.
func (s *System) SetModifiedFd(fd int, milliseconds int64) *Error {
	o, err := s.fd(fd, "futimes")
	if err != nil {
		return err
	}
	return setModified(o.node, milliseconds)
}

func setModified(node Node, milliseconds int64) *Error {
	if file, ok := node.(File); ok {
		if fault := file.SetModified(milliseconds); fault != 0 {
			return fault.on("futimes")
		}
	}
	return nil
}

// Truncate makes a file longer or shorter.
func (s *System) Truncate(path string, size int) *Error {
	node, fault := s.Open(path, true)
	if fault != 0 {
		if fault == NotFound {
			return failAt("ENOENT", "ftruncate", path)
		}
		return fault.on("ftruncate")
	}
	return truncate(node, size)
}

// TruncateFd is Truncate for a descriptor.
func (s *System) TruncateFd(fd, size int) *Error {
	o, err := s.fd(fd, "ftruncate")
	if err != nil {
		return err
	}
	return truncate(o.node, size)
}

func truncate(node Node, size int) *Error {
	file, ok := node.(File)
	if !ok {
		return fail("EISDIR", "ftruncate")
	}
	if fault := file.Resize(size); fault != 0 {
		return fault.on("ftruncate")
	}
	return nil
}

// ReadLink is the target of a link; of something else it is its own path unless that must be one.
func (s *System) ReadLink(path string, mustBeLink bool) (string, *Error) {
	node, fault := s.Open(path, false)
	if fault != 0 {
		return "", fault.at("readlink", path)
	}
	if link, ok := node.(*Symlink); ok {
		return link.Target(), nil
	}
	if mustBeLink {
		return "", fail("EINVAL", "readlink")
	}
	return join(segments(path)), nil
}

// Link makes path another name of target.
func (s *System) Link(path, target string, symbolic bool) *Error {
	if _, fault := s.Open(path, true); fault == 0 {
		return saying("EEXIST", "link", "File already exists", "")
	} else if fault != NotFound {
		return fault.on("link")
	}
	base, name := split(path)
	if name == "" {
		return saying("EINVAL", "link", "Invalid filename", "")
	}
	parent, fault := s.Open(base, true)
	if fault == NotFound {
		return saying("ENOENT", "link", "Directory does not exist", target)
	}
	dir, ok := parent.(*Directory)
	if !ok {
		return saying("EINVAL", "link", "Not a directory", "")
	}
	node := Node(&Symlink{segments(target)})
	if !symbolic {
		var err *Error
		if node, err = s.linkable(target); err != nil {
			return err
		}
	}
	if fault := dir.Add(name, node); fault != 0 {
		return fault.on("link")
	}
	return nil
}

// linkable is a node that may have two names.
func (s *System) linkable(path string) (Node, *Error) {
	node, fault := s.Open(path, false)
	if fault == NotFound {
		return nil, saying("ENOENT", "link", "File not found", path)
	}
	if fault != 0 {
		return nil, fault.on("link")
	}
	if _, ok := node.(*Directory); ok {
		return nil, saying("EPERM", "link", "Cannot hardlink to a directory", "")
	}
	return node, nil
}

// Unlink removes what is no directory.
func (s *System) Unlink(path string) *Error {
	base, name := split(path)
	parent, fault := s.Open(base, true)
	if fault == NotFound {
		return saying("ENOENT", "unlink", "File not found", name)
	}
	dir, ok := parent.(*Directory)
	if !ok {
		return saying("ENOTDIR", "unlink", "Parent path is not a directory", "")
	}
	node, fault := s.openIn(dir, name)
	switch {
	case fault == NotFound: // or a link that leads nowhere, which only rm removes
		return saying("ENOENT", "unlink", "File not found", name)
	case fault != 0:
		return fault.on("unlink")
	default:
		if _, ok := node.(*Directory); ok {
			return saying("EISDIR", "unlink", "Cannot unlink a directory", "")
		}
	}
	if fault := dir.Remove(name, false); fault != 0 {
		return fault.on("unlink")
	}
	return nil
}

func (s *System) openIn(dir *Directory, name string) (Node, Fault) {
	return (&walk{tree: s.Tree}).open(dir, segments(name), true)
}

// MakeDirectory makes a directory, or with temporary one whose name only begins with that of path,
// and says which it has made, or "" where that is clear.
func (s *System) MakeDirectory(path string, recursive, temporary bool) (string, *Error) {
	node, fault := s.Open(path, false)
	if fault == 0 {
		if _, ok := node.(*Directory); ok {
			return "", nil
		}
		return "", fail("EEXIST", "mkdir")
	}
	if fault != NotFound {
		return "", fault.on("mkdir")
	}
	if recursive {
		return s.makeAll(segments(path))
	}
	base, name := split(path)
	parent, fault := s.Open(base, true)
	if fault != 0 {
		return "", fault.at("mkdir", name)
	}
	dir, ok := parent.(*Directory)
	if !ok {
		return "", fail("ENOTDIR", "mkdir")
	}
	made := ""
	if temporary {
		name += strconv.Itoa(s.made)
		s.made++
		made = base + name
	}
	if fault := dir.Add(name, NewDirectory()); fault != 0 {
		return "", fault.on("mkdir")
	}
	return made, nil
}

// makeAll makes a directory and those on the way to it, of which it returns the first.
func (s *System) makeAll(names []string) (first string, err *Error) {
	at := s.root
	for n, name := range names {
		next := NewDirectory()
		switch node, fault := s.openIn(at, name); {
		case fault == 0:
			dir, ok := node.(*Directory)
			if !ok {
				return "", fail("ENOTDIR", "mkdir")
			}
			next = dir
		case fault != NotFound:
			return "", fault.on("mkdir")
		default:
			if fault := at.Add(name, next); fault != 0 {
				return "", fault.on("mkdir")
			}
			// The directory that was asked for is not among those on the way.
			if first == "" && n < len(names)-1 {
				first = join(names[:n+1])
			}
		}
		at = next
	}
	return first, nil
}

// Remove removes what is at a path; that nothing is there does not matter unless it must be a
// directory.
func (s *System) Remove(path string, recursive, mustBeDirectory bool) *Error {
	base, name := split(path)
	// Unlike workerd, which does not get to the end with the name that a slash leaves.
	if node, fault := s.Open(path, true); name == "" && fault == 0 && node.Stat().Kind == KindDirectory {
		base, name = split(strings.TrimRight(path, "/"))
	}
	parent, fault := s.Open(base, true)
	if fault == NotFound {
		return failAt("ENOENT", "rm", name)
	}
	dir, ok := parent.(*Directory)
	if !ok {
		return failAt("ENOTDIR", "rm", name)
	}
	if !dir.Stat().Writable {
		return fail("EPERM", "rm")
	}
	if mustBeDirectory {
		node, fault := s.openIn(dir, name)
		switch {
		case fault == NotFound:
			return failAt("ENOENT", "rm", name)
		case fault != 0:
			return fault.on("rm")
		case node.Stat().Kind != KindDirectory:
			return fail("ENOTDIR", "rm")
		}
	}
	if fault := dir.Remove(name, recursive); fault != 0 && fault != NotFound {
		return fault.at("rm", name)
	}
	return nil
}
