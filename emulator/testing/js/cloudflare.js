// What "cloudflare:test" exports, over host.worker. The Go type Worker says what that must offer.
(function (lib, host) {
  "use strict";

  const waitUntilLimit = 30000;
  const worker = host.worker ?? {};

  function need(name) {
    if (worker[name]) return worker[name];
    throw new Error(`${name}() is not available in devdo test yet`);
  }

  function wrongType(fn, parameter, type) {
    throw new TypeError(`Failed to execute '${fn}': parameter ${parameter} is not of type '${type}'.`);
  }

  function checkStub(fn, stub) {
    if (!need("isStub")(stub)) wrongType(fn, 1, "DurableObjectStub");
    if (worker.isSameIsolate && !worker.isSameIsolate(stub)) {
      throw new Error("Durable Object test helpers can only be used with stubs pointing to objects defined within the same worker.");
    }
  }

  async function runInDurableObject(stub, callback) {
    checkStub("runInDurableObject", stub);
    if (typeof callback !== "function") wrongType("runInDurableObject", 2, "function");
    return need("runInObject")(stub, callback);
  }

  async function runDurableObjectAlarm(stub) {
    checkStub("runDurableObjectAlarm", stub);
    return need("runInObject")(stub, async (instance, state) => {
      if ((await state.storage.getAlarm()) === null) return false;
      await state.storage.deleteAlarm();
      await instance.alarm?.();
      return true;
    });
  }

  async function listDurableObjectIds(namespace) {
    if (!need("isNamespace")(namespace)) wrongType("listDurableObjectIds", 1, "DurableObjectNamespace");
    const ids = await need("listIds")(namespace);
    return ids.map((id) => namespace.idFromString(id));
  }

  function evictionOptions({ webSockets = "hibernate" } = {}) {
    if (webSockets === "hibernate" || webSockets === "close") return { webSockets };
    throw new TypeError('options.webSockets must be "hibernate" or "close".');
  }

  async function evictDurableObject(stub, options) {
    checkStub("evictDurableObject", stub);
    await need("evict")(stub, evictionOptions(options));
  }

  const evictAllDurableObjects = async (options) => void (await need("evictAll")(evictionOptions(options)));
  const abortAllDurableObjects = async () => void (await need("abortAll")());
  const reset = async () => void (await need("reset")());

  const contexts = new WeakMap();

  class ExecutionContext {
    constructor() {
      contexts.set(this, []);
      this.exports = worker.exports;
    }

    waitUntil(promise) {
      const list = contexts.get(this);
      if (!list) throw new TypeError("Illegal invocation");
      list.push(promise);
    }

    passThroughOnException() {}
  }

  // Constructors of entrypoints check the class of the ctx they get.
  if (worker.ExecutionContext) {
    Object.setPrototypeOf(ExecutionContext.prototype, worker.ExecutionContext.prototype);
  }

  const createExecutionContext = () => new ExecutionContext();

  // Waits until no promise is left, also of those added meanwhile.
  async function settle(list) {
    const errors = [];
    while (list.length > 0) {
      const batch = list.splice(0);
      let timer;
      const late = new Promise((resolve) => {
        timer = lib.timers.setTimeout(resolve, waitUntilLimit, null);
      });
      const results = await Promise.race([Promise.allSettled(batch), late]);
      lib.timers.clearTimeout(timer);
      if (results === null) {
        lib.warn(`[vitest-plugin] ${batch.length} waitUntil promise(s) did not resolve within ${waitUntilLimit / 1000}s and will be abandoned. This normally means your Worker's waitUntil handler has a bug that prevents it from settling (e.g. a fetch that never completes or a missing resolve/reject call).`);
        list.length = 0;
        break;
      }
      for (const result of results) if (result.status === "rejected") errors.push(result.reason);
    }
    if (errors.length === 1) throw errors[0];
    if (errors.length > 1) throw new AggregateError(errors);
  }

  async function waitOnExecutionContext(context) {
    const list = contexts.get(context);
    if (!list) {
      throw new TypeError(
        "Failed to execute 'getWaitUntil': parameter 1 is not of type 'ExecutionContext'.\n" +
        "You must call 'createExecutionContext()' or 'createPagesEventContext()' to get an 'ExecutionContext' instance.");
    }
    await settle(list);
  }

  class ScheduledController {
    constructor({ scheduledTime, cron } = {}) {
      this.scheduledTime = Number(scheduledTime ?? Date.now());
      this.cron = String(cron ?? "");
    }

    noRetry() {}
  }

  function createScheduledController(options) {
    if (options !== undefined && typeof options !== "object") {
      throw new TypeError("Failed to execute 'createScheduledController': parameter 1 is not of type 'ScheduledOptions'.");
    }
    return new ScheduledController(options);
  }

  const batches = new WeakMap();

  class QueueMessage {
    constructor(state, message) {
      if (typeof message !== "object" || message === null) wrongType("createMessageBatch", 2, "ServiceBindingQueueMessage");
      this.id = String(message.id);
      this.timestamp = new Date(message.timestamp);
      this.attempts = Number(message.attempts ?? 1);
      this.body = "body" in message ? message.body : message.serializedBody;
      Object.defineProperty(this, "state", { value: state });
    }

    retry(options) {
      if (this.state.ackAll || this.state.acks.has(this.id)) return;
      this.state.retries.set(this.id, options?.delaySeconds);
    }

    ack() {
      if (!this.state.retryAll && !this.state.retries.has(this.id)) this.state.acks.add(this.id);
    }
  }

  class MessageBatch {
    constructor(queue, messages) {
      const state = { acks: new Set(), retries: new Map(), ackAll: false, retryAll: null };
      batches.set(this, state);
      this.queue = queue;
      this.messages = messages.map((message) => new QueueMessage(state, message));
    }

    retryAll(options) {
      const state = batches.get(this);
      if (!state.ackAll) state.retryAll = { delaySeconds: options?.delaySeconds };
    }

    ackAll() {
      const state = batches.get(this);
      if (!state.retryAll) state.ackAll = true;
    }
  }

  function createMessageBatch(queue, messages) {
    if (arguments.length === 0) wrongType("createMessageBatch", 1, "string");
    if (!Array.isArray(messages)) wrongType("createMessageBatch", 2, "Array");
    return new MessageBatch(String(queue), messages);
  }

  const withDelay = (delaySeconds) => (delaySeconds === undefined ? {} : { delaySeconds });

  async function getQueueResult(batch, context) {
    const state = batches.get(batch);
    if (!state) {
      throw new TypeError(
        "Failed to execute 'getQueueResult': parameter 1 is not of type 'MessageBatch'.\nYou must call 'createMessageBatch()' to get a 'MessageBatch' instance.");
    }
    await waitOnExecutionContext(context);
    return {
      outcome: "ok",
      ackAll: state.ackAll,
      retryBatch: { retry: state.retryAll !== null, ...withDelay(state.retryAll?.delaySeconds) },
      explicitAcks: [...state.acks],
      retryMessages: [...state.retries].map(([msgId, delaySeconds]) => ({ msgId, ...withDelay(delaySeconds) })),
    };
  }

  // The default export as a fetcher, found anew on each use: it may not be there yet at import.
  const SELF = new Proxy({}, {
    get(_, key) {
      const target = worker.exports?.default;
      const value = target?.[key];
      return typeof value === "function" ? value.bind(target) : value;
    },
  });

  async function applyD1Migrations(db, migrations, table = "d1_migrations") {
    if (typeof db?.prepare !== "function" || typeof db?.batch !== "function") wrongType("applyD1Migrations", 1, "D1Database");
    const isMigration = (m) => typeof m?.name === "string" && Array.isArray(m?.queries) && m.queries.every((q) => typeof q === "string");
    if (!Array.isArray(migrations) || !migrations.every(isMigration)) wrongType("applyD1Migrations", 2, "D1Migration[]");
    if (typeof table !== "string") wrongType("applyD1Migrations", 3, "string");
    const name = `"${table.replace(/"/g, '""')}"`;
    await db.prepare(`CREATE TABLE IF NOT EXISTS ${name} (
      id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
    );`).run();
    const { results } = await db.prepare(`SELECT name FROM ${name};`).all();
    const applied = new Set(results.map((row) => row.name));
    const insert = db.prepare(`INSERT INTO ${name} (name) VALUES (?);`);
    for (const migration of migrations) {
      if (applied.has(migration.name)) continue;
      await db.batch([...migration.queries.map((query) => db.prepare(query)), insert.bind(migration.name)]);
    }
  }

  lib.cloudflare = {
    env: worker.env, SELF, runInDurableObject, runDurableObjectAlarm, listDurableObjectIds, evictDurableObject,
    evictAllDurableObjects, abortAllDurableObjects, reset, createExecutionContext, waitOnExecutionContext,
    createScheduledController, createMessageBatch, getQueueResult, applyD1Migrations,
  };
  const absent = ["createPagesEventContext", "adminSecretsStore", "introspectWorkflow", "introspectWorkflowInstance"];
  for (const name of absent) {
    lib.cloudflare[name] = () => {
      throw new Error(`${name}() is not available in devdo test`);
    };
  }
})
