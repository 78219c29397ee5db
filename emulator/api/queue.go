package api

import (
	"fmt"
	"slices"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/queue"
)

// Limits of what is sent to a queue that somebody consumes.
const (
	maxQueueMessage    = 128_000
	maxQueueBatch      = 100
	maxQueueBatchBytes = 288_000
	maxQueueDelay      = 86400
)

// Queue is a queue that a binding sends to.
type Queue struct {
	Name   string
	Broker *queue.Broker
}

// queueFunctions serve queue.js.
func (w *Worker) queueFunctions() functions {
	return functions{"send": w.queueSend, "metrics": w.queueMetrics, "take": w.queueTake}
}

// queueTake copies the bytes of a view, and detaches its buffer if asked to, as send does.
func (w *Worker) queueTake(call goja.FunctionCall) goja.Value {
	data, _ := webidl.Bytes(w.iso, call.Argument(0))
	taken := webidl.NewArrayBuffer(w.iso, slices.Clone(data))
	if call.Argument(1).ToBoolean() {
		if buffer, ok := call.Argument(0).(*goja.Object).Get("buffer").Export().(goja.ArrayBuffer); ok {
			buffer.Detach()
		}
	}
	return taken
}

// queueSend sends messages as queue.js makes them; the third argument is their delay.
func (w *Worker) queueSend(call goja.FunctionCall) goja.Value {
	q, batch := held[*Queue](call.Argument(0)), call.Argument(3).ToBoolean()
	var messages []queue.Outgoing
	broken := false
	w.iso.Runtime().ForOf(call.Argument(1), func(v goja.Value) bool {
		o := v.(*goja.Object)
		m := queue.Outgoing{Delay: seconds(o.Get("delaySeconds"))}
		if m.Delay == nil {
			m.Delay = seconds(call.Argument(2))
		}
		value, text := o.Get("value"), o.Get("text")
		// What JSON has no text for is sent as "undefined", which the broker cannot read.
		broken = broken || goja.IsUndefined(value)
		m.Body = w.serializeStored(value)
		m.Size = len(m.Body)
		if text != nil {
			m.Size = len(text.String())
		} else if data, ok := webidl.Bytes(w.iso, value); ok && o.Get("v8") == nil {
			m.Size = len(data)
		}
		messages = append(messages, m)
		return true
	})
	w.requireRequest()
	w.subrequest()
	promise, resolve, reject := w.promise()
	reason := ""
	if q.Broker.Consumed(q.Name) {
		reason = refusal(messages, broken, batch)
	}
	if reason != "" {
		reject(w.iso.NewError("Error", w.queueFailure(reason, batch)))
		return promise
	}
	back := w.reply()
	w.sendFetch(func() {
		before := q.Broker.Send(q.Name, messages)
		back.post(func() { resolve(w.metricsObject(before)) })
	})
	return promise
}

// refusal is why the broker refuses messages, or "".
func refusal(messages []queue.Outgoing, broken, batch bool) string {
	total, largest := 0, 0
	for _, m := range messages {
		total, largest = total+m.Size, max(largest, m.Size)
		broken = broken || m.Delay != nil && (*m.Delay < 0 || *m.Delay > maxQueueDelay)
	}
	switch {
	case !batch && largest > maxQueueMessage:
		return fmt.Sprintf("message length of %d bytes exceeds limit of %d", largest, maxQueueMessage)
	case len(messages) > maxQueueBatch:
		return fmt.Sprintf("batch message count of %d exceeds limit of %d", len(messages), maxQueueBatch)
	case largest > maxQueueMessage:
		return fmt.Sprintf("message in batch has length %d bytes which exceeds single message size limit of %d", largest, maxQueueMessage)
	case total > maxQueueBatchBytes:
		return fmt.Sprintf("batch size of %d bytes exceeds limit of %d", total, maxQueueBatchBytes)
	case broken:
		return "Internal Server Error"
	}
	return ""
}

func (w *Worker) queueFailure(status string, batch bool) string {
	switch {
	case w.options.Flags.Has("queue_expose_error_codes"):
		return "Unknown Internal Error (15000)"
	case batch:
		return "Queue sendBatch failed: " + status
	}
	return "Queue send failed: " + status
}

func seconds(v goja.Value) *int {
	if v == nil || goja.IsUndefined(v) {
		return nil
	}
	n := int(v.ToInteger())
	return &n
}

func (w *Worker) queueMetrics(call goja.FunctionCall) goja.Value {
	q := held[*Queue](call.Argument(0))
	w.requireRequest()
	w.subrequest()
	promise, resolve, _ := w.promise()
	back := w.reply()
	w.sendFetch(func() {
		now := q.Broker.Metrics(q.Name)
		back.post(func() { resolve(w.metricsObject(now)) })
	})
	return promise
}

func (w *Worker) metricsObject(m queue.Metrics) goja.Value {
	o := w.iso.Runtime().NewObject()
	_ = o.Set("backlogCount", m.Count)
	_ = o.Set("backlogBytes", m.Bytes)
	oldest := int64(0)
	if !m.Oldest.IsZero() {
		oldest = m.Oldest.UnixMilli()
	}
	_ = o.Set("oldest", oldest)
	return o
}
