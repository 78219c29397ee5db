package web

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

// formEntry is one entry of a form: a text, or a file.
type formEntry struct {
	name string
	data []byte
	file *formFile
}

// formFile is what a file has besides its bytes. Its type is as it was sent.
type formFile struct{ name, contentType string }

func formDataHost(iso *isolate.Isolate) *goja.Object {
	s := stateOf(iso)
	return iso.Object(map[string]func(goja.FunctionCall) goja.Value{
		"string": func(call goja.FunctionCall) goja.Value { return s.rt.ToValue(kjText(iso, call.Argument(0))) },
		"serialize": func(call goja.FunctionCall) goja.Value {
			entries := s.formEntries(call.Argument(0))
			for _, e := range entries {
				if strings.HasSuffix(e.name, `\`) || e.file != nil && strings.HasSuffix(e.file.name, `\`) {
					iso.TypeError(msgFormBackslash)
				}
			}
			data, contentType := writeMultipart(entries)
			return s.rt.NewArray(s.bodyValue(NewBytesBody(data)), contentType)
		},
		"parse": func(call goja.FunctionCall) goja.Value {
			entries, problem := parseForm(heldBody(call.Argument(0)).data, call.Argument(1).String())
			if problem != "" {
				iso.TypeError(problem)
			}
			if iso.Without("formdata_parser_supports_files") {
				// Of old, files came as texts.
				for i := range entries {
					entries[i].file = nil
				}
			}
			return s.formValue(entries)
		},
	})
}

// formEntries takes what the extractor of formdata.js has flattened.
func (s *state) formEntries(flat goja.Value) []formEntry {
	var items []goja.Value
	s.rt.ForOf(flat, func(v goja.Value) bool {
		items = append(items, v)
		return true
	})
	entries := make([]formEntry, 0, len(items)/4)
	for ; len(items) >= 4; items = items[4:] {
		e := formEntry{name: items[0].String()}
		if goja.IsUndefined(items[3]) {
			e.data = []byte(items[1].String())
		} else {
			e.data = heldBody(items[1]).data
			e.file = &formFile{name: items[3].String(), contentType: items[2].String()}
		}
		entries = append(entries, e)
	}
	return entries
}

// formValue flattens entries for formdata.js.
func (s *state) formValue(entries []formEntry) goja.Value {
	flat := make([]any, 0, 4*len(entries))
	for _, e := range entries {
		if e.file == nil {
			flat = append(flat, decodeText(e.name), decodeText(string(e.data)), goja.Undefined(), goja.Undefined())
			continue
		}
		flat = append(flat, decodeText(e.name), s.bodyValue(NewBytesBody(e.data)), decodeText(e.file.contentType), decodeText(e.file.name))
	}
	return s.rt.NewArray(flat...)
}
