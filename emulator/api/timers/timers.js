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

  const wait = async (delay, options) => {
    delay = +delay;
    if (options === undefined || options === null) return host.wait(delay, undefined);
    if (typeof options !== "object" && typeof options !== "function") failArgument("wait", "Scheduler", 2, "WaitOptions");
    const { signal } = options;
    if (signal === undefined) return host.wait(delay, undefined);
    const { isSignal, onAbort } = use("abort");
    if (!isSignal(signal)) failField("WaitOptions", "signal", "AbortSignal");
    return host.wait(delay, (abort) => onAbort(signal, (reason) => {
      // The reason crosses workerd's own machinery, which carries errors only.
      abort(reason instanceof Error ? reason : new Error(`${reason}`));
    }));
  };

  class Navigator {}
  const navigator = new Navigator();
  const facts = { languages: ["en"], language: "en", platform: "", hardwareConcurrency: 1, userAgent: "Cloudflare-Workers" };
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
