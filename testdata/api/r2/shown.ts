// shown is an R2Object without what differs from run to run.
export function shown(o: any): any {
  if (o === null || typeof o !== "object") return o;
  const all: Record<string, unknown> = { class: o.constructor.name };
  for (const key of Object.keys(o)) all[key] = member(key, o[key]);
  return all;
}

function member(key: string, value: any): unknown {
  switch (key) {
    case "version":
      return String(value).replace(/[0-9a-f]/g, "h");
    case "uploaded":
      return [value instanceof Date, Math.abs(value.getTime() - Date.now()) < 60_000];
    case "checksums":
      return { class: value.constructor.name, keys: Object.keys(value), json: value.toJSON(), ...bytes(value) };
    case "body":
      return value === null ? null : value.constructor.name;
  }
  return value;
}

const bytes = (checksums: any) =>
  Object.fromEntries(["md5", "sha1", "sha256"].map((name) => [name, checksums[name] && [checksums[name].constructor.name, checksums[name].byteLength]]));

// clean empties the bucket.
export async function clean(bucket: any): Promise<void> {
  const { objects } = await bucket.list();
  await bucket.delete(objects.map((o: any) => o.key));
}
