package vfs

import "strings"

// Locks count, by path, the writers at it and below, because of which it cannot be removed.
type Locks map[string]int

// Lock adds a writer.
func (l Locks) Lock(path string) { l.add(path, 1) }

// Unlock takes one away.
func (l Locks) Unlock(path string) { l.add(path, -1) }

func (l Locks) add(path string, n int) {
	for path = strings.TrimRight(path, "/"); path != ""; {
		l[path] += n
		if l[path] <= 0 {
			delete(l, path)
		}
		base, _ := split(path)
		path = strings.TrimRight(base, "/")
	}
}

// Locked reports whether there are writers.
func (l Locks) Locked(path string) bool { return l[strings.TrimRight(path, "/")] > 0 }
