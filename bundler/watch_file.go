package bundler

import (
	"hash/maphash"
	"os"
	"strings"
	"time"
)

// watchedFile remembers what a file was like when it was last looked at.
type watchedFile struct {
	name string // as given to SetFiles

	exists bool
	size   int64
	mtime  time.Time
	hashed bool // hash is known
	hash   uint64
	stale  bool // the next look finds a change, whatever the file says
}

// fileOutcome is what a look at a file yields.
type fileOutcome int

const (
	fileSame fileOutcome = iota
	fileChanged
	fileUnsettled // it seems to be in the middle of a change
)

var hashSeed = maphash.MakeSeed()

// newWatchedFile takes the file as it is now. Installed packages are numerous and seldom change:
// there, size and time have to do until something happens.
func newWatchedFile(name string) *watchedFile {
	f := &watchedFile{name: name}
	if info, err := os.Stat(name); err == nil {
		f.exists, f.size, f.mtime = true, info.Size(), info.ModTime()
	}
	if f.exists && !strings.Contains(name, nodeModules) {
		if content, err := os.ReadFile(name); err == nil {
			f.hash, f.hashed = maphash.Bytes(hashSeed, content), true
		}
	}
	return f
}

// look compares the file with what it was. If patient, a file that is missing, empty or changing
// is unsettled; otherwise it is taken as it is.
func (f *watchedFile) look(patient bool) fileOutcome {
	before, err := os.Stat(f.name)
	if err != nil {
		return f.lookMissing(patient)
	}
	if f.exists && !f.hashed && !f.stale && before.Size() == f.size && before.ModTime().Equal(f.mtime) {
		return fileSame
	}
	content, err := os.ReadFile(f.name)
	if err != nil {
		return f.lookMissing(patient)
	}
	after, err := os.Stat(f.name)
	if err != nil {
		return f.lookMissing(patient)
	}
	writing := after.Size() != int64(len(content)) || !after.ModTime().Equal(before.ModTime())
	emptied := len(content) == 0 && !(f.exists && f.size == 0)
	if patient && (writing || emptied) {
		return fileUnsettled
	}
	hash := maphash.Bytes(hashSeed, content)
	same := f.exists && f.hashed && f.hash == hash && !f.stale
	*f = watchedFile{name: f.name, exists: true, size: after.Size(), mtime: after.ModTime(), hashed: true, hash: hash}
	if same {
		return fileSame
	}
	return fileChanged
}

func (f *watchedFile) lookMissing(patient bool) fileOutcome {
	if !f.exists && !f.stale {
		return fileSame
	}
	if patient {
		return fileUnsettled
	}
	*f = watchedFile{name: f.name}
	return fileChanged
}
