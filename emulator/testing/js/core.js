// Helpers every other part uses: type names, timers as they were before a test could replace
// them, terminal colours, and the error that a failed expectation throws.
(function (lib, host) {
  "use strict";

  const toString = Object.prototype.toString;
  lib.tag = (value) => toString.call(value).slice(8, -1);
  lib.isA = (name, value) => lib.tag(value) === name;
  lib.isObject = (value) => value != null && typeof value === "object" && !Array.isArray(value);
  lib.isThenable = (value) => value !== null && typeof value === "object" && typeof value.then === "function";
  lib.isError = (value) => {
    const tag = lib.tag(value);
    return tag === "Error" || tag === "Exception" || tag === "DOMException" || value instanceof Error;
  };
  lib.toArray = (value) => (value == null ? [] : Array.isArray(value) ? value : [value]);
  lib.ownEnumerable = (object) => [...Object.keys(object), ...lib.ownSymbols(object)];
  lib.ownSymbols = (object) =>
    Object.getOwnPropertySymbols(object).filter((key) => Object.getOwnPropertyDescriptor(object, key)?.enumerable);

  lib.plural = (word, count) => `${count} ${word}${count === 1 ? "" : "s"}`;
  lib.ordinal = (n) => {
    const ten = n % 10;
    const hundred = n % 100;
    if (ten === 1 && hundred !== 11) return `${n}st`;
    if (ten === 2 && hundred !== 12) return `${n}nd`;
    if (ten === 3 && hundred !== 13) return `${n}rd`;
    return `${n}th`;
  };

  lib.requireType = (value, name, types) => {
    if (types.includes(typeof value)) return;
    throw new TypeError(`${name} value must be ${types.join(" or ")}, received "${typeof value}"`);
  };

  // The names a diff distinguishes; finer than typeof.
  lib.kindOf = (value) => {
    if (value === null) return "null";
    if (Array.isArray(value)) return "array";
    if (typeof value !== "object") return typeof value;
    const kinds = new Map([[RegExp, "regexp"], [Map, "map"], [Set, "set"], [Date, "date"]]);
    return kinds.get(value.constructor) ?? "object";
  };

  lib.RealDate = Date;
  const real = (name) => {
    const fn = host.timers?.[name] ?? globalThis[name];
    return fn ? (...args) => fn.apply(globalThis, args) : undefined;
  };
  lib.timers = {
    setTimeout: real("setTimeout"),
    clearTimeout: real("clearTimeout"),
    setInterval: real("setInterval"),
    clearInterval: real("clearInterval"),
  };
  const clock = host.now ?? (() => lib.RealDate.now());
  lib.now = () => clock();
  lib.sleep = (ms) => new Promise((resolve) => lib.timers.setTimeout(resolve, ms));

  const paint = (open, close) => (text) => (host.color ? `\u001b[${open}m${text}\u001b[${close}m` : String(text));
  lib.color = {
    bold: paint(1, 22), dim: paint(2, 22), inverse: paint(7, 27), red: paint(31, 39),
    green: paint(32, 39), yellow: paint(33, 39), cyan: paint(36, 39), gray: paint(90, 39),
  };

  lib.warn = (text) => (host.warn ? host.warn(text) : globalThis.console?.warn(text));

  // The own name and the missing stack frames of this library are what users see of a failure.
  class AssertionError extends Error {
    constructor(message = "Unspecified AssertionError", props = undefined) {
      super(message);
      const { name, stack, ...rest } = props ?? {};
      Object.assign(this, { showDiff: false }, rest);
    }

    get name() {
      return "AssertionError";
    }

    get ok() {
      return false;
    }

    toJSON(stack) {
      const json = { name: this.name, message: this.message, ok: false, stack: undefined };
      for (const key of Object.keys(this)) json[key] = this[key];
      if (stack !== false) json.stack = this.stack;
      return json;
    }
  }
  lib.AssertionError = AssertionError;
})
