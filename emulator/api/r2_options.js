// What R2's methods are given, checked as workerd checks it and in the form that Go takes.
(function (host, use) {
  "use strict";
  const { failField, failElement, failArgument, string, int32, number, date, usv, isBuffer } = use("webidl");
  const isObject = (v) => (typeof v === "object" && v !== null) || typeof v === "function";
  const headersOf = (v) => (isObject(v) && use("headers").isHeaders(v) ? v : undefined);

  // options is a dictionary argument; null and undefined are an empty one.
  const options = (v, method, n, name, type = "R2Bucket") => {
    if (v === undefined || v === null) return {};
    if (!isObject(v)) failArgument(method, type, n, name);
    return v;
  };

  // A field of a dictionary: text, text that is not converted, a time.
  const text = (v) => (v === undefined ? undefined : usv(v));
  const strict = (v, dictionary, field) => {
    if (v === undefined || typeof v === "string") return v;
    failField(dictionary, field, "string");
  };
  const time = (v, dictionary, field) => {
    if (v === undefined) return undefined;
    if (typeof v !== "number" && !(v instanceof Date)) failField(dictionary, field, "date");
    return date(v);
  };
  // A date in a header that is none is the beginning of time.
  const headerTime = (v) => (v === null ? undefined : new Date(v).getTime() || 0);

  const isQuoted = (etag) => etag.startsWith('"') && etag.endsWith('"');
  const etag = (value) => {
    if (value === undefined) return undefined;
    if (isQuoted(value)) throw new TypeError(`Conditional ETag should not be wrapped in quotes (${value}).`);
    return [value === "*" ? { any: true } : { value }];
  };

  const separator = "Comma was expected to separate etags. ";
  const unexpected = {
    "*": "Encountered a wildcard character '*' instead.",
    W: "Encountered a weak quotation character 'W' instead. This would otherwise indicate the start of a new weak etag.",
    '"': "Encountered a double quote character '\"' instead. This would otherwise indicate the start of a new strong etag.",
  };
  // headerETags reads the list of etags of a header; what is no etag ends it.
  const headerETags = (header, name) => {
    if (header === null) return undefined;
    const etags = [];
    let needsComma = false;
    for (let rest = header.replace(/^[ \t]+/, ""); rest !== ""; rest = rest.replace(/^[ \t]+/, "")) {
      const first = rest[0];
      if (first === ",") {
        rest = rest.slice(1);
        needsComma = false;
        continue;
      }
      if (!(first in unexpected)) break;
      if (needsComma) throw new Error(separator + unexpected[first]);
      if (first === "*") return [{ any: true }];
      if (first === "W" && !(rest.length > 2 && rest.startsWith('W/"'))) {
        throw new Error("Weak etags must start with W/ and their value must be quoted");
      }
      rest = rest.slice(first === "W" ? 3 : 1);
      const end = rest.indexOf('"');
      if (end < 0) throw new Error("Unclosed double quote for Etag");
      etags.push({ value: rest.slice(0, end), weak: first === "W" });
      rest = rest.slice(end + 1);
      needsComma = true;
    }
    if (etags.length === 0) throw new Error(`Invalid ETag in ${name} header`);
    return etags;
  };

  const conditions = (v, dictionary) => {
    if (v === undefined) return "";
    const h = headersOf(v);
    if (h !== undefined) {
      return JSON.stringify({
        matches: headerETags(h.get("if-match"), "if-match"),
        doesNotMatch: headerETags(h.get("if-none-match"), "if-none-match"),
        after: headerTime(h.get("if-modified-since")),
        before: headerTime(h.get("if-unmodified-since")),
        seconds: true,
      });
    }
    if (v !== null && !isObject(v)) failField(dictionary, "onlyIf", "Conditional or Headers");
    const { etagMatches, etagDoesNotMatch, uploadedBefore, uploadedAfter, secondsGranularity } = v ?? {};
    return JSON.stringify({
      matches: etag(strict(etagMatches, "Conditional", "etagMatches")),
      doesNotMatch: etag(strict(etagDoesNotMatch, "Conditional", "etagDoesNotMatch")),
      before: time(uploadedBefore, "Conditional", "uploadedBefore"),
      after: time(uploadedAfter, "Conditional", "uploadedAfter"),
      seconds: Boolean(secondsGranularity),
    });
  };

  const shown = (n) => (Number.isNaN(n) ? "nan" : n);
  const whole = (v, what, name) => {
    if (v === undefined) return undefined;
    const n = number(v);
    const invalid = what === "Suffix" ? "Invalid suffix" : "Invalid range";
    if (!(n >= 0)) throw new RangeError(`${invalid}. ${what} (${shown(n)}) must be greater than or equal to 0.`);
    if (!Number.isInteger(n)) throw new RangeError(`Invalid range. ${what} (${shown(n)}) must be an integer, not floating point.`);
    return n;
  };
  const range = (v) => {
    if (v === undefined || v === null) return "";
    const h = headersOf(v);
    if (h !== undefined) return JSON.stringify({ header: h.get("range") ?? undefined });
    if (!isObject(v)) failField("GetOptions", "range", "Range or Headers");
    const { offset, length, suffix } = v;
    const asked = { offset: whole(offset, "Starting offset"), length: whole(length, "Length") };
    if (suffix !== undefined) {
      if (offset !== undefined) throw new TypeError("Suffix is incompatible with offset.");
      if (length !== undefined) throw new TypeError("Suffix is incompatible with length.");
      asked.suffix = whole(suffix, "Suffix");
    }
    return JSON.stringify(asked);
  };

  // Keys of customers encrypt nothing here, as in the real local runtime.
  const encryptionKey = (v) => {
    if (v === undefined) return;
    if (isBuffer(v)) {
      if (v.byteLength !== 32) throw new Error("SSE-C Key must be 32 bytes in length");
      return;
    }
    const key = usv(v);
    if (!/^[0-9a-f]+$/.test(key)) throw new Error("SSE-C Key has invalid format");
    if (key.length !== 64) throw new Error("SSE-C Key must be 32 bytes in length");
  };

  const httpFields = ["contentType", "contentLanguage", "contentDisposition", "contentEncoding", "cacheControl"];
  const headerNames = ["content-type", "content-language", "content-disposition", "content-encoding", "cache-control"];
  const httpMetadata = (v, dictionary) => {
    const fields = {};
    if (v === undefined) return fields;
    const h = headersOf(v);
    if (h === undefined && v !== null && !isObject(v)) failField(dictionary, "httpMetadata", "HttpMetadata or Headers");
    httpFields.forEach((name, i) => {
      const value = h === undefined ? text(v?.[name]) : (h.get(headerNames[i]) ?? undefined);
      if (value !== undefined) fields[name] = value;
    });
    const expiry = h === undefined ? time(v?.cacheExpiry, "HttpMetadata", "cacheExpiry") : headerTime(h.get("expires"));
    if (expiry !== undefined) fields.cacheExpiry = expiry;
    return fields;
  };

  const customMetadata = (v, dictionary) => {
    const fields = {};
    if (v === undefined) return fields;
    if (!isObject(v)) failField(dictionary, "customMetadata", "object");
    for (const key of Object.keys(v)) Object.defineProperty(fields, key, { value: usv(v[key]), enumerable: true });
    return fields;
  };

  const hashes = [["md5", "MD5", 16], ["sha1", "SHA-1", 20], ["sha256", "SHA-256", 32], ["sha384", "SHA-384", 48], ["sha512", "SHA-512", 64]];
  const checksums = (o) => {
    const given = {};
    for (const [field, name, size] of hashes) {
      const value = o[field];
      if (value === undefined) continue;
      if (!isBuffer(value) && typeof value !== "string") failField("PutOptions", field, "BufferSource or string");
      if (Object.keys(given).length > 0) throw new TypeError("You cannot specify multiple hashing algorithms.");
      given[field] = checksum(value, name, size);
    }
    return JSON.stringify(given);
  };
  const checksum = (value, name, size) => {
    if (typeof value !== "string") {
      if (value.byteLength !== size) throw new TypeError(`${name} is ${size} bytes, not ${value.byteLength}`);
      return host.hex(value);
    }
    if (value.length !== 2 * size) throw new TypeError(`${name} is ${2 * size} hex characters, not ${value.length}`);
    if (!/^[0-9a-fA-F]*$/.test(value)) throw new TypeError(`Provided ${name} wasn't a valid hex string`);
    return value.toLowerCase();
  };

  const includes = { httpMetadata: "http", customMetadata: "custom" };
  const list = (v) => {
    const { limit, prefix, cursor, delimiter, startAfter, include } = options(v, "list", 1, "ListOptions");
    const asked = {
      limit: limit === undefined ? -1 : int32(limit),
      prefix: strict(prefix, "ListOptions", "prefix"),
      cursor: strict(cursor, "ListOptions", "cursor"),
      delimiter: strict(delimiter, "ListOptions", "delimiter"),
      startAfter: strict(startAfter, "ListOptions", "startAfter"),
    };
    if (include !== undefined) {
      if (!Array.isArray(include)) failField("ListOptions", "include", "Array");
      include.forEach((name, i) => {
        if (typeof name !== "string") failElement(i, "string");
        if (!Object.hasOwn(includes, name)) throw new RangeError(`Unsupported include value ${name}`);
        asked[includes[name]] = true;
      });
    }
    if (!host.honorsInclude()) asked.http = asked.custom = true;
    return JSON.stringify(asked);
  };

  const numberOfPart = (v) => {
    const n = int32(v);
    if (n < 1 || n > 10000) throw new TypeError(`Part number must be between 1 and 10000 (inclusive). Actual value was: ${n}`);
    return n;
  };
  const parts = (v) => {
    if (!Array.isArray(v)) failArgument("complete", "R2MultipartUpload", 1, "Array");
    return JSON.stringify(v.map((part, i) => {
      if (!isObject(part)) failElement(i, "UploadedPart");
      const { partNumber, etag } = part;
      return { number: numberOfPart(partNumber), etag: usv(etag) };
    }));
  };

  return {
    options, conditions, range, encryptionKey, httpMetadata, customMetadata, checksums, list, numberOfPart, parts, string,
    names: httpFields.map((name, i) => [name, headerNames[i]]),
  };
});
