package emulator_test

import (
	"net/http"
	"net/url"
	"slices"
	"testing"

	"github.com/devdo/devdo/emulator"
	"github.com/devdo/devdo/emulator/emulatortest"
)

// With an upstream, URLs in headers are as they will be when the Worker is deployed, in both
// directions; what is inside their queries stays.
func TestUpstream(t *testing.T) {
	e := emulatortest.Run(t, emulatortest.Project{
		Worker: emulator.Worker{Upstream: &url.URL{Scheme: "https", Host: "example.com"}},
		Code: `
export default { fetch(request) {
  const headers = new Headers({
    location: "https://example.com/there?from=https://example.com/",
    link: "<https://example.com/a>, <https://sub.example.com/b>",
    "x-origin": request.headers.get("origin"), "x-host": request.headers.get("host"), "x-url": "at " + new URL(request.url).host,
    "x-ip": request.headers.get("cf-connecting-ip"),
  });
  headers.append("set-cookie", "a=1; Domain=example.com; Path=/");
  headers.append("set-cookie", "b=2; Domain=example.company");
  return new Response("", { headers });
} };`,
	})
	request, err := http.NewRequest("GET", e.URL(), nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Origin", e.URL())
	request.Header.Set("CF-Connecting-IP", "1.2.3.4")
	response, err := (&http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}).Do(request)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	here := e.URL()
	for name, want := range map[string]string{
		"Location": here + "/there?from=https://example.com/",
		"Link":     "<" + here + "/a>, <https://sub.example.com/b>",
		"X-Origin": here, // the Worker's answer is changed as well
		"X-Host":   "example.com", "X-Url": "at example.com", "X-Ip": "1.2.3.4",
	} {
		if got := response.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if got, want := response.Header.Values("Set-Cookie"), []string{"a=1; Domain=127.0.0.1; Path=/", "b=2; Domain=example.company"}; !slices.Equal(got, want) {
		t.Errorf("Set-Cookie: %q, want %q", got, want)
	}
}
