package wasm

import (
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/tetratelabs/wazero"
)

// cacheAge is how long compiled code is kept: it is made anew within seconds.
const cacheAge = 30 * 24 * time.Hour

// cacheDir is where compiled modules are kept from one start to the next, or "". Once in a process
// it is rid of those that are old, since each change of a module leaves one behind.
var cacheDir = sync.OnceValue(func() string {
	base, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	dir := filepath.Join(base, "devdo", "wasm")
	dropOld(dir, time.Now().Add(-cacheAge))
	return dir
})

func dropOld(dir string, before time.Time) {
	_ = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return nil
		}
		if info, err := entry.Info(); err == nil && info.ModTime().Before(before) {
			_ = os.Remove(path)
		}
		return nil
	})
}

func newCache() wazero.CompilationCache {
	if dir := cacheDir(); dir != "" {
		if cache, err := wazero.NewCompilationCacheWithDir(dir); err == nil {
			return cache
		}
	}
	return wazero.NewCompilationCache()
}
