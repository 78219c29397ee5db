package emulator_test

import (
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/devdo/devdo/emulator"
	"github.com/devdo/devdo/emulator/emulatortest"
)

// The status line has the Worker's words, and those of the real runtime where it has none, also
// when a connection carries several answers.
func TestStatusText(t *testing.T) {
	e := emulatortest.Run(t, emulatortest.Project{Code: `
export default { async fetch(request) {
  const query = new URL(request.url).searchParams;
  return new Response(await request.text(), { status: Number(query.get("status")), statusText: query.get("text") ?? undefined });
} };`})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: e}
	go emulator.Serve(server, l)
	defer server.Close()
	for _, test := range []struct{ query, want string }{
		{"status=299&text=Own+words", "299 Own words"},
		{"status=200", "200 OK"},
		{"status=413", "413 Payload Too Large"},
		{"status=404&text=", "404 Not Found"},
		{"status=200&text=Fine", "200 Fine"},
	} {
		for _, size := range []int{0, 100_000} {
			response, err := http.Post("http://"+l.Addr().String()+"/?"+test.query, "text/plain", strings.NewReader(strings.Repeat("x", size)))
			if err != nil {
				t.Fatal(err)
			}
			response.Body.Close()
			if response.Status != test.want {
				t.Errorf("%s: %q, want %q", test.query, response.Status, test.want)
			}
		}
	}
}
