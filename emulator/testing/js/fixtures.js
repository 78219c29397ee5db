// test.extend: values that a test gets by naming them in its first parameter.
(function (lib, host) {
  "use strict";

  const sourceOf = Symbol("fixture source");

  // Says which function's parameter list names the fixtures of a wrapper, and which parameter.
  lib.fixturesFrom = (wrapper, original, index) => {
    wrapper[sourceOf] = { original, index };
    return wrapper;
  };

  function splitCommas(text) {
    const parts = [];
    let depth = 0;
    let start = 0;
    for (let i = 0; i <= text.length; i++) {
      const char = text[i];
      if (char === "{" || char === "[" || char === "(") depth++;
      if (char === "}" || char === "]" || char === ")") depth--;
      if (i < text.length && (char !== "," || depth > 0)) continue;
      const part = text.slice(start, i).trim();
      if (part) parts.push(part);
      start = i + 1;
    }
    return parts;
  }

  function parameterText(source) {
    const open = source.indexOf("(");
    const arrow = source.indexOf("=>");
    if (open < 0 || (arrow >= 0 && arrow < open)) return "";
    let depth = 0;
    for (let i = open; i < source.length; i++) {
      if (source[i] === "(") depth++;
      if (source[i] === ")" && --depth === 0) return source.slice(open + 1, i);
    }
    return "";
  }

  // The names fn takes out of its context parameter.
  function usedNames(fn) {
    const { original, index } = fn[sourceOf] ?? { original: fn, index: 0 };
    const source = Function.prototype.toString.call(original).replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, "");
    const parameter = splitCommas(parameterText(source))[index];
    if (!parameter) return new Set();
    if (!parameter.startsWith("{") || !parameter.endsWith("}")) {
      const error = new Error(
        `The ${lib.ordinal(index + 1)} argument inside a fixture must use object destructuring pattern, e.g. ({ task } => {}). Instead, received "${parameter}".`);
      error.name = "FixtureParseError";
      throw error;
    }
    const names = splitCommas(parameter.slice(1, -1).replace(/\s/g, "")).map((name) => name.replace(/[:=].*/, ""));
    if (!names.at(-1)?.startsWith("...")) return new Set(names);
    const error = new Error(`Rest parameters are not supported in fixtures, received "${names.at(-1)}".`);
    error.name = "FixtureParseError";
    throw error;
  }

  const optionKeys = ["auto", "injected", "scope"];
  const isOptions = (value) => lib.isObject(value) && Object.keys(value).some((key) => optionKeys.includes(key));

  // extend(name, [options], value) is extend({name: ...}) whose function returns the value.
  function fromBuilder(name, first, second) {
    const [options, value] = second !== undefined ? [first, second] : isOptions(first) ? [first, {}] : [undefined, first];
    let fixture = value;
    if (typeof value === "function") {
      fixture = lib.fixturesFrom(async (context, use) => {
        let cleanup;
        const onCleanup = (fn) => {
          if (cleanup) throw new Error("onCleanup can only be called once per fixture. Define separate fixtures if you need multiple cleanup functions.");
          cleanup = fn;
        };
        await use(await value(context, { onCleanup }));
        await cleanup?.();
      }, value, 0);
    }
    return { [name]: options ? [fixture, options] : fixture };
  }

  lib.extendFixtures = (base, nameOrFixtures, first, second) => {
    const given = typeof nameOrFixtures === "string" ? fromBuilder(nameOrFixtures, first, second) : nameOrFixtures;
    const all = new Map(base);
    for (const [name, entry] of Object.entries(given)) {
      const hasOptions = Array.isArray(entry) && entry.length >= 2 && isOptions(entry[1]);
      const parent = base.get(name);
      const options = hasOptions ? entry[1] : { auto: parent?.auto, scope: parent?.scope };
      const value = hasOptions ? entry[0] : entry;
      const injected = options.injected ? host.provided?.[name] : undefined;
      all.set(name, { name, value: injected ?? value, auto: Boolean(options.auto), scope: options.scope ?? "test", parent });
    }
    return all;
  };

  // Runs a fixture function up to its use() call; the rest runs at clean-up.
  function start(fixture, context, cleanups) {
    return new Promise((resolve, reject) => {
      let used = false;
      let release;
      const held = new Promise((done) => {
        release = done;
      });
      const use = (value) => {
        used = true;
        cleanups.push(() => {
          release();
          return finished;
        });
        resolve(value);
        return held;
      };
      const finished = (async () => fixture.value(context, use))().then(() => {
        if (used) return;
        reject(new Error(`Fixture "${fixture.name}" returned without calling "use". Make sure to call "use" in every code path of the fixture function.`));
      }, (error) => {
        if (used) throw error;
        reject(error);
      });
      finished.catch(() => {});
    });
  }

  // Fixtures of one test, file or run, started when first asked for.
  class FixtureScope {
    constructor() {
      this.values = new Map();
      this.cleanups = [];
    }

    get(fixture, context) {
      if (!this.values.has(fixture)) {
        const value = typeof fixture.value === "function" ? start(fixture, context, this.cleanups) : fixture.value;
        this.values.set(fixture, value);
      }
      return this.values.get(fixture);
    }

    async close() {
      const cleanups = this.cleanups.splice(0).reverse();
      this.values.clear();
      for (const cleanup of cleanups) await cleanup();
    }
  }
  lib.FixtureScope = FixtureScope;

  async function provide(fixture, fixtures, context, test, path) {
    if (path.includes(fixture)) {
      throw new Error(`Circular fixture dependency detected: ${[fixture, ...path].map((f) => f.name).join(" <- ")}`);
    }
    if (typeof fixture.value === "function") {
      for (const name of usedNames(fixture.value)) {
        const needed = name === fixture.name ? fixture.parent : fixtures.get(name);
        if (needed) await provide(needed, fixtures, context, test, [fixture, ...path]);
      }
    }
    const scope = fixture.scope === "test" ? test.fixtureScope : lib.file.fixtureScope;
    context[fixture.name] = await scope.get(fixture, context);
  }

  // Puts into context what fn asks for, and the automatic fixtures.
  lib.provideFixtures = async (fn, fixtures, context, test) => {
    if (!fixtures?.size) return;
    const names = usedNames(fn);
    for (const fixture of fixtures.values()) {
      if (fixture.auto || names.has(fixture.name)) await provide(fixture, fixtures, context, test, []);
    }
  };
})
