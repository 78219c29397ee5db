package vfs

import "strings"

// maxLinks is how many links one path can lead through.
const maxLinks = 256

// Tree is the whole of directories and files.
type Tree struct{ root *Directory }

// Module is a file of /bundle.
type Module struct {
	Name string
	Data []byte
}

// NewTree makes the tree. bundle gives the modules when something first looks at them, and current
// the directory that is /tmp.
func NewTree(bundle func() []Module, current func() *Directory) *Tree {
	root := newDirectory(false)
	var modules *Directory
	root.put("bundle", &Directory{current: func() *Directory {
		if modules == nil {
			modules = newBundle(bundle())
		}
		return modules
	}})
	root.put("tmp", &Directory{current: current})
	root.put("dev", newDevices())
	return &Tree{root}
}

func newBundle(modules []Module) *Directory {
	root := newDirectory(false)
	for _, module := range modules {
		names := segments(module.Name)
		if len(names) == 0 {
			continue
		}
		at := root
		for _, name := range names[:len(names)-1] {
			dir, ok := at.entries[name].(*Directory)
			if !ok {
				dir = newDirectory(false)
				at.put(name, dir)
			}
			at = dir
		}
		at.put(names[len(names)-1], newReadOnly(module.Data))
	}
	return root
}

// Root is /.
func (t *Tree) Root() *Directory { return t.root }

// walk is one way through the tree, which may not go in circles.
type walk struct {
	tree *Tree
	seen map[*Symlink]bool
}

// Open finds a node. A link is what it leads to, or, where follow is off, itself at the end of the
// path and nothing before that.
func (t *Tree) Open(path string, follow bool) (Node, Fault) {
	w := &walk{tree: t}
	return w.open(t.root, segments(path), follow)
}

// Resolve is what a link leads to.
func (t *Tree) Resolve(link *Symlink) (Node, Fault) {
	w := &walk{tree: t}
	return w.resolve(link)
}

func (w *walk) open(at *Directory, path []string, follow bool) (Node, Fault) {
	if len(path) == 0 {
		return at, 0
	}
	node, rest := at.Entry(path[0]), path[1:]
	if node == nil {
		return nil, NotFound
	}
	if link, ok := node.(*Symlink); ok {
		if !follow && len(rest) == 0 {
			return link, 0
		}
		if !follow {
			return nil, NotFound
		}
		target, fault := w.resolve(link)
		if fault != 0 {
			return nil, fault
		}
		node = target
	}
	if len(rest) == 0 {
		return node, 0
	}
	if dir, ok := node.(*Directory); ok {
		return w.open(dir, rest, follow)
	}
	return nil, NotFound
}

func (w *walk) resolve(link *Symlink) (Node, Fault) {
	if w.seen[link] || len(w.seen) >= maxLinks {
		return nil, TooManyLinks
	}
	if w.seen == nil {
		w.seen = map[*Symlink]bool{}
	}
	w.seen[link] = true
	return w.open(w.tree.root, link.target, true)
}

// Create opens a file, or makes it in a directory that is there.
func (t *Tree) Create(path string) (Node, Fault) {
	node, fault := t.Open(path, true)
	if fault != NotFound {
		return node, fault
	}
	base, name := split(strings.TrimRight(path, "/"))
	parent, fault := t.Open(base, true)
	if fault != 0 {
		return nil, fault
	}
	dir, ok := parent.(*Directory)
	if !ok {
		return nil, NotDirectory
	}
	if !dir.Stat().Writable {
		return nil, ReadOnly
	}
	file := NewFile()
	if dir.Add(name, file) != 0 {
		return nil, Failed // a link that leads nowhere
	}
	return file, 0
}

// makeDirectories opens a directory, or makes it and all on the way to it.
func (t *Tree) makeDirectories(path string) (*Directory, Fault) {
	at := t.root
	for _, name := range segments(path) {
		node, fault := (&walk{tree: t}).open(at, []string{name}, true)
		if fault == NotFound {
			made := NewDirectory()
			if !at.Stat().Writable {
				return nil, ReadOnly
			}
			if fault := at.Add(name, made); fault != 0 {
				return nil, fault
			}
			at = made
			continue
		}
		if fault != 0 {
			return nil, fault
		}
		dir, ok := node.(*Directory)
		if !ok {
			return nil, NotDirectory
		}
		at = dir
	}
	return at, 0
}

// OpenEntry finds what an entry of a directory leads to.
func (t *Tree) OpenEntry(dir *Directory, name string) (Node, Fault) {
	return (&walk{tree: t}).open(dir, []string{name}, true)
}
