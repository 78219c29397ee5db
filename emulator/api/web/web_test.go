package web_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/devdo/devdo/emulator/api/apitest"
	"github.com/devdo/devdo/emulator/api/events"
	"github.com/devdo/devdo/emulator/api/web"
	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

func environment(t testing.TB) *apitest.Env {
	return apitest.New(t, webidl.Modules(), events.Modules(), web.Modules(), []*isolate.Module{symbols})
}

// symbols are what the engine lacks and another package adds.
var symbols = &isolate.Module{Name: "symbols", Eager: true, Source: `(function () {
	if (!Symbol.asyncIterator) Object.defineProperty(Symbol, "asyncIterator", { value: Symbol("Symbol.asyncIterator") });
	return {};
})`}

// serveCases answers the fetches of the cases.
func serveCases(t testing.TB) string {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(w, r.Body)
	}))
	t.Cleanup(server.Close)
	return server.URL
}
