// The object expect(value) returns: flags, message building, .not, .resolves, .rejects, and how a
// matcher is added to it. The matchers themselves are in matchers*.js.
(function (lib, host) {
  "use strict";

  const flags = Symbol("flags");
  const { AssertionError } = lib;

  class Assertion {
    constructor(object, message, test) {
      this[flags] = { object, message, test };
    }

    get _obj() {
      return this[flags].object;
    }

    set _obj(value) {
      this[flags].object = value;
    }

    // Throws unless ok, or unless not ok under .not. The texts may hold #{this}, #{exp}, #{act}.
    // What expected and actual are given decides whether a diff is shown.
    assert(ok, message, negated, ...values) {
      const { negate } = this[flags];
      if (negate ? !ok : ok) return;
      const [expected, given, showDiff] = values;
      const actual = values.length > 1 ? given : this._obj;
      throw new AssertionError(lib.assertionMessage(this, negate ? negated : message, expected, actual), {
        actual, expected,
        showDiff: showDiff !== false && !(expected === undefined && given === undefined),
      });
    }
  }
  lib.Assertion = Assertion;

  lib.flag = (assertion, name, ...value) => {
    if (value.length === 0) return assertion[flags][name];
    assertion[flags][name] = value[0];
    return undefined;
  };

  lib.assertionMessage = (assertion, template, expected, actual) => {
    const { object, message } = assertion[flags];
    const values = { this: object, exp: expected, act: actual };
    const text = template.replace(/#\{(this|act|exp)\}/g, (_, tag) => lib.display(values[tag]));
    return message ? `${message}: ${text}` : text;
  };

  // Whether a matcher that came out as pass has to throw.
  lib.mustThrow = (assertion, pass) => Boolean(pass) === Boolean(assertion[flags].negate);

  function runSoft(test, run) {
    if (!test) throw new Error("expect.soft() can only be used inside a test");
    const record = (error) => test.softErrors.push(error);
    try {
      const result = run();
      return lib.isThenable(result) ? result.then(() => {}, record) : result;
    } catch (error) {
      record(error);
      return undefined;
    }
  }

  // Adds matcher names to every assertion; run has the assertion as this. What it returns is the
  // assertion, to be read on (.and), unless run gives something else.
  lib.addMatcher = (names, run) => {
    for (const name of lib.toArray(names)) {
      const method = {
        [name](...args) {
          this[flags].name = name;
          const call = () => run.apply(this, args) ?? this;
          return this[flags].soft ? runSoft(this[flags].test, call) : call();
        },
      }[name];
      Object.defineProperty(Assertion.prototype, name, { value: method, writable: true, configurable: true });
    }
  };

  lib.addGetter = (names, get) => {
    for (const name of lib.toArray(names)) {
      Object.defineProperty(Assertion.prototype, name, { get, configurable: true });
    }
  };

  lib.addGetter("not", function () {
    this[flags].negate = true;
    return this;
  });

  function describeCall(assertion, hasArgs) {
    const { soft, negate, name, promise } = assertion[flags];
    const call = `${negate ? "not." : ""}${name}(${hasArgs ? "expected" : ""})`;
    return `expect${soft ? ".soft" : ""}(actual)${promise ? `.${promise}` : ""}.${call}`;
  }
  lib.describeCall = describeCall;

  // Keeps a matcher's promise with its test, which waits for it even where the test does not.
  //
  // Unlike vitest, a failure that nobody awaited fails its test and not the run.
  lib.recordPromise = (assertion, promise, call, site) => {
    const { test, soft } = assertion[flags];
    if (!test) return promise;
    let awaited = false;
    const recorded = soft ? promise.then(() => {}, (error) => void test.softErrors.push(error)) : promise;
    const done = () => test.promises.delete(recorded);
    recorded.then(done, () => awaited && done());
    test.promises.add(recorded);
    test.onFinished.push(() => {
      if (awaited) return;
      lib.warn([
        `Promise returned by \`${call}\` was not awaited. `,
        "Vitest currently auto-awaits hanging assertions at the end of the test, but this will cause the test to fail in the next Vitest major. ",
        "Please remember to await the assertion.\n",
        String(site.stack ?? "").replace(/^[^\n]*\n/, ""),
      ].join(""));
    });
    const use = (method) => (...args) => {
      awaited = true;
      return recorded[method](...args);
    };
    return { then: use("then"), catch: use("catch"), finally: use("finally"), [Symbol.toStringTag]: "Promise" };
  };

  // Points an error that arises later at the line of the test that asked for it.
  lib.moveStack = (error, site) => {
    if (!lib.isError(error) || !site.stack) return error;
    try {
      const at = site.stack.indexOf(site.message);
      const rest = at < 0 ? `\n${site.stack}` : site.stack.slice(at + site.message.length);
      Object.defineProperty(error, "stack", {
        value: `${error.name}: ${error.message}${rest}`, writable: true, configurable: true,
      });
    } catch {
      // A frozen error keeps its own stack.
    }
    return error;
  };

  function promiseGetter(mode, start, settled) {
    return function () {
      const assertion = this;
      const state = assertion[flags];
      const site = new Error(mode);
      state.promise = mode;
      state.site = host.callStack?.();
      if (state.poll) throw new SyntaxError(`expect.poll() is not supported in combination with .${mode}`);
      const value = start(state.object);
      if (typeof value?.then !== "function") {
        throw new TypeError(`You must provide a Promise to expect() when using .${mode}, not '${typeof value}'.`);
      }
      const proxy = new Proxy(assertion, {
        get(target, key, receiver) {
          const member = Reflect.get(target, key, receiver);
          if (typeof member !== "function") return member instanceof Assertion ? proxy : member;
          return (...args) => {
            state.name = key;
            state.site = host.callStack?.() ?? state.site;
            const run = (object) => {
              state.object = object;
              return member.apply(assertion, args);
            };
            const promise = settled(Promise.resolve(value), run).catch((error) => {
              throw lib.moveStack(error, site);
            });
            return lib.recordPromise(assertion, promise, describeCall(assertion, args.length > 0), site);
          };
        },
      });
      return proxy;
    };
  }

  lib.addGetter("resolves", promiseGetter("resolves", (object) => object, (promise, run) =>
    promise.then(run, (reason) => {
      const error = new AssertionError(`promise rejected "${lib.inspect(reason)}" instead of resolving`, { showDiff: false });
      error.cause = reason;
      throw error;
    })));

  lib.addGetter("rejects", promiseGetter("rejects",
    (object) => (typeof object === "function" ? object() : object), (promise, run) =>
      promise.then((value) => {
        throw new AssertionError(`promise resolved "${lib.inspect(value)}" instead of rejecting`, {
          showDiff: true, expected: new Error("rejected promise"), actual: value,
        });
      }, run)));
})
