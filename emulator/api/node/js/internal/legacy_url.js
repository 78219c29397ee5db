// node:internal/legacy_url: url.parse() and what belongs to it.
(function (host, use) {
  "use strict";
  const { ERR_INVALID_ARG_TYPE, make } = use("node:internal/errors");
  const { validateObject, validateString } = use("node:internal/validators");
  const querystring = use("node:querystring");
  const ERR_INVALID_URL = make(TypeError, "ERR_INVALID_URL", () => "Invalid URL");
  const invalidURL = (input) => Object.assign(new ERR_INVALID_URL(), { input });

  function Url() {
    for (const name of ["protocol", "slashes", "auth", "host", "port", "hostname", "hash", "search", "query", "pathname", "path", "href"]) this[name] = null;
  }
  const slashed = new Set(["http", "https", "ftp", "gopher", "file", "ws", "wss"].flatMap((name) => [name, name + ":"]));
  const hostless = new Set(["javascript", "javascript:"]);

  // What must not stand in a URL is escaped.
  const unsafe = /[\t\n\r "'<>\\^`{|}]/g;
  const escapeUnsafe = (text) => text.replace(unsafe, (c) => "%" + c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0"));
  const forbiddenHost = /[\0\t\n\r #%/:<>?@[\\\]^|]/;
  const forbiddenIPv6 = /[\0\t\n\r #%/<>?@\\^|]/;

  const parse = (url, parseQuery, slashesDenoteHost) => {
    if (url instanceof Url) return url;
    const parsed = new Url();
    parsed.parse(url, parseQuery, slashesDenoteHost);
    return parsed;
  };

  Url.prototype.parse = function (url, parseQuery, slashesDenoteHost) {
    validateString(url, "url");
    // Backslashes before the query are slashes; blanks around do not count.
    let rest = url.replace(/^[\s\uFEFF\u00A0]+|[\s\uFEFF\u00A0]+$/g, "");
    const cut = rest.search(/[?#]/);
    const before = cut < 0 ? rest : rest.slice(0, cut);
    rest = before.replaceAll("\\", "/") + (cut < 0 ? "" : rest.slice(cut));

    if (!slashesDenoteHost && !/[#@]/.test(rest)) {
      const simple = /^(\/\/?(?!\/)[^?\s]*)(\?[^\s]*)?$/.exec(rest);
      if (simple) {
        this.path = rest;
        this.href = rest;
        this.pathname = simple[1];
        if (simple[2]) {
          this.search = simple[2];
          this.query = parseQuery ? querystring.parse(this.search.slice(1)) : this.search.slice(1);
        } else if (parseQuery) {
          this.search = null;
          this.query = Object.create(null);
        }
        return this;
      }
    }

    let proto = /^[a-z0-9.+-]+:/i.exec(rest)?.[0];
    let lower;
    if (proto) {
      lower = proto.toLowerCase();
      this.protocol = lower;
      rest = rest.slice(proto.length);
    }
    let slashes = false;
    if (slashesDenoteHost || proto || /^\/\/[^@/]+@[^@/]+/.test(rest)) {
      slashes = rest.startsWith("//");
      if (slashes && !(proto && hostless.has(lower))) {
        rest = rest.slice(2);
        this.slashes = true;
      }
    }
    if (!hostless.has(lower) && (slashes || (proto && !slashed.has(proto)))) rest = this.takeHost(rest, url, lower);
    if (!hostless.has(lower)) rest = escapeUnsafe(rest);

    const hashAt = rest.indexOf("#");
    if (hashAt >= 0) {
      this.hash = rest.slice(hashAt);
      rest = rest.slice(0, hashAt);
    }
    const queryAt = rest.indexOf("?");
    if (queryAt >= 0) {
      this.search = rest.slice(queryAt);
      this.query = parseQuery ? querystring.parse(rest.slice(queryAt + 1)) : rest.slice(queryAt + 1);
      rest = rest.slice(0, queryAt);
    } else if (parseQuery) {
      this.search = null;
      this.query = Object.create(null);
    }
    if (rest.length > 0) this.pathname = rest;
    if (slashed.has(lower) && this.hostname && !this.pathname) this.pathname = "/";
    if (this.pathname || this.search) this.path = (this.pathname || "") + (this.search || "");
    this.href = this.format();
    return this;
  };

  Url.prototype.takeHost = function (rest, url, proto) {
    let end = rest.search(/[/?#]/);
    if (end < 0) end = rest.length;
    const at = rest.lastIndexOf("@", end - 1 < 0 ? 0 : end - 1);
    if (at >= 0 && at < end) {
      this.auth = decodeURIComponent(rest.slice(0, at));
      rest = rest.slice(at + 1);
      end -= at + 1;
    }
    const stop = rest.slice(0, end).search(/[\t\n\r "'%;<>\\^`{|}]/);
    const hostEnd = stop < 0 ? end : stop;
    this.host = rest.slice(0, hostEnd);
    rest = rest.slice(hostEnd);
    this.parseHost();
    if (typeof this.hostname !== "string") this.hostname = "";
    const { hostname } = this;
    const ipv6 = hostname.startsWith("[") && hostname.endsWith("]");
    if (!ipv6) {
      const bad = hostname.search(/[^a-zA-Z0-9.\-_+\u007f-\uffff]/);
      if (bad >= 0) {
        if (forbiddenHost.test(hostname[bad]) && proto !== undefined && /[\t\n\r]/.test(hostname[bad])) throw invalidURL(url);
        this.hostname = hostname.slice(0, bad);
        rest = `/${hostname.slice(bad)}${rest}`;
      }
    }
    this.hostname = this.hostname.length > 255 ? "" : this.hostname.toLowerCase();
    if (this.hostname !== "") {
      if (ipv6) {
        if (forbiddenIPv6.test(this.hostname)) throw invalidURL(url);
      } else {
        this.hostname = host.toASCII(this.hostname);
        if (this.hostname === "" || forbiddenHost.test(this.hostname)) throw invalidURL(url);
      }
    }
    this.host = (this.hostname || "") + (this.port ? ":" + this.port : "");
    if (ipv6) {
      this.hostname = this.hostname.slice(1, -1);
      if (!rest.startsWith("/")) rest = "/" + rest;
    }
    return rest;
  };

  Url.prototype.parseHost = function () {
    let name = this.host;
    const port = /:[0-9]*$/.exec(name)?.[0];
    if (port) {
      if (port !== ":") this.port = port.slice(1);
      name = name.slice(0, name.length - port.length);
    }
    if (name) this.hostname = name;
  };

  const encodeAuth = (text) => encodeURIComponent(text).replace(/%3A/gi, ":");

  function format(url, options) {
    if (typeof url === "string") {
      url = parse(url);
    } else if (typeof url !== "object" || url === null) {
      throw new ERR_INVALID_ARG_TYPE("urlObject", ["Object", "string"], url);
    } else if (url instanceof URL) {
      return formatStandard(url, options);
    }
    return Url.prototype.format.call(url);
  }
  const formatStandard = (url, options) => {
    if (options) validateObject(options, "options");
    const { fragment = true, unicode = false, search = true, auth = true } = options ?? {};
    const copy = new URL(url.href);
    if (!fragment) copy.hash = "";
    if (!search) copy.search = "";
    if (!auth) copy.username = copy.password = "";
    return unicode ? copy.href.replace(copy.hostname, () => host.toUnicode(copy.hostname)) : copy.href;
  };

  Url.prototype.format = function () {
    let auth = this.auth ? encodeAuth(this.auth) + "@" : "";
    let protocol = this.protocol || "";
    let pathname = this.pathname || "";
    let hash = this.hash || "";
    let name = "";
    if (this.host) {
      name = auth + this.host;
    } else if (this.hostname) {
      name = auth + (this.hostname.includes(":") && !this.hostname.startsWith("[") ? `[${this.hostname}]` : this.hostname);
      if (this.port) name += ":" + this.port;
    }
    let query = "";
    if (this.query !== null && typeof this.query === "object") query = querystring.stringify(this.query);
    let search = this.search || (query && "?" + query) || "";
    if (protocol && !protocol.endsWith(":")) protocol += ":";
    pathname = pathname.replace(/[?#]/g, encodeURIComponent);
    if (this.slashes || slashed.has(protocol)) {
      if (this.slashes || name) {
        if (pathname && !pathname.startsWith("/")) pathname = "/" + pathname;
        name = "//" + name;
      } else if (protocol.startsWith("file")) {
        name = "//";
      }
    }
    search = search.replaceAll("#", "%23");
    if (hash && !hash.startsWith("#")) hash = "#" + hash;
    if (search && !search.startsWith("?")) search = "?" + search;
    return protocol + name + pathname + search + hash;
  };

  Url.prototype.resolve = function (relative) {
    return this.resolveObject(parse(relative, false, true)).format();
  };
  Url.prototype.resolveObject = function (relative) {
    if (typeof relative === "string") {
      const parsed = new Url();
      parsed.parse(relative, false, true);
      relative = parsed;
    }
    const result = Object.assign(new Url(), this);
    result.hash = relative.hash;
    if (relative.href === "") {
      result.href = result.format();
      return result;
    }
    if (relative.slashes && !relative.protocol) {
      for (const name of Object.keys(relative)) if (name !== "protocol") result[name] = relative[name];
      if (slashed.has(result.protocol) && result.hostname && !result.pathname) result.path = result.pathname = "/";
      result.href = result.format();
      return result;
    }
    if (relative.protocol && relative.protocol !== result.protocol) return resolveOther(result, relative);
    return resolvePath(result, relative);
  };

  const resolveOther = (result, relative) => {
    if (!slashed.has(relative.protocol)) {
      Object.assign(result, relative);
      result.href = result.format();
      return result;
    }
    result.protocol = relative.protocol;
    if (!relative.host && !/^file:?$/.test(relative.protocol) && !hostless.has(relative.protocol)) {
      const parts = (relative.pathname || "").split("/");
      while (parts.length && !(relative.host = parts.shift()));
      relative.host ||= "";
      relative.hostname ||= "";
      if (parts[0] !== "") parts.unshift("");
      if (parts.length < 2) parts.unshift("");
      result.pathname = parts.join("/");
    } else {
      result.pathname = relative.pathname;
    }
    result.search = relative.search;
    result.query = relative.query;
    result.host = relative.host || "";
    result.auth = relative.auth;
    result.hostname = relative.hostname || relative.host;
    result.port = relative.port;
    if (result.pathname || result.search) result.path = (result.pathname || "") + (result.search || "");
    result.slashes = result.slashes || relative.slashes;
    result.href = result.format();
    return result;
  };

  const resolvePath = (result, relative) => {
    const sourceAbsolute = result.pathname?.startsWith("/");
    const relativeAbsolute = Boolean(relative.host) || relative.pathname?.startsWith("/");
    let mustEndAbsolute = relativeAbsolute || sourceAbsolute || (result.host && relative.pathname);
    const removeAll = mustEndAbsolute;
    let parts = result.pathname ? result.pathname.split("/") : [];
    const relativeParts = relative.pathname ? relative.pathname.split("/") : [];
    const odd = result.protocol && !slashed.has(result.protocol);
    if (odd) {
      result.hostname = "";
      result.port = null;
      if (result.host) {
        if (parts[0] === "") parts[0] = result.host;
        else parts.unshift(result.host);
      }
      result.host = "";
      if (relative.protocol) {
        relative.hostname = null;
        relative.port = null;
        result.auth = null;
        if (relative.host) {
          if (relativeParts[0] === "") relativeParts[0] = relative.host;
          else relativeParts.unshift(relative.host);
        }
        relative.host = null;
      }
      mustEndAbsolute = mustEndAbsolute && (relativeParts[0] === "" || parts[0] === "");
    }
    if (relativeAbsolute) {
      if (relative.host || relative.host === "") {
        if (result.host !== relative.host) result.auth = null;
        result.host = relative.host;
        result.port = relative.port;
      }
      if (relative.hostname || relative.hostname === "") {
        if (result.hostname !== relative.hostname) result.auth = null;
        result.hostname = relative.hostname;
      }
      result.search = relative.search;
      result.query = relative.query;
      parts = relativeParts;
    } else if (relativeParts.length) {
      parts.pop();
      parts = parts.concat(relativeParts);
      result.search = relative.search;
      result.query = relative.query;
    } else if (relative.search !== null && relative.search !== undefined) {
      if (odd) takeHostOf(result, parts);
      result.search = relative.search;
      result.query = relative.query;
      if (result.pathname !== null || result.search !== null) result.path = (result.pathname || "") + (result.search || "");
      result.href = result.format();
      return result;
    }
    if (!parts.length) {
      result.pathname = null;
      result.path = result.search ? "/" + result.search : null;
      result.href = result.format();
      return result;
    }
    const last = parts.at(-1);
    const trailing = ((result.host || relative.host || parts.length > 1) && (last === "." || last === "..")) || last === "";
    let up = 0;
    for (let n = parts.length - 1; n >= 0; n--) {
      if (parts[n] === ".") {
        parts.splice(n, 1);
      } else if (parts[n] === "..") {
        parts.splice(n, 1);
        up++;
      } else if (up) {
        parts.splice(n, 1);
        up--;
      }
    }
    if (!mustEndAbsolute && !removeAll) while (up-- > 0) parts.unshift("..");
    if (mustEndAbsolute && parts[0] !== "" && !parts[0]?.startsWith("/")) parts.unshift("");
    if (trailing && !parts.join("/").endsWith("/")) parts.push("");
    const absolute = parts[0] === "" || parts[0]?.startsWith("/");
    if (odd) {
      result.hostname = result.host = absolute ? "" : parts.length ? parts.shift() : "";
      takeAuthOf(result);
    }
    mustEndAbsolute = mustEndAbsolute || (result.host && parts.length);
    if (mustEndAbsolute && !absolute) parts.unshift("");
    if (!parts.length) {
      result.pathname = null;
      result.path = null;
    } else {
      result.pathname = parts.join("/");
    }
    if (result.pathname !== null || result.search !== null) result.path = (result.pathname || "") + (result.search || "");
    result.auth = relative.auth || result.auth;
    result.slashes = result.slashes || relative.slashes;
    result.href = result.format();
    return result;
  };
  const takeHostOf = (result, parts) => {
    result.hostname = result.host = parts.shift();
    takeAuthOf(result);
  };
  const takeAuthOf = (result) => {
    const at = result.host?.indexOf("@") > 0 && result.host.split("@");
    if (!at) return;
    result.auth = at.shift();
    result.host = result.hostname = at.shift();
  };

  return {
    Url, parse, format,
    resolve: (source, relative) => parse(source, false, true).resolve(relative),
    resolveObject: (source, relative) => (source ? parse(source, false, true).resolveObject(relative) : relative),
  };
});
