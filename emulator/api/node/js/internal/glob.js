// node:internal/glob: patterns of file names.
(function () {
  "use strict";

  // braces expands {a,b} into every choice.
  const braces = (pattern) => {
    const found = /\{([^{}]*)\}/.exec(pattern);
    if (!found || !found[1].includes(",")) return [pattern];
    return found[1].split(",").flatMap((choice) => braces(pattern.slice(0, found.index) + choice + pattern.slice(found.index + found[0].length)));
  };

  const escape = (text) => text.replace(/[.+^$()|\\]/g, "\\$&");
  const segment = (pattern) => {
    let out = "";
    for (let n = 0; n < pattern.length; n++) {
      const char = pattern[n];
      const end = char === "[" ? pattern.indexOf("]", n + 2) : -1;
      if (end > 0) {
        out += `[${pattern.slice(n + 1, end).replace(/^!/, "^").replaceAll("\\", "\\\\")}]`;
        n = end;
      } else if (char === "*") {
        out += "[^/]*";
      } else if (char === "?") {
        out += "[^/]";
      } else {
        out += escape(char);
      }
    }
    return (/^[*?[]/.test(pattern) ? "(?!\\.)" : "") + out;
  };

  // toRegExp makes one of a pattern: ** stands for any number of directories.
  const toRegExp = (pattern) => {
    const parts = pattern.split("/");
    let out = "";
    parts.forEach((part, n) => {
      const last = n === parts.length - 1;
      if (part === "**") out += last ? "(?:(?!\\.)[^/]*(?:/(?!\\.)[^/]*)*)" : "(?:(?!\\.)[^/]+/)*";
      else out += segment(part) + (last ? "" : "/");
    });
    return new RegExp(`^${out}$`);
  };

  const cache = new Map();
  const compiled = (pattern) => {
    if (!cache.has(pattern)) cache.set(pattern, braces(pattern).map(toRegExp));
    return cache.get(pattern);
  };
  return { matches: (path, pattern) => compiled(pattern).some((expression) => expression.test(path)) };
});
