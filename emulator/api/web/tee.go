package web

import (
	"io"
	"sync"
)

// teeBody makes two bodies of one, which must not be used any more. What one branch has read
// and the other has not is kept in memory.
func teeBody(b *Body) (one, two *Body) {
	if b.stream == nil {
		return NewBytesBody(b.data), NewBytesBody(b.data)
	}
	t := &tee{source: b.stream}
	t.cond.L = &t.mu
	for i := range t.branches {
		t.branches[i].tee = t
	}
	return NewStreamBody(&t.branches[0], b.length), NewStreamBody(&t.branches[1], b.length)
}

// tee reads its source once for two readers.
type tee struct {
	source   io.ReadCloser
	branches [2]teeBranch

	mu   sync.Mutex // guards what follows and the branches
	cond sync.Cond
	// reading says that one branch is in a Read of the source.
	reading bool
	err     error
}

// teeBranch is one of the readers. Pending chunks are shared and not copied.
type teeBranch struct {
	tee     *tee
	pending [][]byte
	closed  bool
}

// teeChunk is how much is read from the source at a time.
const teeChunk = 32 << 10

func (b *teeBranch) Read(p []byte) (int, error) {
	t := b.tee
	t.mu.Lock()
	defer t.mu.Unlock()
	for {
		switch {
		case b.closed:
			return 0, io.ErrClosedPipe
		case len(b.pending) > 0:
			n := copy(p, b.pending[0])
			if b.pending[0] = b.pending[0][n:]; len(b.pending[0]) == 0 {
				b.pending = b.pending[1:]
			}
			return n, nil
		case t.err != nil:
			return 0, t.err
		case t.reading:
			t.cond.Wait()
		default:
			t.fill()
		}
	}
}

// fill reads one chunk for both branches. mu held.
func (t *tee) fill() {
	t.reading = true
	t.mu.Unlock()
	chunk := make([]byte, teeChunk)
	n, err := t.source.Read(chunk)
	t.mu.Lock()
	t.reading = false
	t.err = err
	for i := range t.branches {
		if n > 0 && !t.branches[i].closed {
			t.branches[i].pending = append(t.branches[i].pending, chunk[:n:n])
		}
	}
	t.cond.Broadcast()
}

// Close ends one branch; the source is closed when both have ended.
func (b *teeBranch) Close() error {
	t := b.tee
	t.mu.Lock()
	b.closed, b.pending = true, nil
	both := t.branches[0].closed && t.branches[1].closed
	t.cond.Broadcast()
	t.mu.Unlock()
	if both {
		return t.source.Close()
	}
	return nil
}
