// Package htmlrewriter rewrites HTML while it passes by, as the HTMLRewriter of Workers does. It
// knows nothing of JavaScript: its caller asks for the next event, does what it likes to the
// unit that the event is about, at any later time, and asks again.
//
//	r.Write(chunk)
//	for {
//		event, err := r.Next()
//		if err != nil || event == nil {
//			break // broken, or another chunk is needed
//		}
//		…
//		send(r.Output())
//	}
//
// golang.org/x/net/html cuts the source into tokens, as the living standard wants it. Everything
// else is here, because no library matches selectors without a tree.
package htmlrewriter

import "strings"

// Registration says what the caller wants to see: of the elements that a selector matches, or,
// without a selector, of the document.
type Registration struct {
	Selector                *Selector
	Element, Comments, Text bool
	Doctype, End            bool
}

// Options are how to rewrite.
type Options struct {
	Registrations []Registration
	Encoding      string // label of the document's encoding, "" for UTF-8
	ESI           bool   // esi:include and esi:comment have no content
}

// Kind says what an Event is about.
type Kind int

// Kinds of events, with what their Unit is.
const (
	ElementEvent  Kind = iota // *Element
	CommentEvent              // *Comment
	TextEvent                 // *Text
	DoctypeEvent              // *Doctype
	EndTagEvent               // *EndTag
	DocumentEvent             // *DocumentEnd: the end
	StreamEvent               // Content whose Stream is to be given to StreamChunk
)

// Event is what the caller has to see to before Next goes on.
type Event struct {
	Kind         Kind
	Registration int // index in Options.Registrations
	Handler      any // of an EndTagEvent: what OnEndTag was given
	Unit         any
}

// Rewriter rewrites one document. It is for one goroutine at a time.
type Rewriter struct {
	registrations []Registration
	charset       charset
	tokens        tokenizer
	context       context
	stack         *stack
	textUsers     []int // by registration: how many open elements match
	commentUsers  []int

	decoder  textDecoder
	inText   bool // a text was begun that somebody sees
	removing int  // open elements whose content is removed

	// todo is what is left to do for the current token.
	todo   []step
	queue  []any      // of output: []byte, Content or tokenStart
	chunks utf8Chunks // of the streams at one token
	source Content    // the stream that is read
	output []byte
	ended  bool
}

// step does one thing, and may have something to see to.
type step func() (*Event, error)

// New makes a rewriter.
func New(o Options) (*Rewriter, error) {
	c, err := newCharset(o.Encoding)
	if err != nil {
		return nil, err
	}
	r := &Rewriter{registrations: o.Registrations, charset: c}
	r.textUsers, r.commentUsers = make([]int, len(o.Registrations)), make([]int, len(o.Registrations))
	selectors := make([]*Selector, len(o.Registrations))
	for i, registration := range o.Registrations {
		selectors[i] = registration.Selector
	}
	r.stack = newStack(selectors, o.ESI)
	return r, nil
}

// Write adds a chunk, when Next has nothing more to say of what came before.
func (r *Rewriter) Write(chunk []byte) { r.tokens.write(chunk) }

// End says that no more comes.
func (r *Rewriter) End() { r.tokens.end() }

// Output takes what was written so far.
func (r *Rewriter) Output() []byte {
	out := r.output
	r.output = nil
	return out
}

// Next goes on to the next event, nil where it takes another chunk or everything is done.
func (r *Rewriter) Next() (*Event, error) {
	for {
		if event := r.flush(); event != nil {
			return event, nil
		}
		if len(r.todo) > 0 {
			next := r.todo[0]
			r.todo = r.todo[1:]
			if event, err := next(); event != nil || err != nil {
				return event, err
			}
			continue
		}
		p, ok := r.tokens.next(r.context.namespace() != namespaceHTML)
		switch {
		case ok:
			r.begin(p)
		case r.tokens.final && !r.ended:
			r.ended = true
			r.finish()
		default:
			return nil, nil
		}
	}
}

// StreamChunk gives a chunk of the stream that the last event asked for.
func (r *Rewriter) StreamChunk(chunk []byte) error {
	text, err := r.chunks.take(chunk)
	if err != nil {
		return err
	}
	r.writeText(text, r.source.HTML)
	return nil
}

// flush moves the queue to the output, up to a stream.
func (r *Rewriter) flush() *Event {
	for len(r.queue) > 0 {
		item := r.queue[0]
		r.queue = r.queue[1:]
		switch item := item.(type) {
		case []byte:
			r.output = append(r.output, item...)
		case Content:
			if item.Stream != nil {
				r.source = item
				return &Event{Kind: StreamEvent, Unit: item}
			}
			if len(r.chunks.rest) > 0 {
				r.chunks.rest = nil
				r.writeText("\ufffd", true)
			}
			r.writeText(item.Text, item.HTML)
		case tokenStart:
			r.chunks.rest = nil
		}
	}
	return nil
}

func (r *Rewriter) writeText(text string, isHTML bool) {
	if !isHTML {
		text = textEscapes.Replace(text)
	}
	r.output = append(r.output, r.charset.encode(text)...)
}

func (r *Rewriter) do(s step) { r.todo = append(r.todo, s) }

// quiet is a step that nobody sees.
func quiet(do func()) step {
	return func() (*Event, error) { do(); return nil, nil }
}

// tokenStart is in the queue in front of a token that was changed. What a stream leaves of a
// character is lost there.
type tokenStart struct{}

// put writes a token with what was done to it.
func (r *Rewriter) put(m *mutations, source []byte) {
	r.queue = append(r.queue, tokenStart{})
	r.putAll(m.before)
	if m.removed {
		r.putAll(m.replacement)
	} else {
		r.queue = append(r.queue, source)
	}
	r.putAll(m.after)
}

func (r *Rewriter) putAll(contents []Content) {
	for _, c := range contents {
		r.queue = append(r.queue, c)
	}
}

// pass writes source as it is.
func (r *Rewriter) pass(source []byte) {
	if r.removing == 0 {
		r.queue = append(r.queue, source)
	}
}

// each adds an event for each registration that wants it: those of elements come before those
// of the document.
func (r *Rewriter) each(wants func(int, Registration) bool, event Event) {
	for _, document := range []bool{false, true} {
		for i, registration := range r.registrations {
			if (registration.Selector == nil) == document && wants(i, registration) {
				e := event
				e.Registration = i
				r.do(func() (*Event, error) { return &e, nil })
			}
		}
	}
}

func (r *Rewriter) finish() {
	r.endText()
	end := &DocumentEnd{}
	// The last comes first.
	for i := len(r.registrations) - 1; i >= 0; i-- {
		if registration := r.registrations[i]; registration.Selector == nil && registration.End {
			r.do(func() (*Event, error) { return &Event{Kind: DocumentEvent, Registration: i, Unit: end}, nil })
		}
	}
	r.do(quiet(func() { r.putAll(end.appended) }))
}

// begin plans what to do for a piece of source.
func (r *Rewriter) begin(p piece) {
	if p.kind == textKind {
		r.text(p.raw)
		return
	}
	r.endText()
	switch p.kind {
	case startKind:
		r.startTag(parseStartTag(string(p.raw)))
	case endKind:
		r.endTag(p.raw)
	case commentKind:
		c := newComment(string(p.raw), r.charset)
		r.each(r.wantsComments, Event{Kind: CommentEvent, Unit: c})
		r.do(quiet(func() { r.emit(&c.mutations, c.source()) }))
	case doctypeKind:
		d := parseDoctype(string(p.raw), r.charset)
		r.each(func(_ int, g Registration) bool { return g.Doctype }, Event{Kind: DoctypeEvent, Unit: d})
		r.do(quiet(func() { r.pass(p.raw) }))
	default:
		r.do(quiet(func() { r.pass(p.raw) }))
	}
}

// emit is put where content is not removed.
func (r *Rewriter) emit(m *mutations, source string) {
	if r.removing == 0 {
		r.put(m, []byte(source))
	}
}

func (r *Rewriter) wantsComments(i int, g Registration) bool {
	return g.Comments && (g.Selector == nil || r.commentUsers[i] > 0)
}

func (r *Rewriter) wantsText(i int, g Registration) bool {
	return g.Text && (g.Selector == nil || r.textUsers[i] > 0)
}

func (r *Rewriter) wantsAnyText() bool {
	for i, registration := range r.registrations {
		if r.wantsText(i, registration) {
			return true
		}
	}
	return false
}

func (r *Rewriter) text(raw []byte) {
	if !r.wantsAnyText() {
		r.do(quiet(func() { r.pass(raw) }))
		return
	}
	r.inText = true
	if text := r.decoder.decode(r.charset, raw, false); text != "" {
		r.textUnit(&Text{text: text})
	}
}

// endText ends a text that somebody saw.
func (r *Rewriter) endText() {
	if r.inText {
		r.inText = false
		r.textUnit(&Text{text: r.decoder.decode(r.charset, nil, true), last: true})
	}
}

func (r *Rewriter) textUnit(t *Text) {
	r.each(r.wantsText, Event{Kind: TextEvent, Unit: t})
	r.do(quiet(func() { r.emit(&t.mutations, string(r.charset.encode(t.text))) }))
}

func lowerName(raw []byte) string {
	name := string(raw[len("</") : len(raw)-1])
	return lowerASCII(name[:indexOr(name, whitespace+"/")])
}

// original is the name of an end tag as written.
func original(raw []byte) string {
	name := strings.TrimPrefix(string(raw), "</")
	return name[:indexOr(name, whitespace+"/>")]
}
