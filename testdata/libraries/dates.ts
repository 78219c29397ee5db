import * as fns from "date-fns";
import { de, ja } from "date-fns/locale";
import { formatInTimeZone, fromZonedTime, toZonedTime, getTimezoneOffset } from "date-fns-tz";
import { DateTime, Duration, Interval, Info, Settings } from "luxon";

const at = new Date("2026-03-29T00:30:00Z");
export const dateFns = {
  test: () => ({
    format: fns.format(new Date(2026, 1, 3, 4, 5, 6), "EEEE, do MMMM yyyy HH:mm:ss.SSS xxx"), de: fns.format(new Date(2026, 4, 3), "PPPP", { locale: de }), ja: fns.format(new Date(2026, 4, 3), "PPPP", { locale: ja }),
    parse: fns.parse("03.05.2026 14:30", "dd.MM.yyyy HH:mm", new Date(0)), iso: fns.parseISO("2026-W05-3"), diff: fns.differenceInCalendarDays(at, new Date(0)), ago: fns.formatDistance(at, fns.subMonths(at, 14), { addSuffix: true }),
    range: fns.eachWeekendOfInterval({ start: at, end: fns.addDays(at, 14) }).length, week: fns.getISOWeek(at), valid: fns.isValid(new Date("x")), duration: fns.formatDuration(fns.intervalToDuration({ start: 0, end: 1e10 })), add: fns.add(at, { months: 11, days: 3 }), closest: fns.closestTo(at, [new Date(0), new Date(2e12)]),
  }),
};
export const zones = {
  test: () => ({
    berlin: formatInTimeZone(at, "Europe/Berlin", "yyyy-MM-dd HH:mm:ssXXX zzz"), after: formatInTimeZone(+at + 36e5, "Europe/Berlin", "yyyy-MM-dd HH:mm:ssXXX zzzz"), kathmandu: formatInTimeZone(at, "Asia/Kathmandu", "HH:mm xxx"),
    from: fromZonedTime("2026-07-01 12:00", "America/New_York"), to: toZonedTime(at, "Asia/Tokyo").getHours(), offset: getTimezoneOffset("Australia/Lord_Howe", at),
  }),
};
export const luxons = {
  test() {
    const t = DateTime.fromISO("2026-03-29T01:59:59", { zone: "Europe/Berlin" });
    const us = DateTime.fromMillis(1767225600000, { zone: "America/New_York", locale: "en-US" });
    return {
      iso: t.toISO(), next: t.plus({ seconds: 1 }).toISO(), zone: [t.zoneName, t.offset, t.offsetNameShort, t.isInDST], full: us.toLocaleString(DateTime.DATETIME_FULL), huge: us.toLocaleString(DateTime.DATETIME_HUGE), med: us.toLocaleString(DateTime.DATE_MED_WITH_WEEKDAY), format: us.toFormat("cccc LLLL d, yyyy h:mm a ZZZZ"),
      relative: us.minus({ days: 3 }).toRelative({ base: us }), calendar: us.plus({ days: 1 }).toRelativeCalendar({ base: us }), duration: Duration.fromObject({ hours: 27, minutes: 75 }).normalize().toHuman(), interval: Interval.after(us, { days: 2 }).splitBy({ hours: 18 }).map((i) => i.toISO()), parse: DateTime.fromFormat("Jan 05 2026 03:04 PM", "MMM dd yyyy hh:mm a", { zone: "utc" }).toISO(), rfc: DateTime.fromRFC2822("Tue, 01 Nov 2016 13:23:12 +0630").toISO({ }) !== null, bad: DateTime.fromISO("nope").invalidExplanation, days: Info.weekdays("short"), months: Info.months("long"), throws: Settings.throwOnInvalid, http: us.toHTTP(), sql: us.toSQL(), diff: us.diff(t, ["months", "days", "hours"]).toObject(),
    };
  },
};
export const intl = {
  test: () => ({
    date: new Intl.DateTimeFormat("en-US", { dateStyle: "full", timeStyle: "long", timeZone: "America/Los_Angeles" }).format(at), parts: new Intl.DateTimeFormat("en-US", { timeZone: "Asia/Kolkata", hour: "numeric", minute: "2-digit", hour12: false, timeZoneName: "short" }).formatToParts(at), range: new Intl.DateTimeFormat("en-US").formatRange?.(at, new Date(+at + 864e5)),
    number: [new Intl.NumberFormat("en-US", { style: "currency", currency: "EUR" }).format(-1234.567), new Intl.NumberFormat("en-US", { notation: "compact" }).format(1234567), new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 1 }).format(0.1234), new Intl.NumberFormat("en-US", { style: "unit", unit: "kilobyte" }).format(12), (1234567.891).toLocaleString("en-US")],
    plural: [1, 2, 3, 11, 21].map((n) => new Intl.PluralRules("en-US", { type: "ordinal" }).select(n)), list: new Intl.ListFormat("en-US", { type: "disjunction" }).format(["a", "b", "c"]), relative: new Intl.RelativeTimeFormat("en-US", { numeric: "auto" }).format(-1, "day"), sorted: ["b", "a", "Ä", "A", "z10", "z2"].sort(new Intl.Collator("en-US", { numeric: true }).compare), segments: [...new Intl.Segmenter("en-US").segment("a👨‍👩‍👧e\u0301")].map((s) => s.segment), zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
  }),
};
