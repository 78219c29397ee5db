package api

import (
	"crypto/sha1"
	"encoding/hex"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/devdo/devdo/emulator/api/vfs"
)

// mainModule is the name of the bundle in /bundle. Unlike workerd, where it is that of the main
// file: nothing here knows that.
const mainModule = "index.js"

// bundled are the Worker's modules as node:fs shows them. Those of bytes have the names that
// wrangler gives them; modules of text are part of the bundle.
func (w *Worker) bundled() []vfs.Module {
	modules := []vfs.Module{{Name: mainModule, Data: []byte(w.options.Script.Code())}}
	for _, name := range slices.Sorted(maps.Keys(w.options.Data)) {
		data := w.options.Data[name]
		hash := sha1.Sum(data)
		file := path.Base(name[strings.IndexByte(name, ':')+1:])
		modules = append(modules, vfs.Module{Name: hex.EncodeToString(hash[:]) + "-" + file, Data: data})
	}
	return modules
}
