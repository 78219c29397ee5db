(function (host, use) {
  "use strict";
  const { define, illegal, iterator, failArgument } = use("webidl");
  const whole = use.flag("enable_global_performance_classes") || use.flag("enable_nodejs_perf_hooks_module");
  const plain = (entries) => Object.assign(Object.create(null), entries);
  const optional = (v) => (v === undefined ? undefined : `${v}`);
  const number = (v) => (v === undefined ? undefined : +v);
  const options = (v, method, type, n, name) => {
    if (v === undefined || v === null) return {};
    if (typeof v !== "object" && typeof v !== "function") failArgument(method, type, n, name);
    return v;
  };

  // Entries are made by this module alone, except for marks.
  class PerformanceEntry {
    #name;
    #type;
    #start;
    #duration;
    constructor(name, type, start, duration) {
      this.#name = name;
      this.#type = type;
      this.#start = start;
      this.#duration = duration;
    }
    get name() { return this.#name }
    get entryType() { return this.#type }
    get startTime() { return this.#start }
    get duration() { return this.#duration }
    toJSON() { return plain({ name: this.#name, entryType: this.#type, startTime: this.#start, duration: this.#duration }) }
  }
  const detailed = (entry, detail) => {
    const json = plain({ name: entry.name, entryType: entry.entryType, startTime: entry.startTime, duration: entry.duration });
    if (detail !== undefined) json.detail = detail;
    return json;
  };

  class PerformanceMark extends PerformanceEntry {
    #detail;
    constructor(name, given) {
      const { detail, startTime } = options(given, "constructor", "PerformanceMark", 2, "Options");
      super(`${name}`, "mark", number(startTime) ?? host.now(), 0);
      this.#detail = detail;
    }
    get detail() { return this.#detail ?? null }
    toJSON() { return detailed(this, this.#detail) }
  }
  class PerformanceMeasure extends PerformanceEntry {
    #detail;
    constructor(name, start, duration, detail) {
      super(name, "measure", start, duration);
      this.#detail = detail;
    }
    get detail() { return this.#detail ?? null }
    toJSON() { return detailed(this, this.#detail) }
  }

  class PerformanceResourceTiming extends PerformanceEntry {}
  const timings = "connectEnd connectStart decodedBodySize domainLookupEnd domainLookupStart encodedBodySize fetchStart initiatorType " +
    "nextHopProtocol redirectEnd redirectStart requestStart responseEnd responseStart responseStatus secureConnectionStart transferSize workerStart";
  for (const name of timings.split(" ")) {
    const value = { initiatorType: "", nextHopProtocol: "", secureConnectionStart: undefined };
    Object.defineProperty(PerformanceResourceTiming.prototype, name, { get: () => (name in value ? value[name] : 0), enumerable: true, configurable: true });
  }

  // The milestones of a process, which a Worker has not, are its own properties.
  class PerformanceNodeTiming extends PerformanceEntry {
    constructor() {
      super("node", "node", 0, 0);
      Object.defineProperty(this, "uvMetricsInfo", { value: { loopCount: 0, events: 0, eventsWaiting: 0 }, enumerable: true });
      for (const name of milestones.toReversed()) Object.defineProperty(this, name, { value: 0, enumerable: true });
    }
    toJSON() {
      const json = plain({ name: this.name, entryType: this.entryType, startTime: 0, duration: 0 });
      for (const name of milestones) json[name] = 0;
      json.uvMetricsInfo = plain({ loopCount: 0, events: 0, eventsWaiting: 0 });
      return json;
    }
  }
  const milestones = ["nodeStart", "v8Start", "bootstrapComplete", "environment", "loopStart", "loopExit", "idleTime"];

  class PerformanceObserverEntryList {
    getEntries() { return [] }
    getEntriesByType() { return [] }
    getEntriesByName() { return [] }
  }
  class PerformanceObserver {
    static get supportedEntryTypes() { return ["measure", "mark"] }
    disconnect() {}
    observe() {}
    takeRecords() { return [] }
  }

  const none = (kind) => iterator(kind, () => undefined);
  class EventCounts {
    get size() { return 0 }
    get() { return undefined }
    has() { return false }
    entries() { return none("Entry") }
    keys() { return none("Key") }
    values() { return none("Value") }
    forEach() {}
  }
  Object.defineProperty(EventCounts.prototype, Symbol.iterator, { value: EventCounts.prototype.entries, writable: true, configurable: true });

  class Performance extends (whole ? use("event").EventTarget : Object) {
    #brand;
    get timeOrigin() { if (!this || !(#brand in this)) illegal(); return 0 }
    now() { if (!this || !(#brand in this)) illegal(); return host.now() }
  }
  let entries = [];
  const named = (name, type) => entries.filter((e) => e.name === name && (type === undefined || e.entryType === type));
  // A name takes what has it, of any type; without one, all of the types go.
  const clear = (types) => (name) => {
    entries = entries.filter(name === undefined ? (e) => !types.includes(e.entryType) : (e) => e.name !== `${name}`);
  };
  const add = (entry) => {
    entries.push(entry);
    return entry;
  };
  const startOf = (mark) => named(`${mark}`, "mark")[0]?.startTime;
  const measured = (name, from, to) => {
    let start = 0, end = host.now(), detail;
    if (from !== null && typeof from === "object") {
      start = number(from.start) ?? start;
      end = number(from.end) ?? (from.duration === undefined ? end : start + +from.duration);
      detail = from.detail;
    } else if (from !== undefined) {
      start = startOf(from) ?? start;
      if (to !== undefined) end = startOf(to) ?? end;
    }
    return add(new PerformanceMeasure(`${name}`, start, Math.max(end - start, 0), detail));
  };
  const timeline = {
    clearMarks: clear(["mark"]),
    clearMeasures: clear(["measure"]),
    clearResourceTimings() { entries = entries.filter((e) => !["resource", "navigation"].includes(e.entryType)) },
    getEntries: () => [...entries],
    getEntriesByName: (name, type) => named(`${name}`, optional(type)),
    getEntriesByType: (type) => entries.filter((e) => e.entryType === `${type}`),
    mark: (name, given) => add(new PerformanceMark(name, given)),
    measure: measured,
    setResourceTimingBufferSize() {},
    toJSON: () => plain({ timeOrigin: 0 }),
  };
  const ofNode = { eventLoopUtilization: () => ({ idle: 0, active: 0, utilization: 0 }), markResourceTiming() {}, timerify: (fn) => fn };
  const give = (methods) => {
    for (const [name, value] of Object.entries(methods)) Object.defineProperty(Performance.prototype, name, { value, writable: true, configurable: true });
  };
  const accessor = (name, get) => Object.defineProperty(Performance.prototype, name, { get, configurable: true });
  if (whole) {
    accessor("eventCounts", () => new EventCounts());
    give(timeline);
  }
  if (use.flag("enable_nodejs_perf_hooks_module")) {
    accessor("nodeTiming", () => new PerformanceNodeTiming());
    give(ofNode);
  }
  const counted = { clearMarks: [], getEntriesByName: ["string"], getEntriesByType: ["string"], mark: ["string"], measure: ["string"] };
  const exported = {
    Performance: define(Performance, { illegal: true, methods: whole ? counted : {} }),
    PerformanceEntry: define(PerformanceEntry, { illegal: true }),
    PerformanceMark: define(PerformanceMark, { construct: ["string"] }),
    PerformanceMeasure: define(PerformanceMeasure, { illegal: true }),
    PerformanceResourceTiming: define(PerformanceResourceTiming, { illegal: true }),
    PerformanceObserver: define(PerformanceObserver, { construct: ["Value"] }),
    PerformanceObserverEntryList: define(PerformanceObserverEntryList, { illegal: true }),
  };
  define(PerformanceNodeTiming, { illegal: true });
  define(EventCounts, { illegal: true });
  return { ...exported, performance: new Performance() };
})
