// node:internal/tls/identity: whether a certificate is that of a host.
(function (host, use) {
  "use strict";
  const { isIP, isIPv6 } = use("node:internal/net/addresses");
  const { ERR_TLS_CERT_ALTNAME_FORMAT, ERR_TLS_CERT_ALTNAME_INVALID } = use("node:internal/net/errors");

  const withoutDot = (name) => name.replace(/\.$/, "");
  const labels = (name) => withoutDot(name).replace(/[A-Z]/g, (c) => c.toLowerCase()).split(".");
  // canonical makes addresses comparable that are written in different ways.
  const canonical = (address) => (isIPv6(address) ? new URL(`http://[${address}]`).hostname.slice(1, -1) : isIP(address) ? address : "");

  // matches compares the labels of a host with a pattern, whose first label may have one asterisk.
  const matches = (parts, pattern) => {
    if (!pattern) return false;
    const wanted = labels(pattern);
    if (wanted.length !== parts.length || wanted.some((label) => label === "" || /[^\u0021-\u007F]/u.test(label))) return false;
    if (parts.slice(1).some((label, n) => label !== wanted[n + 1])) return false;
    const [first] = wanted;
    const [before, after, ...more] = first.split("*");
    if (after === undefined || first.includes("xn--")) return parts[0] === first;
    if (more.length > 0 || wanted.length <= 2) return false;
    return before.length + after.length <= parts[0].length && parts[0].startsWith(before) && parts[0].endsWith(after);
  };

  // split takes a list of names apart in which names may be quoted as JSON is.
  const split = (names) => {
    if (!names.includes('"')) return names.split(", ");
    const found = [];
    let token = "";
    for (let rest = names; rest !== ""; ) {
      const [plain] = /^[^",]*/.exec(rest);
      token += plain;
      rest = rest.slice(plain.length);
      if (rest.startsWith(",")) {
        found.push(token);
        token = "";
        rest = rest.slice(2);
      } else if (rest !== "") {
        const quoted = /^"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/.exec(rest);
        if (!quoted) throw new ERR_TLS_CERT_ALTNAME_FORMAT();
        token += JSON.parse(quoted[0]);
        rest = rest.slice(quoted[0].length);
      }
    }
    return [...found, token];
  };

  function checkServerIdentity(given, cert) {
    const { subject, subjectaltname: altNames } = cert;
    const all = altNames ? split(altNames) : [];
    const names = all.filter((name) => name.startsWith("DNS:")).map((name) => name.slice(4));
    const addresses = all.filter((name) => name.startsWith("IP Address:")).map((name) => canonical(name.slice(11)));
    const hostname = withoutDot("" + given);
    const fail = (reason) => new ERR_TLS_CERT_ALTNAME_INVALID(reason, hostname, cert);
    if (isIP(hostname)) {
      if (addresses.includes(canonical(hostname))) return undefined;
      return fail(`IP: ${hostname} is not in the cert's list: ${addresses.join(", ")}`);
    }
    const parts = labels(hostname);
    if (names.length > 0) {
      if (names.some((name) => matches(parts, name))) return undefined;
      return fail(`Host: ${hostname}. is not in the cert's altnames: ${altNames}`);
    }
    const cn = subject?.CN;
    if (!cn) return fail("Cert does not contain a DNS name");
    return [cn].flat().some((name) => matches(parts, name)) ? undefined : fail(`Host: ${hostname}. is not cert's CN: ${cn}`);
  }
  return { checkServerIdentity };
});
