// DO-SQL-42…44: PRAGMA.
import { object, outcome } from "../entry";
import { queries } from "./run";

export const allowedPragmas = queries(
  "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT DEFAULT 'x', c NOT NULL); CREATE INDEX i ON t (b, c DESC)", "PRAGMA table_info(t)", "PRAGMA table_xinfo('t')", "PRAGMA table_info = t", "PRAGMA main.table_info(t)", "PRAGMA table_info(nope)", "PRAGMA table_info", "PRAGMA index_list(t)", "PRAGMA index_info(i)", "PRAGMA index_xinfo(i)", "PRAGMA foreign_key_list(t)",
  "PRAGMA page_size", "PRAGMA page_size = 8192", "PRAGMA data_version = 1", "PRAGMA foreign_key_check", "PRAGMA foreign_key_check(t)", "PRAGMA quick_check", "PRAGMA quick_check(1)", "PRAGMA quick_check(t)", "PRAGMA optimize", "PRAGMA optimize(2)", "PRAGMA optimize('x')", "SELECT name, type, ncol FROM pragma_table_list WHERE name = 't'", "SELECT * FROM pragma_foreign_keys",
);

export const booleanPragmas = object(async (self) => {
  const all: Record<string, unknown> = {};
  for (const name of ["case_sensitive_like", "foreign_keys", "defer_foreign_keys", "ignore_check_constraints", "legacy_alter_table", "recursive_triggers", "reverse_unordered_selects"]) {
    const ask = (suffix: string) => outcome(() => [...self.storage.sql.exec(`PRAGMA ${name}${suffix}`).raw()]);
    all[name] = [await ask(""), await ask(" = on"), await ask(""), await ask(" = 'off'"), await ask(""), await ask("(TRUE)"), await ask(""), await ask(" = no"), await ask(""), await ask(" = 2"), await ask(" = maybe"), await ask(" = 0")];
  }
  return all;
});

// DO-SQL-43
export const refusedPragmas = object(async (self) => {
  const all: Record<string, unknown> = {};
  const names = "journal_mode synchronous user_version page_count database_list function_list compile_options encoding integrity_check application_id auto_vacuum busy_timeout cache_size cell_size_check checkpoint_fullfsync collation_list freelist_count hard_heap_limit incremental_vacuum locking_mode max_page_count mmap_size module_list pragma_list query_only read_uncommitted schema_version secure_delete shrink_memory soft_heap_limit temp_store threads trusted_schema wal_autocheckpoint wal_checkpoint writable_schema analysis_limit automatic_index fullfsync nope data_version table_list";
  for (const name of names.split(" ")) all[name] = await outcome(() => self.storage.sql.exec(`PRAGMA ${name}`).columnNames);
  all.temp = await outcome(() => [...self.storage.sql.exec("PRAGMA temp.table_info(t)").raw()]);
  return all;
});

// DO-TRAP-17, DO-SQL-44
export const foreignKeysOff = {
  async test(_: unknown, env: any) {
    const { fresh, inside } = await import("../entry");
    const stub = fresh(env.SUBJECT);
    const ask = (...list: string[]) => inside(stub, (self) => list.map((query) => [...self.storage.sql.exec(query).raw()]));
    return [
      await ask("CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p REFERENCES p)", "PRAGMA foreign_keys = off", "PRAGMA foreign_keys"),
      await ask("PRAGMA foreign_keys = off", "PRAGMA foreign_keys", "INSERT INTO c VALUES (1)"),
      await ask("PRAGMA foreign_keys", "PRAGMA foreign_keys = on", "PRAGMA foreign_keys"),
    ];
  },
};

export const deferredKeys = {
  async test(_: unknown, env: any) {
    const { fresh, inside } = await import("../entry");
    const stub = fresh(env.SUBJECT);
    const ask = (...list: string[]) => outcome(() => inside(stub, (self) => list.map((query) => [...self.storage.sql.exec(query).raw()])));
    return [
      await ask("CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p REFERENCES p)", "PRAGMA defer_foreign_keys = on", "INSERT INTO c VALUES (1)", "INSERT INTO p VALUES (1)", "PRAGMA defer_foreign_keys"),
      await ask("PRAGMA defer_foreign_keys", "SELECT count(*) FROM c"),
    ];
  },
};
