package url

import (
	"strings"

	whatwg "github.com/nlnwa/whatwg-url/url"
)

// Component names a part of a URL to set.
type Component int

// The parts of a URL that can be set, in the order that url.js counts them.
const (
	Href Component = iota
	Protocol
	Username
	Password
	Host
	Hostname
	Port
	Pathname
	Search
	Hash
	// Query is a query in its encoded form, as searchParams writes it.
	Query
)

// Set changes one component of a URL in its normal form and returns the new URL. What the
// component does not accept changes nothing; only Href can fail.
func Set(href string, c Component, value string) (string, bool) {
	switch c {
	case Href:
		return Parse(value, "")
	case Query:
		return setQuery(href, value), true
	}
	if changed, ok := setSimple(href, c, value); ok {
		return changed, true
	}
	u, err := whatwg.Parse(href)
	if err != nil {
		return href, true
	}
	setters[c](u, value)
	return normal(u), true
}

var setters = map[Component]func(*whatwg.Url, string){
	Protocol: (*whatwg.Url).SetProtocol,
	Username: (*whatwg.Url).SetUsername,
	Password: (*whatwg.Url).SetPassword,
	Host:     (*whatwg.Url).SetHost,
	Hostname: (*whatwg.Url).SetHostname,
	Port:     (*whatwg.Url).SetPort,
	Pathname: (*whatwg.Url).SetPathname,
	Search:   (*whatwg.Url).SetSearch,
	Hash:     (*whatwg.Url).SetHash,
}

// setSimple puts values that need no encoding into http URLs.
func setSimple(href string, c Component, value string) (string, bool) {
	if authorityStart(href) == 0 {
		return "", false
	}
	p := Split(href)
	switch c {
	case Pathname:
		if !strings.HasPrefix(value, "/") || strings.ContainsAny(value, "?#") || !simpleTail(value) {
			return "", false
		}
		return href[:p.path] + value + href[p.query:], true
	case Search:
		value = strings.TrimPrefix(value, "?")
		if value == "" || strings.Contains(value, "#") || !simpleTail("?"+value) {
			return "", false
		}
		return setQuery(href, value), true
	}
	return "", false
}

// setQuery replaces the query; an empty one goes together with its question mark.
func setQuery(href, query string) string {
	p := Split(href)
	if query != "" {
		query = "?" + query
	}
	return href[:p.query] + query + href[p.fragment:]
}
