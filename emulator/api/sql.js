// SqlStorage and its cursors. A cursor of Go does the stepping; the class holds its place.
(function (host, use) {
  "use strict";
  const { illegalConstructor, badArgument, readOnly, define } = use("arguments");
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
      const value = host.row(this.#cursor);
      return value === undefined ? finished() : { done: false, value };
    }
    toArray() {
      return host.rows(this.#cursor);
    }
    one() {
      const row = host.row(this.#cursor);
      if (row === undefined) throw new Error("Expected exactly one result from SQL query, but got no results.");
      if (host.row(this.#cursor) !== undefined) {
        host.close(this.#cursor);
        throw new Error("Expected exactly one result from SQL query, but got multiple results.");
      }
      return row;
    }
    raw() {
      const cursor = this.#cursor;
      return new RawIterator(token, () => host.raw(cursor));
    }
    get columnNames() {
      return (this.#columns ??= host.columns(this.#cursor));
    }
    get rowsRead() {
      return host.rowsRead(this.#cursor);
    }
    get rowsWritten() {
      return host.rowsWritten(this.#cursor);
    }
    [Symbol.iterator]() {
      const cursor = this.#cursor;
      return new RowIterator(token, () => host.row(cursor));
    }
  }
  const PublicCursor = define(Cursor, { illegal: true });

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
      return new Cursor(token, host.exec(this.#actor, String(query), bindings));
    }
    get databaseSize() {
      return host.databaseSize(this.#actor);
    }
  }
  Object.defineProperties(SqlStorage.prototype, {
    Cursor: { value: Cursor, writable: true, configurable: true, enumerable: true },
    Statement: { value: Statement, writable: true, configurable: true, enumerable: true },
  });
  const PublicSqlStorage = define(SqlStorage, { illegal: true });

  return { SqlStorage: PublicSqlStorage, Cursor: PublicCursor, makeSql: (actor) => new SqlStorage(token, actor) };
});
