// node:process: what a program knows of its process. A Worker has none, so most is fixed.
// exports: abort allowedNodeEnvironmentFlags arch argv argv0 availableMemory binding channel chdir connected constrainedMemory
// exports: cpuUsage cwd debugPort dlopen domain emitWarning env execArgv execPath exit exitCode features getBuiltinModule
// exports: getegid geteuid getgid getgroups getuid hrtime kill memoryUsage moduleLoadList nextTick noDeprecation pid
// exports: platform ppid ref release sourceMapsEnabled throwDeprecation title traceDeprecation unref uptime version versions
(function (host, use) {
  "use strict";
  const EventEmitter = use("node:events");
  const { ERR_INVALID_ARG_TYPE, ERR_METHOD_NOT_IMPLEMENTED, ERR_OUT_OF_RANGE } = use("node:internal/errors");
  const { validateString } = use("node:internal/validators");
  const { env } = use("node:internal/env");
  const directory = use("node:internal/cwd");

  const missing = (name) => () => {
    throw new ERR_METHOD_NOT_IMPLEMENTED(`process.${name}`);
  };
  const nothing = () => {};

  function emitWarning(warning, options, codeOrCtor, maybeCtor) {
    let name = "Warning";
    let code, detail, ctor;
    const takeCtor = (value) => {
      if (typeof value === "function") ctor = value;
      else if (value !== undefined) throw new ERR_INVALID_ARG_TYPE("ctor", "function", value);
    };
    if (typeof options === "object" && options !== null && !Array.isArray(options)) {
      name = options.type || name;
      ({ code, detail, ctor } = options);
    } else if (typeof options === "string") {
      name = options;
      if (typeof codeOrCtor === "string") {
        code = codeOrCtor;
        takeCtor(maybeCtor);
      } else {
        takeCtor(codeOrCtor);
      }
    } else if (typeof options === "function") {
      ctor = options;
    } else if (options !== undefined) {
      throw new ERR_INVALID_ARG_TYPE("options", "object", options);
    }
    let error = warning;
    if (typeof warning === "string") {
      error = new (ctor ?? Error)(warning);
      error.name = name;
    } else if (warning instanceof Error) {
      if (name !== "Warning") error.name = name;
    } else {
      throw new ERR_INVALID_ARG_TYPE("warning", "string or Error", warning);
    }
    if (code) error.code = code;
    if (detail && typeof detail === "string") error.detail = detail;
    Error.captureStackTrace(error, ctor || emitWarning);
    queueMicrotask(() => process.emit("warning", error));
  }

  const nanoseconds = () => BigInt(Date.now()) * 1000000n;
  const hrtime = Object.assign(function hrtime(time) {
    if (time !== undefined) {
      if (!Array.isArray(time)) throw new ERR_INVALID_ARG_TYPE("time", "tuple of integers", time);
      if (time.length !== 2) throw new ERR_OUT_OF_RANGE("time", "2", time);
    }
    const now = nanoseconds();
    let [seconds, rest] = [Number(now / 1000000000n), Number(now % 1000000000n)];
    if (time) {
      seconds -= time[0];
      rest -= time[1];
      if (rest < 0) {
        seconds -= 1;
        rest += 1e9;
      }
    }
    return [seconds, rest];
  }, { bigint: nanoseconds });

  // getBuiltinModule is what require() would give.
  const getBuiltinModule = (id) => host.module(`${id}`);

  const fixed = {
    version: "v22.19.0", title: "workerd", argv: ["workerd"], argv0: "workerd", execArgv: [], execPath: "", arch: "x64", platform: "linux",
    versions: { node: "22.19.0", v8: "", modules: "", zlib: "", brotli: "", zstd: "", ares: "", napi: "", llhttp: "", nghttp2: "" },
    pid: 1, ppid: 0, exitCode: undefined, debugPort: 0, connected: false, channel: null,
    features: Object.freeze({
      cached_builtins: true, debug: false, inspector: false, ipv6: true, openssl_is_boringssl: true, require_module: false, tls: true,
      tls_alpn: true, tls_ocsp: true, tls_sni: true, typescript: false, uv: true,
    }),
    release: { name: "node", lts: true, sourceUrl: "", headersUrl: "" },
    noDeprecation: false, traceDeprecation: false, throwDeprecation: false, sourceMapsEnabled: false,
    allowedNodeEnvironmentFlags: new Set(), moduleLoadList: [], domain: null,
  };

  const methods = {
    nextTick(fn, ...args) {
      queueMicrotask(() => fn(...args));
    },
    emitWarning, hrtime, getBuiltinModule,
    cwd: () => directory.cwd(),
    chdir(path) {
      validateString(path, "directory");
      directory.change(path);
    },
    exit: (code) => host.exit(code),
    abort: () => host.exit(1),
    uptime: () => 0,
    memoryUsage: () => ({ rss: 0, heapTotal: 0, heapUsed: 0, external: 0, arrayBuffers: 0 }),
    constrainedMemory: () => 0,
    availableMemory: () => 0,
    ref: nothing,
    unref: nothing,
    getuid: () => 0, geteuid: () => 0, getgid: () => 0, getegid: () => 0, getgroups: () => [0],
    kill: missing("kill"), binding: missing("binding"), dlopen: missing("dlopen"), cpuUsage: missing("cpuUsage"),
  };

  const process = Object.assign(new EventEmitter(), fixed, methods);
  Object.setPrototypeOf(process, Object.create(EventEmitter.prototype, { constructor: { value: function process() {}, configurable: true, writable: true } }));
  Object.defineProperty(process, Symbol.toStringTag, { value: "process", configurable: true });
  for (const name of ["_events", "_eventsCount", "_maxListeners"]) Object.defineProperty(process, name, { enumerable: false });
  process.env = env;
  return process;
});
