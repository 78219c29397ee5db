package assets

import (
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// ruleFile is one of the files that say something of the others. It is read again when it changed.
type ruleFile struct {
	path string

	mu       sync.Mutex // guards the fields below
	modified time.Time
	read     bool
	text     string
}

// lines are the lines of the file, none if there is none.
func (f *ruleFile) lines() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	info, err := os.Stat(f.path)
	if err != nil {
		f.read, f.text = false, ""
		return nil
	}
	if !f.read || !info.ModTime().Equal(f.modified) {
		data, err := os.ReadFile(f.path)
		if err != nil {
			return nil
		}
		f.read, f.modified, f.text = true, info.ModTime(), string(data)
	}
	return strings.Split(strings.ReplaceAll(f.text, "\r\n", "\n"), "\n")
}

// matchesAny reports whether one of the patterns, in which * stands for anything, matches all of path.
func matchesAny(patterns []string, path string) bool {
	for _, p := range patterns {
		parts := strings.Split(p, "*")
		for n := range parts {
			parts[n] = regexp.QuoteMeta(parts[n])
		}
		if re, err := regexp.Compile("^" + strings.Join(parts, ".*") + "$"); err == nil && re.MatchString(path) {
			return true
		}
	}
	return false
}

var (
	placeholder = regexp.MustCompile(`:([A-Za-z]\w*)`)
	hostPart    = regexp.MustCompile(`^https://[^/]*`)
	manySlashes = regexp.MustCompile(`/+`)
	absoluteURL = regexp.MustCompile(`^\w+://`)
)

// compile makes an expression of a rule's pattern: * is a splat, :name a part of the path or host.
func compile(pattern string) *regexp.Regexp {
	host := hostPart.FindString(pattern)
	convert := func(text, part string) string {
		var out strings.Builder
		for n, piece := range strings.Split(text, "*") {
			if n > 0 {
				out.WriteString("(?P<splat>.*)")
			}
			last := 0
			for _, at := range placeholder.FindAllStringSubmatchIndex(piece, -1) {
				out.WriteString(regexp.QuoteMeta(piece[last:at[0]]) + "(?P<" + piece[at[2]:at[3]] + ">" + part + ")")
				last = at[1]
			}
			out.WriteString(regexp.QuoteMeta(piece[last:]))
		}
		return out.String()
	}
	scheme := ""
	if host != "" {
		scheme, host = "https://", strings.TrimPrefix(host, "https://")
		pattern = pattern[len(scheme)+len(host):]
	}
	re, err := regexp.Compile("^" + regexp.QuoteMeta(scheme) + convert(host, "[^/.]+") + convert(pattern, "[^/]+") + "$")
	if err != nil {
		return nil // as wrangler, which leaves such a rule out
	}
	return re
}

// match gives the values of a pattern's names, nil if it does not match.
func match(pattern, path, host string) map[string]string {
	re := compile(pattern)
	if re == nil {
		return nil
	}
	subject := path
	if strings.HasPrefix(pattern, "https://") {
		subject = "https://" + host + path
	}
	found := re.FindStringSubmatch(subject)
	if found == nil {
		return nil
	}
	values := map[string]string{}
	for n, name := range re.SubexpNames() {
		if name != "" {
			values[name] = found[n]
		}
	}
	return values
}

func fill(text string, values map[string]string) string {
	for name, value := range values {
		text = strings.ReplaceAll(text, ":"+name, value)
	}
	return text
}

// redirect is the answer of a rule of _redirects, or the path that one rewrites to.
func (f *ruleFile) redirect(u *url.URL, host, pathname string) (*Response, string) {
	for _, line := range f.lines() {
		words := strings.Fields(line)
		if len(words) < 2 || len(words) > 3 || strings.HasPrefix(words[0], "#") {
			continue
		}
		status := http.StatusFound
		if len(words) == 3 {
			n, err := strconv.Atoi(words[2])
			if err != nil {
				continue
			}
			status = n
		}
		values := match(words[0], pathname, u.Hostname())
		if values == nil {
			continue
		}
		to := strings.TrimSpace(fill(words[1], values))
		if !absoluteURL.MatchString(to) {
			to = manySlashes.ReplaceAllString(to, "/")
		}
		target, err := u.Parse(to)
		if err != nil {
			continue
		}
		if status == http.StatusOK {
			return nil, target.EscapedPath()
		}
		return redirectTo(status, location(target, u, host)), ""
	}
	return nil, ""
}

// location keeps the query of the request unless the rule has its own.
func location(target, u *url.URL, host string) string {
	query := search(target)
	if query == "" {
		query = search(u)
	}
	fragment := ""
	if target.Fragment != "" {
		fragment = "#" + target.EscapedFragment()
	}
	path := target.EscapedPath()
	if target.Host == "" || target.Host == u.Host || target.Host == host {
		return path + query + fragment
	}
	if path == "" {
		path = "/"
	}
	return target.Scheme + "://" + target.Host + path + query + fragment
}

// custom applies the rules of _headers.
func (f *ruleFile) custom(path, host string, header http.Header) {
	var values map[string]string
	set := map[string]bool{}
	for _, line := range f.lines() {
		text := strings.TrimSpace(line)
		switch {
		case text == "" || strings.HasPrefix(text, "#"):
		case strings.HasPrefix(text, "/") || strings.HasPrefix(text, "https://"):
			values = match(text, path, host)
		case values == nil:
		case strings.HasPrefix(text, "!"):
			header.Del(strings.TrimSpace(text[1:]))
		default:
			name, value, ok := strings.Cut(text, ":")
			if !ok {
				continue
			}
			name, value = strings.TrimSpace(name), fill(strings.TrimSpace(value), values)
			key := http.CanonicalHeaderKey(name)
			if set[key] {
				value = header.Get(key) + ", " + value
			}
			set[key] = true
			header.Set(key, value)
		}
	}
}

// ignores reports whether .assetsignore, in the form of .gitignore, leaves a path out.
func (f *ruleFile) ignores(path string) bool {
	ignored := false
	for _, line := range f.lines() {
		pattern := strings.TrimRight(line, " \t")
		if pattern == "" || strings.HasPrefix(pattern, "#") {
			continue
		}
		negated := strings.HasPrefix(pattern, "!")
		if gitMatch(strings.TrimPrefix(pattern, "!"), path) {
			ignored = !negated
		}
	}
	return ignored
}

// gitMatch reports whether a pattern of .gitignore matches a path or a directory above it.
func gitMatch(pattern, path string) bool {
	anchored := strings.Contains(strings.TrimSuffix(pattern, "/"), "/")
	directory := strings.HasSuffix(pattern, "/")
	pattern = strings.Trim(pattern, "/")
	expression := regexp.QuoteMeta(pattern)
	expression = strings.NewReplacer(`\*\*/`, `(?:.*/)?`, `/\*\*`, `/.*`, `\*\*`, `.*`, `\*`, `[^/]*`, `\?`, `[^/]`).Replace(expression)
	prefix, suffix := "^/(?:.*/)?", "(?:/.*)?$"
	if anchored {
		prefix = "^/"
	}
	if directory {
		suffix = "/.*$"
	}
	re, err := regexp.Compile(prefix + expression + suffix)
	return err == nil && re.MatchString(path)
}
