// URLPattern. Patterns are compiled in Go; matching is by RegExp.
(function (host, use) {
  "use strict";
  const { define, illegal, failConstruct } = use("webidl");
  const standard = use.flag("urlpattern_standard");
  // As in doc.go.
  const NAMES = ["protocol", "username", "password", "hostname", "port", "pathname", "search", "hash"];
  const FLAGS = standard ? "v" : "u";
  const CONSTRUCT = "Failed to construct URLPattern";
  const EXPRESSION = "Invalid regular expression syntax.";

  const matches = (expression, input) => host.regexp(expression, FLAGS).test(input);
  const isObject = (v) => (typeof v === "object" && v !== null) || typeof v === "function";
  const text = standard ? host.wellFormed : (v) => `${v}`;
  // dictionary reads URLPatternInit: its parts and the base URL behind them.
  const dictionary = (init) => {
    const read = [];
    for (const name of [...NAMES, "baseURL"]) {
      const value = init[name];
      read.push(value === undefined ? undefined : text(value));
    }
    return read;
  };
  // toInput converts what is a pattern, or a URL to match: a text, or parts of one.
  const toInput = (v) => {
    if (v === undefined || v === null) return dictionary({});
    return isObject(v) ? dictionary(v) : text(v);
  };
  const ignoresCase = (options) => Boolean(options.ignoreCase);

  class URLPattern {
    #parts; #expressions;
    constructor(input, base, options) {
      if (options !== undefined && options !== null && !isObject(options)) failConstruct("URLPattern", 3, "URLPatternOptions");
      let pattern = toInput(input), baseURL, ignore;
      if (isObject(base)) ignore = ignoresCase(base);
      else if (base !== undefined && base !== null) baseURL = text(base);
      ignore ??= isObject(options) && ignoresCase(options);
      this.#parts = host.compile(pattern, baseURL, matches);
      try {
        this.#expressions = this.#parts.map(({ expression }, i) => host.regexp(expression, ignore && (i > 4 || !standard) ? FLAGS + "i" : FLAGS));
      } catch {
        throw new TypeError(standard ? CONSTRUCT : EXPRESSION);
      }
    }
    get protocol() { if (!this || !(#parts in this)) illegal(); return this.#parts[0].pattern }
    get username() { if (!this || !(#parts in this)) illegal(); return this.#parts[1].pattern }
    get password() { if (!this || !(#parts in this)) illegal(); return this.#parts[2].pattern }
    get hostname() { if (!this || !(#parts in this)) illegal(); return this.#parts[3].pattern }
    get port() { if (!this || !(#parts in this)) illegal(); return this.#parts[4].pattern }
    get pathname() { if (!this || !(#parts in this)) illegal(); return this.#parts[5].pattern }
    get search() { if (!this || !(#parts in this)) illegal(); return this.#parts[6].pattern }
    get hash() { if (!this || !(#parts in this)) illegal(); return this.#parts[7].pattern }
    get hasRegExpGroups() { if (!this || !(#parts in this)) illegal(); return this.#parts.some((p) => p.hasGroups) }
    test(input, base) {
      if (!this || !(#parts in this)) illegal();
      return this.#match(toInput(input), base === undefined ? undefined : text(base), "test") !== null;
    }
    exec(input, base) {
      if (!this || !(#parts in this)) illegal();
      return this.#match(toInput(input), base === undefined ? undefined : text(base), "exec");
    }

    #match(input, base, method) {
      const url = host.split(input, base, method);
      if (url === undefined) return null;
      const found = [];
      for (let i = 0; i < NAMES.length; i++) {
        const result = this.#expressions[i].exec(url[i]);
        // Code may have put a function of its own in the place of exec.
        if (!Array.isArray(result)) return null;
        found.push(this.#groups(i, url[i], result));
      }
      const inputs = [typeof input === "string" ? input : shown(input)];
      if (base !== undefined) inputs.push(base);
      const all = { inputs };
      NAMES.forEach((name, i) => { all[name] = found[i] });
      return all;
    }
    #groups(i, input, result) {
      const groups = {};
      this.#parts[i].names.forEach((name, n) => {
        const value = result[n + 1];
        groups[name] = value === undefined ? (standard ? undefined : "") : `${value}`;
      });
      return { input, groups };
    }
  }
  if (!standard) delete URLPattern.prototype.hasRegExpGroups;

  const shown = (parts) => {
    const init = {};
    [...NAMES, "baseURL"].forEach((name, i) => { if (standard || parts[i] !== undefined) init[name] = parts[i] });
    return init;
  };

  return { URLPattern: define(URLPattern) };
})
