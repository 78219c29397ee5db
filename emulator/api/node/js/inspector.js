// node:inspector: sessions with the debugger, and a console that nobody reads.
// flag: enable_nodejs_inspector_module
// exports: Network Session close console open url waitForDebugger
(function (host, use) {
  "use strict";
  const { Network, console, session } = use("node:internal/inspector");
  return {
    Session: session(),
    close() {},
    console,
    open: () => ({ [Symbol.dispose]: () => Promise.resolve() }),
    url: () => undefined,
    waitForDebugger() {},
    Network,
  };
});
