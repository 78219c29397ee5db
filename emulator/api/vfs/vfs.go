// Package vfs is the file system of an isolate. It is in memory: /bundle has the Worker's modules,
// /dev some devices, and /tmp what the running event has written.
//
// Tree has the directories, files and links and knows nothing of descriptors; System adds those,
// and the operations of node:fs with the errors that they give.
package vfs

import "strings"

// MaxFileSize is how large a file can get.
const MaxFileSize = 128 << 20

// Kind is what a node of the tree is.
type Kind string

// The kinds of nodes.
const (
	KindFile      Kind = "file"
	KindDirectory Kind = "directory"
	KindSymlink   Kind = "symlink"
)

// Stat is what is known of a node.
type Stat struct {
	Kind Kind
	Size int
	// Modified is in milliseconds since 1970.
	Modified         int64
	Writable, Device bool
}

// Node is a File, a *Directory or a *Symlink.
type Node interface {
	Stat() Stat
}

// File has bytes.
type File interface {
	Node
	// ReadAt returns how much it has read, 0 at the end.
	ReadAt(p []byte, offset int) int
	// WriteAt makes the file larger where that is necessary, and returns how much it has written,
	// which may be less only of what goes to the console.
	WriteAt(p []byte, offset int) (int, Fault)
	Resize(size int) Fault
	SetModified(milliseconds int64) Fault
	// Clone is a file of its own with the same bytes.
	Clone() File
	// Replace takes over another file's bytes and time.
	Replace(File) Fault
}

// Fault is why the tree refuses something.
type Fault int

// The faults; 0 is none.
const (
	NotFound Fault = iota + 1
	NotDirectory
	NotEmpty
	ReadOnly
	AlreadyExists
	NotPermitted
	IsDirectory
	Failed
	InvalidPath
	TooLarge
	TooManyLinks
)

// segments are the names in a path; those of a URL have no dots left.
func segments(path string) []string {
	return strings.FieldsFunc(path, func(r rune) bool { return r == '/' })
}

// join makes an absolute path of names.
func join(names []string) string { return "/" + strings.Join(names, "/") }

// split cuts a path behind its last slash.
func split(path string) (parent, name string) {
	at := strings.LastIndexByte(path, '/')
	return path[:at+1], path[at+1:]
}
