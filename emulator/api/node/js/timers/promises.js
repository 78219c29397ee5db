// node:timers/promises: timers to await.
// exports: scheduler setImmediate setInterval setTimeout
(function (host, use) {
  "use strict";
  const { AbortError, make } = use("node:internal/errors");
  const { validateAbortSignal, validateBoolean, validateNumber, validateObject } = use("node:internal/validators");
  const timers = use("node:timers");
  const ERR_ILLEGAL_CONSTRUCTOR = make(TypeError, "ERR_ILLEGAL_CONSTRUCTOR", "Illegal constructor");

  const check = (options) => {
    validateObject(options, "options");
    if (options.signal !== undefined) validateAbortSignal(options.signal, "options.signal");
    if (options.ref !== undefined) validateBoolean(options.ref, "options.ref");
    return options.signal;
  };
  const aborted = (signal) => new AbortError(undefined, { cause: signal.reason });

  const wait = (signal, value, start, stop) => {
    if (signal?.aborted) return Promise.reject(aborted(signal));
    return new Promise((resolve, reject) => {
      const abort = () => {
        stop(timer);
        reject(aborted(signal));
      };
      const timer = start(() => {
        signal?.removeEventListener("abort", abort);
        resolve(value);
      });
      signal?.addEventListener("abort", abort, { once: true });
    });
  };

  async function setTimeout(delay, value, options = {}) {
    if (delay !== undefined) validateNumber(delay, "delay");
    return wait(check(options), value, (done) => timers.setTimeout(done, delay), timers.clearTimeout);
  }
  async function setImmediate(value, options = {}) {
    return wait(check(options), value, timers.setImmediate, timers.clearImmediate);
  }
  // setInterval is an async iterator by hand: the engine has no async generators.
  function setInterval(delay, value, options = {}) {
    let begun, signal, timer, wake;
    let due = 0;
    let ended = false;
    const stop = () => {
      ended = true;
      timers.clearInterval(timer);
      wake?.();
      return Promise.resolve({ value: undefined, done: true });
    };
    const begin = () => {
      begun = true;
      if (delay !== undefined) validateNumber(delay, "delay");
      signal = check(options);
      if (signal?.aborted) throw aborted(signal);
      timer = timers.setInterval(() => {
        due++;
        wake?.();
      }, delay);
      // What is due by then is still given out.
      const abort = () => {
        timers.clearInterval(timer);
        wake?.();
      };
      signal?.addEventListener("abort", abort, { once: true });
    };
    return {
      async next() {
        if (!begun) begin();
        while (due === 0 && !ended && !signal?.aborted) await new Promise((resolve) => (wake = resolve));
        if (ended) return { value: undefined, done: true };
        if (due > 0) {
          due--;
          return { value, done: false };
        }
        stop();
        throw aborted(signal);
      },
      return: stop,
      throw(error) {
        stop();
        return Promise.reject(error);
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  let making = false;
  class Scheduler {
    constructor() {
      if (!making) throw new ERR_ILLEGAL_CONSTRUCTOR();
    }
    wait(delay, options) {
      return setTimeout(delay, undefined, options);
    }
    yield() {
      return setImmediate();
    }
  }
  making = true;
  const scheduler = new Scheduler();
  making = false;
  return { setTimeout, setImmediate, setInterval, scheduler };
});
