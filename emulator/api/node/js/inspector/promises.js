// node:inspector/promises: the same, with promises.
// flag: enable_nodejs_inspector_module
// exports: Network Session close console open url waitForDebugger
(function (host, use) {
  "use strict";
  const { missingAll } = use("node:internal/missing");
  const { Network, console, session } = use("node:internal/inspector");
  return { ...missingAll("Inspector.", "close open url waitForDebugger"), console: { ...console }, Network, Session: session() };
});
