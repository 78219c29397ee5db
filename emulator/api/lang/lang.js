// Additions to the built-in objects. Runs once in each new isolate, before any other code.
(function (host) {
  "use strict";

  const define = (o, properties) => {
    for (const key of Reflect.ownKeys(properties)) {
      if (Object.hasOwn(o, key)) continue;
      const d = Object.getOwnPropertyDescriptor(properties, key);
      d.enumerable = false;
      Object.defineProperty(o, key, d);
    }
  };
  const global = (name, make) => {
    if (!Object.hasOwn(globalThis, name)) {
      Object.defineProperty(globalThis, name, { value: make(), writable: true, configurable: true });
    }
  };
  const tag = (C, name) =>
    Object.defineProperty(C.prototype, Symbol.toStringTag, { value: name, configurable: true });

  for (const name of ["asyncIterator", "dispose", "asyncDispose"]) {
    if (!Symbol[name]) Object.defineProperty(Symbol, name, { value: Symbol("Symbol." + name) });
  }

  // --- iterators

  const IteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
  const callable = (f) => {
    if (typeof f !== "function") throw new TypeError(`${String(f)} is not a function`);
    return f;
  };
  const direct = (it) => {
    if (Object(it) !== it) throw new TypeError("Iterator helper called on a value that is not an object");
    return { it, next: it.next };
  };
  const step = (d) => {
    const r = d.next.call(d.it);
    if (Object(r) !== r) throw new TypeError(`Iterator result ${String(r)} is not an object`);
    return r;
  };
  const count = (it, n) => {
    const number = Number(n);
    const whole = Math.trunc(number);
    if (Number.isNaN(number) || whole < 0) {
      it.return?.();
      throw new RangeError(`${String(n)} must be positive`);
    }
    return whole;
  };
  // closing ends the underlying iterator when f throws.
  const closing = (d, f) => {
    try {
      return f();
    } catch (error) {
      try {
        d.it.return?.();
      } catch {}
      throw error;
    }
  };
  const flatten = (v) => {
    if (Object(v) !== v && typeof v !== "string") throw new TypeError(`${String(v)} is not an object`);
    const make = v[Symbol.iterator];
    return direct(make === undefined || make === null ? v : make.call(v));
  };

  class IteratorHelper {
    #run;
    #source;
    constructor(source, run) {
      this.#source = source;
      this.#run = run;
    }
    next() {
      return this.#run.next();
    }
    return() {
      this.#run.return();
      this.#source.it.return?.();
      return { value: undefined, done: true };
    }
  }
  Object.setPrototypeOf(IteratorHelper.prototype, IteratorPrototype);
  delete IteratorHelper.prototype.constructor;
  Object.defineProperty(IteratorHelper.prototype, Symbol.toStringTag, { value: "Iterator Helper", configurable: true });
  const helper = (d, body) => new IteratorHelper(d, body(d));

  const helpers = {
    map(f) {
      const d = direct(this);
      callable(f);
      return helper(d, function* () {
        for (let n = 0, r; !(r = step(d)).done; n++) yield closing(d, () => f(r.value, n));
      });
    },
    filter(f) {
      const d = direct(this);
      callable(f);
      return helper(d, function* () {
        for (let n = 0, r; !(r = step(d)).done; n++) if (closing(d, () => f(r.value, n))) yield r.value;
      });
    },
    take(limit) {
      const d = direct(this);
      const most = count(this, limit);
      return helper(d, function* () {
        for (let n = most; n > 0; n--) {
          const r = step(d);
          if (r.done) return;
          yield r.value;
        }
        d.it.return?.();
      });
    },
    drop(limit) {
      const d = direct(this);
      const skipped = count(this, limit);
      return helper(d, function* () {
        for (let n = skipped; n > 0; n--) if (step(d).done) return;
        for (let r; !(r = step(d)).done; ) yield r.value;
      });
    },
    flatMap(f) {
      const d = direct(this);
      callable(f);
      return helper(d, function* () {
        for (let n = 0, r; !(r = step(d)).done; n++) {
          const inner = closing(d, () => flatten(f(r.value, n)));
          for (let s; !(s = closing(d, () => step(inner))).done; ) yield s.value;
        }
      });
    },
    reduce(f, ...initial) {
      const d = direct(this);
      callable(f);
      let n = 0;
      let total = initial[0];
      if (initial.length === 0) {
        const r = step(d);
        if (r.done) throw new TypeError("Reduce of a done iterator with no initial value");
        total = r.value;
        n = 1;
      }
      for (let r; !(r = step(d)).done; n++) total = closing(d, () => f(total, r.value, n));
      return total;
    },
    toArray() {
      const d = direct(this);
      const all = [];
      for (let r; !(r = step(d)).done; ) all.push(r.value);
      return all;
    },
    forEach(f) {
      const d = direct(this);
      callable(f);
      for (let n = 0, r; !(r = step(d)).done; n++) closing(d, () => f(r.value, n));
    },
    some(f) {
      const d = direct(this);
      callable(f);
      for (let n = 0, r; !(r = step(d)).done; n++) {
        if (closing(d, () => f(r.value, n))) {
          d.it.return?.();
          return true;
        }
      }
      return false;
    },
    every(f) {
      const d = direct(this);
      callable(f);
      for (let n = 0, r; !(r = step(d)).done; n++) {
        if (!closing(d, () => f(r.value, n))) {
          d.it.return?.();
          return false;
        }
      }
      return true;
    },
    find(f) {
      const d = direct(this);
      callable(f);
      for (let n = 0, r; !(r = step(d)).done; n++) {
        if (closing(d, () => f(r.value, n))) {
          d.it.return?.();
          return r.value;
        }
      }
    },
    [Symbol.dispose]() {
      this.return?.();
    },
  };

  // weird defines a property of Iterator.prototype as the standard wants it for the sake of old
  // code: an accessor, and assigning to it gives the object a property of its own.
  const weird = (key, value) => {
    const shown = typeof key === "symbol" ? "[Symbol.toStringTag]" : key;
    const { get, set } = Object.getOwnPropertyDescriptor({
      get [key]() {
        return value;
      },
      set [key](v) {
        if (Object(this) !== this || this === IteratorPrototype) throw new TypeError(`Cannot assign to ${shown} of Iterator.prototype`);
        if (Object.hasOwn(this, key)) this[key] = v;
        else Object.defineProperty(this, key, { value: v, writable: true, enumerable: true, configurable: true });
      },
    }, key);
    Object.defineProperty(IteratorPrototype, key, { get, set, enumerable: false, configurable: true });
  };

  global("Iterator", () => {
    // A function and not a class: a class's prototype cannot be replaced.
    function Iterator() {
      if (new.target === undefined) throw new TypeError("Constructor Iterator requires 'new'");
      if (new.target === Iterator) throw new TypeError("Abstract class Iterator not directly constructable");
    }
    Object.defineProperty(Iterator, "prototype", { value: IteratorPrototype, writable: false });
    define(Iterator, {
      from(v) {
        const d = flatten(v);
        if (d.it instanceof Iterator) return d.it;
        const wrapped = Object.create(wrapPrototype);
        sources.set(wrapped, d);
        return wrapped;
      },
    });
    const sources = new WeakMap();
    const wrapPrototype = Object.create(IteratorPrototype);
    define(wrapPrototype, {
      next() {
        const d = sources.get(this);
        return d.next.call(d.it);
      },
      return() {
        const { it } = sources.get(this);
        return it.return ? it.return() : { value: undefined, done: true };
      },
    });
    define(IteratorPrototype, helpers);
    weird("constructor", Iterator);
    weird(Symbol.toStringTag, "Iterator");
    return Iterator;
  });

  const AsyncIteratorPrototype = {};
  define(AsyncIteratorPrototype, {
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      await this.return?.();
    },
  });

  // --- collections and objects

  const group = (items, f, add) => {
    callable(f);
    let n = 0;
    for (const item of items) add(f(item, n++), item);
  };
  define(Object, {
    groupBy(items, f) {
      const groups = Object.create(null);
      group(items, f, (key, item) => {
        const k = typeof key === "symbol" ? key : String(key);
        (groups[k] ??= []).push(item);
      });
      return groups;
    },
  });
  // Annex B of the standard, for old libraries.
  define(Object.prototype, {
    __defineGetter__(key, get) {
      Object.defineProperty(this, key, { get: callable(get), enumerable: true, configurable: true });
    },
    __defineSetter__(key, set) {
      Object.defineProperty(this, key, { set: callable(set), enumerable: true, configurable: true });
    },
    __lookupGetter__(key) {
      return lookup(this, key)?.get;
    },
    __lookupSetter__(key) {
      return lookup(this, key)?.set;
    },
  });
  const lookup = (o, key) => {
    for (let p = Object(o); p !== null; p = Object.getPrototypeOf(p)) {
      const d = Object.getOwnPropertyDescriptor(p, key);
      if (d) return d;
    }
  };
  for (const C of [Map, WeakMap]) {
    define(C.prototype, {
      getOrInsert(key, value) {
        if (!this.has(key)) this.set(key, value);
        return this.get(key);
      },
      getOrInsertComputed(key, make) {
        callable(make);
        if (!this.has(key)) this.set(key, make(key));
        return this.get(key);
      },
    });
  }
  define(Map, {
    groupBy(items, f) {
      const groups = new Map();
      group(items, f, (key, item) => {
        const list = groups.get(key);
        if (list) list.push(item);
        else groups.set(key, [item]);
      });
      return groups;
    },
  });
  define(Array, {
    async fromAsync(items, f, thisArg) {
      if (f !== undefined) callable(f);
      const all = typeof this === "function" ? new this() : [];
      let n = 0;
      const add = async (v) => {
        all[n] = f === undefined ? v : await f.call(thisArg, v, n);
        n++;
      };
      const make = items[Symbol.asyncIterator];
      if (make !== undefined && make !== null) {
        const it = make.call(items);
        for (let r; !(r = await it.next()).done; ) await add(r.value);
      } else if (items[Symbol.iterator] !== undefined) {
        for (const v of items) await add(await v);
      } else {
        for (let k = 0; k < items.length; k++) await add(await items[k]);
      }
      all.length = n;
      return all;
    },
  });
  define(Promise, {
    withResolvers() {
      let resolve, reject;
      const promise = new this((ok, fail) => {
        resolve = ok;
        reject = fail;
      });
      return { promise, resolve, reject };
    },
    try(f, ...args) {
      return new this((resolve) => resolve(f(...args)));
    },
  });

  // --- strings, regular expressions, numbers

  // goja's regular expressions see a surrogate pair as one character, yet each half as well.
  const surrogate = /[\ud800-\udfff]/;
  const wellFormed = (text) => {
    let whole = "";
    for (const c of text) whole += c >= "\ud800" && c <= "\udfff" && c.length === 1 ? "\ufffd" : c;
    return whole;
  };
  define(String.prototype, {
    isWellFormed() {
      const text = String(this);
      return !surrogate.test(text) || wellFormed(text) === text;
    },
    toWellFormed() {
      return wellFormed(String(this));
    },
  });
  define(RegExp, {
    escape(text) {
      if (typeof text !== "string") throw new TypeError("RegExp.escape requires a string");
      const hex = (c) => "\\x" + c.charCodeAt(0).toString(16).padStart(2, "0");
      return text
        .replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")
        .replace(/[,\-=<>#&!%:;@~'`"]/g, hex)
        .replace(/^[0-9A-Za-z]/, hex)
        .replace(/[\t\n\v\f\r ]/g, (c) => ({ "\t": "\\t", "\n": "\\n", "\v": "\\v", "\f": "\\f", "\r": "\\r", " ": "\\x20" })[c]);
    },
  });

  // goja refuses a string as the source of %TypedArray%.from.
  const TypedArray = Object.getPrototypeOf(Uint8Array);
  const from = TypedArray.from;
  Object.defineProperty(TypedArray, "from", {
    value: {
      from(source, ...rest) {
        return Reflect.apply(from, this, [typeof source === "string" ? Array.from(source) : source, ...rest]);
      },
    }.from,
    writable: true,
    configurable: true,
  });

  // --- weak references: strong here, which the standard allows

  global("WeakRef", () => {
    const WeakRef = class WeakRef {
      #target;
      constructor(target) {
        if (Object(target) !== target && typeof target !== "symbol") {
          throw new TypeError("WeakRef: invalid target");
        }
        this.#target = target;
      }
      deref() {
        return this.#target;
      }
    };
    tag(WeakRef, "WeakRef");
    return WeakRef;
  });
  global("FinalizationRegistry", () => {
    const FinalizationRegistry = class FinalizationRegistry {
      constructor(cleanup) {
        callable(cleanup);
      }
      register() {}
      unregister() {
        return false;
      }
    };
    tag(FinalizationRegistry, "FinalizationRegistry");
    return FinalizationRegistry;
  });

  // --- buffers

  define(ArrayBuffer.prototype, {
    get detached() {
      return host.detached.call(this);
    },
    transfer(length) {
      return host.transfer.call(this, length);
    },
    transferToFixedLength(length) {
      return host.transfer.call(this, length);
    },
  });
  for (const name of ["transfer", "transferToFixedLength"]) {
    Object.defineProperty(ArrayBuffer.prototype[name], "length", { value: 0, configurable: true });
  }

  // --- errors

  define(Error, {
    captureStackTrace(target, above) {
      host.captureStackTrace(target, above);
    },
    stackTraceLimit: 10,
  });

  return { AsyncIteratorPrototype, define, global, tag, callable };
})
