(function (host, use) {
  "use strict";
  const { define, illegal, failConstruct } = use("webidl");
  const byteLength = (chunk) => chunk?.byteLength;
  const one = () => 1;
  for (const f of [byteLength, one]) Object.defineProperties(f, { name: { value: "" }, length: { value: 0 } });
  const mark = (C, init) => {
    if (init === null || (typeof init !== "object" && typeof init !== "function")) failConstruct(C, 1, "QueuingStrategyInit");
    return init.highWaterMark === undefined ? undefined : Number(init.highWaterMark);
  };

  class ByteLengthQueuingStrategy {
    #mark;
    constructor(init) { this.#mark = mark("ByteLengthQueuingStrategy", init) }
    get highWaterMark() { if (!this || !(#mark in this)) illegal(); return this.#mark }
    get size() { if (!this || !(#mark in this)) illegal(); return byteLength }
  }
  class CountQueuingStrategy {
    #mark;
    constructor(init) { this.#mark = mark("CountQueuingStrategy", init) }
    get highWaterMark() { if (!this || !(#mark in this)) illegal(); return this.#mark }
    get size() { if (!this || !(#mark in this)) illegal(); return one }
  }
  return { ByteLengthQueuingStrategy: define(ByteLengthQueuingStrategy), CountQueuingStrategy: define(CountQueuingStrategy) };
})
