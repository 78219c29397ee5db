package emulator

import (
	"context"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/adhocore/gronx"

	"github.com/devdo/devdo/emulator/api"
)

// Cron is a run of a Worker's scheduled handler by the clock.
type Cron struct {
	Worker, Expression string
	At                 time.Time
	// Failed says that the handler threw; the exception has been reported.
	Failed bool
}

// maxCronMinutes bounds how many minutes are made up for when the clock is moved.
const maxCronMinutes = 7 * 24 * 60

// RunCrons begins to run scheduled handlers when they are due by the emulator's clock, until ctx
// ends.
//
// Unlike workerd, whose local form never does.
func (e *Emulator) RunCrons(ctx context.Context) {
	go e.runCrons(ctx, e.clock.Now().Truncate(time.Minute))
}

// runCrons runs what is due after last.
func (e *Emulator) runCrons(ctx context.Context, last time.Time) {
	for {
		changed := e.clock.Changed()
		timer := time.NewTimer(last.Add(time.Minute).Sub(e.clock.Now()))
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-timer.C:
		case <-changed:
			timer.Stop()
		}
		now := e.clock.Now().Truncate(time.Minute)
		if first := now.Add(-maxCronMinutes * time.Minute); last.Before(first) {
			last = first
		}
		for last.Before(now) {
			last = last.Add(time.Minute)
			e.runDue(ctx, last)
		}
	}
}

// runDue runs what is due in a minute, all at once, and waits for it.
func (e *Emulator) runDue(ctx context.Context, minute time.Time) {
	var running sync.WaitGroup
	for _, name := range e.names() {
		g, _, _ := e.service(name).state()
		if g == nil {
			continue
		}
		for _, expression := range g.source.Crons {
			if due(expression, minute) {
				running.Go(func() { e.runCron(ctx, Cron{Worker: name, Expression: expression, At: minute}) })
			}
		}
	}
	running.Wait()
}

func (e *Emulator) runCron(ctx context.Context, c Cron) {
	g := e.service(c.Worker).acquire(ctx)
	if g == nil {
		return
	}
	defer g.leave()
	outcome := make(chan api.Handled, 1)
	if !g.worker.Handle(api.Scheduled(c.At, c.Expression), func(h api.Handled) { outcome <- h }) {
		return
	}
	select {
	case h := <-outcome:
		c.Failed = h.Failed
	case <-g.condemned:
		c.Failed = true
	case <-g.worker.Isolate().Done():
		return
	case <-ctx.Done():
		return
	}
	if e.config.Events.Cron != nil {
		e.config.Events.Cron(c)
	}
}

func (e *Emulator) names() []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	var all []string
	for name, s := range e.services {
		if s.current != nil {
			all = append(all, name)
		}
	}
	return all
}

// due reports whether a cron expression means a minute, which is in UTC. Days of the week count
// from 1, Sunday, on Cloudflare.
func due(expression string, minute time.Time) bool {
	fields := strings.Fields(expression)
	if len(fields) != 5 {
		return false
	}
	fields[4] = fromSunday(fields[4])
	ok, err := gronx.New().IsDue(strings.Join(fields, " "), minute.UTC())
	return err == nil && ok
}

// weekday finds the days in a field, and not the steps or the weeks of the month.
var weekday = regexp.MustCompile(`(^|[,-])([1-7])`)

func fromSunday(days string) string {
	return weekday.ReplaceAllStringFunc(days, func(m string) string {
		n, _ := strconv.Atoi(m[len(m)-1:])
		return m[:len(m)-1] + strconv.Itoa(n-1)
	})
}
