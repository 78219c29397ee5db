// KvNamespace, the binding of kv_namespaces.
(function (host, use) {
  "use strict";
  const { illegalConstructor, badArgument, define } = use("arguments");
  const { usv, int32, isBuffer } = use("webidl");
  const token = {};
  const isObject = (v) => (typeof v === "object" && v !== null) || typeof v === "function";

  const wrongType = 'Unknown response type. Possible types are "text", "arrayBuffer", "json", and "stream".';
  const wrongValue = "KV put() accepts only strings, ArrayBuffers, ArrayBufferViews, and ReadableStreams as values.";

  // The second argument of get is a type, or options with one.
  const getOptions = (v) => {
    if (v === undefined || v === null) return {};
    if (!isObject(v)) return { type: usv(v) };
    const { type, cacheTtl } = v;
    return { type: type === undefined ? undefined : usv(type), cacheTtl: cacheTtl === undefined ? undefined : int32(cacheTtl) };
  };

  const decode = (bytes, type = "text") => {
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
        throw new TypeError(wrongType);
    }
  };

  const single = async (ns, key, { type, cacheTtl }) => {
    const { value, metadata } = await host.get(ns, key, cacheTtl);
    return { value: decode(value, type), metadata: metadata ? JSON.parse(metadata) : null, cacheStatus: null };
  };

  // Of several values workerd makes an object first, and leaves out what looks like an index.
  const isIndex = (key) => /^(0|[1-9]\d{0,9})$/.test(key) && Number(key) < 0xffffffff;
  const several = async (ns, keys, { type, cacheTtl }, withMetadata) => {
    const found = new Map();
    for (const { key, value, metadata } of await host.getMany(ns, keys, type ?? "", cacheTtl)) {
      if (isIndex(key)) continue;
      const decoded = value === null ? null : type === "json" ? parseOne(value) : host.text(value);
      found.set(key, withMetadata && value !== null ? { value: decoded, metadata: metadata ? JSON.parse(metadata) : null } : decoded);
    }
    return found;
  };
  const parseOne = (bytes) => {
    try {
      return JSON.parse(host.text(bytes));
    } catch {
      throw new Error("KV GET_BULK failed: 400 At least one of the requested keys corresponds to a non-json value");
    }
  };

  const dictionary = (v, method, n, name) => {
    if (v === undefined || v === null) return {};
    if (!isObject(v)) badArgument(method, "KvNamespace", n, name);
    return v;
  };
  const number = (v) => (v === undefined ? undefined : int32(v));
  const nullable = (v) => (v === undefined || v === null ? "" : usv(v));

  // bodyOf is a value in the form that Go takes: text, bytes, or a Response with a stream.
  const bodyOf = (value) => {
    if (isBuffer(value)) return value;
    if (typeof value === "object" && use("readable").isReadable(value)) return new (use("response").Response)(value);
    throw new TypeError(wrongValue);
  };
  const metadataOf = (metadata) => {
    if (metadata === undefined || metadata === null) return "";
    const text = JSON.stringify(metadata);
    if (text === undefined) throw new Error("KV PUT failed: 500 Internal Server Error");
    return text;
  };

  class KvNamespace {
    #ns;
    constructor(key, ns) {
      if (key !== token) illegalConstructor();
      this.#ns = ns;
    }
    get(key, options) {
      if (Array.isArray(key)) return several(this.#ns, key.map((k) => usv(k)), getOptions(options), false);
      return single(this.#ns, usv(key), getOptions(options)).then(({ value }) => value);
    }
    async list(options) {
      const { limit, prefix, cursor } = dictionary(options, "list", 1, "ListOptions");
      const page = await host.list(this.#ns, nullable(prefix), number(limit) ?? 0, nullable(cursor));
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
    // What is put is copied at once: nothing may be awaited before.
    async put(key, value, options) {
      key = usv(key);
      if (!isObject(value)) value = usv(value);
      const { expiration, expirationTtl, metadata } = dictionary(options, "put", 3, "PutOptions");
      const times = [number(expiration), number(expirationTtl)];
      host.checkKey("PUT", key);
      const json = metadataOf(metadata);
      await host.put(this.#ns, key, typeof value === "string" ? value : bodyOf(value), json, ...times);
    }
    getWithMetadata(key, options) {
      if (Array.isArray(key)) return several(this.#ns, key.map((k) => usv(k)), getOptions(options), true);
      key = usv(key);
      host.checkKey("GET", key);
      return single(this.#ns, key, getOptions(options));
    }
    async delete(key) {
      await host.delete(this.#ns, usv(key));
    }
  }
  const PublicKvNamespace = define(KvNamespace, {
    illegal: true,
    receiver: "members",
    methods: { get: ["string or Array"], getWithMetadata: ["Array or string"] },
    promises: { put: ["string", "string or Object"], delete: ["string"] },
  });

  return { KvNamespace: PublicKvNamespace, makeKv: (ns) => new KvNamespace(token, ns) };
});
