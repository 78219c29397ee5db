// node:internal/inspect: values as text.
(function (host) {
  "use strict";
  const custom = Symbol.for("nodejs.util.inspect.custom");

  return {
    custom,
    inspect: (value, options = {}) => host.inspect(value, options.depth === null ? Infinity : options.depth ?? 2, options.colors === true, options.customInspect === false),
  };
});
