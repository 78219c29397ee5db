// node:internal/net/addresses: IP addresses.
(function (host, use) {
  "use strict";
  const { ERR_INVALID_ADDRESS } = use("node:internal/net/errors");
  const { validateObject, validateOneOf, validatePort, validateString, validateUint32 } = use("node:internal/validators");
  const { inspect } = use("node:util");
  const V4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

  const isIPv4 = (input) => V4.test(`${input}`);
  // groups are the eight numbers of an IPv6 address, undefined for what is none.
  const groups = (text) => {
    const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
    if (tail) {
      if (!isIPv4(tail[2])) return undefined;
      const [a, b, c, d] = tail[2].split(".").map(Number);
      text = `${tail[1]}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
    }
    const halves = text.split("::");
    if (halves.length > 2) return undefined;
    const [left, right] = halves.map((half) => (half === "" ? [] : half.split(":")));
    const missing = 8 - left.length - (right?.length ?? 0);
    if (right ? missing < 1 : missing !== 0) return undefined;
    const all = [...left, ...Array(right ? missing : 0).fill("0"), ...(right ?? [])];
    return all.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group)) ? all.map((group) => parseInt(group, 16)) : undefined;
  };
  const isIPv6 = (input) => {
    const [, address] = /^([^%]*)(?:%[0-9a-zA-Z-.:]+)?$/.exec(`${input}`) ?? [];
    return address !== undefined && groups(address) !== undefined;
  };
  const isIP = (input) => (isIPv4(input) ? 4 : isIPv6(input) ? 6 : 0);
  // toNumber makes a bigint of an address, for comparisons.
  const toNumber = (address, family) => {
    const [parts, bits] = family === "ipv4" ? [address.split(".").map(Number), 8n] : [groups(address.split("%")[0]), 16n];
    return parts.reduce((sum, part) => (sum << bits) | BigInt(part), 0n);
  };

  class SocketAddress {
    #address;
    #port;
    #family;
    #flowlabel;
    static isSocketAddress(value) {
      return value instanceof SocketAddress;
    }
    static parse(input) {
      validateString(input, "input");
      try {
        const { hostname, port } = new URL(`http://${input}`);
        if (hostname.startsWith("[")) return new SocketAddress({ address: hostname.slice(1, -1), port: port | 0, family: "ipv6" });
        return new SocketAddress({ address: hostname, port: port | 0 });
      } catch {
        return undefined;
      }
    }
    constructor(options = {}) {
      validateObject(options, "options");
      let family = options.family || "ipv4";
      if (typeof family.toLowerCase === "function") family = family.toLowerCase();
      validateOneOf(family, "options.family", ["ipv4", "ipv6"]);
      const { address = family === "ipv4" ? "127.0.0.1" : "::", port = 0, flowlabel = 0 } = options;
      validateString(address, "options.address");
      this.#port = validatePort(port, "options.port");
      validateUint32(flowlabel, "options.flowlabel", false);
      if (!(family === "ipv4" ? isIPv4 : isIPv6)(address)) throw new ERR_INVALID_ADDRESS();
      this.#address = address;
      this.#family = family;
      this.#flowlabel = flowlabel;
    }
    get address() {
      return this.#address;
    }
    get port() {
      return this.#port;
    }
    get family() {
      return this.#family;
    }
    get flowlabel() {
      return this.#flowlabel;
    }
    toJSON() {
      return { address: this.#address, port: this.#port, family: this.#family, flowlabel: this.#flowlabel };
    }
    [inspect.custom](depth, options) {
      if (depth < 0) return this;
      return `SocketAddress ${inspect(this.toJSON(), { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
    }
  }
  return { isIP, isIPv4, isIPv6, toNumber, SocketAddress };
});
