package httpcache

import (
	"math"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"
)

const (
	httpTime = "Mon, 02 Jan 2006 15:04:05 GMT"
	// day is in seconds, as all ages here are.
	day = 24 * 3600
	// heuristic is the part of a response's age that it is fresh for if it does not say so.
	heuristic = 0.1
	// immutableTTL is for how long a response that is immutable and says no more is fresh. The
	// library that wrangler's cache is built on means a day of milliseconds, and counts seconds.
	immutableTTL = day * 1000
)

// understood are the statuses of responses that may be stored, and whether they may without a word.
var understood = map[int]bool{
	200: true, 203: true, 204: true, 300: true, 301: true, 302: false, 303: false, 307: false, 308: true,
	404: true, 405: true, 410: true, 414: true, 501: true,
}

// policy is what a response and the request for it say about caching. Directives have names as
// they were written: only those in lower case count.
type policy struct {
	response   Header
	status     int
	now        time.Time
	authorized bool
	directives map[string]string
}

func newPolicy(request, response Header, status int, now time.Time) *policy {
	control, found := response.Lookup("cache-control")
	p := &policy{response: response, status: status, now: now, directives: parseDirectives(control)}
	p.authorized = request.Get("authorization") != ""
	if !found && strings.Contains(response.Get("pragma"), "no-cache") {
		p.directives["no-cache"] = valueless
	}
	return p
}

// valueless is the value of a directive that has none.
const valueless = "true"

func parseDirectives(control string) map[string]string {
	all := map[string]string{}
	if control == "" {
		return all
	}
	for _, part := range strings.Split(control, ",") {
		pieces := strings.SplitN(part, "=", 3)
		value := valueless
		if len(pieces) > 1 {
			value = strings.TrimSpace(pieces[1])
			value = strings.TrimSuffix(strings.TrimPrefix(value, `"`), `"`)
		}
		all[strings.TrimSpace(pieces[0])] = value
	}
	return all
}

func (p *policy) has(directive string) bool { return p.directives[directive] != "" }

func (p *policy) seconds(directive string) float64 { return number(p.directives[directive]) }

func (p *policy) storable() bool {
	byDefault, known := understood[p.status]
	switch {
	case !known, p.has("no-store"), p.has("private"):
		return false
	case p.authorized && !p.has("must-revalidate") && !p.has("public") && !p.has("s-maxage"):
		return false
	}
	return byDefault || p.explicit() || p.has("public")
}

// explicit reports whether the response says for how long it is fresh.
func (p *policy) explicit() bool {
	return p.has("s-maxage") || p.has("max-age") || p.response.Get("expires") != ""
}

func (p *policy) age() float64 { return number(p.response.Get("age")) }

// maxAge is for how long the response is fresh, counted from its date.
func (p *policy) maxAge() float64 {
	switch {
	case p.has("no-cache"), p.response.Get("vary") == "*", p.has("proxy-revalidate"):
		return 0
	case p.has("s-maxage"):
		return p.seconds("s-maxage")
	case p.has("max-age"):
		return p.seconds("max-age")
	}
	least := 0.0
	if p.has("immutable") {
		least = immutableTTL
	}
	date, err := http.ParseTime(p.response.Get("date"))
	if err != nil {
		date = p.now
	}
	if expires := p.response.Get("expires"); expires != "" {
		at, err := http.ParseTime(expires)
		if err != nil || at.Before(date) {
			return 0
		}
		return math.Max(least, at.Sub(date).Seconds())
	}
	modified, err := http.ParseTime(p.response.Get("last-modified"))
	if err == nil && date.After(modified) {
		return math.Max(least, date.Sub(modified).Seconds()*heuristic)
	}
	return least
}

// timeToLive is for how long the response can be used, stale or not.
func (p *policy) timeToLive() time.Duration {
	left := p.maxAge() - p.age()
	longest := math.Max(0, left)
	longest = math.Max(longest, left+p.seconds("stale-if-error"))
	longest = math.Max(longest, left+p.seconds("stale-while-revalidate"))
	return time.Duration(math.Min(longest, math.MaxInt64/1e10) * float64(time.Second))
}

var leadingNumber = regexp.MustCompile(`^\s*[+-]?\d+`)

// number is the number that a text begins with, or 0.
func number(s string) float64 {
	n, _ := strconv.ParseFloat(strings.TrimSpace(leadingNumber.FindString(s)), 64)
	return n
}
