// node:async_hooks: values that follow asynchronous work.
// exports: AsyncLocalStorage AsyncResource asyncWrapProviders createHook executionAsyncId executionAsyncResource triggerAsyncId
(function (host) {
  "use strict";
  const apply = Reflect.apply;
  const requireFunction = (fn, method, type, n = 1) => {
    if (typeof fn !== "function") throw new TypeError(`Failed to execute '${method}' on '${type}': parameter ${n} is not of type 'function'.`);
  };

  // bound makes fn run with the values that are in force now.
  const bound = (fn, self, given) => {
    const values = host.snapshot();
    return function (...args) {
      const target = given ? self : this;
      return host.restore(values, () => apply(fn, target, args));
    };
  };

  class AsyncLocalStorage {
    #default;
    #name;
    constructor(options) {
      this.#default = options?.defaultValue;
      this.#name = options?.name === undefined ? "" : `${options.name}`;
    }
    get name() {
      return this.#name;
    }
    run(store, fn, ...args) {
      requireFunction(fn, "run", "AsyncLocalStorage", 2);
      return host.run(this, () => fn(...args), store);
    }
    exit(fn, ...args) {
      requireFunction(fn, "exit", "AsyncLocalStorage");
      return host.run(this, () => fn(...args), undefined);
    }
    getStore() {
      return host.has(this) ? host.get(this) : this.#default;
    }
    enterWith() {
      throw new Error("asyncLocalStorage.enterWith() is not implemented");
    }
    disable() {
      throw new Error("asyncLocalStorage.disable() is not implemented");
    }
    static bind(fn) {
      requireFunction(fn, "bind", "AsyncLocalStorage");
      return bound(fn);
    }
    static snapshot() {
      const values = host.snapshot();
      return function (fn, ...args) {
        return host.restore(values, () => apply(fn, this, args));
      };
    }
  }

  class AsyncResource {
    #values = host.snapshot();
    asyncId() {
      return 0;
    }
    triggerAsyncId() {
      return 0;
    }
    runInAsyncScope(fn, self, ...args) {
      requireFunction(fn, "runInAsyncScope", "AsyncResource");
      return host.restore(this.#values, () => apply(fn, self, args));
    }
    emitDestroy() {
      return this;
    }
    bind(fn, self) {
      requireFunction(fn, "bind", "AsyncResource");
      const resource = this;
      const given = arguments.length > 1 && self !== undefined;
      const wrapped = function (...args) {
        return resource.runInAsyncScope(fn, given ? self : this, ...args);
      };
      return Object.assign(wrapped, { asyncResource: resource });
    }
    static bind(fn, type, self) {
      requireFunction(fn, "bind", "AsyncResource");
      return new AsyncResource(type ?? fn.name ?? "AsyncResource").bind(fn, self);
    }
  }

  // What follows is there to be found, and does nothing, as in workerd.
  class AsyncHook {
    enable() {
      return this;
    }
    disable() {
      return this;
    }
  }
  const providers = `NONE DIRHANDLE DNSCHANNEL ELDHISTOGRAM FILEHANDLE FILEHANDLECLOSEREQ BLOBREADER FSEVENTWRAP FSREQCALLBACK
    FSREQPROMISE GETADDRINFOREQWRAP GETNAMEINFOREQWRAP HEAPSNAPSHOT HTTP2SESSION HTTP2STREAM HTTP2PING HTTP2SETTINGS
    HTTPINCOMINGMESSAGE HTTPCLIENTREQUEST LOCKS JSSTREAM JSUDPWRAP MESSAGEPORT PIPECONNECTWRAP PIPESERVERWRAP PIPEWRAP PROCESSWRAP
    PROMISE QUERYWRAP QUIC_ENDPOINT QUIC_LOGSTREAM QUIC_SESSION QUIC_STREAM QUIC_UDP SHUTDOWNWRAP SIGNALWRAP STATWATCHER STREAMPIPE
    TCPCONNECTWRAP TCPSERVERWRAP TCPWRAP TTYWRAP UDPSENDWRAP UDPWRAP SIGINTWATCHDOG WORKER WORKERCPUPROFILE WORKERCPUUSAGE
    WORKERHEAPPROFILE WORKERHEAPSNAPSHOT WORKERHEAPSTATISTICS WRITEWRAP ZLIB CHECKPRIMEREQUEST PBKDF2REQUEST KEYPAIRGENREQUEST
    KEYGENREQUEST KEYEXPORTREQUEST ARGON2REQUEST CIPHERREQUEST DERIVEBITSREQUEST HASHREQUEST RANDOMBYTESREQUEST RANDOMPRIMEREQUEST
    SCRYPTREQUEST SIGNREQUEST TLSWRAP VERIFYREQUEST QUIC_PACKET`;
  return {
    AsyncLocalStorage,
    AsyncResource,
    asyncWrapProviders: Object.fromEntries(providers.split(/\s+/).map((name) => [name, 0])),
    createHook: () => new AsyncHook(),
    executionAsyncId: () => 0,
    executionAsyncResource: () => Object.create(null),
    triggerAsyncId: () => 0,
  };
});
