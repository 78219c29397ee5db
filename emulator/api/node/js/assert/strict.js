// node:assert/strict: node:assert whose loose comparisons are strict.
// exports: AssertionError deepEqual deepStrictEqual doesNotMatch doesNotReject doesNotThrow equal fail ifError
// exports: match notDeepEqual notDeepStrictEqual notEqual notStrictEqual ok partialDeepStrictEqual rejects strict
// exports: strictEqual throws
(function (host, use) {
  "use strict";
  return use("node:assert").strict;
});
