// node:internal/dns: look-ups, by DNS over HTTPS as in workerd, which needs the network.
(function (host, use) {
  "use strict";
  const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OPTION_NOT_IMPLEMENTED } = use("node:internal/errors");
  const { BADQUERY, BADRESP, NOTFOUND } = use("node:internal/dns_constants");
  const records = use("node:internal/dns_records");
  const { isIP } = use("node:internal/net/addresses");
  const { dnsError } = use("node:internal/net/errors");
  const { validateBoolean, validateFunction, validateNumber, validateOneOf, validateString } = use("node:internal/validators");
  const { nextTick } = use("node:internal/next_tick");
  const FAMILIES = [0, 4, 6];
  const ORDERS = ["verbatim", "ipv4first", "ipv6first"];
  let order = "verbatim";
  const notImplemented = () => {
    throw new Error("Not implemented");
  };

  async function query(name, type) {
    const fail = (code) => dnsError(name, code, `query${type[0].toUpperCase()}${type.slice(1)}`);
    const url = new URL("https://cloudflare-dns.com/dns-query");
    url.searchParams.set("name", name);
    url.searchParams.set("type", type);
    let json;
    let answered = false;
    try {
      const response = await fetch(url, { headers: { Accept: "application/dns-json" }, method: "GET" });
      answered = !response.ok;
      json = answered ? undefined : await response.json();
    } catch {
      throw fail(BADQUERY);
    }
    if (answered || "error" in json || !json.Question.at(0)) throw fail(BADRESP);
    if (json.Answer?.at(0)?.name === "") throw fail(NOTFOUND);
    return json;
  }
  async function answers(name, type, syscall) {
    const { Answer } = await query(name, type);
    if (Answer == null) throw dnsError(name, NOTFOUND, syscall);
    return Answer;
  }

  // resolver resolves one type of record.
  const resolver = (type) => (name) => {
    validateString(name, "name");
    const syscall = `query${type[0]}${type.slice(1).toLowerCase()}`;
    return answers(name, type, syscall).then((list) => list.map((answer) => records[type](answer, name)));
  };
  const addresses = (type, syscall) => (name, options) => {
    validateString(name, "name");
    return answers(name, type, syscall).then((list) => list.map((a) => (options?.ttl ? { ttl: a.TTL, address: a.data } : a.data)));
  };
  const by = {
    A: addresses("A", "queryA"), AAAA: addresses("AAAA", "queryAaaa"), ANY: async () => notImplemented(),
    CAA: resolver("CAA"), CNAME: resolver("CNAME"), MX: resolver("MX"), NAPTR: resolver("NAPTR"), NS: resolver("NS"), PTR: resolver("PTR"),
    SRV: resolver("SRV"), TXT: resolver("TXT"),
    SOA(name) {
      validateString(name, "name");
      return answers(name, "SOA", "querySoa").then((list) => {
        if (!list[0]) throw dnsError(name, NOTFOUND, "querySoa");
        return records.SOA(list[0]);
      });
    },
  };

  const lookupOptions = (options) => {
    const read = { family: 0, all: false, order };
    if (options?.hints != null) {
      validateNumber(options.hints, "options.hints");
      throw new ERR_OPTION_NOT_IMPLEMENTED("options.hints");
    }
    if (options?.family != null) {
      const family = { IPv4: 4, IPv6: 6 }[options.family] ?? options.family;
      validateOneOf(family, "options.family", FAMILIES);
      read.family = family;
    }
    if (options?.all != null) {
      validateBoolean(options.all, "options.all");
      read.all = options.all;
    }
    if (options?.verbatim != null) {
      validateBoolean(options.verbatim, "options.verbatim");
      read.order = options.verbatim ? "verbatim" : "ipv4first";
    }
    if (options?.order != null) {
      validateOneOf(options.order, "options.order", ORDERS);
      read.order = options.order;
    }
    return read;
  };
  // find gives all addresses of a family, or of both.
  async function find(hostname, family, order) {
    const list = (answer, family) => (answer.Answer ?? []).map(({ data }) => ({ address: data, family }));
    if (family !== 0) {
      const type = family === 4 ? "A" : "AAAA";
      return list({ Answer: await answers(hostname, type, `query${type}`) }, family);
    }
    const none = () => ({});
    const [v4, v6] = await Promise.all([query(hostname, "A").catch(none), query(hostname, "AAAA").catch(none)]);
    const found = order === "ipv6first" ? [...list(v6, 6), ...list(v4, 4)] : [...list(v4, 4), ...list(v6, 6)];
    if (found.length === 0) throw dnsError(hostname, NOTFOUND, "queryA");
    return found;
  }
  function lookup(hostname, options, callback) {
    if (hostname) validateString(hostname, "hostname");
    let read = lookupOptions();
    if (typeof options === "function") {
      callback = options;
    } else if (typeof options === "number") {
      validateFunction(callback, "callback");
      validateOneOf(options, "family", FAMILIES);
      read.family = options;
    } else if (options !== undefined && typeof options !== "object") {
      validateFunction(arguments.length === 2 ? options : callback, "callback");
      throw new ERR_INVALID_ARG_TYPE("options", ["integer", "object"], options);
    } else {
      validateFunction(callback, "callback");
      read = lookupOptions(options);
    }
    const { family, all } = read;
    if (!hostname) {
      if (all) nextTick(callback, null, []);
      else nextTick(callback, null, null, family === 6 ? 6 : 4);
      return;
    }
    const own = isIP(hostname);
    const give = (found) => (all ? callback(null, found) : callback(null, found[0]?.address, found[0]?.family));
    if (own) nextTick(give, [{ address: hostname, family: own }]);
    else find(hostname, family, read.order).then(give, (error) => nextTick(callback, error));
  }

  return {
    lookup,
    lookupService: async () => notImplemented(),
    resolve(name, rrtype) {
      validateString(name, "name");
      if (!Object.hasOwn(by, rrtype)) throw new ERR_INVALID_ARG_VALUE("rrtype", rrtype);
      return by[rrtype](name);
    },
    resolve4: by.A, resolve6: by.AAAA, resolveAny: by.ANY, resolveCaa: by.CAA, resolveCname: by.CNAME, resolveMx: by.MX, resolveNaptr: by.NAPTR,
    resolveNs: by.NS, resolvePtr: by.PTR, resolveSoa: by.SOA, resolveSrv: by.SRV, resolveTxt: by.TXT, reverse: by.PTR,
    getServers: () => ["1.1.1.1", "2606:4700:4700::1111", "1.0.0.1", "2606:4700:4700::1001"],
    setServers: notImplemented,
    getDefaultResultOrder: () => order,
    setDefaultResultOrder(value) {
      validateOneOf(value, "dnsOrder", ORDERS);
      order = value;
    },
    // makeResolver is the class Resolver over such functions.
    makeResolver(functions) {
      class Resolver {
        cancel() {
          notImplemented();
        }
        setLocalAddress() {
          notImplemented();
        }
      }
      for (const name of Object.keys(functions).filter((name) => /^(resolve|reverse|getServers|setServers)/.test(name))) {
        Object.defineProperty(Resolver.prototype, name, { value: (...args) => functions[name](...args), writable: true, configurable: true });
      }
      return Resolver;
    },
  };
});
