// node:internal/globals: the global variables of Node.
// exports: Buffer clearImmediate global process setImmediate
(function (host, use) {
  "use strict";
  const { clearImmediate, clearInterval, clearTimeout, setImmediate, setInterval, setTimeout } = use("node:timers");
  const timers = { clearImmediate, clearInterval, clearTimeout, setImmediate, setInterval, setTimeout };

  return {
    get Buffer() {
      return use("node:buffer").Buffer;
    },
    get process() {
      return use("node:process");
    },
    global: globalThis,
    ...timers,
  };
});
