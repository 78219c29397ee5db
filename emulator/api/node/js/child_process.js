// node:child_process: a Worker starts no processes; arguments are checked all the same.
// flag: enable_nodejs_child_process_module
// exports: ChildProcess _forkChild exec execFile execFileSync execSync fork spawn spawnSync
(function (host, use) {
  "use strict";
  const { EventEmitter } = use("node:events");
  const { missingAll } = use("node:internal/missing");
  const { validateArray, validateFunction, validateObject, validateString } = use("node:internal/validators");
  const refuse = missingAll("child_process.", "ChildProcess exec fork spawnSync");

  class ChildProcess extends EventEmitter {
    stdin = null;
    stdout = null;
    stderr = null;
    killed = false;
    stdio = [null, null, null, null, null];
    connected = false;
    exitCode = null;
    signalCode = null;
    spawnargs = [];
    constructor() {
      super();
      refuse.ChildProcess();
    }
    kill() {
      return false;
    }
    send() {
      return false;
    }
    disconnect() {}
    unref() {}
    ref() {}
    [Symbol.dispose]() {
      this.kill();
    }
  }
  return {
    ChildProcess,
    ...missingAll("child_process.", "_forkChild execFile execFileSync execSync spawn"),
    exec(command, options, callback) {
      validateString(command, "command");
      if (options != null) validateObject(options, "options");
      if (callback != null) validateFunction(callback, "callback");
      refuse.exec();
    },
    fork(modulePath, args, options) {
      if (typeof args === "object" && args !== null && !Array.isArray(args)) options = args;
      else if (args != null) validateArray(args, "args");
      if (options != null) validateObject(options, "options");
      refuse.fork();
    },
    spawnSync(command) {
      validateString(command, "command");
      refuse.spawnSync();
    },
  };
});
