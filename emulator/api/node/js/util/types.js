// node:util/types: what kind of thing a value is, whatever its prototype says.
// exports: isAnyArrayBuffer isArgumentsObject isArrayBuffer isArrayBufferView isAsyncFunction isBigInt64Array isBigIntObject
// exports: isBigUint64Array isBooleanObject isBoxedPrimitive isCryptoKey isDataView isDate isExternal isFloat16Array
// exports: isFloat32Array isFloat64Array isGeneratorFunction isGeneratorObject isInt16Array isInt32Array isInt8Array
// exports: isKeyObject isMap isMapIterator isModuleNamespaceObject isNativeError isNumberObject isPromise isProxy isRegExp
// exports: isSet isSetIterator isSharedArrayBuffer isStringObject isSymbolObject isTypedArray isUint16Array isUint32Array
// exports: isUint8Array isUint8ClampedArray isWeakMap isWeakSet
(function (host, use) {
  "use strict";
  const isObject = (v) => (typeof v === "object" && v !== null) || typeof v === "function";

  // brand makes a test of a function that throws for everything but objects of its own kind.
  const brand = (probe) => (v) => {
    if (!isObject(v) || host.classOf(v) === "Proxy") return false;
    try {
      probe(v);
      return true;
    } catch {
      return false;
    }
  };
  const getter = (prototype, name) => {
    const get = Object.getOwnPropertyDescriptor(prototype, name).get;
    return (v) => get.call(v);
  };
  const method = (fn, ...args) => (v) => fn.call(v, ...args);
  const ofClass = (name) => (v) => isObject(v) && host.classOf(v) === name;

  const typedArrayName = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;
  const arrayType = (v) => (isObject(v) && host.classOf(v) !== "Proxy" ? typedArrayName.call(v) : undefined);
  const ofArrayType = (name) => (v) => arrayType(v) === name;

  const GeneratorFunction = Object.getPrototypeOf(function* () {});
  const AsyncFunction = Object.getPrototypeOf(async function () {});
  const isPrototype = (prototype) => (v) => typeof v === "function" && prototype.isPrototypeOf(v);
  const iteratorOf = (iterable) => Object.getPrototypeOf(iterable[Symbol.iterator]());
  const isIterator = (prototype) => (v) => isObject(v) && host.classOf(v) !== "Proxy" && Object.getPrototypeOf(v) === prototype && Object.keys(v).length === 0;

  const boxes = {
    isNumberObject: brand(method(Number.prototype.valueOf)),
    isStringObject: brand(method(String.prototype.valueOf)),
    isBooleanObject: brand(method(Boolean.prototype.valueOf)),
    isBigIntObject: brand(method(BigInt.prototype.valueOf)),
    isSymbolObject: brand(method(Symbol.prototype.valueOf)),
  };
  const isArrayBuffer = (v) => isObject(v) && host.classOf(v) === "ArrayBuffer";
  const isDataView = (v) => isObject(v) && host.classOf(v) === "DataView";
  const types = {
    ...boxes,
    isBoxedPrimitive: (v) => Object.values(boxes).some((is) => is(v)),
    isAnyArrayBuffer: isArrayBuffer,
    isArrayBuffer,
    isSharedArrayBuffer: () => false,
    isArrayBufferView: (v) => ArrayBuffer.isView(v),
    isDataView,
    isTypedArray: (v) => arrayType(v) !== undefined,
    isArgumentsObject: ofClass("Arguments"),
    isAsyncFunction: isPrototype(AsyncFunction),
    isGeneratorFunction: isPrototype(GeneratorFunction),
    isGeneratorObject: (v) => isObject(v) && host.classOf(v) !== "Proxy" && Object.prototype.toString.call(v) === "[object Generator]",
    isDate: brand(method(Date.prototype.getTime)),
    isExternal: () => false,
    isMap: brand(getter(Map.prototype, "size")),
    isSet: brand(getter(Set.prototype, "size")),
    isWeakMap: brand(method(WeakMap.prototype.has, {})),
    isWeakSet: brand(method(WeakSet.prototype.has, {})),
    isMapIterator: isIterator(iteratorOf(new Map())),
    isSetIterator: isIterator(iteratorOf(new Set())),
    isModuleNamespaceObject: (v) => isObject(v) && host.classOf(v) !== "Proxy" && v[Symbol.toStringTag] === "Module",
    isNativeError: ofClass("Error"),
    isPromise: ofClass("Promise"),
    isProxy: ofClass("Proxy"),
    isRegExp: ofClass("RegExp"),
    isCryptoKey: (v) => typeof CryptoKey === "function" && v instanceof CryptoKey,
    isKeyObject: (v) => use("node:internal/crypto/keys").isKeyObject(v),
  };
  for (const name of [
    "BigInt64Array", "BigUint64Array", "Float16Array", "Float32Array", "Float64Array", "Int8Array", "Int16Array", "Int32Array",
    "Uint8Array", "Uint8ClampedArray", "Uint16Array", "Uint32Array",
  ]) {
    types["is" + name] = ofArrayType(name);
  }
  return types;
});
