// node:sqlite: names only, as in workerd.
// flag: enable_nodejs_sqlite_module
// exports: DatabaseSync StatementSync backup constants
(function (host, use) {
  "use strict";
  const illegal = (name) => {
    const Class = class {
      constructor() {
        throw new TypeError("Illegal constructor");
      }
    };
    Object.defineProperty(Class, "name", { value: name });
    return Class;
  };
  const constants = {
    SQLITE_CHANGESET_OMIT: 0, SQLITE_CHANGESET_REPLACE: 1, SQLITE_CHANGESET_ABORT: 2, SQLITE_CHANGESET_DATA: 1, SQLITE_CHANGESET_NOTFOUND: 2,
    SQLITE_CHANGESET_CONFLICT: 3, SQLITE_CHANGESET_CONSTRAINT: 4, SQLITE_CHANGESET_FOREIGN_KEY: 5, SQLITE_OK: 0, SQLITE_DENY: 1, SQLITE_IGNORE: 2,
  };
  // What an authorizer is asked for, numbered from 1; 0 is SQLITE_COPY.
  const actions = "CREATE_INDEX CREATE_TABLE CREATE_TEMP_INDEX CREATE_TEMP_TABLE CREATE_TEMP_TRIGGER CREATE_TEMP_VIEW CREATE_TRIGGER CREATE_VIEW " +
    "DELETE DROP_INDEX DROP_TABLE DROP_TEMP_INDEX DROP_TEMP_TABLE DROP_TEMP_TRIGGER DROP_TEMP_VIEW DROP_TRIGGER DROP_VIEW INSERT PRAGMA READ " +
    "SELECT TRANSACTION UPDATE ATTACH DETACH ALTER_TABLE REINDEX ANALYZE CREATE_VTABLE DROP_VTABLE FUNCTION SAVEPOINT";
  actions.split(" ").forEach((name, n) => (constants[`SQLITE_${name}`] = n + 1));
  Object.assign(constants, { SQLITE_COPY: 0, SQLITE_RECURSIVE: 33 });

  return {
    DatabaseSync: illegal("DatabaseSync"),
    StatementSync: illegal("StatementSync"),
    constants,
    backup() {
      throw new Error("backup is not implemented");
    },
  };
});
