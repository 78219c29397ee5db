// The matchers that look at the recorded calls of a mock function.
(function (lib, host) {
  "use strict";

  const { AssertionError } = lib;
  const def = lib.addMatcher;

  function spyOf(assertion) {
    const spy = assertion._obj;
    if (!lib.isMockFunction(spy)) throw new TypeError(`${lib.inspect(spy)} is not a spy or a call to a spy!`);
    return { spy, name: spy.getMockName(), calls: spy.mock.calls };
  }

  const sameArgs = (a, b) => a.length === b.length && a.every((item, i) => lib.equalsLoosely(item, b[i]));

  // Lists what was received, each as a difference to what was expected where that is known.
  function listReceived(spy, items, message, label, wanted, show) {
    const { bold, gray } = lib.color;
    const entries = items.map((item, i) => {
      const head = bold(`  ${lib.ordinal(i + 1)} ${spy.getMockName()} ${label}:\n\n`);
      const body = wanted.length > 0
        ? lib.diff(wanted[0], show(item), { omitAnnotationLines: true })
        : lib.stringify(item).split("\n").map((line) => `    ${line}`).join("\n");
      return `${head}${body}\n`;
    });
    const received = entries.length ? gray(`\n\nReceived:\n\n${entries.join("\n")}`) : "";
    return message + received + gray(`\n\nNumber of calls: ${bold(spy.mock.calls.length)}\n`);
  }

  const listCalls = (spy, message, ...wanted) =>
    listReceived(spy, spy.mock.calls, message, "call", wanted, (call) => call);

  function text(assertion, pass, yes, no, expected) {
    return lib.assertionMessage(assertion, pass ? no : yes, expected, undefined);
  }

  def(["toHaveBeenCalledTimes", "toBeCalledTimes"], function (count) {
    const { name, calls } = spyOf(this);
    this.assert(calls.length === count, `expected "${name}" to be called #{exp} times, but got ${calls.length} times`,
      `expected "${name}" to not be called #{exp} times`, count, calls.length, false);
  });

  def("toHaveBeenCalledOnce", function () {
    const { name, calls } = spyOf(this);
    this.assert(calls.length === 1, `expected "${name}" to be called once, but got ${calls.length} times`,
      `expected "${name}" to not be called once`, 1, calls.length, false);
  });

  def(["toHaveBeenCalled", "toBeCalled"], function () {
    const { spy, name, calls } = spyOf(this);
    const called = calls.length > 0;
    if (!lib.mustThrow(this, called)) return;
    const message = text(this, called, `expected "${name}" to be called at least once`,
      `expected "${name}" to not be called at all, but actually been called ${calls.length} times`, true);
    throw new AssertionError(called ? listCalls(spy, message) : message);
  });

  function calledWith(names, how, matches) {
    def(names, function (...args) {
      const { spy, name, calls } = spyOf(this);
      const pass = matches(calls, args);
      if (!lib.mustThrow(this, pass)) return;
      const message = text(this, pass, `expected "${name}" to be called ${how} arguments: #{exp}`,
        `expected "${name}" to not be called ${how} arguments: #{exp}`, args);
      throw new AssertionError(listCalls(spy, message, args));
    });
  }
  calledWith(["toHaveBeenCalledWith", "toBeCalledWith"], "with", (calls, args) =>
    calls.some((call) => sameArgs(call, args)));
  calledWith("toHaveBeenCalledExactlyOnceWith", "once with", (calls, args) =>
    calls.length === 1 && sameArgs(calls[0], args));

  def(["toHaveBeenNthCalledWith", "nthCalledWith"], function (n, ...args) {
    const { name, calls } = spyOf(this);
    const call = calls[n - 1];
    const reached = n <= calls.length;
    this.assert(call && sameArgs(call, args),
      `expected ${lib.ordinal(n)} "${name}" call to have been called with #{exp}${reached ? "" : `, but called only ${calls.length} times`}`,
      `expected ${lib.ordinal(n)} "${name}" call to not have been called with #{exp}`, args, call, reached);
  });

  def(["toHaveBeenLastCalledWith", "lastCalledWith"], function (...args) {
    const { name, calls } = spyOf(this);
    const call = calls.at(-1);
    this.assert(call && sameArgs(call, args), `expected last "${name}" call to have been called with #{exp}`,
      `expected last "${name}" call to not have been called with #{exp}`, args, call);
  });

  function calledInOrder(name, words, pick) {
    def(name, function (other, failIfNotCalled = true) {
      const { spy, name: spyName } = spyOf(this);
      if (!lib.isMockFunction(other)) throw new TypeError(`${lib.inspect(other)} is not a spy or a call to a spy`);
      const [first, second] = pick(spy, other).map((s) => s.mock.invocationCallOrder[0]);
      const pass = first === undefined ? !failIfNotCalled : second !== undefined && first < second;
      this.assert(pass, `expected "${spyName}" to have been called ${words} "${other.getMockName()}"`,
        `expected "${spyName}" to not have been called ${words} "${other.getMockName()}"`, other, spy);
    });
  }
  calledInOrder("toHaveBeenCalledBefore", "before", (spy, other) => [spy, other]);
  calledInOrder("toHaveBeenCalledAfter", "after", (spy, other) => [other, spy]);

  // Return values and resolved values are judged alike.
  const outcomes = [
    { past: "Returned", verb: "return", done: "called", alias: "Return", list: (spy) => spy.mock.results, ok: (r) => r.type === "return" },
    { past: "Resolved", verb: "resolve", done: "resolved", list: (spy) => spy.mock.settledResults, ok: (r) => r.type === "fulfilled" },
  ];
  for (const { past, verb, done, alias, list, ok } of outcomes) {
    const names = (suffix) => [`toHave${past}${suffix}`, ...(alias ? [`to${alias}${suffix}`] : [])];

    def(names(""), function () {
      const { spy, name } = spyOf(this);
      const pass = list(spy).some(ok);
      this.assert(pass, `expected "${name}" to be successfully ${done} at least once`,
        `expected "${name}" to not be successfully ${done}`, pass, !pass, false);
    });

    def(names("Times"), function (times) {
      const { spy, name } = spyOf(this);
      const pass = list(spy).filter(ok).length === times;
      this.assert(pass, `expected "${name}" to be successfully ${done} ${times} times`,
        `expected "${name}" to not be successfully ${done} ${times} times`,
        `expected resolved times: ${times}`, `received resolved times: ${pass}`, false);
    });

    def(names("With"), function (value) {
      const { spy, name } = spyOf(this);
      const pass = list(spy).some((result) => ok(result) && lib.equals(value, result.value));
      if (!lib.mustThrow(this, pass)) return;
      const message = text(this, pass, `expected "${name}" to ${verb} with: #{exp} at least once`,
        `expected "${name}" to not ${verb} with: #{exp}`, value);
      const wanted = value ? [value] : [];
      throw new AssertionError(listReceived(spy, list(spy), message, "call return", wanted, (result) => result.value));
    });

    def([`toHaveLast${past}With`, ...(alias ? [`last${past}With`] : [])], function (value) {
      const { spy, name } = spyOf(this);
      const result = list(spy).at(-1);
      this.assert(Boolean(result && ok(result) && lib.equals(result.value, value)),
        `expected last "${name}" call to ${verb} #{exp}`, `expected last "${name}" call to not ${verb} #{exp}`,
        value, result?.value);
    });

    def([`toHaveNth${past}With`, ...(alias ? [`nth${past}With`] : [])], function (n, value) {
      const { spy, name } = spyOf(this);
      const result = list(spy)[n - 1];
      const call = `${lib.ordinal(n)} call`;
      this.assert(result && ok(result) && lib.equals(result.value, value),
        `expected ${call} "${name}" call to ${verb} #{exp}`, `expected ${call} "${name}" call to not ${verb} #{exp}`,
        value, result?.value);
    });
  }
})
