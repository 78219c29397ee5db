// node:internal/globals: the global variables of Node.
// exports: Buffer clearImmediate global setImmediate
(function (host, use) {
  "use strict";

  return {
    get Buffer() {
      return use("node:buffer").Buffer;
    },
    global: globalThis,
    setImmediate(callback, ...args) {
      return setTimeout(callback, 0, ...args);
    },
    clearImmediate(id) {
      clearTimeout(id);
    },
  };
});
