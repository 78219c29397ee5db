package emulator_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/devdo/devdo/emulator/emulatortest"
)

// A Worker need not read what a request brings: the next one comes on the same connection.
func TestUnreadBody(t *testing.T) {
	e := emulatortest.Run(t, emulatortest.Project{Code: `
export default { fetch(request) { return new Response(request.method, { status: 401 }) } };`})
	for _, size := range []int{2, 4 << 10, 100 << 10} {
		client := &http.Client{Transport: &http.Transport{MaxConnsPerHost: 1}}
		for n := range 40 {
			response, err := client.Post(e.URL(), "text/plain", strings.NewReader(strings.Repeat("x", size)))
			if err != nil {
				t.Fatalf("request %d of %d bytes: %v", n, size, err)
			}
			_, _ = io.Copy(io.Discard, response.Body)
			response.Body.Close()
		}
		client.CloseIdleConnections()
	}
}
