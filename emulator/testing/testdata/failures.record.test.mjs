// Records failures.golden.json from real vitest: RECORD=1 NO_COLOR=1 vitest run failures.record
import { readFileSync, writeFileSync } from "node:fs";
import { expect, it, vi } from "vitest";
import { processError } from "@vitest/utils/error";

it.runIf(process.env.RECORD)("records", async () => {
  const here = (name) => new URL(name, import.meta.url);
  const cases = (0, eval)(readFileSync(here("failures.js"), "utf8"))(expect, vi);
  const golden = {};
  for (const [name, run] of Object.entries(cases)) {
    try {
      await run();
      golden[name] = { name: "", message: "(passed)" };
    } catch (error) {
      const { name: errorName, message, diff } = processError(error);
      golden[name] = { name: errorName, message, ...(diff ? { diff } : {}) };
    }
  }
  writeFileSync(here("failures.golden.json"), JSON.stringify(golden, null, 2) + "\n");
});
