// node:events: EventEmitter and its helpers.
// exports: EventEmitter EventEmitterAsyncResource addAbortListener captureRejectionSymbol captureRejections
// exports: defaultMaxListeners errorMonitor getEventListeners getMaxListeners init listenerCount on once
// exports: setMaxListeners usingDomains
(function (host, use) {
  "use strict";
  const { ERR_INVALID_ARG_TYPE, ERR_UNHANDLED_ERROR, ERR_INVALID_THIS, AbortError } = use("node:internal/errors");
  const { validateAbortSignal, validateBoolean, validateFunction, validateNumber, validateObject } = use("node:internal/validators");

  const captureRejection = Symbol.for("nodejs.rejection");
  const errorMonitor = Symbol("events.errorMonitor");
  const capture = Symbol("kCapture");
  let defaultMaxListeners = 10;

  const checkListener = (listener) => validateFunction(listener, "listener");
  const maxOf = (emitter) => emitter._maxListeners ?? defaultMaxListeners;

  function EventEmitter(options) {
    EventEmitter.init.call(this, options);
  }
  EventEmitter.prototype._events = undefined;
  EventEmitter.prototype._eventsCount = 0;
  EventEmitter.prototype._maxListeners = undefined;

  EventEmitter.init = function (options) {
    if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
      this._events = Object.create(null);
      this._eventsCount = 0;
    }
    this._maxListeners = this._maxListeners || undefined;
    if (options?.captureRejections) {
      validateBoolean(options.captureRejections, "options.captureRejections");
      this[capture] = Boolean(options.captureRejections);
    } else {
      this[capture] = EventEmitter.prototype[capture];
    }
  };

  // --- emitting

  const rejected = (emitter, error, type, args) => {
    if (typeof emitter[captureRejection] === "function") {
      emitter[captureRejection](error, type, ...args);
      return;
    }
    // The handler of the error must not be asked to catch its own rejection.
    const previous = emitter[capture];
    try {
      emitter[capture] = false;
      emitter.emit("error", error);
    } finally {
      emitter[capture] = previous;
    }
  };

  const watch = (emitter, result, type, args) => {
    if (!emitter[capture]) return;
    try {
      const then = result?.then;
      if (typeof then !== "function") return;
      then.call(result, undefined, (error) => queueMicrotask(() => rejected(emitter, error, type, args)));
    } catch (error) {
      emitter.emit("error", error);
    }
  };

  const unhandled = (args) => {
    const error = args[0];
    if (error instanceof Error) throw error;
    let text;
    try {
      text = use("node:internal/inspect").inspect(error);
    } catch {
      text = error;
    }
    const thrown = new ERR_UNHANDLED_ERROR(args.length === 0 ? undefined : text);
    thrown.context = error;
    throw thrown;
  };

  EventEmitter.prototype.emit = function emit(type, ...args) {
    const events = this._events;
    if (type === "error") {
      if (events?.[errorMonitor] !== undefined) this.emit(errorMonitor, ...args);
      if (events?.error === undefined) unhandled(args);
    }
    const handler = events?.[type];
    if (handler === undefined) return false;
    if (typeof handler === "function") {
      const result = Reflect.apply(handler, this, args);
      if (result !== undefined && result !== null) watch(this, result, type, args);
      return true;
    }
    for (const listener of handler.slice()) {
      const result = Reflect.apply(listener, this, args);
      if (result !== undefined && result !== null) watch(this, result, type, args);
    }
    return true;
  };

  // --- adding

  const warnLeak = (emitter, type, list) => {
    list.warned = true;
    const text = `Possible EventEmitter memory leak detected. ${list.length} ${String(type)} listeners added to ${use("node:internal/inspect").inspect(emitter, { depth: -1 })}. MaxListeners is ${maxOf(emitter)}. Use emitter.setMaxListeners() to increase limit`;
    console.warn(Object.assign(new Error(text), { name: "MaxListenersExceededWarning", emitter, type, count: list.length }).message);
  };

  const add = (emitter, type, listener, prepend) => {
    checkListener(listener);
    if (emitter._events === undefined) {
      emitter._events = Object.create(null);
      emitter._eventsCount = 0;
    } else if (emitter._events.newListener !== undefined) {
      emitter.emit("newListener", type, listener.listener ?? listener);
    }
    const existing = emitter._events[type];
    if (existing === undefined) {
      emitter._events[type] = listener;
      emitter._eventsCount++;
      return emitter;
    }
    let list = existing;
    if (typeof existing === "function") list = emitter._events[type] = prepend ? [listener, existing] : [existing, listener];
    else if (prepend) list.unshift(listener);
    else list.push(listener);
    const max = maxOf(emitter);
    if (max > 0 && list.length > max && !list.warned) warnLeak(emitter, type, list);
    return emitter;
  };

  EventEmitter.prototype.addListener = function addListener(type, listener) {
    return add(this, type, listener, false);
  };
  EventEmitter.prototype.on = EventEmitter.prototype.addListener;
  EventEmitter.prototype.prependListener = function prependListener(type, listener) {
    return add(this, type, listener, true);
  };

  const onceWrapper = (target, type, listener) => {
    let fired = false;
    const wrapper = function (...args) {
      if (fired) return undefined;
      fired = true;
      target.removeListener(type, wrapper);
      return Reflect.apply(listener, target, args);
    };
    wrapper.listener = listener;
    return wrapper;
  };
  EventEmitter.prototype.once = function once(type, listener) {
    checkListener(listener);
    return this.on(type, onceWrapper(this, type, listener));
  };
  EventEmitter.prototype.prependOnceListener = function prependOnceListener(type, listener) {
    checkListener(listener);
    return this.prependListener(type, onceWrapper(this, type, listener));
  };

  // --- removing

  const forget = (emitter, type) => {
    if (--emitter._eventsCount === 0) emitter._events = Object.create(null);
    else delete emitter._events[type];
  };

  EventEmitter.prototype.removeListener = function removeListener(type, listener) {
    checkListener(listener);
    const list = this._events?.[type];
    if (list === undefined) return this;
    if (list === listener || list.listener === listener) {
      forget(this, type);
      if (this._events.removeListener) this.emit("removeListener", type, list.listener ?? listener);
      return this;
    }
    if (typeof list === "function") return this;
    const at = list.findLastIndex((item) => item === listener || item.listener === listener);
    if (at < 0) return this;
    list.splice(at, 1);
    if (list.length === 1) this._events[type] = list[0];
    if (this._events.removeListener !== undefined) this.emit("removeListener", type, listener);
    return this;
  };
  EventEmitter.prototype.off = EventEmitter.prototype.removeListener;

  EventEmitter.prototype.removeAllListeners = function removeAllListeners(type) {
    const events = this._events;
    if (events === undefined) return this;
    if (events.removeListener === undefined) {
      if (arguments.length === 0) {
        this._events = Object.create(null);
        this._eventsCount = 0;
      } else if (events[type] !== undefined) {
        forget(this, type);
      }
      return this;
    }
    if (arguments.length === 0) {
      for (const key of Reflect.ownKeys(events)) if (key !== "removeListener") this.removeAllListeners(key);
      this.removeAllListeners("removeListener");
      this._events = Object.create(null);
      this._eventsCount = 0;
      return this;
    }
    const list = events[type];
    if (typeof list === "function") this.removeListener(type, list);
    else if (list !== undefined) for (const listener of [...list].reverse()) this.removeListener(type, listener);
    return this;
  };

  // --- asking

  const listOf = (emitter, type) => {
    const list = emitter._events?.[type];
    if (list === undefined) return [];
    return typeof list === "function" ? [list] : [...list];
  };
  EventEmitter.prototype.listeners = function listeners(type) {
    return listOf(this, type).map((listener) => listener.listener ?? listener);
  };
  EventEmitter.prototype.rawListeners = function rawListeners(type) {
    return listOf(this, type);
  };
  EventEmitter.prototype.listenerCount = function listenerCount(type, listener) {
    const all = listOf(this, type);
    return listener == null ? all.length : all.filter((l) => l === listener || l.listener === listener).length;
  };
  EventEmitter.prototype.eventNames = function eventNames() {
    return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : [];
  };
  EventEmitter.prototype.setMaxListeners = function setMaxListeners(n) {
    validateNumber(n, "setMaxListeners", 0);
    this._maxListeners = n;
    return this;
  };
  EventEmitter.prototype.getMaxListeners = function getMaxListeners() {
    return maxOf(this);
  };
  Object.defineProperty(EventEmitter.prototype, capture, { value: false, writable: true, enumerable: false });

  // --- functions of the module

  const isTarget = (v) => typeof v?.addEventListener === "function" && typeof v.dispatchEvent === "function";
  const subscribe = (emitter, name, listener, flags) => {
    if (typeof emitter?.on === "function") {
      if (flags?.once) emitter.once(name, listener);
      else emitter.on(name, listener);
    } else if (typeof emitter?.addEventListener === "function") {
      emitter.addEventListener(name, listener, flags);
    } else {
      throw new ERR_INVALID_ARG_TYPE("emitter", "EventEmitter", emitter);
    }
  };
  const unsubscribe = (emitter, name, listener) => {
    if (typeof emitter?.removeListener === "function") emitter.removeListener(name, listener);
    else if (typeof emitter?.removeEventListener === "function") emitter.removeEventListener(name, listener);
    else throw new ERR_INVALID_ARG_TYPE("emitter", "EventEmitter", emitter);
  };

  async function once(emitter, name, options = {}) {
    validateObject(options, "options");
    const { signal } = options;
    validateAbortSignal(signal, "options.signal");
    if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
    return new Promise((resolve, reject) => {
      const stop = () => {
        if (typeof emitter.removeListener === "function") emitter.removeListener("error", failed);
        signal?.removeEventListener("abort", aborted);
      };
      const failed = (error) => {
        unsubscribe(emitter, name, arrived);
        stop();
        reject(error);
      };
      const arrived = (...args) => {
        stop();
        resolve(args);
      };
      const aborted = () => {
        unsubscribe(emitter, name, arrived);
        stop();
        reject(new AbortError(undefined, { cause: signal.reason }));
      };
      subscribe(emitter, name, arrived, { once: true });
      if (name !== "error" && typeof emitter.once === "function") emitter.once("error", failed);
      signal?.addEventListener("abort", aborted, { once: true });
    });
  }

  function on(emitter, name, options = {}) {
    validateObject(options, "options");
    const { signal, close = [] } = options;
    validateAbortSignal(signal, "options.signal");
    if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
    const highWaterMark = options.highWaterMark ?? options.highWatermark ?? Number.MAX_SAFE_INTEGER;
    const lowWaterMark = options.lowWaterMark ?? options.lowWatermark ?? 1;
    const arrived = [];
    const waiting = [];
    let failure = null;
    let finished = false;
    let paused = false;

    const push = (...args) => {
      if (waiting.length > 0) return waiting.shift().resolve({ value: args, done: false });
      arrived.push(args);
      if (!paused && arrived.length > highWaterMark && typeof emitter.pause === "function") {
        paused = true;
        emitter.pause();
      }
    };
    const fail = (error) => {
      if (waiting.length > 0) waiting.shift().reject(error);
      else failure = error;
      iterator.return();
    };
    const aborted = () => fail(new AbortError(undefined, { cause: signal.reason }));
    const end = () => {
      finished = true;
      signal?.removeEventListener("abort", aborted);
      unsubscribe(emitter, name, push);
      if (name !== "error" && typeof emitter.removeListener === "function") emitter.removeListener("error", fail);
      for (const event of close) unsubscribe(emitter, event, end);
      for (const { resolve } of waiting.splice(0)) resolve({ value: undefined, done: true });
      return Promise.resolve({ value: undefined, done: true });
    };
    const iterator = {
      next() {
        if (arrived.length > 0) {
          const value = arrived.shift();
          if (paused && arrived.length < lowWaterMark) {
            paused = false;
            emitter.resume();
          }
          return Promise.resolve({ value, done: false });
        }
        if (failure !== null) {
          const error = failure;
          failure = null;
          return Promise.reject(error);
        }
        if (finished) return end();
        return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
      },
      return: () => end(),
      throw(error) {
        if (!(error instanceof Error)) throw new ERR_INVALID_ARG_TYPE("EventEmitter.AsyncIterator", "Error", error);
        fail(error);
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
    Object.setPrototypeOf(iterator, asyncIteratorPrototype);
    subscribe(emitter, name, push);
    if (name !== "error" && typeof emitter.on === "function") emitter.on("error", fail);
    for (const event of close) subscribe(emitter, event, end);
    signal?.addEventListener("abort", aborted, { once: true });
    return iterator;
  }
  const asyncIteratorPrototype = {
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]() {
      return this.return();
    },
  };

  function getEventListeners(emitter, type) {
    if (typeof emitter?.listeners === "function") return emitter.listeners(type);
    if (isTarget(emitter)) return []; // as workerd, which does not tell them
    throw new ERR_INVALID_ARG_TYPE("emitter", ["EventEmitter", "EventTarget"], emitter);
  }
  const targetMax = new WeakMap();
  function getMaxListeners(emitter) {
    if (typeof emitter?.getMaxListeners === "function") return maxOf(emitter);
    if (isTarget(emitter)) return targetMax.get(emitter) ?? defaultMaxListeners;
    throw new ERR_INVALID_ARG_TYPE("emitter", ["EventEmitter", "EventTarget"], emitter);
  }
  function setMaxListeners(n = defaultMaxListeners, ...emitters) {
    validateNumber(n, "setMaxListeners", 0);
    if (emitters.length === 0) defaultMaxListeners = n;
    for (const emitter of emitters) {
      if (isTarget(emitter)) targetMax.set(emitter, n);
      else if (typeof emitter?.setMaxListeners === "function") emitter.setMaxListeners(n);
      else throw new ERR_INVALID_ARG_TYPE("eventTargets", ["EventEmitter", "EventTarget"], emitter);
    }
  }
  function listenerCount(emitter, type) {
    if (typeof emitter.listenerCount === "function") return emitter.listenerCount(type);
    return EventEmitter.prototype.listenerCount.call(emitter, type);
  }
  function addAbortListener(signal, listener) {
    if (signal === undefined) throw new ERR_INVALID_ARG_TYPE("signal", "AbortSignal", signal);
    validateAbortSignal(signal, "signal");
    validateFunction(listener, "listener");
    let remove;
    if (signal.aborted) {
      queueMicrotask(() => listener());
    } else {
      signal.addEventListener("abort", listener, { once: true });
      remove = () => signal.removeEventListener("abort", listener);
    }
    return {
      [Symbol.dispose]() {
        remove?.();
      },
    };
  }

  let AsyncResourceEmitter;
  const emitterOfAsyncResource = () => (AsyncResourceEmitter ??= makeAsyncResourceEmitter());
  function makeAsyncResourceEmitter() {
    const { AsyncResource } = use("node:async_hooks");
    class EventEmitterReferencingAsyncResource extends AsyncResource {
      #emitter;
      constructor(emitter, type, options) {
        super(type, options);
        this.#emitter = emitter;
      }
      get eventEmitter() {
        return this.#emitter;
      }
    }
    return class EventEmitterAsyncResource extends EventEmitter {
      #resource;
      constructor(options = undefined) {
        let name = new.target.name;
        if (typeof options === "string") {
          name = options;
          options = undefined;
        } else {
          name = options?.name ?? name;
        }
        super(options);
        this.#resource = new EventEmitterReferencingAsyncResource(this, name, options);
      }
      #own() {
        if (!(#resource in this)) throw new ERR_INVALID_THIS("EventEmitterAsyncResource");
        return this.#resource;
      }
      emit(event, ...args) {
        return this.#own().runInAsyncScope(super.emit, this, event, ...args);
      }
      emitDestroy() {
        this.#own().emitDestroy();
      }
      get asyncId() {
        return this.#own().asyncId();
      }
      get triggerAsyncId() {
        return this.#own().triggerAsyncId();
      }
      get asyncResource() {
        return this.#own();
      }
    };
  }

  Object.assign(EventEmitter, {
    once, on, getEventListeners, getMaxListeners, setMaxListeners, listenerCount, addAbortListener,
    EventEmitter, usingDomains: false, captureRejectionSymbol: captureRejection, errorMonitor,
  });
  Object.defineProperties(EventEmitter, {
    captureRejections: {
      enumerable: true,
      get: () => EventEmitter.prototype[capture],
      set(value) {
        validateBoolean(value, "EventEmitter.captureRejections");
        EventEmitter.prototype[capture] = value;
      },
    },
    defaultMaxListeners: {
      enumerable: true,
      get: () => defaultMaxListeners,
      set(value) {
        validateNumber(value, "defaultMaxListeners", 0);
        defaultMaxListeners = value;
      },
    },
    EventEmitterAsyncResource: { enumerable: true, configurable: true, get: emitterOfAsyncResource },
  });
  return EventEmitter;
});
