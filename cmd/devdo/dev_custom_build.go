package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/devdo/devdo/cmd/internal/project"
)

// buildGrace is how long a custom build that is called off may take to end.
const buildGrace = 5 * time.Second

// customBuild runs the project's own build command, which makes the entry or files beside it.
// Unlike wrangler, which runs it twice at the start, it does so once.
func (s *session) customBuild(ctx context.Context) error {
	b := s.project.Build
	if b.Command == "" || s.built {
		return nil
	}
	s.printer.CustomBuild("Running: " + b.Command)
	out, errors := &lineWriter{line: s.printer.CustomBuild}, &lineWriter{line: s.printer.CustomBuildError}
	c := shellCommand(ctx, b.Command)
	c.Dir, c.Env = b.Cwd, append(slices.Clone(s.env.environ), "WRANGLER_COMMAND=dev")
	c.Stdout, c.Stderr, c.WaitDelay = out, errors, buildGrace
	building := &s.all()[0].building
	building.Store(true)
	defer building.Store(false)
	err := c.Run()
	out.flush()
	errors.flush()
	if err != nil {
		text := fmt.Sprintf("Running custom build `%s` failed. There are likely more logs from your build command above.", b.Command)
		s.printer.Error(text + "\n\n" + err.Error())
		return s.fail("Build failed", text)
	}
	if bad := s.project.CheckMain(); bad != nil {
		s.printer.Diagnostics([]project.Diagnostic{*bad}, s.env.relative)
		return s.fail("Build failed", bad.Text)
	}
	// What it has written is read from now on.
	s.built, s.started = true, s.env.now()
	return nil
}

// callsForBuild reports whether a changed file is one that the custom build is made of.
func (s *session) callsForBuild(file string) bool {
	if s.project.Build.Command == "" {
		return false
	}
	return slices.ContainsFunc(s.project.Build.WatchDir, func(dir string) bool {
		rel, err := filepath.Rel(dir, file)
		return err == nil && filepath.IsLocal(rel)
	})
}

// buildInputs are the files that the custom build is made of.
func (s *session) buildInputs() []string {
	if s.project == nil || s.project.Build.Command == "" {
		return nil
	}
	var files []string
	for _, dir := range s.project.Build.WatchDir {
		// What cannot be read is not watched.
		_ = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return nil
			case !entry.IsDir():
				files = append(files, path)
			case entry.Name() == "node_modules" || entry.Name() == ".git" || entry.Name() == ".wrangler":
				return fs.SkipDir
			}
			return nil
		})
	}
	return files
}

// lineWriter hands on what is written line by line.
type lineWriter struct {
	line func(string)
	rest []byte
}

func (w *lineWriter) Write(data []byte) (int, error) {
	w.rest = append(w.rest, data...)
	for {
		line, rest, found := bytes.Cut(w.rest, []byte("\n"))
		if !found {
			return len(data), nil
		}
		w.line(strings.TrimRight(string(line), "\r"))
		w.rest = rest
	}
}

func (w *lineWriter) flush() {
	if len(w.rest) > 0 {
		w.line(string(w.rest))
	}
}
