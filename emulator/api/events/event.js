(function (host, use) {
  "use strict";
  const { define, illegal, failConstruct, failArgument, failField, counted } = use("webidl");

  // What targets do to events goes through these, for private names end with their class.
  let begin, end, stopped, prevented, trust;

  class Event {
    #type; #bubbles = false; #cancelable = false; #composed = false;
    #target; #current; #phase = 0;
    #prevented = false; #bubbling = true; #stopped = false; #dispatching = false; #trusted = false;

    constructor(type, init) {
      this.#type = `${type}`;
      if (init === undefined || init === null) return;
      if (typeof init !== "object" && typeof init !== "function") failConstruct("Event", 2, "Init");
      if (init.bubbles) this.#bubbles = true;
      if (init.cancelable) this.#cancelable = true;
      if (init.composed) this.#composed = true;
    }
    get type() { if (!this || !(#type in this)) illegal(); return this.#type }
    get eventPhase() { if (!this || !(#type in this)) illegal(); return this.#phase }
    get composed() { if (!this || !(#type in this)) illegal(); return this.#composed }
    get bubbles() { if (!this || !(#type in this)) illegal(); return this.#bubbles }
    get cancelable() { if (!this || !(#type in this)) illegal(); return this.#cancelable }
    get defaultPrevented() { if (!this || !(#type in this)) illegal(); return this.#prevented }
    get returnValue() { if (!this || !(#type in this)) illegal(); return !this.#prevented }
    get currentTarget() { if (!this || !(#type in this)) illegal(); return this.#current }
    get target() { if (!this || !(#type in this)) illegal(); return this.#target }
    get srcElement() { if (!this || !(#type in this)) illegal(); return this.#target }
    get timeStamp() { if (!this || !(#type in this)) illegal(); return 0 }
    get isTrusted() { if (!this || !(#type in this)) illegal(); return this.#trusted }
    get cancelBubble() { if (!this || !(#type in this)) illegal(); return !this.#bubbling }
    set cancelBubble(v) { if (!this || !(#type in this)) illegal(); if (v) this.#bubbling = false }
    stopImmediatePropagation() { if (!this || !(#type in this)) illegal(); this.#stopped = true }
    preventDefault() { if (!this || !(#type in this)) illegal(); if (this.#cancelable) this.#prevented = true }
    stopPropagation() { if (!this || !(#type in this)) illegal(); this.#bubbling = false }
    composedPath() {
      if (!this || !(#type in this)) illegal();
      return this.#dispatching ? [this.#target] : [];
    }
    static {
      begin = (e, target) => {
        if (!e || typeof e !== "object" || !(#type in e)) failArgument("dispatchEvent", "EventTarget", 1, "Event");
        if (e.#dispatching) host.alreadyDispatched();
        e.#dispatching = true;
        e.#target = e.#current = target;
        e.#phase = 2;
        return e.#type;
      };
      end = (e) => { e.#dispatching = false; e.#phase = 0 };
      stopped = (e) => e.#stopped;
      prevented = (e) => e.#prevented;
      trust = (e) => { e.#trusted = true; return e };
    }
  }
  const constants = { NONE: 0, CAPTURING_PHASE: 1, AT_TARGET: 2, BUBBLING_PHASE: 3 };
  const type = { construct: ["string"] };
  const PublicEvent = define(Event, type);
  for (const name in constants) {
    const d = { value: constants[name], enumerable: true, configurable: true };
    Object.defineProperty(Event, name, d);
    Object.defineProperty(Event.prototype, name, d);
  }

  // check is for the second argument of the constructor of a kind of event.
  const check = (name, init, type) => {
    if (init === null) return undefined;
    if (typeof init !== "object" && typeof init !== "function") failConstruct(name, 2, type);
    return init;
  };

  class CustomEvent extends Event {
    #detail;
    constructor(type, init) {
      if (init !== undefined) init = check("CustomEvent", init, "CustomEventInit");
      super(type, init);
      this.#detail = init?.detail;
    }
    get detail() { if (!this || !(#detail in this)) illegal(); return this.#detail }
  }

  class ErrorEvent extends Event {
    #init;
    constructor(type, init) {
      if (init !== undefined) init = check("ErrorEvent", init, "ErrorEventInit");
      super(type, init);
      this.#init = {
        message: init?.message === undefined ? "" : `${init.message}`,
        filename: init?.filename === undefined ? "" : `${init.filename}`,
        lineno: Number(init?.lineno ?? 0), colno: Number(init?.colno ?? 0),
        error: init?.error === undefined ? null : init.error,
      };
    }
    get filename() { if (!this || !(#init in this)) illegal(); return this.#init.filename }
    get message() { if (!this || !(#init in this)) illegal(); return this.#init.message }
    get lineno() { if (!this || !(#init in this)) illegal(); return this.#init.lineno }
    get colno() { if (!this || !(#init in this)) illegal(); return this.#init.colno }
    get error() { if (!this || !(#init in this)) illegal(); return this.#init.error }
  }

  // Unlike workerd, the instance properties of the next three can be written: defining five
  // read-only ones costs more than the rest of delivering a WebSocket message.
  class MessageEvent extends Event {
    constructor(type, init) {
      if (init !== undefined) init = check("MessageEvent", init, "Initializer");
      super(type, init);
      this.ports = [];
      this.source = null;
      this.lastEventId = "";
      this.origin = "";
      this.data = null;
      if (init === undefined) return;
      const { source, lastEventId, origin, data } = init;
      if (source !== undefined) this.source = source;
      if (lastEventId !== undefined) this.lastEventId = `${lastEventId}`;
      if (origin !== undefined) this.origin = `${origin}`;
      if (data !== undefined) this.data = data;
    }
  }

  class CloseEvent extends Event {
    constructor(type, init) {
      if (init !== undefined) init = check("CloseEvent", init, "Initializer");
      super(type, init);
      this.wasClean = Boolean(init?.wasClean);
      this.reason = init?.reason === undefined ? "" : `${init.reason}`.toWellFormed();
      this.code = Number(init?.code ?? 0);
    }
  }

  class PromiseRejectionEvent extends Event {
    constructor(type, promise, reason) {
      super(type);
      trust(this);
      this.reason = reason;
      this.promise = promise;
    }
  }



  // handler gives the function to call for a listener and what is `this` in it.
  const handler = (callback) => {
    if (typeof callback === "function") return callback;
    if (callback === null || callback === undefined || typeof callback !== "object")
      failArgument("addEventListener", "EventTarget", 2, "function or HandlerObject");
    const fn = callback.handleEvent;
    if (typeof fn !== "function") failField("HandlerObject", "handleEvent", "function");
    return fn;
  };

  let add, remove, dispatch, count;

  // watchers are told when listeners of a target have come or gone.
  const watchers = new WeakMap();

  class EventTarget {
    #listeners;

    addEventListener(type, callback, options) {
      if (!this || !(#listeners in this)) illegal();
      add(this, type, callback, options);
    }
    removeEventListener(type, callback, options) {
      if (!this || !(#listeners in this)) illegal();
      remove(this, type, callback, options);
    }
    dispatchEvent(event) {
      if (!this || !(#listeners in this)) illegal();
      return dispatch(this, this, event);
    }
    static {
      add = (target, type, callback, options) => {
        type = `${type}`;
        if (callback === null || callback === undefined) return;
        const fn = handler(callback);
        const { once, signal } = listenOptions(options);
        if (signal?.aborted) return;
        const all = target.#listeners ??= new Map();
        let list = all.get(type);
        if (list === undefined) all.set(type, list = []);
        if (list.some((l) => l.callback === callback)) return;
        const listener = { callback, fn, self: fn === callback ? undefined : callback, once, removed: false };
        list.push(listener);
        watchers.get(target)?.(type);
        if (signal) use("abort").onAbort(signal, () => drop(target, type, listener));
      };
      remove = (target, type, callback, options) => {
        type = `${type}`;
        if (callback === null || callback === undefined) return;
        if (typeof callback !== "object" && typeof callback !== "function")
          failArgument("removeEventListener", "EventTarget", 2, "Object");
        const found = target.#listeners?.get(type)?.find((l) => l.callback === callback);
        if (found) drop(target, type, found);
      };
      const drop = (target, type, listener) => {
        listener.removed = true;
        const left = target.#listeners.get(type)?.filter((l) => l !== listener);
        if (left?.length) target.#listeners.set(type, left);
        else target.#listeners.delete(type);
        watchers.get(target)?.(type);
      };
      // Before set_event_target_this, listeners that are functions have no this.
      const seen = host.withoutThis() ? () => undefined : (self) => self;
      // self is what listeners see: target, or globalThis. What a listener throws ends the
      // dispatch and reaches its caller.
      dispatch = (target, self, event) => {
        const type = begin(event, self);
        let cancelled = false;
        try {
          const on = self["on" + type];
          if (typeof on === "function" && on.call(undefined, event) === true) cancelled = true;
          const list = target.#listeners?.get(type);
          // add pushes to the list: only those of the beginning are called.
          for (let i = 0, n = list?.length ?? 0; i < n && !stopped(event); i++) {
            const l = list[i];
            if (l.removed) continue;
            if (l.once) { drop(target, type, l); l.removed = true }
            if (l.fn.call(l.self ?? seen(self), event) === true) cancelled = true;
          }
        } finally {
          end(event);
        }
        return !cancelled && !prevented(event);
      };
      count = (target, type) => target.#listeners?.get(type)?.length ?? 0;
    }
  }

  const listenOptions = (options) => {
    if (options === undefined || options === null) return {};
    if (typeof options !== "object" && typeof options !== "function") {
      if (options) throw new TypeError("addEventListener(): useCapture must be false.");
      return {};
    }
    if (options.capture) throw new TypeError("addEventListener(): options.capture must be false.");
    const { signal } = options;
    if (signal !== undefined && !use("abort").isSignal(signal)) failField("AddEventListenerOptions", "signal", "AbortSignal");
    return { once: Boolean(options.once), signal };
  };

  // globalThis is an event target too, with a hidden one behind it.
  const scope = new EventTarget();
  const listenerArguments = ["string", "function or HandlerObject"];
  const global = {
    addEventListener: counted(function addEventListener(type, callback, options) {
      add(scope, type, callback, options);
    }, listenerArguments, "EventTarget"),
    removeEventListener: counted(function removeEventListener(type, callback, options) {
      remove(scope, type, callback, options);
    }, ["string"], "EventTarget"),
    dispatchEvent: counted(function dispatchEvent(event) {
      return dispatch(scope, globalThis, event);
    }, ["Event"], "EventTarget"),
    reportError: counted(function reportError(error) { report(error) }, ["Value"]),
  };

  const heard = (type) => count(scope, type) > 0 || typeof globalThis["on" + type] === "function";

  // report tells listeners and then devdo's log of an error that nobody caught.
  const report = (error) => {
    const at = host.place(error);
    const event = trust(new ErrorEvent("error", { message: "Uncaught " + host.text(error), error, ...at }));
    if (dispatch(scope, globalThis, event)) host.uncaught(error);
  };

  // rejection tells of a promise that was rejected and not handled, or handled late. It reports
  // whether something listened.
  const rejection = (type, promise, reason) => {
    if (!heard(type)) return false;
    dispatch(scope, globalThis, new PromiseRejectionEvent(type, promise, reason));
    return true;
  };

  return {
    ...global,
    Event: PublicEvent,
    CustomEvent: define(CustomEvent, type),
    ErrorEvent: define(ErrorEvent, type),
    MessageEvent: define(MessageEvent, type),
    CloseEvent: define(CloseEvent, type),
    PromiseRejectionEvent: define(PromiseRejectionEvent, { illegal: true }),
    EventTarget: define(EventTarget, {
      methods: { addEventListener: listenerArguments, removeEventListener: ["string"], dispatchEvent: ["Event"] },
    }),
    report, rejection, trust, count,
    watch: (target, changed) => watchers.set(target, changed),
  };
})
