package web_test

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/devdo/devdo/emulator/api/apitest"
	"github.com/devdo/devdo/emulator/api/encoding"
	"github.com/devdo/devdo/emulator/api/events"
	"github.com/devdo/devdo/emulator/api/lang"
	"github.com/devdo/devdo/emulator/api/timers"
	"github.com/devdo/devdo/emulator/api/url"
	"github.com/devdo/devdo/emulator/api/web"
	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

func environment(t testing.TB) *apitest.Env {
	return apitest.New(t, webidl.Modules(), lang.Modules(), events.Modules(), url.Modules(), encoding.Modules(), timers.Modules(), web.Modules(), []*isolate.Module{sockets})
}

// sockets stands in for the module of WebSockets.
var sockets = &isolate.Module{Name: "websocket", Globals: []string{"WebSocketPair"}, Source: `(function (host, use) {
	const { define } = use("webidl");
	class WebSocket { #brand; static is(v) { return #brand in v } }
	define(WebSocket, { illegal: true });
	class WebSocketPair { 0 = new WebSocket(); 1 = new WebSocket() }
	return { WebSocketPair, isWebSocket: WebSocket.is };
})`}

// serveCases answers the fetches of the cases as the Worker did that recorded the answers.
func serveCases(t testing.TB) string {
	mux := http.NewServeMux()
	mux.HandleFunc("/echo", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		headers := [][2]string{}
		if r.ContentLength > 0 {
			headers = append(headers, [2]string{"content-length", fmt.Sprint(r.ContentLength)})
		}
		for _, name := range slices.Sorted(maps.Keys(r.Header)) {
			headers = append(headers, [2]string{strings.ToLower(name), r.Header.Get(name)})
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"method": r.Method, "headers": headers, "body": string(body)})
	})
	mux.HandleFunc("/redirect", func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		if to := r.URL.Query().Get("to"); to != "" {
			w.Header().Set("Location", to)
		}
		status, _ := strconv.Atoi(r.URL.Query().Get("status"))
		w.WriteHeader(status)
		_, _ = io.WriteString(w, "gone")
	})
	mux.HandleFunc("/raw", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Raw", "1")
		if status, err := strconv.Atoi(r.URL.Query().Get("status")); err == nil {
			w.WriteHeader(status)
		}
		_, _ = io.WriteString(w, "raw")
	})
	mux.HandleFunc("/gzip", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		_, _ = io.WriteString(z, "zipped")
		w.(http.Flusher).Flush()
		_ = z.Close()
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}
