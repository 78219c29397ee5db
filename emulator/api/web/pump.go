package web

import (
	"bytes"
	"context"
	"io"
	"sync"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

// maxAhead is how many bytes of a script's stream wait for their reader before the stream is
// left alone. The real runtime has the socket's buffer instead.
const maxAhead = 64 << 10

// pump is a stream of JavaScript as Go reads it. The loop fills it, in turns that the reader
// asks for; resume and cancel are JavaScript.
type pump struct {
	opaque
	s   *state
	ctx *isolate.Context
	// loop only
	resume, cancel goja.Callable
	counted        bool
	stop           func() bool

	mu     sync.Mutex // guards what follows
	cond   sync.Cond
	buffer bytes.Buffer
	err    error
	// filling says that the script is being asked, or has been told to go on.
	filling bool
	closed  bool
}

func (s *state) newPump(resume, cancel goja.Value) *pump {
	p := &pump{s: s, ctx: s.iso.Current(), filling: true}
	p.cond.L = &p.mu
	p.resume, _ = goja.AssertFunction(resume)
	p.cancel, _ = goja.AssertFunction(cancel)
	return p
}

// push takes one chunk; it says whether the script may go on. Loop only.
func (p *pump) push(data []byte) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return false
	}
	p.buffer.Write(data)
	p.cond.Signal()
	p.filling = p.buffer.Len() < maxAhead
	return p.filling
}

// end is called once by the script's side; err is io.EOF for an orderly end. Loop only.
func (p *pump) end(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err == nil {
		p.err = err
	}
	p.cond.Signal()
	p.release()
}

// body is what the pump has become after the first filling: bytes, where the stream has ended.
func (p *pump) body() *Body {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err == io.EOF {
		return &Body{data: p.buffer.Bytes(), length: -1}
	}
	if p.err == nil {
		p.stop = context.AfterFunc(p.s.ended(), func() { p.lost(NewError(msgConnectionLost)) })
		if p.ctx.Owner != nil {
			p.ctx.Owner.Pending(1)
			p.counted = true
			p.s.keep(p)
		}
	}
	return NewStreamBody(p, -1)
}

// lost ends the stream when the script behind it can go on no more.
func (p *pump) lost(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err == nil {
		p.err = err
	}
	p.cond.Broadcast()
}

// keep remembers the pump for the end of its owner; loop only.
func (s *state) keep(p *pump) {
	pumps := s.pumps[p.ctx.Owner]
	if pumps == nil {
		pumps = map[*pump]struct{}{}
		s.pumps[p.ctx.Owner] = pumps
	}
	pumps[p] = struct{}{}
}

// forget undoes keep; loop only.
func (s *state) forget(p *pump) {
	pumps := s.pumps[p.ctx.Owner]
	delete(pumps, p)
	if len(pumps) == 0 {
		delete(s.pumps, p.ctx.Owner)
	}
}

// OwnerEnded fails, with err, the streams that scripts of an owner were still filling for
// readers elsewhere: the owner lets nothing in any more. Loop only.
func OwnerEnded(iso *isolate.Isolate, owner isolate.Owner, err error) {
	s := stateOf(iso)
	pumps := s.pumps[owner]
	delete(s.pumps, owner)
	for p := range pumps {
		p.lost(err)
		p.stop()
	}
}

// release ends the owner's wait for this stream. mu held, loop only.
func (p *pump) release() {
	if p.stop != nil {
		p.stop()
	}
	if p.counted {
		p.counted = false
		p.s.forget(p)
		p.ctx.Owner.Pending(-1)
	}
}

// Read waits for bytes, and asks the script for more when it has taken most of them.
func (p *pump) Read(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for {
		switch {
		case p.closed:
			return 0, io.ErrClosedPipe
		case p.buffer.Len() > 0:
			n, _ := p.buffer.Read(b)
			if p.buffer.Len() < maxAhead/2 {
				p.ask()
			}
			return n, nil
		case p.err != nil:
			return 0, p.err
		}
		p.ask()
		p.cond.Wait()
	}
}

// ask lets the script go on. mu held.
func (p *pump) ask() {
	if p.filling || p.err != nil {
		return
	}
	p.filling = true
	p.s.deliver(p.ctx, func() { p.s.invoke(p.resume) })
}

// Close tells the script that nobody reads any more.
func (p *pump) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil
	}
	p.closed = true
	p.cond.Broadcast()
	if p.err != nil {
		return nil
	}
	p.s.deliver(p.ctx, func() {
		p.s.invoke(p.cancel)
		p.mu.Lock()
		defer p.mu.Unlock()
		p.release()
	})
	return nil
}

// deliver runs fn in a turn of ctx, through its owner; any goroutine.
func (s *state) deliver(ctx *isolate.Context, fn func()) {
	s.iso.Post(ctx, func() {
		if ctx.Owner == nil {
			fn()
			return
		}
		ctx.Owner.Deliver(ctx, fn)
	})
}
