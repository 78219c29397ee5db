// D1Database, the binding of d1_databases: statements, sessions and the shapes of their results.
// Its queries run in Go; what comes back are finished results.
(function (host, use) {
  "use strict";
  const { WrappedBinding } = use("wrapped_binding");
  const token = {};

  const anywhere = "first-unconstrained";
  const primary = "first-primary";
  const overRPC = () => host.flag("d1_binding_jsrpc");

  // failure is the exception of a query that failed, of which the host says only the message.
  const failure = (prefix, error) => {
    if (error.reset && !overRPC()) return error.reset;
    const cause = error.reset ?? new Error(error.message);
    if (overRPC() && !error.reset) {
      if (!error.unnamed) cause.name = "D1_ERROR";
      cause.remote = true;
    }
    return new Error(`${prefix}: ${cause.message}`, { cause });
  };

  // send runs queries on behalf of a session. Rows become objects ("objects", or "first" for one of
  // them) or stay lists ("raw").
  const send = async (session, queries, shape, prefix) => {
    const answer = await host.query(session.handle, queries, shape, session.constraint !== null, overRPC());
    if (answer.error) throw failure(prefix, answer.error);
    if (answer.bookmark) session.advance(answer.bookmark);
    return answer.results;
  };

  // Session is what a database and its sessions share; only theirs keep a bookmark.
  class Session {
    constructor(handle, constraint) {
      this.handle = handle;
      this.constraint = constraint;
    }
    bookmark() {
      return this.constraint === anywhere || this.constraint === primary ? null : this.constraint;
    }
    advance(bookmark) {
      const current = this.bookmark();
      if (current === null || current.localeCompare(bookmark) < 0) this.constraint = bookmark;
    }
  }

  // has checks that a method is there, in the words of V8.
  const has = (o, name, text = name) => {
    if (o === undefined || o === null) throw new TypeError(`Cannot read properties of ${o} (reading '${name}')`);
    if (typeof o[name] !== "function") throw new TypeError(`${text} is not a function`);
  };

  const batch = (session, statements) => {
    has(statements, "map", "statements.map");
    return send(session, statements.map(({ statement, params }) => ({ sql: statement, params })), "objects", "D1_ERROR");
  };

  const typeError = (value) => {
    const text = `Type '${typeof value}' not supported for value '${value}'`;
    return new Error(`D1_TYPE_ERROR: ${text}`, { cause: new Error(text) });
  };

  const isByte = (n) => typeof n === "number" && n >= 0 && n < 256;

  // bound is a parameter in the form in which it is kept: bytes become lists of numbers.
  const bound = (value) => {
    switch (typeof value) {
      case "number":
      case "string":
        return value;
      case "boolean":
        return value ? 1 : 0;
      case "object":
        if (value === null || (Array.isArray(value) && value.every(isByte))) return value;
        if (value instanceof ArrayBuffer) return Array.from(new Uint8Array(value));
        if (ArrayBuffer.isView(value)) return Array.from(value);
    }
    throw typeError(value);
  };

  class D1PreparedStatement {
    #session;
    statement;
    params;
    constructor(session, statement, params) {
      this.#session = session;
      this.statement = statement;
      this.params = params ?? [];
    }
    bind(...values) {
      return new D1PreparedStatement(this.#session, this.statement, values.map(bound));
    }
    async #send(shape) {
      const results = await send(this.#session, [{ sql: this.statement, params: this.params }], shape, "D1_ERROR");
      return results[0];
    }
    async first(colName) {
      const row = (await this.#send("first")).results[0];
      if (row === undefined) return null;
      if (colName === undefined) return row;
      if (row[colName] === undefined) {
        throw new Error(`D1_COLUMN_NOTFOUND: Column not found (${colName})`, { cause: new Error("Column not found") });
      }
      return row[colName];
    }
    async run() {
      return this.#send("objects");
    }
    async all() {
      return this.#send("objects");
    }
    async raw(options) {
      const { columns, rows } = (await this.#send("raw")).results;
      return options?.columnNames ? [columns, ...rows] : rows;
    }
  }

  class D1DatabaseSession {
    #session;
    constructor(key, session) {
      if (key !== token) throw new TypeError("Illegal constructor");
      this.#session = session;
    }
    prepare(sql) {
      return new D1PreparedStatement(this.#session, sql);
    }
    async batch(statements) {
      return batch(this.#session, statements);
    }
    getBookmark() {
      return this.#session.bookmark();
    }
  }

  let handleOf;

  class D1Database extends WrappedBinding {
    #session;
    static {
      handleOf = (o) => (#session in o ? o.#session.handle : undefined);
    }
    constructor(handle) {
      super();
      this.#session = new Session(handle, null);
    }
    prepare(query) {
      return new D1PreparedStatement(this.#session, query);
    }
    async batch(statements) {
      return batch(this.#session, statements);
    }
    async exec(query) {
      has(query, "trim", "query.trim");
      const lines = query.trim().split("\n");
      const prefix = overRPC() ? "D1_EXEC_ERROR" : `D1_EXEC_ERROR: Error in line 1: ${lines[0]}`;
      let results;
      try {
        results = await send(this.#session, lines.map((sql) => ({ sql })), "objects", prefix);
      } catch (error) {
        // Without RPC the cause says the line too.
        if (!overRPC() && error.cause) error.cause.message = error.message.slice("D1_EXEC_ERROR: ".length);
        throw error;
      }
      return { count: results.length, duration: results.reduce((sum, { meta }) => sum + meta.duration, 0) };
    }
    withSession(constraintOrBookmark) {
      if (constraintOrBookmark != null) has(constraintOrBookmark, "trim", "constraintOrBookmark?.trim");
      const constraint = constraintOrBookmark?.trim() || anywhere;
      return new D1DatabaseSession(token, new Session(this.#session.handle, constraint));
    }
    async query(request) {
      if (!overRPC()) {
        throw new Error("D1_ERROR: D1Database.query() requires the d1_binding_jsrpc compatibility flag. Enable d1_binding_jsrpc before calling query().");
      }
      const { queries, bookmark } = request;
      const answer = await host.query(this.#session.handle, queries, "raw", Boolean(bookmark), true);
      if (answer.error) throw failure("D1_ERROR", answer.error).cause;
      const results = answer.results.map(({ meta, results }) => ({ meta, data: { kind: "raw", ...results } }));
      return answer.bookmark ? { results, bookmark: answer.bookmark } : { results };
    }
    async dump() {
      throw new Error("D1_DUMP_ERROR: Status + 404", { cause: new Error("Status 404") });
    }
  }

  return { makeD1: (handle) => new D1Database(handle), handleOf };
});
