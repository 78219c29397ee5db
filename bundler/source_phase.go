package bundler

// `import source module from "./module.wasm"` gives what the default import of a module rule's
// file gives. esbuild bundles no such imports, so those files that it complains of are read here
// from then on, with the word source left out.

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

const sourcePhaseRefused = "Source phase imports are not available"

// sourceImport matches such a statement up to the name; a module called source or from is none.
var sourceImport = regexp.MustCompile(`\bimport\s+source\s+[\p{L}_$][\p{L}\p{N}_$]*\s+from\s*["']`)

// sourceCall matches import.source(, which the runtime has and always refuses.
var sourceCall = regexp.MustCompile(`\bimport\s*\.\s*source\s*\(`)

const sourceCallRefused = `(async () => { throw new Error("Not supported"); })(`

// learnSourcePhase notes the files that esbuild refused for their imports; it reports whether
// there are new ones.
func (c *collector) learnSourcePhase(dir string, result api.BuildResult) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	learnt := false
	for _, m := range result.Errors {
		if m.Location == nil || !strings.HasPrefix(m.Text, sourcePhaseRefused) {
			continue
		}
		file := filepath.Join(dir, filepath.FromSlash(m.Location.File))
		if !c.sourcePhase[file] {
			if c.sourcePhase == nil {
				c.sourcePhase = map[string]bool{}
			}
			c.sourcePhase[file], learnt = true, true
		}
	}
	return learnt
}

// readSource reads a file of learnSourcePhase; what is left out becomes space, so that the places
// in messages and stacks stay right. esbuild reads the others.
func (c *collector) readSource(file string) (result api.OnLoadResult, err error) {
	c.mu.Lock()
	known := c.sourcePhase[file]
	c.mu.Unlock()
	if !known {
		return result, nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return result, err
	}
	data = sourceImport.ReplaceAllFunc(data, func(statement []byte) []byte {
		return bytes.Replace(statement, []byte("source"), []byte("      "), 1)
	})
	text := string(sourceCall.ReplaceAll(data, []byte(sourceCallRefused)))
	return api.OnLoadResult{Contents: &text, Loader: api.LoaderDefault}, nil
}
