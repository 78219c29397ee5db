// DO-SQL-1…9: exec.
import { describe, inside, fresh, keep, object, outcome, outcomes } from "../entry";
import { queries, rows, shape } from "./run";

// DO-SQL-1
export const surface = object(({ storage: { sql } }) => ({
  storage: shape(Object.getPrototypeOf(sql)), own: Reflect.ownKeys(sql), tag: String(sql), same: [sql.Cursor === sql.Cursor],
  prepare: typeof sql.prepare, ingest: typeof sql.ingest, name: sql.constructor.name, cursorName: sql.Cursor.name, statement: sql.Statement.name,
}));

export const cursorSurface = object(({ storage: { sql } }) => {
  const cursor = sql.exec("SELECT 1");
  const iterator = cursor[Symbol.iterator]();
  const raw = cursor.raw();
  const proto = Object.getPrototypeOf;
  return {
    cursor: shape(proto(cursor)), tag: String(cursor), own: Reflect.ownKeys(cursor), is: cursor instanceof sql.Cursor,
    iterator: String(iterator), iteratorIs: iterator instanceof Iterator, iterable: iterator[Symbol.iterator]() === iterator,
    raw: String(raw), rawNext: typeof raw.next, rawIs: raw instanceof Iterator, rawIterable: raw[Symbol.iterator]() === raw,
    helpers: [typeof cursor.map, typeof iterator.map, typeof raw.map],
  };
});

export const constructors = object(({ storage: { sql } }) =>
  outcomes({
    cursor: () => new sql.Cursor(), statement: () => new sql.Statement(), call: () => sql.Cursor(), storage: () => new sql.constructor(),
    unbound: () => (0, sql.exec)("SELECT 1"), elsewhere: () => Object.getPrototypeOf(sql).exec.call({}, "SELECT 1"),
    size: () => Object.getPrototypeOf(sql).databaseSize, next: () => sql.Cursor.prototype.next.call({}),
  }),
);

// DO-SQL-2
export const query = object((self) => {
  const { sql } = self.storage;
  return outcomes({
    none: () => sql.exec(), undefined: () => sql.exec(undefined), null: () => sql.exec(null), number: () => sql.exec(1), symbol: () => sql.exec(Symbol()),
    object: () => [...sql.exec({ toString: () => "SELECT 5" }).raw()], throws: () => sql.exec({ toString() { throw new RangeError("no"); } }),
    lone: () => [...sql.exec("SELECT '\uD800'").raw()], nul: () => [...sql.exec("SELECT 1\0, 2").raw()],
  });
});

// DO-SQL-3, DO-SQL-4, DO-SQL-5
export const several = queries(
  "CREATE TABLE t (a); INSERT INTO t VALUES (1); INSERT INTO t VALUES (2); SELECT a FROM t", "SELECT 1; SELECT 2",
  ["INSERT INTO t VALUES (?); SELECT 1", 1], ["INSERT INTO t VALUES (3); SELECT ?", 7], ["INSERT INTO t VALUES (4); SELECT ?; SELECT 1", 7],
  "INSERT INTO t VALUES (5); INSERT INTO nope VALUES (6); INSERT INTO t VALUES (7)", "SELECT group_concat(a) FROM t",
  "INSERT INTO t VALUES (8); SELEC", ["INSERT INTO t VALUES (9); SELECT 1", 1], "SELECT group_concat(a) FROM t",
);

// DO-TRAP-16, DO-SQL-6
export const nothing = queries(
  "", " ", ";", "-- c", "/* c */", "SELECT 1;;", "SELECT 1; -- c", "SELECT 1;  \n\t", "SELECT 1 -- c", "SELECT 1 /* c", "SELECT 1 /* c */; ", ";SELECT 1", "\uFEFFSELECT 1",
  "-- c\nSELECT 1", "SELECT 1; /* c */ SELECT 2", "SELECT 1; /* c */",
);

export const commentColumn = object(({ storage: { sql } }) => sql.exec("SELECT 1 -- c").columnNames);

// DO-SQL-7, DO-SQL-8
export const parameters = queries(
  "SELECT ?", ["SELECT 1", 1], ["SELECT ?, ?", 1], ["SELECT ?, ?", 1, 2, 3], ["SELECT ?2, ?1", "a", "b"], ["SELECT ?3", 1, 2, 3], ["SELECT ?3", 1],
  ["SELECT :a, $b, @c, :a", 1, 2, 3], ["SELECT :a, ?", 1, 2], ["SELECT ?1, ?", 1, 2], ["SELECT ?100", ...Array(100).fill("x")], ["SELECT $a::b(c)", 1],
  ["SELECT ?0", 1], ["SELECT ?101", 1], "SELECT ?x",
);

// DO-SQL-9
export const nested = object((self) => {
  const { sql } = self.storage;
  rows(self, "CREATE TABLE t (a); INSERT INTO t VALUES (1), (2), (3)");
  const seen: unknown[] = [];
  for (const [a] of sql.exec("SELECT a FROM t").raw()) for (const [b] of sql.exec("SELECT a FROM t").raw()) seen.push([a, b]);
  return seen;
});

// A statement kept from before a change of the schema.
export const schemaChange = object((self) => {
  const { sql } = self.storage;
  rows(self, "CREATE TABLE t (a); INSERT INTO t VALUES (1)");
  const before = sql.exec("SELECT * FROM t").columnNames;
  rows(self, "ALTER TABLE t ADD COLUMN b DEFAULT 'x'");
  return [before, sql.exec("SELECT * FROM t").columnNames, rows(self, "SELECT * FROM t")];
});

// DO-STORAGE-90
export const legacy = {
  test: (_: unknown, env: any) => inside(fresh(env.LEGACY), ({ storage: { sql } }) =>
    outcomes({ tag: () => String(sql), exec: () => sql.exec("SELECT 1"), none: () => sql.exec(), size: () => sql.databaseSize, cursor: () => typeof sql.Cursor })),
};

// A cursor belongs to the object that made it.
let kept: any;
export const cursorElsewhere = {
  async test(_: unknown, env: any) {
    await fresh(env.SUBJECT).runNow(keep((self) => void (kept = self.storage.sql.exec("SELECT 1 UNION SELECT 2"))));
    return {
      here: await outcome(() => kept.toArray()), names: await outcome(() => kept.columnNames),
      other: await inside(fresh(env.SUBJECT), () => outcome(() => kept.toArray())),
    };
  },
};
