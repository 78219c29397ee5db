(function (host) {
  "use strict";
  const { illegal, define } = host;

  // Iterator classes shared by everything with entries(), keys() and values(). next(i) returns
  // the i-th item or undefined behind the last, so that iteration sees changes made meanwhile.
  // One that resumes sees those made after its end as well.
  const IteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
  const make = (name) => {
    const C = {[name]: class {
      #next; #i = 0; #resumes;
      constructor(next, resumes) { this.#next = next; this.#resumes = resumes }
      next() {
        if (!this || !(#next in this)) illegal();
        if (this.#next === undefined) return { done: true, value: undefined };
        const value = this.#next(this.#i);
        if (value !== undefined) {
          this.#i++;
          return { done: false, value };
        }
        if (!this.#resumes) this.#next = undefined;
        return { done: true, value: undefined };
      }
    }}[name];
    Object.setPrototypeOf(C.prototype, IteratorPrototype);
    define(C, { illegal: true });
    return C;
  };
  const classes = {};
  const iterator = (kind, next, resumes) => {
    const name = kind + "Iterator";
    return new (classes[name] ??= make(name))(next, resumes);
  };

  return Object.assign(host, {
    iterator,
    string: (v) => `${v}`,
    isFunction: (v) => typeof v === "function",
    // dictionary gives undefined for no options; fail throws for what is no dictionary.
    dictionary(v, fail) {
      if (v === undefined || v === null) return undefined;
      if (typeof v !== "object" && typeof v !== "function") fail();
      return v;
    },
  });
})
