// The short one-line form of values in assertion messages ("expected { a: 1 } to be ...").
//
// It follows loupe: every nested call gets what is left of the length budget, and lists end in
// "…(n)" where the budget does.
(function (lib, host) {
  "use strict";

  const more = "…";

  function cut(text, length) {
    text = String(text);
    if (text.length <= length || text.length <= more.length) return text;
    if (more.length > length) return more;
    let end = length - more.length;
    if (end > 0 && text[end - 1] >= "\ud800" && text[end - 1] <= "\udbff") end--;
    return text.slice(0, end) + more;
  }

  function list(items, options, show = inspectValue) {
    if (items.length === 0) return "";
    const budget = options.truncate;
    let out = "";
    let peeked = "";
    let rest = "";
    for (let i = 0; i < items.length; i++) {
      const isLast = i + 1 === items.length;
      const isSecondToLast = i + 2 === items.length;
      rest = `${more}(${items.length - i})`;
      options.truncate = budget - out.length - (isLast ? 0 : 2);
      const text = peeked || show(items[i], options) + (isLast ? "" : ", ");
      const next = out.length + text.length;
      const nextCut = next + rest.length;
      if (isLast && next > budget && out.length + rest.length <= budget) break;
      if (!isLast && !isSecondToLast && nextCut > budget) break;
      peeked = isLast ? "" : show(items[i + 1], options) + (isSecondToLast ? "" : ", ");
      if (!isLast && isSecondToLast && nextCut > budget && next + peeked.length > budget) break;
      out += text;
      if (!isLast && !isSecondToLast && next + peeked.length >= budget) {
        rest = `${more}(${items.length - i - 1})`;
        break;
      }
      rest = "";
    }
    return out + rest;
  }

  function quoteKey(key) {
    if (/^[a-zA-Z_][a-zA-Z_0-9]*$/.test(key)) return key;
    return JSON.stringify(key).replace(/'/g, "\\'").replace(/\\"/g, '"').replace(/(^"|"$)/g, "'");
  }

  function property([key, value], options) {
    options.truncate -= 2;
    if (typeof key === "string") key = quoteKey(key);
    else if (typeof key !== "number") key = `[${inspectValue(key, options)}]`;
    options.truncate -= key.length;
    return `${key}: ${inspectValue(value, options)}`;
  }

  const extraKeys = (value, options) => {
    const keys = Object.keys(value).slice(value.length);
    return list(keys.map((key) => [key, value[key]]), options, property);
  };

  function array(value, options) {
    if (!value.length && !Object.keys(value).length) return "[]";
    options.truncate -= 4;
    const items = list(value, options);
    options.truncate -= items.length;
    const extra = extraKeys(value, options);
    return `[ ${items}${extra ? `, ${extra}` : ""} ]`;
  }

  function typedArray(value, options) {
    const name = value[Symbol.toStringTag] || value.constructor.name;
    options.truncate -= name.length + 4;
    if (!value.length && !Object.keys(value).length) return `${name}[]`;
    const items = [];
    for (let i = 0; i < value.length; i++) {
      const text = cut(value[i], options.truncate) + (i === value.length - 1 ? "" : ", ");
      options.truncate -= text.length;
      if (value[i] !== value.length && options.truncate <= 3) {
        items.push(`${more}(${value.length - Number(value[i]) + 1})`);
        break;
      }
      items.push(text);
    }
    const extra = extraKeys(value, options);
    return `${name}[ ${items.join("")}${extra ? `, ${extra}` : ""} ]`;
  }

  function date(value, options) {
    const text = value.toJSON();
    if (text === null) return "Invalid Date";
    const [day, time] = text.split("T");
    return `${day}T${cut(time, options.truncate - day.length - 1)}`;
  }

  function func(value, options) {
    const kind = value[Symbol.toStringTag] || "Function";
    return value.name ? `[${kind} ${cut(value.name, options.truncate - 11)}]` : `[${kind}]`;
  }

  function map(value, options) {
    if (value.size === 0) return "Map{}";
    options.truncate -= 7;
    const entry = ([key, item], opts) => {
      opts.truncate -= 4;
      const left = inspectValue(key, opts);
      opts.truncate -= left.length;
      return `${left} => ${inspectValue(item, opts)}`;
    };
    return `Map{ ${list([...value], options, entry)} }`;
  }

  function set(value, options) {
    if (value.size === 0) return "Set{}";
    options.truncate -= 7;
    return `Set{ ${list([...value], options)} }`;
  }

  function number(value, options) {
    if (Object.is(+value, 0)) return "+0";
    if (Object.is(+value, -0)) return "-0";
    return Number.isFinite(+value) ? cut(String(value), options.truncate) : String(value);
  }

  function bigint(value, options) {
    const text = cut(value.toString(), options.truncate - 1);
    return text === more ? text : `${text}n`;
  }

  function regexp(value, options) {
    const flags = value.toString().split("/")[2] ?? "";
    return `/${cut(value.source, options.truncate - (2 + flags.length))}/${flags}`;
  }

  const special =
    /['\u0000-\u001f\u007f-\u009f\u00ad\u0600-\u0604\u070f\u17b4\u17b5\u200c-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff0-\uffff]/g;
  const escapes = { "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", "'": "\\'" };

  function string(value, options) {
    const text = String(value).replace(special, (char) =>
      escapes[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
    return `'${cut(text, options.truncate - 2)}'`;
  }

  function object(value, options) {
    const keys = [...Object.getOwnPropertyNames(value), ...Object.getOwnPropertySymbols(value)];
    if (keys.length === 0) return "{}";
    options.truncate -= 4;
    if (options.seen.includes(value)) return "[Circular]";
    options.seen.push(value);
    const pair = (key) => [key, value[key]];
    const named = list(keys.filter((key) => typeof key === "string").map(pair), options, property);
    const symbols = list(keys.filter((key) => typeof key === "symbol").map(pair), options, property);
    options.seen.pop();
    return `{ ${named}${named && symbols ? ", " : ""}${symbols} }`;
  }

  function instance(value, options) {
    const name = value[Symbol.toStringTag] || value.constructor.name || "<Anonymous Class>";
    options.truncate -= name.length;
    return name + object(value, options);
  }

  const errorFields = new Set([
    "stack", "line", "column", "name", "message", "fileName", "lineNumber", "columnNumber", "number",
    "description", "cause",
  ]);

  function error(value, options) {
    const keys = Object.getOwnPropertyNames(value).filter((key) => !errorFields.has(key));
    const name = String(value.name);
    options.truncate -= name.length;
    let message = "";
    if (typeof value.message === "string") message = cut(value.message, options.truncate);
    else keys.unshift("message");
    message = message ? `: ${message}` : "";
    options.truncate -= message.length + 5;
    if (options.seen.includes(value)) return "[Circular]";
    options.seen.push(value);
    const body = list(keys.map((key) => [key, value[key]]), options, property);
    return `${name}${message}${body ? ` { ${body} }` : ""}`;
  }

  const constant = (text) => () => text;
  const args = (value, options) => {
    if (value.length === 0) return "Arguments[]";
    options.truncate -= 13;
    return `Arguments[ ${list(value, options)} ]`;
  };
  const byType = {
    undefined: constant("undefined"), null: constant("null"), boolean: String, Boolean: String,
    number, Number: number, bigint, BigInt: bigint, string, String: string,
    function: func, Function: func, GeneratorFunction: func, AsyncFunction: func,
    symbol: (value) => `Symbol(${value.description ?? ""})`, Symbol: (value) => `Symbol(${value.description ?? ""})`,
    Array: array, Date: date, Map: map, Set: set, RegExp: regexp, Error: error, Arguments: args,
    Promise: constant("Promise{…}"), WeakSet: constant("WeakSet{…}"), WeakMap: constant("WeakMap{…}"),
    Generator: constant(""), DataView: constant(""), ArrayBuffer: constant(""),
  };
  for (const name of ["Int8", "Uint8", "Uint8Clamped", "Int16", "Uint16", "Int32", "Uint32", "Float32", "Float64"]) {
    byType[`${name}Array`] = typedArray;
  }

  const customNames = [Symbol.for("chai/inspect"), Symbol.for("nodejs.util.inspect.custom")];

  function custom(value, options) {
    if (typeof value[customNames[0]] === "function") return value[customNames[0]](options);
    if (typeof value[customNames[1]] === "function") return value[customNames[1]](options.depth, options, lib.inspect);
    if (typeof value.inspect === "function") return value.inspect(options.depth, options);
    return "";
  }

  function inspectValue(value, options) {
    let type = value === null ? "null" : typeof value;
    if (type === "object") type = lib.tag(value);
    if (Object.hasOwn(byType, type)) return byType[type](value, options);
    const own = custom(value, options);
    if (own) return typeof own === "string" ? own : inspectValue(own, options);
    const proto = Object.getPrototypeOf(value);
    if (proto === Object.prototype || proto === null || !("constructor" in value)) return object(value, options);
    return value.constructor === Object ? object(value, options) : instance(value, options);
  }

  lib.inspect = (value, options = {}) =>
    inspectValue(value, { depth: 2, ...options, truncate: options.truncate || Infinity, seen: [] });

  const shortest = 40;

  // Like inspect within 40 characters; what does not fit becomes its type and first keys.
  lib.display = (value, truncate = shortest) => {
    const text = lib.inspect(value, { truncate });
    if (truncate === 0 || text.length < truncate) return text;
    switch (Object.prototype.toString.call(value)) {
      case "[object Function]":
        return value.name ? `[Function: ${value.name}]` : "[Function]";
      case "[object Array]":
        return `[ Array(${value.length}) ]`;
      case "[object Object]": {
        const keys = Object.keys(value);
        return `{ Object (${keys.length > 2 ? `${keys.slice(0, 2).join(", ")}, ...` : keys.join(", ")}) }`;
      }
    }
    return text;
  };
})
