// node:internal/mime: MIMEType and MIMEParams.
(function (host, use) {
  "use strict";
  const { make } = use("node:internal/errors");
  const ERR_INVALID_MIME_SYNTAX = make(TypeError, "ERR_INVALID_MIME_SYNTAX", (production, text, index) =>
    `The MIME syntax for a ${production} in ${JSON.stringify(text)} is invalid${index === -1 ? "" : ` at ${index}`}`);
  const notToken = /[^!#$%&'*+\-.^_`|~A-Za-z0-9]/g;
  const notQuoted = /[^\t\u0020-\u007E\u0080-\u00FF]/g;
  const search = (expression, text) => ((expression.lastIndex = 0), text.search(expression));

  const token = (production, text, whole) => {
    const at = search(notToken, text);
    if (text.length === 0 || at !== -1) throw new ERR_INVALID_MIME_SYNTAX(production, whole ?? text, at);
    return text.toLowerCase();
  };
  const quote = (value) => {
    if (value.length === 0) return '""';
    return search(notToken, value) === -1 ? value : `"${value.replace(/["\\]/g, "\\$&")}"`;
  };

  class MIMEParams {
    #data = new Map();
    delete(name) {
      this.#data.delete(name);
    }
    get(name) {
      return this.#data.get(name) ?? null;
    }
    has(name) {
      return this.#data.has(name);
    }
    set(name, value) {
      name = `${name}`;
      value = `${value}`;
      const badName = search(notToken, name);
      if (name.length === 0 || badName !== -1) throw new ERR_INVALID_MIME_SYNTAX("parameter name", name, badName);
      const badValue = search(notQuoted, value);
      if (badValue !== -1) throw new ERR_INVALID_MIME_SYNTAX("parameter value", value, badValue);
      this.#data.set(name, value);
    }
    *entries() {
      yield* this.#data.entries();
    }
    *keys() {
      yield* this.#data.keys();
    }
    *values() {
      yield* this.#data.values();
    }
    [Symbol.iterator]() {
      return this.entries();
    }
    toString() {
      return [...this.#data].map(([name, value]) => `${name}=${quote(value)}`).join("; ");
    }
    toJSON() {
      return this.toString();
    }
  }

  const parseParams = (text, params) => {
    let at = 0;
    while (at < text.length) {
      at += /^[\r\n\t ]*/.exec(text.slice(at))[0].length;
      const name = /^[^;=]*/.exec(text.slice(at))[0];
      at += name.length;
      if (text[at] !== "=") {
        at++;
        continue;
      }
      at++;
      let value;
      if (text[at] === '"') {
        const quoted = /^"((?:[^"\\]|\\[^])*)("|\\?$)/.exec(text.slice(at));
        value = quoted[1].replace(/\\([^])/g, "$1") + (quoted[2] === "\\" ? "\\" : "");
        at += quoted[0].length;
        at += /^[^;]*/.exec(text.slice(at))[0].length;
      } else {
        const plain = /^[^;]*/.exec(text.slice(at))[0];
        at += plain.length;
        value = plain.replace(/[\r\n\t ]+$/, "");
        if (value === "") {
          at++;
          continue;
        }
      }
      at++;
      const key = name.toLowerCase();
      if (key !== "" && search(notToken, key) === -1 && search(notQuoted, value) === -1 && !params.has(key)) params.set(key, value);
    }
  };

  class MIMEType {
    #type;
    #subtype;
    #params = new MIMEParams();
    constructor(input) {
      const text = `${input}`.replace(/^[\r\n\t ]+/, "");
      const slash = text.indexOf("/");
      const type = slash === -1 ? text : text.slice(0, slash);
      if (slash === -1) throw new ERR_INVALID_MIME_SYNTAX("type", text, -1);
      this.#type = token("type", type, text);
      const semicolon = text.indexOf(";", slash);
      const subtype = text.slice(slash + 1, semicolon === -1 ? undefined : semicolon).replace(/[\r\n\t ]+$/, "");
      this.#subtype = token("subtype", subtype, text);
      if (semicolon !== -1) parseParams(text.slice(semicolon + 1), this.#params);
    }
    get type() {
      return this.#type;
    }
    set type(value) {
      this.#type = token("type", `${value}`);
    }
    get subtype() {
      return this.#subtype;
    }
    set subtype(value) {
      this.#subtype = token("subtype", `${value}`);
    }
    get essence() {
      return `${this.#type}/${this.#subtype}`;
    }
    get params() {
      return this.#params;
    }
    toString() {
      const params = this.#params.toString();
      return params ? `${this.essence};${params}` : this.essence;
    }
    toJSON() {
      return this.toString();
    }
  }
  return { MIMEParams, MIMEType };
});
