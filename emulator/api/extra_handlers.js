// queue() and scheduled() of stubs, which service_binding_extra_handlers brings: they run the
// handler of that name and tell what came of it.
(function (host, use) {
  "use strict";
  const { badArgument } = use("arguments");
  const { failField, failElement, date, number, uint16, isBuffer } = use("webidl");
  const { member } = use("controllers");

  const isObject = (v) => (typeof v === "object" && v !== null) || typeof v === "function";
  const dateField = (dictionary, field, v) => {
    if (typeof v !== "number" && !(v instanceof Date)) failField(dictionary, field, "date");
    return date(v);
  };

  const toMessage = (m, index) => {
    const type = "ServiceBindingQueueMessage";
    if (!isObject(m)) failElement(index, type);
    const id = `${m.id}`;
    const timestamp = dateField(type, "timestamp", m.timestamp);
    const { body, serializedBody } = m;
    if (serializedBody !== undefined && !isBuffer(serializedBody)) failField(type, "serializedBody", "ArrayBuffer or ArrayBufferView");
    return { id, timestamp, attempts: uint16(m.attempts), body, serializedBody };
  };
  const toMetrics = (metadata) => {
    if (metadata === undefined || metadata === null) return { backlogCount: 0, backlogBytes: 0, oldestMessageTimestamp: undefined };
    if (!isObject(metadata)) badArgument("queue", "Fetcher", 3, "MessageBatchMetadata");
    const { metrics } = metadata;
    if (metrics === undefined || metrics === null) {
      throw new TypeError("Cannot initialize N7workerd3api19MessageBatchMetricsE with required members from an undefined or null value.");
    }
    if (!isObject(metrics)) failField("MessageBatchMetadata", "metrics", "MessageBatchMetrics");
    const oldest = metrics.oldestMessageTimestamp;
    return {
      backlogCount: number(metrics.backlogCount),
      backlogBytes: number(metrics.backlogBytes),
      oldestMessageTimestamp: oldest === undefined ? undefined : dateField("MessageBatchMetrics", "oldestMessageTimestamp", oldest),
    };
  };

  const outcome = (failed) => (failed ? "exception" : "ok");
  const queueResult = ([failed, result]) => {
    const { ackAll, retryBatch, explicitAcks, retryMessages } = JSON.parse(result);
    return {
      outcome: outcome(failed),
      ackAll,
      retryBatch: member({ retry: retryBatch.retry }, "delaySeconds", retryBatch.delaySeconds),
      explicitAcks,
      retryMessages: retryMessages.map(({ msgId, delaySeconds }) => member({ msgId }, "delaySeconds", delaySeconds)),
    };
  };

  const handlers = (handle) => ({
    async queue(queueName, messages, metadata) {
      if (arguments.length < 1) badArgument("queue", "Fetcher", 1, "string");
      const name = `${queueName}`;
      if (!Array.isArray(messages)) badArgument("queue", "Fetcher", 2, "Array");
      return queueResult(await host.queue(handle(this), name, messages.map(toMessage), toMetrics(metadata)));
    },
    async scheduled(options) {
      if (options !== undefined && options !== null && !isObject(options)) badArgument("scheduled", "Fetcher", 1, "ScheduledOptions");
      const { scheduledTime: at, cron = "" } = options ?? {};
      const scheduledTime = at === undefined ? undefined : dateField("ScheduledOptions", "scheduledTime", at);
      const [failed, result] = await host.scheduled(handle(this), scheduledTime, `${cron}`);
      return { outcome: outcome(failed), noRetry: JSON.parse(result).noRetry };
    },
  });

  return {
    add(Class, handle) {
      Object.assign(Class.prototype, handlers(handle));
    },
  };
});
