// SqlStorage and its cursors. A cursor of Go does the stepping; the class holds its place.
(function (host, use) {
  "use strict";
  const { illegal, illegalConstructor, badArgument, define, toDOMString } = use("arguments");
  const token = {};

  // Before 2025-12-03 the finished form of an iterator result has only the key `done`.
  const finished = host.fullResults() ? () => ({ done: true, value: undefined }) : () => ({ done: true });

  class RawIterator extends Iterator {
    #next;
    constructor(key, next) {
      if (key !== token) illegalConstructor();
      super();
      this.#next = next;
    }
    next() {
      const value = this.#next();
      return value === undefined ? finished() : { done: false, value };
    }
  }
  const PublicRawIterator = define(RawIterator, { illegal: true });

  class RowIterator extends Iterator {
    #next;
    constructor(key, next) {
      if (key !== token) illegalConstructor();
      super();
      this.#next = next;
    }
    next() {
      const value = this.#next();
      return value === undefined ? finished() : { done: false, value };
    }
  }
  const PublicRowIterator = define(RowIterator, { illegal: true });

  class Cursor {
    #cursor;
    #columns;
    constructor(key, cursor) {
      if (key !== token) illegalConstructor();
      this.#cursor = cursor;
    }
    next() {
      const value = host.row(cursorOf(this));
      return value === undefined ? finished() : { done: false, value };
    }
    toArray() {
      return host.rows(cursorOf(this));
    }
    one() {
      const row = host.row(cursorOf(this));
      if (row === undefined) throw new Error("Expected exactly one result from SQL query, but got no results.");
      if (host.row(cursorOf(this)) !== undefined) {
        host.close(cursorOf(this));
        throw new Error("Expected exactly one result from SQL query, but got multiple results.");
      }
      return row;
    }
    raw() {
      const cursor = cursorOf(this);
      return new RawIterator(token, () => host.raw(cursor));
    }
    get columnNames() {
      const cursor = cursorOf(this);
      return (this.#columns ??= host.columns(cursor));
    }
    get rowsRead() {
      return host.rowsRead(cursorOf(this));
    }
    get rowsWritten() {
      return host.rowsWritten(cursorOf(this));
    }
    static of(value) {
      return value && #cursor in Object(value) ? value.#cursor : illegal();
    }
    [Symbol.iterator]() {
      const cursor = cursorOf(this);
      return new RowIterator(token, () => host.row(cursor));
    }
  }
  const cursorOf = Cursor.of;
  delete Cursor.of;
  const PublicCursor = define(Cursor, { illegal: true, receiver: "attributes" });

  class Statement {
    constructor() {
      illegalConstructor();
    }
  }
  const PublicStatement = define(Statement, { illegal: true });

  class SqlStorage {
    #actor;
    constructor(key, actor) {
      if (key !== token) illegalConstructor();
      this.#actor = actor;
    }
    exec(query, ...bindings) {
      if (arguments.length < 1) badArgument("exec", "SqlStorage", 1, "String");
      return new Cursor(token, host.exec(actorOf(this), toDOMString(query), bindings));
    }
    get databaseSize() {
      return host.databaseSize(actorOf(this));
    }
    static of(value) {
      return value && #actor in Object(value) ? value.#actor : illegal();
    }
  }
  const actorOf = SqlStorage.of;
  delete SqlStorage.of;
  Object.defineProperties(SqlStorage.prototype, {
    Cursor: { value: PublicCursor, writable: true, configurable: true, enumerable: true },
    Statement: { value: PublicStatement, writable: true, configurable: true, enumerable: true },
  });
  const PublicSqlStorage = define(SqlStorage, { illegal: true, receiver: "attributes" });

  return { SqlStorage: PublicSqlStorage, Cursor: PublicCursor, makeSql: (actor) => new SqlStorage(token, actor) };
});
