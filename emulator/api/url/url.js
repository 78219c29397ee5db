(function (host, use) {
  "use strict";
  const { define, illegal, failArgument, failType, failProperty, iterator } = use("webidl");

  // As in url.go.
  const HREF = 0, PROTOCOL = 1, USERNAME = 2, PASSWORD = 3, HOST = 4, HOSTNAME = 5, PORT = 6, PATHNAME = 7,
    SEARCH = 8, HASH = 9, QUERY = 10, ORIGIN = 11;
  const { parse, part, change, paramGet, paramEntry } = host;

  let hrefOf, setHref, paramsOf;

  // The URL in its normal form is all its state: its parts are found when asked for.
  class URL {
    #href; #params;
    constructor(url, base) {
      const href = base === undefined ? parse(url) : parse(url, base);
      if (href === undefined) throw new TypeError("Invalid URL string.");
      this.#href = href;
    }
    get origin() { if (!this || !(#href in this)) illegal(); return part(this.#href, ORIGIN) }
    get href() { if (!this || !(#href in this)) illegal(); return this.#href }
    set href(v) {
      if (!this || !(#href in this)) illegal();
      const href = parse(v);
      if (href === undefined) failProperty("URL", "href", "valid URL string");
      this.#href = href;
    }
    get protocol() { if (!this || !(#href in this)) illegal(); return part(this.#href, PROTOCOL) }
    set protocol(v) { if (!this || !(#href in this)) illegal(); this.#href = change(this.#href, PROTOCOL, v) }
    get username() { if (!this || !(#href in this)) illegal(); return part(this.#href, USERNAME) }
    set username(v) { if (!this || !(#href in this)) illegal(); this.#href = change(this.#href, USERNAME, v) }
    get password() { if (!this || !(#href in this)) illegal(); return part(this.#href, PASSWORD) }
    set password(v) { if (!this || !(#href in this)) illegal(); this.#href = change(this.#href, PASSWORD, v) }
    get host() { if (!this || !(#href in this)) illegal(); return part(this.#href, HOST) }
    set host(v) { if (!this || !(#href in this)) illegal(); this.#href = change(this.#href, HOST, v) }
    get hostname() { if (!this || !(#href in this)) illegal(); return part(this.#href, HOSTNAME) }
    set hostname(v) { if (!this || !(#href in this)) illegal(); this.#href = change(this.#href, HOSTNAME, v) }
    get port() { if (!this || !(#href in this)) illegal(); return part(this.#href, PORT) }
    set port(v) { if (!this || !(#href in this)) illegal(); this.#href = change(this.#href, PORT, v) }
    get pathname() { if (!this || !(#href in this)) illegal(); return part(this.#href, PATHNAME) }
    set pathname(v) { if (!this || !(#href in this)) illegal(); this.#href = change(this.#href, PATHNAME, v) }
    get search() { if (!this || !(#href in this)) illegal(); return part(this.#href, SEARCH) }
    set search(v) { if (!this || !(#href in this)) illegal(); this.#href = change(this.#href, SEARCH, v) }
    get hash() { if (!this || !(#href in this)) illegal(); return part(this.#href, HASH) }
    set hash(v) { if (!this || !(#href in this)) illegal(); this.#href = change(this.#href, HASH, v) }
    get searchParams() {
      if (!this || !(#href in this)) illegal();
      return this.#params ??= paramsOf(this);
    }
    toJSON() { if (!this || !(#href in this)) illegal(); return this.#href }
    toString() { if (!this || !(#href in this)) illegal(); return this.#href }

    static canParse(url, base) {
      return (base === undefined ? parse(url) : parse(url, base)) !== undefined;
    }
    static parse(url, base) {
      const href = base === undefined ? parse(url) : parse(url, base);
      return href === undefined ? null : new URL(href);
    }
    static createObjectURL(object) {
      throw new Error("URL.createObjectURL() is not implemented");
    }
    static revokeObjectURL(url) {
      throw new Error("URL.revokeObjectURL() is not implemented");
    }
    static {
      hrefOf = (url) => url.#href;
      setHref = (url, href) => { url.#href = href };
    }
  }

  // pairs flattens what the constructor of URLSearchParams takes besides strings.
  const pairs = (init) => {
    const list = [];
    const iterate = init[Symbol.iterator];
    if (iterate === undefined || iterate === null) {
      for (const name of Object.keys(init)) list.push(name, `${init[name]}`);
      return list;
    }
    for (const pair of init) {
      if (pair === null || typeof pair !== "object" || typeof pair[Symbol.iterator] !== "function") failType("Sequence");
      const [name, value, ...more] = [...pair];
      if (value === undefined && [...pair].length < 2 || more.length) throw new TypeError("Invalid URL search params sequence.");
      list.push(`${name}`, `${value}`);
    }
    return list;
  };

  // The state of URLSearchParams is the query in its encoded form: its own, or that of the URL
  // whose searchParams it is, so that each sees what the other does.
  let read, write;
  class URLSearchParams {
    #query = ""; #url;
    constructor(init) {
      if (init === undefined) return;
      if (init !== null && (typeof init === "object" || typeof init === "function")) this.#query = host.build(pairs(init));
      else {
        const s = `${init}`;
        this.#query = s.startsWith("?") ? s.slice(1) : s;
      }
    }
    get size() { if (!this || !(#query in this)) illegal(); return host.paramSize(read(this)) }
    append(name, value) {
      if (!this || !(#query in this)) illegal();
      write(this, host.paramAppend(read(this), name, value));
    }
    delete(name, value) {
      if (!this || !(#query in this)) illegal();
      const query = read(this);
      write(this, value === undefined ? host.paramDelete(query, name) : host.paramDelete(query, name, value));
    }
    get(name) {
      if (!this || !(#query in this)) illegal();
      return paramGet(read(this), name);
    }
    getAll(name) {
      if (!this || !(#query in this)) illegal();
      return host.paramAll(read(this), name);
    }
    has(name, value) {
      if (!this || !(#query in this)) illegal();
      return value === undefined ? host.paramHas(read(this), name) : host.paramHas(read(this), name, value);
    }
    set(name, value) {
      if (!this || !(#query in this)) illegal();
      write(this, host.paramSet(read(this), name, value));
    }
    sort() { if (!this || !(#query in this)) illegal(); write(this, host.paramSort(read(this))) }
    entries() { if (!this || !(#query in this)) illegal(); return iterator("Entry", (i) => paramEntry(read(this), i, 0)) }
    keys() { if (!this || !(#query in this)) illegal(); return iterator("Key", (i) => paramEntry(read(this), i, 1)) }
    values() { if (!this || !(#query in this)) illegal(); return iterator("Value", (i) => paramEntry(read(this), i, 2)) }
    forEach(callback, thisArg) {
      if (!this || !(#query in this)) illegal();
      if (typeof callback !== "function") failArgument("forEach", "URLSearchParams", 1, "function");
      for (let i = 0, pair; (pair = paramEntry(read(this), i, 0)) !== undefined; i++)
        callback.call(thisArg, pair[1], pair[0], this);
    }
    toString() { if (!this || !(#query in this)) illegal(); return host.paramString(read(this)) }
    static {
      read = (p) => p.#url === undefined ? p.#query : host.query(hrefOf(p.#url));
      write = (p, query) => {
        if (p.#url === undefined) p.#query = query;
        else setHref(p.#url, change(hrefOf(p.#url), QUERY, query));
      };
      paramsOf = (url) => {
        const p = new URLSearchParams();
        p.#url = url;
        return p;
      };
    }
  }
  const Public = define(URLSearchParams, { methods: {
    append: ["USVString", "USVString"], delete: ["USVString"], get: ["USVString"], getAll: ["USVString"],
    has: ["USVString"], set: ["USVString", "USVString"] } });
  const iterate = { [""]() { return this.entries() } }[""];
  Object.defineProperty(iterate, "length", { value: 0 });
  Object.defineProperty(URLSearchParams.prototype, Symbol.iterator, { value: iterate, writable: true, configurable: true });

  return {
    URL: define(URL, {
      construct: ["USVString"],
      statics: { canParse: ["USVString"], parse: ["USVString"], createObjectURL: ["File or Blob"] },
    }),
    URLSearchParams: Public,
  };
})
