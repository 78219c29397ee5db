package web

import (
	"strings"

	whatwg "github.com/nlnwa/whatwg-url/url"
)

// normalizeURL parses an absolute URL and writes it out again, as the URL standard does.
func normalizeURL(u string) (string, bool) {
	if plainURL(u) {
		return u, true
	}
	parsed, err := whatwg.Parse(u)
	if err != nil {
		return "", false
	}
	return parsed.Href(false), true
}

// plainURL recognises URLs that normalisation would not change, most of those that occur: a
// full parse costs 4 µs.
func plainURL(u string) bool {
	rest, ok := strings.CutPrefix(u, "http://")
	if !ok {
		if rest, ok = strings.CutPrefix(u, "https://"); !ok {
			return false
		}
	}
	slash := strings.IndexByte(rest, '/')
	if slash <= 0 || !plainHost(rest[:slash]) {
		return false
	}
	return plainPath(rest[slash:])
}

// plainHost accepts names of lower-case letters; whatever has digits may be an IP address or
// have a default port.
func plainHost(h string) bool {
	for i := range len(h) {
		if c := h[i]; (c < 'a' || c > 'z') && c != '.' && c != '-' {
			return false
		}
	}
	return !strings.Contains(h, "xn--") && !strings.HasPrefix(h, ".") && !strings.Contains(h, "..")
}

func plainPath(p string) bool {
	for i := range len(p) {
		c := p[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9':
		case c == '.' && i > 0 && p[i-1] == '/':
			return false
		case c == '.', c == '/', c == '-', c == '_', c == '~', c == '=', c == '&', c == '?', c == '+', c == ',', c == ':', c == '@':
		default:
			return false
		}
	}
	return true
}

// resolveURL parses a reference against an absolute URL.
func resolveURL(base, ref string) (string, bool) {
	parsed, err := whatwg.ParseRef(base, ref)
	if err != nil {
		return "", false
	}
	return parsed.Href(false), true
}

// origin is scheme, host and port of an absolute URL.
func origin(u string) string {
	parsed, err := whatwg.Parse(u)
	if err != nil {
		return ""
	}
	return parsed.Protocol() + "//" + parsed.Host()
}

// scheme is what stands before the colon of an absolute URL.
func scheme(u string) string {
	s, _, _ := strings.Cut(u, ":")
	return s
}
