package web

import (
	"errors"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/htmlrewriter"
	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

// rewriterHandle is a rewriter at work as JavaScript holds it.
type rewriterHandle struct {
	opaque
	*htmlrewriter.Rewriter
	// handlers are the registrations' objects.
	handlers []goja.Value
}

// unitHandle is a token in JavaScript's hands.
type unitHandle struct {
	opaque
	unit any
}

type selectorHandle struct {
	opaque
	*htmlrewriter.Selector
}

func heldUnit(call goja.FunctionCall) any { return call.Argument(0).Export().(*unitHandle).unit }

func heldRewriter(call goja.FunctionCall) *rewriterHandle {
	return call.Argument(0).Export().(*rewriterHandle)
}

func rewriterHost(iso *isolate.Isolate) *goja.Object {
	s := stateOf(iso)
	host := transformHost(iso)
	for _, group := range []functions{s.rewriterFunctions(), s.unitFunctions(), s.elementFunctions()} {
		for name, fn := range group {
			_ = host.Set(name, fn)
		}
	}
	return host
}

// throwRewriting throws an error of the rewriter.
func (s *state) throwRewriting(err error) {
	var e *htmlrewriter.Error
	switch {
	case errors.As(err, &e):
		s.iso.TypeError(e.Message)
	case err != nil:
		panic(err)
	}
}

func (s *state) rewriterFunctions() functions {
	return functions{
		"selector": func(call goja.FunctionCall) goja.Value {
			selector, err := htmlrewriter.ParseSelector(call.Argument(0).String())
			s.throwRewriting(err)
			return s.rt.NewDynamicObject(&selectorHandle{Selector: selector})
		},
		"make": func(call goja.FunctionCall) goja.Value {
			return s.makeRewriter(call.Argument(0).(*goja.Object), textOf(call.Argument(1)))
		},
		"feed": func(call goja.FunctionCall) goja.Value {
			heldRewriter(call).Write(s.markup(call.Argument(1)))
			return goja.Undefined()
		},
		"end": func(call goja.FunctionCall) goja.Value {
			heldRewriter(call).End()
			return goja.Undefined()
		},
		"next": func(call goja.FunctionCall) goja.Value { return s.nextRewriting(heldRewriter(call)) },
		"output": func(call goja.FunctionCall) goja.Value {
			out := heldRewriter(call).Output()
			if len(out) == 0 {
				return goja.Undefined()
			}
			return webidl.NewUint8Array(s.iso, out)
		},
		"streamChunk": func(call goja.FunctionCall) goja.Value {
			s.throwRewriting(heldRewriter(call).StreamChunk(s.markup(call.Argument(1))))
			return goja.Undefined()
		},
	}
}

// markup is a chunk of a stream, which may be a string.
func (s *state) markup(chunk goja.Value) []byte {
	if text, ok := chunk.(goja.String); ok {
		return []byte(text.String())
	}
	return s.chunkBytes(chunk)
}

// makeRewriter makes a rewriter for registrations as html_rewriter.js keeps them.
func (s *state) makeRewriter(registrations *goja.Object, contentType string) goja.Value {
	h := &rewriterHandle{}
	o := htmlrewriter.Options{ESI: s.iso.Flag("html_rewriter_treats_esi_include_as_void_tag")}
	if m, ok := parseMIME(contentType); ok {
		o.Encoding = m.param("charset")
	}
	s.rt.ForOf(registrations, func(v goja.Value) bool {
		object := v.(*goja.Object)
		fns := object.Get("functions").(*goja.Object)
		has := func(name string) bool {
			v := fns.Get(name)
			return v != nil && !goja.IsUndefined(v)
		}
		r := htmlrewriter.Registration{Element: has("element"), Comments: has("comments"), Text: has("text"), Doctype: has("doctype"), End: has("end")}
		if selector, ok := object.Get("selector").Export().(*selectorHandle); ok {
			r.Selector = selector.Selector
		}
		o.Registrations = append(o.Registrations, r)
		h.handlers = append(h.handlers, v)
		return true
	})
	rewriter, err := htmlrewriter.New(o)
	s.throwRewriting(err)
	h.Rewriter = rewriter
	return s.rt.NewDynamicObject(h)
}

// nextRewriting is the next event: [kind, handlers, unit], or [kind, stream].
func (s *state) nextRewriting(h *rewriterHandle) goja.Value {
	event, err := h.Next()
	s.throwRewriting(err)
	if event == nil {
		return goja.Undefined()
	}
	kind := s.rt.ToValue(int(event.Kind))
	switch event.Kind {
	case htmlrewriter.StreamEvent:
		return s.rt.NewArray(kind, event.Unit.(htmlrewriter.Content).Stream)
	case htmlrewriter.EndTagEvent:
		return s.rt.NewArray(kind, event.Handler, s.rt.NewDynamicObject(&unitHandle{unit: event.Unit}))
	}
	return s.rt.NewArray(kind, h.handlers[event.Registration], s.rt.NewDynamicObject(&unitHandle{unit: event.Unit}))
}

// mutable is what every token has that can be changed.
type mutable interface {
	Before(htmlrewriter.Content)
	After(htmlrewriter.Content)
	Remove()
}

// places are the methods that put content somewhere, by their names in JavaScript.
func place(unit any, name string) func(htmlrewriter.Content) {
	switch name {
	case "before":
		return unit.(mutable).Before
	case "after":
		return unit.(mutable).After
	case "replace":
		return unit.(interface{ Replace(htmlrewriter.Content) }).Replace
	case "append":
		return unit.(interface{ Append(htmlrewriter.Content) }).Append
	case "prepend":
		return unit.(*htmlrewriter.Element).Prepend
	}
	return unit.(*htmlrewriter.Element).SetInnerContent
}

func (s *state) unitFunctions() functions {
	return functions{
		"insert": func(call goja.FunctionCall) goja.Value {
			c := htmlrewriter.Content{HTML: call.Argument(3).ToBoolean()}
			if stream, ok := call.Argument(2).(*goja.Object); ok {
				c.Stream = stream
			} else {
				c.Text = call.Argument(2).String()
			}
			place(heldUnit(call), call.Argument(1).String())(c)
			return goja.Undefined()
		},
		"remove": func(call goja.FunctionCall) goja.Value {
			heldUnit(call).(mutable).Remove()
			return goja.Undefined()
		},
		"removed": func(call goja.FunctionCall) goja.Value {
			return s.rt.ToValue(heldUnit(call).(interface{ Removed() bool }).Removed())
		},
		"text": func(call goja.FunctionCall) goja.Value {
			return s.rt.ToValue(heldUnit(call).(interface{ Text() string }).Text())
		},
		"setText": func(call goja.FunctionCall) goja.Value {
			s.throwRewriting(heldUnit(call).(*htmlrewriter.Comment).SetText(call.Argument(1).String()))
			return goja.Undefined()
		},
		"last": func(call goja.FunctionCall) goja.Value {
			return s.rt.ToValue(heldUnit(call).(*htmlrewriter.Text).Last())
		},
		"doctype": func(call goja.FunctionCall) goja.Value {
			d := heldUnit(call).(*htmlrewriter.Doctype)
			part := map[string]*string{"name": d.Name, "publicId": d.PublicID, "systemId": d.SystemID}[call.Argument(1).String()]
			if part == nil {
				return goja.Null()
			}
			return s.rt.ToValue(*part)
		},
		"name": func(call goja.FunctionCall) goja.Value {
			if e, ok := heldUnit(call).(*htmlrewriter.Element); ok {
				return s.rt.ToValue(e.TagName())
			}
			return s.rt.ToValue(heldUnit(call).(*htmlrewriter.EndTag).Name())
		},
		"setName": func(call goja.FunctionCall) goja.Value {
			name := call.Argument(1).String()
			if e, ok := heldUnit(call).(*htmlrewriter.Element); ok {
				s.throwRewriting(e.SetTagName(name))
				return goja.Undefined()
			}
			heldUnit(call).(*htmlrewriter.EndTag).SetName(name)
			return goja.Undefined()
		},
	}
}

func (s *state) elementFunctions() functions {
	element := func(call goja.FunctionCall) *htmlrewriter.Element { return heldUnit(call).(*htmlrewriter.Element) }
	return functions{
		"namespace": func(call goja.FunctionCall) goja.Value { return s.rt.ToValue(element(call).Namespace()) },
		"attributes": func(call goja.FunctionCall) goja.Value {
			list := s.rt.NewArray()
			for i, a := range element(call).Attributes() {
				_ = list.DefineDataProperty(s.rt.ToValue(i).String(), s.rt.NewArray(a[0], a[1]), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE)
			}
			return list
		},
		"getAttribute": func(call goja.FunctionCall) goja.Value {
			v, ok := element(call).Attribute(call.Argument(1).String())
			if !ok {
				return goja.Null()
			}
			return s.rt.ToValue(v)
		},
		"hasAttribute": func(call goja.FunctionCall) goja.Value {
			_, ok := element(call).Attribute(call.Argument(1).String())
			return s.rt.ToValue(ok)
		},
		"setAttribute": func(call goja.FunctionCall) goja.Value {
			s.throwRewriting(element(call).SetAttribute(call.Argument(1).String(), call.Argument(2).String()))
			return goja.Undefined()
		},
		"removeAttribute": func(call goja.FunctionCall) goja.Value {
			element(call).RemoveAttribute(call.Argument(1).String())
			return goja.Undefined()
		},
		"removeAndKeepContent": func(call goja.FunctionCall) goja.Value {
			element(call).RemoveAndKeepContent()
			return goja.Undefined()
		},
		"onEndTag": func(call goja.FunctionCall) goja.Value {
			s.throwRewriting(element(call).OnEndTag(call.Argument(1)))
			return goja.Undefined()
		},
	}
}
