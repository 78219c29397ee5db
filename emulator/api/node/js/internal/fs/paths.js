// node:internal/fs/paths: how a path is given: a string, a Buffer or a file URL.
(function (host, use) {
  "use strict";
  const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } = use("node:internal/errors");
  const { Buffer } = use("node:buffer");
  const { locate } = use("node:internal/fs/host");
  const { cwd } = use("node:internal/cwd");
  const { URL } = globalThis;

  // toURL makes the URL of a path.
  const toURL = (path, encoding = "utf8") => {
    if (path instanceof URL) return path;
    if (typeof path !== "string" && !Buffer.isBuffer(path)) throw new ERR_INVALID_ARG_TYPE("path", ["string", "Buffer", "URL"], path);
    let text = typeof path === "string" ? path : path.toString(encoding);
    if (text.includes("\0")) throw new ERR_INVALID_ARG_VALUE("path", text, "must not contain null bytes");
    text = text.replace(/[#?]/g, encodeURIComponent).replaceAll("//", "/");
    return new URL(text, text.startsWith("/") ? "file://" : `file://${cwd()}/`);
  };
  return {
    toURL,
    // at is the path of a URL in the file system; a descriptor is itself.
    at: (file) => (typeof file === "number" ? file : locate(file.protocol, file.host, file.pathname)),
  };
});
