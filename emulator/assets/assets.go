// Package assets serves a Worker's static files by the rules of Cloudflare's asset Worker: which file
// answers a path, how paths with and without .html and trailing slashes lead to each other, what
// answers where there is none, and the files _headers, _redirects and .assetsignore. It knows no
// JavaScript.
package assets

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// HTMLHandling says how paths of HTML files are written.
type HTMLHandling string

// The ways of HTMLHandling.
const (
	AutoTrailingSlash  HTMLHandling = "auto-trailing-slash"
	ForceTrailingSlash HTMLHandling = "force-trailing-slash"
	DropTrailingSlash  HTMLHandling = "drop-trailing-slash"
	NoHTMLHandling     HTMLHandling = "none"
)

// NotFoundHandling says what answers a path that has no file.
type NotFoundHandling string

// The ways of NotFoundHandling.
const (
	NotFoundNone NotFoundHandling = "none"
	NotFoundPage NotFoundHandling = "404-page"
	NotFoundSPA  NotFoundHandling = "single-page-application"
)

// Config describes the files of a Worker. Empty settings have their defaults.
type Config struct {
	Dir              string
	HTMLHandling     HTMLHandling
	NotFoundHandling NotFoundHandling
	// WorkerFirst sends every request to the Worker first; WorkerPaths those that match, and
	// AssetPaths exempt some of them again.
	WorkerFirst             bool
	WorkerPaths, AssetPaths []string
	// NavigationPrefersAssets is the flag assets_navigation_prefers_asset_serving.
	NavigationPrefersAssets bool
}

// Site serves the files of a directory. Files are looked up when they are asked for, so that a change
// is seen at once.
type Site struct {
	config                     Config
	headers, redirects, ignore ruleFile

	mu    sync.Mutex // guards etags
	etags map[string]etag
}

// New makes a site; the directory is read when something is asked for.
func New(c Config) *Site {
	if c.HTMLHandling == "" {
		c.HTMLHandling = AutoTrailingSlash
	}
	if c.NotFoundHandling == "" {
		c.NotFoundHandling = NotFoundNone
	}
	return &Site{
		config: c, etags: map[string]etag{},
		headers:   ruleFile{path: filepath.Join(c.Dir, headersFile)},
		redirects: ruleFile{path: filepath.Join(c.Dir, redirectsFile)},
		ignore:    ruleFile{path: filepath.Join(c.Dir, ignoreFile)},
	}
}

// Names of files that say something of the others.
const (
	headersFile   = "_headers"
	redirectsFile = "_redirects"
	ignoreFile    = ".assetsignore"
)

// Response is an answer; Path is the file with its body, "" for none.
type Response struct {
	Status int
	Header http.Header
	Path   string
	// missing is set where there is no file and nothing else that answers.
	missing bool
}

// WantsWorker reports whether a request goes to the Worker and not to the files.
func (s *Site) WantsWorker(r *http.Request) bool {
	path := r.URL.EscapedPath()
	switch {
	case matchesAny(s.config.AssetPaths, path):
		return false
	case s.config.WorkerFirst, matchesAny(s.config.WorkerPaths, path):
		return true
	}
	c := s.config
	prefers := c.NavigationPrefersAssets && r.Header.Get("Sec-Fetch-Mode") == "navigate"
	if !prefers && len(c.WorkerPaths)+len(c.AssetPaths) == 0 {
		c.NotFoundHandling = NotFoundNone
	}
	return s.answer(c, r.Method, r.URL, r.Host, r.Header).missing
}

// Serve answers a request from the files.
func (s *Site) Serve(method string, u *url.URL, host string, header http.Header) *Response {
	r := s.answer(s.config, method, u, host, header)
	s.headers.custom(u.EscapedPath(), u.Hostname(), r.Header)
	return r
}

func (s *Site) answer(c Config, method string, u *url.URL, host string, header http.Header) *Response {
	pathname := u.EscapedPath()
	if pathname == "" {
		pathname = "/"
	}
	target, rewritten := s.redirects.redirect(u, host, pathname)
	if target != nil {
		return target
	}
	if rewritten != "" {
		pathname = rewritten
	}
	decoded := decodePath(pathname)
	found := (&lookup{s, c}).intent(decoded, false)
	switch {
	case found == nil:
		return &Response{Status: http.StatusNotFound, Header: http.Header{}, missing: rewritten == ""}
	case method != http.MethodGet && method != http.MethodHead:
		return &Response{Status: http.StatusMethodNotAllowed, Header: http.Header{}}
	}
	destination := decoded
	if found.redirect != "" {
		destination = found.redirect
	}
	// A file has one path; all other ways to write it lead there.
	if encoded := encodePath(destination); found.redirect != "" || encoded != pathname {
		return redirectTo(http.StatusTemporaryRedirect, encoded+search(u))
	}
	return s.file(found, method, header)
}

func (s *Site) file(found *intent, method string, header http.Header) *Response {
	r := &Response{Status: found.status, Header: http.Header{}, Path: found.file}
	tag := `"` + s.etag(found.file) + `"`
	if t := contentType(found.file); t != "" {
		r.Header.Set("Content-Type", t)
	}
	if header.Get("Authorization") == "" && header.Get("Range") == "" {
		r.Header.Set("Cache-Control", "public, max-age=0, must-revalidate")
	}
	r.Header.Set("ETag", tag)
	r.Header.Set("CF-Cache-Status", "HIT")
	if match := header.Get("If-None-Match"); match == tag || match == "W/"+tag {
		r.Status, r.Path = http.StatusNotModified, ""
	}
	if method == http.MethodHead {
		r.Path = ""
	}
	return r
}

func redirectTo(status int, location string) *Response {
	return &Response{Status: status, Header: http.Header{"Location": {location}}}
}

func search(u *url.URL) string {
	if u.RawQuery == "" {
		return ""
	}
	return "?" + u.RawQuery
}

// exists is the file of a path, or "".
func (s *Site) exists(path string) string {
	if !strings.HasPrefix(path, "/") || strings.Contains(path, "\x00") || s.ignored(path) {
		return ""
	}
	rel := filepath.FromSlash(strings.TrimPrefix(path, "/"))
	if rel == "" || !filepath.IsLocal(rel) || filepath.ToSlash(filepath.Clean(rel)) != strings.TrimPrefix(path, "/") {
		return ""
	}
	file := filepath.Join(s.config.Dir, rel)
	info, err := os.Stat(file)
	if err != nil || !info.Mode().IsRegular() {
		return ""
	}
	return file
}

func (s *Site) ignored(path string) bool {
	switch path {
	case "/" + headersFile, "/" + redirectsFile, "/" + ignoreFile:
		return true
	}
	return s.ignore.ignores(path)
}

// decodePath decodes what can be decoded, part by part, and joins repeated slashes.
func decodePath(path string) string {
	parts := strings.Split(path, "/")
	for n, part := range parts {
		if decoded, err := url.PathUnescape(part); err == nil {
			parts[n] = decoded
		}
	}
	path = strings.Join(parts, "/")
	for strings.Contains(path, "//") {
		path = strings.ReplaceAll(path, "//", "/")
	}
	return path
}

// encodePath is the one way to write a path: each part as encodeURIComponent has it.
func encodePath(path string) string {
	parts := strings.Split(path, "/")
	for n, part := range parts {
		parts[n] = componentMarks.Replace(url.QueryEscape(part))
	}
	return strings.Join(parts, "/")
}

// componentMarks are what encodeURIComponent leaves alone, and the space.
var componentMarks = strings.NewReplacer("+", "%20", "%21", "!", "%27", "'", "%28", "(", "%29", ")", "%2A", "*", "%7E", "~")
