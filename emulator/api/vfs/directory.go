package vfs

// Directory has nodes by name.
type Directory struct {
	// names are in the order in which they are listed; the last takes the place of one that goes.
	names    []string
	entries  map[string]Node
	writable bool
	// current, in /tmp, is the directory of the running event, nil where there is none.
	current func() *Directory
}

// Symlink names another node, by an absolute path.
type Symlink struct{ target []string }

func newDirectory(writable bool) *Directory {
	return &Directory{entries: map[string]Node{}, writable: writable}
}

// NewDirectory is an empty directory.
func NewDirectory() *Directory { return newDirectory(true) }

// real is the directory that has the entries.
func (d *Directory) real() *Directory {
	if d.current != nil {
		return d.current()
	}
	return d
}

// Stat tells that it is a directory and whether entries can be added.
func (d *Directory) Stat() Stat { return Stat{Kind: KindDirectory, Writable: d.real().writable} }

// Stat tells that it is a link.
func (l *Symlink) Stat() Stat { return Stat{Kind: KindSymlink} }

// Target is the path that the link has.
func (l *Symlink) Target() string { return join(l.target) }

// Names are those of the entries.
func (d *Directory) Names() []string { return append([]string(nil), d.real().names...) }

// Entry is the node of that name itself, nil where there is none.
func (d *Directory) Entry(name string) Node { return d.real().entries[name] }

// Add gives the directory another entry.
func (d *Directory) Add(name string, node Node) Fault {
	d = d.real()
	switch {
	case !d.writable:
		return NotPermitted
	case name == "":
		return InvalidPath
	case d.entries[name] != nil:
		return AlreadyExists
	}
	d.put(name, node)
	return 0
}

func (d *Directory) put(name string, node Node) {
	d.names = append(d.names, name)
	d.entries[name] = node
}

// Remove removes an entry; that there is none is NotFound.
func (d *Directory) Remove(name string, recursive bool) Fault {
	d = d.real()
	if !d.writable {
		return ReadOnly
	}
	node := d.entries[name]
	if node == nil {
		return NotFound
	}
	if dir, ok := node.(*Directory); ok && !recursive && len(dir.real().names) > 0 {
		return NotEmpty
	}
	delete(d.entries, name)
	last := len(d.names) - 1
	for n, other := range d.names {
		if other == name {
			d.names[n] = d.names[last]
			break
		}
	}
	d.names = d.names[:last]
	return 0
}

// holds reports whether another directory is this one or is somewhere below it, so that it must
// not become a part of that.
func (d *Directory) holds(other *Directory) bool {
	if d.real() == other.real() {
		return true
	}
	for _, node := range d.real().entries {
		if sub, ok := node.(*Directory); ok && sub.holds(other) {
			return true
		}
	}
	return false
}
