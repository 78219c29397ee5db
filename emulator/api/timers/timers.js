(function (host, use) {
  "use strict";
  const { define, illegal, failArgument, failField, counted } = use("webidl");

  class Scheduler {
    #brand;
    wait(delay, options) {
      if (!this || !(#brand in this)) illegal();
      return wait(delay, options);
    }
  }

  // carried is a reason behind workerd's own machinery, which carries errors only: another one, which
  // need not be worth a retry.
  const carried = (reason, before) => {
    const { DOMException } = use("domexception");
    if (reason instanceof DOMException) {
      const copy = new DOMException(reason.message, reason.name);
      return before || reason.retryable === undefined ? copy : Object.assign(copy, { retryable: reason.retryable });
    }
    return reason instanceof Error ? reason : new Error(`${reason}`);
  };

  const wait = async (delay, options) => {
    delay = +delay;
    if (options === undefined || options === null) return host.wait(delay, undefined);
    if (typeof options !== "object" && typeof options !== "function") failArgument("wait", "Scheduler", 2, "WaitOptions");
    const { signal } = options;
    if (signal === undefined) return host.wait(delay, undefined);
    const { isSignal, onAbort } = use("abort");
    if (!isSignal(signal)) failField("WaitOptions", "signal", "AbortSignal");
    const before = signal.aborted;
    return host.wait(delay, (abort) => onAbort(signal, (reason) => abort(carried(reason, before))));
  };

  class Navigator {
    sendBeacon(...args) {
      if (this !== navigator) illegal();
      if (args.length === 0) failArgument("sendBeacon", "Navigator", 1, "string");
      const url = `${args[0]}`;
      if (!host.inRequest()) return false;
      const { fetch } = use("fetch");
      use("execution_context").waitUntil(fetch(url, { method: "POST", body: args[1] }));
      return true;
    }
  }
  const navigator = new Navigator();
  const languages = use.flag("enable_navigator_language") ? { languages: ["en"], language: "en" } : {};
  const facts = { ...languages, platform: "", hardwareConcurrency: 1, userAgent: "Cloudflare-Workers" };
  if (use.flag("enable_web_file_system")) facts.storage = use("filesystem").storage;
  for (const name in facts) Object.defineProperty(navigator, name, { value: facts[name], enumerable: true, configurable: true });

  const resolved = Promise.resolve(), then = Promise.prototype.then, apply = Reflect.apply;
  const queueMicrotask = counted(function queueMicrotask(callback) {
    if (typeof callback !== "function") failArgument("queueMicrotask", "ServiceWorkerGlobalScope", 1, "function");
    apply(then, resolved, [() => {
      try { callback() } catch (error) { use("event").report(error) }
    }]);
  }, ["function"]);

  define(Scheduler, { illegal: true, promises: { wait: ["number"] } });
  return {
    setTimeout: counted(host.setTimeout, ["function"]),
    setInterval: counted(host.setInterval, ["function"]),
    clearTimeout: counted(host.clearTimeout, ["Number"]),
    clearInterval: counted(host.clearInterval, ["Number"]),
    queueMicrotask,
    Navigator: define(Navigator, { illegal: true }),
    navigator,
    scheduler: new Scheduler(),
  };
})
