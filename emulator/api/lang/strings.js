// Code made of strings: eval, new Function and their kin.
(function (host) {
  "use strict";

  const refuse = (message) => {
    throw new EvalError(message);
  };
  const refusal = "Code generation from strings disallowed for this context";
  // A function and not a proxy, which goja takes for no constructor in `instanceof`.
  const ordinary = Function;
  const guard = (F) => {
    const guarded = function (...args) {
      // What has no text is no code: classes extend Function so.
      const empty = args.length === 0 && F === ordinary;
      return empty || host.mayEval() ? Reflect.construct(F, args, new.target ?? F) : refuse(refusal);
    };
    Object.setPrototypeOf(guarded, Object.getPrototypeOf(F));
    Object.defineProperty(guarded, "prototype", { value: F.prototype, writable: false });
    Object.defineProperty(guarded, "name", { value: F.name, configurable: true });
    Object.defineProperty(guarded, "length", { value: 1, configurable: true });
    return guarded;
  };
  for (const sample of [function () {}, function* () {}, async function () {}]) {
    const prototype = Object.getPrototypeOf(sample);
    const guarded = guard(prototype.constructor);
    Object.defineProperty(prototype, "constructor", { value: guarded, configurable: true, writable: sample.prototype !== undefined });
    if (prototype === Function.prototype) {
      Object.defineProperty(globalThis, "Function", { value: guarded, writable: true, configurable: true });
    }
  }
  const evaluate = globalThis.eval;
  Object.defineProperty(globalThis, "eval", {
    value: {
      eval(code) {
        if (typeof code !== "string") return code;
        return host.mayEval() ? evaluate(code) : refuse(refusal);
      },
    }.eval,
    writable: true,
    configurable: true,
  });

  return {};
})
