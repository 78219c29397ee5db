package actor

import (
	"sync"

	"github.com/devdo/devdo/emulator/isolate"
)

// Host is the JavaScript side of a place: it makes instances and calls their handlers. Its
// methods run in a turn of the actor.
type Host interface {
	// Construct runs the class's constructor and sets a.Instance.
	Construct(a *Actor) *Error
	// Ended drops what the host keeps for an actor.
	Ended(a *Actor)
	// Alarm calls the alarm handler and then done, in a turn of the actor.
	Alarm(a *Actor, info AlarmInfo, done func(AlarmOutcome))
	// SocketMessage, SocketClose and SocketError call the hibernation handlers; done says that
	// the handler's work is over.
	SocketMessage(a *Actor, s *Socket, m Message, done func())
	SocketClose(a *Actor, s *Socket, c Close, done func())
	SocketError(a *Actor, s *Socket, text string, done func())
	// Internal reports a failure of devdo's own to the console.
	Internal(reference string, err error)
}

// Place is an isolate as a home of actors: it knows which of them wrote in the running turn
// and batch.
type Place struct {
	iso  *isolate.Isolate
	host Host

	turn    uint64
	touched []*Actor
	dirty   []*Actor

	mu     sync.Mutex // guards the fields below
	actors map[*Actor]struct{}
	empty  []chan struct{}
}

// NewPlace makes a place; its AfterTurn and AfterBatch are to be the isolate's hooks.
func NewPlace(iso *isolate.Isolate, host Host) *Place {
	return &Place{iso: iso, host: host, turn: 1, actors: map[*Actor]struct{}{}}
}

// Isolate is the place's isolate.
func (p *Place) Isolate() *isolate.Isolate { return p.iso }

// Host is the place's JavaScript side.
func (p *Place) Host() Host { return p.host }

func (p *Place) add(a *Actor) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.actors[a] = struct{}{}
}

func (p *Place) remove(a *Actor) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.actors, a)
	if len(p.actors) > 0 {
		return
	}
	for _, c := range p.empty {
		close(c)
	}
	p.empty = nil
}

// Empty is closed when the place holds no actor; any goroutine.
func (p *Place) Empty() <-chan struct{} {
	p.mu.Lock()
	defer p.mu.Unlock()
	c := make(chan struct{})
	if len(p.actors) == 0 {
		close(c)
	} else {
		p.empty = append(p.empty, c)
	}
	return c
}

// Condemn ends every actor of an isolate that can run no more JavaScript; on its loop.
func (p *Place) Condemn(message string) {
	p.mu.Lock()
	actors := make([]*Actor, 0, len(p.actors))
	for a := range p.actors {
		actors = append(actors, a)
	}
	p.mu.Unlock()
	for _, a := range actors {
		a.Reset(&Error{Message: message})
	}
}

// AfterTurn closes the storage turn of every actor that used its storage.
func (p *Place) AfterTurn() {
	for n, a := range p.touched {
		p.touched[n] = nil
		a.endTurn()
	}
	p.touched = p.touched[:0]
	p.turn++
}

// AfterBatch commits what the batch wrote and lets out what waited for it. Letting out may
// reset actors or write again; their turn comes with the next batch.
func (p *Place) AfterBatch() {
	dirty := p.dirty
	p.dirty = nil
	for _, a := range dirty {
		a.commit()
	}
	for _, a := range dirty {
		a.release()
	}
}
