// WrappedBinding, the base of bindings that are made of JavaScript.
(function (host, use) {
  "use strict";
  class WrappedBinding {}
  Object.defineProperty(WrappedBinding.prototype, Symbol.toStringTag, { value: "WrappedBinding", configurable: true });
  return { WrappedBinding };
});
