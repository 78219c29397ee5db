package url

import (
	"strings"

	whatwg "github.com/nlnwa/whatwg-url/url"
)

// Parse parses a URL, relative to base unless that is empty, and returns it in its normal form.
func Parse(raw, base string) (href string, ok bool) {
	if base == "" {
		if href, ok := parseSimple(raw); ok {
			return href, true
		}
		u, err := whatwg.Parse(raw)
		if err != nil {
			return "", false
		}
		return normal(u), true
	}
	if href, ok := joinSimple(raw, base); ok {
		return href, true
	}
	u, err := whatwg.ParseRef(base, raw)
	if err != nil {
		return "", false
	}
	return normal(u), true
}

// normal is the text of a parsed URL. A space that ends an opaque path before a query or
// fragment is encoded: that rule is newer than the library.
func normal(u *whatwg.Url) string {
	href := u.Href(false)
	if !u.OpaquePath() {
		return href
	}
	if end := strings.IndexAny(href, "?#"); end > 0 && href[end-1] == ' ' {
		return href[:end-1] + "%20" + href[end:]
	}
	return href
}

// What parseSimple lets through unchanged, by part of the URL.
const (
	inPath = 1 << iota
	inQuery
	inFragment
	inHost
)

var simple = func() (table [256]uint8) {
	set := func(chars string, parts uint8) {
		for _, c := range []byte(chars) {
			table[c] |= parts
		}
	}
	// Quotes, brackets, backslashes and their like are left to the full parser.
	set("abcdefghijklmnopqrstuvwxyz0123456789-.", inPath|inQuery|inFragment|inHost)
	set("ABCDEFGHIJKLMNOPQRSTUVWXYZ_~!$&()*+,;=:@%/", inPath|inQuery|inFragment)
	set("?", inQuery|inFragment)
	return table
}()

// parseSimple knows the URLs that requests have: http or https, a plain host, nothing to
// encode, decode or shorten. The full parser takes 4 µs, this one 0.1.
func parseSimple(raw string) (string, bool) {
	host := authorityStart(raw)
	if host == 0 {
		return "", false
	}
	path, ok := simpleAuthority(raw, host)
	if !ok {
		return "", false
	}
	if path == len(raw) || raw[path] != '/' {
		if !simpleTail(raw[path:]) {
			return "", false
		}
		return raw[:path] + "/" + raw[path:], true
	}
	return raw, simpleTail(raw[path:])
}

// joinSimple resolves an absolute path against a simple URL.
func joinSimple(raw, base string) (string, bool) {
	if len(raw) == 0 || raw[0] != '/' || len(raw) > 1 && (raw[1] == '/' || raw[1] == '\\') || !simpleTail(raw) {
		return "", false
	}
	base, ok := parseSimple(base)
	if !ok {
		return "", false
	}
	host := authorityStart(base)
	return base[:host+strings.IndexByte(base[host:], '/')] + raw, true
}

func authorityStart(raw string) int {
	switch {
	case strings.HasPrefix(raw, "http://"):
		return len("http://")
	case strings.HasPrefix(raw, "https://"):
		return len("https://")
	}
	return 0
}

// simpleAuthority finds the end of a host and port that need no change.
func simpleAuthority(raw string, host int) (end int, ok bool) {
	i, label := host, host
	for i < len(raw) && simple[raw[i]]&inHost != 0 {
		if raw[i] == '.' {
			if i == label {
				return 0, false
			}
			label = i + 1
		}
		i++
	}
	if i == label || !simpleHost(raw[host:i], raw[label:i]) {
		return 0, false
	}
	if i == len(raw) || raw[i] != ':' {
		return i, i == len(raw) || raw[i] == '/' || raw[i] == '?' || raw[i] == '#'
	}
	return simplePort(raw, i+1, host == len("https://"))
}

// simpleHost refuses internationalised names and everything that may be a number: only dotted
// decimal addresses in their normal form stay as they are.
func simpleHost(host, last string) bool {
	if strings.Contains(host, "xn--") {
		return false
	}
	if last[0] >= '0' && last[0] <= '9' {
		return isIPv4(host)
	}
	return true
}

func isIPv4(host string) bool {
	parts, n, digits := 0, 0, 0
	for i := 0; i <= len(host); i++ {
		if i == len(host) || host[i] == '.' {
			if digits == 0 || n > 255 || digits > 1 && host[i-digits] == '0' {
				return false
			}
			parts, n, digits = parts+1, 0, 0
			continue
		}
		if host[i] < '0' || host[i] > '9' || digits > 3 {
			return false
		}
		n, digits = n*10+int(host[i]-'0'), digits+1
	}
	return parts == 4
}

func simplePort(raw string, i int, secure bool) (end int, ok bool) {
	start, port := i, 0
	for i < len(raw) && raw[i] >= '0' && raw[i] <= '9' && i-start < 6 {
		port = port*10 + int(raw[i]-'0')
		i++
	}
	usual := 80
	if secure {
		usual = 443
	}
	if i == start || raw[start] == '0' || port > 65535 || port == usual {
		return 0, false
	}
	return i, i == len(raw) || raw[i] == '/' || raw[i] == '?' || raw[i] == '#'
}

// simpleTail reports whether a path, query and fragment need no change.
func simpleTail(tail string) bool {
	part := uint8(inPath)
	for i := 0; i < len(tail); i++ {
		c := tail[i]
		switch {
		case c == '#' && part != inFragment:
			part = inFragment
		case c == '?' && part == inPath:
			part = inQuery
		case simple[c]&part == 0:
			return false
		case c == '/' && part == inPath && i+1 < len(tail) && isDotSegment(tail[i+1:]):
			return false
		}
	}
	return true
}

// isDotSegment reports whether a path segment may be one of the dots, plain or encoded.
func isDotSegment(s string) bool {
	switch s[0] {
	case '.':
		return len(s) == 1 || strings.IndexByte("./?#%", s[1]) >= 0
	case '%':
		return len(s) > 1 && s[1] == '2'
	}
	return false
}
