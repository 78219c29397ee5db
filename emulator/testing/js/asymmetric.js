// expect.any, expect.objectContaining and the other matchers that stand inside expected values.
(function (lib, host) {
  "use strict";

  class AsymmetricMatcher {
    $$typeof = Symbol.for("jest.asymmetricMatcher");

    constructor(sample, inverse = false) {
      this.sample = sample;
      this.inverse = inverse;
    }

    getMatcherContext() {
      return {
        equals: lib.equals, isNot: this.inverse, customTesters: lib.customTesters, utils: lib.matcherUtils(),
        ...lib.currentState?.(),
      };
    }

    result(pass) {
      return this.inverse ? !pass : pass;
    }

    named(before, after) {
      return `${before}${this.inverse ? "Not" : ""}${after}`;
    }

    [Symbol.for("chai/inspect")](options) {
      const text = lib.stringify(this, options.depth, { min: true });
      return text.length <= options.truncate ? text : `${this.toString()}{…}`;
    }
  }
  lib.AsymmetricMatcher = AsymmetricMatcher;

  class Anything extends AsymmetricMatcher {
    asymmetricMatch(other) {
      return other != null;
    }

    toString() {
      return "Anything";
    }

    toAsymmetricMatcher() {
      return "Anything";
    }
  }

  const functionName = (fn) => fn.name || "<anonymous>";
  const primitives = new Map([
    [String, "string"], [Number, "number"], [Boolean, "boolean"], [Function, "function"], [Object, "object"],
    [BigInt, "bigint"], [Symbol, "symbol"],
  ]);

  class Any extends AsymmetricMatcher {
    constructor(sample) {
      if (sample === undefined) {
        throw new TypeError(
          "any() expects to be passed a constructor function. Please pass one or use anything() to match any object.");
      }
      super(sample);
    }

    asymmetricMatch(other) {
      const type = primitives.get(this.sample);
      if (type === "object" || type === "function") return typeof other === type;
      return typeof other === type || other instanceof this.sample;
    }

    toString() {
      return "Any";
    }

    getExpectedType() {
      const type = primitives.get(this.sample);
      return type && type !== "bigint" && type !== "symbol" ? type : functionName(this.sample);
    }

    toAsymmetricMatcher() {
      return `Any<${functionName(this.sample)}>`;
    }
  }

  class StringContaining extends AsymmetricMatcher {
    constructor(sample, inverse) {
      if (!lib.isA("String", sample)) throw new Error("Expected is not a string");
      super(sample, inverse);
    }

    asymmetricMatch(other) {
      return this.result(lib.isA("String", other) && other.includes(this.sample));
    }

    toString() {
      return this.named("String", "Containing");
    }

    getExpectedType() {
      return "string";
    }
  }

  class StringMatching extends AsymmetricMatcher {
    constructor(sample, inverse) {
      if (!lib.isA("String", sample) && !lib.isA("RegExp", sample)) {
        throw new Error("Expected is not a String or a RegExp");
      }
      super(new RegExp(sample), inverse);
    }

    asymmetricMatch(other) {
      return this.result(lib.isA("String", other) && this.sample.test(other));
    }

    toString() {
      return this.named("String", "Matching");
    }

    getExpectedType() {
      return "string";
    }
  }

  class ObjectContaining extends AsymmetricMatcher {
    asymmetricMatch(other, testers) {
      if (typeof this.sample !== "object") {
        throw new TypeError(`You must provide an object to ${this.toString()}, not '${typeof this.sample}'.`);
      }
      const has = (key) => other != null && key in Object(other);
      return this.result(lib.ownEnumerable(this.sample)
        .every((key) => has(key) && lib.equals(this.sample[key], other[key], testers)));
    }

    toString() {
      return this.named("Object", "Containing");
    }

    getExpectedType() {
      return "object";
    }
  }

  class ArrayContaining extends AsymmetricMatcher {
    asymmetricMatch(other, testers) {
      if (!Array.isArray(this.sample)) {
        throw new TypeError(`You must provide an array to ${this.toString()}, not '${typeof this.sample}'.`);
      }
      const found = (item) => other.some((another) => lib.equals(item, another, testers));
      return this.result(this.sample.length === 0 || (Array.isArray(other) && this.sample.every(found)));
    }

    toString() {
      return this.named("Array", "Containing");
    }

    getExpectedType() {
      return "array";
    }
  }

  class CloseTo extends AsymmetricMatcher {
    constructor(sample, precision = 2, inverse = false) {
      if (!lib.isA("Number", sample)) throw new Error("Expected is not a Number");
      if (!lib.isA("Number", precision)) throw new Error("Precision is not a Number");
      super(sample, inverse);
      this.precision = precision;
    }

    asymmetricMatch(other) {
      if (!lib.isA("Number", other)) return false;
      const same = Math.abs(other) === Infinity && other === this.sample;
      return this.result(same || Math.abs(this.sample - other) < 10 ** -this.precision / 2);
    }

    toString() {
      return this.named("Number", "CloseTo");
    }

    getExpectedType() {
      return "number";
    }

    toAsymmetricMatcher() {
      return `${this.toString()} ${this.sample} (${lib.plural("digit", this.precision)})`;
    }
  }

  class SchemaMatching extends AsymmetricMatcher {
    constructor(sample, inverse) {
      if (typeof sample?.["~standard"]?.validate !== "function") {
        throw new TypeError("SchemaMatching expected to receive a Standard Schema.");
      }
      super(sample, inverse);
    }

    asymmetricMatch(other) {
      const outcome = this.sample["~standard"].validate(other);
      if (outcome instanceof Promise) {
        throw new TypeError("Async schema validation is not supported in asymmetric matchers.");
      }
      this.outcome = outcome;
      return this.result(!outcome.issues?.length);
    }

    toString() {
      return this.named("Schema", "Matching");
    }

    getExpectedType() {
      return "object";
    }

    toAsymmetricMatcher() {
      if (!this.outcome?.issues?.length) return this.toString();
      return `${this.toString()} ${lib.stringify(this.outcome, undefined, { printBasicPrototype: false })}`;
    }
  }

  lib.asymmetricFactories = {
    anything: () => new Anything(),
    any: (sample) => new Any(sample),
    stringContaining: (sample) => new StringContaining(sample),
    stringMatching: (sample) => new StringMatching(sample),
    objectContaining: (sample) => new ObjectContaining(sample),
    arrayContaining: (sample) => new ArrayContaining(sample),
    closeTo: (sample, precision) => new CloseTo(sample, precision),
    schemaMatching: (sample) => new SchemaMatching(sample),
  };
  lib.inverseFactories = {
    stringContaining: (sample) => new StringContaining(sample, true),
    stringMatching: (sample) => new StringMatching(sample, true),
    objectContaining: (sample) => new ObjectContaining(sample, true),
    arrayContaining: (sample) => new ArrayContaining(sample, true),
    closeTo: (sample, precision) => new CloseTo(sample, precision, true),
    schemaMatching: (sample) => new SchemaMatching(sample, true),
  };
})
