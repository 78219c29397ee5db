// What Intl has for texts: order, lists, times told in words, boundaries, names.
(function (host, use) {
  "use strict";
  const { locale, tags, option, flag, given, service, outOfRange, canonical } = use("intl");

  const SENSITIVITIES = ["base", "accent", "case", "variant"];
  const collation = (locales, optionsGiven) => {
    const { name, keywords } = locale(locales);
    const options = optionsGiven === undefined ? Object.create(null) : Object(optionsGiven ?? given(optionsGiven));
    const kn = keywords.kn;
    const c = {
      locale: name,
      usage: option("Intl.Collator", options, "usage", ["sort", "search"], "sort"),
      numeric: flag(options, "numeric", kn === "" || kn === "true"),
      caseFirst: option("Intl.Collator", options, "caseFirst", ["upper", "lower", "false"], keywords.kf ?? "false"),
      sensitivity: option("Intl.Collator", options, "sensitivity", SENSITIVITIES, "variant"),
      ignorePunctuation: flag(options, "ignorePunctuation", false),
    };
    c.how = c.sensitivity + (c.numeric ? "-numeric" : "");
    return c;
  };
  const bare = (s) => s.replace(/[\s!-\/:-@\[-`{-~]/g, "");
  const compareBy = (c, a, b) => {
    if (c.ignorePunctuation) [a, b] = [bare(a), bare(b)];
    const order = host.compare(a, b, c.how);
    if (order === 0 || c.caseFirst !== "upper" || c.sensitivity === "base" || c.sensitivity === "accent") return order;
    return host.compare(a, b, "accent" + (c.numeric ? "-numeric" : "")) === 0 ? -order : order;
  };
  const Collator = service(class Collator {
    #c; #compare;
    constructor(locales, options) { this.#c = collation(locales, options); }
    get compare() {
      const c = this.#c;
      return this.#compare ??= (a, b) => compareBy(c, String(a), String(b));
    }
    resolvedOptions() {
      const { locale, usage, sensitivity, ignorePunctuation, numeric, caseFirst } = this.#c;
      return { locale, usage, sensitivity, ignorePunctuation, collation: "default", numeric, caseFirst };
    }
  }, { callable: true });
  let usual;
  const compare = (a, b, locales, options) => compareBy(locales === undefined && options === undefined ? (usual ??= collation()) : collation(locales, options), a, b);

  const strings = (iterable) => {
    if (iterable === undefined) return [];
    const all = [];
    for (const item of iterable) {
      if (typeof item !== "string") throw new TypeError("Iterable yielded " + String(item) + " which is not a string");
      all.push(item);
    }
    return all;
  };
  const ListFormat = service(class ListFormat {
    #o;
    constructor(locales, optionsGiven) {
      const options = given(optionsGiven);
      this.#o = {
        locale: locale(locales).name,
        type: option("Intl.ListFormat", options, "type", ["conjunction", "disjunction", "unit"], "conjunction"),
        style: option("Intl.ListFormat", options, "style", ["long", "short", "narrow"], "long"),
      };
    }
    formatToParts(list) {
      const { type, style } = this.#o;
      const items = strings(list);
      const word = type === "disjunction" ? "or" : type === "unit" ? "" : style === "long" ? "and" : style === "short" ? "&" : "";
      const comma = type === "unit" && style === "narrow" ? " " : ", ";
      const last = word === "" ? comma : items.length === 2 ? ` ${word} ` : `, ${word} `;
      const parts = [];
      items.forEach((value, n) => {
        if (n > 0) parts.push({ type: "literal", value: n === items.length - 1 ? last : comma });
        parts.push({ type: "element", value });
      });
      return parts;
    }
    format(list) { return this.formatToParts(list).map((p) => p.value).join(""); }
    resolvedOptions() { return { ...this.#o }; }
  });

  const UNITS = ["second", "minute", "hour", "day", "week", "month", "quarter", "year"];
  const SHORT = { second: ["sec."], minute: ["min."], hour: ["hr."], day: ["day", "days"], week: ["wk."], month: ["mo."], quarter: ["qtr.", "qtrs."], year: ["yr."] };
  const NARROW = { second: "s", minute: "m", hour: "h", day: "d", week: "w", month: "mo", quarter: "q", year: "y" };
  const NAMED = { "day:0": "today", "day:1": "tomorrow", "day:-1": "yesterday", "second:0": "now" };
  const named = (unit, value, style) => {
    const known = NAMED[`${unit}:${value}`];
    if (known) return known;
    const text = style === "long" ? unit : SHORT[unit][0];
    if (value === 0) return "this " + (UNITS.indexOf(unit) < 3 ? unit : text);
    if (unit === "second" || unit === "minute" || unit === "hour") return undefined;
    return value === 1 ? "next " + text : value === -1 ? "last " + text : undefined;
  };
  const RelativeTimeFormat = service(class RelativeTimeFormat {
    #o; #number;
    constructor(locales, optionsGiven) {
      const options = optionsGiven === undefined ? Object.create(null) : Object(optionsGiven);
      this.#o = {
        locale: locale(locales).name,
        style: option("Intl.RelativeTimeFormat", options, "style", ["long", "short", "narrow"], "long"),
        numeric: option("Intl.RelativeTimeFormat", options, "numeric", ["always", "auto"], "always"),
      };
      this.#number = new (use("intl-number").NumberFormat)("en-US");
    }
    formatToParts(value, unitGiven) {
      const n = Number(value);
      const unit = String(unitGiven).replace(/s$/, "");
      if (!UNITS.includes(unit)) throw new RangeError(`Invalid unit argument for Intl.RelativeTimeFormat.prototype.format() '${unitGiven}'`);
      if (!Number.isFinite(n)) throw new RangeError("Value need to be finite number for Intl.RelativeTimeFormat.prototype.format()");
      const { style, numeric } = this.#o;
      const word = numeric === "auto" ? named(unit, n === 0 ? 0 : n, style) : undefined;
      if (word !== undefined) return [{ type: "literal", value: word }];
      const number = this.#number.formatToParts(Math.abs(n));
      const one = number.length === 1 && number[0].value === "1";
      const text = style === "long" ? " " + unit + (one ? "" : "s") : style === "short" ? " " + (one ? SHORT[unit][0] : SHORT[unit].at(-1)) : NARROW[unit];
      const tagged = number.map((p) => ({ ...p, unit }));
      if (n < 0 || Object.is(n, -0)) return [...tagged, { type: "literal", value: text + " ago" }];
      return [{ type: "literal", value: "in " }, ...tagged, { type: "literal", value: text }];
    }
    format(value, unit) { return this.formatToParts(value, unit).map((p) => p.value).join(""); }
    resolvedOptions() { return { ...this.#o, numberingSystem: "latn" }; }
  });

  class Segments {
    #input; #word; #bounds;
    constructor(input, granularity) {
      this.#input = input;
      this.#word = granularity === "word";
      this.#bounds = host.segments(input, granularity);
    }
    #at(n, index) {
      const out = { segment: this.#input.slice(index, index + this.#bounds[n]), index, input: this.#input };
      if (this.#word) out.isWordLike = this.#bounds[n + 1];
      return out;
    }
    containing(index = 0) {
      let start = 0;
      for (let n = 0; n < this.#bounds.length; n += 2) {
        if (index >= start && index < start + this.#bounds[n]) return this.#at(n, start);
        start += this.#bounds[n];
      }
      return undefined;
    }
    *[Symbol.iterator]() {
      let start = 0;
      for (let n = 0; n < this.#bounds.length; n += 2) {
        yield this.#at(n, start);
        start += this.#bounds[n];
      }
    }
  }
  const Segmenter = service(class Segmenter {
    #o;
    constructor(locales, optionsGiven) {
      const options = given(optionsGiven);
      this.#o = { locale: locale(locales).name, granularity: option("Intl.Segmenter", options, "granularity", ["grapheme", "word", "sentence"], "grapheme") };
    }
    segment(input) { return new Segments(String(input), this.#o.granularity); }
    resolvedOptions() { return { ...this.#o }; }
  });

  const DisplayNames = service(class DisplayNames {
    #o;
    constructor(locales, options) {
      if (options === undefined) throw new TypeError("Required option \"type\" must not be undefined");
      given(options);
      this.#o = {
        locale: locale(locales).name,
        style: option("Intl.DisplayNames", options, "style", ["narrow", "short", "long"], "long"),
        type: option("Intl.DisplayNames", options, "type", ["language", "region", "script", "currency", "calendar", "dateTimeField"], undefined),
        fallback: option("Intl.DisplayNames", options, "fallback", ["code", "none"], "code"),
        languageDisplay: option("Intl.DisplayNames", options, "languageDisplay", ["dialect", "standard"], "dialect"),
      };
      if (this.#o.type === undefined) throw new TypeError("Required option \"type\" must not be undefined");
    }
    of(codeGiven) {
      const code = String(codeGiven);
      const { type, fallback } = this.#o;
      const shape = { language: /^[a-z]{2,8}(-[a-z0-9]+)*$/i, region: /^([a-z]{2}|\d{3})$/i, script: /^[a-z]{4}$/i, currency: /^[a-z]{3}$/i }[type];
      if (shape && !shape.test(code)) throw new RangeError("invalid_argument");
      const name = type === "currency" ? use("intl-number").currencyName(code.toUpperCase()) : host.called(type, code);
      return name ?? (fallback === "code" ? (type === "language" ? canonical(code) : type === "script" ? code : code.toUpperCase()) : undefined);
    }
    resolvedOptions() {
      const { languageDisplay, ...out } = this.#o;
      return out.type === "language" ? { ...out, languageDisplay } : out;
    }
  });

  const Locale = service(class Locale {
    #tag; #keywords;
    constructor(tag, options = {}) {
      if (typeof tag !== "string" && typeof tag !== "object") throw new TypeError("First argument to Intl.Locale constructor can't be empty or missing");
      const full = tags(String(tag))[0];
      let base = full.replace(/-u-.*$/, "");
      for (const [name, part] of [["language", 0], ["region", 2]]) {
        if (options[name] === undefined) continue;
        const parts = subtags(base);
        parts[part] = String(options[name]);
        base = canonical(parts.filter(Boolean).join("-"));
      }
      this.#tag = base;
      this.#keywords = {};
      const pairs = /-u((?:-[a-z0-9]{2,8})+)/i.exec(full)?.[1].split(/-(?=[a-z][a-z0-9](?:-|$))/i).filter(Boolean) ?? [];
      for (const pair of pairs) this.#keywords[pair.slice(0, 2)] = pair.slice(3);
      for (const [key, name] of Object.entries(KEYS)) if (options[name] !== undefined) this.#keywords[key] = String(options[name]);
    }
    get baseName() { return this.#tag; }
    get language() { return subtags(this.#tag)[0]; }
    get script() { return subtags(this.#tag)[1]; }
    get region() { return subtags(this.#tag)[2]; }
    get calendar() { return this.#keywords.ca; }
    get collation() { return this.#keywords.co; }
    get hourCycle() { return this.#keywords.hc; }
    get caseFirst() { return this.#keywords.kf; }
    get numberingSystem() { return this.#keywords.nu; }
    get numeric() { return this.#keywords.kn === "" || this.#keywords.kn === "true"; }
    maximize() { return new Locale(host.likely(this.#tag).join("-") + this.#extension()); }
    minimize() {
      const [language, script, region] = host.likely(this.#tag);
      for (const tag of [language, `${language}-${region}`, `${language}-${script}`]) {
        if (host.likely(tag).join() === [language, script, region].join()) return new Locale(tag + this.#extension());
      }
      return new Locale(this.toString());
    }
    #extension() {
      const pairs = Object.keys(this.#keywords).sort().map((k) => "-" + k + (this.#keywords[k] && this.#keywords[k] !== "true" ? "-" + this.#keywords[k] : ""));
      return pairs.length > 0 ? "-u" + pairs.join("") : "";
    }
    toString() { return this.#tag + this.#extension(); }
  });
  const KEYS = { ca: "calendar", co: "collation", hc: "hourCycle", kf: "caseFirst", kn: "numeric", nu: "numberingSystem" };
  const subtags = (tag) => {
    const m = /^([a-z]{2,8})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?/i.exec(tag);
    return [m[1], m[2], m[3]];
  };
  delete Locale.supportedLocalesOf;

  return { Collator, ListFormat, RelativeTimeFormat, Segmenter, DisplayNames, Locale, compare };
})
