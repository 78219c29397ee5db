// describe, it and the hooks: what a test file says is put into a tree of suites and tests.
(function (lib, host) {
  "use strict";

  const config = { testTimeout: 5000, hookTimeout: 10000, maxConcurrency: 5, retry: 0, ...host.config };
  lib.config = config;
  const hookNames = ["beforeAll", "afterAll", "beforeEach", "afterEach", "aroundAll", "aroundEach"];

  function newSuite(name, mode, options, parent) {
    return {
      type: "suite", name, mode, options, suite: parent, tasks: [], errors: [],
      concurrent: options.concurrent, meta: { ...parent?.meta, ...options.meta },
      hooks: Object.fromEntries(hookNames.map((hook) => [hook, []])),
    };
  }

  lib.openFile = ({ name, path, root }) => {
    const file = newSuite(name, "run", {}, null);
    Object.assign(file, {
      file, path, filepath: path, root, snapshots: new lib.SnapshotState(host.snapshot), fixtureScope: new lib.FixtureScope(),
    });
    lib.file = file;
    current = file;
    return file;
  };

  let current = null;
  function suiteNow() {
    if (current) return current;
    throw new Error("describe, it and hooks can only be called while a test file is being collected");
  }

  // Suites' functions run after the one that contains them, so that hooks of the outer come first.
  lib.collectSuites = async (suite) => {
    for (const child of suite.tasks) {
      if (child.type !== "suite") continue;
      current = child;
      await child.factory?.();
      await lib.collectSuites(child);
    }
    current = lib.file;
  };
  lib.closeCollection = () => {
    current = null;
  };

  // (name, fn), (name, options, fn) or (name, fn, timeout).
  function parseArguments(first, second) {
    if (second !== null && typeof second === "object") {
      throw new TypeError(`Signature "test(name, fn, { ... })" was deprecated in Vitest 3 and removed in Vitest 4. Please, provide options as a second argument instead.`);
    }
    if (typeof first === "function" && typeof second === "function") {
      throw new TypeError("Cannot use two functions as arguments. Please use the second argument for options.");
    }
    const options = typeof second === "number" ? { timeout: second } : lib.isObject(first) ? first : {};
    const handler = typeof first === "function" ? first : typeof second === "function" ? second : undefined;
    return { options, handler };
  }

  const modeOf = (chain, options, hasBody) => {
    for (const mode of ["only", "skip", "todo"]) if (chain[mode] ?? options[mode]) return mode;
    return hasBody ? "run" : "todo";
  };

  function concurrency(chain, options, inherited) {
    if (chain.sequential || options.sequential || options.concurrent === false) return false;
    return Boolean(chain.concurrent || options.concurrent || inherited.concurrent);
  }

  function addSuite(chain, name, first, second) {
    if (lib.currentTest) {
      throw new Error("Calling the suite function inside test function is not allowed. It can be only called at the top level or inside another suite function.");
    }
    const parent = suiteNow();
    const { options: own, handler } = parseArguments(first, second);
    const options = { ...parent.options, ...own };
    for (const mode of ["only", "skip", "todo"]) if (!(mode in own)) delete options[mode];
    options.concurrent = concurrency(chain, own, parent.options);
    const suite = newSuite(lib.nameOf(name), modeOf(chain, own, handler), options, parent);
    suite.fullTestName = joinNames(parent, suite.name);
    suite.factory = handler;
    parent.tasks.push(suite);
  }

  const joinNames = (parent, name) => (parent?.fullTestName ? `${parent.fullTestName} > ${name}` : name);

  function addTest(chain, name, first, second) {
    if (lib.currentTest) {
      throw new Error("Calling the test function inside another test function is not allowed. Please put it inside \"describe\" or \"suite\" so it can be properly collected.");
    }
    const suite = suiteNow();
    const { options: own, handler } = parseArguments(first, second);
    const options = { ...suite.options, ...own };
    const test = {
      type: "test", name: lib.nameOf(name), suite, file: lib.file, handler, fixtures: chain.fixtures,
      mode: modeOf(chain, own, handler), fails: Boolean(chain.fails ?? own.fails),
      timeout: options.timeout ?? config.testTimeout, retry: options.retry ?? config.retry, repeats: options.repeats ?? 0,
      concurrent: concurrency(chain, own, suite.options), meta: { ...suite.meta, ...own.meta },
      annotations: [], errors: [], softErrors: [], promises: new Set(), onFinished: [], onFailed: [],
      fixtureScope: new lib.FixtureScope(), site: new Error("test"),
    };
    test.fullTestName = joinNames(suite, test.name);
    test.fullName = `${lib.file.name} > ${test.fullTestName}`;
    suite.tasks.push(test);
  }

  // A function whose words (only, skip, ...) give the same function with one more flag.
  function chainable(words, run, extra) {
    const make = (chain) => {
      const fn = (...args) => run(chain, ...args);
      for (const word of words) {
        Object.defineProperty(fn, word, { get: () => make({ ...chain, [word]: true }), configurable: true });
      }
      fn.skipIf = (condition) => (condition ? fn.skip : fn);
      fn.runIf = (condition) => (condition ? fn : fn.skip);
      fn.each = each(fn, (handler, item, spread) => (spread ? () => handler(...item) : () => handler(item)));
      fn.for = each(fn, (handler, item) => lib.fixturesFrom((context) => handler(item, context), handler, 1), true);
      Object.assign(fn, extra?.(chain, make));
      return fn;
    };
    return make({});
  }

  function each(fn, bind, keepWhole) {
    return (cases, ...values) => {
      const list = values.length > 0 && Array.isArray(cases) ? lib.tableCases(cases, values) : [...cases];
      const spread = !keepWhole && list.every(Array.isArray);
      return (name, first, second) => {
        const { options, handler } = parseArguments(first, second);
        list.forEach((item, index) => {
          const items = Array.isArray(item) ? item : [item];
          fn(lib.formatTitle(lib.nameOf(name), items, index), options, handler && bind(handler, item, spread));
        });
      };
    };
  }

  const suiteWords = ["concurrent", "sequential", "shuffle", "skip", "only", "todo"];
  const testWords = ["concurrent", "sequential", "skip", "only", "todo", "fails"];

  // Unlike vitest, describe.shuffle keeps the order of the source.
  lib.describe = chainable(suiteWords, addSuite);

  const testExtras = (chain, make) => ({
    extend: (...args) => make({ fixtures: lib.extendFixtures(chain.fixtures ?? new Map(), ...args) }),
    override(...args) {
      chain.fixtures = lib.extendFixtures(chain.fixtures ?? new Map(), ...args);
      return this;
    },
    scoped(fixtures) {
      return this.override(fixtures);
    },
    describe: lib.describe, suite: lib.describe, ...lib.hooks,
  });

  const addHook = (name) => (fn, timeout = config.hookTimeout) => {
    lib.requireType(fn, `"${name}" callback`, ["function"]);
    suiteNow().hooks[name].push({ fn, timeout, site: new Error("hook") });
  };
  lib.hooks = Object.fromEntries(hookNames.map((name) => [name, addHook(name)]));
  lib.test = chainable(testWords, addTest, testExtras);

  const testHook = (name, list) => (fn, timeout = config.hookTimeout) => {
    lib.requireType(fn, `"${name}" callback`, ["function"]);
    if (!lib.currentTest) throw new Error(`Hook ${name}() can only be called inside a test`);
    lib.currentTest[list].push({ fn, timeout, site: new Error("hook") });
  };
  lib.onTestFinished = testHook("onTestFinished", "onFinished");
  lib.onTestFailed = testHook("onTestFailed", "onFailed");

  const hasOnly = (suite) => suite.tasks.some((task) => task.mode === "only" || (task.type === "suite" && hasOnly(task)));

  function setAll(suite, mode) {
    for (const task of suite.tasks) {
      if (task.mode !== "run" && task.mode !== "only") continue;
      task.mode = mode;
      if (task.type === "suite") setAll(task, mode);
    }
  }

  // Decides what runs: only beats the rest, then the name pattern, then skip and todo of suites.
  lib.resolveModes = (file, namePattern) => {
    const onlyMode = hasOnly(file);
    const visit = (suite, inOnly) => {
      const someOnly = onlyMode && hasOnly(suite);
      for (const task of suite.tasks) {
        const below = task.type === "suite" && hasOnly(task);
        const included = someOnly ? task.mode === "only" || below : inOnly || task.mode === "only";
        if (onlyMode && task.mode === "run" && !included) task.mode = "skip";
        if (task.mode === "only") {
          if (host.forbidOnly) {
            task.errors.push(new Error("[Vitest] Unexpected .only modifier. Remove it or pass --allowOnly argument to bypass this error"));
          }
          task.mode = "run";
          task.wasOnly = true;
        }
        if (task.type === "test") {
          if (namePattern && !namePattern.test(fullPath(task))) task.mode = "skip";
        } else if (task.mode === "skip" || task.mode === "todo") {
          setAll(task, task.mode);
        } else {
          visit(task, included);
        }
      }
      if (suite.mode === "run" && suite.tasks.length && suite.tasks.every((task) => task.mode !== "run")) suite.mode = "skip";
    };
    visit(file, false);
  };

  const fullPath = (task) => (task.suite && task.suite !== lib.file ? `${fullPath(task.suite)} ` : "") + task.name;
})
