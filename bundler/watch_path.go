package bundler

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// maxLinks is how many symbolic links a path may lead through, as on Linux.
const maxLinks = 40

// route is the way the system takes to a file.
type route struct {
	// real is the path without links; what comes after a missing component is taken literally.
	real string
	// dirs are the real directories on the way, from the top; the last one is where the file is
	// or, if that is missing, the nearest one that exists.
	dirs []string
	// links are the real paths of the symbolic links on the way, fileLink the one that the path
	// itself names, if it does.
	links    []string
	fileLink string
	// missing is the first component that does not exist.
	missing string
}

// traceRoute follows a path component by component.
func traceRoute(path string) route {
	volume := filepath.VolumeName(path)
	separator := string(filepath.Separator)
	here := volume + separator
	rest := splitPath(path[len(volume):])
	r := route{dirs: []string{here}}
	for budget := maxLinks; len(rest) > 0; {
		if rest[0] == ".." { // only from a link's target
			here, rest = filepath.Dir(here), rest[1:]
			r.dirs = append(r.dirs, here)
			continue
		}
		next := filepath.Join(here, rest[0])
		info, err := os.Lstat(next)
		if err != nil {
			r.missing = next
			r.real = filepath.Join(append([]string{here}, rest...)...)
			return r
		}
		if info.Mode()&os.ModeSymlink != 0 && budget > 0 {
			budget--
			target, err := os.Readlink(next)
			if err == nil {
				r.links = append(r.links, next)
				rest = append(splitPath(target[len(filepath.VolumeName(target)):]), rest[1:]...)
				if filepath.IsAbs(target) {
					here = filepath.VolumeName(target) + separator
					r.dirs = append(r.dirs, here)
				}
				continue
			}
		}
		here, rest = next, rest[1:]
		if info.IsDir() {
			r.dirs = append(r.dirs, here)
		}
	}
	r.real = here
	return r
}

func splitPath(path string) []string {
	var parts []string
	for _, p := range strings.FieldsFunc(path, func(r rune) bool { return r < 0x80 && os.IsPathSeparator(uint8(r)) }) {
		if p != "." {
			parts = append(parts, p)
		}
	}
	return parts
}

// routes finds the routes of many files, walking each directory's part once.
type routes struct{ byDir map[string]route }

func (rs routes) to(file string) route {
	dir, base := filepath.Split(file)
	parent, ok := rs.byDir[dir]
	if !ok {
		parent = traceRoute(dir)
		rs.byDir[dir] = parent
	}
	if parent.missing != "" {
		parent.real = filepath.Join(parent.real, base)
		return parent
	}
	real := filepath.Join(parent.real, base)
	info, err := os.Lstat(real)
	switch {
	case err != nil:
		parent.missing = real
	case info.Mode()&os.ModeSymlink != 0:
		r := traceRoute(file)
		r.fileLink = real
		return r
	}
	parent.real = real
	return parent
}

func (s *watchState) setFiles(names []string, since time.Time) error {
	files := make(map[string]*watchedFile, len(names))
	changed := len(names) == 0 && len(s.files) > 0
	for _, name := range names {
		name = filepath.Clean(name)
		f, known := s.files[name]
		if !known {
			f = newWatchedFile(name)
			changed = true
			if !since.IsZero() && f.exists && f.mtime.After(since) {
				f.stale = true
				s.pending[f] = true
			}
		}
		files[name] = f
	}
	for name, f := range s.files {
		if files[name] == nil {
			changed = true
			delete(s.pending, f)
			delete(s.settled, name)
			delete(s.ready, name)
		}
	}
	if !changed {
		return nil
	}
	old := s.files
	s.files = files
	err := s.arm()
	// A file may have changed between the look at it and the start of watching.
	for name, f := range files {
		if old[name] == nil {
			s.pending[f] = true
		}
	}
	if len(s.pending) > 0 {
		s.extendBatch()
	}
	return err
}

// arm watches the directories that matter now, and no others.
func (s *watchState) arm() error {
	s.byPath = map[string][]*watchedFile{}
	s.triggers = map[string]bool{}
	wanted := map[string]bool{}
	rs := routes{byDir: map[string]route{}}
	for _, f := range s.files {
		r := rs.to(f.name)
		s.byPath[r.real] = append(s.byPath[r.real], f)
		s.addRoute(r, f, wanted)
	}
	for dir := range s.armed {
		if !wanted[dir] {
			s.disarm(dir)
		}
	}
	var failures []error
	for dir := range wanted {
		if s.armed[dir] {
			continue
		}
		err := s.notify.add(dir)
		switch {
		case err == nil:
			s.armed[dir] = true
		case !errors.Is(err, fs.ErrNotExist):
			failures = append(failures, fmt.Errorf("watch directory %q: %w", dir, err))
		}
	}
	return errors.Join(failures...)
}

// addRoute adds the directories to watch for one file, and what in them redirects its path.
func (s *watchState) addRoute(r route, f *watchedFile, wanted map[string]bool) {
	wanted[r.dirs[len(r.dirs)-1]] = true
	s.triggers[r.dirs[len(r.dirs)-1]] = true
	if r.missing != "" && r.missing != r.real {
		s.triggers[r.missing] = true
	}
	for _, dir := range r.dirs {
		if s.ours(dir) {
			wanted[dir] = true
			s.triggers[dir] = true
		}
	}
	for _, link := range r.links {
		if dir := filepath.Dir(link); s.ours(dir) || link == r.fileLink {
			wanted[dir] = true
			s.triggers[link] = true
			s.byPath[link] = append(s.byPath[link], f)
		}
	}
}

// ours tells directories of the project from those above it and those of installed packages.
func (s *watchState) ours(dir string) bool {
	root := s.options.Root
	if root == "" || !within(root, dir) {
		return false
	}
	return !strings.Contains(dir[len(root):]+string(filepath.Separator), nodeModules)
}

func within(root, path string) bool {
	return path == root || strings.HasPrefix(path, strings.TrimSuffix(root, string(filepath.Separator))+string(filepath.Separator))
}

// followPaths finds the files again after directories or links on their way came or went. A watch
// belongs to a directory, not to its name, so those at and below a trigger are made anew.
func (s *watchState) followPaths() {
	for trigger := range s.retrace {
		for dir := range s.armed {
			if within(trigger, dir) {
				s.disarm(dir)
			}
		}
	}
	s.retrace = nil
	if err := s.arm(); err != nil {
		s.failures = append(s.failures, err)
	}
	for _, f := range s.files {
		s.pending[f] = true
	}
}

// disarm ignores errors: the directory may be gone, and the watch with it.
func (s *watchState) disarm(dir string) {
	delete(s.armed, dir)
	_ = s.notify.remove(dir)
}
