// The worker_loaders binding: Workers made of code that another Worker has at run time.
(function (host, use) {
  "use strict";
  const { illegalConstructor, define } = use("arguments");
  const token = {};
  const kinds = ["js", "cjs", "text", "data", "json", "py", "wasm"];

  // moduleOf gives [name, kind, content] of one module.
  const moduleOf = (name, content) => {
    if (typeof content === "string") {
      if (name.endsWith(".js")) return [name, "js", content];
      if (name.endsWith(".py")) return [name, "py", content];
      const typed = /\.(ts|tsx|jsx)$/.test(name)
        ? ". If you're trying to load TypeScript, bundle it first with '@cloudflare/worker-bundler' and pass the generated JavaScript modules."
        : "";
      throw new TypeError(
        `Module name must end with '.js' or '.py' (or the content must be an object indicating the type explicitly). Got: ${name}${typed}`,
      );
    }
    if (host.isModule(content)) return [name, "wasm", content];
    const set = kinds.filter((kind) => content?.[kind] !== undefined);
    if (set.length !== 1) {
      throw new TypeError(
        `Each module must contain exactly one of 'js', 'cjs', 'text', 'data', 'json', 'py', or 'wasm'. Module '${name}' contained ${set.length} properties.`,
      );
    }
    const [kind] = set;
    return [name, kind, kind === "json" ? JSON.stringify(content.json) : kind === "data" || kind === "wasm" ? content[kind] : String(content[kind])];
  };

  // checked gives the parts of a description of code in the form that Go takes.
  const checked = (code) => {
    const modules = Object.entries(code.modules ?? {}).map(([name, content]) => moduleOf(name, content));
    if (modules.length === 0) throw new TypeError("Dynamic Worker code must contain at least one module.");
    const main = String(code.mainModule);
    for (const [name, kind] of modules) {
      if (kind === "py" && !main.endsWith(".py")) {
        throw new TypeError(`Module "${name}" is a Python module, but the main module isn't a Python module.`);
      }
    }
    if (code.allowExperimental === true && !host.experimental()) {
      throw new Error("'allowExperimental' is only allowed when the calling worker has the 'experimental' compat flag set.");
    }
    const date = String(code.compatibilityDate);
    const flags = [...(code.compatibilityFlags ?? [])].map(String);
    host.checkFlags(date, flags);
    return [date, flags, main, modules, code.env, code.globalOutbound];
  };

  class WorkerStub {
    #worker;
    constructor(key, worker) {
      if (key !== token) illegalConstructor();
      this.#worker = worker;
    }
    getEntrypoint(name, options) {
      return use("fetcher").makeFetcher(host.entrypoint(this.#worker, name ?? "default", options?.props));
    }
    getDurableObjectClass(name, options) {
      return use("facets").makeClass(host.objectClass(this.#worker, name ?? "default", options?.props));
    }
  }

  class WorkerLoader {
    #loader;
    constructor(key, loader) {
      if (key !== token) illegalConstructor();
      this.#loader = loader;
    }
    get(name, getCode) {
      // A callback that throws fails the calls, as one whose promise is rejected does.
      const code = async () => checked(await getCode());
      return new WorkerStub(token, host.get(this.#loader, name ?? null, code));
    }
    load(code) {
      const parts = checked(code);
      return new WorkerStub(token, host.get(this.#loader, null, async () => parts));
    }
  }

  return {
    WorkerStub: define(WorkerStub, { illegal: true }),
    WorkerLoader: define(WorkerLoader, { illegal: true }),
    makeLoader: (loader) => new WorkerLoader(token, loader),
  };
});
