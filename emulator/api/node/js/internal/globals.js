// node:internal/globals: the global variables of Node.
// exports: clearImmediate global setImmediate
(function (host, use) {
  "use strict";

  return {
    global: globalThis,
    setImmediate(callback, ...args) {
      return setTimeout(callback, 0, ...args);
    },
    clearImmediate(id) {
      clearTimeout(id);
    },
  };
});
