// node:perf_hooks: the classes of performance measurement, and names that measure nothing.
// flag: enable_nodejs_perf_hooks_module
// exports: Performance PerformanceEntry PerformanceMark PerformanceMeasure PerformanceObserver PerformanceObserverEntryList
// exports: PerformanceResourceTiming constants createHistogram eventLoopUtilization monitorEventLoopDelay performance timerify
(function (host, use) {
  "use strict";
  const { missing } = use("node:internal/missing");
  const { Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver, PerformanceObserverEntryList, PerformanceResourceTiming } =
    use("performance");
  const constants = {};
  const give = (prefix, entries) => {
    for (const [name, value] of Object.entries(entries)) constants[`NODE_PERFORMANCE_${prefix}_${name}`] = value;
  };
  give("GC", { MAJOR: 4, MINOR: 1, INCREMENTAL: 8, WEAKCB: 16 });
  give("GC_FLAGS", {
    NO: 0, CONSTRUCT_RETAINED: 2, FORCED: 4, SYNCHRONOUS_PHANTOM_PROCESSING: 8, ALL_AVAILABLE_GARBAGE: 16, ALL_EXTERNAL_MEMORY: 32,
    SCHEDULE_IDLE: 64,
  });
  give("ENTRY_TYPE", { GC: 0, HTTP: 1, HTTP2: 2, NET: 3, DNS: 4 });
  give("MILESTONE", {
    TIME_ORIGIN_TIMESTAMP: 0, TIME_ORIGIN: 1, ENVIRONMENT: 2, NODE_START: 3, V8_START: 4, LOOP_START: 5, LOOP_EXIT: 6, BOOTSTRAP_COMPLETE: 7,
  });
  return {
    Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver, PerformanceObserverEntryList,
    PerformanceResourceTiming,
    monitorEventLoopDelay: missing("monitorEventLoopDelay"),
    createHistogram: missing("createHistogram"),
    eventLoopUtilization: () => ({ idle: 0, active: 0, utilization: 0 }),
    timerify: (fn) => fn,
    performance: globalThis.performance,
    constants: Object.freeze(constants),
  };
});
