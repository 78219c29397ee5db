(function (host, use) {
  "use strict";
  const { define } = use("webidl");
  const { EventTarget, Event, MessageEvent, count, watch } = use("event");
  const later = (fn) => queueMicrotask(fn);

  class MessagePort extends EventTarget {
    #onmessage = null;
    #state = "pending";
    #waiting = [];
    #other;
    constructor() {
      super();
      // As in Node, a listener starts the port, and without any, messages wait.
      watch(this, (type) => {
        if (type === "message") this.#heard();
      });
    }
    #heard() {
      const listens = count(this, "message") > 0 || this.#onmessage !== null;
      if (listens) this.start();
      else if (this.#state === "started") this.#state = "pending";
    }
    #dispatch(data) {
      this.dispatchEvent(new MessageEvent("message", { data, source: this }));
    }
    #deliver(data) {
      if (this.#state === "pending") this.#waiting.push(data);
      else if (this.#state === "started") later(() => this.#dispatch(data));
    }
    get onmessage() { return this.#onmessage }
    set onmessage(v) {
      this.#onmessage = typeof v === "function" || (typeof v === "object" && v !== null) ? v : null;
      this.#heard();
    }
    // A message that cannot be cloned is an error, even where nobody receives it.
    postMessage(data, options) {
      const list = Array.isArray(options) ? options : options?.transfer;
      if (list?.length > 0) throw new Error("Transfer list is not supported");
      const copy = structuredClone(data);
      this.#other?.#deliver(copy);
    }
    start() {
      if (this.#state !== "pending") return;
      this.#state = "started";
      const waiting = this.#waiting;
      this.#waiting = [];
      later(() => waiting.forEach((data) => this.#dispatch(data)));
    }
    close() {
      if (this.#state === "closed") return;
      this.#state = "closed";
      const other = this.#other;
      this.#other = undefined;
      other?.close();
      this.dispatchEvent(new Event("close"));
    }
    static pair() {
      const one = new MessagePort(), two = new MessagePort();
      one.#other = two;
      two.#other = one;
      return [one, two];
    }
  }
  const { pair } = MessagePort;
  delete MessagePort.pair;

  class MessageChannel {
    constructor() {
      const [port1, port2] = pair();
      Object.defineProperties(this, {
        port1: { value: port1, enumerable: true, configurable: true },
        port2: { value: port2, enumerable: true, configurable: true },
      });
    }
  }
  return { MessageChannel: define(MessageChannel, {}), MessagePort: define(MessagePort, { illegal: true }) };
})
