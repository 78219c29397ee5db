/** A table with rows of all types, an index and a view. Each call adds to it. */
export async function putD1(db: D1Database): Promise<void> {
  await db.batch([
    db.prepare("CREATE TABLE IF NOT EXISTS rows (id INTEGER PRIMARY KEY AUTOINCREMENT, r REAL, t TEXT, b BLOB, n)"),
    db.prepare("CREATE INDEX IF NOT EXISTS rows_t ON rows (t)"),
    db.prepare("CREATE VIEW IF NOT EXISTS texts AS SELECT t FROM rows"),
  ]);
  const insert = db.prepare("INSERT INTO rows (r, t, b, n) VALUES (?, ?, ?, ?)");
  await db.batch([insert.bind(0.1, "žluťoučký 🐎", [0, 1, 255], null), insert.bind(2 ** 40, "", new ArrayBuffer(0), "text")]);
}

export async function describeD1(db: D1Database) {
  const objects = await db.prepare("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY name").all();
  if (!objects.results.some((o) => o.name === "rows")) return null;
  return { objects: objects.results, rows: await db.prepare("SELECT * FROM rows ORDER BY id").raw(), texts: (await db.prepare("SELECT * FROM texts").all()).results };
}

/** Objects with and without metadata, one of them in parts, and an upload that goes on. */
export async function putR2(bucket: R2Bucket): Promise<void> {
  await bucket.put("text", "žluťoučký 🐎", {
    httpMetadata: { contentType: "text/x", cacheControl: "no-store", cacheExpiry: new Date(1e12) },
    customMetadata: { a: "b", ž: "ť" },
  });
  await bucket.put("bytes/1", new Uint8Array([0, 127, 255]), { sha1: "a".repeat(40) }).catch(() => {});
  await bucket.put("bytes/1", new Uint8Array([0, 127, 255]));
  await bucket.put("gone", "soon");
  await bucket.delete("gone");
  const upload = await bucket.createMultipartUpload("parts", { customMetadata: { of: "two" } });
  const parts = [await upload.uploadPart(1, new Uint8Array(5 << 20).fill(7)), await upload.uploadPart(2, "tail")];
  await upload.complete(parts);
  const open = await bucket.createMultipartUpload("later");
  const part = await open.uploadPart(1, "went on");
  await bucket.put("open", JSON.stringify({ id: open.uploadId, part }));
}

export async function describeR2(bucket: R2Bucket) {
  const pending = await bucket.get("open");
  if (pending === null) return null;
  const { id, part } = await pending.json<any>();
  // Whoever asks first ends the upload; it stays as it is then.
  await bucket.resumeMultipartUpload("later", id).complete([part]).catch(() => {});
  const all: Record<string, unknown> = {};
  for (const { key } of (await bucket.list()).objects) {
    const o = (await bucket.get(key))!;
    const value = new Uint8Array(await o.arrayBuffer());
    const known = key !== "open";
    all[key] = [o.size, known ? o.etag : null, o.httpMetadata, o.customMetadata, o.range, known ? [...value.slice(-20)] : null, known ? o.checksums.toJSON() : null];
  }
  return { all, prefixes: (await bucket.list({ delimiter: "/" })).delimitedPrefixes };
}
