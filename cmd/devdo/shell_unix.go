//go:build !windows

package main

import (
	"context"
	"os/exec"
	"syscall"
)

// shellCommand is a command line for the shell. The end of ctx ends all that it has started.
func shellCommand(ctx context.Context, line string) *exec.Cmd {
	c := exec.CommandContext(ctx, "/bin/sh", "-c", line)
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGTERM) }
	return c
}
