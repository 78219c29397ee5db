// KvNamespace, the binding of kv_namespaces.
(function (host, use) {
  "use strict";
  const { illegalConstructor, badArgument, define } = use("arguments");
  const token = {};

  const typeOf = (options) => (typeof options === "string" ? options : (options?.type ?? "text"));

  const decode = (bytes, type) => {
    if (bytes === null) return null;
    switch (type) {
      case "text":
        return host.text(bytes);
      case "json":
        return JSON.parse(host.text(bytes));
      case "arrayBuffer":
        return bytes;
      case "stream":
        return new (use("response").Response)(bytes).body;
      default:
        throw new TypeError('Unknown response type. Possible types are "text", "arrayBuffer", "json", and "stream".');
    }
  };

  const bytesOf = async (value) => {
    if (value === null || (typeof value !== "object" && typeof value !== "function")) return `${value}`;
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value;
    if (typeof value.getReader === "function") {
      return new (use("response").Response)(value).arrayBuffer();
    }
    throw new TypeError("KV put() accepts only strings, ArrayBuffers, ArrayBufferViews, and ReadableStreams as values.");
  };

  class KvNamespace {
    #ns;
    constructor(key, ns) {
      if (key !== token) illegalConstructor();
      this.#ns = ns;
    }
    async get(key, options) {
      if (Array.isArray(key)) {
        const found = new Map();
        for (const k of key) found.set(k, decode((await host.get(this.#ns, String(k))).value, typeOf(options)));
        return found;
      }
      return decode((await host.get(this.#ns, String(key))).value, typeOf(options));
    }
    async list(options) {
      const o = options ?? {};
      const page = await host.list(this.#ns, o.prefix ?? "", o.limit ?? 1000, o.cursor ?? "");
      const keys = page.keys.map(({ name, expiration, metadata }) => {
        const key = { name };
        if (expiration) key.expiration = expiration;
        if (metadata) key.metadata = JSON.parse(metadata);
        return key;
      });
      return page.cursor
        ? { keys, list_complete: false, cursor: page.cursor, cacheStatus: null }
        : { keys, list_complete: true, cacheStatus: null };
    }
    async put(key, value, options) {
      const o = options ?? {};
      const metadata = o.metadata === undefined ? "" : JSON.stringify(o.metadata);
      await host.put(this.#ns, String(key), await bytesOf(value), metadata, o.expiration ?? 0, o.expirationTtl ?? 0);
    }
    async getWithMetadata(key, options) {
      const { value, metadata } = await host.get(this.#ns, String(key));
      return {
        value: decode(value, typeOf(options)),
        metadata: metadata ? JSON.parse(metadata) : null,
        cacheStatus: null,
      };
    }
    async delete(key) {
      await host.delete(this.#ns, String(key));
    }
  }
  const PublicKvNamespace = define(KvNamespace, { illegal: true });

  return { KvNamespace: PublicKvNamespace, makeKv: (ns) => new KvNamespace(token, ns) };
});
