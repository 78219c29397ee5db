package persist

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// blobDir is a directory of values in miniflare's form: files with names that nobody can guess.
type blobDir string

// path is the file of a blob. Ids from disk are not trusted to be names of files.
func (d blobDir) path(id string) string { return filepath.Join(string(d), filepath.Base(id)) }

// create makes the file of a new blob.
func (d blobDir) create(now time.Time) (f *os.File, id string, err error) {
	random := make([]byte, 40)
	rand.Read(random[:32]) // never fails
	binary.BigEndian.PutUint64(random[32:], uint64(now.UnixMilli()))
	id = hex.EncodeToString(random)
	f, err = os.Create(d.path(id))
	if errors.Is(err, os.ErrNotExist) {
		if err := os.MkdirAll(string(d), 0o777); err != nil {
			return nil, "", fmt.Errorf("make directory: %w", err)
		}
		f, err = os.Create(d.path(id))
	}
	if err != nil {
		return nil, "", fmt.Errorf("write value: %w", err)
	}
	return f, id, nil
}

// write makes a blob of a value.
func (d blobDir) write(value []byte, now time.Time) (id string, err error) {
	f, id, err := d.create(now)
	if err != nil {
		return "", err
	}
	_, err = f.Write(value)
	if err = errors.Join(err, f.Close()); err != nil {
		return "", errors.Join(fmt.Errorf("write value: %w", err), d.remove(id))
	}
	return id, nil
}

func (d blobDir) remove(id string) error {
	err := os.Remove(d.path(id))
	if err == nil || errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return fmt.Errorf("delete value: %w", err)
}

var (
	dotNames      = regexp.MustCompile(`(^|/|\\)(\.+)(/|\\|$)`)
	illegalInPath = regexp.MustCompile(`[?<>*"'^/\\:|\x00-\x1f\x{80}-\x{9f}]`)
	reservedNames = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$`)
	outerSpace    = regexp.MustCompile(`^ +| +$`)
)

// sanitizePath makes a directory name of an id as miniflare does.
func sanitizePath(id string) string {
	dots := func(s string) string { return strings.ReplaceAll(s, ".", "_") }
	id = dotNames.ReplaceAllStringFunc(id, dots)
	id = dotNames.ReplaceAllStringFunc(id, dots) // neighbours share a separator
	id = illegalInPath.ReplaceAllString(id, "_")
	id = reservedNames.ReplaceAllString(id, "_")
	id = outerSpace.ReplaceAllStringFunc(id, func(s string) string { return strings.Repeat("_", len(s)) })
	return id[:min(len(id), 255)]
}
