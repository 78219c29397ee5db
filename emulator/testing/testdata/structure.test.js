import {
  describe, it, test, expect, beforeAll, afterAll, beforeEach, afterEach, onTestFinished, onTestFailed,
} from "vitest";

const log = [];
const take = () => log.splice(0);

describe("hooks", () => {
  beforeAll(() => {
    log.push("beforeAll");
    return () => log.push("cleanup all");
  });
  afterAll(() => log.push("afterAll 1"));
  afterAll(() => log.push("afterAll 2"));
  beforeEach(({ task }) => {
    log.push(`before ${task.name}`);
    return () => log.push(`cleanup ${task.name}`);
  });
  afterEach(() => log.push("after 1"));
  afterEach(() => log.push("after 2"));

  it("one", () => {
    onTestFinished(() => log.push("finished 1"));
    onTestFinished(() => log.push("finished 2"));
    onTestFailed(() => log.push("failed"));
    log.push("one");
  });

  describe("inner", () => {
    beforeAll(() => log.push("inner beforeAll"));
    beforeEach(() => log.push("inner before"));
    afterEach(() => log.push("inner after"));
    afterAll(() => log.push("inner afterAll"));
    it("two", () => log.push("two"));
  });
});

it("ran hooks in order", () => {
  expect(take()).toEqual([
    "beforeAll", "before one", "one", "after 2", "after 1", "cleanup one", "finished 2", "finished 1",
    "inner beforeAll", "before two", "inner before", "two", "inner after", "after 2", "after 1", "cleanup two",
    "inner afterAll", "afterAll 2", "afterAll 1", "cleanup all",
  ]);
});

describe("titles", () => {
  const names = [];
  afterEach(({ task }) => names.push(task.name));
  it.each([[1, "a"], [2, "b"]])("add %i and %s", (n, s) => {
    expect(n === 1 ? "a" : "b").toBe(s);
  });
  it.each([{ a: 1, b: { c: "x" } }])("object $a $b.c", ({ a }) => expect(a).toBe(1));
  it.each(["x"])("json %j index %# number %$", () => {});
  it.each`
    a    | b    | sum
    ${1} | ${2} | ${3}
    ${2} | ${3} | ${5}
  `("$a + $b = $sum", ({ a, b, sum }) => expect(a + b).toBe(sum));
  it.for([[1, 2]])("for %i %i", ([a, b], { expect, task }) => {
    expect(a + b).toBe(3);
    expect(task.name).toBe("for 1 2");
  });
  it.each([-0, 1.5])("float %f", () => {});
  it.each([{ list: [1, 2], text: "q" }])("shows $list and $text", () => {});
  it.each([[{ deep: { er: 1 } }]])("%o", () => {});
  it("named all", () => {
    expect(names).toEqual([
      "add 1 and a", "add 2 and b", "object 1 'x'", "json \"x\" index 0 number 1", "1 + 2 = 3", "2 + 3 = 5", "for 1 2",
      "float -0", "float 1.5", "shows [ 1, 2 ] and 'q'", "{ deep: { er: 1 } }",
    ]);
  });
  describe.each([["x", 1]])("group %s", (name, n) => {
    it("runs", () => expect([name, n]).toEqual(["x", 1]));
  });
});

describe("context", () => {
  it("has what tests use", ({ task, expect, skip, signal, onTestFinished }) => {
    expect(task.name).toBe("has what tests use");
    expect(typeof skip).toBe("function");
    expect(typeof onTestFinished).toBe("function");
    expect(task.suite.name).toBe("context");
    expect(task.mode).toBe("run");
    void signal;
  });
  it.skipIf(true)("skipIf", () => expect.unreachable());
  it.skipIf(false)("not skipIf", () => {});
  it.runIf(false)("runIf", () => expect.unreachable());
});

describe("retries", () => {
  let n = 0;
  it("retry", { retry: 3 }, () => {
    expect(++n).toBe(3);
  });
  let runs = 0;
  it("repeats", { repeats: 2 }, () => {
    runs++;
  });
  it("ran", () => expect(runs).toBe(3));
});

describe("concurrent", () => {
  const order = [];
  const step = (name) => async () => {
    order.push(`${name} in`);
    await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve, 5));
    order.push(`${name} out`);
  };
  it.concurrent("a", step("a"));
  it.concurrent("b", step("b"));
  it("were together", () => expect(order).toEqual(["a in", "b in", "a out", "b out"]));
});

describe("fixtures", () => {
  const events = [];
  const extended = test.extend({
    base: 2,
    double: async ({ base }, use) => {
      events.push("setup double");
      await use(base * 2);
      events.push("teardown double");
    },
    unused: async ({}, use) => {
      events.push("unused");
      await use(0);
    },
    auto: [async ({}, use) => {
      events.push("auto");
      await use("auto");
      events.push("auto end");
    }, { auto: true }],
  });
  const more = extended.extend({ double: async ({ double }, use) => use(double + 1), triple: async ({ double }, use) => use(double * 3) });

  extended("given", ({ double, base, expect }) => {
    expect([base, double]).toEqual([2, 4]);
    events.push("test");
  });
  it("in order", () => {
    expect(events.splice(0)).toEqual(["setup double", "auto", "test", "auto end", "teardown double"]);
  });
  more("layered", ({ double, triple }) => {
    expect([double, triple]).toEqual([5, 15]);
  });
});

describe("async describe", async () => {
  await Promise.resolve();
  it("is collected", () => {});
});

test.fails("fails", () => {
  expect(1).toBe(2);
});
test.fails("fails async", async () => {
  await expect(Promise.resolve(1)).resolves.toBe(2);
});
it("unawaited assertion is awaited", () => {
  void expect(Promise.resolve(1)).resolves.toBe(1);
});
