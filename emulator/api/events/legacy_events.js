// The events of Workers that are scripts instead of modules. Their classes are there for modules
// too, which never see one.
(function (host, use) {
  "use strict";
  const { define, illegal } = use("webidl");
  const { Event } = use("event");

  class ExtendableEvent extends Event {
    waitUntil() { illegal() }
  }
  class FetchEvent extends ExtendableEvent {
    respondWith() { illegal() }
    passThroughOnException() { illegal() }
  }
  class ScheduledEvent extends ExtendableEvent {
    noRetry() { illegal() }
  }
  class TailEvent extends ExtendableEvent {}
  class TraceEvent extends ExtendableEvent {}

  const exports = {};
  for (const Class of [ExtendableEvent, FetchEvent, ScheduledEvent, TailEvent, TraceEvent]) {
    exports[Class.name] = define(Class, { illegal: true });
  }
  return exports;
})
