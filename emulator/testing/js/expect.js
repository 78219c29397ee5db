// expect itself: creation per test, expect.extend, soft, poll, assertion counts.
(function (lib, host) {
  "use strict";

  const { AssertionError, Assertion } = lib;
  const states = new WeakMap();

  // The counts and names one expect function keeps.
  lib.expectState = (expect) => states.get(expect);
  lib.currentState = () => states.get(lib.globalExpect);

  const freshCounts = () => ({
    assertionCalls: 0, isExpectingAssertions: false, isExpectingAssertionsError: null,
    expectedAssertionsNumber: null, expectedAssertionsNumberErrorGen: null,
  });
  lib.resetExpect = (expect, test) => Object.assign(states.get(expect), freshCounts(), {
    currentTestName: test?.fullTestName ?? "", testPath: lib.file?.path,
  });

  // Throws when a test asserted less or more than expect.assertions or hasAssertions asked for.
  lib.checkCounts = (expect) => {
    const state = states.get(expect);
    if (state.expectedAssertionsNumber !== null && state.assertionCalls !== state.expectedAssertionsNumber) {
      throw state.expectedAssertionsNumberErrorGen();
    }
    if (state.isExpectingAssertions && state.assertionCalls === 0) throw state.isExpectingAssertionsError;
  };

  const dots = (text) => text.replace(/\s+$/gm, (spaces) => "·".repeat(spaces.length));
  const printReceived = (value) => lib.color.red(dots(lib.stringify(value)));
  const printExpected = (value) => lib.color.green(dots(lib.stringify(value)));

  function printWithType(name, value, print) {
    const kind = lib.kindOf(value);
    const type = kind !== "null" && kind !== "undefined" ? `${name} has type:  ${kind}\n` : "";
    return `${type}${name} has value: ${print(value)}`;
  }

  function matcherHint(name, received = "received", expected = "expected", options = {}) {
    const { dim, red, green } = lib.color;
    const { comment = "", isDirectExpectCall = false, isNot = false, promise = "", secondArgument = "" } = options;
    let pending = "expect";
    const parts = [];
    const take = (text) => {
      parts.push(dim(text));
      pending = "";
    };
    if (!isDirectExpectCall && received !== "") {
      take(`${pending}(`);
      parts.push(red(received));
      pending = ")";
    }
    if (promise !== "") {
      take(`${pending}.`);
      parts.push(promise);
    }
    if (isNot) {
      take(`${pending}.`);
      parts.push("not");
    }
    if (name.includes(".")) {
      pending += name;
    } else {
      take(`${pending}.`);
      parts.push(name);
    }
    if (expected === "") {
      pending += "()";
    } else {
      take(`${pending}(`);
      parts.push(green(expected));
      if (secondArgument) parts.push(dim(", "), green(secondArgument));
      pending = ")";
    }
    if (comment !== "") pending += ` // ${comment}`;
    if (pending !== "") parts.push(dim(pending));
    return parts.join("");
  }

  lib.matcherUtils = () => ({
    EXPECTED_COLOR: lib.color.green, RECEIVED_COLOR: lib.color.red, INVERTED_COLOR: lib.color.inverse,
    BOLD_WEIGHT: lib.color.bold, DIM_COLOR: lib.color.dim, diff: lib.diff, matcherHint, printReceived, printExpected,
    printDiffOrStringify: lib.printDiff, printWithType, stringify: lib.stringify,
    iterableEquality: lib.iterableEquality, subsetEquality: lib.subsetEquality,
  });

  const customMatchers = Object.create(null);

  function matcherState(assertion, expect) {
    const test = lib.flag(assertion, "test");
    return {
      ...states.get(expect), currentTestName: test?.fullTestName ?? "", customTesters: lib.customTesters,
      isNot: Boolean(lib.flag(assertion, "negate")), promise: lib.flag(assertion, "promise") || "",
      utils: lib.matcherUtils(), equals: lib.equals, suppressedErrors: [], soft: lib.flag(assertion, "soft"),
      poll: lib.flag(assertion, "poll"), assertion, task: test,
    };
  }

  function customError(assertion, { message, actual, expected }) {
    const prefix = lib.flag(assertion, "message");
    return Object.assign(new Error((prefix ? `${prefix}: ` : "") + message()), { actual, expected });
  }

  function addCustomMatcher(expect, name, matcher) {
    lib.addMatcher(name, function (...args) {
      const judge = (result) => {
        if (lib.mustThrow(this, result.pass)) throw customError(this, result);
      };
      const result = matcher.call(matcherState(this, expect), this._obj, ...args);
      return lib.isThenable(result) ? result.then(judge) : judge(result);
    });

    class CustomMatcher extends lib.AsymmetricMatcher {
      asymmetricMatch(other) {
        const { pass } = matcher.call(this.getMatcherContext(), other, ...this.sample);
        return this.result(pass);
      }

      toString() {
        return `${this.inverse ? "not." : ""}${name}`;
      }

      getExpectedType() {
        return "any";
      }

      toAsymmetricMatcher() {
        return `${this.toString()}<${this.sample.map((item) => lib.stringify(item)).join(", ")}>`;
      }
    }
    const field = (value) => ({ value, configurable: true, enumerable: true, writable: true });
    customMatchers[name] = (...sample) => new CustomMatcher(sample);
    Object.defineProperty(expect, name, field(customMatchers[name]));
    Object.defineProperty(negated, name, field((...sample) => new CustomMatcher(sample, true)));
  }
  const negated = { ...lib.inverseFactories };

  lib.createExpect = (test) => {
    const expect = (value, message) => {
      states.get(expect).assertionCalls++;
      return new Assertion(value, message, test ?? lib.currentTest);
    };
    states.set(expect, { ...freshCounts(), currentTestName: test?.fullTestName ?? "", testPath: lib.file?.path });
    Object.assign(expect, lib.asymmetricFactories, customMatchers, {
      not: negated,
      getState: () => states.get(expect),
      setState: (state) => void Object.defineProperties(states.get(expect), Object.getOwnPropertyDescriptors(state)),
      assert: lib.assert,
      extend: (matchers) => Object.entries(matchers).forEach(([name, matcher]) => addCustomMatcher(expect, name, matcher)),
      addEqualityTesters: (testers) => {
        if (!Array.isArray(testers)) {
          throw new TypeError(`expect.customEqualityTesters: Must be set to an array of Testers. Was given "${lib.kindOf(testers)}"`);
        }
        lib.customTesters.push(...testers);
      },
      addSnapshotSerializer: lib.addSnapshotSerializer,
      soft: (...args) => {
        const assertion = expect(...args);
        lib.flag(assertion, "soft", true);
        return assertion;
      },
      poll: (fn, options) => poll(expect, fn, options),
      unreachable: (message) => {
        throw new AssertionError(`expected${message ? ` "${message}" ` : " "}not to be reached`);
      },
      assertions(count) {
        const site = new Error("assertions");
        Object.assign(states.get(expect), {
          expectedAssertionsNumber: count,
          expectedAssertionsNumberErrorGen: () => lib.moveStack(new Error(
            `expected number of assertions to be ${count}, but got ${states.get(expect).assertionCalls}`), site),
        });
      },
      hasAssertions() {
        Object.assign(states.get(expect), {
          isExpectingAssertions: true,
          isExpectingAssertionsError: new Error("expected any number of assertion, but got none"),
        });
      },
    });
    return expect;
  };

  const notPollable = new Set([
    "matchSnapshot", "toMatchSnapshot", "toMatchInlineSnapshot", "toThrowErrorMatchingSnapshot",
    "toThrowErrorMatchingInlineSnapshot", "throws", "Throw", "throw", "toThrow", "toThrowError",
  ]);

  async function pollUntil(assertion, fn, matcher, args, { interval, timeout, site }) {
    const deadline = lib.now() + timeout;
    for (;;) {
      const isLast = lib.now() >= deadline;
      try {
        assertion._obj = await fn();
        return await matcher.apply(assertion, args);
      } catch (error) {
        if (isLast) {
          if (error.cause == null) error.cause = new Error("Matcher did not succeed in time.");
          throw lib.moveStack(error, site);
        }
        await lib.sleep(interval);
        if (lib.vi.isFakeTimers()) lib.vi.advanceTimersByTime(interval);
      }
    }
  }

  // Runs fn again and again until the matcher called on the result passes. It starts when awaited.
  function poll(expect, fn, { interval = 50, timeout = 1000, message } = {}) {
    const assertion = expect(null, message);
    lib.flag(assertion, "poll", true);
    const test = lib.flag(assertion, "test");
    if (!test) throw new Error("expect.poll() must be called inside a test");
    const proxy = new Proxy(assertion, {
      get(target, key, receiver) {
        const member = Reflect.get(target, key, receiver);
        if (typeof member !== "function") return member instanceof Assertion ? proxy : member;
        if (key === "assert") return member;
        if (notPollable.has(key)) {
          throw new SyntaxError(
            `expect.poll() is not supported in combination with .${key}(). Use vi.waitFor() if your assertion condition is unstable.`);
        }
        return (...args) => {
          const site = new Error("poll");
          let promise;
          const start = () => (promise ??= pollUntil(assertion, fn.bind(assertion), member, args, { interval, timeout, site }));
          test.onFinished.push(() => {
            if (promise) return;
            const call = `expect.poll(assertion).${lib.flag(assertion, "negate") ? "not." : ""}${String(key)}()`;
            throw lib.moveStack(new Error(
              `${call} was not awaited. This assertion is asynchronous and must be awaited; otherwise, it is not executed to avoid unhandled rejections:\n\nawait ${call}\n`), site);
          });
          return {
            then: (...callbacks) => start().then(...callbacks), catch: (callback) => start().catch(callback),
            finally: (callback) => start().finally(callback), [Symbol.toStringTag]: "Promise",
          };
        };
      },
    });
    return proxy;
  }

  const shown = (hint, words, expected, gap, received) =>
    `${hint}\n\nExpected value to ${words}:\n${expected}${gap}\nReceived:\n${received}`;

  lib.builtinCustomMatchers = {
    toSatisfy(actual, test, message) {
      const pass = test(actual);
      const hint = matcherHint(pass ? ".not.toSatisfy" : ".toSatisfy", "received", "");
      const expected = message || printExpected(test);
      return { pass, message: () => shown(hint, pass ? "not satisfy" : "satisfy", expected, pass ? "" : "\n", printReceived(actual)) };
    },
    toBeOneOf(actual, list) {
      if (!Array.isArray(list) && !(list instanceof Set)) {
        throw new TypeError(`You must provide an array or set to ${matcherHint(".toBeOneOf")}, not '${typeof list}'.`);
      }
      const items = [...list];
      const pass = items.length === 0 || items.some((item) => lib.equals(item, actual, lib.customTesters));
      const hint = matcherHint(pass ? ".not.toBeOneOf" : ".toBeOneOf", "received", "");
      return { pass, message: () => shown(hint, pass ? "not be one of" : "be one of", printExpected(list), pass ? "" : "\n", printReceived(actual)) };
    },
  };
})
