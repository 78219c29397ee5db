package htmlrewriter

func (r *Rewriter) startTag(t *startTag) {
	namespace, text, err := r.context.start(t)
	if err != nil {
		r.do(func() (*Event, error) { return nil, err })
		return
	}
	if text {
		r.tokens.rawText(t.lowerName)
	} else {
		r.tokens.rawText("")
	}
	// Text before the tag belongs to the elements around it.
	r.do(quiet(func() { r.open(t, namespace) }))
}

// open adds the element to the stack and plans its events.
func (r *Rewriter) open(t *startTag, namespace string) {
	e := &Element{tag: t, namespace: namespace, charset: r.charset}
	matching, f := r.stack.start(t, namespace)
	e.hasContent = f != nil
	e.removed = r.removing > 0
	for _, i := range matching {
		if f != nil {
			r.textUsers[i]++
			r.commentUsers[i]++
		}
		if r.registrations[i].Element {
			r.do(func() (*Event, error) { return &Event{Kind: ElementEvent, Registration: i, Unit: e}, nil })
		}
	}
	r.do(quiet(func() { r.opened(e, f) }))
}

// opened writes the start tag and remembers what was asked of the rest of the element.
func (r *Rewriter) opened(e *Element, f *frame) {
	r.emit(&e.mutations, e.tag.source())
	if f == nil {
		return
	}
	f.end = e.end
	if e.removeContent {
		f.removesContent = true
		r.removing++
	}
}

// endTag closes the innermost element of its name with all that is in it.
func (r *Rewriter) endTag(raw []byte) {
	name := lowerName(raw)
	r.context.end(name)
	r.do(quiet(func() { r.close(name, raw) }))
}

func (r *Rewriter) close(name string, raw []byte) {
	tag := &EndTag{raw: string(raw), name: original(raw), charset: r.charset}
	for _, f := range r.stack.end(name) {
		for _, i := range f.registrations {
			r.textUsers[i]--
			r.commentUsers[i]--
		}
		if f.removesContent {
			r.removing--
		}
		if f.end != nil {
			r.apply(f.end, tag)
		}
	}
	r.do(quiet(func() { r.emit(&tag.mutations, tag.source()) }))
}

// apply does to the end tag what an element's handlers asked for. An element whose end tag is
// missing ends with that of the element around it, which is then asked to do the same.
func (r *Rewriter) apply(end *endChanges, tag *EndTag) {
	r.do(quiet(func() {
		if end.name != "" {
			tag.name, tag.raw = end.name, ""
		}
		if end.changed {
			tag.mutations = end.mutations
		}
	}))
	if end.handler != nil {
		r.do(func() (*Event, error) { return &Event{Kind: EndTagEvent, Handler: end.handler, Unit: tag}, nil })
	}
}
