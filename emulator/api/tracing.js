// The user tracing API. Nobody records the spans here; their API works all the same.
(function (host, use) {
  "use strict";
  const { define } = use("arguments");
  const { failArgument } = use("webidl");
  const isObject = (v) => (typeof v === "object" && v !== null) || typeof v === "function";

  class Span {
    #ended = false;
    get isTraced() {
      return !this.#ended;
    }
    setAttribute(key, value) {
      return this;
    }
    setAttributes(attributes) {
      if (!isObject(attributes)) failArgument("setAttributes", "Span", 1, "object");
      return this;
    }
    recordException(exception) {
      return this;
    }
    updateName(name) {
      return this;
    }
    setStatus(status) {
      return this;
    }
    end() {
      this.#ended = true;
    }
    static is(value) {
      return isObject(value) && #ended in value;
    }
  }
  const isSpan = Span.is;
  delete Span.is;
  const PublicSpan = define(Span, { illegal: true, methods: { setAttribute: ["string"], updateName: ["string"] } });

  const requireFunction = (method, fn) => {
    if (typeof fn !== "function") failArgument(method, "Tracing", 2, "Function");
  };
  const root = new Span();
  class Tracing {
    enterSpan(name, callback, ...args) {
      requireFunction("enterSpan", callback);
      const span = new Span();
      let result;
      try {
        result = host.within(span, () => callback(span, ...args));
      } catch (error) {
        span.end();
        throw error;
      }
      if (!(result instanceof Promise)) {
        span.end();
        return result;
      }
      return result.finally(() => span.end());
    }
    startActiveSpan(name, callback, ...args) {
      requireFunction("startActiveSpan", callback);
      const span = new Span();
      return host.within(span, () => callback(span, ...args));
    }
    startSpan(name) {
      return new Span();
    }
    getActiveSpan() {
      return host.active() ?? root;
    }
    withActiveSpan(span, callback, ...args) {
      if (!isSpan(span)) failArgument("withActiveSpan", "Tracing", 1, "Span");
      requireFunction("withActiveSpan", callback);
      return host.within(span, () => callback(...args));
    }
    get Span() {
      return PublicSpan;
    }
  }
  define(Tracing, { illegal: true, methods: { enterSpan: ["string"], startActiveSpan: ["string"], startSpan: ["string"] } });

  return { makeTracing: () => new Tracing() };
});
