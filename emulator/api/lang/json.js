// The texts of V8 with which JSON.parse and JSON.stringify fail.
(function (host) {
  "use strict";

  const { parse, stringify } = JSON;
  const define = (name, value) => Object.defineProperty(JSON, name, { value, writable: true, configurable: true });

  define("parse", {
    parse(text, reviver) {
      try {
        return reviver === undefined ? parse(text) : parse(text, reviver);
      } catch (error) {
        const why = error instanceof SyntaxError && typeof text !== "symbol" ? host.why(`${text}`) : undefined;
        if (why !== undefined) throw new SyntaxError(why);
        throw error;
      }
    },
  }.parse);

  const named = (key, holder) => (Array.isArray(holder) ? `index ${key}` : `property '${key}'`);
  const constructorOf = (o) => {
    const { constructor } = Object(o);
    return typeof constructor === "function" && constructor.name ? constructor.name : "Object";
  };
  /** circle tells the way from an object back to itself. */
  const circle = (path, last) => {
    const start = path.findIndex((step) => step.value === last.value);
    const steps = path.slice(start + 1);
    const lines = ["Converting circular structure to JSON", `    --> starting at object with constructor '${constructorOf(last.value)}'`];
    steps.forEach(({ key, holder, value }, n) => {
      if (steps.length > 3 && n >= 2 && n < steps.length - 1) {
        if (n === 2) lines.push("    |     ...");
        return;
      }
      lines.push(`    |     ${named(key, holder)} -> object with constructor '${constructorOf(value)}'`);
    });
    lines.push(`    --- ${named(last.key, last.holder)} closes the circle`);
    return lines.join("\n");
  };
  /** find looks for the first circle in the order of JSON.stringify. */
  const find = (path, holder, key, replacer) => {
    let value = holder[key];
    if (typeof value === "object" && value !== null && typeof value.toJSON === "function") value = value.toJSON(key);
    if (typeof replacer === "function") value = Reflect.apply(replacer, holder, [key, value]);
    if (typeof value !== "object" || value === null) return undefined;
    const step = { key, holder, value };
    if (path.some((p) => p.value === value)) return circle(path, step);
    path.push(step);
    const keys = Array.isArray(replacer) && !Array.isArray(value) ? replacer.map(String) : Object.keys(value);
    for (const k of keys) {
      const found = find(path, value, k, replacer);
      if (found) return found;
    }
    path.pop();
    return undefined;
  };

  define("stringify", {
    stringify(value, replacer, space) {
      try {
        return stringify(value, replacer, space);
      } catch (error) {
        const circular = error instanceof TypeError && error.message === "Converting circular structure to JSON";
        throw circular ? new TypeError(find([], { "": value }, "", replacer) ?? error.message) : error;
      }
    },
  }.stringify);
  Object.defineProperty(JSON.parse, "length", { value: 2 });
  return {};
})
