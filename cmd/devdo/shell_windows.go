package main

import (
	"context"
	"os/exec"
	"syscall"
)

// shellCommand is a command line for the shell. It takes its line as it is, without the quoting of
// other programs' arguments.
func shellCommand(ctx context.Context, line string) *exec.Cmd {
	c := exec.CommandContext(ctx, "cmd.exe")
	c.SysProcAttr = &syscall.SysProcAttr{CmdLine: `/d /s /c "` + line + `"`}
	return c
}
