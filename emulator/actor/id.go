package actor

import "github.com/devdo/devdo/persist"

// ID names one object of a namespace.
type ID struct {
	// Hex is the id's 64 lower-case hex digits.
	Hex string
	// Name is what idFromName was given; Named tells an empty name from none.
	Name  string
	Named bool
	// Text is set for a facet whose id is a text, Name, and not an id of a namespace.
	Text bool
}

// NamedID is the id that idFromName gives.
func (n *Namespace) NamedID(name string) ID {
	return ID{Hex: n.store.NamedID(name), Name: name, Named: true}
}

// UniqueID is a fresh random id.
func (n *Namespace) UniqueID() ID { return ID{Hex: persist.NewUniqueID(n.Key)} }

// ParseID checks an id's text against the namespace.
func (n *Namespace) ParseID(text string) (ID, error) {
	hex, err := n.store.ParseID(text)
	return ID{Hex: hex}, err
}
