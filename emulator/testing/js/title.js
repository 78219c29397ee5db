// Titles of parameterised tests: printf words (%s), $property, and tables in template strings.
(function (lib, host) {
  "use strict";

  const printf = /%[sdjifoOc%]/g;

  function toText(value) {
    if (typeof value === "bigint") return `${value}n`;
    if (Object.is(value, -0)) return "-0";
    if (typeof value === "object" && value !== null) {
      const own = typeof value.toString === "function" && value.toString !== Object.prototype.toString;
      return own ? value.toString() : lib.inspect(value, { depth: 0 });
    }
    return String(value);
  }

  function fill(word, value) {
    switch (word) {
      case "%s":
        return toText(value);
      case "%d":
        return typeof value === "bigint" ? `${value}n` : typeof value === "symbol" ? "NaN" : String(Number(value));
      case "%i":
        return typeof value === "bigint" ? `${value}n` : String(Number.parseInt(String(value), 10));
      case "%f":
        return (Object.is(value, -0) ? "-" : "") + String(Number.parseFloat(String(value)));
      case "%j":
        return JSON.stringify(value);
      case "%c":
        return "";
    }
    return lib.inspect(value);
  }

  function attribute(source, path) {
    let value = source;
    for (const part of path.replace(/\[(\d+)\]/g, ".$1").split(".")) {
      value = new Object(value)[part];
      if (value === undefined) return undefined;
    }
    return value;
  }

  // $name stands for a property of the first item, $0 for an item.
  function fillAttributes(text, items) {
    const isObject = lib.isObject(items[0]);
    return text.replace(/\$([$\w.]+)/g, (whole, key) => {
      const isIndex = /^\d+$/.test(key);
      if (!isObject && !isIndex) return whole;
      const element = isIndex ? attribute(items, key) : undefined;
      const value = isObject ? attribute(items[0], key) ?? element : element;
      return lib.display(value);
    });
  }

  lib.formatTitle = (template, items, index) => {
    const text = template.replace(/%%|%#|%\$/g, (word) => (word === "%%" ? word : String(word === "%#" ? index : index + 1)));
    const parts = [];
    let last = 0;
    let next = 0;
    for (const match of text.matchAll(printf)) {
      parts.push(fillAttributes(text.slice(last, match.index), items));
      last = match.index + match[0].length;
      if (match[0] === "%%") parts.push("%");
      else parts.push(next < items.length ? fill(match[0], items[next++]) : match[0]);
    }
    parts.push(fillAttributes(text.slice(last), items));
    return parts.join("");
  };

  // Turns each`a | b ...` into one object per row.
  lib.tableCases = (strings, values) => {
    const header = strings.join("").trim().replace(/ /g, "").split("\n")[0].split("|");
    const rows = [];
    for (let i = 0; i + header.length <= values.length; i += header.length) {
      rows.push(Object.fromEntries(header.map((name, j) => [name, values[i + j]])));
    }
    return rows;
  };

  lib.nameOf = (name) => (typeof name === "function" ? name.name || "<anonymous>" : String(name));
})
