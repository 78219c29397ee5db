// node:internal/path: node:path for POSIX and for Windows.
(function (host, use) {
  "use strict";
  const { validateObject, validateString } = use("node:internal/validators");
  const cwd = () => "/"; // whatever process.chdir says

  const slash = 47;
  const isLetter = (code) => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);

  // normalizeParts resolves . and .. ; isSep tells separators.
  const normalizeParts = (path, allowAbove, sep, isSep) => {
    const out = [];
    let part = "";
    const add = () => {
      if (part === "..") {
        if (out.length > 0 && out.at(-1) !== "..") out.pop();
        else if (allowAbove) out.push("..");
      } else if (part !== "" && part !== ".") {
        out.push(part);
      }
      part = "";
    };
    for (const char of path) {
      if (isSep(char.charCodeAt(0))) add();
      else part += char;
    }
    add();
    return out.join(sep);
  };

  const formatPath = (sep, o) => {
    validateObject(o, "pathObject");
    const dir = o.dir || o.root;
    const ext = o.ext ? (o.ext[0] === "." ? "" : ".") + o.ext : "";
    const base = o.base || `${o.name || ""}${ext}`;
    if (!dir) return base;
    return dir === o.root ? `${dir}${base}` : `${dir}${sep}${base}`;
  };

  // baseOf is what follows the last separator, trailing ones left out.
  const baseOf = (path, start, isSep) => {
    let end = path.length;
    while (end > start && isSep(path.charCodeAt(end - 1))) end--;
    let from = end;
    while (from > start && !isSep(path.charCodeAt(from - 1))) from--;
    return path.slice(from, end);
  };
  const withoutSuffix = (base, suffix) =>
    suffix !== undefined && base !== suffix && suffix.length > 0 && base.endsWith(suffix) ? base.slice(0, -suffix.length) : base;
  const extOf = (base) => {
    const dot = base.lastIndexOf(".");
    return dot <= 0 || base === ".." ? "" : base.slice(dot);
  };

  const isPosixSep = (code) => code === slash;
  const posix = {
    sep: "/",
    delimiter: ":",
    resolve(...paths) {
      let resolved = "";
      for (let n = paths.length - 1; n >= -1 && !resolved.startsWith("/"); n--) {
        const path = n >= 0 ? paths[n] : cwd();
        validateString(path, `paths[${n}]`);
        if (path.length > 0) resolved = resolved === "" ? path : `${path}/${resolved}`;
      }
      const absolute = resolved.startsWith("/");
      const path = normalizeParts(resolved, !absolute, "/", isPosixSep);
      if (absolute) return `/${path}`;
      return path.length > 0 ? path : ".";
    },
    normalize(path) {
      validateString(path, "path");
      if (path.length === 0) return ".";
      const absolute = path.startsWith("/");
      let normal = normalizeParts(path, !absolute, "/", isPosixSep);
      if (normal.length === 0) return absolute ? "/" : path.endsWith("/") ? "./" : ".";
      if (path.endsWith("/")) normal += "/";
      return absolute ? `/${normal}` : normal;
    },
    isAbsolute(path) {
      validateString(path, "path");
      return path.startsWith("/");
    },
    join(...paths) {
      const parts = paths.filter((path) => {
        validateString(path, "path");
        return path.length > 0;
      });
      return parts.length === 0 ? "." : posix.normalize(parts.join("/"));
    },
    relative(from, to) {
      validateString(from, "from");
      validateString(to, "to");
      if (from === to) return "";
      const [a, b] = [posix.resolve(from), posix.resolve(to)];
      if (a === b) return "";
      const [x, y] = [a.split("/").filter(Boolean), b.split("/").filter(Boolean)];
      let same = 0;
      while (same < x.length && same < y.length && x[same] === y[same]) same++;
      return [...x.slice(same).map(() => ".."), ...y.slice(same)].join("/");
    },
    toNamespacedPath: (path) => path,
    dirname(path) {
      validateString(path, "path");
      if (path.length === 0) return ".";
      let end = path.length;
      while (end > 1 && path[end - 1] === "/") end--;
      const at = path.lastIndexOf("/", end - 1);
      if (at < 0) return ".";
      if (at === 0) return "/";
      return at === 1 && path[0] === "/" ? "//" : path.slice(0, at);
    },
    basename(path, suffix) {
      if (suffix !== undefined) validateString(suffix, "suffix");
      validateString(path, "path");
      if (path === suffix) return "";
      return withoutSuffix(baseOf(path, 0, isPosixSep), suffix);
    },
    extname(path) {
      validateString(path, "path");
      return extOf(baseOf(path, 0, isPosixSep));
    },
    format: (o) => formatPath("/", o),
    parse(path) {
      validateString(path, "path");
      const root = path.startsWith("/") ? "/" : "";
      const base = baseOf(path, root.length, isPosixSep);
      const ext = extOf(base);
      let dir = "";
      const at = path.lastIndexOf("/", path.replace(/\/+$/, "").length - 1);
      if (at > 0) dir = path.slice(0, at);
      else if (root) dir = "/";
      return { root, dir, base, ext, name: ext ? base.slice(0, -ext.length) : base };
    },
    matchesGlob: (path, pattern) => matchGlob(path, pattern, posix),
  };

  // --- Windows

  const isWinSep = (code) => code === slash || code === 92;
  // winRoot takes the beginning of a path apart: a device (C: or \\server\share), and whether it is absolute.
  const winRoot = (path) => {
    const code = path.charCodeAt(0);
    if (path.length > 1 && isWinSep(code) && isWinSep(path.charCodeAt(1))) {
      const unc = /^[\\/]{2}([^\\/]+)[\\/]+([^\\/]+)(?:[\\/]+|$)/.exec(path);
      if (unc) {
        const whole = unc[0];
        const device = `\\\\${unc[1]}\\${unc[2]}`;
        if (unc[1] === "." || unc[1] === "?") return { device: `\\\\${unc[1]}`, end: 4, absolute: true, unc: true };
        return { device, end: whole.length, absolute: true, unc: true };
      }
      return { device: "", end: 1, absolute: true };
    }
    if (isWinSep(code)) return { device: "", end: 1, absolute: true };
    if (isLetter(code) && path[1] === ":") {
      const absolute = path.length > 2 && isWinSep(path.charCodeAt(2));
      return { device: path.slice(0, 2), end: absolute ? 3 : 2, absolute };
    }
    return { device: "", end: 0, absolute: false };
  };

  const win32 = {
    sep: "\\",
    delimiter: ";",
    resolve(...paths) {
      let device = "";
      let tail = "";
      let absolute = false;
      for (let n = paths.length - 1; n >= -1; n--) {
        let path;
        if (n >= 0) {
          path = paths[n];
          validateString(path, `paths[${n}]`);
          if (path.length === 0) continue;
        } else {
          path = device.length === 0 ? cwd() : `${device}\\`;
        }
        const root = winRoot(path);
        if (root.device.length > 0) {
          if (device.length > 0 && root.device.toLowerCase() !== device.toLowerCase()) continue;
          if (device.length === 0) device = root.device;
        }
        if (!absolute) {
          tail = `${path.slice(root.end)}\\${tail}`;
          absolute = root.absolute;
        }
        if (absolute && device.length > 0) break;
      }
      tail = normalizeParts(tail, !absolute, "\\", isWinSep);
      return absolute ? `${device}\\${tail}` : `${device}${tail}` || ".";
    },
    normalize(path) {
      validateString(path, "path");
      if (path.length === 0) return ".";
      if (path.length === 1) return path === "/" ? "\\" : path;
      const root = winRoot(path);
      let tail = root.end < path.length ? normalizeParts(path.slice(root.end), !root.absolute, "\\", isWinSep) : "";
      if (tail.length === 0 && !root.absolute) tail = ".";
      if (tail.length > 0 && isWinSep(path.charCodeAt(path.length - 1))) tail += "\\";
      if (root.device === "") {
        if (root.absolute) return `\\${tail}`;
        // What only becomes a device by normalizing must not be one.
        return /^[A-Za-z]:/.test(tail) ? `.\\${tail}` : tail;
      }
      return root.absolute ? `${root.device}\\${tail}` : `${root.device}${tail}`;
    },
    isAbsolute(path) {
      validateString(path, "path");
      return path.length > 0 && winRoot(path).absolute;
    },
    join(...paths) {
      const parts = paths.filter((path) => {
        validateString(path, "path");
        return path.length > 0;
      });
      if (parts.length === 0) return ".";
      let joined = parts.join("\\");
      // Two separators at the front are a network path only where the first part has them.
      const slashes = /^[\\/]*/.exec(joined)[0].length;
      if (slashes >= 2 && !/^[\\/]{2}[^\\/]/.test(parts[0])) joined = `\\${joined.slice(slashes)}`;
      return win32.normalize(joined);
    },
    relative(from, to) {
      validateString(from, "from");
      validateString(to, "to");
      if (from === to) return "";
      const [a, b] = [win32.resolve(from), win32.resolve(to)];
      if (a.toLowerCase() === b.toLowerCase()) return "";
      const split = (path) => path.replace(/^\\+|\\+$/g, "").split(/\\+/).filter(Boolean);
      const [x, y] = [split(a), split(b)];
      let same = 0;
      while (same < x.length && same < y.length && x[same].toLowerCase() === y[same].toLowerCase()) same++;
      if (same === 0) return b;
      return [...x.slice(same).map(() => ".."), ...y.slice(same)].join("\\");
    },
    toNamespacedPath(path) {
      if (typeof path !== "string" || path.length === 0) return path;
      const resolved = win32.resolve(path);
      if (resolved.length <= 2) return path;
      if (resolved.startsWith("\\\\") && resolved[2] !== "?" && resolved[2] !== ".") return `\\\\?\\UNC\\${resolved.slice(2)}`;
      return /^[A-Za-z]:\\/.test(resolved) ? `\\\\?\\${resolved}` : resolved;
    },
    dirname(path) {
      validateString(path, "path");
      if (path.length === 0) return ".";
      if (path.length === 1) return isWinSep(path.charCodeAt(0)) ? path : ".";
      const root = winRoot(path);
      let end = path.length;
      while (end > root.end && isWinSep(path.charCodeAt(end - 1))) end--;
      let at = end;
      while (at > root.end && !isWinSep(path.charCodeAt(at - 1))) at--;
      if (at <= root.end) return root.end > 0 ? path.slice(0, root.end) : ".";
      return path.slice(0, at - 1);
    },
    basename(path, suffix) {
      if (suffix !== undefined) validateString(suffix, "suffix");
      validateString(path, "path");
      if (path === suffix) return "";
      const start = isLetter(path.charCodeAt(0)) && path[1] === ":" ? 2 : 0;
      return withoutSuffix(baseOf(path, start, isWinSep), suffix);
    },
    extname: (path) => {
      validateString(path, "path");
      return extOf(win32.basename(path));
    },
    format: (o) => formatPath("\\", o),
    parse(path) {
      validateString(path, "path");
      const { end, unc } = winRoot(path);
      const root = path.slice(0, end);
      const base = baseOf(path, end, isWinSep);
      const ext = extOf(base);
      const at = path.length - (path.slice(end).length - path.slice(end).lastIndexOf(base));
      const before = base === "" ? end : at;
      const dir = before > end ? path.slice(0, before - 1) : unc || root ? root : "";
      return { root, dir, base, ext, name: ext ? base.slice(0, -ext.length) : base };
    },
    matchesGlob: (path, pattern) => matchGlob(path, pattern, win32),
  };

  const matchGlob = (path, pattern, flavour) => {
    validateString(path, "path");
    validateString(pattern, "pattern");
    return use("node:internal/glob").matches(flavour === win32 ? path.replaceAll("\\", "/") : path, flavour === win32 ? pattern.replaceAll("\\", "/") : pattern);
  };

  posix.posix = win32.posix = posix;
  posix.win32 = win32.win32 = win32;
  posix._makeLong = posix.toNamespacedPath;
  win32._makeLong = win32.toNamespacedPath;
  return { posix, win32 };
});
