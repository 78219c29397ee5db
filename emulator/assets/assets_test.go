package assets

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
)

// files are those of the site that the real tool was asked about.
var files = map[string]string{
	"index.html": "home", "about.html": "about", "dir/index.html": "dirindex", "both.html": "both1", "both/index.html": "both2",
	"noext": "plain", "a b.txt": "space", "[x].txt": "brackets", "404.html": "none", "dir/404.html": "none in dir", "hidden.txt": "secret",
	"f.css": "style", "f.foo": "x", "keep/secret.txt": "x",
	"_headers":      "/f.css\n  X-Custom: yes\n  Cache-Control: public, max-age=9\n/dir/*\n  X-Splat: :splat\n  X-Many: a\n/dir/\n  X-Many: b\n/about\n  ! CF-Cache-Status\n",
	"_redirects":    "# comment\n/old /about 301\n/x/* /dir/:splat 302\n/proxy /about 200\n/ext https://other.example/y\n/p/:id /dir/?id=:id 308\nbad\n",
	".assetsignore": "hidden.txt\nkeep/\n",
}

func newSite(t *testing.T, c Config) *Site {
	t.Helper()
	c.Dir = t.TempDir()
	for name, text := range files {
		file := filepath.Join(c.Dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return New(c)
}

// ask gives "worker", or what the files answer.
func ask(t *testing.T, s *Site, r *http.Request) string {
	t.Helper()
	if s.WantsWorker(r) {
		return "worker"
	}
	return answer(t, s, r)
}

func answer(t *testing.T, s *Site, r *http.Request) string {
	t.Helper()
	resp := s.Serve(r.Method, r.URL, r.Host, r.Header)
	text := fmt.Sprint(resp.Status)
	if location := resp.Header.Get("Location"); location != "" {
		text += " " + location
	}
	if resp.Path != "" {
		body, err := os.ReadFile(resp.Path)
		if err != nil {
			t.Fatal(err)
		}
		text += " " + string(body)
	}
	return text
}

// TestSite has what the real tool answers.
func TestSite(t *testing.T) {
	tests := map[HTMLHandling]map[string]string{
		AutoTrailingSlash: {
			"/": "200 home", "/index": "307 /", "/index.html": "307 /", "/about": "200 about", "/about.html": "307 /about", "/about/": "307 /about",
			"/about/index.html": "307 /about", "/dir": "307 /dir/", "/dir/": "200 dirindex", "/dir/index": "307 /dir/", "/dir/index.html": "307 /dir/",
			"/dir.html": "307 /dir/", "/both": "200 both1", "/both/": "200 both2", "/both.html": "307 /both", "/both/index.html": "307 /both/",
			"/noext": "200 plain", "/noext/": "worker", "/a%20b.txt": "200 space", "/[x].txt": "307 /%5Bx%5D.txt", "/%5Bx%5D.txt": "200 brackets",
			"//about": "307 /about", "/nope": "worker", "/hidden.txt": "worker", "/keep/secret.txt": "worker", "/_headers": "worker", "/.assetsignore": "worker",
			"/old": "301 /about", "/old?q=1": "301 /about?q=1", "/x/abc": "302 /dir/abc", "/proxy": "200 about", "/ext": "302 https://other.example/y",
			"/p/7": "308 /dir/?id=7", "/../secret": "worker", "/%2e%2e/x": "worker",
		},
		ForceTrailingSlash: {
			"/": "200 home", "/about": "307 /about/", "/about/": "200 about", "/about.html": "307 /about/", "/dir": "307 /dir/", "/dir/": "200 dirindex",
			"/dir.html": "307 /dir/", "/both/": "200 both2", "/both.html": "200 both1", "/noext": "200 plain",
		},
		DropTrailingSlash: {
			"/": "200 home", "/index.html": "307 /", "/about": "200 about", "/about/": "307 /about", "/about.html": "307 /about", "/dir": "200 dirindex",
			"/dir/": "307 /dir", "/dir/index.html": "307 /dir", "/both": "200 both1", "/both/index.html": "200 both2",
		},
		NoHTMLHandling: {"/": "worker", "/about": "worker", "/about.html": "200 about", "/index.html": "200 home"},
	}
	for handling, paths := range tests {
		s := newSite(t, Config{HTMLHandling: handling})
		for path, want := range paths {
			if got := ask(t, s, httptest.NewRequest("GET", path, nil)); got != want {
				t.Errorf("%s: GET %s: got %q, want %q", handling, path, got, want)
			}
		}
	}
}

func TestSite_NotFound(t *testing.T) {
	navigate := func(path string) *http.Request {
		r := httptest.NewRequest("GET", path, nil)
		r.Header.Set("Sec-Fetch-Mode", "navigate")
		return r
	}
	spa := newSite(t, Config{NotFoundHandling: NotFoundSPA, NavigationPrefersAssets: true})
	page := newSite(t, Config{NotFoundHandling: NotFoundPage})
	for _, c := range []struct {
		name, got, want string
	}{
		{"page of a single-page application", ask(t, spa, navigate("/deep/link")), "200 home"},
		{"request of its script", ask(t, spa, httptest.NewRequest("GET", "/api", nil)), "worker"},
		{"nothing without the Worker", answer(t, newSite(t, Config{}), httptest.NewRequest("GET", "/nope", nil)), "404"},
		{"page for what is not there", answer(t, page, httptest.NewRequest("GET", "/nope", nil)), "404 none"},
		{"the nearest page", answer(t, page, httptest.NewRequest("GET", "/dir/a/b", nil)), "404 none in dir"},
		{"other methods", ask(t, page, httptest.NewRequest("POST", "/about", nil)), "405"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, c.got, c.want)
		}
	}
}

func TestSite_WorkerFirst(t *testing.T) {
	always := newSite(t, Config{WorkerFirst: true})
	some := newSite(t, Config{WorkerPaths: []string{"/api/*", "/about"}, AssetPaths: []string{"/api/doc*"}, NotFoundHandling: NotFoundSPA})
	for _, c := range []struct {
		s          *Site
		path, want string
	}{
		{always, "/about", "worker"}, {some, "/about", "worker"}, {some, "/api/x", "worker"}, {some, "/api/docs", "200 home"}, {some, "/other", "200 home"},
	} {
		if got := ask(t, c.s, httptest.NewRequest("GET", c.path, nil)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.path, got, c.want)
		}
	}
}

func TestSite_Headers(t *testing.T) {
	s := newSite(t, Config{})
	serve := func(path string, header http.Header) *Response {
		r := httptest.NewRequest("GET", path, nil)
		return s.Serve("GET", r.URL, r.Host, header)
	}
	css := serve("/f.css", nil)
	for name, want := range map[string]string{
		"Content-Type": "text/css; charset=utf-8", "X-Custom": "yes", "Cache-Control": "public, max-age=9", "CF-Cache-Status": "HIT",
	} {
		if got := css.Header.Get(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	if got := serve("/f.foo", nil).Header.Get("Content-Type"); got != "" {
		t.Errorf("unknown type: got %q", got)
	}
	dir := serve("/dir/", nil).Header
	if dir.Get("X-Many") != "a, b" || dir.Get("X-Splat") != "" {
		t.Errorf("got %v", dir)
	}
	if _, ok := serve("/about", nil).Header["Cf-Cache-Status"]; ok {
		t.Error("a header was not taken away")
	}
	tag := css.Header.Get("ETag")
	for _, match := range []string{tag, "W/" + tag} {
		if r := serve("/f.css", http.Header{"If-None-Match": {match}}); r.Status != 304 || r.Path != "" {
			t.Errorf("If-None-Match %s: got %+v", match, r)
		}
	}
	if r := serve("/noext", http.Header{"Authorization": {"x"}}); r.Header.Get("Cache-Control") != "" {
		t.Errorf("with authorization: got %v", r.Header)
	}
	if err := os.WriteFile(filepath.Join(s.config.Dir, "f.css"), []byte("other style"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := serve("/f.css", nil).Header.Get("ETag"); got == tag {
		t.Error("another content has the same tag")
	}
}
