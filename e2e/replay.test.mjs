// The months of the circle are gone through by the slider, by keyboard, and without JavaScript.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, browse, demo, door, stop } from "./browser.mjs";

const story = async (options, told) => {
  const served = await demo();
  const { browser, page, seen } = await browse(options);
  try {
    await page.goto(door(served, "therapist", "Ruth Albrecht"));
    const course = served.courses.find((c) => c.client === "Maren").url;
    await page.goto(`${course}/circle/replay`);
    await told(page);
    assert.deepEqual(seen, []);
  } finally {
    await browser.close();
    await stop(served.child);
  }
};
const ida = (page) => page.textContent("#at-circle-d");

test("the slider shows each day without a new page, and keeps the keyboard", async () => {
  await story({ viewport: { width: 390, height: 844 } }, async (page) => {
    assert.match(await ida(page), /Ida: inner ring/);
    await page.evaluate(() => { window.same = true; });
    await page.focus("#at");
    await page.keyboard.press("Home");
    await page.waitForFunction(() => document.querySelector("#at-circle-d").textContent.includes("Ida: close ring"));
    const state = await page.evaluate(() => [window.same, document.activeElement.id, location.search]);
    assert.deepEqual(state, [true, "at", "?layout=now&at=1"]);
    assert.match(await page.getAttribute("#at", "aria-valuetext"), /session 2$/);
    const [mark, figure] = await page.evaluate(() => [".marked", "figure.trend"].map((name) => {
      const { left, right } = document.querySelector(`#at-frame ${name}`).getBoundingClientRect();
      return { left, right };
    }));
    assert.ok(mark.left >= figure.left && mark.right <= figure.right, "the marked day is in sight");
    assert.deepEqual(await axe(page), []);
  });
});

test("without JavaScript the button and the links show the same days", async () => {
  await story({ javaScriptEnabled: false }, async (page) => {
    await page.fill("#at", "1");
    await page.click("form.replay button");
    assert.match(await ida(page), /Ida: close ring/);
    await page.click("#at-frame details summary");
    await page.click('#at-frame nav a:has-text("session 6")');
    assert.match(await ida(page), /Ida: inner ring/);
    assert.match(await page.textContent("#at-frame h2"), /session 6/);
  });
});
