// plain is a result without what differs from run to run or from one SQLite to another.
export function plain(result: any): any {
  if (Array.isArray(result)) return result.map(plain);
  if (result === null || typeof result !== "object" || !("meta" in result)) return result;
  const { duration, timings, rows_read, rows_written, size_after, ...meta } = result.meta;
  return { ...result, meta: { ...meta, keys: Object.keys(result.meta), duration: typeof duration, timings: Object.keys(timings ?? {}) } };
}

// counts are the numbers about rows alone.
export const counts = ({ meta }: any) => {
  const { rows_read, rows_written, changes, last_row_id, changed_db } = meta;
  return { rows_read, rows_written, changes, last_row_id, changed_db };
};

// fresh makes an empty table.
export async function fresh(db: any, columns: string, name = "t"): Promise<void> {
  await db.batch([db.prepare(`DROP TABLE IF EXISTS ${name}`), db.prepare(`CREATE TABLE ${name} (${columns})`)]);
}
