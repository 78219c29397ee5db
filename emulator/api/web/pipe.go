package web

import (
	"io"
	"runtime"
	"sync"
)

// pipe connects what a script writes with what something reads. A write of an identity stream
// ends when its bytes are read; one of a buffered pipe at once.
type pipe struct {
	buffered bool
	// codec changes what goes through; nil changes nothing.
	codec codec
	// expected is how many bytes must go through, or -1.
	expected int64

	mu     sync.Mutex // guards what follows
	cond   sync.Cond
	chunks []pipeChunk
	passed int64
	// err is io.EOF after an orderly close of the writing end.
	err error
	// gone is why the reader is not there any more.
	gone error
	// watchers are called once, on any goroutine, when there is something to read.
	watchers []func()
	// ended is called once when the reader has come to an orderly end, on any goroutine.
	ended func(error)
}

// pipeChunk is one write; taken is called when it is over, on any goroutine; here says that it is
// the loop's.
type pipeChunk struct {
	data  []byte
	taken func(err error, here bool)
}

func newPipe(buffered bool, expected int64) *pipe {
	p := &pipe{buffered: buffered, expected: expected}
	p.cond.L = &p.mu
	return p
}

// newCodecPipe makes a pipe that changes what goes through it. A script may drop one without
// ending it, which must not leave the codec behind.
func newCodecPipe(c codec) *pipe {
	p := newPipe(true, -1)
	p.codec = c
	runtime.AddCleanup(p, codec.stop, c)
	return p
}

// write queues data, which must not change any more. It reports false where the write is over
// already; otherwise it calls taken.
func (p *pipe) write(data []byte, taken func(error, bool)) (waits bool, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case p.gone != nil:
		return false, p.gone
	case p.err != nil:
		return false, nil
	case len(data) == 0:
		return false, nil
	}
	if p.passed += int64(len(data)); p.expected >= 0 && p.passed > p.expected {
		p.finish(&Error{Class: "TypeError", Message: msgTooManyBytes})
		return false, nil
	}
	if p.codec != nil {
		if data, err = p.codec.write(data); err != nil {
			p.finish(err)
			return false, err
		}
	}
	return p.put(data, taken), nil
}

// put queues data and says whether taken will be called. mu held.
func (p *pipe) put(data []byte, taken func(error, bool)) bool {
	if len(data) == 0 {
		return false
	}
	p.chunks = append(p.chunks, pipeChunk{data, taken})
	p.wake()
	return taken != nil
}

// closeWrite ends the writing end; nil is an orderly end, any other error drops what was not
// read. It returns the codec's objection to an end.
func (p *pipe) closeWrite(err error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err != nil || p.gone != nil {
		return nil
	}
	if err != nil {
		p.finish(err)
		return nil
	}
	if p.codec != nil {
		rest, err := p.codec.finish()
		if err != nil {
			p.finish(err)
			return err
		}
		p.put(rest, nil)
	}
	err = io.EOF
	if p.expected >= 0 && p.passed < p.expected {
		err = &Error{Class: "TypeError", Message: msgTooFewBytes}
	}
	p.finish(err)
	return nil
}

// closeWaiting is an orderly closeWrite that says whether ended will be called: an identity stream
// ends with its reader.
func (p *pipe) closeWaiting(ended func(error)) (waits bool, err error) {
	if err := p.closeWrite(nil); err != nil || p.buffered {
		return false, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err != io.EOF || p.gone != nil {
		return false, nil
	}
	p.ended = ended
	return true, nil
}

// end. mu held.
func (p *pipe) end() {
	if p.ended != nil {
		p.ended(nil)
		p.ended = nil
	}
}

// finish. mu held.
func (p *pipe) finish(err error) {
	p.err = err
	if err != io.EOF {
		p.drop(err)
	}
	p.wake()
}

// drop ends the writes that nobody will read. mu held.
func (p *pipe) drop(err error) {
	for _, c := range p.chunks {
		if c.taken != nil {
			c.taken(err, false)
		}
	}
	p.chunks = nil
}

// wake. mu held.
func (p *pipe) wake() {
	p.cond.Broadcast()
	for _, w := range p.watchers {
		w()
	}
	p.watchers = nil
}

// tryTake gives what is there, at most limit bytes, which belong to the caller; ok is false
// where nothing is there yet.
func (p *pipe) tryTake(limit int) (data []byte, ok bool, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.take(limit, true)
}

// take. mu held.
func (p *pipe) take(limit int, here bool) (data []byte, ok bool, err error) {
	if p.gone != nil {
		return nil, true, io.ErrClosedPipe
	}
	if len(p.chunks) == 0 {
		if p.err == io.EOF {
			p.end()
		}
		return nil, p.err != nil, p.err
	}
	c := &p.chunks[0]
	n := min(limit, len(c.data))
	data = c.data[:n:n]
	if c.data = c.data[n:]; len(c.data) == 0 {
		if c.taken != nil {
			c.taken(nil, here)
		}
		p.chunks = p.chunks[1:]
	}
	return data, true, nil
}

// onReady calls watch once there is something to read, at once where there is already.
func (p *pipe) onReady(watch func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.chunks) > 0 || p.err != nil || p.gone != nil {
		watch()
		return
	}
	p.watchers = append(p.watchers, watch)
}

// Read waits for data.
func (p *pipe) Read(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for {
		if data, ok, err := p.take(len(b), false); ok {
			return copy(b, data), err
		}
		p.cond.Wait()
	}
}

// Close ends the reading end.
func (p *pipe) Close() error {
	p.cancel(&Error{Class: "TypeError", Message: msgWritableClosed})
	return nil
}

// cancel ends the reading end with a reason for the writer.
func (p *pipe) cancel(reason error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.gone != nil {
		return
	}
	p.gone = reason
	p.drop(reason)
	p.end()
	p.wake()
}

// Write waits until the bytes are read; for use off the loop.
func (p *pipe) Write(b []byte) (int, error) {
	done := make(chan error, 1)
	waits, err := p.write(append([]byte(nil), b...), func(err error, _ bool) { done <- err })
	if waits {
		err = <-done
	}
	if err != nil {
		return 0, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err != nil && p.err != io.EOF {
		return 0, p.err
	}
	return len(b), nil
}
