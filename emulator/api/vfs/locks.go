package vfs

import "strings"

// Lock keeps what is at a path, and the directories that it is in, from being removed by the Web
// File System API until it is unlocked as often.
func (s *System) Lock(path string) { s.lock(path, 1) }

// Unlock undoes a Lock.
func (s *System) Unlock(path string) { s.lock(path, -1) }

func (s *System) lock(path string, n int) {
	for path = strings.TrimRight(path, "/"); path != ""; {
		s.locks[path] += n
		if s.locks[path] <= 0 {
			delete(s.locks, path)
		}
		base, _ := split(path)
		path = strings.TrimRight(base, "/")
	}
}

// Locked reports whether something at or below a path is locked.
func (s *System) Locked(path string) bool { return s.locks[strings.TrimRight(path, "/")] > 0 }
