package main

import (
	"context"
	"errors"
	"net/http"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/devdo/devdo/bundler"
	"github.com/devdo/devdo/emulator"
)

// shutdownLimit is how long answers in progress may hold up the end.
const shutdownLimit = 500 * time.Millisecond

// run serves until a signal comes.
func (s *session) run(ctx context.Context) error {
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, stopSignals...)
	defer signal.Stop(signals)
	orphaned := watchParent(ctx)

	listeners, url, err := listen(s.options, s.project)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: s, ReadHeaderTimeout: time.Minute}
	failed := make(chan error, len(listeners))
	defer stop(server)

	if err := s.newBundler(); err != nil {
		return err
	}
	loadErr := s.firstLoad(ctx, signals)
	var code exitCode
	if errors.As(loadErr, &code) {
		return loadErr
	}
	if loadErr != nil && !errors.Is(loadErr, errNotLoaded) {
		return loadErr
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	// Whoever gets an answer may change the project at once.
	changes, err := s.watchAll(ctx)
	if err != nil {
		return err
	}
	s.warnScheduled(url)
	for _, l := range listeners {
		go func() { failed <- emulator.Serve(server, l) }()
	}
	if loadErr == nil {
		s.printer.Ready(url)
	} else {
		s.printer.Step("Waiting for a change that mends it; the server is at " + url)
	}
	if s.options.cron {
		s.emulator.RunCrons(ctx)
	}
	for {
		select {
		case c := <-changes:
			sig, _ := s.heeding(ctx, signals, func(ctx context.Context) error {
				c.of.reload(ctx, c.Change, url)
				return nil
			})
			if sig != nil {
				s.printer.Step("Shutting down local server...")
				return s.stopped(sig)
			}
		case sig := <-signals:
			s.printer.Step("Shutting down local server...")
			return s.stopped(sig)
		case <-orphaned:
			return exitCode(exitError)
		case <-ctx.Done():
			return nil
		case err := <-failed:
			return err
		}
	}
}

// firstLoad loads the project while signals are heeded: its top level may run for long.
func (s *session) firstLoad(ctx context.Context, signals <-chan os.Signal) error {
	sig, err := s.heeding(ctx, signals, s.loadAll)
	if sig != nil {
		return s.stopped(sig)
	}
	return err
}

// heeding works until it is done or a signal comes, which calls a custom build off.
func (s *session) heeding(ctx context.Context, signals <-chan os.Signal, work func(context.Context) error) (os.Signal, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- work(ctx) }()
	select {
	case err := <-done:
		return nil, err
	case sig := <-signals:
		cancel()
		if s.building.Load() {
			<-done
		}
		return sig, nil
	}
}

// stop ends the server: answers in progress get a moment, then connections are cut.
func stop(server *http.Server) {
	ctx, cancel := context.WithTimeout(context.Background(), shutdownLimit)
	defer cancel()
	if server.Shutdown(ctx) != nil {
		server.Close()
	}
}

// stopped is the exit code for a signal: as wrangler's, which ends well at a terminal, and else
// as a shell reports it.
func (s *session) stopped(sig os.Signal) error {
	if sig == os.Interrupt && s.env.terminal {
		return nil
	}
	const signalled = 128
	if number, ok := sig.(syscall.Signal); ok {
		return exitCode(signalled + int(number))
	}
	return exitCode(exitError)
}

// reload takes a change in. Whatever is wrong with it is printed, and the version before goes
// on serving.
func (s *session) reload(ctx context.Context, change bundler.Change, url string) {
	if change.Err != nil {
		s.printer.Warn("watch files: " + change.Err.Error())
	}
	s.started = s.env.now()
	defer func() {
		if err := s.watcher.SetFilesSince(s.watched(), s.started); err != nil {
			s.printer.Warn("watch files: " + err.Error())
		}
	}()
	name := s.project.Name
	wasRunning := s.emulator.Running(name)
	s.built = s.built && !slices.ContainsFunc(change.Files, s.callsForBuild)
	for _, file := range change.Files {
		if !s.isConfig(file) {
			continue
		}
		if err := s.reconfigure(); err != nil {
			return
		}
		break
	}
	s.printer.Step("Reloading local server...")
	if err := s.load(ctx); err != nil {
		if !errors.Is(err, errNotLoaded) {
			s.printer.Error(err.Error())
		}
		return
	}
	if s.project.Name != name {
		if s.primary == nil {
			s.emulator.SetPrimary(s.project.Name)
		}
		s.emulator.Stop(name)
	}
	if !wasRunning && s.primary == nil {
		s.printer.Ready(url)
		return
	}
	s.printer.Step("Local server updated and ready")
}

// reconfigure reads the configuration again; a broken one leaves everything as it was.
func (s *session) reconfigure() error {
	if err := s.loadProject(); err != nil {
		var code exitCode
		if !errors.As(err, &code) {
			s.printer.Error(err.Error())
		}
		return err
	}
	s.built = false
	if err := s.newBundler(); err != nil {
		s.printer.Error(err.Error())
		return err
	}
	return nil
}

// warnScheduled says how cron triggers are run, which nothing here does by itself.
func (s *session) warnScheduled(url string) {
	if len(s.project.Crons) == 0 || s.options.testScheduled || s.options.cron {
		return
	}
	s.printer.Warn("Scheduled Workers are not automatically triggered during local development.\n" +
		"To manually trigger a scheduled event, run:\n" +
		"  curl \"" + strings.TrimSuffix(url, "/") + "/cdn-cgi/local/scheduled\"")
}
