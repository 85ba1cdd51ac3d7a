// Every screen that anybody can reach, wide and narrow: axe-core finds nothing, no words are
// missing, nothing scrolls sideways, nothing leaves the server, every script runs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { crawl } from "./crawl.mjs";

for (const [name, options] of [
  ["1280 px, light", {}],
  ["320 px, dark", { viewport: { width: 320, height: 700 }, colorScheme: "dark" }],
]) {
  test(`every screen at ${name}`, { timeout: 280_000 }, async () => {
    const kinds = new Set();
    const findings = await crawl(options, async (page, role, kind) => { kinds.add(`${role} ${kind}`); });
    assert.deepEqual([...new Set(findings)], []);
    assert.ok(kinds.size >= 55, `only ${kinds.size} kinds of screen were reached`);
  });
}
