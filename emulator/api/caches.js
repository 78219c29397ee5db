// CacheStorage and Cache: the global `caches`.
(function (host, use) {
  "use strict";
  const { badArgument, define, illegal, illegalConstructor, dictionary, toDOMString } = use("arguments");
  const { isResponse } = use("response");
  const token = {};
  const MAX_NAME = 1024;
  const GLOBAL_DEFAULT = "default", NAMED = "named:";

  // captured rejects with what make throws; before its flag it throws as well.
  const captured = (make) => {
    if (!use.flag("capture_async_api_throws")) return make()();
    try {
      return make()();
    } catch (error) {
      return Promise.reject(error);
    }
  };
  // evaluated always rejects.
  const evaluated = (run) => {
    try {
      return run();
    } catch (error) {
      return Promise.reject(error);
    }
  };
  const requestOf = (method, args) => {
    if (args.length === 0) badArgument(method, "Cache", 1, "Request or string");
    return use("request").isRequest(args[0]) ? args[0] : toDOMString(args[0]);
  };
  const ignoresMethod = (method, options) => {
    const { ignoreMethod, ignoreSearch, ignoreVary, cacheName } = dictionary(options, method, "Cache", 2, "CacheQueryOptions");
    for (const [name, value] of Object.entries({ ignoreSearch, ignoreVary, cacheName })) {
      if (value !== undefined) throw new Error(`The '${name}' field on 'CacheQueryOptions' is not implemented.`);
    }
    return Boolean(ignoreMethod);
  };
  const unsupported = (method, type) => {
    throw new Error(`Failed to execute '${method}' on '${type}': the method is not implemented.`);
  };

  class Cache {
    #store;
    constructor(key, store) {
      if (key !== token) illegalConstructor();
      this.#store = store;
    }
    add() { unsupported("add", "Cache") }
    addAll() { unsupported("addAll", "Cache") }
    delete(...args) {
      if (!this || !(#store in this)) illegal();
      return captured(() => {
        const request = requestOf("delete", args), ignore = ignoresMethod("delete", args[1]);
        host.requireRequest();
        return () => evaluated(() => host.delete(this.#store, request, ignore));
      });
    }
    match(...args) {
      if (!this || !(#store in this)) illegal();
      return captured(() => {
        const request = requestOf("match", args), ignore = ignoresMethod("match", args[1]);
        host.requireRequest();
        return () => evaluated(() => host.match(this.#store, request, ignore));
      });
    }
    put(...args) {
      if (!this || !(#store in this)) illegal();
      return captured(() => {
        const request = requestOf("put", args), response = args[1];
        if (!isResponse(response)) badArgument("put", "Cache", 2, "Response");
        if (response.type === "error") throw new TypeError("Cache is unable to store an error response");
        return () => evaluated(() => host.put(this.#store, request, response));
      });
    }
    matchAll() { unsupported("matchAll", "Cache") }
    keys() { unsupported("keys", "Cache") }
  }

  class CacheStorage {
    #own;
    constructor(key) {
      if (key !== token) illegalConstructor();
      Object.defineProperty(this, "default", { value: new Cache(token, GLOBAL_DEFAULT), enumerable: true, configurable: true });
    }
    open(...args) {
      if (!this || !(#own in this)) illegal();
      return captured(() => {
        if (args.length === 0) badArgument("open", "CacheStorage", 1, "string");
        const name = toDOMString(args[0]);
        if (host.length(name) >= MAX_NAME) throw new TypeError("Cache name is too long.");
        return () => Promise.resolve(new Cache(token, NAMED + name));
      });
    }
    delete() { unsupported("delete", "CacheStorage") }
    match() { unsupported("match", "CacheStorage") }
    has() { unsupported("has", "CacheStorage") }
    keys() { unsupported("keys", "CacheStorage") }
  }

  return {
    Cache: define(Cache, { illegal: true }),
    CacheStorage: define(CacheStorage, { illegal: true }),
    caches: new CacheStorage(token),
  };
});
