// node:process: what a program knows of its process. A Worker has none, so most is fixed.
// without enable_nodejs_process_v2: env exit features getBuiltinModule nextTick platform
// exports: _channel _debugEnd _debugProcess _disconnect _events _eventsCount _exiting _fatalException _getActiveHandles
// exports: _getActiveRequests _handleQueue _kill _linkedBinding _maxListeners _pendingMessage _preload_modules _rawDebug _send
// exports: _startProfilerIdleNotifier _stopProfilerIdleNotifier _tickCallback abort allowedNodeEnvironmentFlags arch argv argv0 assert
// exports: availableMemory binding channel chdir config connected constrainedMemory cpuUsage cwd debugPort dlopen domain emitWarning env
// exports: execArgv execPath execve exit exitCode features finalization getActiveResourcesInfo getBuiltinModule getSourceMapsSupport
// exports: getegid geteuid getgid getgroups getuid hasUncaughtExceptionCaptureCallback hrtime initgroups kill loadEnvFile memoryUsage
// exports: moduleLoadList nextTick noDeprecation openStdin permission pid platform ppid reallyExit ref release report resourceUsage send
// exports: setSourceMapsEnabled setUncaughtExceptionCaptureCallback setegid seteuid setgid setgroups setuid sourceMapsEnabled stderr
// exports: stdin stdout threadCpuUsage throwDeprecation title traceDeprecation umask unref uptime version versions
(function (host, use) {
  "use strict";
  const { env } = use("node:internal/env");
  const { config, features, resourceUsage, version, versions } = use("node:internal/process_facts");

  const common = {
    nextTick: use("node:internal/next_tick").nextTick,
    env,
    exit: (code) => host.exit(code),
    // getBuiltinModule is what require() would give.
    getBuiltinModule: (id) => host.module(`${id}`),
    platform: "linux",
    features,
  };
  if (!use.flag("enable_nodejs_process_v2")) return common;

  const EventEmitter = use("node:events");
  const { ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } = use("node:internal/errors");
  const { missing, missingAll } = use("node:internal/missing");
  const { validateString } = use("node:internal/validators");
  const directory = use("node:internal/cwd");
  const nothing = () => {};

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

  const fixed = {
    assert: use.flag("remove_nodejs_compat_eol_v23") ? undefined : (...args) => use("node:assert").ok(...args),
    version: `v${version}`, versions: versions(), title: "workerd", argv: ["workerd"], argv0: "workerd", execArgv: [], execPath: "",
    arch: "x64", config, pid: 1, ppid: 0, exitCode: undefined, debugPort: 0, connected: false, channel: null,
    release: { name: "node", lts: true, sourceUrl: "", headersUrl: "" },
    noDeprecation: false, traceDeprecation: false, throwDeprecation: false, sourceMapsEnabled: false,
    allowedNodeEnvironmentFlags: new Set(), moduleLoadList: [], domain: null, _exiting: false, _preload_modules: [],
    permission: { has: missing("process.permission.has") },
    report: {
      compact: false, directory: "", filename: "", getReport: () => ({}), reportOnFatalError: false, reportOnSignal: false,
      reportOnUncaughtException: false, excludeNetwork: false, excludeEnv: false, signal: "SIGUSR2",
      writeReport: missing("process.report.writeReport"),
    },
    finalization: missingAll("process.finalization.", "register registerBeforeExit unregister"),
    _disconnect: undefined, _handleQueue: undefined, _pendingMessage: undefined, _channel: undefined, _send: undefined,
  };

  const methods = {
    ...use("node:internal/process_ids"),
    emitWarning: use("node:internal/emit_warning").emitWarning,
    hrtime, resourceUsage,
    cwd: () => directory.cwd(),
    chdir(path) {
      validateString(path, "directory");
      directory.change(path);
    },
    abort: () => process.exit(1),
    reallyExit: (code) => host.exit(code || 0),
    uptime: () => 0,
    loadEnvFile(path = ".env") {
      const { readFileSync } = common.getBuiltinModule("fs");
      const text = readFileSync(path instanceof URL ? path : path.toString(), "utf8");
      Object.assign(process.env, use("node:util").parseEnv(text));
    },
    memoryUsage: () => ({ rss: 0, heapTotal: 0, heapUsed: 0, external: 0, arrayBuffers: 0 }),
    constrainedMemory: () => 0,
    availableMemory: () => 0,
    getSourceMapsSupport: () => ({ enabled: false, nodeModules: false, generatedCode: false }),
    send: () => false,
    openStdin: () => process.stdin,
    _rawDebug: (...args) => console.log(...args),
    _getActiveRequests: () => [],
    _getActiveHandles: () => [],
    _fatalException: () => false,
    ...missingAll("process.", "kill binding dlopen cpuUsage threadCpuUsage setUncaughtExceptionCaptureCallback " +
      "hasUncaughtExceptionCaptureCallback getActiveResourcesInfo execve _linkedBinding _kill"),
  };
  for (const name of "ref unref setSourceMapsEnabled _tickCallback _debugProcess _debugEnd _startProfilerIdleNotifier _stopProfilerIdleNotifier".split(" ")) {
    methods[name] = nothing;
  }

  const process = Object.setPrototypeOf({ ...common, ...fixed, ...methods }, EventEmitter.prototype);
  EventEmitter.call(process);
  Object.defineProperty(process, Symbol.toStringTag, { value: "process", configurable: true });
  // Streams are made when something asks for them: most Workers never do.
  for (const name of ["stdin", "stdout", "stderr"]) {
    const define = (value) => Object.defineProperty(process, name, { value, writable: true, enumerable: true, configurable: true });
    Object.defineProperty(process, name, {
      get: () => define(use("node:internal/process_streams")[name])[name],
      set: define, enumerable: true, configurable: true,
    });
  }

  // Unhandled rejections are the process's too, once something listens.
  const forwarded = new Set();
  const forward = (name, event, args) => {
    if (forwarded.has(name)) return;
    forwarded.add(name);
    globalThis.addEventListener(event, (e) => process.emit(name, ...args(e)));
  };
  process.on("newListener", (name) => {
    if (name === "unhandledRejection") forward(name, "unhandledrejection", (e) => [e.reason, e.promise]);
    if (name === "rejectionHandled") forward(name, "rejectionhandled", (e) => [e.promise]);
  });
  return process;
});
