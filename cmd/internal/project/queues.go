package project

// QueueProducer is a binding that sends to a queue. DeliveryDelay is in seconds.
type QueueProducer struct {
	Binding       string
	Queue         string
	DeliveryDelay int
}

// QueueConsumer is a queue that the Worker consumes. Negative numbers are those not given.
type QueueConsumer struct {
	Queue           string
	MaxBatchSize    int
	MaxBatchTimeout float64 // seconds
	MaxRetries      int
	RetryDelay      int // seconds
	DeadLetterQueue string
}

func queueProducers(v *node) []QueueProducer {
	var list []QueueProducer
	for _, b := range itemsOf(v.get("producers")) {
		p := QueueProducer{Binding: b.get("binding").string(), DeliveryDelay: int(numberOr(b.get("delivery_delay"), 0))}
		p.Queue = firstText(b.get("queue").string(), p.Binding)
		list = append(list, p)
	}
	return list
}

// queueConsumers leaves out those that take messages over HTTP: no Worker is called for them.
func queueConsumers(v *node) []QueueConsumer {
	var list []QueueConsumer
	for _, c := range itemsOf(v.get("consumers")) {
		if c.get("type").string() == "http_pull" {
			continue
		}
		list = append(list, QueueConsumer{
			Queue:           c.get("queue").string(),
			MaxBatchSize:    int(numberOr(c.get("max_batch_size"), -1)),
			MaxBatchTimeout: numberOr(c.get("max_batch_timeout"), -1),
			MaxRetries:      int(numberOr(c.get("max_retries"), -1)),
			RetryDelay:      int(numberOr(c.get("retry_delay"), -1)),
			DeadLetterQueue: c.get("dead_letter_queue").string(),
		})
	}
	return list
}

// numberOr is a number, or other where there is none.
func numberOr(v *node, other float64) float64 {
	if !v.is(number) {
		return other
	}
	return v.num
}
