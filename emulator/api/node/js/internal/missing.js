// node:internal/missing: what workerd names but does not have.
(function (host, use) {
  "use strict";
  const { ERR_METHOD_NOT_IMPLEMENTED } = use("node:internal/errors");

  // missing is a function that fails as not implemented, under the name given.
  const missing = (name) => {
    const fn = function () {
      throw new ERR_METHOD_NOT_IMPLEMENTED(name);
    };
    return Object.defineProperty(fn, "name", { value: name.slice(name.lastIndexOf(".") + 1), configurable: true });
  };
  // missingAll is an object of such functions, named with the prefix.
  const missingAll = (prefix, names) => Object.fromEntries(names.split(" ").map((name) => [name, missing(prefix + name)]));
  // missingClass is a class that cannot be constructed; its methods, if any, fail too.
  const missingClass = (name, methods = "", prefix = "", Base) => {
    const Class = Base
      ? class extends Base {
          constructor(...args) {
            super(...args);
            throw new ERR_METHOD_NOT_IMPLEMENTED(name);
          }
        }
      : class {
          constructor() {
            throw new ERR_METHOD_NOT_IMPLEMENTED(name);
          }
        };
    Object.defineProperty(Class, "name", { value: name.slice(name.lastIndexOf(".") + 1), configurable: true });
    for (const method of methods.split(" ").filter(Boolean)) {
      Object.defineProperty(Class.prototype, method, { value: missing(prefix + method), writable: true, configurable: true });
    }
    return Class;
  };
  return { missing, missingAll, missingClass };
});
