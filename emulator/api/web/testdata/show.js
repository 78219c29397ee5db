const chunks = (...all) => ({ [Symbol.asyncIterator]: () => ({ next: async () => (all.length > 0 ? { value: all.shift(), done: false } : { value: undefined, done: true }) }) });
async function each(src, f) {
  const it = src[Symbol.asyncIterator]();
  for (;;) {
    const { value, done } = await it.next();
    if (done) return;
    if (f(value) === false) return void (await it.return());
  }
}
function show(v, depth = 0) {
  if (v === undefined) return "undefined";
  if (v === null) return "null";
  if (typeof v === "string") return JSON.stringify(v);
  if (typeof v === "bigint") return v + "n";
  if (typeof v === "symbol" || typeof v === "number" || typeof v === "boolean") return String(v);
  if (typeof v === "function") return "function " + v.name + "/" + v.length;
  if (v instanceof Error) return showError(v);
  if (depth > 4) return "…";
  if (Array.isArray(v)) return "[" + v.map((x) => show(x, depth + 1)).join(", ") + "]";
  if (ArrayBuffer.isView(v)) return v.constructor.name + "[" + (v instanceof DataView ? v.byteLength : Array.prototype.join.call(v, ",")) + "]";
  if (v instanceof ArrayBuffer) return "ArrayBuffer[" + new Uint8Array(v).join(",") + "]";
  const tag = Object.prototype.toString.call(v).slice(8, -1);
  const own = Reflect.ownKeys(v).map((k) => String(k) + ": " + show(v[k], depth + 1));
  return (tag === "Object" ? "" : tag + " ") + "{" + own.join(", ") + "}";
}
function showError(e) {
  if (!(e instanceof Error)) return show(e);
  const own = Object.keys(e).map((k) => k + "=" + show(e[k]));
  return (e.constructor.name === e.name ? e.name : e.constructor.name + "/" + e.name) + ": " + e.message.replace(/reference = [a-z0-9]+/, "reference = X") + (own.length ? " {" + own.join(",") + "}" : "");
}
