// DO-SQL-12…18: values on their way in and out.
import { describe, object, outcome, outcomes, type Subject } from "../entry";
import { queries, rows } from "./run";

const bound = (self: Subject, value: unknown) => {
  const [type, hex, same] = rows(self, "SELECT typeof(?1), hex(?1), ?1", value)[0] as any[];
  return [type, hex, same];
};

// DO-SQL-12
export const conversions = object(async (self) => {
  const bytes = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]);
  const values: Record<string, unknown> = {
    integer: 5, zero: 0, minus: -1, fraction: 1.5, nan: NaN, infinity: Infinity, minusInfinity: -Infinity, minusZero: -0, large: 2 ** 53 + 2, max: Number.MAX_VALUE,
    string: "é", empty: "", nul: "a\0b", lone: "a\uD800b", emoji: "\u{1F600}", null: null, undefined, true: true, false: false,
    bigint: 1n, symbol: Symbol("s"), buffer: bytes.buffer, view: bytes.subarray(2, 4), u16: new Uint16Array(bytes.buffer, 2, 1), data: new DataView(bytes.buffer, 6),
    emptyBuffer: new ArrayBuffer(0), f64: new Float64Array([1]), array: [1, 2, 3], object: {}, fn: () => 1, map: new Map(), boxed: new Number(4), text: new String("s"),
    boxedFlag: new Boolean(true), throws: { toString() { throw new RangeError("no"); } }, blob: new Blob(["x"]), url: new URL("http://a/"),
    primitive: { [Symbol.toPrimitive]: () => 7 },
  };
  const all: Record<string, unknown> = {};
  for (const name of Object.keys(values)) all[name] = await outcome(() => bound(self, values[name]));
  return all;
});

// DO-SQL-13
export const alwaysReal = queries(
  "CREATE TABLE t (i INTEGER, n NUMERIC, x TEXT, b BLOB, r REAL, none)", ["INSERT INTO t VALUES (?1, ?1, ?1, ?1, ?1, ?1)", 1], ["INSERT INTO t VALUES (?1, ?1, ?1, ?1, ?1, ?1)", 1.5],
  ["INSERT INTO t VALUES (?1, ?1, ?1, ?1, ?1, ?1)", 2 ** 60], ["INSERT INTO t VALUES (?1, ?1, ?1, ?1, ?1, ?1)", "12"], ["INSERT INTO t VALUES (?1, ?1, ?1, ?1, ?1, ?1)", true],
  "SELECT typeof(i), typeof(n), typeof(x), typeof(b), typeof(r), typeof(none), i, n, x, b, r, none FROM t",
  ["SELECT json_object('a', ?)", 5], ["SELECT ? || ''", 5], ["SELECT ?/2", 7], ["SELECT 7 % ?", 4], ["SELECT group_concat(i || ?) FROM t", 2], ["SELECT 1 LIMIT ?", 1], ["SELECT 1 LIMIT ?", 1.5],
  ["SELECT 1 LIMIT ?", "1"], ["SELECT 1 LIMIT ? OFFSET ?", 1, 1], ["SELECT substr('abc', ?)", 2], ["SELECT printf('%d %s', ?1, ?1)", 3], ["SELECT ? = 5, ? = '5'", 5, 5], ["SELECT abs(?), -?, ? + 1", -5, 5, 5],
  "CREATE TABLE si (a INTEGER, b ANY) STRICT", ["INSERT INTO si VALUES (?1, ?1)", 5], ["INSERT INTO si VALUES (?, 1)", 5.5], ["INSERT INTO si VALUES (?, 1)", "x"], "SELECT typeof(a), typeof(b) FROM si",
  "CREATE TABLE k (id INTEGER PRIMARY KEY)", ["INSERT INTO k VALUES (?)", 3], ["INSERT INTO k VALUES (?)", 3.5], ["INSERT INTO k VALUES (?)", "4"], ["INSERT INTO k VALUES (?)", "x"], ["SELECT id, typeof(id) FROM k WHERE id = ?", 3],
  ["SELECT id FROM k WHERE id IN (?, ?)", 3, 4], ["SELECT max(?, 2)", 1], ["SELECT ? IN (1, 2)", 1], ["SELECT CAST(? AS INTEGER), CAST(? AS TEXT)", 7, 7], ["SELECT coalesce(?, 'd')", undefined],
);

// DO-SQL-16
export const results = object(async (self) => {
  const blob = self.storage.sql.exec("SELECT x'0102' AS b").one().b;
  return {
    values: await outcome(() => rows(self, "SELECT 1, -1, 9007199254740993, 9223372036854775807, -9223372036854775808, 1.5, 1e999, -1e999, 'a', '', x'01', x'', NULL, 1=1, 'a' || char(0) || 'b', '😀', -0.0, 0.1")),
    blob: blob instanceof ArrayBuffer,
    fresh: rows(self, "SELECT x'0102'")[0] !== rows(self, "SELECT x'0102'")[0],
    invalid: await outcome(() => rows(self, "SELECT CAST(x'61ff62' AS TEXT)")),
  };
});

// DO-SQL-17, DO-SQL-18
export const rowShape = object((self) => {
  const { sql } = self.storage;
  const row = (query: string) => {
    const r = sql.exec(query).one();
    return { keys: Reflect.ownKeys(r).map(String), values: describe(r), plain: Object.getPrototypeOf(r) === Object.prototype, set: ((r.z = 1), "z" in r) };
  };
  return {
    order: row("SELECT 1 AS b, 2 AS a, 3 AS c"), integers: row("SELECT 1 AS x, 2 AS '10', 3 AS '2'"), duplicates: row("SELECT 1 AS a, 2 AS b, 3 AS a"),
    proto: row("SELECT 1 AS __proto__, 2 AS x"), unnamed: row("SELECT 1, 1+1, 'x', count(*)"), empty: row("SELECT 1 AS ''"), constructor: row("SELECT 1 AS constructor, 2 AS toString"),
    unicode: row("SELECT 1 AS 'é日'"), raw: [...sql.exec("SELECT 1 AS a, 2 AS b, 3 AS a").raw()], names: sql.exec("SELECT 1 AS a, 2 AS b, 3 AS a, 4 AS __proto__").columnNames,
    isArray: Array.isArray([...sql.exec("SELECT 1").raw()][0]),
  };
});
