package emulator

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/devdo/devdo/emulator/api"
	"github.com/devdo/devdo/emulator/api/web"
	"github.com/devdo/devdo/emulator/websocket"
)

// ServeHTTP hands a request to the primary Worker and writes its answer.
func (e *Emulator) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	start := time.Now()
	// A Worker may go on reading the request while it answers. HTTP/2 can anyway and says no here.
	_ = http.NewResponseController(rw).EnableFullDuplex()
	g := e.primaryService().acquire(r.Context())
	if g == nil {
		http.Error(rw, "No Worker is running.", http.StatusServiceUnavailable)
		return
	}
	x := &exchange{emulator: e, g: g, rw: rw, r: r}
	defer func() {
		if !x.left {
			g.leave()
		}
	}()
	x.run()
	x.drain()
	if e.config.Events.Request != nil && x.status != 0 {
		e.config.Events.Request(Request{
			Method: r.Method, Path: r.URL.RequestURI(), Status: x.status, Duration: time.Since(start), Stack: x.stack,
		})
	}
}

// exchange is one request and its answer.
type exchange struct {
	emulator *Emulator
	g        *generation
	rw       http.ResponseWriter
	r        *http.Request
	status   int
	stack    string
	// left is set when the request was counted out early.
	left bool
}

func (x *exchange) run() {
	if x.own() {
		return
	}
	if resp := x.g.site.answer(x.r); resp != nil {
		x.respond(resp)
		return
	}
	answers := make(chan func(), 1)
	req := newRequest(x.r)
	upstream := x.g.upstream(x.r)
	if upstream != nil {
		upstream.request(req, x.r.URL.RequestURI())
	}
	posted := x.g.worker.Fetch(req, x.r.Method+" "+x.r.URL.RequestURI(), func(resp *web.Response) {
		answers <- func() {
			if upstream != nil {
				upstream.response(resp)
			}
			x.respond(resp)
		}
	}, func(f api.Failure) {
		answers <- func() { x.fail(f.Stack) }
	})
	if !posted {
		x.fail(ErrClosed.Error())
		return
	}
	select {
	case answer := <-answers:
		answer()
	case <-x.g.condemned:
		x.fail(x.g.cause.Stack)
	case <-x.g.worker.Isolate().Done():
		x.fail("Error: the server is shutting down")
	case <-x.r.Context().Done():
		// The client is gone; the Worker goes on (DO-LIFE-44).
		req.Client.Leave()
	}
}

// unreadLimit is how much of a request that the Worker has not read is read for it; net/http's own.
const unreadLimit = 256 << 10

// drain reads the rest of the request. net/http would do it too, but after it has stopped watching
// the connection, and reaching the end starts that anew: a full-duplex connection could then not
// carry a further request.
func (x *exchange) drain() {
	if x.left || x.r.Body == nil || x.r.Body == http.NoBody || x.r.Header.Get("Expect") != "" || x.r.ContentLength > unreadLimit {
		return
	}
	if _, err := io.CopyN(io.Discard, x.r.Body, unreadLimit); err == nil {
		// There is more. The connection is given up, as net/http does.
		_ = http.NewResponseController(x.rw).SetReadDeadline(time.Unix(1, 0))
	}
}

// newRequest makes the Worker's request of an HTTP request.
func newRequest(r *http.Request) *web.Request {
	req := &web.Request{
		Method: r.Method, URL: scheme(r) + "://" + r.Host + r.URL.RequestURI(), Redirect: "manual", CF: cfOf(r), Client: &web.Client{},
	}
	for name, values := range r.Header {
		for _, v := range values {
			req.Headers.Add(name, v)
		}
	}
	req.Headers.Set("host", r.Host)
	req.Headers.Set("accept-encoding", "br, gzip")
	if host, _, err := net.SplitHostPort(r.RemoteAddr); err == nil && !req.Headers.Has("cf-connecting-ip") {
		req.Headers.Set("cf-connecting-ip", host)
	}
	if len(r.TransferEncoding) > 0 {
		req.Headers.Set("transfer-encoding", r.TransferEncoding[0])
	}
	if r.ContentLength > 0 {
		req.Headers.Set("content-length", strconv.FormatInt(r.ContentLength, 10))
	}
	if r.ContentLength != 0 && r.Body != nil && r.Body != http.NoBody {
		req.Body = web.NewStreamBody(r.Body, r.ContentLength)
	}
	return req
}

// hopHeaders are about the connection, which is ours to manage.
var hopHeaders = map[string]bool{"connection": true, "transfer-encoding": true, "keep-alive": true, "upgrade": true}

func (x *exchange) respond(resp *web.Response) {
	if end, ok := resp.WebSocket.(*websocket.End); ok {
		x.upgrade(resp, end)
		return
	}
	x.writeHeaders(resp)
	x.status = resp.Status
	sayReason(x.r, resp.Status, resp.StatusText)
	if resp.Body == nil || x.r.Method == http.MethodHead {
		x.rw.WriteHeader(resp.Status)
		return
	}
	if enc, ok := x.encoder(resp); ok {
		x.rw.WriteHeader(resp.Status)
		x.encode(resp.Body, enc)
		return
	}
	if data, ok := resp.Body.Bytes(); ok {
		if resp.Status != http.StatusNoContent && resp.Status != http.StatusNotModified {
			x.rw.Header().Set("Content-Length", strconv.Itoa(len(data)))
		}
		x.rw.WriteHeader(resp.Status)
		_, _ = x.rw.Write(data)
		return
	}
	if length := resp.Body.Length(); length >= 0 {
		x.rw.Header().Set("Content-Length", strconv.FormatInt(length, 10))
	}
	x.rw.WriteHeader(resp.Status)
	x.stream(resp.Body)
}

func (x *exchange) writeHeaders(resp *web.Response) {
	header := x.rw.Header()
	for _, f := range resp.Headers.All() {
		if !hopHeaders[f.Name] {
			header.Add(f.Name, f.Value)
		}
	}
	// Unlike net/http, the real runtime neither guesses a content type nor adds a date.
	if _, ok := header["Content-Type"]; !ok {
		header["Content-Type"] = nil
	}
	header["Date"] = nil
}

// encoder is the compressor that the response's content-encoding asks for: a Worker's body is
// plain, unless it says that it has encoded it itself.
func (x *exchange) encoder(resp *web.Response) (web.EncodeWriter, bool) {
	if resp.ManualEncoding {
		return nil, false
	}
	enc, ok := web.Encoder(x.rw, resp.Headers.Get("content-encoding"))
	if ok {
		x.rw.Header().Del("Content-Length")
	}
	return enc, ok
}

func (x *exchange) encode(body *web.Body, enc web.EncodeWriter) {
	reader := body.Reader()
	defer reader.Close()
	_ = http.NewResponseController(x.rw).Flush()
	x.copy(enc, reader, func() {
		_ = enc.Flush()
		_ = http.NewResponseController(x.rw).Flush()
	})
	_ = enc.Close()
}

// stream copies a body as it comes. A failure after the headers can only be shown by breaking
// the connection off.
func (x *exchange) stream(body *web.Body) {
	reader := body.Reader()
	defer reader.Close()
	flush := func() { _ = http.NewResponseController(x.rw).Flush() }
	// The first bytes may be long in coming: the client shall know meanwhile that there is an answer.
	flush()
	x.copy(x.rw, reader, flush)
}

func (x *exchange) copy(w io.Writer, reader io.ReadCloser, flush func()) {
	// Nobody reads any more when the client is gone, though nothing may be written for long.
	stop := context.AfterFunc(x.r.Context(), func() { _ = reader.Close() })
	defer stop()
	buffer := make([]byte, 32<<10)
	for {
		n, err := reader.Read(buffer)
		if n > 0 {
			if _, werr := w.Write(buffer[:n]); werr != nil {
				return
			}
			flush()
		}
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			panic(http.ErrAbortHandler)
		}
	}
}

// upgrade answers 101 and couples the connection to the WebSocket.
func (x *exchange) upgrade(resp *web.Response, end *websocket.End) {
	conn, buffered, err := http.NewResponseController(x.rw).Hijack()
	if err != nil {
		x.fail("Error: upgrade the connection: " + err.Error())
		return
	}
	x.status = http.StatusSwitchingProtocols
	if x.emulator.config.Events.Request != nil {
		x.emulator.config.Events.Request(Request{Method: x.r.Method, Path: x.r.URL.RequestURI(), Status: x.status})
		x.status = 0
	}
	// An open WebSocket is no request in progress: it must not hold up a reload.
	x.left = true
	x.g.leave()
	compression := x.compression(resp)
	if err := writeUpgrade(conn, x.r, resp); err != nil {
		conn.Close()
		end.Drop()
		return
	}
	// The server's goroutine ends here: its stack is large, and its sockets may be many.
	x.emulator.sockets.serve(conn, func() { websocket.ServeConn(end, conn, buffered.Reader, compression) })
}

// compression agrees with the client on compression, and says so in the answer, unless that
// already says something of its own.
func (x *exchange) compression(resp *web.Response) *websocket.Compression {
	const header = "sec-websocket-extensions"
	if !x.g.source.Flags.Has("web_socket_compression") {
		resp.Headers.Delete(header)
		return nil
	}
	offers := strings.Join(x.r.Header.Values(header), ", ")
	if own, ok := resp.Headers.Lookup(header); ok {
		offers = own
	}
	compression := websocket.Negotiate(offers)
	resp.Headers.Delete(header)
	if compression != nil {
		resp.Headers.Set(header, compression.Header())
	}
	return compression
}

func writeUpgrade(conn net.Conn, r *http.Request, resp *web.Response) error {
	w := bufio.NewWriter(conn)
	fmt.Fprintf(w, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n",
		websocket.AcceptKey(r.Header.Get("Sec-WebSocket-Key")))
	for _, f := range resp.Headers.All() {
		if !hopHeaders[f.Name] && f.Name != "sec-websocket-accept" {
			fmt.Fprintf(w, "%s: %s\r\n", f.Name, f.Value)
		}
	}
	fmt.Fprint(w, "\r\n")
	return w.Flush()
}

// fail answers an uncaught exception: a page for browsers, the stack for everybody else.
func (x *exchange) fail(stack string) {
	x.status, x.stack = http.StatusInternalServerError, stack
	header := x.rw.Header()
	if wantsPage(x.r) {
		header.Set("Content-Type", "text/html; charset=utf-8")
		x.rw.WriteHeader(x.status)
		_ = errorPage(x.rw, x.r, stack)
		return
	}
	header.Set("Content-Type", "text/plain; charset=utf-8")
	x.rw.WriteHeader(x.status)
	_, _ = io.WriteString(x.rw, stack)
}

// wantsPage says whether the client is a browser, by the real tool's rule.
func wantsPage(r *http.Request) bool {
	accept := r.Header.Get("Accept")
	html := strings.Contains(accept, "text/html") || strings.Contains(accept, "*/*") || strings.Contains(accept, "text/*")
	return html && !strings.Contains(r.UserAgent(), "curl/")
}
