// Snapshots: stored ones (host.snapshot: {content, update}) and those written into the test file.
// What has to be written is collected and handed to the host with the file's result.
(function (lib, host) {
  "use strict";

  const header = "// Vitest Snapshot v1, https://vitest.dev/guide/snapshot.html";
  let serializers = [lib.formatPlugins.asymmetric, lib.formatPlugins.mock];
  lib.addSnapshotSerializer = (plugin) => {
    serializers = [plugin, ...serializers];
  };

  const unixLines = (text) => text.replace(/\r\n|\r/g, "\n");
  const serialize = (value) => unixLines(lib.format(value, {
    escapeRegex: true, printFunctionName: false, printBasicPrototype: false, escapeString: false,
    maxOutputLength: 2 ** 27, plugins: serializers,
  }));
  const addBreaks = (text) => (text.includes("\n") ? `\n${text}\n` : text);
  const removeBreaks = (text) =>
    (text.length > 2 && text.startsWith("\n") && text.endsWith("\n") ? text.slice(1, -1) : text);
  const backticks = (text) => `\`${text.replace(/`|\\|\$\{/g, "\\$&")}\``;

  function parse(content) {
    const data = Object.create(null);
    if (content == null) return data;
    try {
      new Function("exports", content)(data);
    } catch {
      // A broken snapshot file counts as empty, and is rewritten when that is allowed.
    }
    return data;
  }

  // Orders "a 2" before "a 10".
  function natural(a, b) {
    const split = (text) => text.match(/\d+|\D+/g) ?? [];
    const [left, right] = [split(a), split(b)];
    for (let i = 0; i < Math.min(left.length, right.length); i++) {
      if (left[i] === right[i]) continue;
      const numbers = [Number(left[i]), Number(right[i])];
      if (numbers.every((n) => !Number.isNaN(n)) && numbers[0] !== numbers[1]) return numbers[0] - numbers[1];
      return left[i] < right[i] ? -1 : 1;
    }
    return left.length - right.length;
  }

  class SnapshotState {
    constructor({ content = null, update = "new" } = {}) {
      this.stored = parse(content);
      this.initial = { ...this.stored };
      this.content = content;
      this.update = update;
      this.unchecked = new Set(Object.keys(this.stored));
      this.counters = new Map();
      this.inline = [];
      this.inlineSeen = [];
      this.raw = [];
      this.counts = { added: 0, matched: 0, unmatched: 0, updated: 0 };
      this.byTest = new Map();
    }

    // A retried test counts its snapshots anew.
    beginTest(test) {
      for (const undo of this.byTest.get(test) ?? []) undo();
      this.byTest.set(test, []);
    }

    count(test, kind) {
      this.counts[kind]++;
      this.byTest.get(test)?.push(() => this.counts[kind]--);
    }

    nextKey(test, name) {
      const n = (this.counters.get(name) ?? 0) + 1;
      this.counters.set(name, n);
      this.byTest.get(test)?.push(() => this.counters.set(name, this.counters.get(name) - 1));
      return `${name} ${n}`;
    }

    // Snapshots of tests that did not run are not obsolete.
    skipTest(name) {
      for (const key of this.unchecked) {
        if (key.startsWith(name) && / \d+$| > /.test(key.slice(name.length))) this.unchecked.delete(key);
      }
    }

    match(test, { name, received, inline, raw, position, assertionName }) {
      const key = this.nextKey(test, name);
      if (!(inline && this.stored[key] !== undefined)) this.unchecked.delete(key);
      const text = raw && typeof received === "string" ? received : serialize(received);
      const serialized = raw ? text : addBreaks(text);
      const expected = inline ? inline.text : raw ? raw.content : this.stored[key];
      const wanted = raw ? expected : expected?.trim();
      const pass = wanted === (raw ? serialized : serialized.trim());
      if (pass && !inline && !raw) this.stored[key] = serialized;
      const hasSnapshot = expected !== undefined;
      const persisted = inline || this.content != null || (raw && raw.content != null);
      const write = () => this.write(test, { key, serialized, inline, raw, position, assertionName });
      if (hasSnapshot && this.update === "all" && !pass) {
        this.count(test, "updated");
        write();
        return { pass: true, key };
      }
      if ((!hasSnapshot || !persisted) && this.update !== "none") {
        this.count(test, "added");
        write();
        return { pass: true, key };
      }
      this.count(test, pass ? "matched" : "unmatched");
      const show = (shown) => (shown === undefined || raw ? shown : removeBreaks(shown).trim());
      return { pass, key, actual: show(serialized), expected: show(wanted) };
    }

    write(test, { key, serialized, inline, raw, position, assertionName }) {
      if (inline) {
        this.writeInline(test, { ...position, snapshot: serialized, assertionName });
      } else if (raw) {
        this.raw.push({ path: raw.path, content: serialized });
      } else {
        this.stored[key] = serialized;
        this.byTest.get(test)?.push(() => {
          if (key in this.initial) this.stored[key] = this.initial[key];
          else delete this.stored[key];
        });
      }
    }

    writeInline(test, entry) {
      this.inline.push(entry);
      this.byTest.get(test)?.push(() => {
        this.inline = this.inline.filter((other) => other !== entry);
      });
    }

    // One call in the source can hold one snapshot only.
    checkPosition(test, position, snapshot, assertionName) {
      const same = (other) => other.file === position.file && other.line === position.line && other.column === position.column;
      const before = this.inlineSeen.filter(same);
      this.inline = this.inline.filter((entry) => !same(entry));
      const different = before.find((entry) => entry.snapshot !== snapshot);
      const seen = { ...position, snapshot };
      this.inlineSeen.push(seen);
      this.byTest.get(test)?.push(() => {
        this.inlineSeen = this.inlineSeen.filter((entry) => entry !== seen);
      });
      if (!different) return;
      throw Object.assign(new Error(`${assertionName} with different snapshots cannot be called at the same location`), {
        actual: snapshot, expected: different.snapshot,
      });
    }

    // What the host writes: content is the new snapshot file, "" to delete it, null to leave it.
    finish() {
      const unchecked = [...this.unchecked];
      if (this.update === "all") unchecked.forEach((key) => delete this.stored[key]);
      const keys = Object.keys(this.stored).sort(natural);
      let content = null;
      if (keys.length > 0) {
        const entries = keys.map((key) => `exports[${backticks(key)}] = ${backticks(unixLines(this.stored[key]))};`);
        content = `${header}\n\n${entries.join("\n\n")}\n`;
      } else if (this.content != null && this.update === "all") {
        content = "";
      }
      if (content === this.content || this.update === "none") content = null;
      return { ...this.counts, unchecked, content, inline: this.inline, raw: this.raw };
    }
  }
  lib.SnapshotState = SnapshotState;

  // Takes off the indentation an inline snapshot has in the source.
  function stripIndentation(text) {
    const indentation = /^([^\S\n]*)\S/m.exec(text)?.[1];
    if (!indentation) return text;
    const lines = text.split("\n");
    if (lines.length <= 2 || lines[0].trim() !== "" || lines.at(-1).trim() !== "") return text;
    for (let i = 1; i < lines.length - 1; i++) {
      if (lines[i] === "") continue;
      if (!lines[i].startsWith(indentation)) return text;
      lines[i] = lines[i].slice(indentation.length);
    }
    lines[lines.length - 1] = "";
    return lines.join("\n");
  }

  function mergeProperties(target, source) {
    if (lib.isObject(target) && lib.isObject(source)) {
      const merged = { ...target };
      for (const key of Object.keys(source)) {
        const isPlain = (lib.isObject(source[key]) && !source[key].$$typeof) || Array.isArray(source[key]);
        merged[key] = isPlain && key in target ? mergeProperties(target[key], source[key]) : source[key];
      }
      return merged;
    }
    if (Array.isArray(target) && Array.isArray(source)) {
      const merged = [...target];
      source.forEach((item, i) => {
        merged[i] = Array.isArray(target[i]) || lib.isObject(target[i]) ? mergeProperties(target[i], item) : item;
      });
      return merged;
    }
    return target;
  }

  function matchSnapshot(assertion, { received, properties, hint, inline, raw }) {
    const assertionName = lib.flag(assertion, "name");
    if (lib.flag(assertion, "negate")) throw new Error(`${assertionName} cannot be used with "not"`);
    const test = lib.flag(assertion, "test");
    if (!test) throw new Error(`'${assertionName}' cannot be used without test context`);
    const state = lib.file.snapshots;
    const name = [test.fullTestName, ...(hint ? [hint] : [])].join(" > ");
    if (properties !== null && typeof properties === "object") {
      if (typeof received !== "object" || !received) {
        throw new Error("Received value must be an object when the matcher has properties");
      }
      if (!lib.equals(received, properties, [lib.iterableEquality, lib.subsetEquality])) {
        state.unchecked.delete(state.nextKey(test, name));
        throw snapshotError(assertion, lib.flag(assertion, "message") || "Snapshot properties mismatched", received, properties);
      }
      received = mergeProperties(received, properties);
    }
    let position;
    if (inline) {
      const frames = lib.flag(assertion, "site") ?? host.callStack?.() ?? [];
      position = frames.find((frame) => !frame.file.startsWith("devdo:"));
      if (!position) throw new Error("the place of this inline snapshot in the test file is not known");
      state.checkPosition(test, position, addBreaks(serialize(received)), assertionName);
    }
    const result = state.match(test, { name, received, inline, raw, position, assertionName });
    if (result.pass) return;
    throw snapshotError(assertion, `Snapshot \`${result.key}\` mismatched`, result.actual, result.expected);
  }

  function snapshotError(assertion, text, actual, expected) {
    const message = lib.flag(assertion, "message");
    return Object.assign(new Error((message ? `${message}: ` : "") + text), { actual, expected });
  }

  function thrownError(assertion) {
    const value = assertion._obj;
    if (typeof value !== "function") {
      if (lib.flag(assertion, "promise")) return value;
      throw new Error(`expected must be a function, received ${typeof value}`);
    }
    try {
      value();
    } catch (error) {
      return error;
    }
    throw new Error("snapshot function didn't throw");
  }

  const fileArguments = (first, second) => (typeof first === "string" ? { hint: first } : { properties: first, hint: second });
  function inlineArguments(first, second, third) {
    const [properties, text, hint] = typeof first === "string" ? [undefined, first, second] : [first, second, third];
    return { properties, hint, inline: { text: text ? stripIndentation(text) : text } };
  }

  lib.addMatcher(["toMatchSnapshot", "matchSnapshot"], function (...args) {
    matchSnapshot(this, { received: this._obj, ...fileArguments(...args) });
  });
  lib.addMatcher("toMatchInlineSnapshot", function (...args) {
    matchSnapshot(this, { received: this._obj, ...inlineArguments(...args) });
  });
  lib.addMatcher("toThrowErrorMatchingSnapshot", function (...args) {
    matchSnapshot(this, { received: thrownError(this), ...fileArguments(...args) });
  });
  lib.addMatcher("toThrowErrorMatchingInlineSnapshot", function (text, hint) {
    matchSnapshot(this, { received: thrownError(this), ...inlineArguments(undefined, text, hint) });
  });
  lib.addMatcher("toMatchFileSnapshot", function (path, hint) {
    const site = new Error("toMatchFileSnapshot");
    const compare = async () => {
      if (!host.readFile) throw new Error("toMatchFileSnapshot needs a host that reads files");
      const content = host.readFile(path) ?? undefined;
      matchSnapshot(this, { received: this._obj, hint, raw: { path, content } });
    };
    return lib.recordPromise(this, compare(), lib.describeCall(this, true), site);
  });
})
