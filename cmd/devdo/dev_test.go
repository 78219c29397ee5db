package main

import (
	"path/filepath"
	"testing"

	"github.com/devdo/devdo/cmd/internal/project"
)

// DO-DISK-1: beside the configuration, or in a directory named from where the command runs.
func TestStateDir(t *testing.T) {
	root := filepath.FromSlash("/project")
	e := env{dir: filepath.FromSlash("/somewhere")}
	p := &project.Project{Root: root}
	if got, want := stateDir(e, "", p), filepath.Join(root, ".wrangler", "state", "v3"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := stateDir(e, "state", p), filepath.Join(e.dir, "state", "v3"); got != want {
		t.Errorf("with --persist-to: got %s, want %s", got, want)
	}
}
