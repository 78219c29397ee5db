// Proxies of functions. The engine hands the traps apply and construct an array over its own
// stack, which later calls overwrite: whoever keeps the array, such as an async trap, would find
// other values in it. So these two traps get a copy.
(function () {
  "use strict";

  const EngineProxy = Proxy, { create, getPrototypeOf } = Object, { apply } = Reflect;
  const slice = Array.prototype.slice;
  const copying = (name, position) => ({
    get() {
      const handler = getPrototypeOf(this);
      const trap = handler[name];
      if (typeof trap !== "function") return trap;
      return (...args) => {
        args[position] = apply(slice, args[position], []);
        return apply(trap, handler, args);
      };
    },
  });
  const traps = { apply: copying("apply", 2), construct: copying("construct", 1) };
  // The other traps are found behind.
  const safe = (target, handler) => (typeof target === "function" && typeof handler === "object" && handler !== null ? create(handler, traps) : handler);

  function SafeProxy(target, handler) {
    if (!new.target) throw new TypeError("Constructor Proxy requires 'new'");
    return new EngineProxy(target, safe(target, handler));
  }
  const { revocable } = EngineProxy;
  const define = (o, name, value) => Object.defineProperty(o, name, { value, writable: true, configurable: true });
  Object.defineProperty(SafeProxy, "name", { value: "Proxy", configurable: true });
  SafeProxy.prototype = undefined;
  define(SafeProxy, "revocable", { revocable(target, handler) { return revocable(target, safe(target, handler)); } }.revocable);
  define(globalThis, "Proxy", SafeProxy);
  return {};
})
