// What handlers other than fetch are called with: QueueController with its QueueMessages, and
// ScheduledController. They collect what the handler decides.
(function (host, use) {
  "use strict";
  const { define, badArgument } = use("arguments");
  const { illegalConstructor, int32 } = use("webidl");
  const token = {};
  // Objects made of the runtime's structures have members without a value too.
  const whole = use.flag("enable_fast_jsg_struct");
  const member = (o, name, value) => {
    if (value !== undefined || whole) o[name] = value;
    return o;
  };
  const show = (o, members) => {
    for (const [name, value] of Object.entries(members)) Object.defineProperty(o, name, { value, enumerable: true, configurable: true });
  };

  // delay is the delaySeconds of the options of a retry, given to the method `name` of a class.
  const delay = (options, name, type) => {
    if (options === undefined || options === null) return undefined;
    if (typeof options !== "object" && typeof options !== "function") badArgument(name, type, 1, "QueueRetryOptions");
    return options.delaySeconds === undefined ? undefined : int32(options.delaySeconds);
  };

  // A batch's decisions, which its messages share.
  class Decisions {
    ackAll = false;
    retryAll = false;
    delay;
    acks = new Set();
    retries = new Map();

    retry(id, seconds) {
      if (this.ackAll) return host.warn(`Received a call to retry() on message ${id} after ackAll() was already called. Calling retry() on a message after calling ackAll() has no effect.`);
      if (this.acks.has(id)) return host.warn(`Received a call to retry() on message ${id} after ack() was already called. Calling retry() on a message after calling ack() has no effect.`);
      this.retries.set(id, seconds ?? this.retries.get(id));
    }
    ack(id) {
      if (this.ackAll) return;
      if (this.retryAll) return host.warn(`Received a call to ack() on message ${id} after retryAll() was already called. Calling ack() on a message after calling retryAll() has no effect.`);
      if (this.retries.has(id)) return host.warn(`Received a call to ack() on message ${id} after retry() was already called. Calling ack() on a message after calling retry() has no effect.`);
      this.acks.add(id);
    }
    retryEach(seconds) {
      if (this.ackAll) return host.warn("Received a call to retryAll() after ackAll() was already called. Calling retryAll() after calling ackAll() has no effect.");
      this.retryAll = true;
      this.delay = seconds ?? this.delay;
    }
    ackEach() {
      if (this.retryAll) return host.warn("Received a call to ackAll() after retryAll() was already called. Calling ackAll() after calling retryAll() has no effect.");
      this.ackAll = true;
    }
    toJSON() {
      return {
        ackAll: this.ackAll,
        retryBatch: { retry: this.retryAll, delaySeconds: this.delay },
        explicitAcks: [...this.acks],
        retryMessages: [...this.retries].map(([msgId, delaySeconds]) => ({ msgId, delaySeconds })),
      };
    }
  }

  class QueueMessage {
    #decisions;
    #id;
    constructor(key, decisions, { id, timestamp, body, attempts }) {
      if (key !== token) illegalConstructor();
      this.#decisions = decisions;
      this.#id = id;
      show(this, { attempts, body, timestamp: new Date(timestamp), id });
    }
    retry(options) {
      this.#decisions.retry(this.#id, delay(options, "retry", "QueueMessage"));
    }
    ack() {
      this.#decisions.ack(this.#id);
    }
  }
  define(QueueMessage, { illegal: true, receiver: "members" });

  // Unlike workerd, `messages` is the same array each time.
  class QueueController {
    #decisions = new Decisions();
    constructor(key, queue, messages, metadata) {
      if (key !== token) illegalConstructor();
      show(this, { metadata, queue, messages: messages.map((m) => new QueueMessage(token, this.#decisions, m)) });
    }
    retryAll(options) {
      this.#decisions.retryEach(delay(options, "retryAll", "QueueController"));
    }
    ackAll() {
      this.#decisions.ackEach();
    }
    static result(controller) {
      return JSON.stringify(controller.#decisions);
    }
  }
  const queueResult = QueueController.result;
  delete QueueController.result;
  define(QueueController, { illegal: true, receiver: "members" });

  class ScheduledController {
    #noRetry = false;
    constructor(key, scheduledTime, cron) {
      if (key !== token) illegalConstructor();
      show(this, { cron, scheduledTime });
    }
    noRetry() {
      this.#noRetry = true;
    }
    static result(controller) {
      return JSON.stringify({ noRetry: controller.#noRetry });
    }
  }
  const scheduledResult = ScheduledController.result;
  delete ScheduledController.result;
  define(ScheduledController, { illegal: true, receiver: "members" });

  const metadataOf = ({ backlogCount, backlogBytes, oldestMessageTimestamp: oldest }) => ({
    metrics: member({ backlogCount, backlogBytes }, "oldestMessageTimestamp", oldest === undefined ? undefined : new Date(oldest)),
  });

  return {
    member,

    makeQueue: (queue, messages, metrics) => new QueueController(token, queue, messages, metadataOf(metrics)),
    makeScheduled: (scheduledTime, cron) => new ScheduledController(token, scheduledTime, cron),
    queueResult,
    scheduledResult,
  };
});
