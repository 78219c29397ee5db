// node:internal/fs/glob: names by patterns, found by walking the directories that they lead through.
(function (host, use) {
  "use strict";
  const fs = use("node:internal/fs/host");
  const { Dirent } = use("node:internal/fs/dir");
  const { at, toURL } = use("node:internal/fs/paths");
  const { UV_DIRENT_DIR } = use("node:internal/fs/constants");
  const { cwd: currentDirectory } = use("node:internal/cwd");
  const { validateObject, validateString } = use("node:internal/validators");
  const maxDepth = 256;

  // splitOutside cuts at a separator that is in no braces nor parentheses and not escaped.
  const splitOutside = (text, separator) => {
    const parts = [""];
    let depth = 0;
    for (let n = 0; n < text.length; n++) {
      const char = text[n];
      if (char === "\\" && n + 1 < text.length) {
        parts[parts.length - 1] += char + text[++n];
        continue;
      }
      if (char === "{" || char === "(") depth++;
      if (char === "}" || char === ")") depth--;
      if (char === separator && depth === 0) parts.push("");
      else parts[parts.length - 1] += char;
    }
    return parts;
  };
  // closing is where the bracket at open ends, -1 where it does not.
  const closing = (text, open, left, right) => {
    let depth = 0;
    for (let n = open; n < text.length; n++) {
      if (text[n] === "\\") n++;
      else if (text[n] === left) depth++;
      else if (text[n] === right && --depth === 0) return n;
    }
    return -1;
  };
  // braces gives a pattern for each choice of the first braces; those of one choice are none.
  const braces = (pattern) => {
    for (let n = 0; n < pattern.length; n++) {
      if (pattern[n] === "\\") {
        n++;
        continue;
      }
      if (pattern[n] !== "{") continue;
      const end = closing(pattern, n, "{", "}");
      if (end < 0) break;
      const choices = splitOutside(pattern.slice(n + 1, end), ",");
      if (choices.length === 1) break;
      return choices.flatMap((choice) => braces(pattern.slice(0, n) + choice + pattern.slice(end + 1)));
    }
    return [pattern];
  };

  const groups = { "@": ["(?:", ")"], "*": ["(?:", ")*"], "+": ["(?:", ")+"], "?": ["(?:", ")?"], "!": ["(?!(?:", ")$)[^/]*"] };
  const quote = (char) => (".+*?^$|()[]{}\\".includes(char) ? `\\${char}` : char);
  // source is the regular expression of one name.
  const source = (pattern) => {
    let out = "";
    for (let n = 0; n < pattern.length; n++) {
      const char = pattern[n];
      if (char === "\\" && n + 1 < pattern.length) {
        out += `\\${quote(pattern[++n])}`; // of a sign that stands for something, both stay: it matches a backslash
        continue;
      }
      const end = char in groups && pattern[n + 1] === "(" ? closing(pattern, n + 1, "(", ")") : -1;
      if (end >= 0) {
        const [before, after] = groups[char];
        out += before + splitOutside(pattern.slice(n + 2, end), "|").map(source).join("|") + after;
        n = end;
        continue;
      }
      if (char === "[") {
        const close = pattern.indexOf("]", n + 1);
        const set = pattern.slice(n + 1, close < 0 ? pattern.length : close);
        out += `[${set.replace(/^!/, "^")}${close < 0 ? "" : "]"}`;
        n += set.length + 1;
        continue;
      }
      if (char === "*") out += "[^/]*";
      else if (char === "?") out += "[^/]";
      else out += quote(char);
    }
    return out;
  };

  const normalize = (pattern) => {
    pattern = pattern.replace(/^\.\//, "").replace(/\/\/+/g, "/");
    return pattern.endsWith("/") && pattern.length > 1 ? pattern.slice(0, -1) : pattern;
  };
  const segments = (pattern) => normalize(pattern).split("/").filter(Boolean);
  // wholeExpression matches paths, for what is left out.
  const wholeExpression = (pattern) => {
    const parts = [];
    for (const part of segments(pattern)) {
      if (part === "..") parts.pop();
      else if (part !== ".") parts.push(part === "**" ? part : source(part));
    }
    if (parts.length === 1 && parts[0] === "**") return /^.*$/;
    const last = parts.length - 1;
    const expression = parts.map((part, n) => {
      if (part !== "**") return n > 0 && parts[n - 1] !== "**" ? `\\/${part}` : part;
      if (n === 0) return "(?:.*\\/)?";
      return n === last ? "(?:\\/.*)?" : "(?:\\/[^/]+)*(?:\\/)?";
    });
    return new RegExp(`^${expression.join("")}$`);
  };

  // Walk finds what one pattern matches below a directory.
  class Walk {
    constructor(root, parts, found, listed) {
      this.root = root;
      this.parts = parts.filter((part, n) => part !== "**" || parts[n - 1] !== "**");
      this.expressions = this.parts.map((part) => (["**", ".", ".."].includes(part) ? null : new RegExp(`^${source(part)}$`)));
      this.found = found;
      this.listed = listed;
      this.been = new Set();
    }
    list(path) {
      if (!this.listed.has(path)) {
        let entries = [];
        try {
          entries = fs.readdir(at(toURL(path)), false);
        } catch {
          // what is no directory has no entries
        }
        this.listed.set(path, entries);
      }
      return this.listed.get(path);
    }
    add(path, entry) {
      if (!this.found.has(path)) this.found.set(path, entry);
    }
    // go matches the parts from n on, at a path below the root.
    go(n, path, depth = 0) {
      if (depth >= maxDepth) return;
      const directory = path ? `${this.root}/${path}` : this.root;
      if (n >= this.parts.length) {
        const [, name] = /([^/]*)$/.exec(path);
        const parent = directory.slice(0, directory.lastIndexOf("/")) || directory;
        this.add(path, this.list(parent).find((entry) => entry.name === name));
        return;
      }
      const part = this.parts[n];
      if (part === ".") this.go(n + 1, path, depth);
      else if (part === "..") {
        if (path) this.go(n + 1, path.split("/").slice(0, -1).join("/"), depth);
      } else if (part === "**") this.goAnywhere(n, path, directory, depth);
      else this.goNamed(n, path, directory, depth);
    }
    goAnywhere(n, path, directory, depth) {
      const key = `${directory}:${n}`;
      if (this.been.has(key)) return;
      this.been.add(key);
      this.go(n + 1, path, depth);
      for (const entry of this.list(directory)) {
        const child = path ? `${path}/${entry.name}` : entry.name;
        this.go(n + 1, child, depth + 1);
        if (entry.type === UV_DIRENT_DIR) this.go(n, child, depth + 1);
      }
    }
    goNamed(n, path, directory, depth) {
      for (const entry of this.list(directory)) {
        if (!this.expressions[n].test(entry.name)) continue;
        const child = path ? `${path}/${entry.name}` : entry.name;
        if (n + 1 >= this.parts.length) this.add(child, entry);
        else this.go(n + 1, child, depth + 1);
      }
    }
  }

  const excluder = (exclude) => {
    if (!Array.isArray(exclude)) return () => false;
    const expressions = exclude.flatMap(braces).map(wholeExpression);
    return (path) => expressions.some((expression) => expression.test(path));
  };
  const toDirent = (root, path, entry) => {
    const at = path.lastIndexOf("/");
    return new Dirent(path.slice(at + 1), entry?.type ?? 0, at < 0 ? root : `${root}/${path.slice(0, at)}`);
  };

  function globSync(pattern, options) {
    const patterns = typeof pattern === "string" ? [pattern] : [...pattern];
    for (const one of patterns) validateString(one, "pattern");
    if (typeof options !== "object" || options === null) validateObject(options, "options");
    const root = options.cwd instanceof URL ? options.cwd.pathname : options.cwd ?? currentDirectory();
    validateString(root, "options.cwd");

    const found = new Map();
    const listed = new Map();
    for (const one of patterns.flatMap(braces)) {
      const parts = segments(one);
      if (parts.length > 0) new Walk(root, parts, found, listed).go(0, "");
    }
    const excluded = excluder(options.exclude);
    const refused = typeof options.exclude === "function" ? options.exclude : () => false;
    return [...found]
      .filter(([path]) => path !== "" && !excluded(path))
      .map(([path, entry]) => (options.withFileTypes ? toDirent(root, path, entry) : path))
      .filter((result) => !refused(result));
  }
  return { globSync };
});
