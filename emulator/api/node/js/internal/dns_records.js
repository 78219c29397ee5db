// node:internal/dns_records: records as DNS over HTTPS gives them, as Node shows them.
(function (host, use) {
  "use strict";
  const { validateString } = use("node:internal/validators");
  const { BADRESP } = use("node:internal/dns_constants");
  const { dnsError } = use("node:internal/net/errors");
  const withoutDot = (name) => (name.endsWith(".") ? name.slice(0, -1) : name);
  const fields = (data, names) => {
    const values = data.split(" ");
    names.forEach((name, n) => validateString(values[n], name));
    return values;
  };
  const name = ({ data }) => withoutDot(data);

  // rfc3597 gives the bytes of a record that is written as "\# length hex…".
  const rfc3597 = (data) => (data.startsWith("\\#") ? new Uint8Array(data.split(" ").slice(2).join("").match(/../g).map((byte) => parseInt(byte, 16))) : undefined);
  const text = (bytes) => new TextDecoder().decode(bytes);
  const caa = (data) => {
    const bytes = rfc3597(data);
    if (bytes === undefined) {
      const [, flags, field, value] = /^(\d+) (\S+) "?(.*?)"?$/.exec(data) ?? [];
      return { critical: +flags, [field]: value };
    }
    const end = 2 + bytes[1];
    return { critical: bytes[0], [text(bytes.subarray(2, end))]: text(bytes.subarray(end)) };
  };
  const naptr = (data) => {
    const bytes = rfc3597(data);
    if (bytes === undefined) {
      const [, order, preference, flags, service, regexp, replacement] = /^(\d+) (\d+) "(.*?)" "(.*?)" "(.*?)" (\S+)$/.exec(data) ?? [];
      return { flags, service, regexp, replacement: withoutDot(replacement ?? ""), order: +order, preference: +preference };
    }
    let at = 4;
    const take = () => text(bytes.subarray(at + 1, (at += 1 + bytes[at])));
    const [flags, service, regexp] = [take(), take(), take()];
    const labels = [];
    while (at < bytes.length && bytes[at] !== 0) labels.push(take());
    return { flags, service, regexp, replacement: labels.join("."), order: (bytes[0] << 8) | bytes[1], preference: (bytes[2] << 8) | bytes[3] };
  };

  return {
    CNAME: name, NS: name, PTR: name,
    CAA: ({ data }) => caa(data),
    NAPTR: ({ data }) => naptr(data),
    MX({ data }, hostname) {
      const [priority, exchange] = data.split(" ");
      if (exchange === undefined) throw dnsError(hostname, BADRESP, "queryMx");
      return { exchange: withoutDot(exchange), priority: parseInt(priority, 10) };
    },
    SOA({ data }) {
      const [nsname, hostmaster, ...numbers] = fields(data, ["nsname", "hostmaster", "serial", "refresh", "retry", "expire", "minttl"]);
      const [serial, refresh, retry, expire, minttl] = numbers.map((n) => parseInt(n, 10));
      return { nsname, hostmaster, serial, refresh, retry, expire, minttl };
    },
    SRV({ data }) {
      const [priority, weight, port, target] = fields(data, ["priority", "weight", "port", "name"]);
      return { priority: parseInt(priority, 10), weight: parseInt(weight, 10), port: parseInt(port, 10), name: target };
    },
    TXT({ data }) {
      if (!data.startsWith('"') || !data.endsWith('"')) return [data];
      return (data.match(/"([^"]|"(?!"))*"/g) ?? []).map((part) => (part.startsWith('"') && part.endsWith('"') ? part.slice(1, -1) : part));
    },
  };
});
