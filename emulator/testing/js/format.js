// The pretty-printer of snapshots and diffs, after the rules of pretty-format.
//
// Unlike vitest, it knows no React, DOM or Immutable values.
(function (lib, host) {
  "use strict";

  const errorToString = Error.prototype.toString;
  const regExpToString = RegExp.prototype.toString;
  const listTags = new Set([
    "Array", "ArrayBuffer", "DataView", "Float32Array", "Float64Array", "Int8Array", "Int16Array",
    "Int32Array", "Uint8Array", "Uint8ClampedArray", "Uint16Array", "Uint32Array",
  ]);
  const asymmetric = Symbol.for("jest.asymmetricMatcher");
  const defaults = {
    callToJSON: true, compareKeys: undefined, escapeRegex: false, escapeString: true, indent: 2,
    maxDepth: Infinity, maxOutputLength: 1e6, maxWidth: Infinity, min: false, plugins: [],
    printBasicPrototype: true, printFunctionName: true,
  };

  const constructorName = (value) =>
    (typeof value.constructor === "function" && value.constructor.name) || "Object";

  // Joins the printed items between an opening and closing bracket that the caller adds.
  function block(count, config, indentation, printItem) {
    if (count === 0) return "";
    const inner = indentation + config.indent;
    const items = [];
    for (let i = 0; i < count; i++) {
      if (i === config.maxWidth) {
        items.push(`${inner}…`);
        break;
      }
      items.push(inner + printItem(i, inner));
    }
    const end = config.min || items.length < count ? "" : ",";
    return config.spacingOuter + items.join(`,${config.spacingInner}`) + end + config.spacingOuter + indentation;
  }

  function printList(list, config, indentation, depth, refs) {
    const view = list instanceof ArrayBuffer ? new DataView(list) : list;
    const isView = view instanceof DataView;
    const length = isView ? view.byteLength : view.length;
    return block(length, config, indentation, (i, inner) => {
      if (isView) return print(view.getInt8(i), config, inner, depth, refs);
      return i in view ? print(view[i], config, inner, depth, refs) : "";
    });
  }

  function printEntries(entries, separator, config, indentation, depth, refs) {
    return block(entries.length, config, indentation, (i, inner) =>
      print(entries[i][0], config, inner, depth, refs) + separator + print(entries[i][1], config, inner, depth, refs));
  }

  function printProperties(object, config, indentation, depth, refs) {
    const names = Object.keys(object);
    const keys = config.compareKeys === null ? names : names.sort(config.compareKeys);
    keys.push(...lib.ownSymbols(object));
    return block(keys.length, config, indentation, (i, inner) =>
      `${print(keys[i], config, inner, depth, refs)}: ${print(object[keys[i]], config, inner, depth, refs)}`);
  }

  const printFunction = (fn, withName) => (withName ? `[Function ${fn.name || "anonymous"}]` : "[Function]");
  const printSymbol = (symbol) => String(symbol);
  const printError = (error) => `[${errorToString.call(error)}]`;

  function printBasic(value, config) {
    if (value === null || value === undefined || value === true || value === false) return String(value);
    switch (typeof value) {
      case "number":
        return Object.is(value, -0) ? "-0" : String(value);
      case "bigint":
        return `${value}n`;
      case "string":
        return config.escapeString ? `"${value.replace(/"|\\/g, "\\$&")}"` : `"${value}"`;
      case "function":
        return printFunction(value, config.printFunctionName);
      case "symbol":
        return printSymbol(value);
    }
    switch (lib.tag(value)) {
      case "WeakMap":
        return "WeakMap {}";
      case "WeakSet":
        return "WeakSet {}";
      case "Function":
      case "GeneratorFunction":
        return printFunction(value, config.printFunctionName);
      case "Symbol":
        return printSymbol(value);
      case "Date":
        return Number.isNaN(+value) ? "Date { NaN }" : lib.RealDate.prototype.toISOString.call(value);
      case "Error":
        return printError(value);
      case "RegExp": {
        const text = regExpToString.call(value);
        return config.escapeRegex ? text.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&") : text;
      }
    }
    return value instanceof Error ? printError(value) : null;
  }

  function printComplex(value, config, indentation, depth, outer, calledToJSON) {
    if (outer.includes(value)) return "[Circular]";
    const refs = [...outer, value];
    const tooDeep = ++depth > config.maxDepth;
    if (config.callToJSON && !tooDeep && typeof value.toJSON === "function" && !calledToJSON) {
      return print(value.toJSON(), config, indentation, depth, refs, true);
    }
    const tag = lib.tag(value);
    const prefix = (name, plain) => (config.min || (!config.printBasicPrototype && name === plain) ? "" : `${name} `);
    if (tag === "Arguments") {
      return tooDeep ? "[Arguments]" : `${prefix("Arguments")}[${printList(value, config, indentation, depth, refs)}]`;
    }
    if (listTags.has(tag)) {
      const name = constructorName(value);
      return tooDeep ? `[${name}]` : `${prefix(name, "Array")}[${printList(value, config, indentation, depth, refs)}]`;
    }
    if (tag === "Map") {
      return tooDeep ? "[Map]" : `Map {${printEntries([...value], " => ", config, indentation, depth, refs)}}`;
    }
    if (tag === "Set") {
      if (tooDeep) return "[Set]";
      const items = [...value];
      const body = block(items.length, config, indentation, (i, inner) => print(items[i], config, inner, depth, refs));
      return `Set {${body}}`;
    }
    const name = constructorName(value);
    if (tooDeep || value === globalThis) return `[${name}]`;
    return `${prefix(name, "Object")}{${printProperties(value, config, indentation, depth, refs)}}`;
  }

  // Once one depth has printed more than its share, everything below is cut to its type name.
  function print(value, config, indentation, depth, refs, calledToJSON) {
    const plugin = config.plugins.find((p) => p.test(value));
    const text = plugin
      ? runPlugin(plugin, value, config, indentation, depth, refs)
      : printBasic(value, config) ?? printComplex(value, config, indentation, depth, refs, calledToJSON);
    config.printed[depth] = (config.printed[depth] ?? 0) + text.length;
    if (config.printed[depth] > config.maxOutputLength) config.maxDepth = 0;
    return text;
  }

  function runPlugin(plugin, value, config, indentation, depth, refs) {
    const text = plugin.serialize
      ? plugin.serialize(value, config, indentation, depth, refs, print)
      : runOldPlugin(plugin, value, config, indentation, depth, refs);
    if (typeof text === "string") return text;
    throw new TypeError(`pretty-format: Plugin must return type "string" but instead returned "${typeof text}".`);
  }

  function runOldPlugin(plugin, value, config, indentation, depth, refs) {
    const child = (v) => print(v, config, indentation, depth, refs);
    const inner = indentation + config.indent;
    const indent = (text) => inner + text.replace(/\n/g, `\n${inner}`);
    const layout = { edgeSpacing: config.spacingOuter, min: config.min, spacing: config.spacingInner };
    return plugin.print(value, child, indent, layout, {});
  }

  function format(value, options = {}) {
    const config = { ...defaults };
    for (const key of Object.keys(options)) if (options[key] !== undefined) config[key] = options[key];
    config.indent = config.min ? "" : " ".repeat(config.indent);
    config.spacingInner = config.min ? " " : "\n";
    config.spacingOuter = config.min ? "" : "\n";
    config.printed = [];
    return print(value, config, "", 0, []);
  }
  lib.format = format;

  const asymmetricPlugin = {
    test: (value) => value && value.$$typeof === asymmetric,
    serialize(value, config, indentation, depth, refs) {
      const name = value.toString();
      if (/^Array(Not)?Containing$/.test(name)) {
        if (++depth > config.maxDepth) return `[${name}]`;
        return `${name} [${printList(value.sample, config, indentation, depth, refs)}]`;
      }
      if (/^Object(Not)?Containing$/.test(name)) {
        if (++depth > config.maxDepth) return `[${name}]`;
        return `${name} {${printProperties(value.sample, config, indentation, depth, refs)}}`;
      }
      if (/^String(Not)?(Matching|Containing)$/.test(name)) {
        return `${name} ${print(value.sample, config, indentation, depth, refs)}`;
      }
      if (typeof value.toAsymmetricMatcher === "function") return value.toAsymmetricMatcher();
      throw new TypeError(`Asymmetric matcher ${value.constructor.name} does not implement toAsymmetricMatcher()`);
    },
  };

  // In a diff an error shows its fields, so that a wrong cause or message stands out.
  const errorPlugin = {
    test: (value) => value && value instanceof Error,
    serialize(value, config, indentation, depth, outer) {
      if (outer.includes(value)) return "[Circular]";
      const refs = [...outer, value];
      const { message, cause, stack, ...rest } = value;
      const fields = { message };
      if (cause !== undefined) fields.cause = cause;
      if (value instanceof AggregateError) fields.errors = value.errors;
      Object.assign(fields, rest);
      const name = value.name !== "Error" ? value.name : constructorName(value);
      if (++depth > config.maxDepth) return `[${name}]`;
      return `${name} {${printEntries(Object.entries(fields), ": ", config, indentation, depth, refs)}}`;
    },
  };

  const mockPlugin = {
    test: (value) => value && !!value._isMockFunction,
    serialize(value, config, indentation, depth, refs) {
      const name = value.getMockName();
      const head = `[MockFunction${name === "vi.fn()" ? "" : ` ${name}`}]`;
      if (value.mock.calls.length === 0) return head;
      const inner = indentation + config.indent;
      const field = (key) => `${inner}"${key}": ${print(value.mock[key], config, inner, depth, refs)}`;
      const fields = field("calls") + (config.min ? ", " : ",") + config.spacingOuter + field("results");
      return `${head} {${config.spacingOuter}${fields}${config.min ? "" : ","}${config.spacingOuter}${indentation}}`;
    },
  };
  lib.formatPlugins = { asymmetric: asymmetricPlugin, error: errorPlugin, mock: mockPlugin };

  // One value as a line or block in a matcher's message.
  lib.stringify = function stringify(value, maxDepth = 10, { maxLength = 1e4, ...options } = {}) {
    const all = { maxDepth, escapeString: false, plugins: [asymmetricPlugin], ...options };
    let text;
    try {
      text = format(value, all);
    } catch {
      text = format(value, { ...all, callToJSON: false });
    }
    if (text.length < maxLength || maxDepth <= 1) return text;
    const half = Math.floor(Math.min(maxDepth, Number.MAX_SAFE_INTEGER) / 2);
    return lib.stringify(value, half, { maxLength, ...options });
  };
})
