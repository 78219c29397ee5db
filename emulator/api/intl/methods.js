// The methods of built-in objects that depend on a locale.
(function (host, use) {
  "use strict";
  const define = (prototype, methods) => {
    for (const name of Object.keys(methods)) {
      Object.defineProperty(methods[name], "length", { value: name === "localeCompare" ? 1 : 0, configurable: true });
      Object.defineProperty(prototype, name, { value: methods[name], writable: true, configurable: true });
    }
  };
  const numberValue = Number.prototype.valueOf, bigValue = BigInt.prototype.valueOf, time = Date.prototype.getTime;
  define(Number.prototype, { toLocaleString(locales, options) { return use("intl-number").format(numberValue.call(this), locales, options); } });
  define(BigInt.prototype, { toLocaleString(locales, options) { return use("intl-number").format(bigValue.call(this), locales, options); } });
  define(Date.prototype, {
    toLocaleString(locales, options) { return use("intl-date").format(time.call(this), locales, options, "any", "all"); },
    toLocaleDateString(locales, options) { return use("intl-date").format(time.call(this), locales, options, "date", "date"); },
    toLocaleTimeString(locales, options) { return use("intl-date").format(time.call(this), locales, options, "time", "time"); },
  });
  define(String.prototype, {
    localeCompare(that, locales, options) {
      if (this === undefined || this === null) throw new TypeError("String.prototype.localeCompare called on null or undefined");
      return use("intl-text").compare(String(this), String(that), locales, options);
    },
  });
  const each = (list, locales, options) => {
    let out = "";
    for (let n = 0; n < list.length; n++) {
      if (n > 0) out += ",";
      const item = list[n];
      if (item !== undefined && item !== null) out += item.toLocaleString(locales, options);
    }
    return out;
  };
  define(Array.prototype, { toLocaleString(locales, options) { return each(Object(this), locales, options); } });
  define(Object.getPrototypeOf(Uint8Array.prototype), { toLocaleString(locales, options) { return each(this, locales, options); } });
  return {};
})
