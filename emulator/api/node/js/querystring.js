// node:querystring: queries of URLs.
// exports: decode encode escape parse stringify unescape unescapeBuffer
(function (host, use) {
  "use strict";
  const { ERR_INVALID_URI } = use("node:internal/errors");
  const { Buffer } = use("node:buffer");

  const kept = /[^A-Za-z0-9\-_.!~*'()]/;
  const escape = (value) => {
    if (typeof value !== "string") value = typeof value === "object" ? String(value) : value + "";
    if (!kept.test(value)) return value;
    if (!value.isWellFormed()) throw new ERR_INVALID_URI();
    return encodeURIComponent(value);
  };

  const hexDigit = (code) => {
    if (code >= 48 && code <= 57) return code - 48;
    const letter = code | 32;
    return letter >= 97 && letter <= 102 ? letter - 87 : -1;
  };
  // unescapeBuffer leaves what is no escape as it is.
  function unescapeBuffer(text, decodeSpaces) {
    const out = Buffer.allocUnsafe(text.length);
    let size = 0;
    for (let n = 0; n < text.length; n++) {
      let code = text.charCodeAt(n);
      if (code === 43 && decodeSpaces) {
        code = 32;
      } else if (code === 37 && n + 2 < text.length) {
        const [high, low] = [hexDigit(text.charCodeAt(n + 1)), hexDigit(text.charCodeAt(n + 2))];
        if (high >= 0 && low >= 0) {
          code = high * 16 + low;
          n += 2;
        }
      }
      out[size++] = code;
    }
    return out.subarray(0, size);
  }
  const querystring = {
    unescapeBuffer,
    unescape(text, decodeSpaces) {
      try {
        return decodeURIComponent(text);
      } catch {
        return unescapeBuffer(text, decodeSpaces).toString();
      }
    },
    escape,
    stringify(object, sep, eq, options) {
      sep ||= "&";
      eq ||= "=";
      const encode = typeof options?.encodeURIComponent === "function" ? options.encodeURIComponent : querystring.escape;
      if (object === null || typeof object !== "object") return "";
      const shown = (v) => {
        if (typeof v === "string") return v;
        if (typeof v === "number" && Number.isFinite(v)) return String(v);
        return typeof v === "bigint" || typeof v === "boolean" ? String(v) : "";
      };
      const fields = [];
      for (const key of Object.keys(object)) {
        const name = encode(shown(key)) + eq;
        const value = object[key];
        if (Array.isArray(value)) for (const item of value) fields.push(name + encode(shown(item)));
        else fields.push(name + encode(shown(value)));
      }
      return fields.join(sep);
    },
    parse(text, sep, eq, options) {
      const result = Object.create(null);
      if (typeof text !== "string" || text.length === 0) return result;
      sep = sep ? String(sep) : "&";
      eq = eq ? String(eq) : "=";
      let max = typeof options?.maxKeys === "number" ? options.maxKeys : 1000;
      if (!(max > 0)) max = Infinity;
      const decoder = typeof options?.decodeURIComponent === "function" ? options.decodeURIComponent : querystring.unescape;
      const decode = (part) => {
        const plain = part.replaceAll("+", " ");
        if (decoder === defaultUnescape && !plain.includes("%")) return plain;
        try {
          return decoder(plain);
        } catch {
          return querystring.unescape(plain, true);
        }
      };
      for (const field of text.split(sep)) {
        if (field === "") continue;
        if (max-- <= 0) break;
        const at = field.indexOf(eq);
        const key = decode(at < 0 ? field : field.slice(0, at));
        const value = at < 0 ? "" : decode(field.slice(at + eq.length));
        if (!(key in result)) result[key] = value;
        else if (Array.isArray(result[key])) result[key].push(value);
        else result[key] = [result[key], value];
      }
      return result;
    },
  };
  const defaultUnescape = querystring.unescape;
  querystring.encode = querystring.stringify;
  querystring.decode = querystring.parse;
  return querystring;
});
