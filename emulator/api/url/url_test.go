package url_test

import (
	"testing"

	"github.com/devdo/devdo/emulator/api/apitest"
	"github.com/devdo/devdo/emulator/api/url"
	"github.com/devdo/devdo/emulator/api/webidl"

	whatwg "github.com/nlnwa/whatwg-url/url"
)

func env(t testing.TB) *apitest.Env { return apitest.New(t, webidl.Modules(), url.Modules()) }

func TestURL(t *testing.T)         { env(t).Answers("testdata/url.txt") }
func TestURL_Setters(t *testing.T) { env(t).Answers("testdata/setters.txt") }

// The short cut must say what the full parser says.
func TestParse_Simple(t *testing.T) {
	for _, s := range []string{
		"http://a", "http://a/", "https://a.b.c:8080/x/y?z=1&w=%20#f", "http://localhost:8787/inc", "http://127.0.0.1:1/",
		"http://1.2.3/", "http://01.2.3.4/", "http://256.1.1.1/", "http://a.1/", "http://a:80/", "https://a:443/", "https://a:80",
		"http://a:0/", "http://a:08/", "http://a:99999/", "http://a:/", "http://a..b/", "http://.a/", "http://a./", "http://xn--a/",
		"http://a/.", "http://a/./b", "http://a/..", "http://a/b/../c", "http://a/.well-known/x", "http://a/%2e%2E/b", "http://a/...",
		"http://a/b/.?q", "http://a/b/..#q", "http://a?q", "http://a#f", "http://a?q#f?#", "http://u:p@a/", "http://A/", "http://a_b/",
		"http://a/'", "http://a/?'", "http://a/|^`{}", "http://a/\\b", "http://a/ b", "http://a/\t", "http://a/é", "http:///a", "http://",
		"http://a/#`\"<>", "http://a/?\"<>", "http://-a-/", "http://0x7f.1/", "http://a.0x1/", "http://a.b1/", "http://1a/",
	} {
		want := ""
		if u, err := whatwg.Parse(s); err == nil {
			want = u.Href(false)
		}
		if got, _ := url.Parse(s, ""); got != want {
			t.Errorf("Parse(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestParse_Join(t *testing.T) {
	for _, ref := range []string{"/", "/a?b#c", "//x/y", "/\\x", "a", "?q", "#f", "", "/./a", "/a/../b", "/%2e", "http:x"} {
		for _, base := range []string{"http://h", "https://h:81/p/q?r#s", "file:///x", "http://1.2.3.4"} {
			want := ""
			if u, err := whatwg.ParseRef(base, ref); err == nil {
				want = u.Href(false)
			}
			if got, _ := url.Parse(ref, base); got != want {
				t.Errorf("Parse(%q, %q) = %q, want %q", ref, base, got, want)
			}
		}
	}
}

func TestSplit(t *testing.T) {
	for _, s := range []string{
		"http://u:p@h:8/p?q#f", "http://u@h/", "http://:p@h/", "http://h/?#", "mailto:a@b", "file:///C:/x", "a:/.//b", "a://h", "a://h?q",
		"http://[::1]:80/", "https://[::1]/", "data:,a?b#c", "blob:https://a/b", "a:b:c@d//e", "ws://h:81/",
	} {
		u, err := whatwg.Parse(s)
		if err != nil {
			t.Fatal(s, err)
		}
		p := url.Split(u.Href(false))
		got := []string{p.Protocol, p.Username, p.Password, p.Host, p.Hostname, p.Port, p.Pathname, p.Search, p.Hash}
		want := []string{u.Protocol(), u.Username(), u.Password(), u.Host(), u.Hostname(), u.Port(), u.Pathname(), u.Search(), u.Hash()}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("Split(%q) part %d = %q, want %q", s, i, got[i], want[i])
			}
		}
	}
}

func BenchmarkPathname(b *testing.B) {
	env(b).Bench(b, `const s = "http://localhost:8787/api/items?id=1"`, "new URL(s).pathname")
}
func BenchmarkSearchParam(b *testing.B) {
	env(b).Bench(b, `const s = "http://localhost:8787/api/items?id=1"`, `new URL(s).searchParams.get("id")`)
}
func BenchmarkJoin(b *testing.B) {
	env(b).Bench(b, `const s = "http://localhost:8787/api/items?id=1"`, `new URL("/other", s)`)
}
