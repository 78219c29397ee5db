// ctx.restore(), and the [restore] method that makes stubs again.
(function (host, use) {
  "use strict";
  const { badArgument } = use("arguments");
  const restore = Symbol("cloudflare:workers:restore");
  const isObject = (v) => (typeof v === "object" && v !== null) || typeof v === "function";

  // invoke calls the method of what handles an event.
  const invoke = async (target, params) => {
    const method = target[restore];
    if (typeof method !== "function") {
      throw new TypeError("The WorkerEntrypoint or DurableObject class does not implement a [restore]() method.");
    }
    return Reflect.apply(method, target, [params]);
  };

  // addTo gives a class of contexts the method restore.
  const addTo = (Class) => {
    if (!host.enabled()) return;
    const method = {
      restore(params) {
        if (!isObject(params)) return Promise.reject(badArgument.error("restore", Class.name, 1, "Object"));
        return host.restore(params);
      },
    }.restore;
    Object.defineProperty(method, "length", { value: 0 });
    Object.defineProperty(Class.prototype, "restore", { value: method, enumerable: true, writable: true, configurable: true });
  };

  return { restore, invoke, addTo };
});
