package emulator_test

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/devdo/devdo/emulator/emulatortest"
)

// origin is a server for Workers to fetch from.
func origin(t *testing.T) string {
	mux := http.NewServeMux()
	mux.HandleFunc("/echo", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		fmt.Fprintf(w, "%s %s %s", r.Method, r.Header.Get("X-Test"), body)
	})
	mux.HandleFunc("/redirect", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/echo", http.StatusSeeOther) })
	mux.HandleFunc("/loop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) })
	mux.HandleFunc("/gzip", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		fmt.Fprint(z, "compressed")
		z.Close()
	})
	mux.HandleFunc("/hang", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

func TestFetch(t *testing.T) {
	base := origin(t)
	e := emulatortest.Run(t, emulatortest.Project{Code: `
const tests = {
  async post(base) { return (await fetch(base + "/echo", { method: "POST", headers: { "x-test": "1" }, body: "hi" })).text() },
  async redirect(base) { const r = await fetch(base + "/redirect", { method: "POST", body: "x" }); return [r.redirected, new URL(r.url).pathname, await r.text()].join() },
  async manual(base) { const r = await fetch(base + "/redirect", { redirect: "manual" }); return [r.status, r.headers.get("location")].join() },
  async loop(base) { try { await fetch(base + "/loop") } catch (e) { return e.name + ": " + e.message } },
  async gzip(base) { return (await fetch(base + "/gzip")).text() },
  async through(base) { return fetch(base + "/gzip") },
  async abort(base) { const c = new AbortController(); const p = fetch(base + "/hang", { signal: c.signal }); c.abort(); try { await p } catch (e) { return e.name } },
  async refused() { try { await fetch("http://127.0.0.1:1/") } catch (e) { return e.message } },
  async none() { try { await fetch() } catch (e) { return e.message } },
};
export default { async fetch(request) {
  const url = new URL(request.url);
  const result = await tests[url.pathname.slice(1)](url.searchParams.get("base"));
  return result instanceof Response ? result : new Response(result);
} };`})
	for name, want := range map[string]string{
		"post":     "POST 1 hi",
		"redirect": "true,/echo,GET  ",
		"manual":   "303,/echo",
		"loop":     "TypeError: Too many redirects." + strings.Repeat(base+"/loop, ", 20) + base + "/loop",
		"gzip":     "compressed",
		"through":  "compressed",
		"abort":    "AbortError",
		"refused":  "Network connection lost.",
		"none":     "Failed to execute 'fetch' on 'ServiceWorkerGlobalScope': parameter 1 is not of type 'Request or string'.",
	} {
		t.Run(name, func(t *testing.T) {
			// Go's client asks for gzip and undoes it by itself.
			resp, err := http.Get(e.URL() + "/" + name + "?base=" + base)
			if err != nil {
				t.Fatal(err)
			}
			defer resp.Body.Close()
			body, _ := io.ReadAll(resp.Body)
			if got := strings.TrimRight(string(body), "\n"); got != want {
				t.Errorf("%s = %q, want %q", name, got, want)
			}
		})
	}
}

func TestStream_HeadersGoAheadOfTheFirstChunk(t *testing.T) {
	e := emulatortest.Run(t, emulatortest.Project{Code: `
let controller;
export default { async fetch(request) {
  if (new URL(request.url).pathname === "/send") {
    controller.enqueue(new TextEncoder().encode("data: 1\n\n"));
    controller.close();
    return new Response("sent");
  }
  return new Response(new ReadableStream({ start(c) { controller = c } }), { headers: { "content-type": "text/event-stream" } });
} };`})
	resp, err := http.Get(e.URL() + "/events")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if got := get(t, e, "/send"); got != "sent" {
		t.Errorf("send = %q", got)
	}
	if body, err := io.ReadAll(resp.Body); err != nil || string(body) != "data: 1\n\n" {
		t.Errorf("events = %q, %v", body, err)
	}
}
