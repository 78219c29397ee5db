// The global fetch. Go does the work; the function is here for its shape.
(function (host) {
  "use strict";
  const { fetch } = {
    fetch(input, init) {
      return host.fetch(arguments.length, input, init);
    },
  };
  Object.defineProperty(fetch, "length", { value: 0, configurable: true });
  return { fetch };
});
