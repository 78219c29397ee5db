// The vi object, and the rest of what "vitest" exports.
(function (lib, host) {
  "use strict";

  const timers = lib.fakeTimers;
  const noModuleMocks = (name) => () => {
    throw new Error(
      `vi.${name}() is not available in devdo test yet: modules are bundled before they run. ` +
      "Use vi.spyOn() on an object, or pass the dependency in.");
  };

  // Calls callback until it says yes. settled(result) tells whether it did.
  function waitLoop(callback, options, name, settled, failFast) {
    const { interval = 50, timeout = 1000 } = typeof options === "number" ? { timeout: options } : options ?? {};
    const site = new Error(name);
    const deadline = lib.now() + timeout;
    const attempt = async () => {
      let last;
      for (;;) {
        if (timers.clock) timers.clock.tick(interval);
        try {
          const result = await callback();
          if (settled(result)) return result;
        } catch (error) {
          if (failFast) throw error;
          last = { error };
        }
        if (lib.now() >= deadline) throw last ? last.error : lib.moveStack(new Error(`Timed out in ${name}!`), site);
        await lib.sleep(Math.min(interval, Math.max(0, deadline - lib.now())));
      }
    };
    return attempt();
  }

  const stubbed = new Map();
  const stubbedEnv = new Map();
  const environments = () => [globalThis.process?.env, host.env].filter(Boolean);

  function setEnv(name, value) {
    for (const env of environments()) {
      if (value === undefined) delete env[name];
      else env[name] = String(value);
    }
  }

  const advance = (run) => (...args) => {
    run(timers.needClock(), ...args);
    return vi;
  };
  const advanceAsync = (run) => async (...args) => {
    await run(timers.needClock(), ...args);
    return vi;
  };

  const vi = {
    fn: lib.fn, spyOn: lib.spyOn, isMockFunction: lib.isMockFunction, mocked: (item) => item,
    clearAllMocks: () => (lib.clearAllMocks(), vi),
    resetAllMocks: () => (lib.resetAllMocks(), vi),
    restoreAllMocks: () => (lib.restoreAllMocks(), vi),

    useFakeTimers: (config) => (timers.use({ ...host.config?.fakeTimers, ...config }), vi),
    useRealTimers: () => (timers.useReal(), vi),
    isFakeTimers: () => timers.clock !== null,
    setSystemTime: (time) => (timers.setTime(time), vi),
    getMockedSystemTime: () => timers.mockedTime(),
    getRealSystemTime: () => lib.RealDate.now(),
    getTimerCount: () => timers.needClock().timers.size,
    clearAllTimers: () => (timers.clock?.timers.clear(), vi),
    advanceTimersByTime: advance((clock, ms) => clock.tick(ms)),
    advanceTimersByTimeAsync: advanceAsync((clock, ms) => clock.tickAsync(ms)),
    advanceTimersToNextTimer: advance((clock) => {
      clock.next();
      clock.tick(0);
    }),
    advanceTimersToNextTimerAsync: advanceAsync(async (clock) => {
      await lib.sleep(0);
      clock.next();
      await lib.sleep(0);
      clock.tick(0);
    }),
    advanceTimersToNextFrame: advance((clock) => clock.tick(16 - ((clock.time - clock.started) % 16))),
    runAllTimers: advance((clock) => clock.runAll()),
    runAllTimersAsync: advanceAsync((clock) => clock.runAllAsync()),
    runOnlyPendingTimers: advance((clock) => clock.tick(clock.last())),
    runOnlyPendingTimersAsync: advanceAsync((clock) => clock.tickAsync(clock.last())),
    runAllTicks: advance(() => {}),

    waitFor: (callback, options) => waitLoop(callback, options, "waitFor", () => true, false),
    waitUntil: (callback, options) => waitLoop(callback, options, "waitUntil", Boolean, true),

    stubGlobal(name, value) {
      if (!stubbed.has(name)) stubbed.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
      Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: true });
      return vi;
    },
    unstubAllGlobals() {
      for (const [name, descriptor] of stubbed) {
        if (descriptor) Object.defineProperty(globalThis, name, descriptor);
        else delete globalThis[name];
      }
      stubbed.clear();
      return vi;
    },
    stubEnv(name, value) {
      if (!stubbedEnv.has(name)) stubbedEnv.set(name, environments()[0]?.[name]);
      setEnv(name, value);
      return vi;
    },
    unstubAllEnvs() {
      for (const [name, value] of stubbedEnv) setEnv(name, value);
      stubbedEnv.clear();
      return vi;
    },

    hoisted(factory) {
      lib.requireType(factory, "\"vi.hoisted\" factory", ["function"]);
      return factory();
    },
    defineHelper: (fn) => fn,
    mock: noModuleMocks("mock"), doMock: noModuleMocks("doMock"), unmock: noModuleMocks("unmock"),
    doUnmock: noModuleMocks("doUnmock"), importActual: noModuleMocks("importActual"), importMock: noModuleMocks("importMock"),
    mockObject: noModuleMocks("mockObject"), resetModules: noModuleMocks("resetModules"),
    dynamicImportSettled: () => lib.sleep(0),
    setConfig: (config) => void Object.assign(lib.config, config),
    resetConfig: () => void Object.assign(lib.config, initialConfig),
  };
  const initialConfig = { ...lib.config };
  lib.vi = vi;

  // Type tests are checked by TypeScript; when they run, they do nothing.
  const typeOnly = new Proxy(function () {}, { get: () => typeOnly, apply: () => typeOnly });

  lib.globalExpect = lib.createExpect();
  lib.globalExpect.extend(lib.builtinCustomMatchers);

  lib.exports = {
    describe: lib.describe, suite: lib.describe, it: lib.test, test: lib.test, ...lib.hooks,
    onTestFinished: lib.onTestFinished, onTestFailed: lib.onTestFailed,
    expect: lib.globalExpect, assert: lib.assert, vi, vitest: vi, createExpect: lib.createExpect,
    expectTypeOf: typeOnly, assertType: () => {}, AssertionError: lib.AssertionError,
    inject: (key) => host.provided?.[key],
    chai: { assert: lib.assert, expect: lib.globalExpect, AssertionError: lib.AssertionError },
    bench: () => {
      throw new Error("bench() is not available in devdo test");
    },
    should: () => {
      throw new Error("should() is not available in devdo test; use expect");
    },
  };
})
