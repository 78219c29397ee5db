// Package compat knows the runtime's compatibility flags: their names, and from which
// compatibility date each is on.
//
// Evaluate turns a Worker's compatibility_date and compatibility_flags into a Set, which the rest
// of the emulator asks with Has. The package describes flags only; what a flag changes is decided
// where it is asked for.
package compat

import (
	"fmt"
	"sync"
)

// Latest is the newest compatibility date the emulated runtime knows, and the one used when a
// project names none.
const Latest = "2026-11-17"

// Flag is one row of the runtime's table.
type Flag struct {
	Enable       string   // name that switches the behaviour on
	Disable      string   // name that keeps the old behaviour; empty if there is none
	Date         string   // first compatibility date with the behaviour on by default; empty for never
	Always       bool     // on at every date
	Experimental bool     // refused in production, allowed locally
	ImpliedBy    []string // flags, any of which switches this one on too
	ImpliedFrom  string   // first compatibility date on which ImpliedBy counts
}

// Set is the set of flags that are on. The zero value has none.
type Set struct {
	on [(len(table) + 63) / 64]uint64
}

// Has reports whether the named flag is on. Asking for a disable name reports whether the flag it
// belongs to is off. It panics on a name the runtime does not have.
func (s Set) Has(name string) bool {
	i, ok := index()[name]
	if !ok {
		panic(fmt.Sprintf("compat: no such flag %q", name))
	}
	return s.has(i) == (table[i].Enable == name)
}

// Enabled lists the names of the flags that are on, in the runtime's order.
func (s Set) Enabled() []string {
	var names []string
	for i := range table {
		if s.has(i) {
			names = append(names, table[i].Enable)
		}
	}
	return names
}

func (s Set) has(i int) bool { return s.on[i/64]&(1<<(i%64)) != 0 }
func (s *Set) add(i int)     { s.on[i/64] |= 1 << (i % 64) }

// Flags lists every flag, in the runtime's order.
func Flags() []Flag {
	return append([]Flag(nil), table[:]...)
}

// index maps every enable and disable name to its row.
var index = sync.OnceValue(func() map[string]int {
	m := make(map[string]int, 2*len(table))
	for i, f := range table {
		m[f.Enable] = i
		if f.Disable != "" {
			m[f.Disable] = i
		}
	}
	return m
})
