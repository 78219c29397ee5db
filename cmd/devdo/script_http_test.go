package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/gobwas/ws"
	"github.com/gobwas/ws/wsutil"
	"github.com/rogpeppe/go-internal/testscript"
)

// scriptRequest is a request of a script, and what the answer should be.
type scriptRequest struct {
	method, url string
	header      http.Header
	body        string
	status      int // 0 for any
	want        *regexp.Regexp
}

// scriptHTTP sends a request to the server and checks the answer:
//
//	[!] http [-eventually] [-H 'Name: value']... [-d body] METHOD PATH [status [body regexp]]
//
// With -eventually it asks until the answer is right. The body goes to standard output. With ! the
// request itself must fail.
func scriptHTTP(ts *testscript.TestScript, neg bool, args []string) {
	r := scriptRequest{header: http.Header{}}
	flags := flag.NewFlagSet("http", flag.ContinueOnError)
	eventually := flags.Bool("eventually", false, "")
	flags.StringVar(&r.body, "d", "", "")
	flags.Func("H", "", func(s string) error {
		name, value, _ := strings.Cut(s, ":")
		r.header.Add(name, strings.TrimSpace(value))
		return nil
	})
	ts.Check(flags.Parse(args))
	r.parse(ts, flags.Args())
	body, err := r.send(*eventually)
	fmt.Fprint(ts.Stdout(), body)
	if neg && err == nil {
		ts.Fatalf("the request has not failed")
	}
	if !neg {
		ts.Check(err)
	}
}

func (r *scriptRequest) parse(ts *testscript.TestScript, args []string) {
	if len(args) < 2 || len(args) > 4 {
		ts.Fatalf("usage: http [-eventually] [-H header]... [-d body] METHOD PATH [status [body regexp]]")
	}
	r.method, r.url = args[0], args[1]
	if strings.HasPrefix(r.url, "/") {
		r.url = ts.Getenv("URL") + r.url
	}
	var err error
	if len(args) > 2 {
		r.status, err = strconv.Atoi(args[2])
		ts.Check(err)
	}
	if len(args) > 3 {
		r.want, err = regexp.Compile(args[3])
		ts.Check(err)
	}
}

// send sends the request, again and again if need be, and says what is wrong with the last answer.
func (r *scriptRequest) send(eventually bool) (body string, err error) {
	const pause = 20 * time.Millisecond
	for end := time.Now().Add(scriptWait); ; time.Sleep(pause) {
		body, err = r.once()
		if err == nil || !eventually || time.Now().After(end) {
			return body, err
		}
	}
}

var scriptClient = &http.Client{
	Timeout:       scriptWait,
	Transport:     &http.Transport{DisableKeepAlives: true},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

func (r *scriptRequest) once() (string, error) {
	req, err := http.NewRequest(r.method, r.url, strings.NewReader(r.body))
	if err != nil {
		return "", err
	}
	req.Header, req.Host = r.header, r.header.Get("Host")
	resp, err := scriptClient.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	switch {
	case err != nil:
		return string(body), err
	case r.status != 0 && resp.StatusCode != r.status:
		return string(body), fmt.Errorf("status: got %d, want %d", resp.StatusCode, r.status)
	case r.want != nil && !r.want.Match(body):
		return string(body), fmt.Errorf("body: got %q, want %q", body, r.want)
	}
	return string(body), nil
}

// scriptListen takes a port and sets $PORT: listen [port]. A port that somebody else has is taken
// as well as if we had it.
func scriptListen(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 1 {
		ts.Fatalf("usage: listen [port]")
	}
	port := "0"
	if len(args) > 0 {
		port = args[0]
	}
	l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", port))
	if inUse(err) && port != "0" {
		ts.Setenv("PORT", port)
		return
	}
	ts.Check(err)
	ts.Defer(func() { l.Close() })
	ts.Setenv("PORT", strconv.Itoa(l.Addr().(*net.TCPAddr).Port))
}

type scriptSocketKey struct{}

// scriptSocket is the WebSocket that a script has opened.
type scriptSocket struct{ conn net.Conn }

// scriptWS is a WebSocket client:
//
//	ws open PATH         ws send TEXT      ws recv REGEXP
//	ws close [CODE]      ws closed CODE
func scriptWS(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: ws open|send|recv|close|closed [argument]")
	}
	args = append(args, "")
	s := ts.Value(scriptSocketKey{}).(*scriptSocket)
	switch verb, arg := args[0], args[1]; verb {
	case "open":
		s.open(ts, arg)
	case "send":
		ts.Check(wsutil.WriteClientText(s.conn, []byte(arg)))
	case "recv":
		s.receive(ts, arg)
	case "close":
		s.close(ts, arg)
	case "closed":
		s.closed(ts, arg)
	default:
		ts.Fatalf("ws: unknown verb %s", verb)
	}
}

func (s *scriptSocket) open(ts *testscript.TestScript, path string) {
	ctx, cancel := context.WithTimeout(context.Background(), scriptWait)
	defer cancel()
	conn, early, _, err := ws.Dial(ctx, strings.Replace(ts.Getenv("URL"), "http", "ws", 1)+path)
	ts.Check(err)
	ts.Check(conn.SetDeadline(time.Now().Add(2 * scriptWait)))
	s.conn = conn
	if early != nil {
		s.conn = earlyConn{conn, io.MultiReader(early, conn)}
	}
	ts.Defer(func() { conn.Close() })
}

// earlyConn is a connection of which a part has been read already.
type earlyConn struct {
	net.Conn
	r io.Reader
}

func (c earlyConn) Read(p []byte) (int, error) { return c.r.Read(p) }

func (s *scriptSocket) receive(ts *testscript.TestScript, pattern string) {
	re, err := regexp.Compile(pattern)
	ts.Check(err)
	text, err := wsutil.ReadServerText(s.conn)
	ts.Check(err)
	if !re.Match(text) {
		ts.Fatalf("message: got %q, want %q", text, pattern)
	}
}

func (s *scriptSocket) close(ts *testscript.TestScript, code string) {
	number := int(ws.StatusNormalClosure)
	if code != "" {
		var err error
		number, err = strconv.Atoi(code)
		ts.Check(err)
	}
	body := ws.NewCloseFrameBody(ws.StatusCode(number), "")
	ts.Check(wsutil.WriteClientMessage(s.conn, ws.OpClose, body))
}

// closed waits for the close frame; code 1006 means a connection that is cut without one.
func (s *scriptSocket) closed(ts *testscript.TestScript, code string) {
	_, _, err := wsutil.ReadServerData(s.conn)
	var closed wsutil.ClosedError
	got := "1006"
	if errors.As(err, &closed) {
		got = strconv.Itoa(int(closed.Code))
	}
	if err == nil {
		ts.Fatalf("the socket is open: it has a message")
	}
	if got != code {
		ts.Fatalf("close code: got %s (%v), want %s", got, err, code)
	}
}
