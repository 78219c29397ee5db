package api

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"net/mail"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/persist"
)

// RateLimit is a binding of a rate limiter: so many calls in so many seconds.
type RateLimit struct {
	Limiter       *RateLimiter
	Limit, Period int
}

// RateLimiter counts calls in windows of the clock. It may be used from any goroutine.
type RateLimiter struct {
	mu      sync.Mutex
	windows map[int]*rateWindow // by their length in seconds
}

type rateWindow struct {
	number int64
	counts map[string]float64
}

// Allow counts a call and reports whether the limit was not yet reached before it.
func (r *RateLimiter) Allow(now time.Time, key string, limit float64, period int, delta float64) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.windows == nil {
		r.windows = map[int]*rateWindow{}
	}
	number := now.Unix() / int64(period)
	w := r.windows[period]
	if w == nil || w.number != number {
		w = &rateWindow{number, map[string]float64{}}
		r.windows[period] = w
	}
	if w.counts[key] >= limit {
		return false
	}
	w.counts[key] += delta
	return true
}

// Secret is a binding of a secret in a secrets store.
type Secret struct {
	Store *persist.KV
	Name  string
}

// Hyperdrive is a binding of a database, which connections go to directly.
type Hyperdrive struct{ URL *url.URL }

// Email is a binding that sends mail, locally to files.
type Email struct {
	// Destination and Destinations are the only receivers, Senders the only senders, if any.
	Destination           string
	Destinations, Senders []string
	// Dir is where mail goes.
	Dir string
}

// product makes the binding of a product, if b is one.
func (w *Worker) product(b Binding) (v goja.Value, ok bool) {
	rt := w.iso.Runtime()
	switch {
	case b.RateLimit != nil:
		return w.call("products", "makeRateLimit", w.handle(b.RateLimit.Limiter), rt.ToValue(b.RateLimit.Limit), rt.ToValue(b.RateLimit.Period)), true
	case b.Analytics:
		return w.call("products", "makeAnalytics"), true
	case b.Secret != nil:
		return w.call("products", "makeSecret", w.handle(b.Secret.Store), w.text(b.Secret.Name)), true
	case b.Hyperdrive != nil:
		return w.call("products", "makeHyperdrive", w.hyperdrive(b.Hyperdrive.URL)), true
	case b.Email != nil:
		w.mailDir = b.Email.Dir
		return w.call("products", "makeEmail", w.emailConfig(b.Email)), true
	}
	return nil, false
}

// hyperdrive are the attributes of a Hyperdrive binding.
//
// Unlike workerd, whose host is a made-up name that connects to the database through a proxy, they
// name the database itself. So TLS is the driver's business, and the parameters that ask for it stay.
func (w *Worker) hyperdrive(u *url.URL) *goja.Object {
	port, query := u.Port(), "?sslmode=disable"
	switch {
	case port == "" && u.Scheme == "mysql":
		port = "3306"
	case port == "":
		port = "5432"
	}
	if u.Scheme == "mysql" {
		query = "?ssl-mode=disabled"
	}
	if u.RawQuery != "" {
		query = "?" + u.RawQuery
	}
	password, _ := u.User.Password()
	database := strings.TrimPrefix(u.Path, "/")
	o := w.iso.Runtime().NewObject()
	_ = o.Set("database", database)
	_ = o.Set("user", u.User.Username())
	_ = o.Set("password", password)
	_ = o.Set("host", u.Hostname())
	_ = o.Set("ip", u.Hostname())
	_ = o.Set("port", w.text(port).ToNumber())
	_ = o.Set("connectionString", fmt.Sprintf("%s://%s:%s@%s:%s/%s%s", u.Scheme, u.User.Username(), password, u.Hostname(), port, database, query))
	return o
}

func (w *Worker) emailConfig(e *Email) *goja.Object {
	rt := w.iso.Runtime()
	o := rt.NewObject()
	texts := func(list []string) goja.Value {
		all := make([]any, len(list))
		for i, s := range list {
			all[i] = s
		}
		return rt.NewArray(all...)
	}
	if e.Destination != "" {
		_ = o.Set("destination", e.Destination)
	}
	if e.Destinations != nil {
		_ = o.Set("destinations", texts(e.Destinations))
	}
	if e.Senders != nil {
		_ = o.Set("senders", texts(e.Senders))
	}
	return o
}

// productFunctions serve products.js.
func (w *Worker) productFunctions() functions {
	return functions{
		"limit": func(call goja.FunctionCall) goja.Value {
			w.requireRequest()
			w.subrequest()
			key, limit, period := call.Argument(1).String(), call.Argument(2).ToFloat(), int(call.Argument(3).ToInteger())
			allowed := given[*RateLimiter](w, call.Argument(0)).Allow(w.iso.Clock().Now(), key, limit, period, call.Argument(4).ToFloat())
			return w.iso.Runtime().ToValue(allowed)
		},
		"secret":      w.readSecret,
		"messageId":   func(call goja.FunctionCall) goja.Value { return w.text(newMessageID(call.Argument(0).String())) },
		"sendMessage": w.sendMessage,
		"store":       w.storeMail,
		"log": func(call goja.FunctionCall) goja.Value {
			if w.options.Events.Info != nil {
				w.options.Events.Info(call.Argument(0).String())
			}
			return goja.Undefined()
		},
	}
}

func (w *Worker) readSecret(call goja.FunctionCall) goja.Value {
	store, name, now := held[*persist.KV](call.Argument(0)), call.Argument(1).String(), w.iso.Clock().Now()
	var entry persist.KVEntry
	var found bool
	return w.async(func() (err error) {
		entry, found, err = store.Get(name, now)
		return err
	}, func() goja.Value {
		if !found {
			return goja.Null()
		}
		return w.text(string(entry.Value))
	})
}

// newMessageID is the id of a new message from an address.
func newMessageID(from string) string {
	_, domain, ok := strings.Cut(from, "@")
	if !ok {
		domain = "localhost"
	}
	return "<" + rand.Text() + "@" + domain + ">"
}

// sendMessage checks a message as it goes over the wire and stores it under an id of its own. It
// settles with {id, file} or {error}.
func (w *Worker) sendMessage(call goja.FunctionCall) goja.Value {
	data, _ := webidl.Bytes(w.iso, call.Argument(0))
	raw, from := bytes.Clone(data), call.Argument(1).String()
	dir := w.mailDir
	var id, file, problem string
	return w.async(func() (err error) {
		if problem = checkMessage(raw, from); problem != "" {
			return nil
		}
		id = newMessageID(from)
		file, err = writeMail(dir, "email", id, "", "eml", withMessageID(raw, id))
		return err
	}, func() goja.Value {
		o := w.iso.Runtime().NewObject()
		if problem != "" {
			_ = o.Set("error", problem)
			return o
		}
		_ = o.Set("id", id)
		_ = o.Set("file", file)
		return o
	})
}

// checkMessage says what is wrong with a message, or "".
func checkMessage(raw []byte, from string) string {
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return "could not parse email: " + err.Error()
	}
	if m.Header.Get("Message-Id") == "" {
		return "invalid message-id"
	}
	sender, err := mail.ParseAddress(m.Header.Get("From"))
	if err != nil || sender.Address != from {
		return "From: header does not match mail from"
	}
	if m.Header.Get("Received") != "" {
		return "invalid headers set"
	}
	return ""
}

var (
	headerEnd       = regexp.MustCompile(`\r?\n\r?\n`)
	messageIDHeader = regexp.MustCompile(`(?im)^message-id:.*(\r?\n[ \t].*)*`)
)

// withMessageID gives a message another id.
func withMessageID(raw []byte, id string) []byte {
	end := len(raw)
	if place := headerEnd.FindIndex(raw); place != nil {
		end = place[0]
	}
	place := messageIDHeader.FindIndex(raw[:end])
	if place == nil {
		return raw
	}
	tail := raw[place[1]:]
	if bytes.HasSuffix(raw[:place[1]], []byte("\r")) { // . matches it
		tail = raw[place[1]-1:]
	}
	return bytes.Join([][]byte{raw[:place[0]], []byte("Message-ID: " + id), tail}, nil)
}

// storeMail stores a part of a message and settles with the file.
func (w *Worker) storeMail(call goja.FunctionCall) goja.Value {
	content, isBytes := webidl.Bytes(w.iso, call.Argument(4))
	if content = bytes.Clone(content); !isBytes {
		content = []byte(webidl.String(w.iso, call.Argument(4)))
	}
	text := func(n int) string { return call.Argument(n).String() }
	kind, id, part, extension, dir := text(0), text(1), text(2), text(3), w.mailDir
	var file string
	return w.async(func() (err error) {
		file, err = writeMail(dir, kind, id, part, extension, content)
		return err
	}, func() goja.Value { return w.text(file) })
}

var unsafeInNames = regexp.MustCompile(`[^A-Za-z0-9@._-]`)

// writeMail writes a file that is named after a message.
func writeMail(dir, kind, id, part, extension string, content []byte) (string, error) {
	name := unsafeInNames.ReplaceAllString(strings.Trim(id, "<>"), "_") + part + "." + extension
	file := filepath.Join(dir, "email", kind, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return "", fmt.Errorf("make directory: %w", err)
	}
	if err := os.WriteFile(file, content, 0o666); err != nil {
		return "", fmt.Errorf("store mail: %w", err)
	}
	return file, nil
}
