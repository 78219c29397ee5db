// The global fetch. Go does the work; the function is here for its shape.
(function (host, use) {
  "use strict";
  const { illegal, failArgument } = use("webidl");
  const { fetch } = {
    fetch(...args) {
      if (this !== undefined && this !== null && this !== globalThis) illegal();
      try {
        if (args.length === 0) failArgument("fetch", "ServiceWorkerGlobalScope", 1, "Request or string");
        const init = args[1];
        if (init !== undefined && init !== null && typeof init !== "object" && typeof init !== "function") {
          failArgument("fetch", "ServiceWorkerGlobalScope", 2, "RequestInitializerDict or Request");
        }
      } catch (error) {
        return Promise.reject(error);
      }
      return host.fetch(args[0], args[1]);
    },
  };
  Object.defineProperty(fetch, "length", { value: 0, configurable: true });
  return { fetch };
});
