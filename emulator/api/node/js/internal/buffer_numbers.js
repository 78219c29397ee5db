// node:internal/buffer_numbers: the methods of Buffer that read and write numbers.
(function (host, use) {
  "use strict";
  const { ERR_BUFFER_OUT_OF_BOUNDS, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } = use("node:internal/errors");
  const { validateNumber } = use("node:internal/validators");

  // outside throws what Node says of an offset that is none.
  const outside = (value, most) => {
    if (Math.floor(value) !== value) throw new ERR_OUT_OF_RANGE("offset", "an integer", value);
    if (most < 0) throw new ERR_BUFFER_OUT_OF_BOUNDS();
    throw new ERR_OUT_OF_RANGE("offset", `>= 0 and <= ${most}`, value);
  };
  const check = (buffer, offset, size) => {
    validateNumber(offset, "offset");
    if (buffer[offset] === undefined || buffer[offset + size - 1] === undefined) outside(offset, buffer.length - size);
  };
  const checkSize = (size) => {
    if ([1, 2, 3, 4, 5, 6].includes(size)) return;
    throw new ERR_OUT_OF_RANGE("byteLength", Math.floor(size) === size ? ">= 1 and <= 6" : "an integer", size);
  };

  const unsigned = (buffer, offset, size, little) => {
    let value = 0;
    for (let n = 0; n < size; n++) value = value * 256 + buffer[little ? offset + size - 1 - n : offset + n];
    return value;
  };
  const signed = (buffer, offset, size, little) => {
    const value = unsigned(buffer, offset, size, little);
    const limit = 2 ** (8 * size - 1);
    return value >= limit ? value - 2 * limit : value;
  };

  // range is how Node writes the values that fit.
  const range = (min, max, size) => {
    if (size <= 3) return `>= ${min} and <= ${max}`;
    const bits = size * 8;
    return min === 0 ? `>= 0 and < 2 ** ${bits}` : `>= -(2 ** ${bits - 1}) and < 2 ** ${bits - 1}`;
  };
  const write = (buffer, value, offset, size, little, isSigned) => {
    value = +value;
    const max = isSigned ? 2 ** (8 * size - 1) - 1 : 2 ** (8 * size) - 1;
    const min = isSigned ? -(2 ** (8 * size - 1)) : 0;
    validateNumber(offset, "offset");
    if (value > max || value < min) throw new ERR_OUT_OF_RANGE("value", range(min, max, size), value);
    check(buffer, offset, size);
    let rest = Math.trunc(value) || 0;
    if (rest < 0) rest += 2 ** (8 * size);
    for (let n = 0; n < size; n++) {
      buffer[little ? offset + n : offset + size - 1 - n] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    return offset + size;
  };

  const methods = {};
  const define = (names, fn) => {
    for (const name of names) methods[name] = fn;
  };
  const both = (before, kind, after) => (kind === "UInt" ? [`${before}UInt${after}`, `${before}Uint${after}`] : [`${before}${kind}${after}`]);

  for (const kind of ["UInt", "Int"]) {
    const isSigned = kind === "Int";
    const read = isSigned ? signed : unsigned;
    for (const bits of [8, 16, 32]) {
      const size = bits / 8;
      for (const end of bits === 8 ? [""] : ["LE", "BE"]) {
        define(both("read", kind, bits + end), function (offset = 0) {
          check(this, offset, size);
          return read(this, offset, size, end === "LE");
        });
        define(both("write", kind, bits + end), function (value, offset = 0) {
          return write(this, value, offset, size, end === "LE", isSigned);
        });
      }
    }
    for (const end of ["LE", "BE"]) {
      define(both("read", kind, end), function (offset, size) {
        if (offset === undefined) throw new ERR_INVALID_ARG_TYPE("offset", "number", offset);
        checkSize(size);
        check(this, offset, size);
        return read(this, offset, size, end === "LE");
      });
      define(both("write", kind, end), function (value, offset, size) {
        checkSize(size);
        return write(this, value, offset, size, end === "LE", isSigned);
      });
    }
  }

  const bigRange = (isSigned) => (isSigned ? ">= -(2n ** 63n) and < 2n ** 63n" : ">= 0n and < 2n ** 64n");
  for (const kind of ["BigUInt", "BigInt"]) {
    const isSigned = kind === "BigInt";
    const names = (before, end) => (isSigned ? [`${before}BigInt64${end}`] : [`${before}BigUInt64${end}`, `${before}BigUint64${end}`]);
    for (const end of ["LE", "BE"]) {
      const little = end === "LE";
      define(names("read", end), function (offset = 0) {
        check(this, offset, 8);
        const low = BigInt(unsigned(this, little ? offset : offset + 4, 4, little));
        const high = BigInt(unsigned(this, little ? offset + 4 : offset, 4, little));
        const value = (high << 32n) + low;
        return isSigned ? BigInt.asIntN(64, value) : value;
      });
      define(names("write", end), function (value, offset = 0) {
        const [min, max] = isSigned ? [-(2n ** 63n), 2n ** 63n - 1n] : [0n, 2n ** 64n - 1n];
        if (typeof value !== "bigint") throw new ERR_INVALID_ARG_TYPE("value", "bigint", value);
        if (value > max || value < min) throw new ERR_OUT_OF_RANGE("value", bigRange(isSigned), value);
        check(this, offset, 8);
        const bits = BigInt.asUintN(64, value);
        const [low, high] = [Number(bits & 0xffffffffn), Number(bits >> 32n)];
        write(this, low, little ? offset : offset + 4, 4, little, false);
        write(this, high, little ? offset + 4 : offset, 4, little, false);
        return offset + 8;
      });
    }
  }

  for (const [kind, size] of [["Float", 4], ["Double", 8]]) {
    for (const end of ["LE", "BE"]) {
      methods[`read${kind}${end}`] = function (offset = 0) {
        check(this, offset, size);
        return host.readFloat(this, offset, size, end === "LE");
      };
      methods[`write${kind}${end}`] = function (value, offset = 0) {
        check(this, offset, size);
        host.writeFloat(this, +value, offset, size, end === "LE");
        return offset + size;
      };
    }
  }
  for (const name of Object.keys(methods)) Object.defineProperty(methods[name], "name", { value: name });
  return methods;
});
