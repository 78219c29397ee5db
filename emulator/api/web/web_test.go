package web_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/devdo/devdo/emulator/api/apitest"
	"github.com/devdo/devdo/emulator/api/encoding"
	"github.com/devdo/devdo/emulator/api/events"
	"github.com/devdo/devdo/emulator/api/lang"
	"github.com/devdo/devdo/emulator/api/timers"
	"github.com/devdo/devdo/emulator/api/url"
	"github.com/devdo/devdo/emulator/api/web"
	"github.com/devdo/devdo/emulator/api/webidl"
)

func environment(t testing.TB) *apitest.Env {
	return apitest.New(t, webidl.Modules(), lang.Modules(), events.Modules(), url.Modules(), encoding.Modules(), timers.Modules(), web.Modules())
}

// serveCases answers the fetches of the cases.
func serveCases(t testing.TB) string {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(w, r.Body)
	}))
	t.Cleanup(server.Close)
	return server.URL
}
