// node:cluster: a Worker is the primary of a cluster without workers.
// flag: enable_nodejs_cluster_module
// exports: SCHED_NONE SCHED_RR Worker Cluster _events _eventsCount _maxListeners disconnect fork isMaster isPrimary isWorker
// exports: schedulingPolicy settings setupMaster setupPrimary workers
(function (host, use) {
  "use strict";
  const { EventEmitter } = use("node:events");
  const { missing } = use("node:internal/missing");

  class Worker extends EventEmitter {
    _connected = false;
    id = 0;
    get process() {
      return globalThis.process;
    }
    get exitedAfterDisconnect() {
      return this._connected;
    }
    isConnected() {
      return this._connected;
    }
    isDead() {
      return true;
    }
    send() {
      return false;
    }
    kill() {
      this._connected = false;
    }
    destroy() {
      this._connected = false;
    }
    disconnect() {
      this._connected = false;
      return this;
    }
  }
  const functions = {
    fork: missing("cluster.fork"),
    disconnect: missing("cluster.disconnect"),
    setupPrimary: missing("cluster.setupPrimary"),
    setupMaster: missing("cluster.setupWorker"),
  };
  const settings = {};
  const workers = {};

  class Cluster extends EventEmitter {
    Worker = Worker;
    isMaster = true;
    isPrimary = true;
    isWorker = false;
    SCHED_NONE = 1;
    SCHED_RR = 2;
    schedulingPolicy = 2;
    settings = settings;
    workers = workers;
    setupPrimary() {
      functions.setupPrimary();
    }
    setupMaster() {
      functions.setupMaster();
    }
    disconnect() {
      functions.disconnect();
    }
    fork() {
      return functions.fork();
    }
  }
  // What can be imported is not all on what require() gives, and some of it differs.
  const cluster = new Cluster();
  const named = { ...functions, Cluster, _events: [], _eventsCount: 0, _maxListeners: 0 };
  return use("node:internal/module").withNamed(cluster, named);
});
