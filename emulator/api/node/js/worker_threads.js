// node:worker_threads: a Worker has one thread.
// flag: enable_nodejs_worker_threads_module
// exports: BroadcastChannel MessageChannel MessagePort SHARE_ENV Worker getEnvironmentData isInternalThread isMainThread
// exports: isMarkedAsUntransferable markAsUncloneable markAsUntransferable moveMessagePortToContext parentPort postMessageToThread
// exports: receiveMessageOnPort resourceLimits setEnvironmentData threadId workerData
(function (host, use) {
  "use strict";
  const { EventEmitter } = use("node:events");
  const { missing, missingClass } = use("node:internal/missing");
  const { MessageChannel, MessagePort } = use("message_channel");
  const rejected = (name) => {
    const fail = missing(name);
    return async () => fail();
  };
  const refuseWorker = missing("Worker");

  class Worker extends EventEmitter {
    stdin = null;
    threadName = "workerd";
    constructor() {
      super();
      refuseWorker();
    }
    postMessage() {}
    async postMessageToThread() {}
    ref() {}
    unref() {}
    async [Symbol.asyncDispose]() {}
  }
  for (const name of ["cpuUsage", "terminate", "getHeapSnapshot", "getHeapStatistics", "startCpuProfile", "startHeapProfile"]) {
    Object.defineProperty(Worker.prototype, name, { value: rejected(`Worker.${name}`), writable: true, configurable: true });
  }
  const environment = new Map();

  return {
    BroadcastChannel: missingClass("BroadcastChannel"),
    MessageChannel, MessagePort, Worker,
    SHARE_ENV: Symbol.for("nodejs.worker_threads.SHARE_ENV"),
    getEnvironmentData: (key) => environment.get(key),
    setEnvironmentData(key, value) {
      environment.set(key, value);
    },
    isMainThread: true,
    isInternalThread: false,
    isMarkedAsUntransferable: () => false,
    markAsUntransferable() {},
    markAsUncloneable() {},
    moveMessagePortToContext: () => new MessagePort(),
    parentPort: null,
    postMessageToThread: missing("postMessageToThread"),
    receiveMessageOnPort: () => undefined,
    resourceLimits: {},
    threadId: 0,
    workerData: null,
  };
});
