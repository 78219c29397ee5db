package api

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/actor"
	"github.com/devdo/devdo/emulator/api/console"
	"github.com/devdo/devdo/persist"
)

// Limits that production has and the real local runtime has not (DO-LIMIT), from Cloudflare's
// documentation of the paid plan and, for legacy classes, workerd's own checks.
const (
	maxLegacyKey   = 2048
	maxLegacyValue = 128 << 10
	// legacyAllowance is what workerd allows a serialised value beyond its limit.
	legacyAllowance = 34
	maxLegacyPairs  = 128
	// maxStored bounds a key with its value, a SQL value and a row.
	maxStored = persist.StrictLength
	// DefaultSubrequests is how many requests an event may make unless the configuration says
	// otherwise.
	DefaultSubrequests = 10_000
)

// What production answers where a limit is exceeded.
const (
	msgLegacyKey   = "Keys cannot be larger than 2048 bytes. A key of size %d was provided."
	msgLegacyValue = "Values cannot be larger than 131072 bytes. A value of size %d was provided."
	msgLegacyPairs = "Maximum number of key value pairs is 128. %d pairs were provided."
	msgTooBig      = "string or blob too big: SQLITE_TOOBIG"
	msgManyArgs    = "too many arguments on function: SQLITE_ERROR"
	msgSubrequests = "Too many subrequests by single Worker invocation. To configure this limit, refer to https://developers.cloudflare.com/workers/wrangler/configuration/#limits"
	msgObjectCPU   = "Durable Object exceeded its CPU time limit and was reset."
)

// Limits say what becomes of production's limits.
type Limits struct {
	// Strict enforces them. Otherwise exceeding one prints a warning, once for each place.
	Strict bool
	// Subrequests is how many requests an event may make; default DefaultSubrequests.
	Subrequests int
}

func (l Limits) subrequests() int {
	if l.Subrequests > 0 {
		return l.Subrequests
	}
	return DefaultSubrequests
}

// over is called where the running code exceeds a limit: it throws what production does, or warns.
func (w *Worker) over(limit, class, message string) {
	if w.options.Limits.Strict {
		w.iso.Throw(class, message)
	}
	w.warnLimit(limit, message)
}

// warnLimit prints one warning for each place and limit.
func (w *Worker) warnLimit(limit, message string) {
	place := w.codePlace()
	if w.warned[place+limit] {
		return
	}
	if w.warned == nil {
		w.warned = map[string]bool{}
	}
	w.warned[place+limit] = true
	if w.options.Events.Console == nil {
		return
	}
	text := "In production this fails with \"" + message + "\"; the limit is " + limit + ". --strict-limits enforces it here too."
	if place != "" {
		text = place + ": " + text
	}
	w.options.Events.Console(w.source(w.iso.Current()), console.Message{Level: "warn", Text: text})
}

// codePlace is where the running code is, in the user's source.
func (w *Worker) codePlace() string {
	for _, frame := range w.iso.Runtime().CaptureCallStack(0, nil) {
		p := frame.Position()
		if p.Filename != "" && !strings.HasPrefix(p.Filename, "devdo:") && frame.SrcName() != "<native>" {
			return p.Filename + ":" + strconv.Itoa(p.Line) + ":" + strconv.Itoa(p.Column)
		}
	}
	return ""
}

// checkKey and checkPairs are for all operations on keys of legacy classes (DO-STORAGE-45).
func (w *Worker) checkKey(handle goja.Value, key string) {
	if len(key) > maxLegacyKey && isLegacy(handle) {
		w.over("keys of 2048 bytes", "RangeError", fmt.Sprintf(msgLegacyKey, len(key)))
	}
}

func (w *Worker) checkKeys(handle goja.Value, keys []string) {
	if len(keys) > maxLegacyPairs && isLegacy(handle) {
		w.over("128 pairs at a time", "RangeError", fmt.Sprintf(msgLegacyPairs, len(keys)))
	}
	for _, key := range keys {
		w.checkKey(handle, key)
	}
}

// checkValue is for what is stored under a key, in classes of both kinds (DO-STORAGE-44).
func (w *Worker) checkValue(handle goja.Value, key string, value []byte) {
	switch {
	case len(value) <= maxLegacyValue+legacyAllowance:
	case isLegacy(handle):
		w.over("values of 128 KiB", "RangeError", fmt.Sprintf(msgLegacyValue, len(value)))
	case len(key)+len(value) > maxStored:
		w.over("2 MB for a key and its value", "Error", msgTooBig)
	}
}

func isLegacy(handle goja.Value) bool { return !held[*actor.Actor](handle).Namespace().SQL() }

// checkBound warns of SQL values that production cannot hold (DO-SQL-62). Where limits are strict,
// SQLite has them itself.
func (w *Worker) checkBound(args []persist.Value) {
	if w.options.Limits.Strict {
		return
	}
	for _, v := range args {
		if valueSize(v) > maxStored {
			w.warnLimit("2 MB for a value", msgTooBig)
		}
	}
}

func (w *Worker) checkRow(row []persist.Value) {
	size := 0
	for _, v := range row {
		size += valueSize(v)
	}
	if size > maxStored && !w.options.Limits.Strict {
		w.warnLimit("2 MB for a row", msgTooBig)
	}
}

func valueSize(v persist.Value) int {
	switch v := v.(type) {
	case string:
		return len(v)
	case []byte:
		return len(v)
	}
	return 0
}

// usage is what an event has used of production's limits.
type usage interface{ Usage() *actor.Usage }

// subrequest counts a request that the running event makes: a fetch, a call of an object or a
// Worker, an operation on KV.
func (w *Worker) subrequest() {
	owner, ok := w.iso.Current().Owner.(usage)
	if !ok {
		return
	}
	u := owner.Usage()
	u.Subrequests++
	if limit := w.options.Limits.subrequests(); u.Subrequests > limit {
		w.over(strconv.Itoa(limit)+" subrequests", "Error", msgSubrequests)
	}
}

// trySubrequest is subrequest for what answers by a promise: it returns the exception.
func (w *Worker) trySubrequest() goja.Value {
	if ex := w.iso.Runtime().Try(w.subrequest); ex != nil {
		return ex.Value()
	}
	return nil
}

// admit counts a request to an object, which takes about 1,000 a second for long (DO-LIMIT-1).
func (w *Worker) admit(o *actor.Object) *actor.Error {
	if err := o.Admit(w.iso.Clock().Now()); err != nil {
		if w.options.Limits.Strict {
			return err
		}
		w.warnLimit("about 1000 requests a second for one object", err.Message)
	}
	return nil
}

// overCPU is called after a turn with which an event has used more time than it may.
func (w *Worker) overCPU(limit time.Duration) {
	w.warnLimit("a CPU time of "+limit.String()+" for one event", "Worker exceeded CPU time limit.")
}
