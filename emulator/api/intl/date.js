// Intl.DateTimeFormat.
(function (host, use) {
  "use strict";
  const { locale, option, integer, given, matcher, service } = use("intl");
  const SERVICE = "Intl.DateTimeFormat";

  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
  const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
  const ERAS = { long: ["Before Christ", "Anno Domini"], short: ["BC", "AD"], narrow: ["B", "A"] };
  const named = (list, n, style) => (style === "long" ? list[n] : list[n].slice(0, style === "narrow" ? 1 : 3));
  const two = (n) => String(n).padStart(2, "0");

  /** civil splits a time, in milliseconds, by the clock of a zone. */
  const civil = (time, zone) => {
    const ahead = typeof zone === "number" ? zone : host.offset(zone, time);
    const local = new Date(time + ahead * 1000);
    const y = local.getUTCFullYear();
    return {
      ahead, era: y > 0 ? 1 : 0, year: y > 0 ? y : 1 - y, month: local.getUTCMonth(), day: local.getUTCDate(), weekday: local.getUTCDay(),
      hour: local.getUTCHours(), minute: local.getUTCMinutes(), second: local.getUTCSeconds(), ms: local.getUTCMilliseconds(),
    };
  };

  const offsetName = (seconds, long, offset) => {
    if (seconds === 0 && !offset) return "GMT";
    const m = Math.floor(Math.abs(seconds) / 60);
    const hours = Math.floor(m / 60), minutes = m % 60;
    const sign = seconds < 0 ? "-" : "+";
    if (long) return `GMT${sign}${two(hours)}:${two(minutes)}`;
    return `GMT${sign}${hours}${minutes ? ":" + two(minutes) : ""}`;
  };
  const zoneName = (f, time, t) => {
    const style = f.timeZoneName;
    const name = typeof f.zone === "number" || style.endsWith("Offset") ? "" : host.name(f.zone, time, style);
    return name || offsetName(t.ahead, style.startsWith("long"), style.length > 5);
  };
  const dayPeriod = (t, f) => {
    const noon = t.hour === 12 && (f.minute === undefined || t.minute === 0) && (f.second === undefined || t.second === 0);
    if (noon && (t.minute === 0 || f.minute === undefined)) return f.dayPeriod === "narrow" ? "n" : "noon";
    return t.hour < 12 ? "in the morning" : t.hour < 18 ? "in the afternoon" : t.hour < 21 ? "in the evening" : "at night";
  };
  const clock = (t, cycle) => {
    if (cycle === "h23") return t.hour;
    if (cycle === "h24") return t.hour || 24;
    return cycle === "h11" ? t.hour % 12 : t.hour % 12 || 12;
  };

  /** values gives each field its part. */
  const values = (f, time, t) => ({
    weekday: () => ({ type: "weekday", value: named(DAYS, t.weekday, f.weekday) }),
    era: () => ({ type: "era", value: ERAS[f.era][t.era] }),
    year: () => ({ type: "year", value: f.year === "2-digit" ? two(t.year % 100) : String(t.year) }),
    month: () => ({ type: "month", value: f.month === "numeric" ? String(t.month + 1) : f.month === "2-digit" ? two(t.month + 1) : named(MONTHS, t.month, f.month) }),
    day: () => ({ type: "day", value: f.day === "2-digit" ? two(t.day) : String(t.day) }),
    hour: () => ({ type: "hour", value: f.hour === "2-digit" || f.hourCycle === "h23" || f.hourCycle === "h24" ? two(clock(t, f.hourCycle)) : String(clock(t, f.hourCycle)) }),
    minute: () => ({ type: "minute", value: f.hour || f.second ? two(t.minute) : String(t.minute) }),
    second: () => ({ type: "second", value: f.minute ? two(t.second) : String(t.second) }),
    fraction: () => ({ type: "fractionalSecond", value: String(t.ms).padStart(3, "0").slice(0, f.fractionalSecondDigits) }),
    half: () => (f.dayPeriod ? { type: "dayPeriod", value: dayPeriod(t, f) } : { type: "dayPeriod", value: t.hour < 12 ? "AM" : "PM" }),
    zone: () => ({ type: "timeZoneName", value: zoneName(f, time, t) }),
  });

  const isText = (f) => f.month !== undefined && f.month !== "numeric" && f.month !== "2-digit";
  /** datePattern is the order of the date's fields: names, and the texts between in brackets. */
  const datePattern = (f) => {
    const has = (name) => f[name] !== undefined;
    const era = has("era") ? ["[ ]", "era"] : [];
    const core = [];
    const join = (names, between) => names.filter(has).forEach((name, n) => core.push(...(n > 0 ? [between] : []), name));
    if (isText(f)) {
      core.push("month");
      if (has("day")) core.push("[ ]", "day");
      if (has("year")) core.push(has("day") ? "[, ]" : "[ ]", "year");
    } else if (has("month")) join(["month", "day", "year"], "[/]");
    else if (has("year") && has("day")) core.push("year", "[ (day: ]", "day", "[)]");
    else join(["year", "day"], "[ ]");
    if (core.length === 0) return has("weekday") ? [...(has("era") ? ["era", "[ ]"] : []), "weekday"] : has("era") ? ["era"] : [];
    core.push(...era);
    if (!has("weekday")) return core;
    return has("month") && has("day") ? ["weekday", "[, ]", ...core] : [...core, "[ ]", "weekday"];
  };
  const timePattern = (f) => {
    const out = [];
    for (const name of ["hour", "minute", "second"]) if (f[name]) out.push(...(out.length > 0 ? ["[:]"] : []), name);
    if (f.fractionalSecondDigits) out.push(...(f.second ? ["[.]"] : []), "fraction");
    const twelve = f.hour && (f.hourCycle === "h12" || f.hourCycle === "h11");
    if (twelve || (f.dayPeriod && !f.hour)) out.push(...(out.length > 0 ? ["[ ]"] : []), "half");
    return out;
  };
  const glue = (f) => {
    if (f.dateStyle) return f.dateStyle === "full" || f.dateStyle === "long" ? "[ at ]" : "[, ]";
    if (f.month === "long") return "[ at ]";
    return f.weekday && f.hour && !f.year && !f.month && !f.day ? "[ ]" : "[, ]";
  };
  const pattern = (f) => {
    const date = datePattern(f), time = timePattern(f);
    if (f.timeZoneName) time.length > 0 ? time.push("[ ]", "zone") : date.push(glue(f), "zone");
    return { date, time, all: date.length > 0 && time.length > 0 ? [...date, glue(f), ...time] : [...date, ...time] };
  };
  const fill = (f, names, time) => {
    const t = civil(time, f.zone);
    const part = values(f, time, t);
    const parts = [];
    for (const name of names) {
      const last = parts.at(-1);
      if (name[0] !== "[") parts.push(part[name]());
      else if (last?.type === "literal") last.value += name.slice(1, -1);
      else parts.push({ type: "literal", value: name.slice(1, -1) });
    }
    return parts;
  };
  const joined = (parts) => {
    let out = "";
    for (const p of parts) out += p.value;
    return out;
  };

  const timeOf = (date) => {
    const time = date === undefined ? Date.now() : Math.trunc(Number(date));
    if (!(Math.abs(time) <= 8.64e15)) throw new RangeError("Invalid time value");
    return time + 0;
  };

  const STYLES = {
    date: { full: { weekday: "long", year: "numeric", month: "long", day: "numeric" }, long: { year: "numeric", month: "long", day: "numeric" }, medium: { year: "numeric", month: "short", day: "numeric" }, short: { year: "2-digit", month: "numeric", day: "numeric" } },
    time: { full: { hour: "numeric", minute: "2-digit", second: "2-digit", timeZoneName: "long" }, long: { hour: "numeric", minute: "2-digit", second: "2-digit", timeZoneName: "short" }, medium: { hour: "numeric", minute: "2-digit", second: "2-digit" }, short: { hour: "numeric", minute: "2-digit" } },
  };
  const TEXT = ["narrow", "short", "long"], NUMERIC = ["2-digit", "numeric"];
  const FIELDS = { weekday: TEXT, era: TEXT, year: NUMERIC, month: [...NUMERIC, ...TEXT], day: NUMERIC, dayPeriod: TEXT, hour: NUMERIC, minute: NUMERIC, second: NUMERIC };
  const DATE = ["weekday", "year", "month", "day"], TIME = ["dayPeriod", "hour", "minute", "second", "fractionalSecondDigits"];

  const zoneOf = (given) => {
    if (given === undefined) return { zone: "UTC", timeZone: "UTC" };
    const text = String(given);
    const m = /^([+-])(\d{2})(?::?(\d{2}))?$/.exec(text);
    if (m && Number(m[2]) < 24 && Number(m[3] ?? 0) < 60) {
      const seconds = (m[1] === "-" ? -1 : 1) * (Number(m[2]) * 3600 + Number(m[3] ?? 0) * 60);
      return { zone: seconds, timeZone: `${seconds < 0 ? "-" : "+"}${m[2]}:${m[3] ?? "00"}` };
    }
    const zone = host.zone(text);
    if (zone === undefined) throw new RangeError(`Invalid time zone specified: ${text}`);
    return { zone, timeZone: zone };
  };

  const resolve = (locales, optionsGiven, required = "any", defaults = "date") => {
    const { name, keywords } = locale(locales);
    const options = optionsGiven === undefined ? Object.create(null) : Object(optionsGiven ?? given(optionsGiven));
    matcher(SERVICE, options);
    const calendar = option(SERVICE, options, "calendar", undefined, keywords.ca);
    if (calendar !== undefined && !["gregory", "gregorian", "iso8601"].includes(calendar)) throw new RangeError(`The calendar "${calendar}" is not available in devdo, which has gregory only; Cloudflare has it`);
    option(SERVICE, options, "numberingSystem", undefined, undefined);
    const hour12 = options.hour12 === undefined ? undefined : Boolean(options.hour12);
    const hourCycle = option(SERVICE, options, "hourCycle", ["h11", "h12", "h23", "h24"], hour12 === undefined ? keywords.hc : undefined);
    const f = { locale: name, ...zoneOf(options.timeZone) };
    for (const field of Object.keys(FIELDS)) {
      f[field] = option(SERVICE, options, field, FIELDS[field], undefined);
      if (field === "second") f.fractionalSecondDigits = integer(options, "fractionalSecondDigits", 1, 3, undefined);
    }
    f.timeZoneName = option(SERVICE, options, "timeZoneName", ["short", "long", "shortOffset", "longOffset", "shortGeneric", "longGeneric"], undefined);
    option(SERVICE, options, "formatMatcher", ["basic", "best fit"], "best fit");
    f.dateStyle = option(SERVICE, options, "dateStyle", ["full", "long", "medium", "short"], undefined);
    f.timeStyle = option(SERVICE, options, "timeStyle", ["full", "long", "medium", "short"], undefined);
    if (f.dateStyle !== undefined || f.timeStyle !== undefined) {
      const explicit = [...Object.keys(FIELDS), "fractionalSecondDigits", "timeZoneName"].find((k) => f[k] !== undefined);
      if (explicit) throw new TypeError("Invalid option : option");
      if (required === "date" && f.timeStyle !== undefined) throw new TypeError("Invalid option : timeStyle");
      if (required === "time" && f.dateStyle !== undefined) throw new TypeError("Invalid option : dateStyle");
      f.shown = { ...f, ...(f.dateStyle && STYLES.date[f.dateStyle]), ...(f.timeStyle && STYLES.time[f.timeStyle]) };
    } else {
      addDefaults(f, required, defaults);
      f.shown = f;
    }
    if (f.shown.hour !== undefined) {
      f.hourCycle = hour12 === undefined ? hourCycle ?? "h12" : hour12 ? (hourCycle === "h11" ? "h11" : "h12") : "h23";
      f.shown.hourCycle = f.hourCycle;
    }
    f.pattern = pattern(f.shown);
    return f;
  };
  const addDefaults = (f, required, defaults) => {
    const any = (names) => names.some((k) => f[k] !== undefined);
    if ((required !== "time" && any(DATE)) || (required !== "date" && any(TIME))) return;
    if (defaults === "date" || defaults === "all") f.year = f.month = f.day = "numeric";
    if (defaults === "time" || defaults === "all") Object.assign(f, { hour: "numeric", minute: "2-digit", second: "2-digit" });
  };

  /** telling adds the fields without which two times would look alike. */
  const telling = (f, a, b) => {
    const { month, day, year, hour } = f.shown;
    const years = a.year !== b.year && month && day && !year;
    const dates = hour && !day && (a.year !== b.year || a.month !== b.month || a.day !== b.day);
    if (!years && !dates) return f;
    const shown = { ...f.shown, dateStyle: undefined, timeStyle: undefined, year: "numeric", month: month ?? "numeric", day: day ?? "numeric" };
    return { ...f, shown, pattern: pattern(shown) };
  };
  /** range are the parts of two times, with what they share told once where English does so. */
  const range = (given, from, to) => {
    const f = telling(given, civil(from, given.zone), civil(to, given.zone));
    const tag = (parts, source) => parts.map((p) => ({ ...p, source }));
    const [a, b] = [fill(f.shown, f.pattern.all, from), fill(f.shown, f.pattern.all, to)];
    if (joined(a) === joined(b)) return tag(a, "shared");
    const s = civil(from, f.zone), e = civil(to, f.zone);
    const sameDay = s.era === e.era && s.year === e.year && s.month === e.month && s.day === e.day;
    const between = (x, y) => [...tag(x, "startRange"), { type: "literal", value: " – ", source: "shared" }, ...tag(y, "endRange")];
    if (sameDay && f.pattern.time.length > 0) {
      const date = f.pattern.date.length > 0 ? tag(fill(f.shown, [...f.pattern.date, "[, ]"], from), "shared") : [];
      const sameHalf = s.hour < 12 === e.hour < 12;
      const trimmed = f.pattern.time.filter((n) => n !== "zone");
      if (trimmed.at(-1) === "[ ]") trimmed.pop();
      const start = sameHalf && trimmed.at(-1) === "half" ? trimmed.slice(0, -2) : trimmed;
      return [...date, ...between(fill(f.shown, start, from), fill(f.shown, f.pattern.time, to))];
    }
    if (f.pattern.time.length === 0 && isText(f.shown) && s.year === e.year && f.shown.day && !f.shown.weekday) {
      const year = f.shown.year ? tag(fill(f.shown, ["[, ]", "year"], from), "shared") : [];
      if (s.month !== e.month) return [...between(fill(f.shown, ["month", "[ ]", "day"], from), fill(f.shown, ["month", "[ ]", "day"], to)), ...year];
      return [...tag(fill(f.shown, ["month", "[ ]"], from), "shared"), ...between(fill(f.shown, ["day"], from), fill(f.shown, ["day"], to)), ...year];
    }
    return between(a, b);
  };

  const DateTimeFormat = service(class DateTimeFormat {
    #f; #format;
    constructor(locales, options) { this.#f = resolve(locales, options); }
    get format() {
      const f = this.#f;
      return this.#format ??= (date) => joined(fill(f.shown, f.pattern.all, timeOf(date)));
    }
    formatToParts(date) { return fill(this.#f.shown, this.#f.pattern.all, timeOf(date)); }
    formatRange(start, end) { return joined(this.formatRangeToParts(start, end)); }
    formatRangeToParts(start, end) {
      if (start === undefined || end === undefined) throw new TypeError("startDate or endDate cannot be undefined");
      return range(this.#f, timeOf(start), timeOf(end));
    }
    resolvedOptions() {
      const f = this.#f;
      const out = { locale: f.locale, calendar: "gregory", numberingSystem: "latn", timeZone: f.timeZone };
      if (f.hourCycle) Object.assign(out, { hourCycle: f.hourCycle, hour12: f.hourCycle === "h12" || f.hourCycle === "h11" });
      const shown = (k) => (k === "hour" && f.hourCycle === "h23" ? "2-digit" : (k === "minute" && f.hour) || (k === "second" && f.minute) ? "2-digit" : f[k]);
      for (const k of [...Object.keys(FIELDS), "fractionalSecondDigits", "timeZoneName"]) if (f[k] !== undefined) out[k] = shown(k);
      for (const k of ["dateStyle", "timeStyle"]) if (f[k] !== undefined) out[k] = f[k];
      return out;
    }
  }, { callable: true });

  const usual = new Map();
  /** format is what the toLocaleString methods give. */
  const format = (time, locales, options, required, defaults) => {
    if (time !== time) return "Invalid Date";
    let f;
    if (locales === undefined && options === undefined) {
      f = usual.get(defaults) ?? resolve(undefined, undefined, required, defaults);
      usual.set(defaults, f);
    } else f = resolve(locales, options, required, defaults);
    return joined(fill(f.shown, f.pattern.all, time));
  };
  return { DateTimeFormat, format };
})
