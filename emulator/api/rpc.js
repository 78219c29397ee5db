// RPC as the caller sees it: stubs, their properties, and promises of results. A path of names
// is collected until it is called or awaited; then it travels as one message.
(function (host, use) {
  "use strict";
  const { badArgument, illegal, illegalConstructor } = use("arguments");
  const maxPath = 65;

  // Properties, promises and stubs are functions behind a Proxy. Names that Object.prototype has
  // are found there, integers nowhere; all others are names on the other side.
  const shared = Object.prototype;
  const isRemote = (name) => !(name in shared) && !/^(0|[1-9]\d*)$/.test(name);
  const targets = new Map();
  const targetOf = (Class) => {
    if (!targets.has(Class)) {
      const target = function () {};
      for (const name of ["name", "length"]) delete target[name];
      targets.set(Class, Object.setPrototypeOf(target, Class.prototype));
    }
    return targets.get(Class);
  };
  const disguise = (Class, traps) => {
    return new Proxy(targetOf(Class), {
      has: (_, name) => typeof name === "string" || Reflect.has(Class.prototype, name),
      ...traps,
    });
  };
  const define = (name, tag, length) => {
    const Class = { [name]: function () { illegalConstructor() } }[name];
    Object.defineProperty(Class, "length", { value: length ?? 0 });
    Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: tag, configurable: true });
    Object.setPrototypeOf(Class.prototype, shared);
    return Class;
  };
  const RpcProperty = define("RpcProperty", "JsRpcProperty");
  const RpcPromise = define("RpcPromise", "JsRpcPromise");

  // kinds names what cannot be passed, handles has the stubs' place in Go.
  const kinds = new WeakMap();
  const handles = new WeakMap();

  // The methods that make something awaitable out of a function that gives a promise.
  const awaiting = (ask, name) => {
    switch (name) {
      case "then":
        return (ok, fail) => ask().then(ok, fail);
      case "catch":
        return (fail) => ask().then(undefined, fail);
      case "finally":
        return (done) => ask().finally(done);
    }
  };

  const call = (target, path, args) => makePromise(host.call(target, path, args));

  // property is what a path of names leads to: callable, awaitable, with properties of its own.
  function rpcProperty(target, path) {
    if (path.length > maxPath) throw new TypeError("RPC pipelined property path is too deep (max 64).");
    let asked;
    const ask = () => (asked ??= host.get(target(), path));
    const invoke = (_, self, args) => call(target(), path, args);
    const property = disguise(RpcProperty, {
      apply: invoke,
      construct: (_, args) => invoke(_, undefined, args),
      get(_, name) {
        if (typeof name === "symbol") return RpcProperty.prototype[name];
        const method = awaiting(ask, name);
        if (method !== undefined) return method;
        return isRemote(name) ? rpcProperty(target, [...path, name]) : RpcProperty.prototype[name];
      },
    });
    kinds.set(property, "RpcProperty");
    return property;
  }

  // What a result will have can be used before it is there: it is asked for where the result is.
  function makePromise([result, handle]) {
    let disposed = false;
    const ask = () => result;
    // Whoever uses the result hears of the failure, and need not await the promise itself.
    const later = () => {
      if (disposed) throw new Error("RPC promise used after being disposed.");
      result.then(undefined, () => {});
      return handle;
    };
    const dispose = () => {
      if (disposed) return;
      disposed = true;
      result.then((value) => value?.[Symbol.dispose]?.(), () => {});
    };
    const promise = disguise(RpcPromise, {
      apply: (_, self, args) => call(later(), [], args),
      get(_, name) {
        if (name === Symbol.dispose) return dispose;
        if (typeof name === "symbol") return RpcPromise.prototype[name];
        const method = awaiting(ask, name);
        if (method !== undefined) return method;
        return isRemote(name) ? rpcProperty(later, [name]) : RpcPromise.prototype[name];
      },
    });
    kinds.set(promise, "RpcPromise");
    return promise;
  }

  // --- stubs of functions and RpcTargets

  const dup = {
    dup() {
      const handle = handles.get(this);
      if (handle === undefined) illegal();
      return makeStub(host.dup(handle));
    },
  }.dup;

  function makeStub(handle) {
    const target = () => handle;
    const dispose = () => host.dispose(handle);
    const stub = disguise(RpcStub, {
      apply: (_, self, args) => call(handle, [], args),
      construct() {
        throw new TypeError("stub is not a constructor");
      },
      get(_, name) {
        if (name === Symbol.dispose) return dispose;
        if (typeof name === "symbol") return RpcStub.prototype[name];
        if (name === "then") return undefined;
        if (name === "dup") return dup;
        return isRemote(name) ? rpcProperty(target, [name]) : RpcStub.prototype[name];
      },
    });
    handles.set(stub, handle);
    return stub;
  }

  function RpcStub(value) {
    if (new.target === undefined) {
      throw new TypeError(
        "Failed to construct 'JsRpcStub': Please use the 'new' operator, this object constructor cannot be called as a function.",
      );
    }
    if (value === null || (typeof value !== "object" && typeof value !== "function")) {
      badArgument.construct("JsRpcStub", 1, "Object");
    }
    // A stub of a stub is one of a function.
    if (handles.has(value)) return makeStub(host.wrap((...args) => value(...args)));
    if (use("rpc_receiver").stubType(value) === 0) {
      throw new TypeError("RpcStubs can only wrap plain objects, functions, and RpcTarget derivatives.");
    }
    return makeStub(host.wrap(value));
  }
  Object.defineProperty(RpcStub, "length", { value: 0 });
  Object.defineProperty(RpcStub.prototype, Symbol.toStringTag, { value: "JsRpcStub", configurable: true });

  // receiveMethods makes every name that a class lacks an RPC method of its instances.
  function receiveMethods(Class, handle) {
    const methods = new Proxy(Object.create(Object.prototype), {
      get(target, name, receiver) {
        if (typeof name === "symbol") return target[name];
        if (name === "then") return undefined;
        if (!isRemote(name)) return target[name];
        const h = handle(receiver);
        return rpcProperty(() => h, [name]);
      },
      has(target, name) {
        return name === "then" ? false : typeof name === "string" || name in target;
      },
    });
    Object.setPrototypeOf(Class.prototype, methods);
  }

  // owning gives an object result the means to dispose of all stubs within.
  const owning = (value, dispose) => {
    Object.defineProperty(value, Symbol.dispose, { value: dispose, configurable: true, writable: true });
    return value;
  };

  return {
    receiveMethods, rpcMethod: (handle, name) => rpcProperty(() => handle, [name]), RpcPromise, RpcProperty, RpcStub, makeStub, owning,
    handleOf: (v) => handles.get(v),
    kindOf: (v) => kinds.get(v),
    // refuse makes a value one that cannot be passed.
    refuse: (v, kind) => void kinds.set(v, kind),
  };
});
