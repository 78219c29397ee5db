// Runs the collected tests of one file: hooks, fixtures, timeouts, retries, and the result as data.
(function (lib, host) {
  "use strict";

  class SkipError extends Error {
    constructor(note) {
      super("test is skipped; abort execution");
      this.note = note;
    }
  }

  const site = (error, at) => (at ? lib.moveStack(error, at) : error);

  function timeoutError(kind, ms, at) {
    const word = kind.toLowerCase();
    return site(new Error(
      `${kind} timed out in ${ms}ms.\nIf this is a long-running ${word}, pass a timeout value as the last argument or configure it globally with "${word}Timeout".`), at);
  }

  // Settles like run, or rejects after ms. The work itself goes on: it cannot be stopped.
  function limit(run, ms, kind, at, onTimeout) {
    if (!(ms > 0) || ms === Infinity) return Promise.resolve().then(run);
    return new Promise((resolve, reject) => {
      const started = lib.now();
      const fail = () => {
        const error = timeoutError(kind, ms, at);
        onTimeout?.(error);
        reject(error);
      };
      const timer = lib.timers.setTimeout(fail, ms);
      const done = (settle) => (value) => {
        lib.timers.clearTimeout(timer);
        if (settle === resolve && lib.now() - started >= ms) fail();
        else settle(value);
      };
      try {
        const result = run();
        if (lib.isThenable(result)) result.then(done(resolve), done(reject));
        else done(resolve)(result);
      } catch (error) {
        done(reject)(error);
      }
    });
  }

  // At most max of the given functions run at a time.
  async function runLimited(max, runs) {
    const queue = [...runs];
    const worker = async () => {
      while (queue.length > 0) await queue.shift()();
    };
    await Promise.all(Array.from({ length: Math.min(max, queue.length) }, worker));
  }

  const parents = (suite) => (suite ? [...parents(suite.suite), suite] : []);

  function makeContext(test) {
    const controller = typeof AbortController === "function" ? new AbortController() : undefined;
    const context = {
      task: test, signal: controller?.signal,
      skip(condition, note) {
        if (condition === false) return;
        throw new SkipError(typeof condition === "string" ? condition : note);
      },
      annotate: async (message, type = "notice") => {
        const annotation = { message, type };
        test.annotations.push(annotation);
        return annotation;
      },
      onTestFinished: (fn, timeout = lib.config.hookTimeout) => void test.onFinished.push({ fn, timeout }),
      onTestFailed: (fn, timeout = lib.config.hookTimeout) => void test.onFailed.push({ fn, timeout }),
    };
    let local;
    Object.defineProperty(context, "expect", { get: () => (local ??= lib.createExpect(test)), enumerable: true });
    test.usedExpect = () => local ?? lib.globalExpect;
    test.abort = (error) => controller?.abort(error);
    return context;
  }

  function fail(task, error) {
    if (error instanceof SkipError) {
      task.skipped = true;
      task.note = error.note;
      return;
    }
    for (const one of Array.isArray(error) ? error : error instanceof AggregateError ? error.errors : [error]) {
      task.errors.push(one);
    }
  }

  async function attempt(task, run) {
    try {
      await run();
    } catch (error) {
      fail(task, error);
    }
  }

  // Runs hooks in order; the functions they return are cleanups.
  async function runHooks(hooks, args, test) {
    const cleanups = [];
    for (const { fn, timeout, site: at } of hooks) {
      if (test) await lib.provideFixtures(fn, test.fixtures, args[0], test);
      const cleanup = await limit(() => fn(...args), timeout, "Hook", at, test?.abort);
      if (typeof cleanup === "function") cleanups.push(() => limit(cleanup, timeout, "Hook", at));
    }
    return cleanups;
  }

  async function runCleanups(cleanups) {
    for (const cleanup of [...cleanups].reverse()) await cleanup();
  }

  // Wraps inner into around hooks, the first hook outermost.
  function aroundAll(hooks, args, inner) {
    return hooks.reduceRight((next, { fn, timeout, site: at }) => async () => {
      let ran = false;
      await limit(() => fn(async () => {
        if (ran) throw new Error("The around hook's callback can be called only once");
        ran = true;
        await next();
      }, ...args), timeout, "Hook", at);
      if (!ran) throw site(new Error("The around hook did not call its callback, so that nothing was run"), at);
    }, inner)();
  }

  async function runBody(test, context) {
    await lib.provideFixtures(test.handler, test.fixtures, context, test);
    await limit(async () => {
      await test.handler(context);
      const results = await Promise.allSettled([...test.promises]);
      const errors = results.filter((r) => r.status === "rejected").map((r) => r.reason);
      if (errors.length > 0) throw errors;
    }, test.timeout, "Test", test.site, test.abort);
    lib.checkCounts(test.usedExpect());
  }

  async function runOnce(test) {
    const suites = parents(test.suite);
    const context = makeContext(test);
    Object.assign(test, { errors: [], softErrors: [], skipped: false, context, onFinished: [], onFailed: [] });
    test.promises.clear();
    lib.file.snapshots.beginTest(test);
    lib.resetExpect(lib.globalExpect, test);
    lib.currentTest = test;
    const args = (suite) => [context, suite];
    await attempt(test, () => aroundAll(suites.flatMap((suite) => suite.hooks.aroundEach), args(test.suite), async () => {
      const cleanups = [];
      await attempt(test, async () => {
        for (const suite of suites) cleanups.push(...await runHooks(suite.hooks.beforeEach, args(suite), test));
        await runBody(test, context);
      });
      test.errors.push(...test.softErrors.splice(0));
      await attempt(test, async () => {
        for (const suite of [...suites].reverse()) {
          await runHooks([...suite.hooks.afterEach].reverse(), args(suite), test);
        }
        await runCleanups(cleanups);
        await test.fixtureScope.close();
      });
      await runTestHooks(test, [...test.onFinished].reverse(), context);
      if (test.errors.length > 0) await runTestHooks(test, test.onFailed, context);
    }));
    test.errors.push(...test.softErrors.splice(0));
  }

  async function runTestHooks(test, hooks, context) {
    for (const hook of hooks) {
      const { fn, timeout = lib.config.hookTimeout, site: at } = typeof hook === "function" ? { fn: hook } : hook;
      await attempt(test, () => limit(() => fn(context), timeout, "Hook", at));
    }
  }

  const retryOptions = (retry) => (typeof retry === "number" ? { count: retry } : { count: 0, ...retry });

  function mayRetry(condition, errors) {
    const error = errors.at(-1);
    if (!condition) return true;
    return condition instanceof RegExp ? condition.test(error?.message ?? "") : condition(error);
  }

  async function runTest(test) {
    if (test.mode !== "run" || test.errors.length > 0) {
      test.state = test.errors.length > 0 ? "fail" : test.mode;
      return;
    }
    const started = lib.now();
    host.onTest?.(test.fullTestName);
    const { count, delay, condition } = retryOptions(test.retry);
    for (test.repeatCount = 0; test.repeatCount <= test.repeats; test.repeatCount++) {
      for (test.retryCount = 0; ; test.retryCount++) {
        await runOnce(test);
        const isDone = test.errors.length === 0 || test.skipped || test.retryCount >= count;
        if (isDone || !mayRetry(condition, test.errors)) break;
        const wait = typeof delay === "function" ? delay(test.retryCount) : delay;
        if (wait > 0) await lib.sleep(wait);
      }
      if (test.errors.length > 0 || test.skipped || test.repeatCount === test.repeats) break;
    }
    lib.currentTest = undefined;
    finishTest(test);
    test.durationMs = lib.now() - started;
  }

  function finishTest(test) {
    if (test.skipped && test.errors.length === 0) {
      test.mode = test.state = "skip";
      return;
    }
    if (test.fails) test.errors = test.errors.length > 0 ? [] : [new Error("Expect test to fail")];
    test.state = test.errors.length > 0 ? "fail" : "pass";
  }

  function groups(tasks) {
    const list = [];
    for (const task of tasks) {
      if (list.length > 0 && Boolean(list.at(-1)[0].concurrent) === Boolean(task.concurrent)) list.at(-1).push(task);
      else list.push([task]);
    }
    return list;
  }

  function skipAll(suite) {
    for (const task of suite.tasks) {
      task.mode = task.state = "skip";
      if (task.type === "suite") skipAll(task);
    }
  }

  async function runChildren(suite) {
    const run = (task) => (task.type === "test" ? runTest(task) : runSuite(task));
    for (const group of groups(suite.tasks)) {
      if (group[0].concurrent) await runLimited(lib.config.maxConcurrency, group.map((task) => () => run(task)));
      else for (const task of group) await run(task);
    }
  }

  async function runSuiteBody(suite) {
    const cleanups = [];
    let isReady = false;
    await attempt(suite, async () => {
      cleanups.push(...await runHooks(suite.hooks.beforeAll, [{}, suite]));
      isReady = true;
    });
    if (isReady) await runChildren(suite);
    else skipAll(suite);
    await attempt(suite, async () => {
      await runHooks([...suite.hooks.afterAll].reverse(), [{}, suite]);
      await runCleanups(cleanups);
      if (suite === lib.file) await suite.fixtureScope.close();
    });
  }

  const failed = (task) => task.state === "fail" || task.errors.length > 0;

  async function runSuite(suite) {
    if (suite.errors.length > 0) {
      skipAll(suite);
      suite.state = "fail";
      return;
    }
    if (suite.mode !== "run") {
      suite.state = suite.mode;
      await runChildren(suite);
      return;
    }
    const started = lib.now();
    let entered = false;
    await attempt(suite, () => aroundAll(suite.hooks.aroundAll, [suite], () => {
      entered = true;
      return runSuiteBody(suite);
    }));
    if (!entered) skipAll(suite);
    if (suite.tasks.length === 0 && suite.errors.length === 0 && suite !== lib.file) {
      suite.errors.push(new Error(`No test found in suite ${suite.name}`));
    }
    suite.state = suite.errors.length > 0 || suite.tasks.some(failed) ? "fail" : "pass";
    suite.durationMs = lib.now() - started;
  }

  const names = { name: 1, message: 1, stack: 1, cause: 1, showDiff: 1, expected: 1, actual: 1, diff: 1, ok: 1, operator: 1 };

  // Errors leave the isolate as text only.
  function errorData(error, depth = 0) {
    if (error === null || (typeof error !== "object" && typeof error !== "function")) {
      return { name: "Unknown Error", message: String(error), stack: "" };
    }
    const data = { name: text(error.name) || "Unknown Error", message: text(error.message), stack: text(error.stack) };
    const bothGiven = error.expected !== undefined && error.actual !== undefined;
    try {
      if (error.showDiff || (error.showDiff === undefined && bothGiven)) {
        data.diff = lib.printDiff(error.actual, error.expected);
        data.expected = lib.formatForDiff(error.expected);
        data.actual = lib.formatForDiff(error.actual);
      }
      if (data.name !== "AssertionError") {
        const rest = Object.keys(error).filter((key) => !names[key]).map((key) => [key, error[key]]);
        if (rest.length > 0) data.properties = lib.inspect(Object.fromEntries(rest));
      }
    } catch (problem) {
      data.diff = `The values could not be compared: ${text(problem?.message)}`;
    }
    if (depth < 5 && error.cause !== null && typeof error.cause === "object") data.cause = errorData(error.cause, depth + 1);
    return data;
  }
  lib.errorData = errorData;

  const text = (value) => (value == null ? "" : String(value));

  function testResult(test) {
    return {
      type: "test", name: test.name, fullName: test.fullTestName, mode: test.mode, state: test.state ?? test.mode,
      ran: test.durationMs !== undefined, durationMs: test.durationMs ?? 0, retryCount: test.retryCount ?? 0, repeatCount: test.repeatCount ?? 0,
      note: text(test.note), fails: test.fails, errors: test.errors.map((error) => errorData(error)),
    };
  }

  function suiteResult(suite) {
    return {
      type: "suite", name: suite.name, fullName: suite.fullTestName ?? "", mode: suite.mode, state: suite.state ?? suite.mode,
      durationMs: suite.durationMs ?? 0, errors: suite.errors.map((error) => errorData(error)),
      tasks: suite.tasks.map((task) => (task.type === "test" ? testResult(task) : suiteResult(task))),
    };
  }

  function skipSnapshots(suite) {
    for (const task of suite.tasks) {
      if (task.type === "suite") skipSnapshots(task);
      else if (task.state === "skip") lib.file.snapshots.skipTest(task.fullTestName);
    }
  }

  // Collects what is still open, runs the file and gives its result.
  lib.run = async () => {
    const { file } = lib;
    const started = lib.now();
    await attempt(file, () => lib.collectSuites(file));
    lib.closeCollection();
    lib.resolveModes(file, host.namePattern ? new RegExp(host.namePattern) : undefined);
    if (file.tasks.length === 0 && file.errors.length === 0) {
      file.errors.push(new Error(`No test suite found in file ${file.path}`));
    }
    const collected = lib.now();
    await runSuite(file);
    skipSnapshots(file);
    const snapshots = file.snapshots.finish();
    if (file.snapshots.update === "none" && snapshots.unchecked.length > 0) {
      const list = snapshots.unchecked.map((key) => `· ${key}\n`).join("");
      file.errors.push(new Error(`Obsolete snapshots found when no snapshot update is expected.\n${list}`));
      file.state = "fail";
    }
    return { ...suiteResult(file), collectMs: collected - started, snapshots };
  };
})
