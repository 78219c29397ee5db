package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/devdo/devdo/cmd/internal/project"
	"github.com/devdo/devdo/emulator/inspect"
)

// inspectOptions are the flags of devdo inspect.
type inspectOptions struct {
	projectFlags
	persistTo string
	json      bool
	sql       string
	table     string
	prefix    string
	limit     int // 0: none

	namespace, object, key string
}

// shownByDefault is how many objects, entries or rows people see unless they ask for more.
// Programs, which ask for JSON, get all.
const shownByDefault = 100

func newInspect(e env) *cobra.Command {
	var o inspectOptions
	c := &cobra.Command{
		Use:   "inspect [namespace [object [key]]]",
		Short: "Show what Durable Objects have stored, whether or not a server is running",
		Long: `Show what Durable Objects have stored: key-value entries, SQL tables and alarms.

A namespace is named by its binding, its class or its unique key ("worker-Class"), an object by its
name, its id or the beginning of its id; "Counter/global" names both. State that wrangler wrote is shown as well. Nothing is
changed, no object is woken, and no file is made, so a server may be running or not.`,
		Example: `  devdo inspect
  devdo inspect COUNTER global
  devdo inspect Chat lobby --table messages
  devdo inspect Chat lobby --sql "select count(*) from messages"`,
		Args: cobra.MaximumNArgs(3),
		RunE: func(c *cobra.Command, args []string) error {
			args = splitObject(args)
			for n, to := range []*string{&o.namespace, &o.object, &o.key} {
				if n < len(args) {
					*to = args[n]
				}
			}
			if o.json && !c.Flags().Changed("limit") {
				o.limit = 0
			}
			o.environmentSet = c.Flags().Changed("env")
			return runInspect(e, o, len(args))
		},
	}
	o.register(c)
	flags := c.Flags()
	flags.StringVar(&o.persistTo, "persist-to", "", "directory of the state (default .wrangler/state beside the configuration)")
	flags.BoolVar(&o.json, "json", false, "print JSON")
	flags.StringVar(&o.sql, "sql", "", "run this SELECT on the object")
	flags.StringVar(&o.table, "table", "", "show the rows of this table of the object")
	flags.StringVar(&o.prefix, "prefix", "", "show only keys that begin so")
	flags.IntVar(&o.limit, "limit", shownByDefault, "show at most so many objects, entries or rows; 0 for all")
	c.MarkFlagsMutuallyExclusive("sql", "table", "prefix")
	for _, name := range []string{"var", "env-file", "compatibility-date", "compatibility-flags"} {
		_ = flags.MarkHidden(name)
	}
	return c
}

// splitObject takes "Counter/global", as the log of devdo dev names an object, apart.
func splitObject(args []string) []string {
	if len(args) == 0 {
		return args
	}
	namespace, object, ok := strings.Cut(args[0], "/")
	if !ok {
		return args
	}
	return append([]string{namespace, object}, args[1:]...)
}

func runInspect(e env, o inspectOptions, args int) error {
	if (o.sql != "" || o.table != "") && args != 2 {
		return errors.New("--sql and --table need a namespace and an object, as in devdo inspect COUNTER global --sql …")
	}
	state, dir, err := openState(e, o)
	if err != nil {
		return err
	}
	i := inspector{env: e, options: o, printer: e.printer(), state: state, dir: dir}
	if args == 0 {
		return i.overview()
	}
	n, err := state.FindNamespace(o.namespace)
	if err != nil {
		return i.orNoState(err)
	}
	if args == 1 {
		return i.namespaces([]inspect.Namespace{n})
	}
	object, err := state.FindObject(n, o.object)
	if err != nil {
		return err
	}
	switch {
	case args == 3:
		return i.entry(n, object)
	case o.sql != "":
		return i.rows(state.Query(n, object, o.sql, o.limit))
	case o.table != "":
		return i.rows(state.TableRows(n, object, o.table, o.limit))
	}
	return i.object(n, object)
}

// orNoState says what is really the matter when something is looked for where there is nothing.
func (i inspector) orNoState(err error) error {
	if _, statErr := os.Stat(i.dir); errors.Is(statErr, os.ErrNotExist) {
		return fmt.Errorf("%w\nThere is no state in %s", err, i.env.relative(i.dir))
	}
	return err
}

// openState finds the state directory, and the bindings if there is a project.
func openState(e env, o inspectOptions) (*inspect.State, string, error) {
	p, err := project.Load(o.projectFlags.options(e))
	var bad *project.Error
	switch {
	case errors.As(err, &bad) && (len(o.configs) > 0 || o.environment != ""):
		e.printer().Diagnostics(bad.Diagnostics, e.relative)
		return nil, "", exitCode(exitError)
	case errors.As(err, &bad):
		// State can be read without a project, or with a broken one.
		dir := findState(e, o)
		return inspect.Open(dir, nil), dir, nil
	case err != nil:
		return nil, "", err
	}
	dir := stateDir(e, o.persistTo, p)
	if o.persistTo != "" {
		dir = versioned(e.path(o.persistTo))
	}
	return inspect.Open(dir, projectBindings(p)), dir, nil
}

// findState is the state directory of no project: the nearest one from the working directory up.
func findState(e env, o inspectOptions) string {
	if o.persistTo != "" {
		return versioned(e.path(o.persistTo))
	}
	start := o.projectFlags.options(e).Dir
	for dir := start; ; dir = filepath.Dir(dir) {
		found := filepath.Join(dir, ".wrangler", "state", "v3")
		if _, err := os.Stat(found); err == nil {
			return found
		}
		if filepath.Dir(dir) == dir {
			return filepath.Join(start, ".wrangler", "state", "v3")
		}
	}
}

// versioned adds the folder that --persist-to leaves out, unless it was not left out.
func versioned(dir string) string {
	if info, err := os.Stat(filepath.Join(dir, "do")); err == nil && info.IsDir() {
		return dir
	}
	return filepath.Join(dir, "v3")
}

// projectBindings are the project's namespaces, those of classes without a binding too.
func projectBindings(p *project.Project) []inspect.Binding {
	var all []inspect.Binding
	for _, b := range p.DurableObjects {
		script := b.ScriptName
		if script == "" {
			script = p.Name
		}
		all = append(all, inspect.Binding{Name: b.Name, Class: b.ClassName, UniqueKey: script + "-" + b.ClassName})
	}
	for _, class := range p.Classes() {
		all = append(all, inspect.Binding{Class: class, UniqueKey: p.Name + "-" + class})
	}
	return all
}

// printJSON writes a value for programs.
func (e env) printJSON(v any) error {
	enc := json.NewEncoder(e.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
