package api

import (
	"cmp"
	"crypto/sha1"
	"encoding/hex"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/devdo/devdo/emulator/api/vfs"
)

// usualMain is the name of a bundle whose file has none.
const usualMain = "index.js"

// bundled are the Worker's modules as node:fs shows them, with the names that wrangler gives them.
// Unlike workerd, which also shows what wrangler adds for Durable Objects, and has the others in
// the order in which they are imported.
func (w *Worker) bundled() []vfs.Module {
	modules := []vfs.Module{{Name: cmp.Or(w.options.Main, usualMain), Data: []byte(w.options.Script.Code())}}
	for _, name := range slices.Sorted(maps.Keys(w.options.Data)) {
		data := w.options.Data[name]
		hash := sha1.Sum(data)
		file := path.Base(name[strings.IndexByte(name, ':')+1:])
		modules = append(modules, vfs.Module{Name: hex.EncodeToString(hash[:]) + "-" + file, Data: data})
	}
	return modules
}
