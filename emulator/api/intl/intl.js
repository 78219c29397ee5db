// Intl, with what its constructors share: locales, options and their errors.
(function (host, use) {
  "use strict";

  // English of other countries differs from en-US in dates and more.
  const known = new Set(["en", "en-US", "und"]);
  const refuse = (tag) => {
    throw new RangeError(`The locale "${tag}" is not available in devdo, which has en-US only; Cloudflare has it`);
  };

  /** tags is the list of canonical language tags of an argument. */
  const tags = (locales) => {
    if (locales === undefined) return [];
    if (locales === null) throw new TypeError("Incorrect locale information provided");
    const list = typeof locales === "string" || locales instanceof use("intl-text").Locale ? [locales] : Array.from(Object(locales));
    const all = [];
    for (const item of list) {
      if (typeof item !== "string" && (typeof item !== "object" || item === null)) throw new TypeError("Incorrect locale information provided");
      const tag = host.canonical(String(item));
      if (tag === undefined) throw new RangeError(`Invalid language tag: ${item}`);
      if (!all.includes(tag)) all.push(tag);
    }
    return all;
  };
  const base = (tag) => tag.replace(/-[a-z0-9]-.*$/i, "");
  const supported = (tag) => known.has(base(tag));

  /** locale chooses the first tag that is known: its name, and the keywords behind "-u-". */
  const locale = (locales) => {
    const all = tags(locales);
    if (all.length === 0) return { name: "en-US", keywords: {} };
    const tag = all.find(supported) ?? refuse(all[0]);
    const keywords = {};
    let key;
    for (const part of (/-u((?:-[a-z0-9]{2,8})+)/i.exec(tag)?.[1] ?? "").split("-").filter(Boolean)) {
      if (part.length === 2) keywords[(key = part)] = "";
      else if (key) keywords[key] += (keywords[key] && "-") + part;
    }
    return { name: base(tag) === "und" ? "en-US" : base(tag), keywords };
  };

  const outOfRange = (service, name, value) => {
    throw new RangeError(`Value ${value} out of range for ${service} options property ${name}`);
  };
  /** option reads a text option. */
  const option = (service, options, name, values, fallback) => {
    let value = options[name];
    if (value === undefined) return fallback;
    value = String(value);
    if (values && !values.includes(value)) outOfRange(service, name, value);
    return value;
  };
  const flag = (options, name, fallback) => (options[name] === undefined ? fallback : Boolean(options[name]));
  /** integer reads a number option between least and most. */
  const integer = (options, name, least, most, fallback) => {
    const value = options[name];
    if (value === undefined) return fallback;
    const n = Number(value);
    if (!(n >= least && n <= most)) throw new RangeError(`${name} value is out of range.`);
    return Math.floor(n);
  };
  const given = (options) => {
    if (options === undefined) return Object.create(null);
    if (typeof options !== "object" && typeof options !== "function" || options === null) throw new TypeError("Incorrect options provided");
    return options;
  };
  const matcher = (service, options) => option(service, options, "localeMatcher", ["lookup", "best fit"], "best fit");

  /** service makes a class of Intl of one with fields; callable ones need no `new`. */
  const service = (Class, { callable = false } = {}) => {
    const name = Class.name;
    Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: "Intl." + name, configurable: true });
    Object.defineProperty(Class, "supportedLocalesOf", {
      value: { supportedLocalesOf(locales, options) { matcher("Intl." + name, Object(options ?? {})); return tags(locales).filter(supported); } }.supportedLocalesOf,
      writable: true, configurable: true,
    });
    if (!callable) return Class;
    const Callable = { [name]: function (locales, options) { return Reflect.construct(Class, [locales, options], new.target ?? Callable); } }[name];
    Object.defineProperty(Callable, "length", { value: 0, configurable: true });
    Object.defineProperty(Callable, "prototype", { value: Class.prototype, writable: false });
    Object.defineProperty(Class.prototype, "constructor", { value: Callable, writable: true, configurable: true });
    Object.defineProperty(Callable, "supportedLocalesOf", Object.getOwnPropertyDescriptor(Class, "supportedLocalesOf"));
    return Callable;
  };

  const Intl = {};
  Object.defineProperty(Intl, Symbol.toStringTag, { value: "Intl", configurable: true });
  const lists = {
    calendar: () => ["gregory", "iso8601"], collation: () => ["emoji", "eor"], numberingSystem: () => ["latn"],
    currency: () => host.currencies(), timeZone: () => host.zones(), unit: () => host.units(),
  };
  const functions = {
    getCanonicalLocales(locales) { return tags(locales); },
    supportedValuesOf(key) {
      if (!Object.hasOwn(lists, String(key))) throw new RangeError(`Invalid key : ${key}`);
      return lists[key]();
    },
  };
  for (const name of Object.keys(functions)) Object.defineProperty(Intl, name, { value: functions[name], writable: true, configurable: true });
  const from = {
    "intl-number": ["NumberFormat", "PluralRules"], "intl-date": ["DateTimeFormat"],
    "intl-text": ["Collator", "ListFormat", "RelativeTimeFormat", "Segmenter", "DisplayNames", "Locale"],
  };
  for (const module of Object.keys(from)) {
    for (const name of from[module]) {
      const define = (value) => Object.defineProperty(Intl, name, { value, writable: true, enumerable: false, configurable: true });
      Object.defineProperty(Intl, name, { get() { const value = use(module)[name]; define(value); return value; }, set: define, configurable: true });
    }
  }
  return { Intl, locale, tags, option, flag, integer, given, matcher, service, outOfRange, canonical: host.canonical };
})
