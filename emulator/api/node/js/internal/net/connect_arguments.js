// node:internal/net/connect_arguments: the forms of arguments of connect() and listen().
(function (host, use) {
  "use strict";
  const { ERR_OUT_OF_RANGE } = use("node:internal/errors");
  const { validateNumber } = use("node:internal/validators");
  const normalized = Symbol("normalizedArgs");
  const LONGEST = 2 ** 31 - 1;
  return {
    normalized,
    // normalizeArgs gives options and callback, whether options or port and host are given.
    normalizeArgs(args) {
      const [first, second] = args;
      let options = {};
      if (typeof first === "object" && first !== null) options = first;
      else if (typeof first === "string" && !(Number(first) >= 0)) options.path = first;
      else if (args.length > 0) {
        options.port = first;
        if (typeof second === "string") options.host = second;
      }
      const last = args.at(-1);
      return Object.assign([options, typeof last === "function" ? last : null], { [normalized]: true });
    },
    timerDuration(milliseconds, name) {
      validateNumber(milliseconds, name);
      if (milliseconds < 0 || !Number.isFinite(milliseconds)) throw new ERR_OUT_OF_RANGE(name, "a non-negative finite number", milliseconds);
      return Math.min(milliseconds, LONGEST);
    },
  };
});
