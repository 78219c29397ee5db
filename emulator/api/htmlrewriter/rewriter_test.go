package htmlrewriter

import (
	"fmt"
	"strings"
	"testing"
)

// rewrite runs a document, in chunks of a size, through handlers.
func rewrite(t testing.TB, o Options, document string, size int, handle func(*Event) error) (string, error) {
	t.Helper()
	r, err := New(o)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	drain := func() error {
		for {
			event, err := r.Next()
			out.Write(r.Output())
			if err != nil || event == nil {
				return err
			}
			if event.Kind == StreamEvent {
				err = r.StreamChunk([]byte(event.Unit.(Content).Stream.(string)))
			} else {
				err = handle(event)
			}
			if err != nil {
				return err
			}
		}
	}
	for document != "" {
		n := min(size, len(document))
		r.Write([]byte(document[:n]))
		document = document[n:]
		if err := drain(); err != nil {
			return out.String(), err
		}
	}
	r.End()
	err = drain()
	return out.String(), err
}

func selector(t testing.TB, text string) *Selector {
	t.Helper()
	s, err := ParseSelector(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return s
}

const page = `<!DOCTYPE html><html><head><title>a <b> & </tit</title><style>p > q { } </style>` +
	`<script>if (1 < 2) "</b>"; <!-- <script> </script> --></script></head>` +
	"<body class='x y'  a=1 b><!-- c --><p>one<p>two &amp; three<br/><svg><a /><![CDATA[<x>]]></svg>" +
	`<?pi?></><3 </b ><img src=x onerror="1>2">ünï` + "\r\n" + `</body></html><a href="`

// TestPassThrough: what nobody changes stays the same, whoever looks on and wherever chunks end.
func TestPassThrough(t *testing.T) {
	all := Registration{Element: true, Comments: true, Text: true, Doctype: true, End: true}
	ofElements := all
	ofElements.Selector = selector(t, "*")
	for _, registrations := range [][]Registration{nil, {all}, {ofElements}, {all, ofElements}} {
		for size := 1; size < 40; size++ {
			got, err := rewrite(t, Options{Registrations: registrations}, page, size, func(*Event) error { return nil })
			if err != nil || got != page {
				t.Fatalf("chunks of %d: %v\n got %q\nwant %q", size, err, got, page)
			}
		}
	}
}

// TestEventsOfChunks: but for how texts are cut, the events do not depend on the chunks.
func TestEventsOfChunks(t *testing.T) {
	trace := func(size int) string {
		var b strings.Builder
		star := Registration{Selector: selector(t, "*"), Element: true, Comments: true, Text: true}
		document := Registration{Doctype: true, Comments: true, End: true}
		_, err := rewrite(t, Options{Registrations: []Registration{star, document}}, page, size, func(e *Event) error {
			switch u := e.Unit.(type) {
			case *Element:
				fmt.Fprintf(&b, "<%s %q>", u.TagName(), u.Attributes())
				if err := u.OnEndTag(u.TagName()); err != nil {
					b.WriteString("void")
				}
			case *EndTag:
				fmt.Fprintf(&b, "</%s of %s>", u.Name(), e.Handler)
			case *Comment:
				fmt.Fprintf(&b, "!%q", u.Text())
			case *Text:
				b.WriteString(u.Text())
				if u.Last() {
					b.WriteString("|")
				}
			case *Doctype:
				b.WriteString(*u.Name)
			case *DocumentEnd:
				b.WriteString("END")
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	want := trace(len(page))
	for size := 1; size < 40; size++ {
		if got := trace(size); got != want {
			t.Fatalf("chunks of %d:\n got %s\nwant %s", size, got, want)
		}
	}
}

func TestMutations(t *testing.T) {
	tests := []struct {
		name, document, selector, want string
		change                         func(*Element)
	}{
		{"order", "<p>x</p>", "p", "12<p>43x56</p>87", func(e *Element) {
			for i, put := range []func(Content){e.Before, e.Before, e.Prepend, e.Prepend, e.Append, e.Append, e.After, e.After} {
				put(Content{Text: fmt.Sprint(i + 1)})
			}
		}},
		{"escapes", "<p>x</p>", "p", "&lt;&amp;&gt;\"<b>&<p>x</p>", func(e *Element) {
			e.Before(Content{Text: `<&>"`})
			e.Before(Content{Text: "<b>&", HTML: true})
		}},
		{"inner", "<p>a<b>c</b>d</p>e", "p", "<p>new</p>e", func(e *Element) { e.SetInnerContent(Content{Text: "new"}) }},
		{"replace", "<p>a</p>e", "p", "newe", func(e *Element) { e.Replace(Content{Text: "new"}) }},
		{"remove", "<p>a</p>e", "p", "e", (*Element).Remove},
		{"keep", "<p>a</p>e", "p", "ae", (*Element).RemoveAndKeepContent},
		{"remove inside of removed", "<p>a<p>b</p>c</p>d</p>e", "p", "d</p>e", (*Element).Remove},
		{"void", "<br>x", "br", "1<br>2x", func(e *Element) {
			e.Before(Content{Text: "1"})
			e.After(Content{Text: "2"})
			e.Append(Content{Text: "3"})
			e.Prepend(Content{Text: "4"})
			e.SetInnerContent(Content{Text: "5"})
		}},
		{"missing end tag", "<div><p>a</div>e", "p", "<div><p>a!</div>?e", func(e *Element) {
			e.Append(Content{Text: "!"})
			e.After(Content{Text: "?"})
		}},
		{"names", "<A b=1 B='2' C >x</A >", "a", `<z b=1 B='2' C d="&quot;">x</z>`, func(e *Element) {
			if err := e.SetTagName("z"); err != nil {
				panic(err)
			}
			if err := e.SetAttribute("D", `"`); err != nil {
				panic(err)
			}
		}},
		{"attributes", "<a b=1 c=x/>y</a>", "a", `<a c="2">y</a>`, func(e *Element) {
			e.RemoveAttribute("B")
			if err := e.SetAttribute("c", "2"); err != nil {
				panic(err)
			}
		}},
		{"self-closing", "<br a/>", "br", `<br a b="" />`, func(e *Element) { _ = e.SetAttribute("b", "") }},
		{"streams", "<p>x</p>", "p", "<p>&lt;s&gt;tx</p>", func(e *Element) {
			e.Prepend(Content{Text: "t"})
			e.Prepend(Content{Stream: "<s>"})
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			o := Options{Registrations: []Registration{{Selector: selector(t, test.selector), Element: true}}}
			got, err := rewrite(t, o, test.document, 3, func(e *Event) error { test.change(e.Unit.(*Element)); return nil })
			if err != nil || got != test.want {
				t.Errorf("%v\n got %s\nwant %s", err, got, test.want)
			}
		})
	}
}

func TestTextIsCutAtLessThan(t *testing.T) {
	var parts []string
	o := Options{Registrations: []Registration{{Text: true}}}
	_, err := rewrite(t, o, "a < b<style>x</b>y</ z</style>", 1000, func(e *Event) error {
		parts = append(parts, e.Unit.(*Text).Text())
		return nil
	})
	if got := strings.Join(parts, "|"); err != nil || got != "a |<| b||x|</b|>y|</| z|" {
		t.Errorf("got %s, %v", got, err)
	}
}

func TestEncodings(t *testing.T) {
	o := Options{Encoding: "windows-1252", Registrations: []Registration{{Text: true}, {Selector: selector(t, "p"), Element: true}}}
	got, err := rewrite(t, o, "<p a=\xe4>\xfc</p>", 1, func(e *Event) error {
		switch u := e.Unit.(type) {
		case *Element:
			if v, _ := u.Attribute("a"); v != "ä" {
				t.Errorf("attribute %q", v)
			}
			u.Append(Content{Text: "é→"})
			if err := u.SetTagName("p→"); err == nil {
				t.Error("no error for a name that cannot be encoded")
			}
		case *Text:
			if !u.Last() && u.Text() != "ü" {
				t.Errorf("text %q", u.Text())
			}
		}
		return nil
	})
	if want := "<p a=\xe4>\xfc\xe9&#8594;</p>"; err != nil || got != want {
		t.Errorf("%v\n got %q\nwant %q", err, got, want)
	}
	for label, want := range map[string]string{"x": msgUnknownEncoding, "utf-16": msgNotASCII} {
		if _, err := New(Options{Encoding: label}); err == nil || err.Error() != "Parser error: "+want {
			t.Errorf("%s: %v", label, err)
		}
	}
}

func TestStreamsMustBeUTF8(t *testing.T) {
	o := Options{Registrations: []Registration{{Selector: selector(t, "p"), Element: true}}}
	_, err := rewrite(t, o, "<p>", 9, func(e *Event) error {
		e.Unit.(*Element).Before(Content{Stream: "a\xe2\x28"})
		return nil
	})
	if err == nil || err.Error() != "Parser error: Invalid UTF-8" {
		t.Errorf("got %v", err)
	}
	var u utf8Chunks
	var got string
	for _, b := range []byte("aü→𝄞") {
		s, err := u.take([]byte{b})
		if err != nil {
			t.Fatal(err)
		}
		got += s
	}
	if got != "aü→𝄞" {
		t.Errorf("got %q", got)
	}
}

func TestContext(t *testing.T) {
	tests := []struct{ document, want string }{
		{"<svg><a/></svg><a>", "svg:svg svg:a html:a"},
		{"<math><mi><b></b></mi><x></math>", "MathML:math MathML:mi html:b MathML:x"},
		{"<math><mi><b></mi><x></math>", "MathML:math MathML:mi html:b html:x"},
		{"<svg><div>", "svg:svg html:div"},
		{"<svg><style><i></i></style></svg><style><i>", "svg:svg svg:style html:i html:style"},
	}
	for _, test := range tests {
		var got []string
		o := Options{Registrations: []Registration{{Selector: selector(t, "*"), Element: true}}}
		_, err := rewrite(t, o, test.document, 4, func(e *Event) error {
			u := e.Unit.(*Element)
			namespace := u.Namespace()[strings.LastIndexByte(u.Namespace(), '/')+1:]
			got = append(got, strings.Replace(namespace, "xhtml", "html", 1)+":"+u.TagName())
			return nil
		})
		if joined := strings.Join(got, " "); err != nil || joined != test.want {
			t.Errorf("%s: %v\n got %s\nwant %s", test.document, err, joined, test.want)
		}
	}
	for document, ok := range map[string]bool{
		"<select><script>": true, "<select><style>": false, "<frameset><noframes>": true, "<frameset><script>": false,
		"<select></select><style>": true, "<select><template><title>": false,
	} {
		if _, err := rewrite(t, Options{}, document, 5, nil); (err == nil) != ok {
			t.Errorf("%s: %v", document, err)
		}
	}
}
