// The matchers of expect that look at values. Mock matchers are in matchers_mock.js, chai's words
// in chai.js, snapshots in snapshot.js.
(function (lib, host) {
  "use strict";

  const { AssertionError } = lib;
  const def = lib.addMatcher;

  def("toEqual", function (expected) {
    this.assert(lib.equalsLoosely(this._obj, expected),
      "expected #{this} to deeply equal #{exp}", "expected #{this} to not deeply equal #{exp}", expected, this._obj);
  });

  def("toStrictEqual", function (expected) {
    this.assert(lib.equalsStrictly(this._obj, expected),
      "expected #{this} to strictly equal #{exp}", "expected #{this} to not strictly equal #{exp}", expected, this._obj);
  });

  function toBeMessage(actual, expected) {
    const message = "expected #{this} to be #{exp} // Object.is equality";
    const hint = lib.equalsStrictly(actual, expected) ? "toStrictEqual" : lib.equalsLoosely(actual, expected) ? "toEqual" : "";
    if (!hint) return message;
    return `${message}\n\nIf it should pass with deep equality, replace "toBe" with "${hint}"\n\n` +
      "Expected: #{this}\nReceived: serializes to the same string\n";
  }

  def("toBe", function (expected) {
    const pass = Object.is(this._obj, expected);
    this.assert(pass, pass ? "" : toBeMessage(this._obj, expected),
      "expected #{this} not to be #{exp} // Object.is equality", expected, this._obj);
  });

  def("toMatchObject", function (expected) {
    const pass = lib.equals(this._obj, expected, [...lib.looseTesters(), lib.subsetEquality]);
    if (!lib.mustThrow(this, pass)) return;
    const { subset, stripped } = lib.objectSubset(this._obj, expected);
    const template = pass ? "expected #{this} to not match object #{exp}" : "expected #{this} to match object #{exp}";
    const message = lib.assertionMessage(this, template, expected, subset);
    const omitted = `\n(${stripped} matching ${stripped === 1 ? "property" : "properties"} omitted from actual)`;
    throw new AssertionError(stripped ? message + omitted : message, { showDiff: true, expected, actual: subset });
  });

  def("toMatch", function (expected) {
    const actual = this._obj;
    if (typeof actual !== "string") {
      throw new TypeError(`.toMatch() expects to receive a string, but got ${typeof actual}`);
    }
    const pass = typeof expected === "string" ? actual.includes(expected) : actual.match(expected);
    this.assert(pass, "expected #{this} to match #{exp}", "expected #{this} not to match #{exp}", expected, actual);
  });

  def("toContain", function (item) {
    const actual = this._obj;
    if (typeof actual === "string" && typeof item === "string") {
      this.assert(actual.includes(item), "expected #{this} to contain #{exp}", "expected #{this} not to contain #{exp}",
        item, actual);
      return;
    }
    if (actual != null && typeof actual !== "string") this._obj = Array.from(actual);
    this.contain(item);
  });

  def("toContainEqual", function (expected) {
    const found = Array.from(this._obj).some((item) => lib.equals(item, expected, lib.customTesters));
    this.assert(found, "expected #{this} to deep equally contain #{exp}",
      "expected #{this} to not deep equally contain #{exp}", expected);
  });

  // Matchers without an argument: [name, test, what "to be" is followed by, the negated text].
  const states = [
    ["toBeTruthy", Boolean, "to be truthy", "to not be truthy", true],
    ["toBeFalsy", (v) => !v, "to be falsy", "to not be falsy", false],
    ["toBeNaN", Number.isNaN, "to be NaN", "not to be NaN", NaN],
    ["toBeUndefined", (v) => v === undefined, "to be undefined", "not to be undefined", undefined],
    ["toBeNull", (v) => v === null, "to be null", "not to be null", null],
    ["toBeNullable", (v) => v == null, "to be nullish", "not to be nullish", null],
  ];
  for (const [name, test, yes, no, expected] of states) {
    def(name, function () {
      this.assert(test(this._obj), `expected #{this} ${yes}`, `expected #{this} ${no}`, expected, this._obj);
    });
  }

  def("toBeDefined", function () {
    this.assert(this._obj !== undefined, "expected #{this} to be defined", "expected #{this} to be undefined", this._obj);
  });

  const orders = [
    ["toBeGreaterThan", (a, b) => a > b, "greater than"],
    ["toBeGreaterThanOrEqual", (a, b) => a >= b, "greater than or equal to"],
    ["toBeLessThan", (a, b) => a < b, "less than"],
    ["toBeLessThanOrEqual", (a, b) => a <= b, "less than or equal to"],
  ];
  for (const [name, test, words] of orders) {
    def(name, function (expected) {
      const actual = this._obj;
      lib.requireType(actual, "actual", ["number", "bigint"]);
      lib.requireType(expected, "expected", ["number", "bigint"]);
      this.assert(test(actual, expected), `expected ${actual} to be ${words} ${expected}`,
        `expected ${actual} to be not ${words} ${expected}`, expected, actual, false);
    });
  }

  def("toBeTypeOf", function (expected) {
    const actual = typeof this._obj;
    this.assert(expected === actual, "expected #{this} to be type of #{exp}", "expected #{this} not to be type of #{exp}",
      expected, actual);
  });

  def("toBeInstanceOf", function (constructor) {
    this.instanceOf(constructor);
  });

  def("toHaveLength", function (length) {
    this.lengthOf(length);
  });

  def("toHaveProperty", function (...args) {
    const path = Array.isArray(args[0])
      ? args[0].map((key) => String(key).replace(/([.[\]])/g, "\\$1")).join(".")
      : args[0];
    const expected = args[1];
    const { value, exists } = Object.hasOwn(this._obj, path) ? { value: this._obj[path], exists: true } : lib.pathInfo(this._obj, path);
    const pass = exists && (args.length === 1 || lib.equals(expected, value, lib.customTesters));
    const suffix = args.length === 1 ? "" : ` with value ${lib.display(expected)}`;
    this.assert(pass, `expected #{this} to have property "${path}"${suffix}`,
      `expected #{this} to not have property "${path}"${suffix}`, expected, exists ? value : undefined);
  });

  // Finds a.b[0].c in an object; a backslash takes the meaning from a dot or bracket.
  lib.pathInfo = (object, path) => {
    const parts = String(path).replace(/([^\\])\[/g, "$1.[").match(/(\\\.|[^.]+?)+/g) ?? [];
    const names = parts.map((part) => /^\[(\d+)\]$/.exec(part)?.[1] ?? part.replace(/\\([.[\]])/g, "$1"));
    let parent = object;
    for (const name of names.slice(0, -1)) parent = parent == null ? undefined : parent[name];
    const last = names.at(-1);
    if (parent == null) return { value: undefined, exists: false };
    return { value: parent[last], exists: last in Object(parent) };
  };

  def("toBeCloseTo", function (expected, precision = 2) {
    const actual = this._obj;
    const infinite = Math.abs(expected) === Infinity && expected === actual;
    const allowed = infinite ? 0 : 10 ** -precision / 2;
    const difference = infinite ? 0 : Math.abs(actual - expected);
    const detail = `#{exp}, received difference is ${difference}, but expected ${allowed}`;
    this.assert(infinite || difference < allowed, `expected #{this} to be close to ${detail}`,
      `expected #{this} to not be close to ${detail}`, expected, actual, false);
  });

  function thrownBy(assertion) {
    const { promise, object } = { promise: lib.flag(assertion, "promise"), object: assertion._obj };
    if (promise === "rejects") return { threw: true, error: object };
    if (promise === "resolves" && typeof object !== "function") return { threw: false, promised: true };
    try {
      object();
      return { threw: false };
    } catch (error) {
      return { threw: true, error };
    }
  }

  function failToThrow(assertion, what) {
    const message = lib.flag(assertion, "message") || `expected ${what} to throw an error, but it didn't`;
    throw new AssertionError(message, { showDiff: false });
  }

  def(["toThrow", "toThrowError"], function (expected) {
    if (expected === undefined || typeof expected === "string" || expected instanceof RegExp) {
      this.throw(expected === "" ? /^$/ : expected);
      return;
    }
    const negate = lib.flag(this, "negate");
    const { threw, promised, error } = thrownBy(this);
    if (!threw && !negate) failToThrow(this, promised ? "promise" : "function");
    if (!threw && promised) return;
    const thrown = threw ? error : null;
    if (typeof expected === "function") {
      const name = expected.name || expected.prototype.constructor.name;
      this.assert(thrown && thrown instanceof expected, `expected error to be instance of ${name}`,
        `expected error not to be instance of ${name}`, expected, thrown);
    } else if (lib.isError(expected)) {
      this.assert(lib.equalsLoosely(thrown, expected), "expected a thrown error to be #{exp}",
        "expected a thrown error not to be #{exp}", expected, thrown);
    } else if (lib.isAsymmetric(expected)) {
      this.assert(thrown && expected.asymmetricMatch(thrown), "expected error to match asymmetric matcher",
        "expected error not to match asymmetric matcher", expected, thrown);
    } else {
      this.assert(lib.equalsLoosely(thrown, expected), "expected a thrown value to equal #{exp}",
        "expected a thrown value not to equal #{exp}", expected, thrown);
    }
  });

  const errorText = (error) => {
    if (lib.isError(error)) return error.toString();
    if (typeof error === "string") return error;
    return error?.constructor?.name ?? error;
  };

  // chai's throw: any error, one with this text, or one of this class (and text).
  def(["throw", "throws", "Throw"], function (type, text) {
    const negate = lib.flag(this, "negate");
    if (type instanceof RegExp || typeof type === "string") [type, text] = [undefined, type];
    if (lib.flag(this, "promise") === "rejects") {
      const reason = this._obj;
      this._obj = () => {
        throw reason;
      };
    } else if (lib.flag(this, "promise") === "resolves" && typeof this._obj !== "function") {
      if (!negate) failToThrow(this, "promise");
      return;
    }
    lib.newAssertion(this._obj, lib.flag(this, "message")).a("function");
    let threw = false;
    let error;
    try {
      this._obj();
    } catch (caught) {
      [threw, error] = [true, caught];
    }
    const anything = type === undefined && text === undefined;
    if (anything || !negate) {
      const what = type instanceof Error ? "#{exp}" : type?.name ?? "an error";
      this.assert(threw, `expected #{this} to throw ${what}`, "expected #{this} to not throw an error but #{act} was thrown",
        type && type.toString(), errorText(error));
    }
    if (threw && type) {
      const matches = type instanceof Error ? error === type : error instanceof type;
      const name = type instanceof Error ? type.toString() : type.name;
      if (matches === Boolean(negate) && !(negate && text !== undefined)) {
        this.assert(negate, "expected #{this} to throw #{exp} but #{act} was thrown",
          "expected #{this} to not throw #{exp} but #{act} was thrown", name, errorText(error));
      }
    }
    if (threw && text != null) {
      const actual = typeof error === "string" ? error : error?.message ?? "";
      const matches = text instanceof RegExp ? text.test(actual) : actual.includes(text);
      if (matches === Boolean(negate)) {
        const how = text instanceof RegExp ? "matching" : "including";
        this.assert(negate, `expected #{this} to throw error ${how} #{exp} but got #{act}`,
          `expected #{this} to throw error not ${how} #{exp}`, text, actual);
      }
    }
    this._obj = error;
  });
})
