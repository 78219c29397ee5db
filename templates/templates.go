// Package templates holds the projects that `devdo init` starts from.
//
// Each template is a folder here: a complete Worker that runs, tests and deploys as it is, under
// the template's own name. Copy writes one to a new place and puts the project's name in. The
// package knows nothing of prompts or output.
package templates

import (
	"embed"
	"errors"
	"fmt"
	"regexp"
	"slices"
)

// The patterns name what belongs to a template rather than whole folders: embedding takes no
// notice of .gitignore, and running a template in place leaves node_modules and state beside it.
//
//go:embed */src */test */public */migrations */.gitignore */README.md */package.json */tsconfig.json */vitest.config.ts */wrangler.*
var files embed.FS

// ErrUnknown reports a template that does not exist.
var ErrUnknown = errors.New("unknown template")

// ErrNotEmpty reports a directory that has something in it already.
var ErrNotEmpty = errors.New("directory is not empty")

// ErrInvalidName reports a project name that cannot be the name of a Worker and of an npm package.
var ErrInvalidName = errors.New("invalid project name")

// Template describes one project to start from.
type Template struct {
	Name        string // the folder, and what the user types
	Title       string // a few words, for a list
	Description string // one sentence on what it shows
}

var templates = []Template{
	{"counter", "Counter", "The smallest useful Durable Object: RPC methods and key-value storage."},
	{"chat", "Chat rooms", "Hibernating WebSockets with tags and attachments, and a page to try them."},
	{"rate-limiter", "Rate limiter", "A token bucket per user, cleaned up by an alarm."},
	{"session", "Sessions", "Sessions that expire by alarm when they are not used."},
	{"sql", "SQL with migrations", "Tasks in SQLite, with a versioned schema migrated in the constructor."},
	{"hello", "Hello", "A Worker that answers, with a variable: the smallest project there is."},
	{"rpc", "RPC service", "Methods that other Workers call, and an object handed out for a while."},
	{"agent", "Agent", "A long-lived object with scheduled tasks, whose state clients follow."},
	{"assets", "Page with an API", "Static files, an API beside them, and notes in SQLite."},
	{"d1", "D1 database", "Links in a D1 database with migrations."},
}

// Names returns the templates in the order to offer them, the simplest first.
func Names() []Template {
	return slices.Clone(templates)
}

// Params is what Copy puts into a project.
type Params struct {
	// Name of the Worker and of the npm package. The default is the template's name.
	Name string
}

// The name of a Worker may have 63 characters, for it is part of a host name, and an npm package
// cannot start with a dash or an underscore.
const nameRule = "use up to 63 of a-z, 0-9, - and _, with a letter or digit at both ends"

var validName = regexp.MustCompile(`^[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?$`)

// Copy writes a template's files into dir, which it creates if need be, and returns their paths,
// relative to dir, with slashes, sorted. A directory holding only .git counts as empty. When
// anything fails Copy removes what it wrote.
func Copy(name, dir string, params Params) ([]string, error) {
	if !slices.ContainsFunc(templates, func(t Template) bool { return t.Name == name }) {
		return nil, fmt.Errorf("%w %q", ErrUnknown, name)
	}
	if params.Name == "" {
		params.Name = name
	}
	if !validName.MatchString(params.Name) {
		return nil, fmt.Errorf("%w %q: %s", ErrInvalidName, params.Name, nameRule)
	}
	project, err := render(name, params)
	if err != nil {
		return nil, fmt.Errorf("render template %q: %w", name, err)
	}
	return writeProject(dir, project)
}

// CopyFrom is Copy for a project of the user's own, at from. What belongs to the machine stays
// behind: installed packages, local state, secrets and the repository.
func CopyFrom(from, dir string, params Params) ([]string, error) {
	if !validName.MatchString(params.Name) {
		return nil, fmt.Errorf("%w %q: %s", ErrInvalidName, params.Name, nameRule)
	}
	project, err := renderFrom(from, params)
	if err != nil {
		return nil, fmt.Errorf("read template %q: %w", from, err)
	}
	return writeProject(dir, project)
}

func writeProject(dir string, project []file) ([]string, error) {
	if err := write(dir, project); err != nil {
		return nil, fmt.Errorf("write project to %q: %w", dir, err)
	}
	paths := make([]string, len(project))
	for i, f := range project {
		paths[i] = f.path
	}
	return paths, nil
}
