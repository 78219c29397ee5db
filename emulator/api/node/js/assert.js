// node:assert. Failures are AssertionErrors with Node's messages for the common cases.
// exports: AssertionError deepEqual deepStrictEqual doesNotMatch doesNotReject doesNotThrow equal fail ifError
// exports: match notDeepEqual notDeepStrictEqual notEqual notStrictEqual ok partialDeepStrictEqual rejects strict
// exports: strictEqual throws
(function (host, use) {
  "use strict";

  const show = (v) => {
    if (typeof v === "string") return `'${v}'`;
    if (typeof v === "bigint") return `${v}n`;
    if (typeof v === "function") return v.name ? `[Function: ${v.name}]` : "[Function (anonymous)]";
    if (Object.is(v, -0)) return "-0";
    if (typeof v !== "object" || v === null) return String(v);
    if (v instanceof Error) return `[${v.name}: ${v.message}]`;
    if (v instanceof RegExp || v instanceof Date) return String(v);
    if (v instanceof Map) return `Map(${v.size}) {${[...v].map(([k, w]) => ` ${show(k)} => ${show(w)}`).join()} }`;
    if (v instanceof Set) return `Set(${v.size}) {${[...v].map((w) => " " + show(w)).join()} }`;
    try {
      return JSON.stringify(v, (_, w) => (typeof w === "bigint" ? `${w}n` : w)) ?? String(v);
    } catch {
      return Object.prototype.toString.call(v);
    }
  };

  class AssertionError extends Error {
    constructor(options) {
      if (options === null || typeof options !== "object") {
        throw new TypeError('The "options" argument must be of type object.');
      }
      const { message, actual, expected, operator } = options;
      super(message ?? `${show(actual)} ${operator} ${show(expected)}`);
      this.generatedMessage = message === undefined;
      this.code = "ERR_ASSERTION";
      this.actual = actual;
      this.expected = expected;
      this.operator = operator;
    }
    get name() {
      return "AssertionError";
    }
    set name(value) {
      Object.defineProperty(this, "name", { value, writable: true, configurable: true });
    }
  }

  // raise throws the user's message, which may be an error itself, or one of ours.
  const raise = (message, text, actual, expected, operator) => {
    if (message instanceof Error) throw message;
    const error = new AssertionError({ message: message ?? text, actual, expected, operator });
    error.generatedMessage = message === undefined;
    throw error;
  };

  const deep = use("node:internal/comparisons").deepEqual;

  const deepText = (a, b) =>
    `Expected values to be strictly deep-equal:\n+ actual - expected\n\n+ ${show(a)}\n- ${show(b)}\n`;

  function ok(value, message) {
    if (value) return;
    const text =
      arguments.length === 0
        ? "No value argument passed to `assert.ok()`"
        : "The expression evaluated to a falsy value:\n\n  assert.ok(" + show(value) + ")\n";
    raise(message, text, value, true, "==");
  }

  const checks = {
    ok,
    fail(message = "Failed") {
      raise(message, undefined, undefined, undefined, "fail");
    },
    equal(a, b, message) {
      if (!(a == b || (a !== a && b !== b))) raise(message, `${show(a)} == ${show(b)}`, a, b, "==");
    },
    notEqual(a, b, message) {
      if (a == b || (a !== a && b !== b)) raise(message, `${show(a)} != ${show(b)}`, a, b, "!=");
    },
    strictEqual(a, b, message) {
      if (Object.is(a, b)) return;
      raise(message, `Expected values to be strictly equal:\n\n${show(a)} !== ${show(b)}\n`, a, b, "strictEqual");
    },
    notStrictEqual(a, b, message) {
      if (!Object.is(a, b)) return;
      raise(message, `Expected "actual" to be strictly unequal to: ${show(b)}`, a, b, "notStrictEqual");
    },
    deepEqual(a, b, message) {
      if (!deep(a, b, "loose")) raise(message, deepText(a, b).replace("strictly", "loosely"), a, b, "deepEqual");
    },
    notDeepEqual(a, b, message) {
      if (deep(a, b, "loose")) {
        raise(message, `Expected "actual" not to be loosely deep-equal to: ${show(b)}`, a, b, "notDeepEqual");
      }
    },
    deepStrictEqual(a, b, message) {
      if (!deep(a, b, "strict")) raise(message, deepText(a, b), a, b, "deepStrictEqual");
    },
    notDeepStrictEqual(a, b, message) {
      if (deep(a, b, "strict")) {
        raise(message, `Expected "actual" not to be strictly deep-equal to: ${show(b)}`, a, b, "notDeepStrictEqual");
      }
    },
    partialDeepStrictEqual(a, b, message) {
      if (!deep(a, b, "partial")) {
        raise(message, `Expected values to be partially and strictly deep-equal:\n+ actual - expected\n\n+ ${show(a)}\n- ${show(b)}\n`, a, b, "partialDeepStrictEqual");
      }
    },
    match(text, pattern, message) {
      if (typeof text !== "string" || !pattern.test(text)) {
        raise(message, `The input did not match the regular expression ${pattern}. Input:\n\n${show(text)}\n`, text, pattern, "match");
      }
    },
    doesNotMatch(text, pattern, message) {
      if (typeof text === "string" && pattern.test(text)) {
        raise(message, `The input was expected to not match the regular expression ${pattern}. Input:\n\n${show(text)}\n`, text, pattern, "doesNotMatch");
      }
    },
    ifError(value) {
      if (value === null || value === undefined) return;
      raise(undefined, "ifError got unwanted exception: " + (value.message ?? show(value)), value, null, "ifError");
    },
  };

  // expected checks what was thrown against a class, a pattern, a function or an object.
  const expected = (error, want, message, operator) => {
    if (want === undefined) return;
    if (want instanceof RegExp) {
      if (!want.test(String(error))) {
        raise(message, `The input did not match the regular expression ${want}. Input:\n\n${show(String(error))}\n`, error, want, operator);
      }
      return;
    }
    if (typeof want === "function") {
      if (want.prototype !== undefined && error instanceof want) return;
      if (Error.isPrototypeOf(want) || want === Error) {
        raise(message, `The error is expected to be an instance of "${want.name}". Received "${error?.constructor?.name ?? typeof error}"\n\nError message:\n\n${error?.message}`, error, want, operator);
      }
      if (want.call({}, error) !== true) {
        raise(message, `The ${want.name ? `"${want.name}" ` : ""}validation function is expected to return "true". Received ${show(want.call({}, error))}\n\nCaught error:\n\n${error}`, error, want, operator);
      }
      return;
    }
    const keys = Object.keys(want);
    if (want instanceof Error) keys.push("name", "message");
    for (const key of keys) {
      const pattern = want[key] instanceof RegExp && typeof error?.[key] === "string";
      if (pattern ? !want[key].test(error[key]) : !deep(error?.[key], want[key], "strict")) {
        raise(message, `Expected values to be strictly deep-equal:\n+ actual - expected\n\n+ ${key}: ${show(error?.[key])}\n- ${key}: ${show(want[key])}\n`, error, want, operator);
      }
    }
  };

  const split = (want, message) => (typeof want === "string" ? [undefined, want] : [want, message]);
  const nothing = (operator, want, message) => {
    const kind = operator === "rejects" ? "rejection" : "exception";
    const about = want?.name ? ` (${want.name})` : "";
    raise(message, `Missing expected ${kind}${about}${message ? ": " + message : "."}`, undefined, want, operator);
  };
  const promised = async (p) => (typeof p === "function" ? p() : p);

  const failing = {
    throws(fn, want, message) {
      if (typeof fn !== "function") throw new TypeError('The "fn" argument must be of type function.');
      const [check, text] = split(want, message);
      let thrown;
      try {
        fn();
      } catch (error) {
        thrown = { error };
      }
      if (!thrown) nothing("throws", check, text);
      expected(thrown.error, check, text, "throws");
    },
    doesNotThrow(fn, want, message) {
      try {
        fn();
      } catch (error) {
        raise(split(want, message)[1], `Got unwanted exception.\nActual message: "${error?.message}"`, error, want, "doesNotThrow");
      }
    },
    async rejects(promise, want, message) {
      const [check, text] = split(want, message);
      let thrown;
      try {
        await promised(promise);
      } catch (error) {
        thrown = { error };
      }
      if (!thrown) nothing("rejects", check, text);
      expected(thrown.error, check, text, "rejects");
    },
    async doesNotReject(promise, want, message) {
      try {
        await promised(promise);
      } catch (error) {
        raise(split(want, message)[1], `Got unwanted rejection.\nActual message: "${error?.message}"`, error, want, "doesNotReject");
      }
    },
  };

  const assert = Object.assign(function assert(...args) {
    ok(...args);
  }, checks, failing, { AssertionError });
  const strict = Object.assign(function strict(...args) {
    ok(...args);
  }, assert, {
    equal: assert.strictEqual,
    notEqual: assert.notStrictEqual,
    deepEqual: assert.deepStrictEqual,
    notDeepEqual: assert.notDeepStrictEqual,
  });
  assert.strict = strict;
  strict.strict = strict;

  return assert;
});
