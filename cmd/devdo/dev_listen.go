package main

import (
	"errors"
	"fmt"
	"net"
	"strconv"

	"github.com/devdo/devdo/cmd/internal/project"
)

// defaultPort is wrangler's.
const defaultPort = 8787

// portTries is how many ports after the default one are tried.
const portTries = 100

// listen opens the server's port: the one asked for, or the first free one from the default on.
func listen(o devOptions, p *project.Project) ([]net.Listener, string, error) {
	host, port, chosen := o.ip, o.port, o.portSet
	if host == "" {
		host = p.Dev.IP
	}
	if host == "" {
		host = "localhost"
	}
	if !chosen && p.Dev.Port != 0 {
		port, chosen = p.Dev.Port, true
	}
	if chosen {
		listeners, err := listenAll(host, port)
		if err != nil {
			return nil, "", portError(host, port, err)
		}
		return listeners, address(host, listeners[0]), nil
	}
	var err error
	for port = defaultPort; port < defaultPort+portTries; port++ {
		var listeners []net.Listener
		if listeners, err = listenAll(host, port); err == nil {
			return listeners, address(host, listeners[0]), nil
		}
	}
	return nil, "", fmt.Errorf("find a free port: %w", err)
}

// listenAll listens on every address of host; localhost has one of each family, of which one
// may be missing on this machine but neither may be taken by somebody else.
func listenAll(host string, port int) ([]net.Listener, error) {
	if host != "localhost" {
		l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(port)))
		if err != nil {
			return nil, err
		}
		return []net.Listener{l}, nil
	}
	first, err := net.Listen("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return nil, err
	}
	port = first.Addr().(*net.TCPAddr).Port
	second, err := net.Listen("tcp6", net.JoinHostPort("::1", strconv.Itoa(port)))
	switch {
	case err == nil:
		return []net.Listener{first, second}, nil
	case inUse(err):
		first.Close()
		return nil, err
	default:
		return []net.Listener{first}, nil
	}
}

func address(host string, l net.Listener) string {
	shown := host
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		shown = "localhost"
	}
	return "http://" + net.JoinHostPort(shown, strconv.Itoa(l.Addr().(*net.TCPAddr).Port))
}

// portError explains why a chosen port cannot be had, and who has it.
func portError(host string, port int, err error) error {
	if !inUse(err) {
		return fmt.Errorf("listen on %s:%d: %w", host, port, err)
	}
	text := fmt.Sprintf("Address already in use (%s:%d). Please check that you are not already running a server on this address or specify a different port with --port.", host, port)
	if owner := portOwner(port); owner != "" {
		text += "\nThe port belongs to " + owner + "."
	}
	return errors.New(text)
}
