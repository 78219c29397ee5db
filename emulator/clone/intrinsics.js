(() => {
  const { get, getOwnPropertyDescriptor, ownKeys, defineProperty, getPrototypeOf } = Reflect;
  const getter = (o, key) => getOwnPropertyDescriptor(o, key)?.get;
  const present = (names) => {
    const found = {};
    for (const name of names) {
      if (typeof globalThis[name] === "function") found[name] = globalThis[name];
    }
    return found;
  };
  const view = getPrototypeOf(Uint8Array.prototype);
  // Patterns are stored as they were written; the engine may want them translated.
  function TranslatedRegExp(source, flags) { return globalThis["devdo:regexp"](RegExp, source, flags); }
  const flag = (name) => getter(RegExp.prototype, name);
  return {
    objectPrototype: Object.prototype,
    objectToString: Object.prototype.toString,
    apply: Function.prototype.apply,
    functionToString: Function.prototype.toString,
    ownKeys,
    getOwnPropertyDescriptor,
    reflectGet: get,
    define: (o, key, value) =>
      defineProperty(o, key, { __proto__: null, value, writable: true, enumerable: true, configurable: true }),
    mapForEach: Map.prototype.forEach,
    mapSet: Map.prototype.set,
    setForEach: Set.prototype.forEach,
    setAdd: Set.prototype.add,
    stringValueOf: String.prototype.valueOf,
    viewClass: getter(view, Symbol.toStringTag),
    viewBuffer: getter(view, "buffer"),
    viewOffset: getter(view, "byteOffset"),
    viewLength: getter(view, "byteLength"),
    dataViewBuffer: getter(DataView.prototype, "buffer"),
    dataViewOffset: getter(DataView.prototype, "byteOffset"),
    dataViewLength: getter(DataView.prototype, "byteLength"),
    regExpSource: flag("source"),
    regExpFlags: {
      d: flag("hasIndices"),
      g: flag("global"),
      i: flag("ignoreCase"),
      m: flag("multiline"),
      s: flag("dotAll"),
      u: flag("unicode"),
      v: flag("unicodeSets"),
      y: flag("sticky"),
    },
    Map, Set, Date, RegExp: globalThis["devdo:regexp"] ? TranslatedRegExp : RegExp, Number, String, Boolean, Object,
    errors: present([
      "Error", "TypeError", "RangeError", "ReferenceError", "SyntaxError", "EvalError", "URIError",
      "AggregateError", "SuppressedError",
    ]),
    views: present([
      "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array",
      "Uint32Array", "Float16Array", "Float32Array", "Float64Array", "BigInt64Array",
      "BigUint64Array", "DataView",
    ]),
  };
})()
