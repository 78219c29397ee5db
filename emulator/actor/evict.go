package actor

// OnEvict says what becomes of an object's hibernatable sockets when it is evicted on demand.
type OnEvict int

// The choices for Evict.
const (
	KeepSockets OnEvict = iota
	DropSockets
)

// All are the namespace's objects in memory or on disk.
func (n *Namespace) All() []*Object {
	ids, _ := n.store.IDs()
	for _, id := range ids {
		n.Object(id)
	}
	return n.Loaded()
}

// Evict drops the object's instance once it has nothing to do, and then calls done; any
// goroutine.
func (o *Object) Evict(sockets OnEvict, done func()) {
	finish := func() {
		if sockets == DropSockets {
			o.dropSockets()
		}
		done()
	}
	a := o.Running()
	if a == nil {
		finish()
		return
	}
	posted := a.iso.Post(nil, func() {
		if a.ended != nil || a.EvictNow() {
			finish()
			return
		}
		a.onIdle = append(a.onIdle, func() {
			a.EvictNow()
			finish()
		})
	})
	if !posted {
		finish()
	}
}

// Abort resets the object and then calls done; any goroutine.
func (o *Object) Abort(reason string, done func()) {
	a := o.Running()
	if a == nil || !a.iso.Post(nil, func() {
		a.Reset(&Error{Message: reason})
		done()
	}) {
		done()
	}
}

// Delete removes what the object has stored, and its alarm. Nothing may be running in it.
func (o *Object) Delete() {
	_ = o.index().Forget()
	_ = o.namespace.store.Actor(o.hex).Remove()
	_ = o.namespace.store.DeleteAlarmRecord(o.hex)
	o.namespace.scheduler.set(o, ID{Hex: o.hex}, nil)
}
