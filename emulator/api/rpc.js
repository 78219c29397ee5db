// RPC as the caller sees it: stubs, their properties, and promises of results. A path of names
// is collected until it is called or awaited; then it travels as one message.
(function (host, use) {
  "use strict";
  const { badArgument, illegalConstructor } = use("arguments");
  const maxPath = 64;
  const token = {};

  const extend = (path, name) => {
    if (path.length >= maxPath) throw new Error(`RPC pipelined property path is too deep (max ${maxPath}).`);
    return [...path, name];
  };

  // The methods that make something awaitable out of a function that gives a promise.
  const thenable = (ask, name) => {
    switch (name) {
      case "then":
        return (ok, fail) => ask().then(ok, fail);
      case "catch":
        return (fail) => ask().then(undefined, fail);
      case "finally":
        return (done) => ask().finally(done);
    }
  };

  // A property is callable, awaitable and has properties of its own: a function behind a Proxy.
  function rpcProperty(target, path) {
    let asked;
    const ask = () => (asked ??= host.get(target, path));
    const property = function () {};
    Object.setPrototypeOf(property, RpcProperty.prototype);
    return new Proxy(property, {
      apply: (_, self, args) => new RpcPromise(token, host.call(target, path, args)),
      get(fn, name) {
        if (typeof name === "symbol") return fn[name];
        return thenable(ask, name) ?? rpcProperty(target, extend(path, name));
      },
      construct() {
        throw new TypeError(`${String(path.at(-1))} is not a constructor`);
      },
    });
  }

  function RpcProperty() {
    illegalConstructor();
  }

  class RpcPromise {
    #result;
    #disposed = false;
    constructor(key, result) {
      if (key !== token) illegalConstructor();
      this.#result = result;
    }
    then(ok, fail) {
      return resultOf(this).then(ok, fail);
    }
    catch(fail) {
      return resultOf(this).then(undefined, fail);
    }
    finally(done) {
      return resultOf(this).finally(done);
    }
    [Symbol.dispose]() {
      if (this.#disposed) return;
      this.#disposed = true;
      this.#result.then((value) => value?.[Symbol.dispose]?.(), () => {});
    }
    static result(promise) {
      if (promise.#disposed) return Promise.reject(new Error("RPC promise used after being disposed."));
      return promise.#result;
    }
  }
  const resultOf = RpcPromise.result;
  delete RpcPromise.result;

  const missing = (name) => new TypeError(`The RPC receiver does not implement the method "${name}".`);

  // What a result will have can be used before it is there: the access waits for the result.
  const walk = (value, path) => {
    let owner;
    for (const name of path) {
      if (value === null || (typeof value !== "object" && typeof value !== "function")) throw missing(name);
      owner = value;
      value = value[name];
    }
    return [owner, value];
  };
  function laterProperty(result, path) {
    const ask = () => result.then((value) => walk(value, path)[1]);
    return new Proxy(function () {}, {
      apply(_, self, args) {
        const called = result.then((value) => {
          const [owner, method] = walk(value, path);
          if (typeof method !== "function") throw missing(path.at(-1));
          return Reflect.apply(method, owner, args);
        });
        return new RpcPromise(token, called);
      },
      get(fn, name) {
        if (typeof name === "symbol") return fn[name];
        return thenable(ask, name) ?? laterProperty(result, extend(path, name));
      },
    });
  }
  Object.setPrototypeOf(
    RpcPromise.prototype,
    new Proxy(Object.create(Object.prototype), {
      get(target, name, receiver) {
        if (typeof name === "symbol" || name in target) return target[name];
        return laterProperty(resultOf(receiver), [name]);
      },
    }),
  );

  // --- stubs of functions and RpcTargets

  const handles = new WeakMap();

  function makeStub(handle) {
    const fn = function () {};
    Object.setPrototypeOf(fn, RpcStub.prototype);
    const own = {
      dup: () => makeStub(host.dup(handle)),
      onRpcBroken: (callback) => host.onBroken(handle, callback),
      constructor: RpcStub,
    };
    const dispose = () => host.dispose(handle);
    const stub = new Proxy(fn, {
      apply: (_, self, args) => new RpcPromise(token, host.call(handle, [], args)),
      get(_, name) {
        if (name === Symbol.dispose) return dispose;
        if (typeof name === "symbol") return Reflect.get(RpcStub.prototype, name);
        if (name === "then") return undefined;
        if (Object.hasOwn(own, name)) return own[name];
        return rpcProperty(handle, [name]);
      },
      has: (_, name) => typeof name === "string" || name === Symbol.dispose,
      construct() {
        throw new TypeError("stub is not a constructor");
      },
    });
    handles.set(stub, handle);
    return stub;
  }

  function RpcStub(value) {
    if (new.target === undefined) {
      throw new TypeError(
        "Failed to construct 'RpcStub': Please use the 'new' operator, this object constructor cannot be called as a function.",
      );
    }
    if (value === null || (typeof value !== "object" && typeof value !== "function")) {
      badArgument.construct("JsRpcStub", 1, "Object");
    }
    if (handles.has(value)) return makeStub(host.dup(handles.get(value)));
    const plain = typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype;
    if (!plain && typeof value !== "function" && !(value instanceof use("workers").RpcTarget)) {
      throw new TypeError("RpcStubs can only wrap plain objects, functions, and RpcTarget derivatives.");
    }
    return makeStub(host.wrap(value));
  }
  Object.defineProperty(RpcStub.prototype, Symbol.toStringTag, { value: "JsRpcStub", configurable: true });

  // receiveMethods makes every name that a class lacks an RPC method of its instances.
  function receiveMethods(Class, handle) {
    const methods = new Proxy(Object.create(Object.prototype), {
      get(target, name, receiver) {
        if (typeof name === "symbol") return target[name];
        if (name === "then") return undefined;
        if (name in target) return target[name];
        return rpcProperty(handle(receiver), [name]);
      },
      has(target, name) {
        return typeof name === "string" || name in target;
      },
    });
    Object.setPrototypeOf(Class.prototype, methods);
  }

  // own gives an object result the means to dispose of all stubs within.
  const owning = (value, dispose) => {
    Object.defineProperty(value, Symbol.dispose, { value: dispose, configurable: true, writable: true });
    return value;
  };

  return { rpcProperty, receiveMethods, RpcPromise, RpcProperty, RpcStub, makeStub, owning, handleOf: (v) => handles.get(v) };
});
