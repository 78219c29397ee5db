package web

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/events"
	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

// The bounds, in milliseconds, of what a server may say about reconnecting.
const (
	leastRetry = 1000
	mostRetry  = 10000
)

// eventStream parses text/event-stream.
type eventStream struct {
	opaque
	// lastID and retry outlive a connection.
	lastID string
	retry  int64
	// kept is the beginning of a line.
	kept []byte
	// begun is set when the byte order mark would be over, afterCR behind a CR that may have an LF.
	begun, afterCR bool
	event          string
	data           []string
}

// message is an event that was received.
type message struct{ event, data, id string }

// begin is a new connection.
func (s *eventStream) begin() {
	*s = eventStream{lastID: s.lastID, retry: s.retry}
}

// feed gives the messages that end in chunk.
func (s *eventStream) feed(chunk []byte) (messages []message) {
	if !s.begun && len(chunk) > 0 {
		s.begun = true
		chunk = bytes.TrimPrefix(chunk, []byte(byteOrderMark))
	}
	for len(chunk) > 0 {
		if s.afterCR && chunk[0] == '\n' {
			s.afterCR = false
			chunk = chunk[1:]
			continue
		}
		end := bytes.IndexAny(chunk, "\r\n")
		if end < 0 {
			s.kept = append(s.kept, chunk...)
			s.afterCR = false
			return messages
		}
		line := string(append(s.kept, chunk[:end]...))
		s.afterCR = chunk[end] == '\r'
		s.kept, chunk = s.kept[:0], chunk[end+1:]
		if m, ok := s.line(line); ok {
			messages = append(messages, m)
		}
	}
	return messages
}

// line takes a line; an empty one ends a message, which counts if it has data.
func (s *eventStream) line(line string) (m message, ok bool) {
	if line == "" {
		m = message{event: s.event, data: strings.Join(s.data, "\n"), id: s.lastID}
		if m.event == "" {
			m.event = "message"
		}
		s.event, s.data = "", nil
		return m, m.data != ""
	}
	field, value, _ := strings.Cut(line, ":")
	value = strings.TrimPrefix(value, " ")
	switch field {
	case "data":
		s.data = append(s.data, value)
	case "event":
		s.event = value
	case "id":
		s.lastID = value
	case "retry":
		if n, err := strconv.ParseUint(value, 10, 32); err == nil {
			s.retry = min(max(int64(n), leastRetry), mostRetry)
		}
	}
	return m, false
}

func eventSourceHost(iso *isolate.Isolate) *goja.Object {
	s := stateOf(iso)
	held := func(call goja.FunctionCall) *eventStream { return call.Argument(0).Export().(*eventStream) }
	return iso.Object(functions{
		"inRequest": func(goja.FunctionCall) goja.Value { return s.rt.ToValue(iso.Current().Owner != nil) },
		"isFetcher": func(call goja.FunctionCall) goja.Value { return s.rt.ToValue(s.isFetcher(call.Argument(0))) },
		"essence": func(call goja.FunctionCall) goja.Value {
			m, _ := parseMIME(call.Argument(0).String())
			return s.rt.ToValue(m.essence)
		},
		"parser": func(call goja.FunctionCall) goja.Value {
			return s.rt.NewDynamicObject(&eventStream{retry: call.Argument(0).ToInteger()})
		},
		"begin": func(call goja.FunctionCall) goja.Value {
			held(call).begin()
			return goja.Undefined()
		},
		"lastId": func(call goja.FunctionCall) goja.Value { return s.rt.ToValue(decodeText(held(call).lastID)) },
		"retry":  func(call goja.FunctionCall) goja.Value { return s.rt.ToValue(held(call).retry) },
		"feed": func(call goja.FunctionCall) goja.Value {
			messages := held(call).feed(s.chunkBytes(call.Argument(1)))
			if len(messages) == 0 {
				return goja.Undefined()
			}
			all := make([]any, len(messages))
			for i, m := range messages {
				all[i] = s.rt.NewArray(decodeText(m.event), decodeText(m.data), decodeText(m.id))
			}
			return s.rt.NewArray(all...)
		},
		"log": func(call goja.FunctionCall) goja.Value {
			events.Uncaught(iso, call.Argument(0))
			return goja.Undefined()
		},
	})
}

// isFetcher reports whether v is one of what has a fetch of its own.
func (s *state) isFetcher(v goja.Value) bool {
	o, ok := v.(*goja.Object)
	if !ok {
		return false
	}
	name, _ := webidl.ClassName(s.iso, o)
	return fetchers[name]
}
