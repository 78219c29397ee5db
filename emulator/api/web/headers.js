(function (host, use) {
  "use strict";
  const { define, illegal, failArgument, failConstruct, failType, iterator } = use("webidl");
  const { make, get, has, set, append, remove, fill, list, setCookies } = host;
  const token = {};
  const PAIRS = "To initialize a Headers object from a sequence, each inner sequence must have exactly two elements.";
  let isHeaders, handle;

  // fillFrom copies what new Headers(init) and the field headers of a dictionary accept.
  const fillFrom = (h, init, fail) => {
    if (isHeaders(init)) return host.copy(h, handle(init));
    if (init === null || (typeof init !== "object" && typeof init !== "function")) fail();
    if (init[Symbol.iterator] === undefined || init[Symbol.iterator] === null) return fill(h, init);
    const pairs = [];
    for (const item of init) {
      if (item === null || typeof item !== "object") failType("Sequence");
      const pair = Array.isArray(item) ? item : [...item];
      if (pair.length !== 2) throw new TypeError(PAIRS);
      pairs.push(pair);
    }
    for (const [name, value] of pairs) append(h, name, value);
  };
  const missing = (method, n) => failArgument(method, "Headers", n, "string");

  // Rest parameters tell a missing argument from undefined at half the cost of `arguments`.
  class Headers {
    #h;
    constructor(init, h) {
      if (init === token) { this.#h = h; return }
      this.#h = make();
      if (init !== undefined) fillFrom(this.#h, init, () => failConstruct("Headers", 1, "Headers or Sequence or object"));
    }
    get(...args) {
      if (!this || !(#h in this)) illegal();
      if (args.length === 0) missing("get", 1);
      return get(this.#h, args[0]);
    }
    getAll(...args) {
      if (!this || !(#h in this)) illegal();
      if (args.length === 0) missing("getAll", 1);
      if (`${args[0]}`.toLowerCase() !== "set-cookie") throw new TypeError('getAll() can only be used with the header name "Set-Cookie".');
      return setCookies(this.#h);
    }
    getSetCookie() {
      if (!this || !(#h in this)) illegal();
      return setCookies(this.#h);
    }
    has(...args) {
      if (!this || !(#h in this)) illegal();
      if (args.length === 0) missing("has", 1);
      return has(this.#h, args[0]);
    }
    set(...args) {
      if (!this || !(#h in this)) illegal();
      if (args.length < 2) missing("set", args.length + 1);
      set(this.#h, args[0], args[1]);
    }
    append(...args) {
      if (!this || !(#h in this)) illegal();
      if (args.length < 2) missing("append", args.length + 1);
      append(this.#h, args[0], args[1]);
    }
    delete(...args) {
      if (!this || !(#h in this)) illegal();
      if (args.length === 0) missing("delete", 1);
      remove(this.#h, args[0]);
    }
    forEach(callback, thisArg) {
      if (!this || !(#h in this)) illegal();
      if (typeof callback !== "function") failArgument("forEach", "Headers", 1, "function");
      for (const [name, value] of list(this.#h)) callback.call(thisArg ?? undefined, value, name, this);
    }
    entries() {
      if (!this || !(#h in this)) illegal();
      const all = list(this.#h);
      return iterator("Entry", (i) => all[i]);
    }
    keys() {
      if (!this || !(#h in this)) illegal();
      const all = list(this.#h);
      return iterator("Key", (i) => all[i]?.[0]);
    }
    values() {
      if (!this || !(#h in this)) illegal();
      const all = list(this.#h);
      return iterator("Value", (i) => all[i]?.[1]);
    }
    [Symbol.iterator]() {
      if (!this || !(#h in this)) illegal();
      const all = list(this.#h);
      return iterator("Entry", (i) => all[i]);
    }
    static {
      isHeaders = (v) => typeof v === "object" && v !== null && #h in v;
      handle = (v) => v.#h;
    }
  }

  return {
    Headers: define(Headers, { inspect: (v) => ({ immutable: host.immutable(handle(v)) }) }),
    isHeaders, handle, fillFrom,
    wrap: (h) => new Headers(token, h),
  };
})
