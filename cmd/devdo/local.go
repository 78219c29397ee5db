package main

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/devdo/devdo/cmd/internal/project"
	"github.com/devdo/devdo/persist"
)

// localFlags are what the commands on local D1, R2 and KV state have in common. They are wrangler's,
// with local state as the only one there is.
type localFlags struct {
	projectFlags
	persistTo string
	remote    bool
}

func (f *localFlags) register(c *cobra.Command) {
	f.projectFlags.register(c)
	flags := c.Flags()
	flags.StringVar(&f.persistTo, "persist-to", "", "directory of the state (default .wrangler/state beside the configuration)")
	flags.Bool("local", true, "accepted for wrangler's sake: everything is local")
	flags.Bool("preview", false, "accepted for wrangler's sake: locally the preview's state is used if there is a preview")
	flags.BoolVar(&f.remote, "remote", false, "refused: there is only local state")
	for _, name := range []string{"var", "env-file", "name", "compatibility-date", "compatibility-flags", "local", "preview", "remote"} {
		_ = flags.MarkHidden(name)
	}
	c.PreRunE = func(c *cobra.Command, _ []string) error {
		f.environmentSet = c.Flags().Changed("env")
		if f.remote {
			return errors.New("devdo has only local state; for --remote run the same command of wrangler")
		}
		return nil
	}
}

// project loads the project, which may have no configuration.
func (f *localFlags) project(e env) (*project.Project, error) {
	options := f.projectFlags.options(e)
	options.StateOnly = true
	p, err := project.Load(options)
	var bad *project.Error
	if errors.As(err, &bad) {
		e.printer().Diagnostics(bad.Diagnostics, e.relative)
		return nil, exitCode(exitError)
	}
	return p, err
}

// withStore runs fn on the state of a project. A server may have it open.
func (f *localFlags) withStore(e env, p *project.Project, fn func(*persist.Store) error) error {
	store, err := persist.Open(stateDir(e, f.persistTo, p), persist.Options{Now: e.now})
	if err != nil {
		return fmt.Errorf("open state: %w", err)
	}
	return errors.Join(fn(store), store.Close())
}

// configName is how messages call the configuration.
func configName(p *project.Project) string {
	if p.ConfigPath == "" {
		return "wrangler.jsonc"
	}
	return filepath.Base(p.ConfigPath)
}

// group is a command that has only subcommands.
func group(use, short string, sub ...*cobra.Command) *cobra.Command {
	c := &cobra.Command{Use: use, Short: short}
	c.AddCommand(sub...)
	return c
}
