// node:url: URLs, those of the standard and those of Node before it.
// exports: URL URLSearchParams Url domainToASCII domainToUnicode fileURLToPath format parse pathToFileURL resolve
// exports: resolveObject toPathIfFileURL urlToHttpOptions
(function (host, use) {
  "use strict";
  const {
    ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_FILE_URL_HOST, ERR_INVALID_FILE_URL_PATH, ERR_INVALID_URL_SCHEME, ERR_MISSING_ARGS,
  } = use("node:internal/errors");
  const { validateString } = use("node:internal/validators");
  const { posix, win32 } = use("node:path");
  const legacy = use("node:internal/legacy_url");

  const isURL = (v) => Boolean(v?.href && v.protocol && v.auth === undefined && v.path === undefined);

  const posixPath = (url) => {
    if (url.hostname !== "") throw new ERR_INVALID_FILE_URL_HOST("linux");
    if (/%2f/i.test(url.pathname)) throw new ERR_INVALID_FILE_URL_PATH("must not include encoded / characters");
    return decodeURIComponent(url.pathname);
  };
  const windowsPath = (url) => {
    if (/%2f|%5c/i.test(url.pathname)) throw new ERR_INVALID_FILE_URL_PATH("must not include encoded \\ or / characters");
    const path = decodeURIComponent(url.pathname.replaceAll("/", "\\"));
    if (url.hostname !== "") return `\\\\${domain("toUnicode")(url.hostname)}${path}`;
    if (!/^\\[A-Za-z]:/.test(path)) throw new ERR_INVALID_FILE_URL_PATH("must be absolute");
    return path.slice(1);
  };
  function fileURLToPath(path, options) {
    if (typeof path === "string") path = new URL(path);
    else if (!isURL(path)) throw new ERR_INVALID_ARG_TYPE("path", ["string", "URL"], path);
    if (path.protocol !== "file:") throw new ERR_INVALID_URL_SCHEME("file");
    return options?.windows ? windowsPath(path) : posixPath(path);
  }

  // escapePath keeps what a URL would take for its own.
  const escapePath = (path, windows) => {
    let text = path.replaceAll("%", "%25");
    if (!windows) text = text.replaceAll("\\", "%5C");
    return text.replaceAll("\n", "%0A").replaceAll("\r", "%0D").replaceAll("\t", "%09").replace(/[[\]^|~]/g, (c) => "%" + c.charCodeAt(0).toString(16).toUpperCase());
  };
  function pathToFileURL(path, options) {
    validateString(path, "path");
    const windows = options?.windows;
    if (windows && path.startsWith("\\\\")) {
      const extended = path.startsWith("\\\\?\\UNC\\");
      const rest = extended ? path.slice(8) : path.slice(2);
      const end = rest.indexOf("\\");
      if (end === -1) throw new ERR_INVALID_ARG_VALUE("path", path, "Missing UNC resource path");
      if (end === 0) throw new ERR_INVALID_ARG_VALUE("path", path, "Empty UNC servername");
      const url = new URL("file://");
      url.hostname = domain("toASCII")(rest.slice(0, end));
      url.pathname = encodeURI(rest.slice(end).replaceAll("\\", "/"));
      return url;
    }
    let resolved = windows ? win32.resolve(path) : posix.resolve(path);
    const last = path.charAt(path.length - 1);
    if ((last === "/" || (windows && last === "\\")) && !resolved.endsWith(windows ? "\\" : "/")) resolved += "/";
    const escaped = escapePath(resolved, windows).replaceAll("?", "%3F").replaceAll("#", "%23");
    return new URL(`file://${windows ? "/" + escaped.replaceAll("\\", "/") : escaped}`);
  }

  function urlToHttpOptions(url) {
    const { hostname, pathname, port, username, password, search } = url;
    const options = {
      __proto__: null,
      ...url, // what was added to it
      protocol: url.protocol,
      hostname: hostname?.startsWith("[") ? hostname.slice(1, -1) : hostname,
      hash: url.hash,
      search,
      pathname,
      path: `${pathname || ""}${search || ""}`,
      href: url.href,
    };
    if (port !== "") options.port = Number(port);
    if (username || password) options.auth = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return options;
  }

  const domain = (how) => (name) => host[how](name);
  return {
    URL: globalThis.URL,
    URLSearchParams: globalThis.URLSearchParams,
    domainToASCII(name) {
      if (arguments.length < 1) throw new ERR_MISSING_ARGS("domain");
      return host.toASCII(`${name}`);
    },
    domainToUnicode(name) {
      if (arguments.length < 1) throw new ERR_MISSING_ARGS("domain");
      return host.toUnicode(`${name}`);
    },
    fileURLToPath, pathToFileURL, urlToHttpOptions,
    toPathIfFileURL: (value) => (isURL(value) ? fileURLToPath(value) : value),
    ...legacy,
  };
});
