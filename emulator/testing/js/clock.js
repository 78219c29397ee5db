// Fake timers: the globals setTimeout, setInterval, Date and so on driven by the test.
//
// Unlike vitest's, they drive the alarms of Durable Objects too, as long as Date is one of them: an
// alarm fires when the test has moved the time so far. The asynchronous functions also wait for
// what alarms do, and give each its own time.
(function (lib, host) {
  "use strict";

  const maxLoops = 10000;
  const RealDate = lib.RealDate;

  // How long to wait for alarms that a moved clock has fired: one may itself wait for a fake timer.
  const maxTurns = 100;

  const makeDate = (now) => {
    class FakeDate extends RealDate {
      constructor(...args) {
        if (args.length === 0) super(now());
        else super(...args);
      }

      static now() {
        return now();
      }
    }
    // Date() without new gives a string, which a class cannot do.
    const callable = function (...args) {
      return new.target ? Reflect.construct(FakeDate, args, new.target === callable ? FakeDate : new.target) : new FakeDate().toString();
    };
    Object.setPrototypeOf(callable, RealDate);
    callable.prototype = RealDate.prototype;
    Object.defineProperty(callable, "name", { value: "Date" });
    callable.now = now;
    return callable;
  };

  class FakeClock {
    constructor(start) {
      this.time = start;
      this.started = start;
      this.timers = new Map();
      this.nextId = 1e12;
      this.saved = new Map();
    }

    add(fn, delay, args, { interval, immediate } = {}) {
      if (typeof fn !== "function") throw new TypeError(`The "callback" argument must be of type function. Received ${typeof fn}`);
      const ms = Math.max(immediate ? 0 : 1, Math.trunc(Number(delay)) || 0);
      const at = this.time + (immediate ? 0 : Number(delay) > 0 ? ms : 0);
      const id = this.nextId++;
      this.timers.set(id, { id, at, fn, args, interval: interval ? ms : undefined, immediate });
      return id;
    }

    clear(id) {
      this.timers.delete(Number(id));
    }

    first(limit = Infinity) {
      let best;
      for (const timer of this.timers.values()) {
        if (timer.at > limit) continue;
        if (!best || timer.at < best.at || (timer.at === best.at && timer.immediate && !best.immediate)) best = timer;
      }
      return best;
    }

    // Moves the time, and with it the alarms'.
    moveTo(time) {
      this.time = time;
      this.alarms?.hold(time);
    }

    async alarmsRan() {
      for (let i = 0; this.alarms?.running() > 0 && i < maxTurns; i++) await lib.sleep(0);
    }

    fire(timer) {
      this.moveTo(Math.max(this.time, timer.at));
      if (timer.interval === undefined) {
        this.timers.delete(timer.id);
      } else {
        this.timers.delete(timer.id);
        this.timers.set(timer.id, { ...timer, at: timer.at + timer.interval });
      }
      timer.fn(...timer.args);
    }

    tick(ms) {
      const end = this.time + ms;
      let error;
      for (let timer; (timer = this.first(end)); ) {
        try {
          this.fire(timer);
        } catch (thrown) {
          error ??= { thrown };
        }
      }
      this.moveTo(end);
      if (error) throw error.thrown;
    }

    // Between two timers everything else that is ready runs.
    async tickAsync(ms) {
      await lib.sleep(0);
      const end = this.time + ms;
      for (let i = 0; ; i++) {
        const timer = this.first(end);
        const alarm = Math.max(this.alarms?.next() ?? Infinity, this.time);
        if (alarm > end && !timer) break;
        if (alarm <= (timer?.at ?? Infinity)) {
          if (i >= maxLoops) throw new Error(`Aborting after running ${maxLoops} alarms, assuming an infinite loop!`);
          this.moveTo(alarm);
          await this.alarmsRan();
          continue;
        }
        this.fire(timer);
        await lib.sleep(0);
      }
      this.moveTo(end);
      await this.alarmsRan();
    }

    runAll() {
      for (let i = 0; i < maxLoops; i++) {
        const timer = this.first();
        if (!timer) return;
        this.fire(timer);
      }
      throw new Error(`Aborting after running ${maxLoops} timers, assuming an infinite loop!`);
    }

    async runAllAsync() {
      for (let i = 0; i < maxLoops; i++) {
        await lib.sleep(0);
        const timer = this.first();
        if (!timer) return;
        this.fire(timer);
      }
      throw new Error(`Aborting after running ${maxLoops} timers, assuming an infinite loop!`);
    }

    // The time of the last timer there is now.
    last() {
      let at = this.time;
      for (const timer of this.timers.values()) at = Math.max(at, timer.at);
      return at - this.time;
    }

    next() {
      const timer = this.first();
      if (timer) this.fire(timer);
    }

    replacements() {
      const clear = (id) => this.clear(id);
      const now = () => this.time;
      return {
        setTimeout: (fn, delay, ...args) => this.add(fn, delay, args),
        setInterval: (fn, delay, ...args) => this.add(fn, delay, args, { interval: true }),
        setImmediate: (fn, ...args) => this.add(fn, 0, args, { immediate: true }),
        clearTimeout: clear, clearInterval: clear, clearImmediate: clear,
        Date: makeDate(now),
        queueMicrotask: (fn) => void Promise.resolve().then(fn),
      };
    }

    install(names) {
      const fakes = this.replacements();
      if (names.includes("Date") && names.includes("setTimeout")) this.alarms = host.worker?.alarms;
      this.alarms?.hold(this.time);
      for (const name of names) {
        if (name === "performance") this.fakePerformance();
        if (!fakes[name] || !(name in globalThis)) continue;
        this.saved.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
        Object.defineProperty(globalThis, name, { value: fakes[name], writable: true, configurable: true, enumerable: false });
      }
    }

    fakePerformance() {
      const { performance } = globalThis;
      if (!performance) return;
      try {
        Object.defineProperty(performance, "now", {
          value: () => this.time - this.started, configurable: true, writable: true,
        });
        this.restorePerformance = () => delete performance.now;
      } catch {
        // A frozen performance object stays real.
      }
    }

    uninstall() {
      for (const [name, descriptor] of this.saved) {
        if (descriptor) Object.defineProperty(globalThis, name, descriptor);
        else delete globalThis[name];
      }
      this.saved.clear();
      this.alarms?.release();
      this.restorePerformance?.();
    }
  }

  const defaultNames = ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "setImmediate", "clearImmediate", "Date", "performance"];

  // Either a whole fake clock, or only a fixed Date (setSystemTime without useFakeTimers).
  lib.fakeTimers = {
    clock: null,
    fixed: null,

    needClock() {
      if (this.clock) return this.clock;
      throw new Error(
        "A function to advance timers was called but the timers APIs are not mocked. Call `vi.useFakeTimers()` in the test file first.");
    },

    use({ now, toFake, toNotFake = [] } = {}) {
      const start = now !== undefined ? +new RealDate(now) : this.fixed?.time ?? RealDate.now();
      this.useReal();
      this.clock = new FakeClock(start);
      this.clock.install((toFake ?? defaultNames).filter((name) => !toNotFake.includes(name)));
    },

    useReal() {
      this.clock?.uninstall();
      this.fixed?.uninstall();
      this.clock = this.fixed = null;
    },

    setTime(value) {
      const time = value === undefined ? RealDate.now() : +new RealDate(value);
      if (this.clock) {
        const shift = time - this.clock.time;
        this.clock.moveTo(time);
        for (const timer of this.clock.timers.values()) timer.at += shift;
        return;
      }
      if (!this.fixed) {
        this.fixed = new FakeClock(time);
        this.fixed.install(["Date"]);
      }
      this.fixed.time = time;
    },

    mockedTime() {
      const clock = this.clock ?? this.fixed;
      return clock ? new RealDate(clock.time) : null;
    },
  };
})
