package web

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"

	"github.com/devdo/devdo/emulator/websocket"
)

// transport takes answers as they come: what is encoded is decoded here, where the Worker wants
// that.
var transport = &http.Transport{Proxy: http.ProxyFromEnvironment, DisableCompression: true, MaxIdleConnsPerHost: 16}

// roundTrips sends the request and follows redirects.
func roundTrips(ctx context.Context, req *Request) (*Response, error) {
	for hops := 0; ; hops++ {
		resp, err := roundTrip(ctx, req)
		if err != nil {
			var e *Error
			if hops > 0 && errors.As(err, &e) {
				e.Remote = true
			}
			return nil, err
		}
		next, err := Redirect(req, resp, hops)
		if err != nil {
			resp.Body.Close()
			return nil, err
		}
		if next == nil {
			resp.Redirected = hops > 0
			return resp, nil
		}
		resp.Body.Close()
		req = next
	}
}

func roundTrip(ctx context.Context, req *Request) (*Response, error) {
	switch scheme(req.URL) {
	case "http", "https":
	case "data":
		return dataResponse(req)
	default:
		req.Body.Close()
		return nil, &Error{Class: "TypeError", Message: msgCannotLoad + req.URL}
	}
	out, err := outgoing(ctx, req)
	if err != nil {
		return nil, err
	}
	upgrades, key := upgrading(req), ""
	if upgrades {
		key = websocket.Ask(out.Header)
	}
	in, err := transport.RoundTrip(out)
	if err != nil {
		return nil, networkError(ctx, err)
	}
	var socket *websocket.Connection
	if upgrades && in.StatusCode == http.StatusSwitchingProtocols {
		if socket, err = websocket.Open(in, key); err != nil {
			return badGateway(req, err.Error()), nil
		}
	}
	resp := &Response{
		Status: in.StatusCode, StatusText: statusText(in), URL: StripFragment(req.URL),
		Immutable: true, ManualEncoding: req.ManualEncoding, Connection: socket,
	}
	for name, values := range in.Header {
		for _, v := range values {
			resp.Headers.Add(name, v)
		}
	}
	if len(in.TransferEncoding) > 0 {
		resp.Headers.Add("transfer-encoding", in.TransferEncoding[0])
	}
	switch {
	case socket != nil:
	case allowsBody(req.Method, in.StatusCode):
		resp.Body = responseBody(ctx, in, req.ManualEncoding)
	default:
		_ = in.Body.Close()
	}
	return resp, nil
}

func statusText(in *http.Response) string {
	return strings.TrimPrefix(strings.TrimPrefix(in.Status, strconv.Itoa(in.StatusCode)), " ")
}

// networkError is what a script hears of a failed connection, unless it had aborted it or its
// own body failed.
func networkError(ctx context.Context, err error) error {
	var known *Error
	if errors.As(context.Cause(ctx), &known) {
		return known
	}
	if errors.As(err, &known) {
		return known
	}
	var dns *net.DNSError
	if errors.As(err, &dns) {
		return &Error{Class: "Error", Message: "internal error; reference = " + reference(), Remote: true}
	}
	return &Error{Class: "Error", Message: msgConnectionLost, Remote: true, Retryable: true}
}

// reference is the number under which nobody will find the error: it only has the right shape.
func reference() string { return strings.ToLower(rand.Text())[:24] }

// outgoing is the request of Go's HTTP client.
func outgoing(ctx context.Context, req *Request) (*http.Request, error) {
	var body io.Reader
	if req.Body != nil {
		body = req.Body.Reader()
	}
	out, err := http.NewRequestWithContext(ctx, req.Method, StripFragment(req.URL), body)
	if err != nil {
		return nil, &Error{Class: "TypeError", Message: msgCannotLoad + req.URL}
	}
	// A URL's user name and password are no credentials here.
	out.URL.User = nil
	if req.Body != nil {
		out.ContentLength = req.Body.Length()
	}
	if out.ContentLength == 0 {
		// Go tells of an empty body only where most servers want it told.
		out.Body, out.TransferEncoding = http.NoBody, []string{"identity"}
	}
	for _, f := range req.Headers.All() {
		switch f.Name {
		// The host is the URL's, whatever the headers say.
		case "host", "content-length", "connection", "transfer-encoding", "upgrade":
		default:
			out.Header.Add(f.Name, f.Value)
		}
	}
	if !req.Headers.Has("accept-encoding") {
		out.Header.Set("Accept-Encoding", "br, gzip")
	}
	if !req.Headers.Has("user-agent") {
		out.Header["User-Agent"] = nil
	}
	return out, nil
}

func allowsBody(method string, status int) bool {
	switch status {
	case http.StatusSwitchingProtocols, http.StatusNoContent, http.StatusResetContent, http.StatusNotModified:
		return false
	}
	return method != http.MethodHead
}

// responseBody is the body, decoded unless the Worker wants it as it is.
func responseBody(ctx context.Context, in *http.Response, manual bool) *Body {
	if in.ContentLength == 0 {
		_ = in.Body.Close()
		return NewBytesBody(nil)
	}
	body := &connection{ReadCloser: in.Body, ctx: ctx}
	if !manual {
		if decoded, ok := Decode(body, in.Header.Get("Content-Encoding")); ok {
			return NewStreamBody(&connection{ReadCloser: decoded, ctx: ctx}, -1)
		}
	}
	return NewStreamBody(body, in.ContentLength)
}

// connection is a body that comes over the network. It is closed when the script drops it.
type connection struct {
	io.ReadCloser
	ctx context.Context
}

func (c *connection) Read(b []byte) (int, error) {
	if c.ctx.Err() != nil {
		return 0, networkError(c.ctx, c.ctx.Err())
	}
	n, err := c.ReadCloser.Read(b)
	if err != nil && err != io.EOF {
		err = networkError(c.ctx, err)
	}
	return n, err
}
