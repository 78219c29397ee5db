// R2Bucket, the binding of r2_buckets, its objects and its multipart uploads. None of the classes
// is a global.
(function (host, use) {
  "use strict";
  const { define, illegalConstructor, badArgument } = use("arguments");
  const { usv } = use("webidl");
  const check = use("r2_options");
  const token = {};

  // struct is a plain object as workerd makes it; before 2025-12-03 what is absent is left out.
  const full = host.fullResults();
  const struct = (o) => {
    if (!full) for (const key of Object.keys(o)) if (o[key] === undefined) delete o[key];
    return o;
  };

  // own gives an object its attributes, the last first, as workerd does.
  const own = (o, attributes) => {
    for (const name of Object.keys(attributes).reverse()) Object.defineProperty(o, name, { value: attributes[name], enumerable: true });
  };

  class Checksums {
    #hex;
    constructor(key, hex) {
      if (key !== token) illegalConstructor();
      this.#hex = hex;
      const { md5, sha1, sha256, sha384, sha512 } = hex;
      const bytes = (text) => (text === undefined ? undefined : host.bytes(text));
      own(this, { md5: bytes(md5), sha1: bytes(sha1), sha256: bytes(sha256), sha384: bytes(sha384), sha512: bytes(sha512) });
    }
    toJSON() {
      const { md5, sha1, sha256, sha384, sha512 } = this.#hex;
      return struct({ md5, sha1, sha256, sha384, sha512 });
    }
  }
  define(Checksums, { illegal: true });

  const httpOf = ({ contentType, contentLanguage, contentDisposition, contentEncoding, cacheControl, cacheExpiry }) =>
    struct({
      contentType, contentLanguage, contentDisposition, contentEncoding, cacheControl,
      cacheExpiry: cacheExpiry === undefined ? undefined : new Date(cacheExpiry),
    });

  class HeadResult {
    #http;
    constructor(key, o) {
      if (key !== token) illegalConstructor();
      this.#http = o.http;
      own(this, {
        key: o.key, version: o.version, size: o.size, etag: o.etag, httpEtag: `"${o.etag}"`,
        checksums: new Checksums(token, o.checksums), uploaded: new Date(o.uploaded),
        httpMetadata: httpOf(o.http), customMetadata: o.custom,
        range: o.offset === undefined ? undefined : struct({ offset: o.offset, length: o.length, suffix: undefined }),
        storageClass: "", ssecKeyMd5: undefined,
      });
    }
    writeHttpMetadata(headers) {
      if (typeof headers !== "object" || headers === null || !use("headers").isHeaders(headers)) badArgument("writeHttpMetadata", "HeadResult", 1, "Headers");
      for (const [field, name] of check.names) {
        if (this.#http[field] !== undefined) headers.set(name, this.#http[field]);
      }
      const { cacheExpiry } = this.#http;
      if (cacheExpiry !== undefined) headers.set("expires", new Date(cacheExpiry).toUTCString());
    }
  }
  define(HeadResult, { illegal: true, methods: { writeHttpMetadata: ["Headers"] } });

  class GetResult extends HeadResult {
    #response;
    #type;
    constructor(key, o) {
      super(key, o);
      this.#response = o.response;
      this.#type = o.http.contentType;
    }
    get body() { return this.#response.body }
    get bodyUsed() { return this.#response.bodyUsed }
    arrayBuffer() { return this.#response.arrayBuffer() }
    bytes() { return this.#response.bytes() }
    text() { return this.#response.text() }
    json() { return this.#response.json() }
    async blob() {
      return new (use("blob").Blob)([await this.#response.arrayBuffer()], { type: this.#type ?? "" });
    }
  }
  define(GetResult, { illegal: true, receiver: "members" });

  const valueTypes = "JsReadableStream or ArrayBuffer or ArrayBufferView or string or Blob";
  // valueOf is a value in the form that Go takes: text, bytes, or a Response with it.
  const valueOf = (v, method, type, n) => {
    if (typeof v === "string" || use("webidl").isBuffer(v)) return v;
    if (typeof v === "object" && v !== null) {
      if (use("blob").isBlob(v)) return new (use("response").Response)(v);
      if (use("readable").isReadable(v)) return new (use("response").Response)(v);
    }
    badArgument(method, type, n, valueTypes);
  };

  class R2MultipartUpload {
    #bucket;
    constructor(key, bucket, object, uploadId) {
      if (key !== token) illegalConstructor();
      this.#bucket = bucket;
      own(this, { key: object, uploadId });
    }
    async uploadPart(partNumber, value, options) {
      const body = valueOf(value, "uploadPart", "R2MultipartUpload", 2);
      const { ssecKey } = check.options(options, "uploadPart", 3, "UploadPartOptions", "R2MultipartUpload");
      const number = check.numberOfPart(partNumber);
      check.encryptionKey(ssecKey);
      const etag = await host.uploadPart(this.#bucket, this.key, this.uploadId, number, body);
      return { partNumber: number, etag };
    }
    async abort() {
      await host.abort(this.#bucket, this.key, this.uploadId);
    }
    async complete(uploadedParts) {
      return new HeadResult(token, await host.complete(this.#bucket, this.key, this.uploadId, check.parts(uploadedParts)));
    }
  }
  define(R2MultipartUpload, { illegal: true, receiver: "members", promises: { complete: ["Array"], uploadPart: ["int", valueTypes] } });

  class R2Bucket {
    #bucket;
    constructor(key, bucket) {
      if (key !== token) illegalConstructor();
      this.#bucket = bucket;
    }
    async head(key) {
      const o = await host.head(this.#bucket, usv(key));
      return o === null ? null : new HeadResult(token, o);
    }
    async get(key, options) {
      key = usv(key);
      const { onlyIf, range, ssecKey } = check.options(options, "get", 2, "GetOptions");
      const conditions = check.conditions(onlyIf, "GetOptions");
      const asked = check.range(range);
      check.encryptionKey(ssecKey);
      const o = await host.get(this.#bucket, key, conditions, asked);
      if (o === null) return null;
      return o.response === undefined ? new HeadResult(token, o) : new GetResult(token, o);
    }
    async put(key, value, options) {
      key = usv(key);
      const body = value === undefined || value === null ? "" : valueOf(value, "put", "R2Bucket", 2);
      const o = check.options(options, "put", 3, "PutOptions");
      const conditions = check.conditions(o.onlyIf, "PutOptions");
      const custom = check.customMetadata(o.customMetadata, "PutOptions");
      const http = check.httpMetadata(o.httpMetadata, "PutOptions");
      const checksums = check.checksums(o);
      check.encryptionKey(o.ssecKey);
      const stored = await host.put(this.#bucket, key, body, JSON.stringify(http), JSON.stringify(custom), checksums, conditions);
      return stored === null ? null : new HeadResult(token, stored);
    }
    async createMultipartUpload(key, options) {
      key = usv(key);
      const o = check.options(options, "createMultipartUpload", 2, "MultipartOptions");
      const custom = check.customMetadata(o.customMetadata, "MultipartOptions");
      const http = check.httpMetadata(o.httpMetadata, "MultipartOptions");
      check.encryptionKey(o.ssecKey);
      const id = await host.create(this.#bucket, key, JSON.stringify(http), JSON.stringify(custom));
      return new R2MultipartUpload(token, this.#bucket, key, id);
    }
    resumeMultipartUpload(key, uploadId) {
      return new R2MultipartUpload(token, this.#bucket, usv(key), usv(uploadId));
    }
    async delete(keys) {
      await host.delete(this.#bucket, Array.isArray(keys) ? keys.map((key) => usv(key)) : [usv(keys)]);
    }
    async list(options) {
      const page = await host.list(this.#bucket, check.list(options));
      return struct({
        objects: page.objects.map((o) => new HeadResult(token, o)),
        truncated: page.cursor !== undefined,
        cursor: page.cursor,
        delimitedPrefixes: page.prefixes,
      });
    }
  }
  define(R2Bucket, {
    illegal: true,
    receiver: "members",
    methods: { resumeMultipartUpload: ["string", "string"] },
    promises: {
      head: ["string"], get: ["string"], put: ["string", valueTypes], createMultipartUpload: ["string"], delete: ["string or Array"],
    },
  });

  return { makeR2: (bucket) => new R2Bucket(token, bucket) };
});
