// node:trace_events: categories that nothing is traced for.
// flag: enable_nodejs_trace_events_module
// exports: createTracing getEnabledCategories
(function (host, use) {
  "use strict";
  const { make } = use("node:internal/errors");
  const { validateObject, validateStringArray } = use("node:internal/validators");
  const { format, inspect } = use("node:util");
  const ERR_TRACE_EVENTS_CATEGORY_REQUIRED = make(TypeError, "ERR_TRACE_EVENTS_CATEGORY_REQUIRED", "At least one category is required");

  class Tracing {
    #categories;
    #enabled = false;
    constructor(categories) {
      this.#categories = categories;
    }
    enable() {
      this.#enabled = true;
    }
    disable() {
      this.#enabled = false;
    }
    get enabled() {
      return this.#enabled;
    }
    get categories() {
      return this.#categories.join(",");
    }
    [inspect.custom](depth) {
      if (typeof depth === "number" && depth < 0) return this;
      return `Tracing ${format({ enabled: this.enabled, categories: this.categories })}`;
    }
  }
  return {
    createTracing(options) {
      validateObject(options, "options");
      validateStringArray(options.categories, "options.categories");
      if (options.categories.length <= 0) throw new ERR_TRACE_EVENTS_CATEGORY_REQUIRED();
      return new Tracing(options.categories);
    },
    getEnabledCategories: () => undefined,
  };
});
