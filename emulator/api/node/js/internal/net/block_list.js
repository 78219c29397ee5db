// node:internal/net/block_list: lists of addresses.
(function (host, use) {
  "use strict";
  const { ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE } = use("node:internal/errors");
  const { ERR_INVALID_IP_ADDRESS } = use("node:internal/net/errors");
  const { isIPv4, isIPv6, toNumber, SocketAddress } = use("node:internal/net/addresses");
  const { validateArray, validateInt32, validateOneOf, validateString } = use("node:internal/validators");
  const { inspect } = use("node:util");
  const label = { ipv4: "IPv4", ipv6: "IPv6" };
  const bits = { ipv4: 32, ipv6: 128 };
  const isOf = (address, family) => (family === "ipv4" ? isIPv4 : isIPv6)(address);
  const requireOf = (address, family) => {
    if (!isOf(address, family)) throw new ERR_INVALID_IP_ADDRESS(`Invalid ${label[family]} address`);
  };
  // read takes an address as text with a family, or as a SocketAddress.
  const read = (address, name, family) => {
    if (SocketAddress.isSocketAddress(address)) return { address: address.address, family: address.family };
    validateString(address, name);
    validateOneOf(family, "family", ["ipv4", "ipv6"]);
    return { address, family };
  };

  class BlockList {
    #rules = [];
    static isBlockList(value) {
      return value instanceof BlockList;
    }
    // #add keeps a rule as a range of numbers, with the text that shows it.
    #add(family, text, low, high) {
      this.#rules.push({ family, text, low, high });
    }
    addAddress(given, family = "ipv4") {
      const { address, family: kind } = read(given, "address", family);
      requireOf(address, kind);
      const n = toNumber(address, kind);
      this.#add(kind, `Address: ${label[kind]} ${address}`, n, n);
    }
    addRange(start, end, family = "ipv4") {
      const from = read(start, "start", family);
      let to = end;
      if (SocketAddress.isSocketAddress(end)) {
        if (SocketAddress.isSocketAddress(start) && end.family !== from.family) {
          throw new ERR_INVALID_ARG_VALUE("end", end, "must be same family as start");
        }
        to = end.address;
      } else {
        validateString(end, "end");
      }
      requireOf(from.address, from.family);
      requireOf(to, from.family);
      const [low, high] = [toNumber(from.address, from.family), toNumber(to, from.family)];
      if (low > high) throw new ERR_INVALID_ARG_VALUE("start", from.address, "must come before end");
      this.#add(from.family, `Range: ${label[from.family]} ${from.address}-${to}`, low, high);
    }
    addSubnet(network, prefix, family = "ipv4") {
      const { address, family: kind } = read(network, "network", family);
      validateInt32(prefix, "prefix");
      if (prefix < 0 || prefix > bits[kind]) throw new ERR_OUT_OF_RANGE("prefix", `between 0 and ${bits[kind]}`, prefix);
      requireOf(address, kind);
      const host = (1n << BigInt(bits[kind] - prefix)) - 1n;
      const low = toNumber(address, kind) & ~host;
      this.#add(kind, `Subnet: ${label[kind]} ${address}/${prefix}`, low, low | host);
    }
    check(given, family = "ipv4") {
      const { address, family: kind } = read(given, "address", family);
      if (!isOf(address, kind)) return false;
      // An IPv4 address in the form of IPv6 is looked for among those of IPv4 too.
      const mapped = kind === "ipv6" && address.startsWith("::ffff:") && isIPv4(address.slice(7)) ? toNumber(address.slice(7), "ipv4") : undefined;
      const n = toNumber(address, kind);
      return this.#rules.some((rule) => {
        const value = rule.family === kind ? n : rule.family === "ipv4" ? mapped : undefined;
        return value !== undefined && value >= rule.low && value <= rule.high;
      });
    }
    get rules() {
      return this.#rules.map((rule) => rule.text);
    }
    toJSON() {
      return this.rules;
    }
    fromJSON(data) {
      let rules = data;
      if (typeof data === "string") {
        try {
          rules = JSON.parse(data);
        } catch {
          throw new ERR_INVALID_ARG_VALUE("data", data, "must be valid JSON");
        }
      }
      validateArray(rules, "data");
      for (const rule of rules) this.#parse(rule);
    }
    #parse(rule) {
      const [, kind, version, value] = /(Address|Range|Subnet): (IPv[46]) ([0-9a-fA-F:./-]+)/.exec(rule) ?? [];
      const family = version?.toLowerCase();
      if (kind === "Address") this.addAddress(value, family);
      if (kind === "Range") this.addRange(...value.split("-"), family);
      if (kind === "Subnet") this.addSubnet(value.split("/")[0], parseInt(value.split("/")[1], 10), family);
    }
    [inspect.custom](depth, options) {
      if (depth < 0) return "[BlockList]";
      return `BlockList {\n  rules: ${inspect(this.rules, { ...options, depth: options.depth == null ? null : options.depth - 1 })}\n}`;
    }
  }
  return { BlockList };
});
