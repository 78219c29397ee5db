/**
 * The schema, as the steps that lead to it. The number of steps done is the schema's version.
 *
 * Only ever append: objects out there have already done the earlier steps, and each one comes
 * up to date when it is next used.
 */
const migrations: ((sql: SqlStorage) => void)[] = [
  (sql) =>
    sql.exec(`
      CREATE TABLE tasks (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        title TEXT NOT NULL,
        done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1)),
        created_at INTEGER NOT NULL
      )`),
  (sql) =>
    sql.exec(`
      ALTER TABLE tasks ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
      CREATE INDEX tasks_open ON tasks (done, priority DESC, id)`),
];

/** The version a new object gets. */
export const latestVersion = migrations.length;

export function schemaVersion(sql: SqlStorage): number {
  sql.exec("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)");
  const [row] = sql.exec<{ version: number }>("SELECT version FROM schema_version").toArray();
  return row?.version ?? 0;
}

/** Brings the schema up to a version. Each step happens wholly or, when it fails, not at all. */
export function migrate(storage: DurableObjectStorage, target = latestVersion): void {
  for (let version = schemaVersion(storage.sql); version < target; version++) {
    storage.transactionSync(() => {
      migrations[version]!(storage.sql);
      storage.sql.exec("DELETE FROM schema_version");
      storage.sql.exec("INSERT INTO schema_version (version) VALUES (?)", version + 1);
    });
  }
}
