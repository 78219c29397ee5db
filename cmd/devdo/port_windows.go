package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"golang.org/x/sys/windows"
)

// stopSignals end devdo dev.
var stopSignals = []os.Signal{os.Interrupt}

func inUse(err error) bool { return errors.Is(err, windows.WSAEADDRINUSE) }

// watchParent is closed when the process that started this one has ended.
func watchParent(ctx context.Context) <-chan struct{} {
	gone := make(chan struct{})
	parent, err := windows.OpenProcess(windows.SYNCHRONIZE, false, uint32(os.Getppid()))
	if err != nil {
		return gone
	}
	go func() {
		defer func() { _ = windows.CloseHandle(parent) }()
		for ctx.Err() == nil {
			event, err := windows.WaitForSingleObject(parent, 500)
			if err == nil && event == windows.WAIT_OBJECT_0 {
				close(gone)
				return
			}
			if err != nil {
				return
			}
		}
	}()
	return gone
}

// portOwner names the process that listens on a port, or is "" where nobody can tell.
func portOwner(port int) string {
	out, err := exec.Command("netstat", "-ano", "-p", "TCP").Output()
	if err != nil {
		return ""
	}
	for _, line := range strings.Split(string(out), "\n") {
		f := strings.Fields(line)
		if len(f) == 5 && f[3] == "LISTENING" && strings.HasSuffix(f[1], fmt.Sprintf(":%d", port)) {
			return "process " + f[4]
		}
	}
	return ""
}
