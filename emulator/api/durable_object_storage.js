// DurableObjectStorage and its transactions. Values cross to Go as they are: Go serialises
// them at the call, so later changes to an object are not stored.
(function (host, use) {
  "use strict";
  const { illegalConstructor, badArgument, toDOMString, dictionary, toDate, toInt32, own, define } = use("arguments");
  const token = {};

  const stringKeys = (keys) => Array.from(keys, toDOMString);

  const listOptions = (options, type) => {
    const o = dictionary(options, "list", type, 1, "ListOptions");
    if (o.start !== undefined && o.startAfter !== undefined) {
      throw new TypeError("list() cannot be called with both start and startAfter values.");
    }
    const text = (v) => (v === undefined ? undefined : toDOMString(v));
    let limit;
    if (o.limit !== undefined) {
      limit = toInt32(o.limit);
      if (limit <= 0) throw new TypeError("List limit must be positive.");
    }
    return [text(o.start), text(o.startAfter), text(o.end), text(o.prefix), Boolean(o.reverse), limit ?? 0];
  };

  const get = (actor, type, args) => {
    if (args.length < 1) badArgument("get", type, 1, "string or Array");
    const key = args[0];
    if (args.length > 1) dictionary(args[1], "get", type, 2, "GetOptions");
    if (Array.isArray(key)) return host.getMany(actor, stringKeys(key));
    return host.get(actor, toDOMString(key));
  };

  const put = (actor, type, args) => {
    const [key, value, options] = args;
    if (args.length < 1) badArgument("put", type, 1, "string or object");
    const isEntries = typeof key === "function" || (typeof key === "object" && key !== null && !Array.isArray(key));
    if (!isEntries) {
      if (value === undefined) throw new TypeError("put() called with undefined value.");
      dictionary(options, "put", type, 3, "PutOptions");
      host.put(actor, toDOMString(key), value);
      return;
    }
    if (value !== undefined && value !== null && typeof value !== "object") {
      throw new TypeError(
        "put() may only be called with a single key-value pair and optional options as put(key, value, options) or with multiple key-value pairs and optional options as put(entries, options)",
      );
    }
    const keys = Object.keys(key);
    host.putMany(actor, keys, keys.map((k) => key[k]));
  };

  const remove = (actor, type, args) => {
    if (args.length < 1) badArgument("delete", type, 1, "string or Array");
    const key = args[0];
    if (args.length > 1) dictionary(args[1], "delete", type, 2, "PutOptions");
    if (Array.isArray(key)) return host.deleteMany(actor, stringKeys(key));
    return host.delete(actor, toDOMString(key));
  };

  const list = (actor, type, options) => host.list(actor, ...listOptions(options, type));

  const setAlarm = (actor, type, args) => {
    const time = toDate(args[0], "setAlarm", type, 1);
    dictionary(args[1], "setAlarm", type, 2, "SetAlarmOptions");
    if (time <= 0) throw new TypeError("setAlarm() cannot be called with an alarm time <= 0");
    host.setAlarm(actor, time);
  };

  class SyncKvStorage {
    #actor;
    constructor(key, actor) {
      if (key !== token) illegalConstructor();
      this.#actor = actor;
    }
    get(key) {
      if (arguments.length < 1) badArgument("get", "SyncKvStorage", 1, "string");
      host.requireKv(this.#actor);
      return host.get(this.#actor, toDOMString(key));
    }
    put(key, value) {
      if (arguments.length < 1) badArgument("put", "SyncKvStorage", 1, "string");
      if (arguments.length < 2) badArgument("put", "SyncKvStorage", 2, "Value");
      host.requireKv(this.#actor);
      host.put(this.#actor, toDOMString(key), value);
    }
    delete(key) {
      if (arguments.length < 1) badArgument("delete", "SyncKvStorage", 1, "string");
      host.requireKv(this.#actor);
      return host.delete(this.#actor, toDOMString(key));
    }
    list(options) {
      host.requireKv(this.#actor);
      const cursor = host.openList(this.#actor, ...listOptions(options, "SyncKvStorage"));
      return new ListIterator(token, cursor);
    }
  }
  const PublicSyncKvStorage = define(SyncKvStorage, { illegal: true, receiver: true });

  // Before 2025-12-03 the finished form of an iterator result has only the key `done`.
  const finished = host.fullResults() ? () => ({ done: true, value: undefined }) : () => ({ done: true });

  class ListIterator extends Iterator {
    #cursor;
    constructor(key, cursor) {
      if (key !== token) illegalConstructor();
      super();
      this.#cursor = cursor;
    }
    next() {
      const entry = host.nextEntry(this.#cursor);
      return entry === undefined ? finished() : { done: false, value: entry };
    }
  }
  const PublicListIterator = define(ListIterator, { illegal: true });

  class DurableObjectTransaction {
    #actor;
    #savepoint;
    #storage;
    #state = "open";
    constructor(key, actor, savepoint, storage) {
      if (key !== token) illegalConstructor();
      this.#actor = actor;
      this.#savepoint = savepoint;
      this.#storage = storage;
    }
    async get(...args) {
      return get(this.#use("get"), "DurableObjectTransaction", args);
    }
    async list(options) {
      return list(this.#use("list"), "DurableObjectTransaction", options);
    }
    async put(...args) {
      return put(this.#use("put"), "DurableObjectTransaction", args);
    }
    delete(...args) {
      return Promise.resolve(remove(this.#use("delete"), "DurableObjectTransaction", args));
    }
    deleteAll() {
      throw new Error("Cannot call deleteAll() within a transaction");
    }
    rollback() {
      if (this.#state === "rolled back") return;
      if (this.#state === "committed") throw committed("rollback");
      this.#storage.innermost(this);
      host.rollback(this.#actor, this.#savepoint);
      this.#state = "rolled back";
    }
    async getAlarm(options) {
      dictionary(options, "getAlarm", "DurableObjectTransaction", 1, "GetAlarmOptions");
      return host.getAlarm(this.#use("getAlarm"));
    }
    async setAlarm(...args) {
      setAlarm(this.#use("setAlarm"), "DurableObjectTransaction", args);
    }
    async deleteAlarm(options) {
      dictionary(options, "deleteAlarm", "DurableObjectTransaction", 1, "SetAlarmOptions");
      host.deleteAlarm(this.#use("deleteAlarm"));
    }
    #use(method) {
      if (this.#state === "rolled back") throw new Error(`Cannot ${method}() on rolled back transaction`);
      if (this.#state === "committed") throw committed(method);
      return this.#actor;
    }
    static end(txn, state) {
      if (txn.#state === "open") txn.#state = state;
    }
  }
  const endTransaction = DurableObjectTransaction.end;
  delete DurableObjectTransaction.end;
  const PublicDurableObjectTransaction = define(DurableObjectTransaction, { illegal: true, receiver: true });

  const committed = (method) =>
    new Error(
      `Cannot call ${method}() on transaction that has already committed: did you move \`txn\` outside of the closure?`,
    );

  // The transactions of one object that are running, innermost last.
  class Transactions {
    #running = [];
    begin(txn) {
      this.#running.push(txn);
    }
    end(txn) {
      const at = this.#running.indexOf(txn);
      if (at >= 0) this.#running.splice(at, 1);
    }
    innermost(txn) {
      if (this.#running.at(-1) !== txn && this.#running.includes(txn)) {
        throw new Error("Cannot roll back an outer transaction while a nested transaction is still running.");
      }
    }
    get any() {
      return this.#running.length > 0;
    }
  }

  class DurableObjectStorage {
    #actor;
    #transactions = new Transactions();
    constructor(key, actor) {
      if (key !== token) illegalConstructor();
      this.#actor = actor;
      own(this, "kv", new SyncKvStorage(token, actor));
      own(this, "sql", use("sql").makeSql(actor));
    }
    async get(...args) {
      return get(this.#actor, "DurableObjectStorage", args);
    }
    async list(options) {
      return list(this.#actor, "DurableObjectStorage", options);
    }
    async put(...args) {
      return put(this.#actor, "DurableObjectStorage", args);
    }
    // Bad arguments of delete() throw at once, unlike those of its siblings (DO-ARG-11).
    delete(...args) {
      return Promise.resolve(remove(this.#actor, "DurableObjectStorage", args));
    }
    async deleteAll(options) {
      dictionary(options, "deleteAll", "DurableObjectStorage", 1, "PutOptions");
      if (this.#transactions.any) throw new Error("Cannot call deleteAll() within a transaction");
      host.deleteAll(this.#actor);
    }
    transaction(callback) {
      if (typeof callback !== "function") {
        return Promise.reject(badArgument.error("transaction", "DurableObjectStorage", 1, "function"));
      }
      const actor = this.#actor;
      const running = this.#transactions;
      return new Promise((resolve, reject) => {
        host.enter(actor, async (end) => {
          const savepoint = host.begin(actor);
          const txn = new DurableObjectTransaction(token, actor, savepoint, running);
          running.begin(txn);
          let settle;
          try {
            const result = await callback(txn);
            running.end(txn);
            endTransaction(txn, "committed");
            host.finish(actor, savepoint, true);
            settle = () => resolve(result);
          } catch (error) {
            running.end(txn);
            endTransaction(txn, "rolled back");
            host.finish(actor, savepoint, false);
            settle = () => reject(error);
          }
          end();
          settle();
        });
      });
    }
    async getAlarm(options) {
      dictionary(options, "getAlarm", "DurableObjectStorage", 1, "GetAlarmOptions");
      return host.getAlarm(this.#actor);
    }
    async setAlarm(...args) {
      setAlarm(this.#actor, "DurableObjectStorage", args);
    }
    async deleteAlarm(options) {
      dictionary(options, "deleteAlarm", "DurableObjectStorage", 1, "SetAlarmOptions");
      host.deleteAlarm(this.#actor);
    }
    async sync() {
      host.sync(this.#actor);
    }
    transactionSync(callback) {
      if (typeof callback !== "function") badArgument("transactionSync", "DurableObjectStorage", 1, "function");
      const savepoint = host.beginSync(this.#actor);
      let result;
      try {
        result = callback();
      } catch (error) {
        host.finishSync(savepoint, false);
        throw error;
      }
      host.finishSync(savepoint, true);
      return result;
    }
    async getCurrentBookmark() {
      return host.bookmark(this.#actor);
    }
    // Unlike workerd, whose local storage has no history, these two work as in production.
    async getBookmarkForTime(time) {
      return host.bookmarkForTime(this.#actor, toDate(time, "getBookmarkForTime", "DurableObjectStorage", 1));
    }
    async onNextSessionRestoreBookmark(...args) {
      if (args.length < 1) badArgument("onNextSessionRestoreBookmark", "DurableObjectStorage", 1, "string");
      return host.restoreBookmark(this.#actor, toDOMString(args[0]));
    }
  }
  const PublicDurableObjectStorage = define(DurableObjectStorage, { illegal: true, receiver: true });

  return {
    DurableObjectStorage: PublicDurableObjectStorage,
    DurableObjectTransaction: PublicDurableObjectTransaction,
    SyncKvStorage: PublicSyncKvStorage,
    makeStorage: (actor) => new DurableObjectStorage(token, actor),
  };
});
