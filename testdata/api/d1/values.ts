import { outcomes } from "../entry";
import { fresh } from "./meta";

const inputs: Record<string, unknown> = {
  int: 1, negative: -2, half: 0.5, big: 2 ** 53, huge: 1e300, nan: NaN, infinity: Infinity, minusZero: -0,
  text: "a", empty: "", nul: "a\0b", emoji: "😀", lone: "\ud800", yes: true, no: false, nothing: null,
  array: [1, 2, 255], arrayEmpty: [], arrayHalf: [1.5], buffer: new Uint8Array([1, 2, 3]).buffer, bytes: new Uint8Array([4, 5]),
  words: new Uint16Array([256, 7]), view: new DataView(new ArrayBuffer(2)),
};

export const bound = {
  async test(_: unknown, { DB }: any) {
    const cases: Record<string, () => unknown> = {};
    for (const [name, value] of Object.entries(inputs)) {
      cases[name] = () => DB.prepare("SELECT ?1 AS value, typeof(?1) AS type").bind(value).raw();
    }
    return outcomes(cases);
  },
};

export const refused = {
  async test(_: unknown, { DB }: any) {
    const statement = DB.prepare("SELECT ?");
    const wrong: Record<string, unknown> = {
      undefined: undefined, bigint: 1n, object: {}, func: () => 1, arrayBig: [256], arrayText: ["a"],
      arrayNegative: [-1], map: new Map(), regexp: /x/,
    };
    return outcomes({
      ...Object.fromEntries(Object.entries(wrong).map(([name, value]) => [name, () => statement.bind(value)])),
      symbol: () => statement.bind(Symbol("s")),
    });
  },
};

export const stored = {
  async test(_: unknown, { DB }: any) {
    await fresh(DB, "i INTEGER, r REAL, t TEXT, b BLOB, n NUMERIC, x");
    const insert = DB.prepare("INSERT INTO t VALUES (?1, ?1, ?1, ?1, ?1, ?1)");
    for (const value of [1, 2.5, "3", "x", null, [1, 2]]) await insert.bind(value).run();
    const types = ["i", "r", "t", "b", "n", "x"].map((c) => `typeof(${c})`).join(", ");
    return { values: await DB.prepare("SELECT * FROM t").raw(), types: await DB.prepare(`SELECT ${types} FROM t`).raw() };
  },
};

export const results = {
  async test(_: unknown, { DB }: any) {
    return outcomes({
      numbers: () => DB.prepare("SELECT 9007199254740993, 9223372036854775807, 1e308 * 10, -1e308 * 10, 0.1, -0.0").raw(),
      others: () => DB.prepare("SELECT x'00ff', '', NULL, 'é', cast(x'ff' AS TEXT)").raw(),
    });
  },
};
