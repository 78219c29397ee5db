package vfs

// Entry is one of a directory, as node:fs lists it.
type Entry struct {
	Name, Parent string
	Kind         Kind
	Device       bool
}

// List lists a directory. With recursive it also lists those below, and the names are paths from
// the root.
func (s *System) List(path string, recursive bool) ([]Entry, *Error) {
	node, fault := s.Open(path, false)
	if fault != 0 {
		return nil, fault.at("readdir", path)
	}
	dir, ok := node.(*Directory)
	if !ok {
		if _, link := node.(*Symlink); link {
			return nil, failAt("EINVAL", "readdir", path)
		}
		return nil, failAt("ENOTDIR", "readdir", path)
	}
	l := listing{s: s, recursive: recursive, inside: map[*Symlink]bool{}}
	if fault := l.add(dir, segments(path)); fault != 0 {
		return nil, fault.on("readdir")
	}
	return l.entries, nil
}

type listing struct {
	s         *System
	recursive bool
	entries   []Entry
	// inside are the links that lead to where the listing is.
	inside map[*Symlink]bool
}

func (l *listing) add(dir *Directory, at []string) Fault {
	for _, name := range dir.Names() {
		node := dir.Entry(name)
		below := append(at[:len(at):len(at)], name)
		stat := node.Stat()
		entry := Entry{Name: name, Parent: join(at), Kind: stat.Kind, Device: stat.Device}
		if l.recursive {
			entry.Name = join(below)[1:]
		}
		l.entries = append(l.entries, entry)
		if l.recursive {
			if fault := l.descend(node, below); fault != 0 {
				return fault
			}
		}
	}
	return 0
}

func (l *listing) descend(node Node, at []string) Fault {
	if link, ok := node.(*Symlink); ok {
		if l.inside[link] {
			return TooManyLinks
		}
		l.inside[link] = true
		defer delete(l.inside, link)
		target, fault := l.s.Resolve(link)
		if fault == NotFound {
			return 0
		}
		if fault != 0 {
			return fault
		}
		node = target
	}
	if dir, ok := node.(*Directory); ok {
		return l.add(dir, at)
	}
	return 0
}
