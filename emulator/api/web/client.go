package web

import (
	"io"
	"sync"
)

// Client is whoever waits for the answer to a request. It may be used on any goroutine; nil is one
// that stays.
type Client struct {
	mu sync.Mutex // guards the fields below
	// left is set when it waits no more, over when it has the whole answer.
	left, over bool
	tell       func()
}

// Leave says that the client does not wait any more; it reports whether anybody was told.
func (c *Client) Leave() bool {
	if c == nil {
		return false
	}
	c.mu.Lock()
	tell := c.tell
	if c.left || c.over {
		tell = nil
	}
	c.left = true
	c.mu.Unlock()
	if tell == nil {
		return false
	}
	tell()
	return true
}

// OnLeave has tell called when the client leaves, unless it is answered before.
func (c *Client) OnLeave(tell func()) {
	c.mu.Lock()
	left := c.left && !c.over
	c.tell = tell
	c.mu.Unlock()
	if left {
		tell()
	}
}

// Answered says that the client has its whole answer.
func (c *Client) Answered() {
	c.mu.Lock()
	c.over = true
	c.mu.Unlock()
}

// Watch makes resp tell the client's leaving: it is answered by the end of the body, and leaves
// where the body is closed before. A body that comes from the network goes on without the event.
func (c *Client) Watch(resp *Response) *Response {
	if resp.Body == nil || resp.Body.stream == nil || resp.WebSocket != nil {
		c.Answered()
		return resp
	}
	if _, network := resp.Body.stream.(*connection); network {
		c.Answered()
		return resp
	}
	watched := *resp
	body := watchedBody{resp.Body.stream, c}
	watched.Body = NewStreamBody(&body, resp.Body.length)
	if p, ok := resp.Body.stream.(pipeEnd); ok {
		watched.Body.stream = &watchedPipe{body, p}
	}
	return &watched
}

// pipeEnd is a source in Go whose writer is a script.
type pipeEnd interface {
	poller
	canceler
}

type watchedPipe struct {
	watchedBody
	pipe pipeEnd
}

func (p *watchedPipe) tryTake(limit int) ([]byte, bool, error) {
	data, ok, err := p.pipe.tryTake(limit)
	if err != nil {
		p.client.Answered()
	}
	return data, ok, err
}

func (p *watchedPipe) onReady(ready func()) { p.pipe.onReady(ready) }

func (p *watchedPipe) cancel(reason error) { p.pipe.cancel(reason) }

func (b *watchedBody) leave() bool { return b.client.Leave() }

type watchedBody struct {
	io.ReadCloser
	client *Client
}

func (b *watchedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err != nil {
		b.client.Answered()
	}
	return n, err
}

func (b *watchedBody) Close() error {
	b.client.Leave()
	return b.ReadCloser.Close()
}
