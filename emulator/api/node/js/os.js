// node:os: what a program knows of its machine. A Worker knows none, so all is fixed, as in workerd.
// flag: enable_nodejs_os_module
// exports: EOL arch availableParallelism constants cpus devNull endianness freemem getPriority homedir hostname loadavg
// exports: machine networkInterfaces platform release setPriority tmpdir totalmem type uptime userInfo version
(function (host, use) {
  "use strict";
  const { ERR_INVALID_ARG_VALUE } = use("node:internal/errors");
  const { validateNumber, validateObject } = use("node:internal/validators");
  const { Buffer } = use("node:buffer");
  const { errno, signals } = use("node:internal/os_constants");
  const fixed = (entries) => Object.freeze(Object.assign(Object.create(null), entries));

  const constants = fixed({
    UV_UDP_REUSEADDR: 4,
    dlopen: fixed({ RTLD_LAZY: 1, RTLD_NOW: 2, RTLD_GLOBAL: 256, RTLD_LOCAL: 0, RTLD_DEEPBIND: 8 }),
    errno: fixed(errno),
    signals: fixed(signals),
    priority: fixed({ PRIORITY_LOW: 19, PRIORITY_BELOW_NORMAL: 10, PRIORITY_NORMAL: 0, PRIORITY_ABOVE_NORMAL: -7, PRIORITY_HIGH: -14, PRIORITY_HIGHEST: -20 }),
  });
  return {
    EOL: "\n",
    devNull: "/dev/null",
    constants,
    availableParallelism: () => 1,
    arch: () => "x64",
    cpus: () => [],
    endianness: () => "LE",
    freemem: () => 0,
    getPriority(pid) {
      if (pid !== undefined) validateNumber(pid, "pid");
      return 0;
    },
    homedir: () => "/tmp/",
    hostname: () => "localhost",
    loadavg: () => [0, 0, 0],
    machine: () => "x86_64",
    networkInterfaces: () => ({}),
    platform: () => "linux",
    release: () => "",
    setPriority(pid, priority) {
      validateNumber(pid, "pid");
      validateNumber(priority, "priority");
    },
    tmpdir: () => "/tmp/",
    totalmem: () => 0,
    type: () => "Linux",
    uptime: () => 0,
    userInfo(options = {}) {
      validateObject(options, "options");
      const { encoding = null } = options;
      if (encoding !== null && encoding !== "buffer" && !Buffer.isEncoding(encoding)) {
        throw new ERR_INVALID_ARG_VALUE("options.encoding", encoding, "must be a valid encoding");
      }
      return {};
    },
    version: () => "",
  };
});
