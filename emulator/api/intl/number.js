// Intl.NumberFormat and Intl.PluralRules.
(function (host, use) {
  "use strict";
  const { locale, option, flag, integer, given, matcher, service, outOfRange } = use("intl");
  const SERVICE = "Intl.NumberFormat";

  // A decimal is { negative, digits, point }: 0.digits times 10 to the power of point, without
  // zeros at either end; nothing for 0. Every binary number is taken for its shortest decimal.
  const decimal = (value) => {
    const negative = typeof value === "bigint" ? value < 0n : value < 0 || Object.is(value, -0);
    const text = String(value).replace("-", "");
    const [mantissa, exponent = "0"] = text.split("e");
    const [whole, fraction = ""] = mantissa.split(".");
    const raw = whole + fraction;
    const digits = raw.replace(/^0+/, "");
    return { negative, digits: digits.replace(/0+$/, ""), point: digits === "" ? 0 : whole.length + Number(exponent) - (raw.length - digits.length) };
  };
  const shifted = (d, by) => (d.digits === "" ? d : { ...d, point: d.point + by });

  const AWAY = { ceil: (d) => !d.negative, floor: (d) => d.negative, expand: () => true, trunc: () => false };
  const HALF = { halfExpand: () => true, halfTrunc: () => false, halfEven: (_, odd) => odd, halfCeil: (d) => !d.negative, halfFloor: (d) => d.negative };

  /** rounded keeps the digits above 10^-places. */
  const rounded = (d, places, mode) => {
    const keep = d.point + places;
    if (keep >= d.digits.length) return d;
    const kept = keep > 0 ? d.digits.slice(0, keep) : "";
    const rest = keep >= 0 ? d.digits.slice(keep) : "0" + d.digits;
    let up;
    if (AWAY[mode]) up = AWAY[mode](d);
    else if (rest[0] === "5" && /^50*$/.test(rest)) up = HALF[mode](d, Number(kept.at(-1) ?? 0) % 2 === 1);
    else up = rest[0] >= "5";
    let digits = kept, point = d.point;
    if (up) {
      const next = String(BigInt(kept || "0") + 1n);
      if (kept === "") point = 1 - places;
      else point += next.length - kept.length;
      digits = next;
    }
    digits = digits.replace(/0+$/, "");
    return { ...d, digits, point: digits === "" ? 0 : point };
  };

  /** roundIncrement rounds to multiples of an increment in units of 10^-places. */
  const roundIncrement = (d, places, increment, mode) => {
    if (increment === 1) return rounded(d, places, mode);
    const scaled = shifted(d, places);
    const whole = BigInt(scaled.point > 0 ? scaled.digits.padEnd(scaled.point, "0").slice(0, scaled.point) : "0");
    const step = BigInt(increment), low = whole - (whole % step);
    const twice = (whole - low) * 2n;
    const exact = rounded(scaled, 0, "trunc").digits === scaled.digits && whole === low;
    let up;
    if (exact) up = false;
    else if (AWAY[mode]) up = AWAY[mode](d);
    else if (twice === step && scaled.digits.length <= Math.max(scaled.point, 0)) up = HALF[mode](d, (low / step) % 2n === 1n);
    else up = twice >= step;
    return shifted({ ...decimal(up ? low + step : low), negative: d.negative }, -places);
  };

  /** round gives the digits to show, and how many of them at least are behind the point. */
  const round = (d, f) => {
    const significant = () => ({ d: rounded(d, f.maxSignificant - Math.max(d.point, d.digits === "" ? 1 : -Infinity), f.mode), min: f.minSignificant });
    const byFraction = () => ({ d: roundIncrement(d, f.maxFraction, f.increment, f.mode), fraction: f.minFraction });
    let r;
    if (f.rounding === "significant") r = significant();
    else if (f.rounding === "fraction") r = byFraction();
    else {
      const s = significant(), b = byFraction();
      const finer = f.maxSignificant - (d.digits === "" ? 1 : d.point) >= f.maxFraction;
      r = (f.rounding === "more") === finer ? s : b;
    }
    const least = r.fraction ?? Math.max(r.min - Math.max(r.d.digits === "" ? 1 : r.d.point, r.d.point <= 0 && r.d.digits !== "" ? r.d.point : 1), 0);
    return { d: r.d, least };
  };

  const grouped = (whole, grouping) => {
    const least = grouping === "min2" ? 5 : 4;
    if (grouping === false || whole.length < least) return [whole];
    const parts = [];
    for (let end = whole.length; end > 0; end -= 3) parts.unshift(whole.slice(Math.max(end - 3, 0), end));
    return parts;
  };

  /** plain are the parts of a rounded number without its sign. */
  const plain = ({ d, least }, f, grouping) => {
    const whole = (d.point > 0 ? d.digits.slice(0, d.point).padEnd(d.point, "0") : "0").padStart(f.minInteger, "0");
    let fraction = (d.point > 0 ? d.digits.slice(d.point) : "0".repeat(d.digits === "" ? 0 : -d.point) + d.digits).padEnd(least, "0");
    if (f.trailing === "stripIfInteger" && /^0*$/.test(fraction)) fraction = "";
    const parts = [];
    grouped(whole, grouping).forEach((value, n) => {
      if (n > 0) parts.push({ type: "group", value: "," });
      parts.push({ type: "integer", value });
    });
    if (fraction !== "") parts.push({ type: "decimal", value: "." }, { type: "fraction", value: fraction });
    return parts;
  };

  const COMPACT = [[12, "T", "trillion"], [9, "B", "billion"], [6, "M", "million"], [3, "K", "thousand"]];
  const compact = (d, f) => {
    const scale = (point) => COMPACT.find(([power]) => point > power) ?? [0];
    let [power, short, long] = scale(d.point);
    let r = round(shifted(d, -power), f);
    // 999,999 is 1M and not 1000K.
    const [next, ...names] = scale(r.d.point + power);
    if (next > power) [power, short, long] = [next, ...names], r = round(shifted(d, -power), f);
    const parts = plain(r, f, f.grouping);
    if (power > 0 && f.compactDisplay === "short") parts.push({ type: "compact", value: short });
    if (power > 0 && f.compactDisplay === "long") parts.push({ type: "literal", value: " " }, { type: "compact", value: long });
    return { parts, zero: r.d.digits === "" };
  };
  const scientific = (d, f) => {
    const step = f.notation === "engineering" ? 3 : 1;
    const power = (point) => Math.floor((point - 1) / step) * step;
    let exponent = d.digits === "" ? 0 : power(d.point);
    let r = round(shifted(d, -exponent), f);
    if (r.d.digits !== "" && power(r.d.point) !== 0) {
      exponent += power(r.d.point);
      r = round(shifted(d, -exponent), f);
    }
    const parts = plain(r, f, false);
    parts.push({ type: "exponentSeparator", value: "E" });
    if (exponent < 0) parts.push({ type: "exponentMinusSign", value: "-" });
    parts.push({ type: "exponentInteger", value: String(Math.abs(exponent)) });
    return { parts, zero: r.d.digits === "" };
  };
  const standard = (d, f) => {
    const r = round(d, f);
    return { parts: plain(r, f, f.grouping), zero: r.d.digits === "" };
  };

  const sign = (f, negative, zero, nan) => {
    switch (f.signDisplay) {
      case "never": return "";
      case "always": return negative ? "-" : "+";
      case "exceptZero": return zero || nan ? "" : negative ? "-" : "+";
      case "negative": return negative && !zero ? "-" : "";
    }
    return negative ? "-" : "";
  };

  /** affixed puts the parts of a pattern such as "{0} meters" around a number's. */
  const affixed = (pattern, number, type) => {
    const parts = [];
    const [before, after] = pattern.split("{0}");
    const add = (text) => {
      for (const piece of text.match(/\s+|[^\s]+(?:\s+[^\s]+)*/g) ?? []) parts.push({ type: /^\s+$/.test(piece) ? "literal" : type, value: piece });
    };
    add(before);
    parts.push(...number);
    add(after);
    return parts;
  };
  const isOne = (parts) => parts.length === 1 && parts[0].value === "1";

  const unitPattern = (f, one) => {
    const column = { long: 1, short: 3, narrow: 5 }[f.unitDisplay] + (one ? 0 : 1);
    const [unit, per] = f.unit.split("-per-");
    const whole = { "mile-per-hour": ["{0} mile per hour", "{0} miles per hour", "{0} mph", "{0} mph", "{0}mph", "{0}mph"], "mile-per-gallon": ["{0} mile per gallon", "{0} miles per gallon", "{0} mpg", "{0} mpg", "{0}mpg", "{0}mpg"] }[f.unit];
    if (whole) return whole[column - 1];
    const pattern = host.unit(unit)[column];
    if (!per) return pattern;
    const below = host.unit(per);
    return pattern + (f.unitDisplay === "long" ? " per " + below[1].replace("{0} ", "") : "/" + below[5].replace("{0}", ""));
  };

  const withUnit = (f, number, signText) => {
    const signed = signText ? [{ type: signText === "-" ? "minusSign" : "plusSign", value: signText }] : [];
    if (f.style === "percent") return [...signed, ...number, { type: "percentSign", value: "%" }];
    if (f.style === "unit") return affixed(unitPattern(f, isOne(number)), [...signed, ...number], f.unit === "percent" ? "percentSign" : "unit");
    if (f.style !== "currency") return [...signed, ...number];
    const [, , symbol, narrow, , one, other] = host.currency(f.currency) ?? ["", "", "", "", "", f.currency, f.currency];
    if (f.currencyDisplay === "name") return [...signed, ...number, { type: "literal", value: " " }, { type: "currency", value: isOne(number) ? one : other }];
    const shown = (f.currencyDisplay === "code" ? "" : f.currencyDisplay === "narrowSymbol" ? narrow : symbol) || f.currency;
    const money = [{ type: "currency", value: shown }];
    if (/[A-Za-z]$/.test(shown)) money.push({ type: "literal", value: "\u00a0" });
    if (f.currencySign === "accounting" && signText === "-") return [{ type: "literal", value: "(" }, ...money, ...number, { type: "literal", value: ")" }];
    return [...signed, ...money, ...number];
  };

  const partsOf = (f, value) => {
    if (typeof value === "number" && !Number.isFinite(value)) {
      const nan = value !== value;
      return withUnit(f, [{ type: nan ? "nan" : "infinity", value: nan ? "NaN" : "∞" }], sign(f, value < 0, false, nan));
    }
    const d = f.style === "percent" ? shifted(decimal(value), 2) : decimal(value);
    const { parts, zero } = f.notation === "standard" ? standard(d, f) : f.notation === "compact" ? compact(d, f) : scientific(d, f);
    return withUnit(f, parts, sign(f, d.negative, zero, false));
  };
  const joined = (parts) => {
    let out = "";
    for (const p of parts) out += p.value;
    return out;
  };

  const INCREMENTS = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000];
  const MODES = ["ceil", "floor", "expand", "trunc", "halfCeil", "halfFloor", "halfExpand", "halfTrunc", "halfEven"];
  /** digitOptions reads how many digits are shown. */
  const digitOptions = (f, options, least, most, name) => {
    f.minInteger = integer(options, "minimumIntegerDigits", 1, 21, 1);
    const { minimumFractionDigits: mnfd, maximumFractionDigits: mxfd, minimumSignificantDigits: mnsd, maximumSignificantDigits: mxsd } = options;
    const increment = integer(options, "roundingIncrement", 1, 5000, 1);
    if (!INCREMENTS.includes(increment)) throw new RangeError("roundingIncrement value is out of range.");
    f.increment = increment;
    f.mode = option(name, options, "roundingMode", MODES, "halfExpand");
    const priority = option(name, options, "roundingPriority", ["auto", "morePrecision", "lessPrecision"], "auto");
    f.trailing = option(name, options, "trailingZeroDisplay", ["auto", "stripIfInteger"], "auto");
    const bySignificant = mnsd !== undefined || mxsd !== undefined;
    const byFraction = mnfd !== undefined || mxfd !== undefined;
    const wantSignificant = priority !== "auto" || bySignificant;
    const wantFraction = priority !== "auto" || !(wantSignificant || (!byFraction && f.notation === "compact"));
    if (wantSignificant) {
      f.minSignificant = integer(options, "minimumSignificantDigits", 1, 21, 1);
      f.maxSignificant = integer(options, "maximumSignificantDigits", f.minSignificant, 21, 21);
    }
    if (wantFraction) {
      const low = integer(options, "minimumFractionDigits", 0, 100, undefined);
      const high = integer(options, "maximumFractionDigits", 0, 100, undefined);
      if (low === undefined && high === undefined) [f.minFraction, f.maxFraction] = [least, most];
      else if (low === undefined) [f.minFraction, f.maxFraction] = [Math.min(least, high), high];
      else if (high === undefined) [f.minFraction, f.maxFraction] = [low, Math.max(most, low)];
      else if (low > high) throw new RangeError("maximumFractionDigits value is out of range.");
      else [f.minFraction, f.maxFraction] = [low, high];
    }
    if (!wantSignificant && !wantFraction) {
      Object.assign(f, { minFraction: 0, maxFraction: 0, minSignificant: 1, maxSignificant: 2, rounding: "more", priority: "morePrecision" });
      return;
    }
    f.priority = priority;
    f.rounding = priority === "morePrecision" ? "more" : priority === "lessPrecision" ? "less" : wantSignificant ? "significant" : "fraction";
  };
  const digitsResolved = (f) => {
    const out = { minimumIntegerDigits: f.minInteger };
    if (f.rounding !== "significant") Object.assign(out, { minimumFractionDigits: f.minFraction, maximumFractionDigits: f.maxFraction });
    if (f.rounding !== "fraction") Object.assign(out, { minimumSignificantDigits: f.minSignificant, maximumSignificantDigits: f.maxSignificant });
    return out;
  };

  const knownUnit = (unit) => {
    const parts = unit.split("-per-");
    return parts.length <= 2 && parts.every((u) => host.unit(u) !== undefined);
  };
  const resolve = (locales, optionsGiven) => {
    const { name } = locale(locales);
    const options = optionsGiven === undefined ? Object.create(null) : Object(optionsGiven ?? given(optionsGiven));
    matcher(SERVICE, options);
    const f = { locale: name };
    option(SERVICE, options, "numberingSystem", undefined, undefined);
    f.style = option(SERVICE, options, "style", ["decimal", "percent", "currency", "unit"], "decimal");
    const currency = option(SERVICE, options, "currency", undefined, undefined);
    if (currency !== undefined && !/^[A-Za-z]{3}$/.test(currency)) throw new RangeError(`Invalid currency code : ${currency}`);
    const currencyDisplay = option(SERVICE, options, "currencyDisplay", ["code", "symbol", "narrowSymbol", "name"], "symbol");
    const currencySign = option(SERVICE, options, "currencySign", ["standard", "accounting"], "standard");
    const unit = option(SERVICE, options, "unit", undefined, undefined);
    if (unit !== undefined && !knownUnit(unit)) throw new RangeError(`Invalid unit argument for Intl.NumberFormat() '${unit}'`);
    const unitDisplay = option(SERVICE, options, "unitDisplay", ["short", "narrow", "long"], "short");
    if (f.style === "currency") {
      if (currency === undefined) throw new TypeError("Currency code is required with currency style.");
      Object.assign(f, { currency: currency.toUpperCase(), currencyDisplay, currencySign });
    }
    if (f.style === "unit") {
      if (unit === undefined) throw new TypeError("Unit is required with unit style.");
      Object.assign(f, { unit, unitDisplay });
    }
    f.notation = option(SERVICE, options, "notation", ["standard", "scientific", "engineering", "compact"], "standard");
    const money = f.style === "currency" && f.notation === "standard" ? Number(host.currency(f.currency)?.[1] ?? 2) : undefined;
    digitOptions(f, options, money ?? 0, money ?? (f.style === "percent" ? 0 : 3), SERVICE);
    f.compactDisplay = option(SERVICE, options, "compactDisplay", ["short", "long"], "short");
    f.grouping = groupingOption(options, f.notation === "compact" ? "min2" : "auto");
    f.signDisplay = option(SERVICE, options, "signDisplay", ["auto", "never", "always", "exceptZero", "negative"], "auto");
    return f;
  };
  const groupingOption = (options, fallback) => {
    const value = options.useGrouping;
    if (value === undefined) return fallback;
    if (value === true) return "always";
    if (value === false || !value) return false;
    const text = String(value);
    if (text === "true" || text === "false") return fallback;
    if (!["min2", "auto", "always"].includes(text)) outOfRange(SERVICE, "useGrouping", text);
    return text;
  };

  const numeric = (value) => {
    if (typeof value === "bigint" || typeof value === "number") return value;
    const primitive = typeof value === "object" && value !== null ? value[Symbol.toPrimitive]?.("number") ?? value.valueOf() : value;
    return typeof primitive === "bigint" ? primitive : Number(primitive);
  };
  const range = (f, start, end) => {
    if (start === undefined || end === undefined) throw new TypeError("start or end is undefined");
    const [a, b] = [partsOf(f, numeric(start)), partsOf(f, numeric(end))];
    const tag = (parts, source) => parts.map((p) => ({ ...p, source }));
    if (joined(a) === joined(b)) return [{ type: "approximatelySign", value: "~", source: "shared" }, ...tag(a, "shared")];
    if (f.style === "currency" && a[0].type === "currency") return [...tag(a, "startRange"), { type: "literal", value: " – ", source: "shared" }, ...tag(b, "endRange")];
    return [...tag(a, "startRange"), { type: "literal", value: "–", source: "shared" }, ...tag(b, "endRange")];
  };

  const NumberFormat = service(class NumberFormat {
    #f; #format;
    constructor(locales, options) { this.#f = resolve(locales, options); }
    get format() {
      const f = this.#f;
      return this.#format ??= (value) => joined(partsOf(f, numeric(value)));
    }
    formatToParts(value) { return partsOf(this.#f, numeric(value)); }
    formatRange(start, end) { return joined(range(this.#f, start, end)); }
    formatRangeToParts(start, end) { return range(this.#f, start, end); }
    resolvedOptions() {
      const f = this.#f;
      const out = { locale: f.locale, numberingSystem: "latn", style: f.style };
      for (const key of ["currency", "currencyDisplay", "currencySign", "unit", "unitDisplay"]) if (f[key] !== undefined) out[key] = f[key];
      Object.assign(out, digitsResolved(f), { useGrouping: f.grouping, notation: f.notation });
      if (f.notation === "compact") out.compactDisplay = f.compactDisplay;
      return Object.assign(out, { signDisplay: f.signDisplay, roundingIncrement: f.increment, roundingMode: f.mode, roundingPriority: f.priority, trailingZeroDisplay: f.trailing });
    }
  }, { callable: true });

  const ordinal = (n) => {
    if (!Number.isInteger(n)) return "other";
    const ten = n % 10, hundred = n % 100;
    if (ten === 1 && hundred !== 11) return "one";
    if (ten === 2 && hundred !== 12) return "two";
    return ten === 3 && hundred !== 13 ? "few" : "other";
  };
  const PluralRules = service(class PluralRules {
    #f;
    constructor(locales, optionsGiven) {
      if (!new.target) throw new TypeError("Constructor Intl.PluralRules requires 'new'");
      locale(locales);
      const f = { locale: "en", notation: "standard" };
      const options = given(optionsGiven);
      f.type = option("Intl.PluralRules", options, "type", ["cardinal", "ordinal"], "cardinal");
      digitOptions(f, options, 0, 3, "Intl.PluralRules");
      this.#f = Object.assign(f, { grouping: false, style: "decimal", signDisplay: "never" });
    }
    select(value) {
      const text = joined(partsOf(this.#f, Number(value)));
      if (this.#f.type === "ordinal") return ordinal(Math.abs(Number(text)));
      return text === "1" ? "one" : "other";
    }
    selectRange(start, end) {
      if (start === undefined || end === undefined) throw new TypeError("start or end is undefined");
      return this.#f.type === "ordinal" ? this.select(end) : "other";
    }
    resolvedOptions() {
      const f = this.#f;
      return { locale: f.locale, type: f.type, notation: f.notation, ...digitsResolved(f), pluralCategories: f.type === "ordinal" ? ["few", "one", "two", "other"] : ["one", "other"], roundingIncrement: f.increment, roundingMode: f.mode, roundingPriority: f.priority, trailingZeroDisplay: f.trailing };
    }
  });

  let usual;
  /** format is what the toLocaleString methods give. */
  const format = (value, locales, options) => {
    if (locales === undefined && options === undefined) return joined(partsOf(usual ??= resolve(), value));
    return joined(partsOf(resolve(locales, options), value));
  };
  return { NumberFormat, PluralRules, format, currencyName: (code) => host.currency(code)?.[4] };
})
