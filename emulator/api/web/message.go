package web

import "github.com/devdo/devdo/emulator/websocket"

// Request is a request on its way from one place to another. It holds nothing of JavaScript
// except Signal, so it may cross to other isolates once that is taken off.
type Request struct {
	Method string
	// URL is absolute and normalised.
	URL     string
	Headers Headers
	// Body is nil where there is none.
	Body *Body
	// CF is the JSON text of request.cf, or "".
	CF string
	// Redirect is "follow" (also when empty) or "manual".
	Redirect string
	// Cache is request.cache: "", "no-store", "no-cache" or "reload".
	Cache string
	// ManualEncoding is encodeResponseBody: "manual".
	ManualEncoding bool
	// passed are the URLs that redirected to this one.
	passed []string
	// Signal aborts the request; it is nil where nobody can. That of a request that has arrived is
	// aborted when its client leaves.
	Signal *Signal
	// Client waits for the answer; nil for one that never leaves.
	Client *Client
}

// Response is a response on its way. It holds nothing of JavaScript except WebSocket as
// ExtractResponse leaves it, which is for its caller to replace.
type Response struct {
	Status     int
	StatusText string
	Headers    Headers
	// Body is nil where there is none.
	Body *Body
	// CF is the JSON text of response.cf, or "".
	CF string
	// WebSocket is the JavaScript WebSocket of a response to an upgrade: ExtractResponse finds
	// it there as a *goja.Object, NewResponse expects it so.
	WebSocket any
	// Connection is that of an upgrade which the network has answered, before there is a WebSocket.
	Connection *websocket.Connection
	// ManualEncoding is encodeBody: "manual": the body is encoded already.
	ManualEncoding bool
	// URL is where the response came from, "" for one made by a Worker.
	URL        string
	Redirected bool
	// Immutable headers refuse changes, as those of a fetched response do.
	Immutable bool
}

// StripFragment removes the fragment of a URL.
func StripFragment(u string) string {
	for i := range len(u) {
		if u[i] == '#' {
			return u[:i]
		}
	}
	return u
}
