// node:internal/env: process.env, which begins with the variables among the bindings.
(function (host, use) {
  "use strict";
  const { ERR_INVALID_ARG_VALUE } = use("node:internal/errors");
  const { validateObject } = use("node:internal/validators");

  // isPlain tells values that JSON keeps whole.
  const isPlain = (value, seen = new Set()) => {
    if (value === null || ["boolean", "number", "string"].includes(typeof value)) return true;
    if (typeof value !== "object" || seen.has(value)) return false;
    seen.add(value);
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== Array.prototype) return false;
    return Object.values(value).every((item) => isPlain(item, seen));
  };
  const initial = {};
  if (use.flag("nodejs_compat_populate_process_env")) {
    for (const [name, value] of Object.entries(host.env())) {
      if (typeof value === "string") initial[name] = value;
      else if (isPlain(value)) initial[name] = JSON.stringify(value);
    }
  }
  const text = (name, value) => {
    if (typeof name === "symbol" || typeof value === "symbol") throw new TypeError("Cannot convert a symbol value to a string");
    return `${value}`;
  };
  const env = new Proxy(initial, {
    set: (target, name, value) => Reflect.set(target, name, text(name, value)),
    defineProperty(target, name, descriptor) {
      validateObject(descriptor, "descriptor");
      if (Reflect.has(descriptor, "get") || Reflect.has(descriptor, "set")) {
        throw new ERR_INVALID_ARG_VALUE("descriptor", descriptor, "process.env value must not have getter/setter");
      }
      for (const attribute of ["configurable", "enumerable", "writable"]) {
        if (!descriptor[attribute]) {
          throw new ERR_INVALID_ARG_VALUE(`descriptor.${attribute}`, descriptor, `process.env value must be ${attribute}`);
        }
      }
      if (!Reflect.has(descriptor, "value")) {
        throw new ERR_INVALID_ARG_VALUE("descriptor.value", descriptor, "process.env value must be specified explicitly");
      }
      return Reflect.defineProperty(target, name, { ...descriptor, value: text(name, descriptor.value) });
    },
  });
  return { env };
});
