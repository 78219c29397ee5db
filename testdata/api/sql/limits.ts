// DO-SQL-60…63: databaseSize and limits.
import { object, outcome } from "../entry";
import { rows } from "./run";

// DO-SQL-60
export const databaseSize = object(async (self) => {
  const { sql } = self.storage;
  const sizes = [sql.databaseSize];
  rows(self, "CREATE TABLE t (a)");
  sizes.push(sql.databaseSize);
  for (let i = 0; i < 50; i++) sql.exec("INSERT INTO t VALUES (zeroblob(4000))");
  sizes.push(sql.databaseSize);
  sql.exec("DELETE FROM t");
  sizes.push(sql.databaseSize);
  sql.exec("DROP TABLE t");
  sizes.push(sql.databaseSize);
  await self.storage.deleteAll();
  sizes.push(sql.databaseSize);
  return { sizes, assign: (await outcome(() => { sql.databaseSize = 1; }) as any).throws.class };
});

// DO-SQL-61
export const limits = object(async (self) => {
  const { sql } = self.storage;
  const list = (n: number, f: (i: number) => string, by = ",") => Array.from({ length: n }, (_, i) => f(i)).join(by);
  const all: Record<string, unknown> = {};
  const ask = async (name: string, query: string, ...bindings: unknown[]) => {
    all[name] = await outcome(() => (sql.exec(query, ...bindings).toArray(), "ok"));
  };
  await ask("text100000", "SELECT '" + "x".repeat(99991) + "'");
  await ask("text100001", "SELECT '" + "x".repeat(99992) + "'");
  await ask("textBytes", "SELECT '" + "é".repeat(49996) + "'");
  await ask("textSeveral", "SELECT 1;".repeat(20000));
  await ask("columns100", `CREATE TABLE c100 (${list(100, (i) => "c" + i)})`);
  await ask("columns101", `CREATE TABLE c101 (${list(101, (i) => "c" + i)})`);
  await ask("result100", `SELECT ${list(100, (i) => "1 AS c" + i)}`);
  await ask("result101", `SELECT ${list(101, (i) => "1 AS c" + i)}`);
  await ask("params100", `SELECT max(${list(100, () => "?")})`, ...Array(100).fill(1));
  await ask("params101", `SELECT ${list(101, () => "?", "+")}`, ...Array(101).fill(1));
  await ask("param101", "SELECT ?101", 1);
  await ask("param0", "SELECT ?0", 1);
  await ask("compound5", list(5, () => "SELECT 1", " UNION ALL "));
  await ask("compound6", list(6, () => "SELECT 1", " UNION ALL "));
  await ask("compoundUnion6", list(6, () => "SELECT 1", " UNION "));
  await ask("values", `VALUES ${list(500, (i) => `(${i})`)}`);
  await ask("insertValues", `INSERT INTO c100 (c0) VALUES ${list(500, (i) => `(${i})`)}`);
  await ask("depth", `SELECT ${"(".repeat(200)}1${")".repeat(200)}`);
  await ask("depth99", `SELECT ${list(99, () => "1", "+")}`);
  await ask("depth101", `SELECT ${list(102, () => "1", "+")}`);
  await ask("like50", "SELECT 'a' LIKE ?", "x".repeat(50));
  await ask("like51", "SELECT 'a' LIKE ?", "x".repeat(51));
  await ask("glob51", "SELECT 'a' GLOB ?", "x".repeat(51));
  await ask("arguments127", `SELECT coalesce(${list(127, () => "1")})`);
  await ask("arguments128", `SELECT coalesce(${list(128, () => "1")})`);
  await ask("joins64", `SELECT 1 FROM ${list(64, (i) => "(SELECT 1) AS j" + i)}`);
  await ask("joins65", `SELECT 1 FROM ${list(65, (i) => "(SELECT 1) AS j" + i)}`);
  await ask("blob8M", `SELECT length(zeroblob(${8 << 20}))`);
  await ask("blobOver", `SELECT length(zeroblob(${(8 << 20) + 1}))`);
  await ask("bindOver", "SELECT length(?)", new ArrayBuffer((8 << 20) + 1));
  await ask("stringOver", "SELECT length(?)", "x".repeat((8 << 20) + 1));
  await ask("concat", "SELECT length(?1 || ?1)", "x".repeat(5 << 20));
  await ask("bigRow", "INSERT INTO c100 (c0, c1) VALUES (?1, ?1)", "x".repeat(5 << 20));
  await ask("tokens", `SELECT ${list(3000, () => "1")} IN (1)`);
  await ask("inList", `SELECT 1 IN (${list(5000, (i) => String(i))})`);
  await ask("triggerTable", "CREATE TABLE n (a); CREATE TRIGGER r AFTER INSERT ON n WHEN new.a < 50 BEGIN INSERT INTO n VALUES (new.a + 1); END; PRAGMA recursive_triggers = on");
  await ask("triggerDepth", "INSERT INTO n VALUES (1)");
  await ask("triggerFine", "INSERT INTO n VALUES (45)");
  await ask("indexes", list(100, (i) => `CREATE INDEX i${i} ON c100 (c${i})`, ";"));
  return all;
});
