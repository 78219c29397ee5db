// WorkerQueue, the binding of queues.producers.
(function (host, use) {
  "use strict";
  const { illegalConstructor, badArgument, define, dictionary, toDOMString, toInt32 } = use("arguments");
  const { member } = use("controllers");
  const token = {};
  const jsonByDefault = use.flag("queues_json_messages");

  const optional = (value, convert) => (value === undefined ? undefined : convert(value));
  const typeOf = (type) => {
    const known = type.toLowerCase();
    if (known !== "text" && known !== "bytes" && known !== "json" && known !== "v8") {
      throw new TypeError(`Unsupported queue message content type: ${type}`);
    }
    return known;
  };

  // message is what a message becomes: the value that its consumer gets, and the text that counts for
  // its size where that is not how the value is stored.
  const message = ({ body, contentType, delaySeconds }, detach) => {
    if (body === undefined) throw new TypeError("Message body cannot be undefined");
    const wrong = (wanted) => {
      throw new TypeError(`Content Type "${contentType}" requires a value of type ${wanted}, but received: ${typeof body}`);
    };
    switch (contentType) {
      case "text":
        if (typeof body !== "string") wrong("string");
        return { value: body, text: body, delaySeconds };
      case "bytes":
        if (!ArrayBuffer.isView(body)) wrong("ArrayBufferView");
        return { value: host.take(body, detach), delaySeconds };
      case "json": {
        const text = `${JSON.stringify(body)}`;
        return { value: text === "undefined" ? undefined : JSON.parse(text), text, delaySeconds };
      }
    }
    return { value: body, v8: true, delaySeconds };
  };

  const optionsOf = (options, method, name) => {
    const { contentType, delaySeconds } = dictionary(options, method, "WorkerQueue", 2, name);
    return { contentType: optional(contentType, toDOMString), delaySeconds: optional(delaySeconds, toInt32) };
  };

  const typed = (request) => {
    const contentType = request.contentType === undefined ? (jsonByDefault ? "json" : "v8") : typeOf(request.contentType);
    return { ...request, contentType };
  };

  const metricsOf = ({ backlogCount, backlogBytes, oldest }) =>
    member({ backlogCount, backlogBytes }, "oldestMessageTimestamp", oldest === 0 ? undefined : new Date(oldest));
  const responseOf = (metrics) => ({ metadata: { metrics: metricsOf(metrics) } });

  class WorkerQueue {
    #queue;
    constructor(key, queue) {
      if (key !== token) illegalConstructor();
      this.#queue = queue;
    }
    async metrics() {
      return metricsOf(await host.metrics(this.#queue));
    }
    async send(body, options) {
      if (arguments.length === 0) badArgument("send", "WorkerQueue", 1, "Value");
      const { contentType, delaySeconds } = optionsOf(options, "send", "SendOptions");
      if (body === undefined) throw new TypeError("Message body cannot be undefined");
      const made = message(typed({ body, contentType, delaySeconds }), true);
      return responseOf(await host.send(this.#queue, [made], undefined, false));
    }
    async sendBatch(batch, options) {
      if (typeof batch?.[Symbol.iterator] !== "function") badArgument("sendBatch", "WorkerQueue", 1, "Sequence");
      const { delaySeconds } = optionsOf(options, "sendBatch", "SendBatchOptions");
      const requests = Array.from(batch, ({ body, contentType, delaySeconds }) => ({
        body,
        contentType: optional(contentType, toDOMString),
        delaySeconds: optional(delaySeconds, toInt32),
      }));
      if (requests.length === 0) throw new TypeError("sendBatch() requires at least one message");
      const made = requests.map((request) => message(typed(request), false));
      return responseOf(await host.send(this.#queue, made, delaySeconds, true));
    }
  }
  define(WorkerQueue, { illegal: true });

  return { makeQueueBinding: (queue) => new WorkerQueue(token, queue) };
});
