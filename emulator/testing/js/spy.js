// vi.fn and vi.spyOn: functions that record their calls and can be given another body.
(function (lib, host) {
  "use strict";

  const restores = new Set();
  const mocks = new Set();
  let order = 1;

  lib.isMockFunction = (fn) => typeof fn === "function" && fn._isMockFunction === true;

  const freshState = () => ({
    calls: [], contexts: [], instances: [], invocationCallOrder: [], settledResults: [], results: [],
  });

  function refuseNew(name) {
    throw new TypeError(
      `Cannot use \`${name}\` when called with \`new\`. Use \`mockImplementation\` with a \`class\` keyword instead. See https://vitest.dev/api/mock#class-support for more information.`);
  }

  function settle(result, settled, outcome) {
    Object.assign(result, outcome);
    if (outcome.type === "throw") {
      Object.assign(settled, { type: "rejected", value: outcome.value });
    } else if (outcome.value instanceof Promise) {
      outcome.value.then(
        (value) => Object.assign(settled, { type: "fulfilled", value }),
        (value) => Object.assign(settled, { type: "rejected", value }));
    } else {
      Object.assign(settled, { type: "fulfilled", value: outcome.value });
    }
  }

  // The recording function. Its name is what a stack trace shows.
  function recorder(name, state, config) {
    const named = {
      [name]: function (...args) {
        const context = new.target ? undefined : this;
        const result = { type: "incomplete", value: undefined };
        const settled = { type: "incomplete", value: undefined };
        const { mock } = state;
        const index = mock.calls.push(args) - 1;
        mock.invocationCallOrder.push(order++);
        mock.results.push(result);
        mock.settledResults.push(settled);
        mock.instances.push(context);
        mock.contexts.push(context);
        const body = config.once.shift() || config.body || config.original || function () {};
        let value;
        try {
          value = new.target ? Reflect.construct(body, args, new.target) : body.apply(this, args);
        } catch (error) {
          settle(result, settled, { type: "throw", value: error });
          throw error;
        }
        if (new.target) mock.contexts[index] = mock.instances[index] = value;
        settle(result, settled, { type: "return", value });
        return value;
      },
    };
    return named[name];
  }

  function copyStatics(target, source) {
    const skip = new Set(["length", "name", "prototype"]);
    for (let o = source; o && o !== Object.prototype && o !== Function.prototype; o = Object.getPrototypeOf(o)) {
      for (const key of Reflect.ownKeys(o)) {
        if (skip.has(key) || key in target) continue;
        Object.defineProperty(target, key, Object.getOwnPropertyDescriptor(o, key));
      }
    }
  }

  // Methods that give the mock a body: mockReturnValue and its Once form, and so on.
  const bodies = {
    ReturnValue: (value) => function () {
      if (new.target) refuseNew("mockReturnValue");
      return value;
    },
    Throw: (value) => function () {
      throw value;
    },
    ResolvedValue: (value) => function () {
      if (new.target) refuseNew("mockResolvedValue");
      return Promise.resolve(value);
    },
    RejectedValue: (value) => function () {
      if (new.target) refuseNew("mockRejectedValue");
      return Promise.reject(value);
    },
  };

  function addMethods(mock, state, config, options) {
    const initialName = options.original ? mock.name || "vi.fn()" : "vi.fn()";
    config.name = initialName;
    const methods = {
      getMockImplementation: () => config.once[0] || config.body,
      getMockName: () => config.name || "vi.fn()",
      mockName(name) {
        if (typeof name === "string") config.name = name;
        return mock;
      },
      mockImplementation(body) {
        config.body = body;
        return mock;
      },
      mockImplementationOnce(body) {
        config.once.push(body);
        return mock;
      },
      mockReturnThis: () => mock.mockImplementation(function () {
        return this;
      }),
      mockClear() {
        Object.assign(state.mock, freshState());
        return mock;
      },
      mockReset() {
        mock.mockClear();
        Object.assign(config, { body: options.body, once: [], name: initialName });
        return mock;
      },
      mockRestore() {
        mock.mockReset();
        return options.restore?.();
      },
      withImplementation(body, callback) {
        const { body: oldBody, once } = config;
        const reset = () => Object.assign(config, { body: oldBody, once });
        Object.assign(config, { body, once: [] });
        const result = callback();
        if (lib.isThenable(result)) {
          return result.then(() => {
            reset();
            return mock;
          });
        }
        reset();
        return mock;
      },
    };
    for (const [name, make] of Object.entries(bodies)) {
      methods[`mock${name}`] = (value) => mock.mockImplementation(make(value));
      methods[`mock${name}Once`] = (value) => mock.mockImplementationOnce(make(value));
    }
    if (Symbol.dispose) methods[Symbol.dispose] = () => mock.mockRestore();
    Object.assign(mock, methods);
  }

  function createMock(options) {
    const config = { body: options.body, original: options.original, once: [], name: "vi.fn()" };
    const state = { mock: freshState() };
    Object.defineProperty(state.mock, "lastCall", { get: () => state.mock.calls.at(-1), enumerable: true });
    const source = options.body || options.original;
    const mock = recorder(options.original?.name || "Mock", state, config);
    if (source) copyStatics(mock, source);
    Object.defineProperty(mock, "length", { value: source?.length ?? 0, writable: true, configurable: true });
    mock._isMockFunction = true;
    Object.defineProperty(mock, "mock", { value: state.mock, enumerable: true });
    addMethods(mock, state, config, options);
    if (options.restore) restores.add(options.restore);
    mocks.add(mock);
    return mock;
  }

  lib.fn = (body) => (lib.isMockFunction(body) ? body : createMock({ body }));

  function findDescriptor(object, key) {
    for (let o = object; o !== null; o = Object.getPrototypeOf(o)) {
      const descriptor = Object.getOwnPropertyDescriptor(o, key);
      if (descriptor) return { owner: o, descriptor };
    }
    return { owner: undefined, descriptor: undefined };
  }

  function check(condition, message) {
    if (!condition) throw new Error(message);
  }

  // A module's export is a getter; the spy replaces what the getter gives.
  lib.spyOn = (object, key, accessor) => {
    check(object != null,
      "The vi.spyOn() function could not find an object to spy upon. The first argument must be defined.");
    check(typeof object === "object" || typeof object === "function", "Vitest cannot spy on a primitive value.");
    const { owner, descriptor } = findDescriptor(object, key);
    check(descriptor || key in object, `The property "${String(key)}" is not defined on the ${typeof object}.`);
    const isExport = !accessor && descriptor && descriptor.value == null && descriptor.get;
    const slot = isExport ? "get" : accessor || "value";
    const read = () => object[key];
    let original = descriptor ? descriptor[slot] : undefined;
    if (original == null && slot === "value") original = object[key];
    if (!descriptor && slot !== "value") original = read;
    const body = isExport ? original.call(object) : original;
    check(typeof body === "function" || (slot !== "value" && original == null),
      `vi.spyOn() can only spy on a function. Received ${typeof body}.`);
    if (lib.isMockFunction(body)) return body;

    const assign = (fn) => {
      const { value, ...rest } = descriptor ?? { configurable: true, writable: true };
      if (slot !== "value") delete rest.writable;
      Object.defineProperty(object, key, { ...rest, [slot]: fn });
    };
    const restore = () => {
      if (owner !== object) Reflect.deleteProperty(object, key);
      else if (!original) Object.defineProperty(object, key, descriptor);
      else assign(original);
    };
    const mock = createMock({ original: body ?? function () {}, restore });
    assign(isExport ? () => mock : mock);
    return mock;
  };

  lib.clearAllMocks = () => mocks.forEach((mock) => mock.mockClear());
  lib.resetAllMocks = () => mocks.forEach((mock) => mock.mockReset());
  lib.restoreAllMocks = () => {
    restores.forEach((restore) => restore());
    restores.clear();
  };
})
