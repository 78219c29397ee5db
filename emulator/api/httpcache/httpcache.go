// Package httpcache decides which responses a cache keeps, for how long, and how it answers
// requests from what it has: RFC 9111 for a shared cache, as wrangler's local cache reads it.
package httpcache

import (
	"fmt"
	"strings"
	"time"
)

// Header are header fields in order, names in lower case, one field for each name. It is stored
// as JSON, in wrangler's form.
type Header [][2]string

// Get is the value of a header; "" when there is none.
func (h Header) Get(name string) string {
	v, _ := h.Lookup(name)
	return v
}

// Lookup is Get that tells an empty value from none.
func (h Header) Lookup(name string) (string, bool) {
	for _, f := range h {
		if f[0] == name {
			return f[1], true
		}
	}
	return "", false
}

// Set replaces the value of a header, or adds it at the end.
func (h *Header) Set(name, value string) {
	for i := range *h {
		if (*h)[i][0] == name {
			(*h)[i][1] = value
			return
		}
	}
	*h = append(*h, [2]string{name, value})
}

// without is a copy that lacks some headers.
func (h Header) without(drop func(name string) bool) Header {
	left := Header{}
	for _, f := range h {
		if !drop(f[0]) {
			left = append(left, f)
		}
	}
	return left
}

// Metadata is what is stored of a response beside its body.
type Metadata struct {
	Header Header `json:"headers"`
	Status int    `json:"status"`
	Size   int    `json:"size"`
}

// Keep decides about a response to a GET request: what to store of it and for how long, which may
// be 0. ok is false where it must not be stored.
func Keep(request, response Header, status int, now time.Time) (stored Header, ttl time.Duration, ok bool) {
	response = privateCookie(response)
	p := newPolicy(request, response, status, now)
	if _, cookie := response.Lookup("set-cookie"); cookie || !p.storable() {
		return nil, 0, false
	}
	return p.stored(), p.timeToLive(), true
}

const privateSetCookie = "private=set-cookie"

// privateCookie drops a cookie that the response says is not for caches.
func privateCookie(response Header) Header {
	control := strings.ToLower(response.Get("cache-control"))
	before, after, found := strings.Cut(control, privateSetCookie)
	if !found {
		return response
	}
	response = response.without(func(name string) bool { return name == "set-cookie" })
	response.Set("cache-control", strings.TrimSpace(before+strings.TrimPrefix(after, ";")))
	return response
}

// hopByHop are headers that are about a connection, and the date, which a cache sets anew.
var hopByHop = map[string]bool{
	"date": true, "connection": true, "keep-alive": true, "proxy-authenticate": true, "proxy-authorization": true,
	"te": true, "trailer": true, "transfer-encoding": true, "upgrade": true,
}

// stored are the headers that are kept.
func (p *policy) stored() Header {
	named := map[string]bool{}
	for _, name := range strings.Split(p.response.Get("connection"), ",") {
		named[strings.TrimSpace(name)] = true
	}
	h := p.response.without(func(name string) bool { return hopByHop[name] || named[name] })
	if warning := h.Get("warning"); warning != "" {
		h = h.without(func(name string) bool { return name == "warning" })
		if lasting := lastingWarnings(warning); lasting != "" {
			h.Set("warning", lasting)
		}
	}
	if p.age() > day && !p.explicit() && p.maxAge() > day {
		warning := `113 - "rfc7234 5.5.4"`
		if before := h.Get("warning"); before != "" {
			warning = before + ", " + warning
		}
		h.Set("warning", warning)
	}
	h.Set("age", fmt.Sprintf("%.0f", p.age()))
	h.Set("date", p.now.UTC().Format(httpTime))
	return h
}

// lastingWarnings leaves out the warnings (1xx) that do not outlive their response.
func lastingWarnings(value string) string {
	var lasting []string
	for _, w := range strings.Split(value, ",") {
		code := strings.TrimLeft(w, " \t")
		if len(code) >= 3 && code[0] == '1' && isDigit(code[1]) && isDigit(code[2]) {
			continue
		}
		lasting = append(lasting, w)
	}
	return strings.TrimSpace(strings.Join(lasting, ","))
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
