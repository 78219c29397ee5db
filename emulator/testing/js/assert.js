// assert, the small part of chai's that tests use.
(function (lib, host) {
  "use strict";

  const { AssertionError } = lib;
  const make = (value, message) => lib.newAssertion(value, message, undefined);

  const assert = (condition, message) => {
    if (condition) return;
    throw new AssertionError(message ?? "Unspecified AssertionError", { showDiff: false });
  };
  lib.assert = assert;

  // name: [matcher, negate, number of arguments before the message].
  const methods = {
    equal: ["looseEqual", false, 2], notEqual: ["looseEqual", true, 2],
    strictEqual: ["equal", false, 2], notStrictEqual: ["equal", true, 2],
    deepEqual: ["eql", false, 2], notDeepEqual: ["eql", true, 2], deepStrictEqual: ["eql", false, 2],
    isAbove: ["above", false, 2], isAtLeast: ["least", false, 2], isBelow: ["below", false, 2], isAtMost: ["most", false, 2],
    match: ["match", false, 2], notMatch: ["match", true, 2],
    include: ["include", false, 2], notInclude: ["include", true, 2],
    property: ["property", false, 2], notProperty: ["property", true, 2], propertyVal: ["property", false, 3],
    lengthOf: ["lengthOf", false, 2], instanceOf: ["instanceof", false, 2], notInstanceOf: ["instanceof", true, 2],
    typeOf: ["a", false, 2], notTypeOf: ["a", true, 2], oneOf: ["oneOf", false, 2], closeTo: ["closeTo", false, 3],
    approximately: ["closeTo", false, 3], sameMembers: ["members", false, 2], hasAllKeys: ["keys", false, 2],
  };
  for (const [name, [matcher, negate, count]] of Object.entries(methods)) {
    assert[name] = (...args) => {
      const assertion = make(args[0], args[count]);
      (negate ? assertion.not : assertion)[matcher](...args.slice(1, count));
    };
  }
  lib.addMatcher("looseEqual", function (expected) {
    this.assert(this._obj == expected, "expected #{this} to equal #{exp}", "expected #{this} to not equal #{exp}",
      expected, this._obj);
  });

  const states = {
    ok: ["ok"], isOk: ["ok"], notOk: ["ok", true], isNotOk: ["ok", true], isTrue: ["true"], isFalse: ["false"],
    isNaN: ["NaN"], isNotNaN: ["NaN", true], exists: ["exist"], notExists: ["exist", true], isEmpty: ["empty"], isNotEmpty: ["empty", true],
  };
  for (const [name, [state, negate]] of Object.entries(states)) {
    assert[name] = (value, message) => {
      const assertion = make(value, message);
      void (negate ? assertion.not : assertion)[state];
    };
  }
  const values = { True: true, False: false, Null: null, Undefined: undefined };
  for (const [name, expected] of Object.entries(values)) {
    assert[`is${name}`] ??= (value, message) => make(value, message).equal(expected);
    assert[`isNot${name}`] = (value, message) => make(value, message).not.equal(expected);
  }
  assert.isDefined = assert.isNotUndefined;
  const types = { isFunction: "function", isObject: "object", isArray: "array", isString: "string", isNumber: "number", isBoolean: "boolean" };
  for (const [name, type] of Object.entries(types)) assert[name] = (value, message) => make(value, message).a(type);

  assert.deepInclude = (value, part, message) => make(value, message).deep.include(part);
  assert.throws = assert.throw = assert.Throw = (fn, type, text, message) => {
    const assertion = make(fn, message);
    assertion.throw(type, text);
    return assertion._obj;
  };
  assert.doesNotThrow = (fn, type, text, message) => make(fn, message).not.throw(type, text);
  assert.rejects = async (promise) => {
    try {
      await (typeof promise === "function" ? promise() : promise);
    } catch {
      return;
    }
    throw new AssertionError("expected promise to be rejected", { showDiff: false });
  };
  assert.fail = (...args) => {
    const [actual, expected, message] = args.length < 2 ? [undefined, undefined, args[0]] : args;
    throw new AssertionError(message ?? "assert.fail()", { actual, expected, showDiff: args.length > 1 });
  };
  assert.unreachable = (message) => assert.fail(message);
})
