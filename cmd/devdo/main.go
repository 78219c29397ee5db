// Command devdo runs Cloudflare Workers and Durable Objects on this machine.
package main

import (
	"context"
	"io"
	"os"
	"time"

	"golang.org/x/term"
)

func main() { os.Exit(run(context.Background(), realEnv())) }

// env is the process's outside world, so that commands can be run in tests.
type env struct {
	args           []string
	dir            string
	getenv         func(string) string
	environ        []string
	stdin          io.Reader
	stdout, stderr io.Writer
	now            func() time.Time
	// terminal reports whether a person sees standard output, and can be asked.
	terminal bool
}

func realEnv() env {
	dir, err := os.Getwd()
	if err != nil {
		dir = "."
	}
	return env{
		args: os.Args[1:], dir: dir, getenv: os.Getenv, environ: os.Environ(),
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, now: time.Now,
		terminal: term.IsTerminal(int(os.Stdout.Fd())) && term.IsTerminal(int(os.Stdin.Fd())),
	}
}
