// node:punycode: Punycode (RFC 3492).
// flag: enable_nodejs_punycode_module
// exports: decode encode toASCII toUnicode ucs2 version
(function () {
  "use strict";
  const separators = /[\u002E\u3002\uFF0E\uFF61]/g;

  // mapLabels changes each label of a domain, or of an e-mail address' domain.
  const mapLabels = (text, change) => {
    const at = text.indexOf("@");
    const [before, domain] = at < 0 ? ["", text] : [text.slice(0, at + 1), text.slice(at + 1)];
    return before + domain.replace(separators, ".").split(".").map(change).join(".");
  };
  // The numbers of RFC 3492, section 5.
  const base = 36, tMin = 1, tMax = 26, skew = 38, damp = 700, initialBias = 72, initialN = 128;
  const maxInt = 2147483647;

  const adapt = (delta, count, first) => {
    delta = first ? Math.floor(delta / damp) : delta >> 1;
    delta += Math.floor(delta / count);
    let k = 0;
    for (; delta > ((base - tMin) * tMax) >> 1; k += base) delta = Math.floor(delta / (base - tMin));
    return Math.floor(k + ((base - tMin + 1) * delta) / (delta + skew));
  };
  const threshold = (k, bias) => (k <= bias ? tMin : k >= bias + tMax ? tMax : k - bias);
  const digitOf = (code) => {
    if (code >= 48 && code < 58) return code - 22;
    const letter = code | 32;
    return letter >= 97 && letter < 123 && code < 128 ? letter - 97 : base;
  };
  const toDigit = (n) => String.fromCharCode(n < 26 ? n + 97 : n + 22);
  const invalid = () => new RangeError("Invalid input");
  const overflow = () => new RangeError("Overflow: input needs wider integers to process");

  function decode(text) {
    const points = [];
    const basic = Math.max(text.lastIndexOf("-"), 0);
    for (let n = 0; n < basic; n++) {
      if (text.charCodeAt(n) >= 0x80) throw new RangeError("Illegal input >= 0x80 (not a basic code point)");
      points.push(text.charCodeAt(n));
    }
    let i = 0;
    let n = initialN;
    let bias = initialBias;
    for (let at = basic > 0 ? basic + 1 : 0; at < text.length; ) {
      const before = i;
      for (let w = 1, k = base; ; k += base) {
        if (at >= text.length) throw invalid();
        const digit = digitOf(text.charCodeAt(at++));
        if (digit >= base) throw invalid();
        if (digit > Math.floor((maxInt - i) / w)) throw overflow();
        i += digit * w;
        const t = threshold(k, bias);
        if (digit < t) break;
        if (w > Math.floor(maxInt / (base - t))) throw overflow();
        w *= base - t;
      }
      const count = points.length + 1;
      bias = adapt(i - before, count, before === 0);
      n += Math.floor(i / count);
      i %= count;
      points.splice(i++, 0, n);
    }
    return String.fromCodePoint(...points);
  }

  function encode(text) {
    const points = Array.from(text, (c) => c.codePointAt(0));
    const basic = points.filter((point) => point < 0x80);
    let out = String.fromCharCode(...basic);
    if (basic.length > 0) out += "-";
    let n = initialN;
    let delta = 0;
    let bias = initialBias;
    for (let handled = basic.length; handled < points.length; delta++, n++) {
      const next = Math.min(...points.filter((point) => point >= n));
      if (next - n > Math.floor((maxInt - delta) / (handled + 1))) throw overflow();
      delta += (next - n) * (handled + 1);
      n = next;
      for (const point of points) {
        if (point < n && ++delta > maxInt) throw overflow();
        if (point !== n) continue;
        let q = delta;
        for (let k = base; ; k += base) {
          const t = threshold(k, bias);
          if (q < t) break;
          out += toDigit(t + ((q - t) % (base - t)));
          q = Math.floor((q - t) / (base - t));
        }
        out += toDigit(q);
        bias = adapt(delta, handled + 1, handled === basic.length);
        delta = 0;
        handled++;
      }
    }
    return out;
  }

  return {
    version: "2.1.0",
    ucs2: { decode: (text) => Array.from(text, (c) => c.codePointAt(0)), encode: (points) => String.fromCodePoint(...points) },
    decode, encode,
    toASCII: (text) => mapLabels(text, (label) => (/[^\0-\x7F]/.test(label) ? "xn--" + encode(label) : label)),
    toUnicode: (text) => mapLabels(text, (label) => (/^xn--/.test(label) ? decode(label.slice(4).toLowerCase()) : label)),
  };
});
