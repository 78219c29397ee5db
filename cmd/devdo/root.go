package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/devdo/devdo/cmd/internal/ui"
)

// Exit codes.
const (
	exitOK    = 0
	exitError = 1
)

// exitCode ends the command with a code; what there was to say has been printed.
type exitCode int

func (c exitCode) Error() string { return fmt.Sprintf("exit status %d", int(c)) }

// run runs the command that e.args name and returns the process's exit code.
func run(ctx context.Context, e env) int {
	root := newRoot(e)
	root.SetArgs(e.args)
	err := root.ExecuteContext(ctx)
	var code exitCode
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &code):
		return int(code)
	}
	e.printer().Error(err.Error())
	return exitError
}

func newRoot(e env) *cobra.Command {
	root := &cobra.Command{
		Use:           "devdo",
		Short:         "Run Cloudflare Workers and Durable Objects on this machine",
		SilenceErrors: true,
		SilenceUsage:  true,
		Version:       version(),
	}
	root.SetOut(e.stdout)
	root.SetErr(e.stderr)
	root.CompletionOptions.HiddenDefaultCmd = true
	root.AddCommand(newDev(e), newInit(e), newTest(e), newInspect(e), newHistory(e), newD1(e), newR2(e), newKV(e), newSecretsStore(e), newVersion(e))
	return root
}

// printer is what a command writes with.
func (e env) printer() *ui.Printer {
	p := ui.New(e.stdout, e.stderr)
	p.Color = e.terminal && e.getenv("NO_COLOR") == "" || e.getenv("FORCE_COLOR") != ""
	return p
}

// path makes a path from the command line absolute.
func (e env) path(p string) string {
	if filepath.IsAbs(p) {
		return filepath.Clean(p)
	}
	return filepath.Join(e.dir, p)
}

// relative is a path as the user would write it.
func (e env) relative(p string) string {
	if r, err := filepath.Rel(e.dir, p); err == nil && filepath.IsLocal(r) {
		return filepath.ToSlash(r)
	}
	return p
}
