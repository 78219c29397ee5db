// node:internal/http/known_headers: what becomes of a header that comes more than once.
(function () {
  "use strict";
  const first = new Set(("age host from etag server referer expires location user-agent retry-after content-type max-forwards authorization " +
    "last-modified content-length if-modified-since proxy-authorization if-unmodified-since").split(" "));
  return {
    // addHeader adds a header to an object: the first of some counts, others are joined.
    addHeader(target, field, value, joinAll) {
      const name = field.toLowerCase();
      if (name === "set-cookie") (target[name] ??= []).push(value);
      else if (typeof target[name] !== "string") target[name] = value;
      else if (name === "cookie") target[name] += "; " + value;
      else if (!first.has(name) || joinAll) target[name] += ", " + value;
    },
    // firstOf cuts off what follows the first value of a list.
    firstOf: (value) => /^(?:"(?:\\.|[^"\\])*"?|[^",])*/.exec(value)[0],
  };
});
