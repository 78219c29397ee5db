package api

import (
	"time"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/actor"
	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

// stateFunctions serve durable_object_state.js.
func (w *Worker) stateFunctions() functions {
	a := func(call goja.FunctionCall) *actor.Actor { return held[*actor.Actor](call.Argument(0)) }
	return functions{
		"enter": w.enter,
		"reset": func(call goja.FunctionCall) goja.Value {
			a(call).Reset(&actor.Error{Message: call.Argument(1).String(), Cause: w.capture(call.Argument(1))})
			return goja.Undefined()
		},
		"abort": func(call goja.FunctionCall) goja.Value {
			reason, given := optional(call.Argument(1))
			if !given {
				reason = actor.MsgAborted
			}
			a(call).Reset(&actor.Error{Message: reason, NoAlarmRetry: call.Argument(2).ToBoolean()})
			w.iso.AbortTurn()
			return goja.Undefined()
		},
		"waitUntil": func(call goja.FunctionCall) goja.Value {
			w.waitUntil(call.Argument(0))
			return goja.Undefined()
		},
		"acceptSocket": w.acceptSocket,
		"sockets":      w.sockets,
		"tags":         w.tags,
		"answeredAt": func(call goja.FunctionCall) goja.Value {
			if s := held[*socket](call.Argument(0)).hibernated; s != nil {
				if at, ok := s.AnsweredAt(); ok {
					return w.iso.Runtime().ToValue(at.UnixMilli())
				}
			}
			return goja.Null()
		},
		"setAutoResponse": w.setAutoResponse,
		"clearAutoResponse": func(call goja.FunctionCall) goja.Value {
			a(call).Object().ClearAutoResponse()
			return goja.Undefined()
		},
		"autoResponse": func(call goja.FunctionCall) goja.Value {
			request, response, ok := a(call).Object().AutoResponse()
			if !ok {
				return goja.Null()
			}
			return w.iso.Runtime().NewArray(request, response)
		},
		"setEventTimeout": w.setEventTimeout,
		"eventTimeout": func(call goja.FunctionCall) goja.Value {
			if d := a(call).Object().EventTimeout(); d > 0 {
				return w.iso.Runtime().ToValue(d.Milliseconds())
			}
			return goja.Null()
		},
	}
}

// enter runs a function of JavaScript as a critical section; it is handed the function that
// ends the section.
func (w *Worker) enter(call goja.FunctionCall) goja.Value {
	a := held[*actor.Actor](call.Argument(0))
	body, _ := goja.AssertFunction(call.Argument(1))
	err := a.Enter(func(end actor.SectionEnd) {
		isolate.Must(body(goja.Undefined(), w.iso.Func(func(goja.FunctionCall) goja.Value {
			end()
			return goja.Undefined()
		})))
	})
	if err != nil {
		w.iso.Throw("Error", err.Error())
	}
	return goja.Undefined()
}

// maxEventTimeout is the longest event timeout, 7 days (DO-WS-78).
const maxEventTimeout = 604_800_000

func (w *Worker) setEventTimeout(call goja.FunctionCall) goja.Value {
	ms := int64(webidl.Uint32(w.iso, call.Argument(1)))
	if ms > maxEventTimeout {
		w.iso.Throw("Error", msgEventTimeout)
	}
	held[*actor.Actor](call.Argument(0)).Object().SetEventTimeout(time.Duration(ms) * time.Millisecond)
	return goja.Undefined()
}
