package emulator

import (
	"io"
	"math"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/devdo/devdo/emulator/api"
)

// Paths of the local tool's own, which the Worker does not see.
const (
	ownPaths      = "/cdn-cgi/"
	testScheduled = "/__scheduled"
)

// scheduledPaths run the scheduled handler; the first is the one that wrangler advertises.
var scheduledPaths = []string{"/cdn-cgi/local/scheduled", "/cdn-cgi/handler/scheduled", "/cdn-cgi/mf/scheduled"}

// localHosts are the names of this machine: a page of the web that knows another name for it must
// not reach the tool's own paths.
var localHosts = []string{"localhost", "127.0.0.1", "::1"}

// foreign says what shows that a request to one of the tool's own paths comes from elsewhere, "" if
// nothing does.
func foreign(r *http.Request) string {
	if !strings.HasPrefix(r.URL.Path, ownPaths) {
		return ""
	}
	if !isLocal(r.Host) {
		return "Invalid Host header"
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return ""
	}
	if u, err := url.Parse(origin); err != nil || !isLocal(u.Host) {
		return "Invalid Origin header"
	}
	return ""
}

func isLocal(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return slices.Contains(localHosts, strings.ToLower(strings.Trim(host, "[]")))
}

// own answers a request to one of the tool's own paths; it reports false for any other.
func (x *exchange) own() bool {
	if problem := foreign(x.r); problem != "" {
		x.text(http.StatusForbidden, problem)
		return true
	}
	test := x.emulator.config.TestScheduled && x.r.URL.Path == testScheduled
	if !test && !slices.Contains(scheduledPaths, x.r.URL.Path) {
		return false
	}
	at, ok := x.scheduledTime()
	if !ok {
		x.text(http.StatusInternalServerError, "TypeError: The value cannot be converted because it is not a valid Date.")
		return true
	}
	outcome := make(chan api.Handled, 1)
	if !x.g.worker.Handle(api.Scheduled(at, x.r.URL.Query().Get("cron")), func(h api.Handled) { outcome <- h }) {
		x.fail(ErrClosed.Error())
		return true
	}
	select {
	case h := <-outcome:
		x.scheduled(h, test)
	case <-x.g.condemned:
		x.fail(x.g.cause.Stack)
	case <-x.g.worker.Isolate().Done():
		x.fail("Error: the server is shutting down")
	case <-x.r.Context().Done():
	}
	return true
}

// scheduledTime is the time that the request names in milliseconds, or now.
func (x *exchange) scheduledTime() (time.Time, bool) {
	given := x.r.URL.Query().Get("time")
	if given == "" {
		return x.emulator.clock.Now(), true
	}
	ms, err := strconv.ParseFloat(given, 64)
	if err != nil || math.IsNaN(ms) || math.IsInf(ms, 0) {
		return time.Time{}, false
	}
	return time.UnixMilli(int64(ms)), true
}

func (x *exchange) scheduled(h api.Handled, test bool) {
	if test {
		x.text(http.StatusOK, "Ran scheduled event")
		return
	}
	status, outcome := http.StatusOK, "ok"
	if h.Failed {
		status, outcome = http.StatusInternalServerError, "exception"
	}
	if x.r.URL.Query().Get("format") != "json" {
		x.text(status, outcome)
		return
	}
	x.status = status
	x.rw.Header().Set("Content-Type", "application/json")
	x.rw.WriteHeader(status)
	_, _ = io.WriteString(x.rw, `{"outcome":"`+outcome+`",`+strings.TrimPrefix(h.Result, "{"))
}

func (x *exchange) text(status int, text string) {
	x.status = status
	x.rw.Header().Set("Content-Type", "text/plain;charset=UTF-8")
	x.rw.WriteHeader(status)
	_, _ = io.WriteString(x.rw, text)
}
