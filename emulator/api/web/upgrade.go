package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/devdo/devdo/emulator/websocket"
)

// upgrading tells the requests that ask for a WebSocket.
func upgrading(req *Request) bool { return req.Headers.Get("upgrade") == "websocket" }

// serve makes the WebSocket of an answered upgrade; loop only.
func (s *state) serve(resp *Response) {
	if resp.Connection == nil {
		return
	}
	inner, outer := websocket.NewPair()
	resp.WebSocket = hooksOf(s.iso).Socket(inner, resp.Connection.Protocol)
	go resp.Connection.Serve(outer)
}

// badGateway stands for the answer of a server that said yes to an upgrade, but not as it must.
func badGateway(req *Request, why string) *Response {
	return &Response{
		Status: http.StatusBadGateway, StatusText: http.StatusText(http.StatusBadGateway), URL: StripFragment(req.URL),
		Immutable: true, Body: NewBytesBody([]byte(why)),
	}
}

// connectLimit bounds the making of a connection by new WebSocket().
const connectLimit = 30 * time.Second

// Connect opens a WebSocket at a ws: or wss: URL, offering compression if asked to, and follows no
// redirect. Closing stop gives up. An error is one for ErrorValue.
func Connect(stop <-chan struct{}, url string, protocols []string, compress bool) (*websocket.Connection, error) {
	ctx, cancel := context.WithTimeout(context.Background(), connectLimit)
	defer cancel()
	go func() {
		select {
		case <-stop:
			cancel()
		case <-ctx.Done():
		}
	}()
	header := http.Header{}
	if len(protocols) > 0 {
		header.Set("Sec-WebSocket-Protocol", strings.Join(protocols, ", "))
	}
	if compress {
		websocket.Offer(header)
	}
	// The schemes of WebSockets are those of HTTP with other names.
	req := &Request{Method: http.MethodGet, URL: "http" + strings.TrimPrefix(url, "ws")}
	req.Headers.Add("upgrade", "websocket")
	for name := range header {
		req.Headers.Add(name, header.Get(name))
	}
	resp, err := roundTrip(ctx, req)
	if err != nil {
		return nil, err
	}
	if resp.Connection == nil {
		resp.Body.Close()
		return nil, &Error{Class: "TypeError", Message: fmt.Sprintf(msgNotUpgraded, resp.Status)}
	}
	return resp.Connection, nil
}
