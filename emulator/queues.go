package emulator

import (
	"encoding/json"

	"github.com/devdo/devdo/emulator/actor"
	"github.com/devdo/devdo/emulator/api"
	"github.com/devdo/devdo/emulator/queue"
)

// configureQueues tells the broker what a Worker sends to and consumes.
func (e *Emulator) configureQueues(w Worker) {
	delays := map[string]int{}
	for _, b := range w.Queues {
		if b.Delay > 0 {
			delays[b.Queue] = b.Delay
		}
	}
	e.queues.Configure(w.Name, w.Consumers, delays)
}

// deliverBatch hands a batch to the Worker that consumes its queue.
func (e *Emulator) deliverBatch(worker, name string, batch []*queue.Message, about queue.Metrics, done func(queue.Verdict)) {
	messages := make([]api.Queued, len(batch))
	for n, m := range batch {
		messages[n] = api.Queued{ID: m.ID, At: float64(m.At.UnixMilli()), Attempts: uint16(m.Attempts + 1), Body: m.Body}
	}
	metrics := api.Metrics{Backlog: float64(about.Count), Bytes: float64(about.Bytes)}
	if !about.Oldest.IsZero() {
		metrics.Oldest = float64(about.Oldest.UnixMilli())
	}
	failed := queue.Verdict{Failed: true}
	e.service(worker).Enter(func(w *api.Worker, leave func()) {
		posted := w.Handle(api.Batch(name, messages, metrics), func(h api.Handled) {
			leave()
			done(verdict(h))
		})
		if !posted {
			leave()
			done(failed)
		}
	}, func(*actor.Error) { done(failed) })
}

// verdict reads what the handler has decided.
func verdict(h api.Handled) queue.Verdict {
	var decided struct {
		RetryBatch struct {
			Retry        bool
			DelaySeconds *int
		}
		RetryMessages []struct {
			MsgID        string
			DelaySeconds *int
		}
	}
	if json.Unmarshal([]byte(h.Result), &decided) != nil {
		return queue.Verdict{Failed: true}
	}
	v := queue.Verdict{Failed: h.Failed, RetryAll: decided.RetryBatch.Retry, Delay: decided.RetryBatch.DelaySeconds, Retries: map[string]*int{}}
	for _, m := range decided.RetryMessages {
		v.Retries[m.MsgID] = m.DelaySeconds
	}
	return v
}
