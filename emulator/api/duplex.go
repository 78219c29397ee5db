package api

import (
	"bytes"
	"io"
	"sync"
)

// duplex is one end of a connection within the process.
type duplex struct{ in, out *buffer }

// newDuplex makes both ends.
func newDuplex() (one, other *duplex) {
	a, b := newBuffer(), newBuffer()
	return &duplex{a, b}, &duplex{b, a}
}

func (d *duplex) Read(b []byte) (int, error)  { return d.in.read(b) }
func (d *duplex) Write(b []byte) (int, error) { return d.out.write(b) }

// CloseWrite ends the writing direction; what was written can still be read.
func (d *duplex) CloseWrite() error {
	d.out.end()
	return nil
}

// Close ends both directions.
func (d *duplex) Close() error {
	d.out.end()
	d.in.abandon()
	return nil
}

// bufferSize is how many bytes a buffer takes before writing waits for the reader.
const bufferSize = 64 << 10

// buffer is one direction.
type buffer struct {
	mu   sync.Mutex // guards the fields below
	cond sync.Cond
	data bytes.Buffer
	// ended says that nothing more will be written, abandoned that nobody reads.
	ended, abandoned bool
}

func newBuffer() *buffer {
	b := &buffer{}
	b.cond.L = &b.mu
	return b
}

func (b *buffer) read(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for b.data.Len() == 0 && !b.ended && !b.abandoned {
		b.cond.Wait()
	}
	if b.abandoned {
		return 0, io.EOF
	}
	n, err := b.data.Read(p)
	b.cond.Broadcast()
	return n, err
}

func (b *buffer) write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for b.data.Len() >= bufferSize && !b.ended && !b.abandoned {
		b.cond.Wait()
	}
	if b.abandoned {
		return 0, io.ErrClosedPipe
	}
	n, err := b.data.Write(p)
	b.cond.Broadcast()
	return n, err
}

func (b *buffer) end() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.ended = true
	b.cond.Broadcast()
}

func (b *buffer) abandon() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.abandoned = true
	b.data = bytes.Buffer{}
	b.cond.Broadcast()
}
