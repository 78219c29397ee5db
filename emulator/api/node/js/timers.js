// node:timers: timers that are objects.
// exports: active clearImmediate clearInterval clearTimeout enroll promises setImmediate setInterval setTimeout unenroll
(function (host, use) {
  "use strict";
  const { validateFunction } = use("node:internal/validators");
  const platform = use("timers");

  class Timeout {
    #id;
    #start;
    #referenced = true;
    constructor(start) {
      this.#start = start;
      this.#id = start();
    }
    static stop(timer) {
      platform.clearTimeout(timer.#id);
    }
    refresh() {
      platform.clearTimeout(this.#id);
      this.#id = this.#start();
      return this;
    }
    ref() {
      this.#referenced = true;
      return this;
    }
    unref() {
      this.#referenced = false;
      return this;
    }
    hasRef() {
      return this.#referenced;
    }
    close() {
      platform.clearTimeout(this.#id);
      return this;
    }
    [Symbol.dispose]() {
      platform.clearTimeout(this.#id);
    }
    [Symbol.toPrimitive]() {
      return this.#id;
    }
  }
  const stop = Timeout.stop;
  delete Timeout.stop;

  class Immediate {
    #id;
    #owner = host.owner();
    #referenced = true;
    constructor(callback, args) {
      this.#id = platform.setTimeout(callback, 0, ...args);
    }
    // Another request than that which made it cannot stop it.
    static stop(immediate) {
      host.require(immediate.#owner);
      platform.clearTimeout(immediate.#id);
    }
    ref() {
      this.#referenced = true;
      return this;
    }
    unref() {
      this.#referenced = false;
      return this;
    }
    hasRef() {
      return this.#referenced;
    }
    [Symbol.dispose]() {
      stopImmediate(this);
    }
  }
  const stopImmediate = Immediate.stop;
  delete Immediate.stop;

  const clear = (timer) => {
    if (timer instanceof Timeout) stop(timer);
    else if (typeof timer === "number") platform.clearTimeout(timer);
  };
  const timers = {
    setTimeout(callback, delay = 1, ...args) {
      validateFunction(callback, "callback");
      return new Timeout(() => platform.setTimeout(callback, delay * 1, ...args));
    },
    clearTimeout: clear,
    setInterval(callback, repeat = 1, ...args) {
      validateFunction(callback, "callback");
      return new Timeout(() => platform.setInterval(callback, repeat * 1, ...args));
    },
    clearInterval: clear,
    setImmediate(callback, ...args) {
      validateFunction(callback, "callback");
      return new Immediate(callback, args);
    },
    clearImmediate(immediate) {
      if (immediate instanceof Immediate) stopImmediate(immediate);
    },
    active(timer) {
      if (timer instanceof Timeout) timer.refresh();
    },
    unenroll: clear,
    enroll() {
      throw new Error("Not implemented. Please use setTimeout() instead.");
    },
    get promises() {
      return use("node:timers/promises");
    },
  };
  return timers;
});
