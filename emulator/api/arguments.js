// What the classes of this package share for checking their arguments, over webidl.
(function (host, use) {
  "use strict";
  const webidl = use("webidl");
  const { failArgument, failConstruct, illegalConstructor, int32, date, string, dictionary } = webidl;

  const badArgument = (method, type, n, expected) => failArgument(method, type, n, expected);
  badArgument.construct = failConstruct;
  // error makes the exception without throwing it, for methods that reject.
  badArgument.error = (...about) => {
    try {
      failArgument(...about);
    } catch (error) {
      return error;
    }
  };

  const isObject = (v) => (typeof v === "object" && v !== null) || typeof v === "function";

  return {
    badArgument,
    // requestInit is what is wrong with the second argument of a stub's fetch, if anything.
    requestInit: (init) =>
      init === undefined || init === null || isObject(init)
        ? undefined
        : badArgument.error("fetch", "Fetcher", 2, "RequestInitializerDict or Request"),
    illegal: webidl.illegal,
    illegalConstructor,
    define: webidl.define,
    toDOMString: string,
    toInt32: int32,
    toDate(v, method, type, n) {
      if (typeof v !== "number" && !(v instanceof Date)) badArgument(method, type, n, "date");
      return date(v);
    },
    dictionary: (v, method, type, n, name) => dictionary(v, () => badArgument(method, type, n, name)) ?? {},
    // own is a property that user code may replace, for instance with a mock.
    own(o, name, value) {
      Object.defineProperty(o, name, { value, enumerable: true, writable: true, configurable: true });
    },
    readOnly(o, name, value) {
      Object.defineProperty(o, name, { value, enumerable: true });
    },
  };
});
