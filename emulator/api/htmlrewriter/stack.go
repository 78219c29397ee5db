package htmlrewriter

import "slices"

// stack has the open elements, and for each how far it and those around it fulfil selectors.
type stack struct {
	selectors []*Selector // by registration, nil for the document's
	byType    bool
	esi       bool
	root      children
	frames    []*frame
}

// frame is an open element.
type frame struct {
	name     string
	children children
	// matched[i] says whether the element ends the first part of the i-th compound of all
	// selectors; above has the same for the elements around it, too.
	matched, above []bool
	registrations  []int
	removesContent bool
	end            *endChanges
}

// children counts the children of an element that have begun.
type children struct {
	all    int
	byType map[string]int
}

func (c *children) add(name string, byType bool) (index, ofType int) {
	c.all++
	if byType {
		if c.byType == nil {
			c.byType = map[string]int{}
		}
		c.byType[name]++
	}
	return c.all, c.byType[name]
}

func newStack(selectors []*Selector, esi bool) *stack {
	s := &stack{selectors: selectors, esi: esi}
	s.byType = slices.ContainsFunc(selectors, func(sel *Selector) bool { return sel != nil && sel.usesType() })
	return s
}

func (s *stack) top() *frame {
	if len(s.frames) == 0 {
		return nil
	}
	return s.frames[len(s.frames)-1]
}

// start adds an element. It gives the registrations that match it, and its frame where it is
// one that can have content.
func (s *stack) start(t *startTag, namespace string) (matching []int, opened *frame) {
	parent := s.top()
	counter := &s.root
	var f frame
	if parent != nil {
		counter = &parent.children
		f.above = parent.above
	}
	e := &subject{tag: t, namespaceIsHTML: namespace == namespaceHTML}
	e.index, e.ofType = counter.add(t.lowerName, s.byType)
	at := 0
	for i, sel := range s.selectors {
		if sel == nil {
			continue
		}
		hit := false
		for _, c := range sel.chains {
			hit = f.follow(c, e, parent, at) || hit
			at += len(c.compounds)
		}
		if hit {
			matching = append(matching, i)
		}
	}
	if !s.hasContent(t, namespace) {
		return matching, nil
	}
	f.above = union(f.above, f.matched)
	f.name, f.registrations = t.lowerName, matching
	s.frames = append(s.frames, &f)
	return matching, &f
}

// follow says whether the element fulfils a whole selector, whose compounds begin at place at.
func (f *frame) follow(c chain, e *subject, parent *frame, at int) bool {
	hit := false
	for i, compound := range c.compounds {
		hit = false
		if i > 0 {
			if parent == nil || c.child[i] && !has(parent.matched, at+i-1) || !has(parent.above, at+i-1) {
				continue
			}
		}
		if hit = compound.match(e); hit {
			f.matched = set(f.matched, at+i)
		}
	}
	return hit
}

func has(list []bool, i int) bool { return i < len(list) && list[i] }

func set(list []bool, i int) []bool {
	for len(list) <= i {
		list = append(list, false)
	}
	list[i] = true
	return list
}

// union does not change its arguments.
func union(a, b []bool) []bool {
	if len(b) == 0 {
		return a
	}
	u := make([]bool, max(len(a), len(b)))
	copy(u, a)
	for i, v := range b {
		u[i] = u[i] || v
	}
	return u
}

func (s *stack) hasContent(t *startTag, namespace string) bool {
	if namespace != namespaceHTML {
		return !t.selfClosing
	}
	if s.esi && (t.lowerName == "esi:include" || t.lowerName == "esi:comment") {
		return false
	}
	return !slices.Contains(voidElements, t.lowerName)
}

// end takes away the innermost element of that name and all inside of it, none where there is
// no such element. The innermost comes first.
func (s *stack) end(name string) []*frame {
	for i := len(s.frames) - 1; i >= 0; i-- {
		if s.frames[i].name == name {
			ended := slices.Clone(s.frames[i:])
			s.frames = s.frames[:i]
			slices.Reverse(ended)
			return ended
		}
	}
	return nil
}
