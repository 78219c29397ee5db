// The chai words an assertion also understands: expect(x).to.be.a("string"), .to.deep.equal(y).
(function (lib, host) {
  "use strict";

  const { AssertionError, Assertion } = lib;
  const def = lib.addMatcher;
  const words = [
    "to", "be", "been", "is", "that", "which", "and", "has", "have", "with", "at", "of", "same", "but", "does", "still", "also",
  ];
  lib.addGetter(words, function () {
    return this;
  });
  for (const name of ["deep", "own", "any"]) {
    lib.addGetter(name, function () {
      lib.flag(this, name, true);
      return this;
    });
  }
  lib.addGetter("all", function () {
    lib.flag(this, "any", false);
    return this;
  });

  const typeName = (value) => (value === null ? "null" : typeof value === "object" ? lib.tag(value) : typeof value);
  const article = (word) => (/^[aeiou]/i.test(word) ? "an" : "a");
  const same = (assertion, a, b) => (lib.flag(assertion, "deep") ? lib.equalsLoosely(a, b) : Object.is(a, b) || a === b);
  const deep = (assertion) => (lib.flag(assertion, "deep") ? "deep " : "");

  // A word that can be called ("a") or read past ("include").
  function chainable(names, run) {
    for (const name of names) {
      lib.addGetter(name, function () {
        const assertion = this;
        const call = function (...args) {
          run.apply(assertion, args);
          return assertion;
        };
        return new Proxy(call, {
          get(target, key) {
            if (key === "call" || key === "apply" || key === "bind") return Reflect.get(target, key);
            return Reflect.get(assertion, key, assertion);
          },
        });
      });
    }
  }

  chainable(["a", "an"], function (type) {
    const wanted = String(type).toLowerCase();
    const actual = typeName(this._obj).toLowerCase();
    const isMatch = wanted === "function" ? typeof this._obj === "function" : actual === wanted;
    this.assert(isMatch, `expected #{this} to be ${article(wanted)} ${wanted}`, `expected #{this} not to be ${article(wanted)} ${wanted}`);
  });

  const states = [
    ["ok", Boolean, "to be truthy", "to be falsy"],
    ["true", (v) => v === true, "to be true", "to be false", true],
    ["false", (v) => v === false, "to be false", "to be true", false],
    ["null", (v) => v === null, "to be null", "not to be null"],
    ["undefined", (v) => v === undefined, "to be undefined", "not to be undefined"],
    ["NaN", Number.isNaN, "to be NaN", "not to be NaN"],
    ["exist", (v) => v != null, "to exist", "to not exist"],
    ["empty", (v) => sizeOf(v) === 0, "to be empty", "not to be empty"],
  ];
  for (const [name, test, yes, no, ...value] of states) {
    lib.addGetter(name, function () {
      const expected = value.map((v) => (lib.flag(this, "negate") ? !v : v));
      this.assert(test(this._obj), `expected #{this} ${yes}`, `expected #{this} ${no}`, ...expected);
      return this;
    });
  }

  function sizeOf(value) {
    if (typeof value === "string" || Array.isArray(value)) return value.length;
    if (value instanceof Map || value instanceof Set) return value.size;
    return Object.keys(Object(value)).length;
  }

  def(["equal", "equals", "eq"], function (expected) {
    const pass = lib.flag(this, "deep") ? lib.equalsLoosely(this._obj, expected) : this._obj === expected;
    const words = lib.flag(this, "deep") ? "deeply equal" : "equal";
    this.assert(pass, `expected #{this} to ${words} #{exp}`, `expected #{this} to not ${words} #{exp}`, expected, this._obj);
  });

  def(["eql", "eqls"], function (expected) {
    this.assert(lib.equalsLoosely(this._obj, expected), "expected #{this} to deeply equal #{exp}",
      "expected #{this} to not deeply equal #{exp}", expected, this._obj);
  });

  function includes(assertion, value) {
    const object = assertion._obj;
    const matches = (item) => same(assertion, item, value);
    if (typeof object === "string") return object.includes(value);
    if (Array.isArray(object) || object instanceof Set) return [...object].some(matches);
    if (object instanceof Map) return [...object.values()].some(matches);
    if (object instanceof WeakSet) return object.has(value);
    if (value === Object(value)) {
      return Object.keys(value).every((key) => key in Object(object) && same(assertion, object[key], value[key]));
    }
    const [kind, given] = [typeName(object).toLowerCase(), typeName(value).toLowerCase()];
    const message = lib.flag(assertion, "message");
    throw new AssertionError(
      `${message ? `${message}: ` : ""}the given combination of arguments (${kind} and ${given}) is invalid for this assertion. ` +
      `You can use an array, a map, an object, a set, a string, or a weakset instead of a ${given}`);
  }

  chainable(["include", "includes", "contain", "contains"], function (value) {
    this.assert(includes(this, value), `expected #{this} to ${deep(this)}include ${lib.inspect(value)}`,
      `expected #{this} to not ${deep(this)}include ${lib.inspect(value)}`);
  });

  def(["instanceof", "instanceOf"], function (constructor) {
    let pass;
    try {
      pass = this._obj instanceof constructor;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw new AssertionError(`The instanceof assertion needs a constructor but ${typeName(constructor)} was given.`);
    }
    const name = constructor.name || "an unnamed constructor";
    this.assert(pass, `expected #{this} to be an instance of ${name}`, `expected #{this} to not be an instance of ${name}`);
  });

  chainable(["length", "lengthOf"], function (count) {
    const isSized = this._obj instanceof Map || this._obj instanceof Set;
    const what = isSized ? "size" : "length";
    if (!isSized && (this._obj == null || !("length" in Object(this._obj)))) {
      this.assert(Boolean(lib.flag(this, "negate")), "expected #{this} to have property 'length'",
        "expected #{this} to have property 'length'");
    }
    const actual = this._obj[what];
    this.assert(actual == count, `expected #{this} to have a ${what} of #{exp} but got #{act}`,
      `expected #{this} to not have a ${what} of #{act}`, count, actual);
  });

  def("property", function (...args) {
    const [key, expected] = args;
    const object = this._obj;
    const exists = object != null && (lib.flag(this, "own") ? Object.hasOwn(object, key) : key in Object(object));
    const value = exists ? object[key] : undefined;
    const name = lib.inspect(key);
    if (args.length === 1) {
      this.assert(exists, `expected #{this} to have property ${name}`, `expected #{this} to not have property ${name}`);
    } else {
      this.assert(exists && same(this, value, expected),
        `expected #{this} to have property ${name} of #{exp}${exists ? ", but got #{act}" : ""}`,
        `expected #{this} to not have property ${name} of #{act}`, expected, value);
    }
    this._obj = value;
    return this;
  });

  const orders = [
    [["above", "gt", "greaterThan"], (a, b) => a > b, "above", "at most"],
    [["least", "gte", "greaterThanOrEqual"], (a, b) => a >= b, "at least", "below"],
    [["below", "lt", "lessThan"], (a, b) => a < b, "below", "at least"],
    [["most", "lte", "lessThanOrEqual"], (a, b) => a <= b, "at most", "above"],
  ];
  for (const [names, test, yes, no] of orders) {
    def(names, function (n) {
      this.assert(test(this._obj, n), `expected #{this} to be ${yes} #{exp}`, `expected #{this} to be ${no} #{exp}`, n, this._obj);
    });
  }

  def("within", function (low, high) {
    this.assert(this._obj >= low && this._obj <= high, `expected #{this} to be within ${low}..${high}`,
      `expected #{this} to not be within ${low}..${high}`);
  });

  def(["closeTo", "approximately"], function (expected, delta) {
    this.assert(Math.abs(this._obj - expected) <= delta, `expected #{this} to be close to ${expected} +/- ${delta}`,
      `expected #{this} not to be close to ${expected} +/- ${delta}`);
  });

  def(["match", "matches"], function (pattern) {
    this.assert(pattern.test(this._obj), `expected #{this} to match ${pattern}`, `expected #{this} not to match ${pattern}`);
  });

  def("string", function (part) {
    this.assert(String(this._obj).includes(part), `expected #{this} to contain ${lib.inspect(part)}`,
      `expected #{this} to not contain ${lib.inspect(part)}`);
  });

  def(["satisfy", "satisfies"], function (test) {
    this.assert(test(this._obj), `expected #{this} to satisfy ${lib.display(test)}`,
      `expected #{this} to not satisfy ${lib.display(test)}`);
  });

  def("oneOf", function (list) {
    this.assert(list.some((item) => same(this, this._obj, item)), "expected #{this} to be one of #{exp}",
      "expected #{this} to not be one of #{exp}", list, this._obj);
  });

  def("members", function (list) {
    const left = [...list];
    const pass = this._obj.length === list.length && this._obj.every((item) => {
      const at = left.findIndex((other) => same(this, item, other));
      if (at >= 0) left.splice(at, 1);
      return at >= 0;
    });
    this.assert(pass, `expected #{this} to have the same ${deep(this)}members as #{exp}`,
      `expected #{this} to not have the same ${deep(this)}members as #{exp}`, list, this._obj);
  });

  def(["keys", "key"], function (...given) {
    const wanted = given.length === 1 && given[0] === Object(given[0])
      ? Array.isArray(given[0]) ? given[0] : Object.keys(given[0])
      : given;
    const actual = this._obj instanceof Map || this._obj instanceof Set ? [...this._obj.keys()] : lib.ownEnumerable(this._obj);
    const found = wanted.filter((key) => actual.includes(key));
    const pass = lib.flag(this, "any") ? found.length > 0 : found.length === wanted.length && actual.length === wanted.length;
    const names = wanted.map((key) => lib.inspect(key));
    const listed = names.length > 1 ? `keys ${names.slice(0, -1).join(", ")}, ${lib.flag(this, "any") ? "or" : "and"} ${names.at(-1)}` : `key ${names[0]}`;
    this.assert(pass, `expected #{this} to have ${listed}`, `expected #{this} to not have ${listed}`, wanted, actual);
  });

  // Sinon's words for the mock matchers.
  const spies = { callCount: "toHaveBeenCalledTimes", calledWith: "toHaveBeenCalledWith", returned: "toHaveReturned", returnedWith: "toHaveReturnedWith" };
  for (const [name, matcher] of Object.entries(spies)) {
    def(name, function (...args) {
      return this[matcher](...args);
    });
  }
  const spyStates = { called: ["toHaveBeenCalled"], calledOnce: ["toHaveBeenCalledOnce"], calledTwice: ["toHaveBeenCalledTimes", 2], calledThrice: ["toHaveBeenCalledTimes", 3] };
  for (const [name, [matcher, ...args]] of Object.entries(spyStates)) {
    lib.addGetter(name, function () {
      return this[matcher](...args);
    });
  }
  lib.newAssertion = (value, message, test) => new Assertion(value, message, test);
})
