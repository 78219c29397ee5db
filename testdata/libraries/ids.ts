import { customAlphabet, nanoid } from "nanoid";
import { v1, v3, v4, v5, v6, v7, parse, stringify, validate, version, NIL } from "uuid";

export const nano = { test: () => ({ length: nanoid().length, ten: nanoid(10).length, set: /^[A-Za-z0-9_-]+$/.test(nanoid(500)), custom: /^[abc]{12}$/.test(customAlphabet("abc", 12)()), distinct: new Set(Array.from({ length: 1000 }, () => nanoid())).size }) };
export const uuids = {
  test: () => ({
    versions: [v1(), v4(), v6(), v7()].map((u) => [version(u), validate(u), u.length]),
    v3: v3("hello.example", v3.DNS), v5: v5("hello.example", v5.DNS), nil: validate(NIL),
    bytes: parse("6ec0bd7f-11c0-43da-975e-2a8ad9ebae0b"), text: stringify(parse("6ec0bd7f-11c0-43da-975e-2a8ad9ebae0b")),
    given: v4({ random: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16) }), at: v7({ msecs: 1700000000000, seq: 1, random: new Uint8Array(16) }),
  }),
};
